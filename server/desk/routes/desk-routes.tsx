import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { figureScope } from '#server/figures/actions/gather-figures.ts';
import { FIGURE_PERIODS, figurePeriod, type FigurePeriod } from '#server/figures/figures.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl, pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import type { Poster } from '#server/papers/poster.ts';
import { makePoster } from '#server/papers/routes/make-poster.ts';
import { unitToday, type Unit } from '#server/people/unit.ts';
import { qrCode } from '#server/reading/routes/qr-code.ts';
import { tablesAsCsv } from '#server/tables/routes/write-table.ts';
import { authorise } from '#server/workflow/access.ts';
import { DeskCountsPage } from '#web/desk/staff-desk.tsx';
import { scanPath } from '#web/paths/desk.ts';
import { vi } from '#web/text/vi.ts';
import { getProcedure, listProcedures } from '../actions/procedures.ts';
import type { ProcedureEntry } from '../procedure.ts';
import { desksOf } from './desk-units.ts';

const t = vi.deskForm;

interface Counted {
  readonly period: FigurePeriod;
  readonly unit: string;
  readonly units: readonly Unit[];
  readonly today: string;
  readonly rows: readonly {
    readonly unit: string;
    readonly procedure: string;
    readonly count: number;
  }[];
}

/** Sums by the desk that stands today; an address of no period means the last twelve months. */
async function counted(deps: AppDeps, req: Request, res: Response): Promise<Counted> {
  const actor = theActor(res);
  const { catalog } = deps.storage;
  const units = await catalog.listUnits();
  const scope = figureScope(actor, units, param(req.query['don-vi']));
  const period = FIGURE_PERIODS.find((one) => one === param(req.query['ky'])) ?? '12-thang';
  const today = dayInVietnam(deps.now());
  const names = new Map((await listProcedures(catalog)).map(({ id, value }) => [id, value.name]));
  const sums = new Map<string, { unit: string; procedure: string; count: number }>();
  for (const sum of await catalog.sumDeskScans(scope.unitIds, figurePeriod(period, today))) {
    const own = unitToday(units, sum.unitId);
    const key = `${own} ${sum.procedure}`;
    const row = sums.get(key) ?? {
      unit: units.find(({ id }) => id === own)?.name ?? own,
      procedure: names.get(sum.procedure) ?? sum.procedure,
      count: 0,
    };
    sums.set(key, { ...row, count: row.count + sum.count });
  }
  const rows = [...sums.values()].toSorted((a, b) => b.count - a.count);
  return { period, unit: scope.chosen, units, today, rows };
}

async function showCounts(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { period, unit, units, today, rows } = await counted(deps, req, res);
  const desks = desksOf(theActor(res), units);
  await sendPage(
    deps,
    req,
    res,
    <DeskCountsPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      asked={{ period, unit }}
      from={
        Object.fromEntries(
          FIGURE_PERIODS.map((one) => [one, figurePeriod(one, today).from]),
        ) as Record<FigurePeriod, string>
      }
      units={[
        { value: '', label: vi.newsPages.allKinds },
        ...desks.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      rows={rows}
      total={rows.reduce((sum, { count }) => sum + count, 0)}
    />,
  );
}

async function sendCounts(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { period, today, rows } = await counted(deps, req, res);
  const { from, to } = figurePeriod(period, today);
  const csv = await tablesAsCsv([
    {
      name: t.counts,
      heading: [t.counts, vi.figures.days(vi.units.date(from), vi.units.date(to))],
      columns: [t.desk, t.procedure, t.scans],
      rows: rows.map(({ unit, procedure, count }) => [unit, procedure, count]),
    },
  ]);
  res.attachment(`quay-${from}-${to}.csv`).type('text/csv; charset=utf-8').send(csv);
}

const posterOf = (
  deps: AppDeps,
  req: Request,
  unit: Unit,
  { id, value }: ProcedureEntry,
  size: Poster['size'],
): Poster => {
  const address = `${baseUrl(deps, req)}${scanPath(id, unit.code)}`;
  return {
    size,
    above: unit.name,
    heading: value.name,
    lead: '',
    text: [value.summary],
    source: value.laws.length === 0 ? '' : `${vi.procedures.laws}: ${value.laws.join(', ')}`,
    call: t.call,
    code: qrCode(address),
    address,
    foot: deps.config.SHELF_NAME,
  };
};

async function sendCard(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { catalog } = deps.storage;
  const unitId = param(req.query['don-vi']);
  authorise(theActor(res), 'view-figures', { figuresOf: unitId });
  const unit = (await catalog.listUnits()).find(({ id }) => id === unitId);
  if (unit === undefined) throw new AppError('unit-not-found', { unitId });
  const entry = await getProcedure(catalog, param(req.query['thu-tuc']));
  const size = param(req.query['co']) === 'a3' ? 'a3' : 'a5';
  const bytes = await makePoster(posterOf(deps, req, unit, entry, size), deps.now());
  res.attachment(`${entry.id}-${unit.code}-${size}.pdf`).type('application/pdf').send(bytes);
}

/** Cards for one-stop desks, and how often their codes were followed. */
export function deskRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  get('/can-bo/quay', (req, res) => showCounts(deps, req, res));
  get('/can-bo/quay.csv', (req, res) => sendCounts(deps, req, res));
  get('/can-bo/quay/the.pdf', (req, res) => sendCard(deps, req, res));
  return router;
}
