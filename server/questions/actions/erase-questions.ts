import type { FactCatalog } from '#server/base/fact-catalog.ts';
import { AppError } from '#server/base/errors.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { erased } from '../erasing.ts';
import type { QuestionCatalog } from '../question-catalog.ts';

const DONE_ON = 'questions-erased-on';
const AT_ONCE = 100;

interface Deps {
  readonly catalog: QuestionCatalog & FactCatalog;
  readonly now: () => string;
}

/** Erases what the time of each question's data is over for; one that somebody saves meanwhile waits for the next day. */
async function eraseAll({ catalog, now }: Deps): Promise<void> {
  const passed = new Set<string>();
  for (;;) {
    const due = (await catalog.questionsToErase(now(), AT_ONCE)).filter(
      ({ id, version }) => !passed.has(`${id}/${version}`),
    );
    if (due.length === 0) return;
    for (const question of due) {
      passed.add(`${question.id}/${question.version}`);
      try {
        await catalog.eraseQuestion(question, erased(question, now()));
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'stale-version') throw error;
      }
    }
  }
}

/** Once a day of Vietnam's; the fact outlives restarts (docs/personal-data.md). */
export async function eraseQuestions(deps: Deps): Promise<void> {
  const today = dayInVietnam(deps.now());
  if ((await deps.catalog.findFact(DONE_ON)) === today) return;
  await eraseAll(deps);
  await deps.catalog.saveFact(DONE_ON, today);
}
