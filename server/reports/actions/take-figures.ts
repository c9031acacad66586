import type { ActionDeps } from '#server/action-deps.ts';
import { beginningOf, daysAfter } from '#server/base/vietnam-time.ts';
import type { ReportPeriod } from '#server/holdings/holding-report.ts';
import { unitWithPast, type Unit } from '#server/people/unit.ts';
import { askedByPeople } from '#server/questions/question.ts';
import {
  groupSums,
  questionNumbers,
  ratingNumbers,
  reportItems,
  sumItems,
  type GroupSums,
  type ReportItem,
  type ShelfNumbers,
} from '../report-figures.ts';

export interface TakenFigures {
  readonly shelf: ShelfNumbers;
  readonly groups: readonly GroupSums[];
  readonly items: readonly ReportItem[];
  readonly takenAt: string;
}

/** A question may have come a year before it was answered. */
const ASKED_BEFORE = 366;

async function loansOf(
  { catalog }: Pick<ActionDeps, 'catalog'>,
  unitIds: readonly string[],
  { from, to }: ReportPeriod,
): Promise<number> {
  const libraries = (await catalog.listAuthority('place')).filter(({ value }) =>
    unitIds.includes(value.unitId),
  );
  let loans = 0;
  for (const { id } of libraries) loans += await catalog.countLoans(id, from, to);
  return loans;
}

/** What the shelf knows of a unit and all that it succeeded, as of now. */
export async function takeFigures(
  deps: Pick<ActionDeps, 'catalog' | 'now'>,
  units: readonly Unit[],
  unitId: string,
  period: ReportPeriod,
): Promise<TakenFigures> {
  const { catalog } = deps;
  const takenAt = deps.now();
  const unitIds = unitWithPast(units, unitId);
  const items = reportItems(await catalog.itemFacts(unitIds, period), period);
  const since = beginningOf(daysAfter(period.from, -ASKED_BEFORE));
  return {
    takenAt,
    items,
    groups: groupSums(items),
    shelf: {
      ...sumItems(items),
      loans: await loansOf(deps, unitIds, period),
      ...questionNumbers(askedByPeople(await catalog.questionFacts(unitIds, since)), period),
      ...ratingNumbers(await catalog.ratingsWithin({ period, unitIds })),
    },
  };
}
