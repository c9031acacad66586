import type { SecurityLog } from '#server/audit/security-log.ts';
import { EVERY_ROW } from '../actions/check-chain.ts';
import type { AuditCatalog } from '../audit-catalog.ts';
import type { SecurityRow } from '../security-event.ts';

export interface ShortenDeps {
  readonly catalog: AuditCatalog;
  readonly now: () => string;
  readonly securityLog: SecurityLog;
  readonly months: number;
}

/** So many months before an instant. */
function monthsBefore(now: string, months: number): string {
  const at = new Date(now);
  at.setUTCMonth(at.getUTCMonth() - months);
  return at.toISOString();
}

/** The last row that is too old, all before it being so too; null for none. */
async function lastOld(catalog: AuditCatalog, before: string): Promise<SecurityRow | null> {
  const [fresh] = await catalog.listSecurityRows({ ...EVERY_ROW, from: before, limit: 1 });
  const [old] = await catalog.listSecurityRows({
    ...EVERY_ROW,
    order: 'newest',
    after: fresh?.sequence ?? null,
    limit: 1,
  });
  return old ?? null;
}

/**
 * Erases rows that were kept long enough. First the chain gets a row that names the last one erased
 * with its hash: what is left can be checked from there on, and nobody shortens the log unseen.
 */
export async function shortenLog(deps: ShortenDeps): Promise<number> {
  const { catalog, now, securityLog, months } = deps;
  const last = await lastOld(catalog, monthsBefore(now(), months));
  if (last === null) return 0;
  const head = await catalog.securityHead();
  await securityLog.record({
    kind: 'log-shortened',
    details: { through: String(last.sequence), hash: last.hash },
  });
  // Not without its anchor: a log that cannot be written is not shortened.
  if ((await catalog.securityHead()).sequence === head.sequence) return 0;
  return catalog.forgetSecurityRows(last.sequence);
}
