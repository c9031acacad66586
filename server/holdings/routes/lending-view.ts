import { USUAL_LOAN_DAYS } from '../actions/lend-copy.ts';
import { libraryObject } from '../actions/keep-holdings.ts';
import type { LibraryEntry } from '../library.ts';
import { can } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import { type Holding } from '../holding.ts';
import { daysAfter } from '#server/base/vietnam-time.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { LendingView } from '#web/holdings/lending.tsx';
import type { AppDeps } from '#server/http/app-deps.ts';
import { shownDay } from './holding-form.ts';

const DAY_MS = 86_400_000;
/** Whole days from when it was due to today; 0 while it is not. */
export const overdueDays = (dueOn: string, today: string): number =>
  Math.max(0, Math.round((Date.parse(today) - Date.parse(dueOn)) / DAY_MS));

/** What the desk sees of a copy: the borrower only where the person lends. */
export async function lendingView(
  { storage: { catalog }, now }: Pick<AppDeps, 'storage' | 'now'>,
  actor: Actor,
  place: LibraryEntry,
  holding: Holding,
): Promise<LendingView> {
  const today = dayInVietnam(now());
  const loan =
    holding.state === 'dang-muon' && can(actor, 'lend', libraryObject(place))
      ? await catalog.findOpenLoan(holding.id)
      : null;
  return {
    overdueDays: loan === null ? 0 : overdueDays(loan.dueOn, today),
    loan,
    form: {
      values: { dueOn: shownDay(daysAfter(today, USUAL_LOAN_DAYS)), returned: 'con' },
      errors: {},
    },
  };
}
