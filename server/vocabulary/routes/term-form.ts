import { shownOptionalRank, typedOptionalRank } from '#server/vocabulary/rank.ts';
import { newTermCode, type TermEntry, type TermList } from '../actions/save-term.ts';
import type { OwnAudience } from '../audience.ts';
import type { OwnGenre } from '../genre.ts';
import { UNPLACED } from '../authority-list.ts';
import type { FormValues } from '#web/frame/form-field.tsx';
import { wordOf } from '#server/http/staff-form.ts';

type Body = Readonly<Record<string, unknown>>;
type Own = OwnGenre | OwnAudience;

const OWN_FIELDS = {
  genre: ['name', 'short', 'english', 'kind'],
  audience: ['name', 'english', 'note', 'noteEnglish'],
} as const satisfies Readonly<Record<TermList, readonly string[]>>;

/** Names stand in one line of lists and cells. */
const ownOf = (list: TermList, body: Body): Own =>
  Object.fromEntries(
    OWN_FIELDS[list].map((field) => [field, wordOf(body, field).replace(/\s+/gu, ' ')]),
  ) as unknown as Own;

const entry = (list: TermList, id: string, own: Own | null): TermEntry => ({
  list,
  id,
  rank: UNPLACED,
  version: 0,
  changedAt: '',
  changedBy: '',
  value: { own, hidden: false } as TermEntry['value'],
});
/** A term of the law that nobody placed yet. */
export const untouched = (list: TermList, code: string): TermEntry => entry(list, code, null);
/** An own one that is not there yet, with the code that its name gives it. */
export function newTerm(list: TermList, body: Body = {}): TermEntry {
  const own = ownOf(list, body);
  return entry(list, newTermCode(own.name), own);
}

/**
 * The entry that a form means: one of the law is placed and offered, an own one says all of itself.
 */
export const editedTerm = (body: Body, before: TermEntry): TermEntry => ({
  ...before,
  rank: typedOptionalRank(wordOf(body, 'rank')),
  version: Number(wordOf(body, 'version')) || 0,
  value: {
    own: before.value.own === null ? null : ownOf(before.list, body),
    hidden: wordOf(body, 'hidden') === '1',
  } as TermEntry['value'],
});

export const termValues = ({ rank, value }: TermEntry): FormValues => ({
  ...value.own,
  rank: shownOptionalRank(rank),
  hidden: value.hidden ? '1' : '',
});
