import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { sendAnswerJob } from '#server/base/job.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import type { Actor } from '#server/people/account.ts';
import { unitToday } from '#server/people/unit.ts';
import { withEraseTime } from '../erasing.ts';
import { messages } from '../messages.ts';
import {
  LONGEST_QUESTION,
  MOST_MESSAGES,
  withEvent,
  type Question,
  type QuestionState,
} from '../question.ts';
import { getQuestion, mustBeAt } from './get-question.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'now'>;

/** One thing done with a question that is not answered yet. */
interface Step {
  readonly actor: Actor;
  readonly id: string;
  readonly version: number;
}

async function openQuestion(
  deps: Deps,
  { actor, id, version }: Step,
  states: readonly QuestionState[] = ['waiting', 'asked'],
): Promise<Question> {
  const question = await getQuestion(deps, actor, 'answer-question', id);
  mustBeAt(question, version);
  if (!states.includes(question.state))
    throw new AppError('wrong-state', { state: question.state });
  return question;
}

const by = (deps: Deps, actor: Actor) => ({
  at: deps.now(),
  byId: actor.accountId,
  byName: actor.displayName,
});

const mailed = (question: Question): boolean => (question.contact?.email ?? '') !== '';

/**
 * Asks back; whoever asked finds it at the secret address, and by e-mail. Throws
 * `question-not-found`, `not-allowed`, `wrong-state`, `stale-version` and `invalid-input`.
 */
export async function askBack(deps: Deps, step: Step, text: string): Promise<Question> {
  const question = await openQuestion(deps, step);
  refuseErrors({
    ...(text === '' ? { message: messages.writeMessage } : {}),
    ...(question.messages.length >= MOST_MESSAGES ? { message: messages.tooManyMessages } : {}),
    ...tooLongErrors({ message: [FIELD_LABELS.reply, text, LONGEST_QUESTION] }),
  });
  const event = by(deps, step.actor);
  return deps.catalog.saveQuestion(
    withEvent(
      {
        ...question,
        state: 'asked',
        messages: [...question.messages, { from: 'staff', text, at: event.at }],
        mail: mailed(question) ? 'waiting' : null,
      },
      { ...event, act: 'asked-back' },
    ),
    mailed(question) ? [sendAnswerJob(question.id)] : [],
  );
}

/** Gives the question to another unit; its days go on counting. Throws as {@link askBack}. */
export async function passOn(deps: Deps, step: Step, unitId: string): Promise<Question> {
  const question = await openQuestion(deps, step);
  const units = await deps.catalog.listUnits();
  const unit = units.find((u) => u.id === unitToday(units, unitId));
  refuseErrors(
    unit === undefined
      ? { unit: messages.chooseUnit }
      : unit.id === unitToday(units, question.unitId)
        ? { unit: messages.sameUnit }
        : {},
  );
  return deps.catalog.saveQuestion(
    withEvent(
      { ...question, unitId: unit!.id },
      { ...by(deps, step.actor), act: 'passed', note: unit!.name },
    ),
    [],
  );
}

/** Ends it without an answer; whoever asked is told why. Throws as {@link askBack}. */
export async function closeQuestion(deps: Deps, step: Step, reason: string): Promise<Question> {
  const question = await openQuestion(deps, step, ['held', 'waiting', 'asked']);
  refuseErrors({
    ...(reason === '' ? { closing: messages.writeReason } : {}),
    ...tooLongErrors({ closing: [FIELD_LABELS.reason, reason, LONGEST_QUESTION] }),
  });
  const event = by(deps, step.actor);
  const told = question.state !== 'held' && mailed(question);
  return deps.catalog.saveQuestion(
    withEraseTime(
      withEvent(
        {
          ...question,
          state: 'closed',
          closing: reason,
          settledAt: event.at,
          draft: null,
          mail: told ? 'waiting' : null,
        },
        { ...event, act: 'closed' },
      ),
    ),
    told ? [sendAnswerJob(question.id)] : [],
  );
}

/** Somebody looked at what was held: it is a question. Its days begin now. Throws as {@link askBack}. */
export async function releaseQuestion(deps: Deps, step: Step): Promise<Question> {
  const question = await openQuestion(deps, step, ['held']);
  const event = by(deps, step.actor);
  return deps.catalog.saveQuestion(
    withEraseTime(
      withEvent(
        { ...question, state: 'waiting', runsFrom: event.at },
        { ...event, act: 'released' },
      ),
    ),
    [],
  );
}
