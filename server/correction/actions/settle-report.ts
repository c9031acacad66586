import { AppError } from '#server/base/errors.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import type { Actor } from '#server/people/account.ts';
import { authorise } from '#server/workflow/access.ts';
import { eventOn, savePage, type Deps } from './save-page.ts';

/**
 * Settles what a reader reported: it was right and the line is corrected, or it was not. It is gone
 * from the list, and the page's history has it. Throws as {@link savePage}, and `item-not-found` for a report
 * that is settled already.
 */
export async function settleReport(
  deps: Deps,
  actor: Actor,
  input: { readonly itemId: string; readonly reportId: string; readonly isTaken: boolean },
): Promise<void> {
  const { itemId, reportId, isTaken } = input;
  const item = await getItem(deps, itemId);
  authorise(actor, 'edit', item);
  const report = await deps.catalog.findTextReport(reportId);
  const file = item.attachments.find(({ sha256 }) => sha256 === report?.sha256);
  if (report === null || report.itemId !== itemId || file === undefined)
    throw new AppError('item-not-found', { itemId, reportId });
  const address = { itemId, attachmentId: file.id, page: report.page };
  await savePage(deps, actor, address, (page) => {
    const event = {
      kind: isTaken ? 'report-taken' : 'report-refused',
      line: '',
      before: [report.words, report.seen].find((text) => text !== '') ?? null,
      after: report.wanted || null,
    } as const;
    return [{ events: [eventOn(deps, actor, page, event)], settled: [reportId] }, null];
  });
}
