import {
  FILTER_NAMES,
  type FilterName,
  type SearchFilters,
  type SearchHelp,
  type SearchQuery,
} from '../search-query.ts';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import { showToneKey } from '#server/base/vietnamese/show-tone.ts';
import { foldKey } from '#server/base/vietnamese/syllables.ts';
import { words } from '#server/base/vietnamese/tokens.ts';
import type { ItemFacts } from './item-facts.ts';
import type { Lexicon } from './lexicon.ts';
import { readQuery, type QueryForm } from './query-form.ts';

const MOST_PROPOSALS = 3;

/** What proposals are made from. */
export interface HelpSource {
  readonly lexicon: Lexicon;
  readonly documentFrequency: (term: string) => number;
}

/** A query that might lead to something; the engine counts what it finds. */
export interface Proposal {
  readonly kind: 'spelling' | 'shorter' | 'without-filter';
  readonly text: string;
  readonly filters: SearchFilters;
  /** The filter that is dropped. */
  readonly filter: FilterName | null;
}

/** At most one letter added, dropped, changed or swapped with its neighbour. */
export function oneSlipApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  if (a.length === b.length) {
    if (a.slice(i + 1) === b.slice(i + 1)) return true;
    return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
  }
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.slice(i) === long.slice(i + 1);
}

/**
 * Known syllables one slip from position `i`, each with the terms that say how well it fits there.
 */
function slipTerms(
  form: QueryForm,
  i: number,
  lexicon: Lexicon,
): { folded: string; terms: string[] }[] {
  const wrong = form.folded[i]!;
  const before = form.folded[i - 1];
  const after = form.folded[i + 1];
  return lexicon
    .foldedForms()
    .filter((folded) => oneSlipApart(wrong, folded))
    .map((folded) => {
      const pairs = [
        ...(before === undefined ? [] : [`${before}_${folded}`]),
        ...(after === undefined ? [] : [`${folded}_${after}`]),
      ];
      return { folded, terms: pairs.length === 0 ? [folded] : pairs };
    });
}

/**
 * Other syllables for position `i` that form known pairs with its neighbours, most frequent first.
 */
function slipsAt(form: QueryForm, i: number, { lexicon, documentFrequency }: HelpSource): string[] {
  const fitting = slipTerms(form, i, lexicon)
    .map(({ folded, terms }) => ({ folded, n: Math.max(...terms.map(documentFrequency)) }))
    .filter(({ n }) => n > 0);
  return fitting
    .toSorted((a, b) => b.n - a.n)
    .slice(0, MOST_PROPOSALS)
    .map(({ folded }) => folded);
}

/** Positions that no pair with a neighbour backs: there the slip must be. */
const doubtful = (form: QueryForm, source: HelpSource): number[] =>
  form.folded
    .map((folded, i) => ({ folded, i }))
    .filter(({ folded, i }) => {
      const left = i > 0 && source.documentFrequency(form.pairs[i - 1]!) > 0;
      const right = i < form.pairs.length && source.documentFrequency(form.pairs[i]!) > 0;
      return !left && !right && (form.folded.length > 1 || source.documentFrequency(folded) === 0);
    })
    .map(({ i }) => i)
    .slice(0, 4);

const lettersOf = (key: string): string => key.replace(/\|\d$/u, '');

/**
 * How the index writes a folded syllable: as typed but for the slip, else the commonest way: low
 * ids are the first met.
 */
function written(folded: string, typed: string, source: HelpSource): string {
  const { lexicon } = source;
  const wanted = lexicon.foldId(folded);
  let best = folded;
  let most = -1;
  for (let id = 1; id <= lexicon.size; id++) {
    if (lexicon.foldOf[id] !== wanted) continue;
    const key = lexicon.tone(id);
    const agrees =
      (oneSlipApart(lettersOf(key), lettersOf(typed)) ? 2 : 0) +
      (key.slice(lettersOf(key).length) === typed.slice(lettersOf(typed).length) ? 1 : 0);
    if (agrees > most) {
      most = agrees;
      best = showToneKey(key);
    }
  }
  return best;
}

function spellings(form: QueryForm, source: HelpSource): string[] {
  const found: string[] = [];
  for (const i of doubtful(form, source)) {
    for (const other of slipsAt(form, i, source)) {
      const shown = form.syllables.map((key, j) =>
        j === i ? (form.toned ? written(other, key, source) : other) : showToneKey(key),
      );
      found.push(shown.join(' '));
    }
  }
  return found;
}

/** The query without its rarest syllable, only where at least two are left. */
function withoutRarest(form: QueryForm, source: HelpSource): string[] {
  if (form.syllables.length < 3) return [];
  const rarest = form.folded
    .map((folded, i) => ({ i, n: source.documentFrequency(folded) }))
    .toSorted((a, b) => a.n - b.n)[0]!.i;
  return [
    form.syllables
      .filter((_, i) => i !== rarest)
      .map(showToneKey)
      .join(' '),
  ];
}

/**
 * Two neighbouring words of a subject's name stand in the query, or the whole of a part that is one
 * word.
 */
function speaksOf(form: QueryForm, part: string): boolean {
  const keys = words(part).map(({ key }) => key);
  if (keys.length === 1)
    return form.toned ? form.syllables.includes(keys[0]!) : form.folded.includes(foldKey(keys[0]!));
  return keys.some(
    (key, i) => i > 0 && form.pairs.includes(`${foldKey(keys[i - 1]!)}_${foldKey(key)}`),
  );
}

/**
 * Terms whose frequency the proposals ask for beyond the query's own syllables and pairs, which
 * `source` must know: an engine fetches them at once.
 */
export function helpTerms(text: string, source: HelpSource): string[] {
  const form = readQuery(text);
  return [
    ...new Set(
      doubtful(form, source).flatMap((i) =>
        slipTerms(form, i, source.lexicon).flatMap(({ terms }) => terms),
      ),
    ),
  ];
}

/** Queries that may help after zero hits, best first within each kind, each text once. */
export function proposals(query: SearchQuery, source: HelpSource): Proposal[] {
  const form = readQuery(query.text);
  const texts = (kind: Proposal['kind'], found: readonly string[]): Proposal[] =>
    [...new Set(found)].map((text) => ({ kind, text, filters: query.filters, filter: null }));
  return [
    ...texts('spelling', spellings(form, source)),
    ...texts('shorter', withoutRarest(form, source)),
    ...FILTER_NAMES.filter((filter) => query.filters[filter].length > 0).map(
      (filter): Proposal => ({
        kind: 'without-filter',
        text: query.text,
        filters: { ...query.filters, [filter]: [] },
        filter,
      }),
    ),
  ];
}

/**
 * Help from proposals and the number of items each finds (`counts`, in their order); those that
 * lead to nothing are left out.
 */
export function helpFrom(
  query: SearchQuery,
  proposed: readonly Proposal[],
  counts: readonly number[],
  items: readonly ItemFacts[],
): SearchHelp {
  const form = readQuery(query.text);
  const counted = proposed
    .map((p, i) => ({ ...p, count: counts[i] ?? 0 }))
    .filter(({ count }) => count > 0);
  const texts = (kind: Proposal['kind']) =>
    counted
      .filter((p) => p.kind === kind)
      .slice(0, MOST_PROPOSALS)
      .map(({ text, count }) => ({ text, count }));
  return {
    spellings: texts('spelling'),
    shorter: texts('shorter'),
    withoutFilter: counted.flatMap(({ filter, count }) =>
      filter === null ? [] : [{ filter, count }],
    ),
    subjects: SUBJECTS.filter((s) => s.label.split(/[,-]/u).some((part) => speaksOf(form, part)))
      .map((s) => ({
        code: s.code,
        count: items.filter((item) => item.filters.subjects.includes(s.code)).length,
      }))
      .filter((s) => s.count > 0)
      .slice(0, MOST_PROPOSALS),
  };
}
