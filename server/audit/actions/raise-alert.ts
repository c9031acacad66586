import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { IdMaker } from '#server/base/ids.ts';
import { sendAlertJob } from '#server/base/job.ts';
import type { Notice } from '#server/items/notice.ts';
import type { Account } from '#server/people/account.ts';
import { everyAccount } from '#server/people/actions/every-account.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import { unitsReached, unitToday, type Unit } from '#server/people/unit.ts';
import { ALERT_KINDS, alertOf, type Alert, type NewAlert } from '../alert.ts';
import type { AuditCatalog } from '../audit-catalog.ts';
import type { SecurityRow } from '../security-event.ts';

export interface AlertDeps {
  readonly catalog: AuditCatalog & PeopleCatalog & FactCatalog;
  readonly newId: IdMaker;
  readonly now: () => string;
}

/** Whether this account answers for the unit: the shelf's administrators for all. */
function answersFor(account: Account, unitId: string | null, units: readonly Unit[]): boolean {
  if (account.disabled) return false;
  if (account.roles.includes('admin')) return true;
  if (unitId === null || !account.roles.includes('unit-admin')) return false;
  const reach = unitsReached(units, unitToday(units, account.unitId));
  return reach === null || reach.includes(unitId);
}

/** Who is told: the administrators of the shelf, and those whose units an alert is about. */
async function recipients(
  { catalog }: Pick<AlertDeps, 'catalog'>,
  unitId: string | null,
): Promise<Account[]> {
  const units = await catalog.listUnits();
  const found: Account[] = [];
  for await (const account of everyAccount(catalog))
    if (answersFor(account, unitId, units)) found.push(account);
  return found;
}

const noticeOf = (
  id: string,
  { kind, subject, since }: Alert,
  { id: accountId }: Account,
): Notice => ({
  id: `${id}.${accountId}`,
  accountId,
  kind: 'alert',
  itemId: '',
  title: ALERT_KINDS[kind],
  by: '',
  note: subject,
  at: since,
  readAt: null,
});

/**
 * Tells administrators in the app and, where they gave an address, by e-mail; once until its cause is
 * over, whichever process sees it. Says whether they were told now.
 */
export async function raiseAlert(deps: AlertDeps, told: NewAlert): Promise<boolean> {
  const { catalog, newId, now } = deps;
  const alert: Alert = { ...told, since: now(), lastAt: now() };
  const known = (await catalog.listAlerts()).some(({ cause }) => cause === alert.cause);
  const people = known ? [] : await recipients(deps, alert.unitId);
  const id = newId();
  return catalog.beginAlert(
    alert,
    people.map((account) => noticeOf(id, alert, account)),
    people
      .filter(({ email = '' }) => email !== '')
      .map((account) => sendAlertJob(account.id, alert)),
  );
}

/** Raises what a row of the security log is by itself. */
export async function raiseAlertOf(deps: AlertDeps, row: SecurityRow): Promise<void> {
  const alert = alertOf(row);
  if (alert !== null) await raiseAlert(deps, alert);
}
