import type { Actor } from '#server/people/account.ts';
import { can } from '#server/workflow/access.ts';
import { MOST_WAITING, type OtherWork } from '#server/workflow/notice.ts';
import type { ReportCatalog } from '../report-catalog.ts';

/** When each report that waits to be taken was sent, ISO; null where no round is open. */
async function sentAt(
  catalog: Pick<ReportCatalog, 'listRounds' | 'listReports'>,
): Promise<readonly string[] | null> {
  const open = (await catalog.listRounds()).filter(({ state }) => state === 'open');
  if (open.length === 0) return null;
  const reports = await Promise.all(open.map(({ id }) => catalog.listReports(id)));
  return reports
    .flat()
    .filter(({ state }) => state === 'sent')
    .map(({ events }) => events.findLast(({ act }) => act === 'sent')?.at ?? '')
    .slice(0, MOST_WAITING);
}

/**
 * Reports that wait to be taken, as the notices and the daily e-mail of the managing unit tell them. They
 * are read whole, so the number beside “Thông báo” on every page does not count them.
 */
export const waitingReportWork = (
  catalog: Pick<ReportCatalog, 'listRounds' | 'listReports'>,
): OtherWork => ({
  async steps(actor: Actor, seenAt: string) {
    if (!can(actor, 'manage-reports', 'shelf')) return [];
    const sent = await sentAt(catalog);
    if (sent === null) return [];
    const fresh = sent.filter((at) => at > seenAt).length;
    return [{ step: 'reports', waiting: sent.length, fresh, overdue: 0 }];
  },
  news: async () => 0,
});
