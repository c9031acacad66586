import { messages } from '#server/holdings/messages.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import {
  FORGET_AFTER_DAYS,
  withState,
  type Holding,
  type HoldingState,
  type Loan,
} from '../holding.ts';
import { daysAfter } from '#server/base/vietnam-time.ts';
import { isDay, WRONG_DAY } from '#server/base/partial-date.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { libraryObject } from './keep-holdings.ts';
import type { LibraryEntry } from '../library.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'newId' | 'now'>;

/** A step with a copy: which one, as the person saw it. */
interface Step {
  readonly place: LibraryEntry;
  readonly holding: Holding;
  /** The version the person saw. */
  readonly version: number;
}

const LONGEST_NAME = 120;
const LONGEST_CONTACT = 200;
const LONGEST_LOAN_DAYS = 365;
export const USUAL_LOAN_DAYS = 14;
/** What a copy can be when it comes back, or does not. */
export const RETURN_STATES = ['con', 'hong', 'mat'] as const satisfies readonly HoldingState[];

const dueErrors = (dueOn: string, today: string): FieldErrors => {
  if (!isDay(dueOn)) return { dueOn: WRONG_DAY };
  if (dueOn < today) return { dueOn: messages.duePast };
  return dueOn > daysAfter(today, LONGEST_LOAN_DAYS) ? { dueOn: messages.dueTooFar } : {};
};

function borrowerErrors(borrower: string, contact: string): FieldErrors {
  const errors: Record<string, string> = {};
  if (borrower === '') errors['borrower'] = messages.writeBorrower;
  if (contact === '') errors['contact'] = messages.writeContact;
  return {
    ...errors,
    ...tooLongErrors({
      borrower: [FIELD_LABELS.name, borrower, LONGEST_NAME],
      contact: [FIELD_LABELS.contact, contact, LONGEST_CONTACT],
    }),
  };
}

const save = async (
  { catalog, now }: Deps,
  actor: Actor,
  { holding, version }: Step,
  state: HoldingState,
  since: string,
  loan: Loan,
): Promise<Holding> =>
  (
    await catalog.saveHoldings([
      {
        holding: {
          ...withState(holding, state, since),
          version,
          changedAt: now(),
          changedBy: actor.displayName,
        },
        loan,
      },
    ])
  )[0]!;

/**
 * Hands a copy out. Throws `not-allowed`, `wrong-state` (it is not on its shelf), `invalid-input`
 * and `stale-version`.
 */
export async function lendCopy(
  deps: Deps,
  actor: Actor,
  step: Step,
  to: Pick<Loan, 'borrower' | 'contact' | 'dueOn'>,
): Promise<Holding> {
  authorise(actor, 'lend', libraryObject(step.place));
  const today = dayInVietnam(deps.now());
  if (step.holding.state !== 'con')
    throw new AppError('wrong-state', { state: step.holding.state });
  refuseErrors({ ...borrowerErrors(to.borrower, to.contact), ...dueErrors(to.dueOn, today) });
  const loan: Loan = {
    ...to,
    id: deps.newId(),
    holdingId: step.holding.id,
    placeId: step.place.id,
    lentOn: today,
    renewals: 0,
    returnedOn: null,
    forgetOn: null,
  };
  return save(deps, actor, step, 'dang-muon', today, loan);
}

const openLoan = async ({ catalog }: Deps, { holding }: Step): Promise<Loan> => {
  const loan = holding.state === 'dang-muon' ? await catalog.findOpenLoan(holding.id) : null;
  if (loan === null) throw new AppError('wrong-state', { state: holding.state });
  return loan;
};

/**
 * Gives a borrower longer. Throws `not-allowed`, `wrong-state` (it is not out), `invalid-input` and
 * `stale-version`.
 */
export async function renewLoan(
  deps: Deps,
  actor: Actor,
  step: Step,
  dueOn: string,
): Promise<Holding> {
  authorise(actor, 'lend', libraryObject(step.place));
  const loan = await openLoan(deps, step);
  refuseErrors(dueErrors(dueOn, dayInVietnam(deps.now())));
  return save(deps, actor, step, 'dang-muon', step.holding.since, {
    ...loan,
    dueOn,
    renewals: loan.renewals + 1,
  });
}

/**
 * Takes a copy back, or notes that it will not come; its borrower is forgotten in time. Throws
 * `not-allowed`, `wrong-state`, `invalid-input` and `stale-version`.
 */
export async function takeCopyBack(
  deps: Deps,
  actor: Actor,
  step: Step,
  state: HoldingState,
): Promise<Holding> {
  authorise(actor, 'lend', libraryObject(step.place));
  const loan = await openLoan(deps, step);
  refuseErrors(
    RETURN_STATES.some((known) => known === state) ? {} : { returned: messages.chooseReturnState },
  );
  const today = dayInVietnam(deps.now());
  return save(deps, actor, step, state, today, {
    ...loan,
    returnedOn: today,
    forgetOn: daysAfter(today, FORGET_AFTER_DAYS),
  });
}
