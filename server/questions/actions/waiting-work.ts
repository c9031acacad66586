import type { Actor } from '#server/people/account.ts';
import { can } from '#server/workflow/access.ts';
import { MOST_WAITING, type OtherWork, type StepCount } from '#server/workflow/notice.ts';
import type { Catalog } from '#server/ports.ts';
import type { WaitingQuestions } from '../question-catalog.ts';
import { lateBefore } from '../working-days.ts';
import { questionUnits } from './get-question.ts';
import { readCalendar } from './keep-lists.ts';

interface Deps {
  readonly catalog: Pick<Catalog, 'countWaitingQuestions' | 'listAuthority'>;
  readonly now: () => string;
  /** Working days in which a question has to be answered. */
  readonly days: () => number;
}

type Step = Pick<StepCount, 'step'> & { readonly which: WaitingQuestions };

/** What of the questions waits for this person: answers of their own wait for somebody else. */
function stepsOf(actor: Actor): Step[] {
  const [unitIds, own] = [questionUnits(actor), { questionOf: actor.unitId }];
  return [
    ...(can(actor, 'answer-question', own)
      ? [{ step: 'questions' as const, which: { unitIds, state: 'waiting' as const } }]
      : []),
    ...(can(actor, 'approve-answer', own)
      ? [
          {
            step: 'answers' as const,
            which: {
              unitIds,
              state: 'drafted' as const,
              ...(actor.twoPersons ? { notBy: actor.accountId } : {}),
            },
          },
        ]
      : []),
  ];
}

/** Questions and answers that wait, as a person's notices and daily e-mail tell them. */
export const waitingQuestionWork = ({ catalog, now, days }: Deps): OtherWork => ({
  async steps(actor, seenAt) {
    const steps = stepsOf(actor);
    if (steps.length === 0) return [];
    const runsBefore = lateBefore(await readCalendar(catalog), days(), now());
    return Promise.all(
      steps.map(async ({ step, which }) => {
        const [waiting, fresh, overdue] = await Promise.all([
          catalog.countWaitingQuestions(which, MOST_WAITING),
          catalog.countWaitingQuestions({ ...which, since: seenAt }, MOST_WAITING),
          catalog.countWaitingQuestions({ ...which, runsBefore }, MOST_WAITING),
        ]);
        return { step, waiting, fresh, overdue };
      }),
    );
  },
  async news(actor, seenAt) {
    const counts = await Promise.all(
      stepsOf(actor).map(({ which }) =>
        catalog.countWaitingQuestions({ ...which, since: seenAt }, MOST_WAITING),
      ),
    );
    return counts.reduce((sum, n) => sum + n, 0);
  },
});
