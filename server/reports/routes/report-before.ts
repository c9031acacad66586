import type { Catalog } from '#server/ports.ts';
import type { Unit } from '#server/people/unit.ts';
import { unitToday } from '#server/people/unit.ts';
import { OWN_NUMBERS, type OwnNumber } from '../own-figures.ts';
import { sumNumbers } from '../report-figures.ts';
import type { UnitReport } from '../report.ts';
import { roundBefore, type ReportRound } from '../round.ts';
import { sumReports, type SummedReport } from '../summed-report.ts';
import type { Numbers } from './report-words.ts';

interface Deps {
  readonly catalog: Pick<Catalog, 'listRounds' | 'listReports'>;
}

/** The same round a year before, with its reports; null where there was none. */
async function roundAndReports(
  { catalog }: Deps,
  round: ReportRound,
): Promise<readonly [ReportRound, UnitReport[]] | null> {
  const before = roundBefore(await catalog.listRounds(), round);
  return before === null ? null : [before, await catalog.listReports(before.id)];
}

/** What a unit, and those that were merged into it, reported a year before. */
export async function unitBefore(
  deps: Deps,
  round: ReportRound,
  units: readonly Unit[],
  unitId: string,
): Promise<(Numbers & { readonly own: Readonly<Record<OwnNumber, number>> }) | null> {
  const found = await roundAndReports(deps, round);
  const own = (found?.[1] ?? []).filter(
    (one) => one.state === 'accepted' && unitToday(units, one.unitId) === unitToday(units, unitId),
  );
  if (own.length === 0) return null;
  return {
    shelf: sumNumbers(own.map(({ shelf }) => shelf)),
    own: Object.fromEntries(
      OWN_NUMBERS.map((name) => [name, own.reduce((sum, one) => sum + (one.own[name] ?? 0), 0)]),
    ) as Record<OwnNumber, number>,
  };
}

/** The sum of the round a year before; null where there was none. */
export async function summedBefore(
  deps: Deps,
  round: ReportRound,
  units: readonly Unit[],
): Promise<SummedReport | null> {
  const found = await roundAndReports(deps, round);
  return found === null ? null : sumReports(found[0], found[1], units);
}
