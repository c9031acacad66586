import type { Router, Request, Response } from 'express';
import { getLibrary, libraryObject } from '../actions/keep-holdings.ts';
import type { LibraryEntry } from '../library.ts';
import {
  closeStocktake,
  getStocktake,
  openStocktake,
  reopenStocktake,
  stockResult,
  tickFound,
} from '../actions/take-stock.ts';
import { authorise, can } from '#server/workflow/access.ts';
import { AppError } from '#server/base/errors.ts';
import type { Stocktake } from '../holding.ts';
import {
  CloseStocktakePage,
  StaffStocktakePage,
  StaffStocktakesPage,
  type StaffStocktakeProps,
} from '#web/holdings/staff-stocktake.tsx';
import { stocktakePath } from '#web/paths/holdings.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { param } from '#server/http/query.ts';
import { wordOf } from '#server/http/staff-form.ts';
import { createRoutes } from '#server/http/routes.ts';

/** The stock-take of the address with its place; the actor may see it. */
async function load(
  deps: AppDeps,
  req: Request,
  res: Response,
): Promise<{ stocktake: Stocktake; place: LibraryEntry }> {
  const stocktake = await getStocktake(deps, String(req.params['id']));
  const place = await getLibrary(deps, stocktake.placeId);
  authorise(theActor(res), 'view-holdings', libraryObject(place));
  return { stocktake, place };
}

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  place: LibraryEntry,
  stocktake: Stocktake,
  more: Partial<StaffStocktakeProps> = {},
  status = 200,
): Promise<void> {
  return sendPage(
    deps,
    req,
    res,
    <StaffStocktakePage
      frame={pageFrame(deps, req, res, { noindex: true })}
      place={place}
      stocktake={stocktake}
      result={stocktake.result ?? (await stockResult(deps, stocktake))}
      form={{ values: {}, errors: {} }}
      ticked={null}
      mayKeep={can(theActor(res), 'keep-holdings', libraryObject(place))}
      {...more}
    />,
    { status },
  );
}

async function showStocktakes(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
): Promise<void> {
  const { catalog } = deps.storage;
  const place = await getLibrary(deps, id);
  authorise(theActor(res), 'view-holdings', libraryObject(place));
  await sendPage(
    deps,
    req,
    res,
    <StaffStocktakesPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      place={place}
      rows={await catalog.listStocktakes(place.id)}
      mayKeep={can(theActor(res), 'keep-holdings', libraryObject(place))}
    />,
  );
}

async function begin(deps: AppDeps, res: Response, id: string): Promise<void> {
  const opened = await openStocktake(deps, theActor(res), await getLibrary(deps, id));
  res.redirect(303, stocktakePath(opened.id));
}

async function tick(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { stocktake, place } = await load(deps, req, res);
  const number = wordOf(formBody(req), 'so');
  try {
    const { copy, again } = await tickFound(deps, theActor(res), place, stocktake, number);
    res.redirect(303, stocktakePath(stocktake.id, { ticked: copy.registerNumber, again }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error;
    await show(
      deps,
      req,
      res,
      place,
      stocktake,
      { form: { values: { so: number }, errors: error.details.fields ?? {} } },
      HTTP_STATUS[error.kind],
    );
  }
}

/** What closing would write down, for somebody to confirm. */
async function showClose(
  deps: AppDeps,
  req: Request,
  res: Response,
  changed: boolean,
): Promise<void> {
  const { stocktake, place } = await load(deps, req, res);
  authorise(theActor(res), 'keep-holdings', libraryObject(place));
  if (stocktake.closedAt !== null) return res.redirect(303, stocktakePath(stocktake.id));
  await sendPage(
    deps,
    req,
    res,
    <CloseStocktakePage
      frame={pageFrame(deps, req, res, { noindex: true })}
      place={place}
      stocktake={stocktake}
      result={await stockResult(deps, stocktake)}
      changed={changed}
    />,
    { status: changed ? 409 : 200 },
  );
}

async function close(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { stocktake, place } = await load(deps, req, res);
  const seen = wordOf(formBody(req), 'da-xem');
  const closed = await closeStocktake(deps, theActor(res), place, stocktake, seen);
  if (closed === null) return showClose(deps, req, res, true);
  res.redirect(303, stocktakePath(stocktake.id));
}

async function reopen(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { stocktake, place } = await load(deps, req, res);
  const reason = wordOf(formBody(req), 'reason');
  try {
    await reopenStocktake(deps, theActor(res), place, stocktake, reason);
    res.redirect(303, stocktakePath(stocktake.id));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error;
    const form = { values: { reason }, errors: error.details.fields ?? {} };
    await show(deps, req, res, place, stocktake, { form }, HTTP_STATUS[error.kind]);
  }
}

/** Yearly counts of a place's copies, ticked off one after another. */
export function stocktakeRoutes(deps: AppDeps): Router {
  const { catalog } = deps.storage;
  const { router, get, post } = createRoutes();

  get('/can-bo/ban-in/:id/kiem-ke', (req, res, { id }) => showStocktakes(deps, req, res, id));
  post('/can-bo/ban-in/:id/kiem-ke', (_req, res, { id }) => begin(deps, res, id));
  get('/can-bo/kiem-ke/:id', async (req, res) => {
    const { stocktake, place } = await load(deps, req, res);
    const copy =
      param(req.query['vua']) === ''
        ? null
        : await catalog.findHoldingByNumber(place.id, param(req.query['vua']));
    const title =
      copy === null ? '' : ((await catalog.findItem(copy.itemId))?.title ?? vi.holdings.gone);
    await show(deps, req, res, place, stocktake, {
      ticked:
        copy === null
          ? null
          : { registerNumber: copy.registerNumber, title, again: param(req.query['lai']) === '1' },
    });
  });

  post('/can-bo/kiem-ke/:id', (req, res) => tick(deps, req, res));
  get('/can-bo/kiem-ke/:id/dong', (req, res) => showClose(deps, req, res, false));
  post('/can-bo/kiem-ke/:id/dong', (req, res) => close(deps, req, res));
  post('/can-bo/kiem-ke/:id/mo-lai', (req, res) => reopen(deps, req, res));
  return router;
}
