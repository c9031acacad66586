import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import type { Actor } from '#server/people/account.ts';
import { standsOn, type Unit } from '#server/people/unit.ts';
import { unitsSeen } from '#server/workflow/access.ts';
import type { ImportRun } from '../sheet-import.ts';
import { mayImport } from './sheet-import.ts';

/** The units for which this person may import, by name. */
export async function importUnits(
  { catalog, now }: Pick<ActionDeps, 'catalog' | 'now'>,
  actor: Actor,
): Promise<Unit[]> {
  const today = dayInVietnam(now());
  return (await catalog.listUnits())
    .filter((unit) => standsOn(unit, today) && mayImport(actor, unit.id))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'vi'));
}

/** The newest imports of the units whose drafts this person sees. */
export const recentImports = (
  { catalog }: Pick<ActionDeps, 'catalog'>,
  actor: Actor,
  limit: number,
): Promise<ImportRun[]> => catalog.listImports(unitsSeen(actor), limit);
