import type { FieldErrors } from '#server/base/errors.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { isDay, WRONG_DAY } from '#server/base/partial-date.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';
import { rankErrors } from '#server/vocabulary/rank.ts';
import { findSubject } from '#server/vocabulary/subject.ts';
import { messages } from './messages.ts';

/** An administrative procedure that people ask for at a one-stop desk (thủ tục hành chính). */
export interface Procedure {
  readonly name: string;
  /** What it is for, in words of everyday. */
  readonly summary: string;
  /** Code of one of the 45 subjects. */
  readonly subject: string;
  /** Numbers of the documents that rule it. */
  readonly laws: readonly string[];
  /** What completes the chosen items: words that are searched. */
  readonly words: string;
  /** Items chosen by officials, in their order. */
  readonly itemIds: readonly string[];
  /** First day on which it is asked for no more, `YYYY-MM-DD`; null while it stands. */
  readonly ended: string | null;
  /** Slug of the procedure that took its place; empty for none. */
  readonly successor: string;
}

export type ProcedureEntry = AuthorityEntry<'procedure', Procedure>;

export const MOST_CHOSEN = 30;
const MOST_LAWS = 20;
const LONGEST_NAME = 150;
const LONGEST_SUMMARY = 600;
const LONGEST_WORDS = 200;
const LONGEST_SLUG = 80;

/** Whether it is asked for no more on a day. */
export const hasEndedOn = ({ ended }: Pick<Procedure, 'ended'>, day: string): boolean =>
  ended !== null && day >= ended;

const isSlug = (text: string): boolean =>
  /^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(text) && text.length <= LONGEST_SLUG;

/** What is wrong with a procedure, by field of its form; `known`: slugs of all others. */
export function procedureErrors(
  { id, rank, value }: ProcedureEntry,
  known: ReadonlySet<string>,
): FieldErrors {
  const { name, summary, subject, laws, words, itemIds, ended, successor } = value;
  return {
    ...(name === '' ? { name: messages.writeName } : {}),
    ...(isSlug(id) && id !== 'moi' ? {} : { slug: messages.wrongSlug }),
    ...(summary === '' ? { summary: messages.writeSummary } : {}),
    ...(findSubject(subject) === undefined ? { subject: messages.chooseSubject } : {}),
    ...(words === '' ? { words: messages.writeWords } : {}),
    ...(laws.length > MOST_LAWS ? { laws: messages.tooMany(MOST_LAWS) } : {}),
    ...(itemIds.length > MOST_CHOSEN ? { items: messages.tooMany(MOST_CHOSEN) } : {}),
    ...(ended === null || isDay(ended) ? {} : { ended: WRONG_DAY }),
    ...(successor === '' || (successor !== id && known.has(successor))
      ? {}
      : { successor: messages.unknownSuccessor }),
    ...rankErrors(rank),
    ...tooLongErrors({
      name: [FIELD_LABELS.name, name, LONGEST_NAME],
      summary: [messages.summaryLabel, summary, LONGEST_SUMMARY],
      words: [FIELD_LABELS.words, words, LONGEST_WORDS],
    }),
  };
}
