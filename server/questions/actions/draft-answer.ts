import type { ActionDeps } from '#server/action-deps.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import type { Actor } from '#server/people/account.ts';
import { findSubject } from '#server/vocabulary/subject.ts';
import { messages } from '../messages.ts';
import {
  LONGEST_ANSWER,
  MOST_CITATIONS,
  withEvent,
  type Citation,
  type Question,
} from '../question.ts';
import { getQuestion, mustBeAt } from './get-question.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'now'>;

export interface DraftInput {
  readonly version: number;
  readonly text: string;
  readonly citations: readonly Citation[];
  readonly subject: string;
  /** Sends it to whoever approves; else it is only kept. */
  readonly submit: boolean;
}

function draftErrors({ text, citations, subject, submit }: DraftInput): FieldErrors {
  return {
    ...(submit && text === '' ? { answer: messages.writeAnswer } : {}),
    ...(submit && subject === '' ? { subject: messages.chooseSubject } : {}),
    ...(subject !== '' && !findSubject(subject) ? { subject: messages.chooseSubject } : {}),
    ...(citations.length > MOST_CITATIONS
      ? { answer: messages.tooManyCitations(MOST_CITATIONS) }
      : {}),
    ...tooLongErrors({ answer: [FIELD_LABELS.answer, text, LONGEST_ANSWER] }),
  };
}

/**
 * Keeps the draft of an answer, or sends it on for approval. Throws `question-not-found`,
 * `not-allowed`, `wrong-state`, `stale-version` and `invalid-input`.
 */
export async function draftAnswer(
  deps: Deps,
  actor: Actor,
  id: string,
  input: DraftInput,
): Promise<Question> {
  const question = await getQuestion(deps, actor, 'answer-question', id);
  mustBeAt(question, input.version);
  if (question.state !== 'waiting' && question.state !== 'asked')
    throw new AppError('wrong-state', { state: question.state });
  refuseErrors(draftErrors(input));
  const now = deps.now();
  return deps.catalog.saveQuestion(
    withEvent(
      {
        ...question,
        subject: input.subject,
        state: input.submit ? 'drafted' : question.state,
        draft: {
          text: input.text,
          citations: input.citations,
          byId: actor.accountId,
          byName: actor.displayName,
          at: now,
        },
      },
      {
        at: now,
        act: input.submit ? 'submitted' : 'saved',
        byId: actor.accountId,
        byName: actor.displayName,
      },
    ),
    [],
  );
}
