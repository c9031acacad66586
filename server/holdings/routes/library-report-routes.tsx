import type { Router, Request, Response } from 'express';
import { getLibrary, libraryObject } from '../actions/keep-holdings.ts';
import type { LibraryEntry } from '../library.ts';
import { isDay } from '#server/base/partial-date.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { reportLibrary, type LibraryReport } from '../actions/report-library.ts';
import { authorise } from '#server/workflow/access.ts';
import { AppError } from '#server/base/errors.ts';
import type { ReportPeriod } from '../holding-report.ts';
import type { FigureTable } from '#server/tables/routes/write-table.ts';
import { letterheadOf, type Letterhead } from '#server/people/unit.ts';
import { StaffLibraryReportPage } from '#web/holdings/staff-library-report.tsx';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { param } from '#server/http/query.ts';
import { dayOf, shownDay } from './holding-form.ts';
import { registerTable } from './register-table.ts';
import { tableRoutes } from '#server/tables/routes/table-routes.ts';
import { createRoutes } from '#server/http/routes.ts';

const t = vi.libraryReport;

/** Null when it is none. */
const periodOf = (
  req: Request,
  today: string,
): { typed: { tu: string; den: string }; period: ReportPeriod | null } => {
  const [from, to] = [
    dayOf(param(req.query['tu']).trim() || `${today.slice(0, 4)}-01-01`),
    dayOf(param(req.query['den']).trim() || today),
  ];
  return {
    typed: { tu: shownDay(from), den: shownDay(to) },
    period: isDay(from) && isDay(to) && from <= to ? { from, to } : null,
  };
};

const stocktakeLine = ({ stocktake }: LibraryReport): string =>
  stocktake?.result
    ? t.stocktakeLine(
        vi.units.day(stocktake.closedAt ?? ''),
        vi.units.count(stocktake.result.found),
        vi.units.count(stocktake.result.expected),
      )
    : '';

/** Figures, use, and the register itself: no name of a borrower. */
function tablesOf(
  place: LibraryEntry,
  unit: string,
  { from, to }: ReportPeriod,
  report: LibraryReport,
): FigureTable[] {
  return [
    {
      name: t.title,
      heading: [
        t.formTitle,
        `${place.value.name}, ${place.value.address}`,
        unit,
        t.period(vi.units.date(from), vi.units.date(to)),
      ],
      columns: [t.kind, t.titles, t.copies, t.added, t.gone, t.value],
      rows: [
        ...report.lines.map((line) => [
          t.kinds[line.kind],
          line.titles,
          line.copies,
          line.added,
          line.gone,
          line.value,
        ]),
        [t.lent, report.lent],
        [t.out, report.out],
        [t.overdue, report.overdue],
        [t.onSite, ''],
        [t.stocktake, stocktakeLine(report) || t.stocktakeNone],
        ...(report.untold > 0 ? [[t.untold(vi.units.count(report.untold))]] : []),
      ],
    },
    registerTable(place.value.name, report.holdings, report.items, [t.register]),
  ];
}

async function load(
  deps: AppDeps,
  req: Request,
  res: Response,
): Promise<{ place: LibraryEntry; letterhead: Letterhead }> {
  const { catalog } = deps.storage;
  const place = await getLibrary(deps, String(req.params['id']));
  authorise(theActor(res), 'view-holdings', libraryObject(place));
  return {
    place,
    letterhead: letterheadOf(await catalog.listUnits(), place.value.unitId),
  };
}

async function tables(deps: AppDeps, req: Request, res: Response): Promise<FigureTable[]> {
  const { place, letterhead } = await load(deps, req, res);
  const { period } = periodOf(req, dayInVietnam(deps.now()));
  if (period === null) throw new AppError('invalid-input', { fields: { tu: t.wrongPeriod } });
  return tablesOf(place, letterhead.unit, period, await reportLibrary(deps, place.id, period));
}

async function showReport(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { place, letterhead } = await load(deps, req, res);
  const today = dayInVietnam(deps.now());
  const year = today.slice(0, 4);
  const { typed, period } = periodOf(req, today);
  const report = period === null ? null : await reportLibrary(deps, place.id, period);
  await sendPage(
    deps,
    req,
    res,
    <StaffLibraryReportPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      place={place}
      letterhead={letterhead}
      form={{ values: typed, errors: period === null ? { tu: t.wrongPeriod } : {} }}
      presets={[
        { label: t.halfYear, from: `${year}-01-01`, to: `${year}-06-30` },
        { label: t.year, from: `${year}-01-01`, to: `${year}-12-31` },
        { label: t.lastYear, from: `${Number(year) - 1}-01-01`, to: `${Number(year) - 1}-12-31` },
      ]}
      report={
        period === null || report === null
          ? null
          : {
              ...period,
              lines: report.lines,
              untold: report.untold,
              lent: report.lent,
              out: report.out,
              overdue: report.overdue,
              stocktake: stocktakeLine(report),
            }
      }
    />,
    { status: period === null ? 400 : 200 },
  );
}

/** The report of a paper shelf: a page to print, CSV, XLSX. */
export function libraryReportRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();

  get('/can-bo/ban-in/:id/bao-cao', (req, res) => showReport(deps, req, res));
  tableRoutes(router, '/can-bo/ban-in/:id/bao-cao', 'bao-cao-tu-sach', (req, res) =>
    tables(deps, req, res),
  );

  return router;
}
