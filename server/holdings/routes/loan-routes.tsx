import type { Router, Request, Response } from 'express';
import { getHolding, getLibrary, libraryObject } from '../actions/keep-holdings.ts';
import type { LibraryEntry } from '../library.ts';
import { lendCopy, renewLoan, takeCopyBack } from '../actions/lend-copy.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Holding, HoldingState } from '../holding.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { StaffLoansPage } from '#web/holdings/staff-loans.tsx';
import { holdingPath } from '#web/paths/holdings.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { param } from '#server/http/query.ts';
import { showCopy, holdingFaults } from './copy-page.tsx';
import { dayOf, holdingValues } from './holding-form.ts';
import { lendingView, overdueDays } from './lending-view.ts';
import { wordOf } from '#server/http/staff-form.ts';
import { createRoutes } from '#server/http/routes.ts';

const PER_PAGE = 50;

type Body = Readonly<Record<string, unknown>>;
interface Desk {
  readonly place: LibraryEntry;
  readonly holding: Holding;
  readonly version: number;
}

/** One step at the desk; a refusal shows the copy again with what was typed. */
async function step(
  deps: AppDeps,
  req: Request,
  res: Response,
  notice: string,
  work: (desk: Desk, body: Body) => Promise<Holding>,
): Promise<void> {
  const holding = await getHolding(deps, String(req.params['id']));
  const place = await getLibrary(deps, holding.placeId);
  authorise(theActor(res), 'lend', libraryObject(place));
  const body = formBody(req);
  try {
    const { id } = await work(
      { place, holding, version: Number(wordOf(body, 'version')) || 0 },
      body,
    );
    res.redirect(303, holdingPath(id, notice));
  } catch (error) {
    const faults = holdingFaults(error);
    if (faults === null) throw error;
    const view = await lendingView(deps, theActor(res), place, holding);
    const values = {
      ...view.form.values,
      ...Object.fromEntries(
        ['borrower', 'contact', 'dueOn', 'returned']
          .filter((name) => name in body)
          .map((name) => [name, wordOf(body, name)]),
      ),
    };
    await showCopy(
      deps,
      req,
      res,
      place,
      holding,
      {
        lending: { ...view, form: { values, errors: faults.errors } },
        form: { values: holdingValues(holding), errors: faults.errors },
        conflict: faults.conflict,
      },
      faults.status,
    );
  }
}

async function showLoans(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const { catalog } = deps.storage;
  const place = await getLibrary(deps, id);
  authorise(theActor(res), 'lend', libraryObject(place));
  const after = param(req.query['sau']) || null;
  const page = await catalog.listLoans({ placeId: place.id, limit: PER_PAGE, after });
  const today = dayInVietnam(deps.now());
  const rows = await Promise.all(
    page.rows.map(async (loan) => {
      const holding = await catalog.findHolding(loan.holdingId);
      const item = holding === null ? null : await catalog.findItem(holding.itemId);
      return {
        ...loan,
        registerNumber: holding?.registerNumber ?? loan.holdingId,
        title: item?.title ?? vi.holdings.gone,
        overdueDays: overdueDays(loan.dueOn, today),
      };
    }),
  );
  await sendPage(
    deps,
    req,
    res,
    <StaffLoansPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      place={place}
      rows={rows}
      next={page.next}
      first={after === null}
    />,
  );
}

/** Lending, returning, renewing; what is out. Names of borrowers stand in no address and no log. */
export function loanRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();

  get('/can-bo/ban-in/:id/muon', (req, res, { id }) => showLoans(deps, req, res, id));
  post('/can-bo/ban/:id/cho-muon', (req, res) =>
    step(deps, req, res, 'da-muon', (desk, body) =>
      lendCopy(deps, theActor(res), desk, {
        borrower: wordOf(body, 'borrower'),
        contact: wordOf(body, 'contact'),
        dueOn: dayOf(wordOf(body, 'dueOn')),
      }),
    ),
  );
  post('/can-bo/ban/:id/tra', (req, res) =>
    step(deps, req, res, 'da-tra', (desk, body) =>
      takeCopyBack(deps, theActor(res), desk, wordOf(body, 'returned') as HoldingState),
    ),
  );
  post('/can-bo/ban/:id/gia-han', (req, res) =>
    step(deps, req, res, 'da-gia-han', (desk, body) =>
      renewLoan(deps, theActor(res), desk, dayOf(wordOf(body, 'dueOn'))),
    ),
  );

  return router;
}
