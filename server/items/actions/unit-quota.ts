import { AppError } from '#server/base/errors.ts';
import type { ArrivingCatalog } from '#server/ingest/arriving-catalog.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import { unitToday, unitWithPast } from '#server/people/unit.ts';
import { fileBytes } from '../file-bytes.ts';
import type { ItemCatalog } from '../item-catalog.ts';
import type { Item } from '../item.ts';
import { messages } from '../messages.ts';

interface Deps {
  readonly catalog: Pick<ItemCatalog, 'sumFileBytes'> &
    Pick<PeopleCatalog, 'listUnits'> &
    Pick<ArrivingCatalog, 'sumArriving'>;
}

/** What a unit's files take, and may take; those of units that it succeeded are its own. */
export interface UnitSpace {
  readonly used: number;
  /** Null: as much as there is. */
  readonly quota: number | null;
}

/** Files that are still arriving count where `arriving` says so: room was promised to them. */
export async function unitSpace(
  { catalog }: Deps,
  unitId: string,
  arriving: boolean,
): Promise<UnitSpace & { readonly name: string }> {
  const units = await catalog.listUnits();
  const today = unitToday(units, unitId);
  const unit = units.find(({ id }) => id === today);
  const past = unitWithPast(units, today);
  const used =
    (await catalog.sumFileBytes(past)) + (arriving ? await catalog.sumArriving(past) : 0);
  return { used, quota: unit?.quotaBytes ?? null, name: unit?.name ?? unitId };
}

/**
 * Refuses what would take a unit's files beyond its quota; asked with no bytes, what is beyond it
 * already. Throws `quota-full`.
 */
export async function refuseOverQuota(
  deps: Deps,
  unitId: string,
  bytes: number,
  arriving = true,
): Promise<void> {
  const units = await deps.catalog.listUnits();
  // Most units have none: nothing is summed up for them.
  const today = unitToday(units, unitId);
  if ((units.find(({ id }) => id === today)?.quotaBytes ?? null) === null) return;
  const { name, quota, used } = await unitSpace(deps, unitId, arriving);
  if (quota === null || used + bytes <= quota) return;
  const sentence = messages.overQuota(name, { quota, used, bytes });
  throw new AppError('quota-full', { sentence, fields: { files: sentence }, quota, used, bytes });
}

/** Asked before an item is saved whose files grew, or that another unit gets. */
export async function refuseGrowth(deps: Deps, before: Item | null, item: Item): Promise<void> {
  const had = before?.unitId === item.unitId ? fileBytes(before) : 0;
  const grown = fileBytes(item) - had;
  if (grown > 0) await refuseOverQuota(deps, item.unitId, grown, false);
}
