import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import type { Item } from '#server/items/item.ts';
import type { LawCatalog } from '../law-catalog.ts';
import { standingOn, type Standing } from '../standing.ts';

/** What standings are computed from: the laws as they are known, and the present instant (ISO). */
export interface StandingDeps {
  readonly catalog: Pick<LawCatalog, 'findLaws'>;
  readonly now: () => string;
}

/** How these items stand today in Vietnam, in their order; one question to the catalogue. */
export async function readStandings(
  { catalog, now }: StandingDeps,
  items: readonly Item[],
): Promise<Standing[]> {
  const keys = new Set(items.flatMap((i) => i.lawRefs.map((r) => lawNumberKey(r.number))));
  const laws = keys.size === 0 ? [] : await catalog.findLaws([...keys]);
  const byKey = new Map(laws.map((law) => [law.key, law]));
  const day = dayInVietnam(now());
  return items.map((item) => {
    const cited = new Set(item.lawRefs.map((r) => lawNumberKey(r.number)));
    const known = [...cited].map((key) => byKey.get(key)).filter((law) => law !== undefined);
    return standingOn(item, known, day);
  });
}

/** How one item stands today in Vietnam. */
export const readStanding = async (deps: StandingDeps, item: Item): Promise<Standing> =>
  (await readStandings(deps, [item]))[0]!;
