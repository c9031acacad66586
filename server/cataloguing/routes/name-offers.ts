import type { Actor } from '#server/people/account.ts';
import { unitsSeen } from '#server/workflow/access.ts';
import { NAME_KINDS, type NameKind } from '../name-list.ts';
import type { AppDeps } from '#server/http/app-deps.ts';

const OFFERED = 30;
const KEPT_MS = 60_000;
/** Sets of units that lists are kept for; each some kilobytes. */
const MOST_KEPT = 50;

type Offers = Readonly<Record<NameKind, readonly string[]>>;
interface Kept {
  readonly at: number;
  readonly offers: Promise<Offers>;
}

/**
 * The commonest names of each list among what the person sees, counted once a minute for all who
 * see the same units.
 */
export function nameOffers({
  catalog,
  now,
}: Pick<AppDeps, 'catalog' | 'now'>): (actor: Actor) => Promise<Offers> {
  const kept = new Map<string, Kept>();
  const read = async (units: readonly string[] | null): Promise<Offers> => {
    const lists = await Promise.all(
      NAME_KINDS.map((kind) =>
        catalog.listNames({
          kind,
          search: '',
          units,
          variants: false,
          order: 'items',
          limit: OFFERED,
          after: null,
        }),
      ),
    );
    return Object.fromEntries(
      NAME_KINDS.map((kind, i) => [kind, lists[i]!.rows.map(({ value }) => value)]),
    ) as unknown as Offers;
  };
  return (actor) => {
    const [at, units] = [Date.parse(now()), unitsSeen(actor)];
    const key = JSON.stringify(units);
    const known = kept.get(key);
    if (known !== undefined && at - known.at <= KEPT_MS) return known.offers;
    kept.delete(key);
    const oldest = kept.keys().next().value;
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    const offers = read(units);
    kept.set(key, { at, offers });
    offers.catch(() => kept.delete(key));
    return offers;
  };
}
