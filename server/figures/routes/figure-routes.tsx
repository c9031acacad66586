import type { Router, Request, Response } from 'express';
import { figureScope, gatherFigures } from '../actions/gather-figures.ts';
import { authorise, can } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import { FIGURE_PERIODS, figurePeriod, type FigurePeriod } from '../figures.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { ShelfFigures } from '../shelf-figures.ts';
import { letterheadOf, type Unit } from '#server/people/unit.ts';
import { tablesAsCsv } from '#server/tables/routes/write-table.ts';
import { StaffFiguresPage } from '#web/figures/staff-figures.tsx';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { param } from '#server/http/query.ts';
import { figureTables } from './figure-sheet.ts';
import { createRoutes } from '#server/http/routes.ts';

const MOST = 10;
const t = vi.figures;

/**
 * All that the person reaches, then each unit in it that stands today; none where that is one unit
 * alone.
 */
function unitOptions(actor: Actor, units: readonly Unit[]): { value: string; label: string }[] {
  const reached = units
    .filter(
      (unit) => unit.successorId === null && can(actor, 'view-figures', { figuresOf: unit.id }),
    )
    .toSorted((a, b) => a.name.localeCompare(b.name, 'vi'));
  return reached.length < 2
    ? []
    : [
        { value: '', label: ownLabel(actor, units) },
        ...reached
          .filter(
            (unit) => unit.id !== actor.unitId || can(actor, 'view-figures', { figuresOf: null }),
          )
          .map((unit) => ({ value: unit.id, label: unit.name })),
      ];
}

function ownLabel(actor: Actor, units: readonly Unit[]): string {
  if (can(actor, 'view-figures', { figuresOf: null })) return t.whole;
  const name = units.find((unit) => unit.id === actor.unitId)?.name ?? '';
  return units.some((unit) => unit.parentId === actor.unitId && unit.successorId === null)
    ? t.withBelow(name)
    : name;
}

interface Asked {
  readonly period: FigurePeriod;
  readonly unit: string;
  readonly from: Readonly<Record<FigurePeriod, string>>;
  readonly units: readonly Unit[];
  readonly scope: string;
  readonly figures: ShelfFigures;
}

/** What an address asks for; what is no period is the last twelve months. */
async function figuresAsked(deps: AppDeps, req: Request, res: Response): Promise<Asked> {
  const actor = theActor(res);
  authorise(actor, 'view-figures', 'shelf');
  const today = dayInVietnam(deps.now());
  const units = await deps.storage.catalog.listUnits();
  const period = FIGURE_PERIODS.find((one) => one === param(req.query['ky'])) ?? '12-thang';
  const scope = figureScope(actor, units, param(req.query['don-vi']));
  return {
    period,
    unit: scope.chosen,
    units,
    scope:
      scope.chosen === ''
        ? ownLabel(actor, units)
        : (units.find((unit) => unit.id === scope.chosen)?.name ?? ''),
    from: Object.fromEntries(
      FIGURE_PERIODS.map((one) => [one, figurePeriod(one, today).from]),
    ) as Record<FigurePeriod, string>,
    figures: await gatherFigures({ catalog: deps.storage.catalog }, actor, {
      scope,
      units,
      period: figurePeriod(period, today),
      most: MOST,
    }),
  };
}

/**
 * Figures for reports: a page to look at and print, and the same as a sheet (docs/decisions/032).
 */
export function figureRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();

  get('/can-bo/thong-ke', async (req, res) => {
    const { period, unit, from, units, scope, figures } = await figuresAsked(deps, req, res);
    await sendPage(
      deps,
      req,
      res,
      <StaffFiguresPage
        frame={pageFrame(deps, req, res, { noindex: true })}
        figures={figures}
        genres={vocabularyFor(req).genres}
        asked={{ period, unit }}
        from={from}
        units={unitOptions(theActor(res), units)}
        scope={scope}
        letterhead={letterheadOf(units, unit === '' ? theActor(res).unitId : unit)}
      />,
    );
  });

  get('/can-bo/thong-ke.csv', async (req, res) => {
    const { scope, figures } = await figuresAsked(deps, req, res);
    const csv = await tablesAsCsv(figureTables(figures, vocabularyFor(req).genres, scope));
    res
      .attachment(`thong-ke-${figures.period.from}-${figures.period.to}.csv`)
      .type('text/csv; charset=utf-8')
      .send(csv);
  });

  return router;
}
