import { Router } from 'express';
import { missingForPublishing } from '#server/actions/item-record.ts';
import { authorise } from '#server/domain/access.ts';
import { errorMessage, isErrorCode } from '#server/domain/errors.ts';
import type { Item, ItemState } from '#server/domain/item.ts';
import { StaffWorkPage, type BrokenLinkView, type FailedFile, type WorkGroup, type WorkItem } from '#web/pages/staff-work.tsx';
import { staffPath } from '#web/paths.ts';
import type { AppDeps } from '../../http/app-deps.ts';
import { pageFrame } from '../../http/frame.ts';
import { sendPage } from '../../http/send-page.ts';
import { theActor } from '../../http/session.ts';
import { text } from '../search-address.ts';
import { opinionsOf } from './opinion-routes.ts';
import { visitsOf } from './visits-view.ts';

const PER_GROUP = 20;
const PER_PAGE = 50;
const WANTED = 10;
const BROKEN = 50;
const STATES: readonly ItemState[] = ['submitted', 'verified', 'draft', 'published', 'withdrawn'];

const workItem = (item: Item): WorkItem => ({
  id: item.id, title: item.title, fileName: item.attachments[0]?.name ?? '', genre: item.genre, compilers: item.compilers, files: item.attachments.length,
  missing: item.state === 'published' ? 0 : Object.keys(missingForPublishing(item)).length, updatedAt: item.updatedAt,
});

const failedFiles = (items: readonly Item[]): FailedFile[] => items.flatMap((item) => item.attachments.flatMap((a) =>
  (a.status.state === 'failed' ? [{ itemId: item.id, itemTitle: item.title, attachmentId: a.id, name: a.name, reason: isErrorCode(a.status.reason) ? errorMessage(a.status.reason) : a.status.reason }] : [])));

async function brokenLinks({ storage: { catalog } }: AppDeps): Promise<BrokenLinkView[]> {
  const links = await catalog.brokenLinks(BROKEN);
  const titles = new Map((await catalog.findItems([...new Set(links.flatMap((l) => l.itemIds))])).map((item) => [item.id, item.title]));
  return links.map(({ address, failingSince, status, fault, itemIds, items }) =>
    ({ address, since: failingSince, status, fault, citing: itemIds.map((id) => ({ id, title: titles.get(id) ?? '' })), more: items - itemIds.length }));
}

export function workRoutes(deps: AppDeps): Router {
  const { catalog } = deps.storage;
  const router = Router();

  router.get('/can-bo', async (req, res) => {
    authorise(theActor(res), 'view', 'shelf');
    const only = STATES.find((state) => state === text(req.query['trang-thai']));
    const groups: WorkGroup[] = [];
    const shown: Item[] = [];
    for (const state of only ? [only] : STATES) {
      const page = await catalog.listItems({
        states: [state], unitId: null, lawKey: null, updatedSince: null, order: 'newest', limit: only ? PER_PAGE : PER_GROUP, after: only ? text(req.query['sau']) || null : null,
      });
      shown.push(...page.rows);
      const more = page.next === null ? null : `${staffPath()}?trang-thai=${state}${only ? `&sau=${page.next}` : ''}`;
      groups.push({ state, total: await catalog.countItems([state]), items: page.rows.map(workItem), more });
    }
    await sendPage(deps, req, res, <StaffWorkPage frame={pageFrame(deps, req, res, { noindex: true })} groups={groups} failed={failedFiles(shown)} notice={null}
      visits={only ? null : await visitsOf(deps, null)} opinions={only ? null : await opinionsOf(deps, theActor(res), null)} broken={only ? [] : await brokenLinks(deps)} wanted={only ? [] : (await catalog.emptyQueries(WANTED)).map(({ folded, count }) => ({ text: folded, count }))} />);
  });

  return router;
}
