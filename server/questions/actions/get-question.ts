import { AppError } from '#server/base/errors.ts';
import type { Actor } from '#server/people/account.ts';
import { authorise, can, unitsSeen, type QuestionObject } from '#server/workflow/access.ts';
import type { Question } from '../question.ts';
import type { QuestionCatalog } from '../question-catalog.ts';

/** What the matrix of permissions is asked about. */
export const questionObject = ({ unitId, draft, state }: Question): QuestionObject => ({
  questionOf: unitId,
  draftedBy: state === 'drafted' ? (draft?.byId ?? null) : null,
});

/** The question for this person's action. Throws `question-not-found` and `not-allowed`. */
export async function getQuestion(
  { catalog }: { readonly catalog: QuestionCatalog },
  actor: Actor,
  action: 'view-questions' | 'answer-question' | 'approve-answer',
  id: string,
): Promise<Question> {
  const question = await catalog.findQuestion(id);
  if (question === null) throw new AppError('question-not-found', { id });
  authorise(actor, action, questionObject(question));
  // How somebody is reached is for those who answer alone.
  return can(actor, 'answer-question', questionObject(question))
    ? question
    : { ...question, contact: null };
}

/** The units whose questions somebody sees; null for all. */
export const questionUnits = (actor: Actor): readonly string[] | null => unitsSeen(actor);

/** Throws `stale-version` where the form was made of another version. */
export function mustBeAt({ id, version }: Question, given: number): void {
  if (version !== given) throw new AppError('stale-version', { id, stored: version, given });
}
