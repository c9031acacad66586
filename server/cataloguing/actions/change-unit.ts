import { messages as ofPeople } from '#server/people/messages.ts';
import { messages } from '#server/cataloguing/messages.ts';
import { can } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import { refuseOverQuota } from '#server/items/actions/unit-quota.ts';
import { fileBytes } from '#server/items/file-bytes.ts';
import type { Item } from '#server/items/item.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { standsOn, unitToday, type Unit } from '#server/people/unit.ts';
import { couldTake } from '#server/people/actions/could-take.ts';

/**
 * Units that may manage the item from today on, as this person decides; the one it has is among
 * them, merged or not.
 */
export const unitsOffered = (
  actor: Actor,
  item: Pick<Item, 'state' | 'unitId'>,
  units: readonly Unit[],
  now: string,
): Unit[] =>
  units.filter(
    (unit) =>
      unit.id === item.unitId ||
      (standsOn(unit, dayInVietnam(now)) && can(actor, 'change-unit', { item, toUnit: unit.id })),
  );

/**
 * What forbids this unit to manage the item from now on; empty when nothing does, or when it stays
 * where it is.
 */
export async function unitErrors(
  { catalog, now }: Pick<ActionDeps, 'catalog' | 'now'>,
  actor: Actor,
  item: Pick<Item, 'approvalFile' | 'attachments' | 'photographs' | 'state' | 'unitId'>,
  toUnit: string,
): Promise<FieldErrors> {
  if (toUnit === item.unitId) return {};
  const units = await catalog.listUnits();
  const unit = units.find(({ id }) => id === toUnit);
  if (unit === undefined) return { unitId: ofPeople.chooseUnit };
  if (!standsOn(unit, dayInVietnam(now()))) {
    const successor = units.find(({ id }) => id === unitToday(units, toUnit) && id !== toUnit);
    return {
      unitId:
        successor === undefined
          ? messages.unitNotActive(unit.name)
          : messages.unitMerged(unit.name, successor.name),
    };
  }
  if (can(actor, 'change-unit', { item, toUnit })) return roomErrors({ catalog }, item, toUnit);
  const shown = item.state === 'published' || item.state === 'withdrawn';
  return {
    unitId: shown ? messages.publishedMovedByShelf : messages.unitNotYours(unit.name),
  };
}

/** Whether the unit has room for the item's files. */
async function roomErrors(
  deps: Pick<ActionDeps, 'catalog'>,
  item: Pick<Item, 'approvalFile' | 'attachments' | 'photographs'>,
  toUnit: string,
): Promise<FieldErrors> {
  try {
    await refuseOverQuota(deps, toUnit, fileBytes(item), false);
    return {};
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'quota-full') throw error;
    return { unitId: error.details.sentence ?? error.message };
  }
}

/** The item without a holder who cannot go on with it where it is now. */
export async function withoutStranger(
  { catalog }: Pick<ActionDeps, 'catalog'>,
  item: Item,
): Promise<Item> {
  const { holder } = item.work;
  const account = holder === null ? null : await catalog.findAccountById(holder.id);
  if (
    holder === null ||
    (account !== null && (await couldTake({ catalog }, [account], item)).length > 0)
  )
    return item;
  return { ...item, work: { ...item.work, holder: null } };
}
