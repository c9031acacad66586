import type { Router, Request, Response } from 'express';
import { missingForPublishing } from '#server/items/record-rules.ts';
import { walkQueue } from '../actions/walk-queue.ts';
import { authorise, can, onlySends, unitsSeen } from '../access.ts';
import type { Actor, Role } from '#server/people/account.ts';
import { daysLeft, overdueBefore } from '../deadline.ts';
import { errorMessage, isErrorCode } from '#server/base/errors.ts';
import { stageOf, type Item } from '#server/items/item.ts';
import { STAGES, type Stage } from '#server/base/stage.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { isNarrow } from '../queue-filter.ts';
import { whereaboutsOf } from '../whereabouts.ts';
import { whereText } from '#web/cataloguing/where-it-is.tsx';
import { sayPath } from '#web/paths/sending.ts';
import type { QueueFilter } from '#server/people/saved-filter.ts';
import { findSubject } from '#server/vocabulary/subject.ts';
import { findTerm } from '#server/vocabulary/term.ts';
import { unitWithPast, type Unit } from '#server/people/unit.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import { StaffWorkPage, type StaffWorkProps } from '#web/workflow/staff-work.tsx';
import type { BrokenLinkView, FailedFile } from '#web/workflow/work-faults.tsx';
import type { BulkAction, WorkGroup, WorkItem } from '#web/workflow/work-groups.tsx';
import { staffQueuePath } from '#web/paths/workflow.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { fromTable, param } from '#server/http/query.ts';
import { vi } from '#web/text/vi.ts';
import { questionUnits } from '#server/questions/actions/get-question.ts';
import type { QuestionCatalog } from '#server/questions/question-catalog.ts';
import { OPEN_STATES } from '#server/questions/question.ts';
import { refusedFor } from '#server/delivery/routes/refused-routes.tsx';
import { opinionsOf } from '#server/figures/routes/opinion-routes.ts';
import { visitsOf } from '#server/figures/routes/visits-view.ts';
import { createRoutes } from '#server/http/routes.ts';

const PER_GROUP = 20;
const PER_PAGE = 50;
const WANTED = 10;
const BROKEN = 50;
/** Counting stops here: a queue this long is told as "more than". */
const MOST_COUNTED = 1_000;
/**
 * Items looked through for words or a subject before the person is asked whether to go on; fewer
 * where six steps are shown.
 */
const MOST_LOOKED_AT = 2_000;
const MOST_LOOKED_AT_EACH = 400;

/** The steps that are a role's own come first, in the order of their urgency. */
const STEPS_OF: Readonly<Record<Role, readonly Stage[]>> = {
  contributor: ['returned', 'draft'],
  cataloguer: ['returned', 'submitted', 'draft'],
  approver: ['verified'],
  'unit-admin': [],
  admin: ['returned', 'verified', 'submitted', 'draft'],
  auditor: [],
};
const ORDER: readonly Stage[] = [
  'returned',
  'verified',
  'submitted',
  'draft',
  'published',
  'withdrawn',
];

function stagesFor(actor: Actor): Stage[] {
  const own = new Set(actor.roles.flatMap((role) => STEPS_OF[role]));
  return [...ORDER.filter((stage) => own.has(stage)), ...ORDER.filter((stage) => !own.has(stage))];
}

const workItem = (
  item: Item,
  { actor, vocabulary }: Pick<Asked, 'actor' | 'vocabulary'>,
  now: string,
): WorkItem => {
  const stage = stageOf(item);
  const whereabouts = whereaboutsOf(item, actor);
  return {
    id: item.id,
    title: item.title,
    fileName: item.attachments[0]?.name ?? '',
    genre: findTerm(vocabulary.genres, item.genre)?.short ?? '',
    compilers: item.compilers,
    files: item.attachments.length,
    missing:
      item.state === 'published'
        ? 0
        : Object.keys(missingForPublishing(item, vocabulary, item)).length,
    updatedAt: item.updatedAt,
    days: daysLeft(stage, item.work.since, now),
    returned: item.work.returned,
    holder: item.work.holder?.name ?? '',
    where: whereabouts === null ? '' : whereText(whereabouts),
    road: onlySends(actor) && can(actor, 'edit', item) ? sayPath(item.id) : null,
    follows: onlySends(actor) && !can(actor, 'edit', item),
    next:
      item.state === 'submitted' || item.state === 'verified' || !can(actor, 'edit', item)
        ? 'review'
        : 'edit',
  };
};

const failedFiles = (items: readonly Item[], actor: Actor): FailedFile[] =>
  items.flatMap((item) =>
    item.attachments.flatMap((a) =>
      a.status.state === 'failed'
        ? [
            {
              itemId: item.id,
              itemTitle: item.title,
              attachmentId: a.id,
              name: a.name,
              reason: isErrorCode(a.status.reason)
                ? errorMessage(a.status.reason)
                : a.status.reason,
              mayRetry: can(actor, 'retry-job', item),
            },
          ]
        : [],
    ),
  );

async function brokenLinks(
  { storage: { catalog } }: AppDeps,
  actor: Actor,
): Promise<BrokenLinkView[]> {
  const links = await catalog.brokenLinks(BROKEN);
  const citing = new Map(
    (await catalog.findItems([...new Set(links.flatMap((l) => l.itemIds))]))
      .filter((item) => can(actor, 'view', item))
      .map((item) => [item.id, item.title]),
  );
  return links.map(({ address, failingSince, status, fault, itemIds, items }) => ({
    address,
    since: failingSince,
    status,
    fault,
    citing: itemIds.filter((id) => citing.has(id)).map((id) => ({ id, title: citing.get(id)! })),
    more: items - itemIds.length,
  }));
}

const bulkFor = (actor: Actor, stage: Stage): BulkAction[] => {
  const may = (action: 'take' | 'submit' | 'return'): boolean => can(actor, action, 'shelf');
  if (stage === 'published' || stage === 'withdrawn') return [];
  const waits = stage === 'submitted' || stage === 'verified';
  return [
    ...(may('take') ? ['nhan' as const] : []),
    ...(!waits && may('submit') ? ['gui' as const] : []),
    ...(waits && may('return') ? ['tra-lai' as const] : []),
  ];
};

interface Asked {
  readonly actor: Actor;
  readonly filter: QueueFilter;
  readonly units: readonly Unit[];
  readonly after: string | null;
  readonly vocabulary: Vocabulary;
}

/** Units this person sees, narrowed to one and all that it succeeded. */
function unitsAsked({ actor, filter: { unitId }, units }: Asked): readonly string[] | null {
  const seen = unitsSeen(actor);
  if (unitId === '') return seen;
  const asked = unitWithPast(units, unitId);
  return seen === null ? asked : asked.filter((id) => seen.includes(id));
}

/** One group of the queue as the filter leaves it. */
async function groupOf(
  deps: AppDeps,
  stage: Stage,
  asked: Asked,
): Promise<{ group: WorkGroup; items: readonly Item[] }> {
  const { actor, filter, after } = asked;
  const only = filter.stage !== null;
  const which = {
    stage,
    unitIds: unitsAsked(asked),
    holderId: filter.mine ? actor.accountId : null,
  };
  const part = await walkQueue(
    deps,
    {
      ...which,
      filter,
      limit: only ? PER_PAGE : PER_GROUP,
      after,
      most: only ? MOST_LOOKED_AT : MOST_LOOKED_AT_EACH,
    },
    MOST_COUNTED + 1,
  );
  const late = overdueBefore(stage, deps.now());
  const capped = part.searched ? part.next !== null : part.total > MOST_COUNTED;
  const group: WorkGroup = {
    state: stage,
    total: Math.min(part.total, MOST_COUNTED),
    capped,
    searched: part.searched,
    overdue:
      late === null || part.searched
        ? 0
        : await deps.storage.catalog.countWaiting(which, late, MOST_COUNTED),
    bulk: only ? bulkFor(actor, stage) : [],
    bulkEdit: only && can(actor, 'edit', 'shelf'),
    items: part.rows.map((item) => workItem(item, asked, deps.now())),
    more: only
      ? part.next === null
        ? null
        : staffQueuePath(filter, part.next)
      : staffQueuePath({ ...filter, stage }),
  };
  return { group, items: part.rows };
}

/** What was just done, by the code in the address. */
const DONE: Readonly<Record<string, string>> = {
  'da-gui': vi.sending.sent,
  'mat-khau': vi.ownPassword.done,
};

const isNothingThere = ({ total, capped }: WorkGroup): boolean => total === 0 && !capped;

/** What an address or a form asks of the queue; what is none of its values is left open. */
export const filterAsked = (query: Readonly<Record<string, unknown>>): QueueFilter => ({
  stage: STAGES.find((stage) => stage === param(query['trang-thai'])) ?? null,
  unitId: param(query['don-vi']),
  subject: findSubject(param(query['chu-de']))?.code ?? '',
  overdue: param(query['qua-han']) === '1',
  mine: param(query['cua']) === 'toi',
  text: param(query['tu']).normalize('NFC').trim(),
});

/** Units to choose from: those that stand today, by name, of all this person sees. */
function unitOptions(actor: Actor, units: readonly Unit[]): { value: string; label: string }[] {
  const seen = unitsSeen(actor);
  return units
    .filter((u) => u.successorId === null && (seen === null || seen.includes(u.id)))
    .map((u) => ({ value: u.id, label: u.name }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'vi'));
}

/** Steps with what waits there, and all items shown. */
async function groupsOf(
  deps: AppDeps,
  asked: Asked,
): Promise<{ groups: readonly WorkGroup[]; shown: readonly Item[] }> {
  const { actor, filter } = asked;
  const groups: WorkGroup[] = [];
  const shown: Item[] = [];
  for (const stage of filter.stage === null ? stagesFor(actor) : [filter.stage]) {
    const { group, items } = await groupOf(deps, stage, asked);
    // Where little is asked for, steps that have none of it are only in the way.
    if (filter.stage !== null || !isNarrow(filter) || group.items.length > 0 || group.capped)
      groups.push(group);
    shown.push(...items);
  }
  return { groups, shown };
}

/** What readers looked for in vain, the most asked first. */
const wantedBy = async (deps: AppDeps): Promise<StaffWorkProps['wanted']> =>
  (await deps.storage.catalog.emptyQueries(WANTED)).map(({ folded, count }) => ({
    text: folded,
    count,
  }));

/** Questions that somebody still has to do something about, in this person's units. */
async function openQuestions(catalog: QuestionCatalog, actor: Actor): Promise<number | null> {
  if (!can(actor, 'view-questions', { questionOf: actor.unitId })) return null;
  const counts = await catalog.countQuestions(questionUnits(actor));
  return OPEN_STATES.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
}

/** The queue with what is chosen of it; `naming`: a name that was refused. */
export async function showWork(
  deps: AppDeps,
  req: Request,
  res: Response,
  query: Readonly<Record<string, unknown>>,
  naming: StaffWorkProps['filters']['naming'] = { values: {}, errors: {} },
): Promise<void> {
  const { catalog } = deps.storage;
  const actor = theActor(res);
  const [filter, units, account] = [
    filterAsked(query),
    await catalog.listUnits(),
    await catalog.getAccount(actor.accountId),
  ];
  const whole = filter.stage === null && !isNarrow(filter);
  const isFirst = param(query['bao']) === 'mat-khau';
  const asked: Asked = {
    actor,
    filter,
    units,
    vocabulary: vocabularyFor(req),
    after: filter.stage === null ? null : param(query['sau']) || null,
  };
  const { groups, shown } = await groupsOf(deps, asked);
  await sendPage(
    deps,
    req,
    res,
    <StaffWorkPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      groups={groups}
      failed={failedFiles(shown, actor)}
      mayCorrect={can(actor, 'edit', 'shelf')}
      questions={await openQuestions(catalog, actor)}
      notice={fromTable(DONE, query['bao'])}
      begins={onlySends(actor) && whole && (isFirst || groups.every(isNothingThere))}
      sends={can(actor, 'create', 'shelf') ? (onlySends(actor) ? 'road' : 'both') : null}
      filters={{
        chosen: filter,
        saved: account.queueFilters ?? [],
        units: unitOptions(actor, units),
        naming,
      }}
      visits={whole ? await visitsOf(deps, actor, null) : null}
      opinions={whole ? await opinionsOf(deps, actor, null) : null}
      toReview={await catalog.countCitationsToReview(dayInVietnam(deps.now()))}
      refused={(await refusedFor(deps, actor)).length}
      broken={whole ? await brokenLinks(deps, actor) : []}
      wanted={whole ? await wantedBy(deps) : []}
    />,
    { status: Object.keys(naming.errors).length > 0 ? 400 : 200 },
  );
}

export function workRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  get('/can-bo', async (req, res) => {
    authorise(theActor(res), 'view', 'shelf');
    await showWork(deps, req, res, req.query);
  });
  return router;
}
