import type { Request, Response, Router } from 'express';
import { findToCollect } from '#server/search/actions/find-to-collect.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import {
  addCopies,
  blankHolding,
  editCopy,
  getHolding,
  getLibrary,
  libraryObject,
} from '../actions/keep-holdings.ts';
import type { LibraryEntry } from '../library.ts';
import { authorise, can } from '#server/workflow/access.ts';
import { HOLDING_STATES } from '../holding.ts';
import {
  StaffCopiesPage,
  StaffItemHoldingsPage,
  StaffLibraryPage,
  type StaffCopiesProps,
} from '#web/holdings/staff-holdings.tsx';
import { holdingPath, libraryPath } from '#web/paths/holdings.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { param } from '#server/http/query.ts';
import { showCopy, holdingFaults } from './copy-page.tsx';
import { holdingOf, typedValues } from './holding-form.ts';
import { wordOf } from '#server/http/staff-form.ts';
import { createRoutes } from '#server/http/routes.ts';

const PER_PAGE = 50;

function showAdd(
  deps: AppDeps,
  req: Request,
  res: Response,
  place: LibraryEntry,
  more: Partial<StaffCopiesProps>,
  status = 200,
): Promise<void> {
  return sendPage(
    deps,
    req,
    res,
    <StaffCopiesPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      place={place}
      form={{ values: {}, errors: {} }}
      item={null}
      found={null}
      {...more}
    />,
    { status },
  );
}

async function showRegister(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const { catalog } = deps.storage;
  const place = await getLibrary(deps, id);
  const actor = theActor(res);
  authorise(actor, 'view-holdings', libraryObject(place));
  const number = param(req.query['so']).trim();
  const meant = number === '' ? null : await catalog.findHoldingByNumber(place.id, number);
  if (meant !== null) return res.redirect(303, holdingPath(meant.id));
  const state = HOLDING_STATES.find((s) => s === param(req.query['tinh-trang'])) ?? '';
  const [itemId, after] = [param(req.query['tai-lieu']), param(req.query['sau']) || null];
  const page = await catalog.listHoldings({
    placeId: place.id,
    itemId: itemId || null,
    states: state === '' ? [] : [state],
    limit: PER_PAGE,
    after,
  });
  const titles = new Map(
    (await catalog.findItems([...new Set(page.rows.map((h) => h.itemId))])).map((item) => [
      item.id,
      item.title,
    ]),
  );
  return sendPage(
    deps,
    req,
    res,
    <StaffLibraryPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      place={place}
      counts={await catalog.countHoldingStates(place.id)}
      rows={page.rows.map((h) => ({ ...h, title: titles.get(h.itemId) ?? null }))}
      state={state}
      itemId={itemId}
      next={page.next}
      first={after === null}
      missed={number}
      notice={param(req.query['bao']) === 'da-ghi' ? vi.holdings.added : null}
      may={{
        keep: can(actor, 'keep-holdings', libraryObject(place)),
        manage: can(actor, 'manage-place', libraryObject(place)),
        lend: can(actor, 'lend', libraryObject(place)),
      }}
    />,
  );
}

async function chooseItem(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const { catalog } = deps.storage;
  const place = await getLibrary(deps, id);
  const actor = theActor(res);
  authorise(actor, 'keep-holdings', libraryObject(place));
  const [chosen, typed] = [param(req.query['tai-lieu']), param(req.query['tim']).trim()];
  const item = chosen === '' ? null : await catalog.findItem(chosen);
  if (item !== null && can(actor, 'view', item))
    return showAdd(deps, req, res, place, { item, form: { values: { copies: '1' }, errors: {} } });
  const found =
    typed === ''
      ? null
      : (await findToCollect(deps, typed)).filter((one) => can(actor, 'view', one));
  return showAdd(deps, req, res, place, { found, form: { values: { tim: typed }, errors: {} } });
}

async function addToRegister(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
): Promise<void> {
  const { catalog } = deps.storage;
  const place = await getLibrary(deps, id);
  authorise(theActor(res), 'keep-holdings', libraryObject(place));
  const body = formBody(req);
  const found = await catalog.findItem(wordOf(body, 'item'));
  const item = found !== null && can(theActor(res), 'view', found) ? found : null;
  try {
    await addCopies(deps, theActor(res), {
      place,
      copies: Number(wordOf(body, 'copies')),
      first: holdingOf(body, blankHolding(place.id, item?.id ?? '')),
    });
    res.redirect(303, libraryPath(place.id, { itemId: item!.id, notice: 'da-ghi' }));
  } catch (error) {
    const faults = holdingFaults(error);
    if (faults === null) throw error;
    await showAdd(
      deps,
      req,
      res,
      place,
      { item, form: { values: typedValues(body), errors: faults.errors } },
      faults.status,
    );
  }
}

async function showStored(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const holding = await getHolding(deps, id);
  const place = await getLibrary(deps, holding.placeId);
  authorise(theActor(res), 'view-holdings', libraryObject(place));
  await showCopy(deps, req, res, place, holding);
}

async function saveCopy(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const before = await getHolding(deps, id);
  const place = await getLibrary(deps, before.placeId);
  authorise(theActor(res), 'keep-holdings', libraryObject(place));
  const body = formBody(req);
  try {
    const saved = await editCopy(deps, theActor(res), {
      place,
      before,
      holding: holdingOf(body, before),
    });
    res.redirect(303, holdingPath(saved.id, 'da-luu'));
  } catch (error) {
    const faults = holdingFaults(error);
    if (faults === null) throw error;
    await showCopy(
      deps,
      req,
      res,
      place,
      before,
      {
        form: { values: typedValues(body), errors: faults.errors },
        conflict: faults.conflict,
        version: faults.conflict ? before.version : Number(wordOf(body, 'version')),
      },
      faults.status,
    );
  }
}

/** Where an item stands in print. */
async function showCopiesOf(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const { catalog } = deps.storage;
  const item = await getItem(deps, id);
  const actor = theActor(res);
  authorise(actor, 'view', item);
  const all = await catalog.listAuthority('place');
  const places = (await catalog.countHoldings(item.id)).flatMap((count) => {
    const place = all.find((one) => one.id === count.placeId);
    return place === undefined
      ? []
      : [
          {
            id: place.id,
            name: place.value.name,
            address: place.value.address,
            copies: count.copies,
            available: count.available,
            seen: can(actor, 'view-holdings', libraryObject(place)),
          },
        ];
  });
  await sendPage(
    deps,
    req,
    res,
    <StaffItemHoldingsPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      item={item}
      places={places}
      addTo={all
        .filter((place) => !place.value.closed && can(actor, 'keep-holdings', libraryObject(place)))
        .map((one) => ({ id: one.id, name: one.value.name }))}
    />,
  );
}

/** The register of a place, copies entered, one copy, copies of an item. */
export function holdingRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();

  get('/can-bo/ban-in/:id', (req, res, { id }) => showRegister(deps, req, res, id));
  get('/can-bo/ban-in/:id/them', (req, res, { id }) => chooseItem(deps, req, res, id));
  post('/can-bo/ban-in/:id/them', (req, res, { id }) => addToRegister(deps, req, res, id));

  get('/can-bo/ban/:id', (req, res, { id }) => showStored(deps, req, res, id));
  post('/can-bo/ban/:id/luu', (req, res, { id }) => saveCopy(deps, req, res, id));
  get('/can-bo/tai-lieu/:id/ban-in', (req, res, { id }) => showCopiesOf(deps, req, res, id));
  return router;
}
