import { Router } from 'express';
import { missingForPublishing } from '#server/actions/item-record.ts';
import { authorise, can, unitsSeen } from '#server/domain/access.ts';
import type { Actor, Role } from '#server/domain/account.ts';
import { daysLeft, overdueBefore } from '#server/domain/deadline.ts';
import { errorMessage, isErrorCode } from '#server/domain/errors.ts';
import { stageOf, STAGES, type Item, type Stage } from '#server/domain/item.ts';
import { dayInVietnam } from '#server/domain/partial-date.ts';
import { StaffWorkPage, type BrokenLinkView, type BulkAction, type FailedFile, type WorkGroup, type WorkItem } from '#web/pages/staff-work.tsx';
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
/** Counting stops here: a queue this long is told as "more than". */
const MOST_COUNTED = 1_000;

/** The steps that are a role's own come first, in the order of their urgency. */
const STEPS_OF: Readonly<Record<Role, readonly Stage[]>> = {
  contributor: ['returned', 'draft'], cataloguer: ['returned', 'submitted', 'draft'], approver: ['verified'], 'unit-admin': [], admin: ['returned', 'verified', 'submitted', 'draft'], auditor: [],
};
const ORDER: readonly Stage[] = ['returned', 'verified', 'submitted', 'draft', 'published', 'withdrawn'];

function stagesFor(actor: Actor): Stage[] {
  const own = new Set(actor.roles.flatMap((role) => STEPS_OF[role]));
  return [...ORDER.filter((stage) => own.has(stage)), ...ORDER.filter((stage) => !own.has(stage))];
}

const workItem = (item: Item, actor: Actor, now: string): WorkItem => {
  const stage = stageOf(item);
  return {
    id: item.id, title: item.title, fileName: item.attachments[0]?.name ?? '', genre: item.genre, compilers: item.compilers, files: item.attachments.length,
    missing: item.state === 'published' ? 0 : Object.keys(missingForPublishing(item)).length, updatedAt: item.updatedAt, days: daysLeft(stage, item.work.since, now), returned: item.work.returned,
    holder: item.work.holder?.name ?? '', next: (item.state === 'submitted' || item.state === 'verified') || !can(actor, 'edit', item) ? 'review' : 'edit',
  };
};

const failedFiles = (items: readonly Item[], actor: Actor): FailedFile[] => items.flatMap((item) => item.attachments.flatMap((a) => (a.status.state === 'failed' ? [{
  itemId: item.id, itemTitle: item.title, attachmentId: a.id, name: a.name, reason: isErrorCode(a.status.reason) ? errorMessage(a.status.reason) : a.status.reason, mayRetry: can(actor, 'retry-job', item),
}] : [])));

async function brokenLinks({ storage: { catalog } }: AppDeps, actor: Actor): Promise<BrokenLinkView[]> {
  const links = await catalog.brokenLinks(BROKEN);
  const citing = new Map((await catalog.findItems([...new Set(links.flatMap((l) => l.itemIds))])).filter((item) => can(actor, 'view', item)).map((item) => [item.id, item.title]));
  return links.map(({ address, failingSince, status, fault, itemIds, items }) =>
    ({ address, since: failingSince, status, fault, citing: itemIds.filter((id) => citing.has(id)).map((id) => ({ id, title: citing.get(id)! })), more: items - itemIds.length }));
}

const bulkFor = (actor: Actor, stage: Stage): BulkAction[] => {
  const may = (action: 'take' | 'submit' | 'return'): boolean => can(actor, action, 'shelf');
  if (stage === 'published' || stage === 'withdrawn') return [];
  const waits = stage === 'submitted' || stage === 'verified';
  return [...(may('take') ? ['nhan' as const] : []), ...(!waits && may('submit') ? ['gui' as const] : []), ...(waits && may('return') ? ['tra-lai' as const] : [])];
};

interface Asked { readonly actor: Actor; readonly only: boolean; readonly mine: boolean; readonly after: string | null }

/** One group: what waits begins with the longest wait; what readers see or saw with the latest. */
async function groupOf({ storage: { catalog }, now }: AppDeps, stage: Stage, { actor, only, mine, after }: Asked): Promise<{ group: WorkGroup; items: readonly Item[] }> {
  const which = { stage, unitIds: unitsSeen(actor), holderId: mine ? actor.accountId : null };
  const shown = stage === 'published' || stage === 'withdrawn';
  const limit = only ? PER_PAGE : PER_GROUP;
  const page = shown && !mine
    ? await catalog.listItems({ states: [stage], unitId: which.unitIds, lawKey: null, updatedSince: null, order: 'newest', limit, after })
    : await catalog.listWaiting({ ...which, limit, after });
  const total = await catalog.countWaiting(which, null, MOST_COUNTED + 1);
  const late = overdueBefore(stage, now());
  const address = `${staffPath()}?trang-thai=${stage}${mine ? '&cua=toi' : ''}`;
  const group: WorkGroup = {
    state: stage, total: Math.min(total, MOST_COUNTED), capped: total > MOST_COUNTED, overdue: late === null ? 0 : await catalog.countWaiting(which, late, MOST_COUNTED), bulk: only ? bulkFor(actor, stage) : [], bulkEdit: only && can(actor, 'edit', 'shelf'),
    items: page.rows.map((item) => workItem(item, actor, now())), more: only ? (page.next === null ? null : `${address}&sau=${page.next}`) : address,
  };
  return { group, items: page.rows };
}

export function workRoutes(deps: AppDeps): Router {
  const { catalog } = deps.storage;
  const router = Router();

  router.get('/can-bo', async (req, res) => {
    const actor = theActor(res);
    authorise(actor, 'view', 'shelf');
    const only = STAGES.find((stage) => stage === text(req.query['trang-thai']));
    const mine = text(req.query['cua']) === 'toi';
    const asked: Asked = { actor, only: only !== undefined, mine, after: only ? text(req.query['sau']) || null : null };
    const groups: WorkGroup[] = [];
    const shown: Item[] = [];
    for (const stage of only ? [only] : stagesFor(actor)) {
      const { group, items } = await groupOf(deps, stage, asked);
      groups.push(group);
      shown.push(...items);
    }
    const here = only ? `${staffPath()}?trang-thai=${only}` : staffPath();
    await sendPage(deps, req, res, <StaffWorkPage frame={pageFrame(deps, req, res, { noindex: true })} groups={groups} failed={failedFiles(shown, actor)} notice={null} mayUpload={can(actor, 'create', 'shelf')}
      mine={{ chosen: mine, all: here, mine: `${here}${only ? '&' : '?'}cua=toi` }} visits={only ? null : await visitsOf(deps, null)} opinions={only ? null : await opinionsOf(deps, actor, null)}
      toReview={await catalog.countCitationsToReview(dayInVietnam(deps.now()))} broken={only ? [] : await brokenLinks(deps, actor)} wanted={only ? [] : (await catalog.emptyQueries(WANTED)).map(({ folded, count }) => ({ text: folded, count }))} />);
  });

  return router;
}
