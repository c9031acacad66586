import { foldedWords, words } from '#server/base/vietnamese/tokens.ts';
import type { FieldErrors } from '#server/base/errors.ts';
import { findSubject } from '#server/vocabulary/subject.ts';
import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';
import { messages } from '../messages.ts';
import { SHIPPED_WORDS } from './shipped-words.ts';
import type { WordChange } from './word-changes.ts';
import {
  LONGEST_MEANT,
  LONGEST_SAID,
  MOST_MEANT,
  MOST_SAID,
  WORD_GROUPS,
  type MeantWords,
} from './word-list.ts';

/** What officials keep of one entry, shipped or their own. */
export interface WordValue {
  readonly said: readonly string[];
  readonly meant: readonly MeantWords[];
  readonly group: string;
  readonly only: readonly string[];
  /** Not used for searches. */
  readonly hidden: boolean;
}

/** One entry as officials left it; version 0 where it stands as it was shipped. */
export type WordRow = AuthorityEntry<'word', WordValue>;

/** The first titles of one question, with the list as it stands and as it would be. */
export interface WordPreview {
  readonly question: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** More of their own would make every search slower. */
export const MOST_OWN_WORDS = 2_000;
/** One word said, in characters. */
const LONGEST_TEXT = 200;

const row = (id: string, value: WordValue): WordRow => ({
  list: 'word',
  id,
  rank: 0,
  version: 0,
  changedAt: '',
  changedBy: '',
  value,
});

export const newWord = (id: string, said: readonly string[] = []): WordRow =>
  row(id, { said, meant: [], group: WORD_GROUPS[0], only: [], hidden: false });

const SHIPPED_ROWS: ReadonlyMap<string, WordRow> = new Map(
  SHIPPED_WORDS.map(({ id, ...value }) => [id, row(id, { ...value, hidden: false })]),
);

/** An entry that is shipped, as it is shipped. */
export const shippedWord = (id: string): WordRow | null => SHIPPED_ROWS.get(id) ?? null;

/** The whole list: what is shipped, as officials left it, and their own. */
export function allWords(stored: readonly WordRow[]): WordRow[] {
  const byId = new Map(stored.map((word) => [word.id, word]));
  return [
    ...[...SHIPPED_ROWS.values()].map((word) => byId.get(word.id) ?? word),
    ...stored.filter(({ id }) => !SHIPPED_ROWS.has(id)),
  ];
}

/** What a search has to know of the entries that officials changed. */
export const changesOf = (stored: readonly WordRow[]): WordChange[] =>
  stored.map(({ id, value: { hidden, ...value } }) =>
    hidden ? { kind: 'left-out', id } : { kind: 'entry', entry: { id, ...value } },
  );

function saidFault(said: readonly string[]): string | null {
  if (said.length === 0) return messages.needSaid;
  if (said.length > MOST_SAID) return messages.tooMany(MOST_SAID);
  for (const one of said) {
    const count = words(one).length;
    if (count === 0) return messages.noWord(one.slice(0, 40));
    if (count > LONGEST_SAID || one.length > LONGEST_TEXT)
      return messages.tooLongWords(one.slice(0, 40), LONGEST_SAID);
  }
  return null;
}

function meantFault({ said, meant }: WordValue): string | null {
  if (meant.length === 0) return messages.needMeant;
  if (meant.length > MOST_MEANT) return messages.tooMany(MOST_MEANT);
  const own = new Set(said.map((one) => foldedWords(one).join(' ')));
  for (const { words: text, weight } of meant) {
    const count = words(text).length;
    if (count === 0) return messages.noWord(text.slice(0, 40));
    if (count > LONGEST_MEANT || text.length > LONGEST_TEXT)
      return messages.tooLongWords(text.slice(0, 40), LONGEST_MEANT);
    if (!(weight >= 0.1 && weight <= 1)) return messages.wrongWeight(text);
    if (own.has(foldedWords(text).join(' '))) return messages.sameWords(text);
  }
  return null;
}

/** What is wrong with an entry, by field of its form; empty when nothing is. */
export function wordErrors(value: WordValue): FieldErrors {
  const [said, meant] = [saidFault(value.said), meantFault(value)];
  const wrong = value.only.find((code) => findSubject(code) === undefined);
  return {
    ...(said === null ? {} : { said }),
    ...(meant === null ? {} : { meant }),
    ...((WORD_GROUPS as readonly string[]).includes(value.group)
      ? {}
      : { group: messages.wrongGroup }),
    ...(wrong === undefined ? {} : { only: messages.wrongSubject(wrong) }),
  };
}
