import type { Request, Response, Router } from 'express';
import { commentItem, holdItem } from '../actions/hold-item.ts';
import { couldTake } from '#server/people/actions/could-take.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { moveItem } from '../actions/move-item.ts';
import { recallItem } from '../actions/recall-item.ts';
import { authorise, can } from '../access.ts';
import type { Actor } from '#server/people/account.ts';
import { CHANGE_FIELDS, changesBetween } from '#server/items/change.ts';
import { itemAt, publishedVersions } from '#server/items/history/history.ts';
import { daysLeft } from '../deadline.ts';
import { whereaboutsOf } from '../whereabouts.ts';
import { AppError } from '#server/base/errors.ts';
import { ITEM_STATES, stageOf, type Item, type ItemState } from '#server/items/item.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import type { Unit } from '#server/people/unit.ts';
import { CHECKS, type Checklist, type WorkflowEvent } from '#server/items/workflow-event.ts';
import { comparedFile, readPages } from '../compared-pages.ts';
import { dropMarks, keepMarks, marksOf } from '../actions/keep-marks.ts';
import { deskPreview } from './desk-preview.ts';
import { nextWaiting } from '../actions/next-waiting.ts';
import { messages } from '../messages.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { mayMove } from '../workflow.ts';
import { StaffReviewPage, type StaffReviewProps } from '#web/workflow/staff-review.tsx';
import type { FormErrors, FormValues } from '#web/frame/form-field.tsx';
import { staffReviewPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { fromTable, param, wholeNumber } from '#server/http/query.ts';
import { historyOf } from '#server/cataloguing/routes/history-view.ts';
import { gapsView } from '#server/cataloguing/routes/gaps-view.ts';
import { likenessView } from '#server/cataloguing/routes/likeness-view.ts';
import { versionOf } from '#server/cataloguing/routes/item-form.ts';
import { showChange, showField } from '#server/cataloguing/routes/show-field.ts';
import { listOf, wordOf } from '#server/http/staff-form.ts';
import { createRoutes, type Handler } from '#server/http/routes.ts';

const MOST_PEOPLE = 200;
/** Steps before which what is missing is listed: sending and comparing; approving refuses. */
const GAPS_BEFORE: readonly ItemState[] = ['draft', 'submitted', 'verified'];

const MOVES = [
  ['gui', 'submit', 'da-gui'],
  ['doi-chieu', 'verify', 'da-doi-chieu'],
  ['duyet', 'publish', 'da-dang'],
  ['tra-lai', 'return', 'da-tra'],
] as const;

/**
 * The facts of the record that say something, marked where the version readers see has another
 * value.
 */
function factsOf(
  item: Item,
  events: readonly WorkflowEvent[],
  vocabulary: Vocabulary,
  units: readonly Unit[],
): Pick<StaffReviewProps, 'facts' | 'comparedWith' | 'sinceReturn'> {
  // Who sent it back last wants to see what became of it since; else what readers would see anew.
  const sentBack =
    events.findLast((e) => e.action === 'return' && e.version !== null)?.version ?? null;
  const last =
    sentBack ??
    publishedVersions(events).findLast((v) => v.version < item.version)?.version ??
    null;
  const before = last === null ? null : itemAt(item, events, last);
  const changes = new Map(
    (before === null ? [] : changesBetween(before, item)).map((c) => [
      c.field,
      showChange(item, vocabulary, units)(c),
    ]),
  );
  const facts = CHANGE_FIELDS.filter((field) => field !== 'attachments').map((field) => ({
    label: vi.changeFields[field],
    value: showField(field, item[field], item, vocabulary, units),
    before: changes.get(field)?.before ?? null,
  }));
  return {
    facts: facts.filter((f) => f.value !== '' || f.before !== null),
    comparedWith: before === null ? null : last,
    sinceReturn: sentBack !== null,
  };
}

const mayOf = (actor: Actor, item: Item): StaffReviewProps['may'] => ({
  edit: can(actor, 'edit', item),
  submit: can(actor, 'submit', item),
  recall: can(actor, 'recall', item),
  verify: can(actor, 'verify', item),
  return: can(actor, 'return', item),
  // The short way, without comparison, stands on the form itself.
  publish: item.state === 'verified' && can(actor, 'publish', item),
  take: can(actor, 'take', item),
  comment: can(actor, 'comment', item),
});

const onlyTheRule = (actor: Actor, item: Item): boolean =>
  item.state === 'verified' &&
  mayMove(item.state, 'publish') &&
  !can(actor, 'publish', item) &&
  can({ ...actor, twoPersons: false }, 'publish', item);

/** The state in which whoever takes an item over saw it. */
const seenOf = (body: Readonly<Record<string, unknown>>): ItemState | null =>
  ITEM_STATES.find((state) => state === wordOf(body, 'seen')) ?? null;

type Body = Readonly<Record<string, unknown>>;

/** Pages that were ticked, and those of the ranges that were written. */
const pagesIn = (body: Body): number[] =>
  [...new Set([...listOf(body, 'pages').map(Number), ...(readPages(wordOf(body, 'ranges')) ?? [])])]
    .filter((n) => Number.isInteger(n) && n > 0)
    .toSorted((a, b) => a - b);

const rangeErrors = (body: Body): FormErrors =>
  readPages(wordOf(body, 'ranges')) === null ? { ranges: messages.wrongRanges } : {};

/** Throws `invalid-input` for ranges that are none. */
const checklistOf = (body: Body): Checklist => {
  refuseErrors(rangeErrors(body));
  return {
    checks: CHECKS.filter((check) => listOf(body, 'checks').includes(check)),
    pages: pagesIn(body),
  };
};

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  item: Item,
  values: FormValues = {},
  errors: FormErrors = {},
  status = 200,
  page = param(req.query['trang']),
): Promise<void> {
  const { catalog } = deps.storage;
  const [actor, events, units] = [
    theActor(res),
    await catalog.events(item.id),
    await catalog.listUnits(),
  ];
  const may = mayOf(actor, item);
  const people = may.take
    ? await couldTake(
        deps,
        (await catalog.listAccounts({ unitIds: null, limit: MOST_PEOPLE, after: null })).rows,
        item,
      )
    : [];
  const preview = await deskPreview(deps, item, page);
  const next = await nextWaiting(deps, actor, item.id);
  await sendPage(
    deps,
    req,
    res,
    <StaffReviewPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      item={item}
      returned={item.work.returned}
      gaps={GAPS_BEFORE.includes(item.state) ? gapsView(item, vocabularyFor(req)) : null}
      whereabouts={whereaboutsOf(item, actor)}
      days={daysLeft(stageOf(item), item.work.since, deps.now())}
      {...factsOf(item, events, vocabularyFor(req), units)}
      approvalFile={item.approvalFile?.name ?? null}
      preview={preview}
      form={{ values, errors }}
      notice={fromTable(vi.review.notices, req.query['bao'])}
      may={may}
      secondPerson={onlyTheRule(actor, item)}
      pages={comparedFile(item)?.pages ?? 0}
      next={next === null ? null : { id: next.id, title: next.title }}
      holder={
        item.work.holder === null
          ? null
          : { name: item.work.holder.name, mine: item.work.holder.id === actor.accountId }
      }
      people={people.map((p) => ({ value: p.id, label: p.displayName }))}
      history={historyOf(item, events, vocabularyFor(req), units)}
      likeness={await likenessView(deps, actor, item)}
    />,
    { status },
  );
}

async function load(deps: AppDeps, res: Response, id: string): Promise<Item> {
  const item = await getItem(deps, id);
  authorise(theActor(res), 'view', item);
  return item;
}

/**
 * The page again with what was ticked and typed; what the person may not do at all goes on to the
 * error page.
 */
async function again(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
  error: unknown,
): Promise<void> {
  if (
    !(error instanceof AppError) ||
    !['invalid-input', 'incomplete-record', 'stale-version', 'wrong-state'].includes(error.code)
  )
    throw error;
  const body = formBody(req);
  const fields = error.details.fields ?? {};
  const own = Object.fromEntries(
    Object.entries(fields).map(([name, message]) => [
      ['checks', 'pages', 'ranges', 'reason', 'to', 'note', 'comment'].includes(name) ? name : '',
      message,
    ]),
  );
  const values = {
    checks: listOf(body, 'checks'),
    pages: pagesIn(body).map(String),
    ranges: rangeErrors(body)['ranges'] === undefined ? '' : wordOf(body, 'ranges'),
    reason: wordOf(body, 'reason'),
    to: wordOf(body, 'to'),
    note: wordOf(body, 'note'),
    comment: wordOf(body, 'comment'),
  };
  await show(
    deps,
    req,
    res,
    await load(deps, res, id),
    values,
    Object.keys(own).length > 0 ? own : { '': error.sentences },
    HTTP_STATUS[error.kind],
  );
}

/**
 * An answer that does something and shows the desk again; a refusal shows it with what was typed.
 */
const acting =
  (
    deps: AppDeps,
    notice: string,
    work: (req: Request, res: Response, id: string) => Promise<unknown>,
  ): Handler<'/can-bo/tai-lieu/:id'> =>
  async (req, res, { id }) => {
    try {
      await work(req, res, id);
      deps.wakeJobs();
      res.redirect(303, `${staffReviewPath(id)}?bao=${notice}`);
    } catch (error) {
      await again(deps, req, res, id, error);
    }
  };

async function showReview(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const item = await load(deps, res, id);
  const marks = await marksOf(
    deps.storage,
    theActor(res),
    item,
    await deps.storage.catalog.events(item.id),
  );
  await show(deps, req, res, item, { ...marks });
}

/**
 * Saves what is ticked and typed. A button says to which page it leads and ticks the ranges, too;
 * what is sent while somebody ticks on says none, and half a range is no range.
 */
async function saveMarks(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const item = await load(deps, res, id);
  const body = formBody(req);
  const page = wordOf(body, 'trang');
  const marks = {
    checks: listOf(body, 'checks'),
    pages: page === '' ? listOf(body, 'pages') : pagesIn(body).map(String),
    reason: wordOf(body, 'reason'),
  };
  const errors = page === '' ? {} : rangeErrors(body);
  await keepMarks(deps, theActor(res), item, marks);
  if (Object.keys(errors).length > 0) {
    const values = { ...marks, ranges: wordOf(body, 'ranges') };
    return show(deps, req, res, item, values, errors, 400, page);
  }
  if (page === '') return void res.status(204).end();
  return res.redirect(303, staffReviewPath(id, wholeNumber(page) ?? 1));
}

/** Comparing, approving, sending back, taking over: the steps between the form and the readers. */
export function reviewRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();

  get('/can-bo/tai-lieu/:id/duyet', (req, res, { id }) => showReview(deps, req, res, id));
  for (const [path, action, notice] of MOVES) {
    post(
      `/can-bo/tai-lieu/:id/${path}`,
      acting(deps, notice, async (req, res, id) => {
        const body = formBody(req);
        const actor = theActor(res);
        const moved = await moveItem(deps, {
          actor,
          itemId: id,
          version: versionOf(body),
          action,
          reason: wordOf(body, 'reason'),
          checklist: checklistOf(body),
        });
        await dropMarks(deps.storage, actor, moved);
      }),
    );
  }
  post('/can-bo/tai-lieu/:id/danh-dau', (req, res, { id }) => saveMarks(deps, req, res, id));
  post(
    '/can-bo/tai-lieu/:id/nhan',
    acting(deps, 'da-nhan', (req, res, id) =>
      holdItem(deps, theActor(res), id, theActor(res).accountId, '', seenOf(formBody(req))),
    ),
  );
  post(
    '/can-bo/tai-lieu/:id/rut',
    acting(deps, 'da-rut', (_req, res, id) => recallItem(deps, theActor(res), id)),
  );
  post(
    '/can-bo/tai-lieu/:id/trao',
    acting(deps, 'da-trao', (req, res, id) =>
      holdItem(deps, theActor(res), id, wordOf(formBody(req), 'to'), wordOf(formBody(req), 'note')),
    ),
  );
  post(
    '/can-bo/tai-lieu/:id/y-kien',
    acting(deps, 'da-ghi', (req, res, id) =>
      commentItem(deps, theActor(res), id, wordOf(formBody(req), 'comment')),
    ),
  );

  return router;
}
