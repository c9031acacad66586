import type { Item } from '#server/items/item.ts';
import { isSubSubject } from '#server/vocabulary/sub-subject.ts';
import { subjectWord, syllablesOf, type SubjectWord } from './subject-words.ts';

export interface ProposedSubject {
  readonly code: string;
  /** Words of the text that speak for it, the weightiest first, with how often they stand there. */
  readonly words: readonly { readonly word: string; readonly times: number }[];
}

/**
 * Of the items that have a keyword, so many must have the subject before the word speaks for it.
 */
const LEAST_SHARE = 0.6;
const FROM_ITEMS = 0.6;
const LONGEST_KEYWORD = 5;

/** Keywords of published items that stand with one subject again and again. */
export function subjectWordsOf(
  items: readonly Pick<Item, 'keywords' | 'subjects'>[],
): SubjectWord[] {
  const seen = new Map<string, { word: string; items: number; subjects: Map<string, number> }>();
  for (const { keywords, subjects } of items) {
    for (const word of keywords) {
      const key = syllablesOf(word).join(' ');
      const entry = seen.get(key) ?? {
        word: word.toLowerCase(),
        items: 0,
        subjects: new Map<string, number>(),
      };
      seen.set(key, entry);
      entry.items += 1;
      for (const subject of subjects.filter((code) => !isSubSubject(code)))
        entry.subjects.set(subject, (entry.subjects.get(subject) ?? 0) + 1);
    }
  }
  return [...seen]
    .filter(
      ([key, { items: n }]) =>
        n > 1 && key.includes(' ') && key.split(' ').length <= LONGEST_KEYWORD,
    )
    .flatMap(([, { word, items: n, subjects }]) =>
      [...subjects]
        .filter(([, with_]) => with_ / n >= LEAST_SHARE)
        .map(([subject, with_]) => subjectWord(subject, word, FROM_ITEMS * (with_ / n))),
    );
}

/** Words by their first syllable: the text is walked once. */
function byFirst(words: readonly SubjectWord[]): Map<string, SubjectWord[]> {
  const index = new Map<string, SubjectWord[]>();
  for (const word of words) {
    const first = word.syllables[0];
    if (first === undefined) continue;
    const list = index.get(first);
    if (list === undefined) index.set(first, [word]);
    else list.push(word);
  }
  return index;
}

const IN_TITLE = 2;
const MOST = 3;
const WORDS_SHOWN = 3;
const LEAST_SCORE = 2.2;
const BESIDE_THE_BEST = 0.5;

/**
 * Subjects that the text speaks of, the likeliest first, at most three; none where it says too
 * little.
 */
export function proposeSubjects(
  title: string,
  text: string,
  words: readonly SubjectWord[],
): ProposedSubject[] {
  const index = byFirst(words);
  const times = new Map<SubjectWord, number>();
  const walk = (syllables: readonly string[], weight: number): void =>
    syllables.forEach((syllable, at) => {
      for (const word of index.get(syllable) ?? [])
        if (word.syllables.every((s, i) => syllables[at + i] === s))
          times.set(word, (times.get(word) ?? 0) + weight);
    });
  walk(syllablesOf(text), 1);
  const inText = new Map(times);
  walk(syllablesOf(title), 0);
  const found = [...Map.groupBy(times.keys(), ({ subject }) => subject)]
    .map(([code, list]) => {
      // The same word may be a subject's own and one of the items'.
      const once = [
        ...new Map(
          list.toSorted((a, b) => a.weight - b.weight).map((w) => [w.syllables.join(' '), w]),
        ).values(),
      ];
      const scored = once
        .map((w) => ({
          word: w.word,
          times: inText.get(w) ?? 0,
          score:
            w.weight *
            (w.syllables.length > 2 ? 1.4 : 1) *
            ((inText.has(w) ? 1 + Math.log(inText.get(w)!) : 0) + (holds(title, w) ? IN_TITLE : 0)),
        }))
        .toSorted((a, b) => b.score - a.score);
      return {
        code,
        score: scored.slice(0, 6).reduce((sum, { score }) => sum + score, 0),
        words: scored.slice(0, WORDS_SHOWN).map(({ word, times: n }) => ({ word, times: n })),
      };
    })
    .toSorted((a, b) => b.score - a.score || a.code.localeCompare(b.code));
  const best = found[0]?.score ?? 0;
  return found
    .filter(({ score }) => score >= LEAST_SCORE && score >= best * BESIDE_THE_BEST)
    .slice(0, MOST)
    .map(({ code, words: shown }) => ({ code, words: shown }));
}

const holds = (title: string, { syllables }: SubjectWord): boolean =>
  ` ${syllablesOf(title).join(' ')} `.includes(` ${syllables.join(' ')} `);
