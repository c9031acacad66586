import type { Request, Response, Router } from 'express';
import { mergeNames } from '../actions/merge-names.ts';
import { authorise, can, unitsSeen } from '#server/workflow/access.ts';
import { AppError } from '#server/base/errors.ts';
import { mergeNamesJob } from '#server/base/job.ts';
import { NAME_KINDS, nameKey, type CountedName, type NameKind } from '../name-list.ts';
import { StaffNamePage } from '#web/cataloguing/staff-name.tsx';
import { StaffNamesPage } from '#web/cataloguing/staff-names.tsx';
import type { FormErrors } from '#web/frame/form-field.tsx';
import { NAME_LISTS, staffNamesPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { param } from '#server/http/query.ts';
import { listOf, wordOf } from '#server/http/staff-form.ts';
import { createRoutes } from '#server/http/routes.ts';

const PER_PAGE = 50;
const OFFERED = 10;
/** So many items are changed while the person waits; the rest by a job. */
const AT_ONCE = 50;
const ITEMS_SHOWN = 100;
const LONGEST_SEARCH = 100;

const t = vi.nameLists;

/**
 * The list that an address names, for whoever may do this. Throws `not-allowed`, `page-not-found`.
 */
function kindOf(res: Response, action: 'view' | 'merge-names', key: string): NameKind {
  authorise(theActor(res), action, 'shelf');
  const kind = NAME_KINDS.find((one) => NAME_LISTS[one] === key);
  if (kind === undefined) throw new AppError('page-not-found', { list: key });
  return kind;
}

/** Names beside each other that only differ in how they are written. */
const grouped = (rows: readonly CountedName[]): CountedName[][] => [
  ...Map.groupBy(rows, (row) => row.key).values(),
];

async function showName(
  deps: AppDeps,
  req: Request,
  res: Response,
  kind: NameKind,
  name: string,
  into = name,
  errors: FormErrors = {},
): Promise<void> {
  const { catalog } = deps.storage;
  const actor = theActor(res);
  const { rows, next } = await catalog.itemsNamed({
    kind,
    key: nameKey(name),
    values: [name],
    units: unitsSeen(actor),
    limit: ITEMS_SHOWN,
    after: param(req.query['sau']) || null,
  });
  if (rows.length === 0 && Object.keys(errors).length === 0)
    return res.redirect(303, staffNamesPath(kind));
  await sendPage(
    deps,
    req,
    res,
    <StaffNamePage
      frame={pageFrame(deps, req, res, { noindex: true })}
      kind={kind}
      name={name}
      form={{ values: { into }, errors }}
      next={next}
      mayMerge={can(actor, 'merge-names', 'shelf')}
      items={rows
        .filter((item) => can(actor, 'view', item))
        .map((item) => ({
          id: item.id,
          title: item.title,
          state: item.state,
          mayEdit: can(actor, 'edit', item),
        }))}
    />,
    { status: Object.keys(errors).length > 0 ? 400 : 200 },
  );
}

async function showNames(
  deps: AppDeps,
  req: Request,
  res: Response,
  kind: NameKind,
): Promise<void> {
  const actor = theActor(res);
  const name = param(req.query['ten']).normalize('NFC');
  if (name !== '') return showName(deps, req, res, kind, name);
  const search = param(req.query['tim']).normalize('NFC').slice(0, LONGEST_SEARCH);
  const [variants, after] = [param(req.query['kieu']) === 'nhieu', param(req.query['sau']) || null];
  const { rows, next } = await deps.storage.catalog.listNames({
    kind,
    search: nameKey(search),
    units: unitsSeen(actor),
    variants,
    order: 'key',
    limit: PER_PAGE,
    after,
  });
  await sendPage(
    deps,
    req,
    res,
    <StaffNamesPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      kind={kind}
      search={search}
      variants={variants}
      groups={grouped(rows)}
      next={next}
      first={after === null}
      notice={
        param(req.query['bao']) === ''
          ? null
          : t.merged(
              Number.parseInt(param(req.query['bao']), 10) || 0,
              Number.parseInt(param(req.query['con']), 10) || 0,
              param(req.query['tiep']) !== '',
            )
      }
      mayMerge={can(actor, 'merge-names', 'shelf')}
    />,
  );
}

/** Names that begin as typed, for the form. */
async function offerNames(
  deps: AppDeps,
  req: Request,
  res: Response,
  kind: NameKind,
): Promise<void> {
  const search = nameKey(param(req.query['q']).normalize('NFC').slice(0, LONGEST_SEARCH));
  const found =
    search === ''
      ? []
      : (
          await deps.storage.catalog.listNames({
            kind,
            search,
            units: unitsSeen(theActor(res)),
            variants: false,
            order: 'items',
            limit: OFFERED,
            after: null,
          })
        ).rows;
  res.set('cache-control', 'no-store').json({ suggestions: found.map(({ value }) => value) });
}

/** Puts ways of writing together; what would take too long is left to a job. */
async function joinNames(
  deps: AppDeps,
  req: Request,
  res: Response,
  kind: NameKind,
): Promise<void> {
  const [actor, body] = [theActor(res), formBody(req)];
  const [from, into] = [
    listOf(body, 'tu').map((name) => name.normalize('NFC')),
    wordOf(body, 'into'),
  ];
  try {
    const { changed, refused, more } = await mergeNames(deps, {
      actor,
      kind,
      from,
      into,
      limit: AT_ONCE,
    });
    if (more) await deps.queue.submit([mergeNamesJob(kind, from, into, actor.accountId)]);
    deps.wakeJobs();
    return res.redirect(303, staffNamesPath(kind, { done: changed, refused, more }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error;
    return showName(deps, req, res, kind, from[0] ?? '', into, error.details.fields ?? {});
  }
}

/**
 * The authority lists: names that the items themselves have, the ways they are written, and putting
 * those together.
 */
export function nameRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/danh-muc/:key', (req, res, { key }) =>
    showNames(deps, req, res, kindOf(res, 'view', key)),
  );
  get('/can-bo/danh-muc/:key/goi-y', (req, res, { key }) =>
    offerNames(deps, req, res, kindOf(res, 'view', key)),
  );
  post('/can-bo/danh-muc/:key', (req, res, { key }) =>
    joinNames(deps, req, res, kindOf(res, 'merge-names', key)),
  );
  return router;
}
