import type { SearchHelp, SearchFilters, SearchQuery } from '#server/domain/search-query.ts';
import { FILTER_NAMES } from '#server/domain/search-query.ts';
import { readQuery, type QueryForm } from '#server/domain/search/query-form.ts';
import { SUBJECTS } from '#server/domain/subject.ts';
import { foldKey } from '#server/domain/vietnamese/syllables.ts';
import { showToneKey } from '#server/domain/vietnamese/show-tone.ts';
import { words } from '#server/domain/vietnamese/tokens.ts';
import type { SearchCorpus } from './search-corpus.ts';

const MOST_PROPOSALS = 3;

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

/** Other syllables for position `i` that form known pairs with its neighbours, most frequent first. */
function slipsAt(form: QueryForm, i: number, corpus: SearchCorpus): string[] {
  const wrong = form.folded[i]!;
  const before = form.folded[i - 1];
  const after = form.folded[i + 1];
  const fitting: { folded: string; n: number }[] = [];
  for (const folded of corpus.lexicon.foldedForms()) {
    if (!oneSlipApart(wrong, folded)) continue;
    const pairs = [before && `${before}_${folded}`, after && `${folded}_${after}`].filter((p) => p !== undefined && p !== '');
    const n = pairs.length === 0 ? corpus.documentFrequency(folded) : Math.max(...pairs.map((p) => corpus.documentFrequency(p!)));
    if (n > 0) fitting.push({ folded, n });
  }
  return fitting.toSorted((a, b) => b.n - a.n).slice(0, MOST_PROPOSALS).map(({ folded }) => folded);
}

/** Positions that no pair with a neighbour backs: there the slip must be. */
const doubtful = (form: QueryForm, corpus: SearchCorpus): number[] =>
  form.folded.map((folded, i) => ({ folded, i })).filter(({ folded, i }) => {
    const left = i > 0 && corpus.documentFrequency(form.pairs[i - 1]!) > 0;
    const right = i < form.pairs.length && corpus.documentFrequency(form.pairs[i]!) > 0;
    return !left && !right && (form.folded.length > 1 || corpus.documentFrequency(folded) === 0);
  }).map(({ i }) => i).slice(0, 4);

const lettersOf = (key: string): string => key.replace(/\|\d$/u, '');

/** How the index writes a folded syllable: as typed but for the slip, else the commonest way: low ids are the first met. */
function written(folded: string, typed: string, corpus: SearchCorpus): string {
  const { lexicon } = corpus;
  const wanted = lexicon.foldId(folded);
  let best = folded;
  let most = -1;
  for (let id = 1; id <= lexicon.size; id++) {
    if (lexicon.foldOf[id] !== wanted) continue;
    const key = lexicon.tone(id);
    const agrees = (oneSlipApart(lettersOf(key), lettersOf(typed)) ? 2 : 0) + (key.slice(lettersOf(key).length) === typed.slice(lettersOf(typed).length) ? 1 : 0);
    if (agrees > most) { most = agrees; best = showToneKey(key); }
  }
  return best;
}

function spellings(form: QueryForm, corpus: SearchCorpus): string[] {
  const proposals: string[] = [];
  for (const i of doubtful(form, corpus)) {
    for (const other of slipsAt(form, i, corpus)) {
      const shown = form.syllables.map((key, j) => (j === i ? (form.toned ? written(other, key, corpus) : other) : showToneKey(key)));
      proposals.push(shown.join(' '));
    }
  }
  return proposals;
}

/** The query without its rarest syllable, only where at least two are left. */
function withoutRarest(form: QueryForm, corpus: SearchCorpus): string[] {
  if (form.syllables.length < 3) return [];
  const rarest = form.folded.map((folded, i) => ({ i, n: corpus.documentFrequency(folded) })).toSorted((a, b) => a.n - b.n)[0]!.i;
  return [form.syllables.filter((_, i) => i !== rarest).map(showToneKey).join(' ')];
}

/** Two neighbouring words of a subject's name stand in the query, or the whole of a part that is one word. */
function speaksOf(form: QueryForm, part: string): boolean {
  const keys = words(part).map(({ key }) => key);
  if (keys.length === 1) return form.toned ? form.syllables.includes(keys[0]!) : form.folded.includes(foldKey(keys[0]!));
  return keys.some((key, i) => i > 0 && form.pairs.includes(`${foldKey(keys[i - 1]!)}_${foldKey(key)}`));
}

/** What may help after zero hits; every proposal is counted and those that lead to nothing are left out. */
export function proposeHelp(query: SearchQuery, corpus: SearchCorpus, count: (text: string, filters: SearchFilters) => number): SearchHelp {
  const form = readQuery(query.text);
  const counted = (texts: readonly string[]) => [...new Set(texts)].map((text) => ({ text, count: count(text, query.filters) })).filter((p) => p.count > 0).slice(0, MOST_PROPOSALS);
  const items = [...corpus.items.values()];
  return {
    spellings: counted(spellings(form, corpus)),
    shorter: counted(withoutRarest(form, corpus)),
    withoutFilter: FILTER_NAMES.filter((filter) => query.filters[filter].length > 0)
      .map((filter) => ({ filter, count: count(query.text, { ...query.filters, [filter]: [] }) })).filter((p) => p.count > 0),
    subjects: SUBJECTS.filter((s) => s.label.split(/[,-]/u).some((part) => speaksOf(form, part)))
      .map((s) => ({ code: s.code, count: items.filter((item) => item.filters.subjects.includes(s.code)).length })).filter((s) => s.count > 0).slice(0, MOST_PROPOSALS),
  };
}
