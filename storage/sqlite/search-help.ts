import type { SearchHelp, SearchFilters, SearchQuery } from '#server/domain/search-query.ts';
import { FILTER_NAMES } from '#server/domain/search-query.ts';
import { readQuery, type QueryForm } from '#server/domain/search/query-form.ts';
import { SUBJECTS } from '#server/domain/subject.ts';
import { fold } from '#server/domain/vietnamese/syllables.ts';
import { showToneKey } from '#server/domain/vietnamese/show-tone.ts';
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

/** The commonest way the index writes a folded syllable: low ids are the first met, hence the common ones. */
function written(folded: string, corpus: SearchCorpus): string {
  const wanted = corpus.lexicon.foldId(folded);
  for (let id = 1; id <= corpus.lexicon.size; id++) if (corpus.lexicon.foldOf[id] === wanted) return showToneKey(corpus.lexicon.tone(id));
  return folded;
}

function spellings(form: QueryForm, corpus: SearchCorpus): string[] {
  const proposals: string[] = [];
  for (const i of doubtful(form, corpus)) {
    for (const other of slipsAt(form, i, corpus)) {
      const shown = form.syllables.map((key, j) => (j === i ? (form.toned ? written(other, corpus) : other) : showToneKey(key)));
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

/** What may help after zero hits; every proposal is counted and those that lead to nothing are left out. */
export function proposeHelp(query: SearchQuery, corpus: SearchCorpus, count: (text: string, filters: SearchFilters) => number): SearchHelp {
  const form = readQuery(query.text);
  const counted = (texts: readonly string[]) => [...new Set(texts)].map((text) => ({ text, count: count(text, query.filters) })).filter((p) => p.count > 0).slice(0, MOST_PROPOSALS);
  const items = [...corpus.items.values()];
  const words = new Set(form.folded);
  return {
    spellings: counted(spellings(form, corpus)),
    shorter: counted(withoutRarest(form, corpus)),
    withoutFilter: FILTER_NAMES.filter((filter) => query.filters[filter].length > 0)
      .map((filter) => ({ filter, count: count(query.text, { ...query.filters, [filter]: [] }) })).filter((p) => p.count > 0),
    subjects: SUBJECTS.filter((s) => fold(s.label).match(/[\p{L}\p{N}]+/gu)?.some((w, i, all) => words.has(w) && (i + 1 === all.length || words.has(all[i + 1]!) || all.length === 1)))
      .map((s) => ({ code: s.code, count: items.filter((item) => item.filters.subjects.includes(s.code)).length })).filter((s) => s.count > 0).slice(0, MOST_PROPOSALS),
  };
}
