import { refusedEntry } from './refused-entry.ts';
import type { Request, Response, Router } from 'express';
import { findToCollect } from '#server/search/actions/find-to-collect.ts';
import { saveCollection } from '../actions/save-collection.ts';
import { authorise, can } from '#server/workflow/access.ts';
import type { Collection } from '../collection.ts';
import { AppError } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import {
  StaffCollectionPage,
  StaffCollectionsPage,
  type CollectedItem,
  type StaffCollectionProps,
} from '#web/site/staff-collections.tsx';
import { staffCollectionPath } from '#web/paths/site.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { param } from '#server/http/query.ts';
import { collectionOf, collectionValues, EMPTY_COLLECTION, rearranged } from './collection-form.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { createRoutes } from '#server/http/routes.ts';

const collected = (item: Item): CollectedItem => ({
  id: item.id,
  title: item.title,
  published: item.state === 'published',
});

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  stored: Collection | null,
  edited: Collection,
  more: Partial<StaffCollectionProps> = {},
  status = 200,
): Promise<void> {
  const { catalog } = deps.storage;
  const mayEdit = can(theActor(res), 'edit-lists', 'shelf');
  const found = await catalog.findItems(edited.itemIds);
  const items = new Map(found.map((item) => [item.id, collected(item)]));
  const unseen = new Set(
    found.filter((item) => !can(theActor(res), 'view', item)).map(({ id }) => id),
  );
  await sendPage(
    deps,
    req,
    res,
    <StaffCollectionPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      stored={stored}
      version={edited.version}
      form={{ values: collectionValues(edited), errors: {} }}
      items={edited.itemIds
        .filter((id) => !unseen.has(id))
        .map((id) => items.get(id) ?? { id, title: null, published: false })}
      found={null}
      notice={null}
      unsaved={false}
      conflict={false}
      mayEdit={mayEdit}
      {...more}
    />,
    { status },
  );
}

/** Throws `page-not-found`. */
async function load(deps: AppDeps, slug: string): Promise<Collection> {
  const { catalog } = deps.storage;
  const stored = await catalog.findCollection(slug);
  if (stored === null) throw new AppError('page-not-found', { slug });
  return stored;
}

/** One found item is added at once; several are shown to choose from. */
async function add(
  deps: AppDeps,
  req: Request,
  res: Response,
  stored: Collection | null,
  edited: Collection,
  typed: string,
): Promise<void> {
  const found = await findToCollect(deps, typed);
  const [only, another] = found;
  if (only === undefined || another !== undefined)
    return show(deps, req, res, stored, edited, {
      unsaved: true,
      found: { typed, items: found.map(collected) },
      form: { values: { ...collectionValues(edited), them: typed }, errors: {} },
    });
  if (edited.itemIds.includes(only.id))
    return show(
      deps,
      req,
      res,
      stored,
      edited,
      {
        unsaved: true,
        form: {
          values: { ...collectionValues(edited), them: typed },
          errors: { them: vi.collectionForm.already(only.title) },
        },
      },
      400,
    );
  return show(
    deps,
    req,
    res,
    stored,
    { ...edited, itemIds: [...edited.itemIds, only.id] },
    { unsaved: true },
  );
}

async function save(
  deps: AppDeps,
  req: Request,
  res: Response,
  stored: Collection | null,
  edited: Collection,
): Promise<void> {
  try {
    const { slug } = await saveCollection(deps, { actor: theActor(res), collection: edited });
    res.redirect(303, staffCollectionPath(slug, true));
  } catch (error) {
    assertFormRefusal(error);
    const again = refusedEntry(
      error,
      formBody(req),
      stored,
      edited,
      collectionValues(edited),
      vi.collectionForm.taken,
    );
    return show(deps, req, res, stored, again.edited, again.more, HTTP_STATUS[error.kind]);
  }
}

async function take(
  deps: AppDeps,
  req: Request,
  res: Response,
  stored: Collection | null,
): Promise<void> {
  const body = formBody(req);
  const edited = collectionOf(body, stored);
  const [task = '', id = ''] = wordOf(body, 'viec').split(':');
  const typed = wordOf(body, 'them');
  if (id !== '')
    return show(
      deps,
      req,
      res,
      stored,
      { ...edited, itemIds: rearranged(edited.itemIds, task, id) },
      { unsaved: true },
    );
  // Whoever presses Enter in the field for another item means to add it, whichever button comes
  // first.
  return typed === ''
    ? save(deps, req, res, stored, edited)
    : add(deps, req, res, stored, edited, typed);
}

async function showCollections(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { catalog } = deps.storage;
  authorise(theActor(res), 'view', 'shelf');
  await sendPage(
    deps,
    req,
    res,
    <StaffCollectionsPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      rows={await catalog.listCollections()}
      mayEdit={can(theActor(res), 'edit-lists', 'shelf')}
    />,
  );
}

async function showNew(deps: AppDeps, req: Request, res: Response): Promise<void> {
  authorise(theActor(res), 'edit-lists', 'shelf');
  await show(deps, req, res, null, EMPTY_COLLECTION);
}

async function showStored(deps: AppDeps, req: Request, res: Response, slug: string): Promise<void> {
  authorise(theActor(res), 'view', 'shelf');
  const stored = await load(deps, slug);
  await show(deps, req, res, stored, stored, {
    notice: param(req.query['bao']) === 'da-luu' ? vi.authorityForm.saved : null,
  });
}

/**
 * Collections that officials put together: list, form. Its buttons rearrange without a script; only
 * "Lưu" writes.
 */
export function collectionListRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();

  get('/can-bo/bo-suu-tap', (req, res) => showCollections(deps, req, res));
  get('/can-bo/bo-suu-tap/moi', (req, res) => showNew(deps, req, res));
  get('/can-bo/bo-suu-tap/:slug', (req, res, { slug }) => showStored(deps, req, res, slug));
  post('/can-bo/bo-suu-tap/moi', async (req, res) => {
    authorise(theActor(res), 'edit-lists', 'shelf');
    await take(deps, req, res, null);
  });

  post('/can-bo/bo-suu-tap/:slug', async (req, res, params) => {
    authorise(theActor(res), 'edit-lists', 'shelf');
    await take(deps, req, res, await load(deps, params.slug));
  });

  return router;
}
