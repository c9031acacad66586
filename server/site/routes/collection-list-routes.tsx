import type { Router, Request, Response } from 'express';
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

/** Collections that officials put together: list, form. Its buttons rearrange without a script; only "Lưu" writes. */
export function collectionListRoutes(deps: AppDeps): Router {
  const { catalog } = deps.storage;
  const { router, get, post } = createRoutes();

  const show = async (
    req: Request,
    res: Response,
    stored: Collection | null,
    edited: Collection,
    more: Partial<StaffCollectionProps> = {},
    status = 200,
  ): Promise<void> => {
    const items = new Map(
      (await catalog.findItems(edited.itemIds)).map((item) => [item.id, collected(item)]),
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
        items={edited.itemIds.map((id) => items.get(id) ?? { id, title: null, published: false })}
        found={null}
        notice={null}
        unsaved={false}
        conflict={false}
        mayEdit={can(theActor(res), 'edit-lists', 'shelf')}
        {...more}
      />,
      { status },
    );
  };

  /** Throws `page-not-found`. */
  const load = async (slug: string): Promise<Collection> => {
    const stored = await catalog.findCollection(slug);
    if (stored === null) throw new AppError('page-not-found', { slug });
    return stored;
  };

  get('/can-bo/bo-suu-tap', async (req, res) => {
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
  });

  get('/can-bo/bo-suu-tap/moi', async (req, res) => {
    authorise(theActor(res), 'edit-lists', 'shelf');
    await show(req, res, null, EMPTY_COLLECTION);
  });

  get('/can-bo/bo-suu-tap/:slug', async (req, res, params) => {
    authorise(theActor(res), 'view', 'shelf');
    const stored = await load(params.slug);
    await show(req, res, stored, stored, {
      notice: param(req.query['bao']) === 'da-luu' ? vi.authorityForm.saved : null,
    });
  });

  /** One found item is added at once; several are shown to choose from. */
  const add = async (
    req: Request,
    res: Response,
    stored: Collection | null,
    edited: Collection,
    typed: string,
  ): Promise<void> => {
    const found = await findToCollect(deps, typed);
    const [only, another] = found;
    if (only === undefined || another !== undefined)
      return show(req, res, stored, edited, {
        unsaved: true,
        found: { typed, items: found.map(collected) },
        form: { values: { ...collectionValues(edited), them: typed }, errors: {} },
      });
    if (edited.itemIds.includes(only.id))
      return show(
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
      req,
      res,
      stored,
      { ...edited, itemIds: [...edited.itemIds, only.id] },
      { unsaved: true },
    );
  };

  const save = async (
    req: Request,
    res: Response,
    stored: Collection | null,
    edited: Collection,
  ): Promise<void> => {
    try {
      const { slug } = await saveCollection(deps, { actor: theActor(res), collection: edited });
      res.redirect(303, staffCollectionPath(slug, true));
    } catch (error) {
      assertFormRefusal(error);
      const status = HTTP_STATUS[error.kind];
      if (error.code === 'invalid-input')
        return show(
          req,
          res,
          stored,
          edited,
          {
            form: {
              values: { ...collectionValues(edited), rank: wordOf(formBody(req), 'rank') },
              errors: error.details.fields ?? {},
            },
          },
          status,
        );
      // A new one met another of its address: nothing is taken from either.
      if (stored === null)
        return show(
          req,
          res,
          null,
          edited,
          { form: { values: collectionValues(edited), errors: { slug: vi.collectionForm.taken } } },
          status,
        );
      return show(
        req,
        res,
        stored,
        { ...edited, version: stored.version },
        { conflict: true },
        status,
      );
    }
  };

  const take = async (req: Request, res: Response, stored: Collection | null): Promise<void> => {
    const body = formBody(req);
    const edited = collectionOf(body, stored);
    const [task = '', id = ''] = wordOf(body, 'viec').split(':');
    const typed = wordOf(body, 'them');
    if (id !== '')
      return show(
        req,
        res,
        stored,
        { ...edited, itemIds: rearranged(edited.itemIds, task, id) },
        { unsaved: true },
      );
    // Whoever presses Enter in the field for another item means to add it, whichever button comes first.
    return typed === '' ? save(req, res, stored, edited) : add(req, res, stored, edited, typed);
  };

  post('/can-bo/bo-suu-tap/moi', async (req, res) => {
    authorise(theActor(res), 'edit-lists', 'shelf');
    await take(req, res, null);
  });

  post('/can-bo/bo-suu-tap/:slug', async (req, res, params) => {
    authorise(theActor(res), 'edit-lists', 'shelf');
    await take(req, res, await load(params.slug));
  });

  return router;
}
