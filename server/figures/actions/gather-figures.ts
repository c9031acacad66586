import { authorise, can } from '#server/workflow/access.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { Actor } from '#server/people/account.ts';
import { AppError } from '#server/base/errors.ts';
import type { FiguresAsked, MonthVisits, UnitSteps } from '../figure-catalog.ts';
import { yearBefore } from '../figures.ts';
import type { ReportPeriod } from '#server/holdings/holding-report.ts';
import {
  genreFigures,
  monthFigures,
  sumVisits,
  unitFigures,
  type FigureTotals,
  type ShelfFigures,
} from '../shelf-figures.ts';
import { unitsReached, unitToday, unitWithPast, type Unit } from '#server/people/unit.ts';

/** Whose figures are shown. */
export interface FigureScope {
  /** The unit that was chosen, as it stands today; '' for all that the person reaches. */
  readonly chosen: string;
  /** Null for the whole shelf. */
  readonly unitIds: readonly string[] | null;
}

/**
 * A unit with all below it and all they succeeded; when none is chosen, everything the person
 * reaches. Of the managing unit only what is its own: all below it is the whole shelf. Throws
 * `not-allowed` and `unit-not-found`.
 */
export function figureScope(actor: Actor, units: readonly Unit[], unitId: string): FigureScope {
  if (unitId === '') {
    const whole = can(actor, 'view-figures', { figuresOf: null });
    if (!whole) authorise(actor, 'view-figures', { figuresOf: actor.unitId });
    return { chosen: '', unitIds: whole ? null : actor.reach };
  }
  const chosen = unitToday(units, unitId);
  authorise(actor, 'view-figures', { figuresOf: chosen });
  if (!units.some((unit) => unit.id === chosen)) throw new AppError('unit-not-found', { unitId });
  return { chosen, unitIds: unitsReached(units, chosen) ?? unitWithPast(units, chosen) };
}

interface Gathered {
  readonly totals: FigureTotals;
  readonly months: readonly MonthVisits[];
  readonly steps: readonly UnitSteps[];
}

async function gather(
  { catalog }: Pick<ActionDeps, 'catalog'>,
  asked: FiguresAsked,
): Promise<Gathered> {
  const [months, steps] = [await catalog.visitsByMonth(asked), await catalog.stepsByUnit(asked)];
  const count = (step: 'sent' | 'published'): number =>
    steps.reduce((sum, one) => sum + one[step], 0);
  return {
    months,
    steps,
    totals: {
      ...sumVisits(months),
      // Widgets of news, subjects and the search belong to no item: they are the whole shelf's.
      ...(asked.unitIds === null
        ? { embed: (await catalog.sumVisits(null, asked.period)).embed }
        : {}),
      sent: count('sent'),
      published: count('published'),
      ratings: await catalog.ratingsWithin(asked),
      searches: asked.unitIds === null ? await catalog.countQueries(asked.period) : null,
    },
  };
}

export interface FiguresInput {
  readonly scope: FigureScope;
  readonly units: readonly Unit[];
  readonly period: ReportPeriod;
  /** So many of the items read most. */
  readonly most: number;
}

/**
 * Figures of a period beside those of a year before, for reports. Of the items read most only those
 * whose record the person may see.
 */
export async function gatherFigures(
  deps: Pick<ActionDeps, 'catalog'>,
  actor: Actor,
  { scope: { unitIds }, units, period, most }: FiguresInput,
): Promise<ShelfFigures> {
  const [asked, before] = [{ period, unitIds }, yearBefore(period)];
  const [now, then] = [await gather(deps, asked), await gather(deps, { period: before, unitIds })];
  const groups = await deps.catalog.visitsByGroup(asked);
  const read = await deps.catalog.mostRead(asked, most);
  const titles = new Map(
    (await deps.catalog.findItems(read.map((item) => item.itemId)))
      .filter((item) => can(actor, 'view', item))
      .map((item) => [item.id, item.title]),
  );
  return {
    period,
    before,
    totals: now.totals,
    totalsBefore: then.totals,
    months: monthFigures(period, now.months, then.months),
    genres: genreFigures(groups),
    units: unitFigures(groups, now.steps, units, unitIds),
    items: read.flatMap((item) =>
      titles.has(item.itemId) ? [{ ...item, title: titles.get(item.itemId)! }] : [],
    ),
  };
}
