import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { sendAnswerJob } from '#server/base/job.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import type { Actor } from '#server/people/account.ts';
import { withEraseTime } from '../erasing.ts';
import { messages } from '../messages.ts';
import { withEvent, type Question } from '../question.ts';
import { getQuestion, mustBeAt } from './get-question.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'now'>;

const eventBy = (actor: Actor, at: string) => ({
  at,
  byId: actor.accountId,
  byName: actor.displayName,
});

async function draftedQuestion(
  deps: Deps,
  actor: Actor,
  id: string,
  version: number,
): Promise<Question & { readonly draft: NonNullable<Question['draft']> }> {
  const question = await getQuestion(deps, actor, 'approve-answer', id);
  mustBeAt(question, version);
  const { state, draft } = question;
  if (state !== 'drafted' || draft === null) throw new AppError('wrong-state', { state });
  return { ...question, draft };
}

/**
 * A second person approves an answer: it stands at the secret address from now on, and goes by
 * e-mail where one was given. Throws `question-not-found`, `not-allowed`, `wrong-state`,
 * `stale-version`.
 */
export async function approveAnswer(
  deps: Deps,
  actor: Actor,
  id: string,
  version: number,
): Promise<Question> {
  const { draft, ...question } = await draftedQuestion(deps, actor, id, version);
  const now = deps.now();
  const reachable = (question.contact?.email ?? '') !== '';
  return deps.catalog.saveQuestion(
    withEraseTime(
      withEvent(
        {
          ...question,
          state: 'answered',
          draft: null,
          answer: {
            text: draft.text,
            citations: draft.citations,
            by: draft.byName,
            approvedBy: actor.displayName,
            at: now,
          },
          settledAt: now,
          mail: reachable ? 'waiting' : null,
        },
        { ...eventBy(actor, now), act: 'approved' },
      ),
    ),
    reachable ? [sendAnswerJob(id)] : [],
  );
}

/** Gives it back to whoever wrote it. Throws as {@link approveAnswer}, and `invalid-input`. */
export async function returnAnswer(
  deps: Deps,
  actor: Actor,
  id: string,
  input: { readonly version: number; readonly reason: string },
): Promise<Question> {
  const question = await draftedQuestion(deps, actor, id, input.version);
  refuseErrors({
    ...(input.reason === '' ? { reason: messages.writeReason } : {}),
    ...tooLongErrors({ reason: [FIELD_LABELS.reason, input.reason, 2_000] }),
  });
  return deps.catalog.saveQuestion(
    withEvent(
      { ...question, state: 'waiting' },
      { ...eventBy(actor, deps.now()), act: 'returned', note: input.reason },
    ),
    [],
  );
}
