import type { AppDeps } from '#server/http/app-deps.ts';
import { readStandings } from '#server/laws/actions/read-standings.ts';
import { unitToday } from '#server/people/unit.ts';
import type { StaffKitView } from '#web/weekly/staff-weekly.tsx';
import type { KitView } from '#web/weekly/weekly.tsx';
import type { KitEntry } from '../kit.ts';

/** Each kit with its unit and how its item stands today; null where readers do not see the item. */
export async function kitViews(
  deps: Pick<AppDeps, 'storage' | 'catalog' | 'now'>,
  entries: readonly KitEntry[],
): Promise<StaffKitView[]> {
  const { catalog } = deps.storage;
  const units = await catalog.listUnits();
  const items = (
    await catalog.findItems([...new Set(entries.map(({ value }) => value.source.itemId))])
  ).filter(({ state }) => state === 'published');
  const standings = await readStandings(deps, items);
  const byItem = new Map(items.map(({ id }, i) => [id, standings[i]!]));
  return entries.map((entry) => {
    const own = unitToday(units, entry.unitId);
    return {
      entry,
      unitName: units.find(({ id }) => id === own)?.name ?? '',
      standing: byItem.get(entry.value.source.itemId) ?? null,
    };
  });
}

/** Only those whose item readers see. */
export const shownViews = (views: readonly StaffKitView[]): KitView[] =>
  views.flatMap(({ standing, ...view }) => (standing === null ? [] : [{ ...view, standing }]));
