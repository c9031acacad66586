import type { ActionDeps } from '#server/action-deps.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import type { Actor } from '#server/people/account.ts';
import { MANAGING_UNIT, unitToday, unitWithPast, type Unit } from '#server/people/unit.ts';
import { authorise } from '#server/workflow/access.ts';
import { isMailAddress } from '#server/workflow/notice.ts';
import { withEraseTime } from '../erasing.ts';
import { messages } from '../messages.ts';
import {
  LONGEST_CONTACT,
  LONGEST_LOCALITY,
  LONGEST_QUESTION,
  MOST_HELD,
  type Question,
  type QuestionWay,
} from '../question.ts';
import { spamSigns, type Signs } from '#server/open-forms/spam.ts';
import { hashOfSecret, newSecret, secretOf } from '#server/open-forms/actions/form-token.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'newId' | 'now'>;

/** What a form says, as typed. */
export interface QuestionInput {
  readonly text: string;
  readonly locality: string;
  readonly email: string;
  readonly phone: string;
}

export interface Asked {
  readonly question: Question;
  /** Stands in the address where it is followed; told this once. */
  readonly secret: string;
}

const SHORTEST = 10;

const isPhone = (text: string): boolean => {
  const digits = text.replace(/^\+?84/u, '0').replace(/[\s.()-]/gu, '');
  return /^0\d{9,10}$/u.test(digits);
};

/** What is wrong with a question, by field of its form; empty when nothing is. */
export function questionErrors({ text, locality, email, phone }: QuestionInput): FieldErrors {
  const { length } = text;
  return {
    ...(length === 0
      ? { text: messages.writeQuestion }
      : length < SHORTEST
        ? { text: messages.questionTooShort }
        : {}),
    ...(email !== '' && !isMailAddress(email) ? { email: messages.wrongEmail } : {}),
    ...(phone !== '' && !isPhone(phone) ? { phone: messages.wrongPhone } : {}),
    ...tooLongErrors({
      text: [FIELD_LABELS.question, text, LONGEST_QUESTION],
      locality: [FIELD_LABELS.commune, locality, LONGEST_LOCALITY],
      email: [FIELD_LABELS.email, email, LONGEST_CONTACT],
      phone: [FIELD_LABELS.phone, phone, LONGEST_CONTACT],
    }),
  };
}

/** `xã`, `phường` … before the name may be left out. */
const bareName = (name: string): string =>
  fold(name).replace(/^(?:ubnd |uy ban nhan dan )?(?:xa|phuong|thi tran|dac khu) /u, '');

/** The commune's unit where it stands today and somebody there may answer; else the managing unit. */
async function unitFor({ catalog }: Deps, locality: string): Promise<string> {
  const units: readonly Unit[] = await catalog.listUnits();
  const managing = unitToday(units, MANAGING_UNIT);
  if (locality.trim() === '') return managing;
  const wanted = bareName(locality);
  const commune = units.find((u) => u.kind === 'commune' && bareName(u.name) === wanted);
  if (commune === undefined) return managing;
  const today = unitToday(units, commune.id);
  const { rows } = await catalog.listAccounts({
    unitIds: unitWithPast(units, today),
    limit: 100,
    after: null,
  });
  const answers = rows.some(
    (a) => !a.disabled && a.roles.some((r) => r !== 'unit-admin' && r !== 'auditor'),
  );
  return answers ? today : managing;
}

/** A question as it begins: no number, nothing said about it yet. */
export const newQuestion = (
  deps: Deps,
  { text, locality, email, phone }: QuestionInput,
  more: Pick<Question, 'unitId' | 'way' | 'secretHash' | 'state'> & { readonly by: Actor | null },
): Question => {
  const now = deps.now();
  const { by, ...rest } = more;
  return withEraseTime({
    id: deps.newId(),
    number: '',
    version: 0,
    text,
    locality,
    contact: email === '' && phone === '' ? null : { email, phone },
    subject: '',
    createdAt: now,
    runsFrom: now,
    messages: [],
    draft: null,
    answer: null,
    closing: '',
    settledAt: null,
    mail: null,
    helped: null,
    itemId: null,
    events: [
      { at: now, act: 'asked', byId: by?.accountId ?? '', byName: by?.displayName ?? '', note: '' },
    ],
    eraseAt: null,
    ...rest,
  });
};

/** Keeps it; of a secret that is known, gives the one that has it. Null where too much is held. */
export const keepQuestion = ({ catalog }: Pick<Deps, 'catalog'>, made: Question) =>
  catalog.addQuestion(made, dayInVietnam(made.createdAt).slice(0, 4), MOST_HELD);

/**
 * Takes a question of the public form. The same form sent twice is one question; what looks like
 * spam is held until somebody looks. Throws `invalid-input`, also where too much is held already.
 */
export async function askQuestion(
  deps: Deps,
  input: QuestionInput,
  form: { readonly token: string; readonly signs: Signs },
): Promise<Asked> {
  refuseErrors(questionErrors(input));
  const secret = await secretOf(deps, form.token, input.text);
  const secretHash = hashOfSecret(secret);
  const state = spamSigns(input.text, form.signs).length > 0 ? 'held' : 'waiting';
  const unitId = await unitFor(deps, input.locality);
  const made = newQuestion(deps, input, { unitId, way: 'web', secretHash, state, by: null });
  const question = await keepQuestion(deps, made);
  if (question === null)
    throw new AppError('invalid-input', { fields: { '': messages.tooManyHeld } });
  return { question, secret };
}

/**
 * Takes down what somebody asks at the desk or by telephone, for the official's own unit. Throws
 * `not-allowed` and `invalid-input`.
 */
export async function takeDownQuestion(
  deps: Deps,
  actor: Actor,
  input: QuestionInput & { readonly way: string },
): Promise<Asked> {
  authorise(actor, 'answer-question', { questionOf: actor.unitId });
  const way = (['desk', 'phone'] as const).find((one: QuestionWay) => one === input.way);
  refuseErrors({
    ...questionErrors(input),
    ...(way === undefined ? { way: messages.chooseWay } : {}),
  });
  const secret = newSecret();
  const made = newQuestion(deps, input, {
    unitId: actor.unitId,
    way: way!,
    secretHash: hashOfSecret(secret),
    state: 'waiting',
    by: actor,
  });
  const question = await keepQuestion(deps, made);
  return { question: question!, secret };
}
