import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { RUNNING_STATES, type QuestionFact } from './question.ts';
import { deadlineOf, workdaysBetween, type Calendar } from './working-days.ts';

/** How questions of one group stand. */
export interface QuestionTally {
  readonly all: number;
  readonly open: number;
  /** Past their deadline and not answered. */
  readonly late: number;
  readonly answered: number;
  readonly closed: number;
  /** Working days from the question to the answer, half of them took as many or fewer; null for none. */
  readonly medianDays: number | null;
  /** Answers that somebody said helped, and that did not. */
  readonly helped: number;
  readonly notHelped: number;
}

/** The middle of some numbers, the mean of the middle two; null for none. */
export function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

export interface FigureRules {
  readonly calendar: Calendar;
  /** Working days in which a question has to be answered. */
  readonly days: number;
  readonly now: string;
}

export function tallyOf(
  facts: readonly QuestionFact[],
  { calendar, days, now }: FigureRules,
): QuestionTally {
  const answered = facts.filter(({ state }) => state === 'answered');
  const closed = facts.filter(({ state }) => state === 'closed');
  const late = facts.filter(
    ({ state, runsFrom }) =>
      RUNNING_STATES.includes(state) && deadlineOf(calendar, runsFrom, days, now).left < 0,
  );
  return {
    all: facts.length,
    open: facts.length - answered.length - closed.length,
    late: late.length,
    answered: answered.length,
    closed: closed.length,
    medianDays: median(
      answered.map(({ createdAt, settledAt }) =>
        workdaysBetween(calendar, dayInVietnam(createdAt), dayInVietnam(settledAt ?? createdAt)),
      ),
    ),
    helped: facts.filter(({ helped }) => helped === true).length,
    notHelped: facts.filter(({ helped }) => helped === false).length,
  };
}

/** Tallies by a key of the facts, the largest group first. */
export function talliesBy(
  facts: readonly QuestionFact[],
  keyOf: (fact: QuestionFact) => string,
  rules: FigureRules,
): { readonly key: string; readonly tally: QuestionTally }[] {
  const groups = new Map<string, QuestionFact[]>();
  for (const fact of facts) {
    const key = keyOf(fact);
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  return [...groups]
    .map(([key, some]) => ({ key, tally: tallyOf(some, rules) }))
    .toSorted((a, b) => b.tally.all - a.tally.all || (a.key < b.key ? -1 : 1));
}
