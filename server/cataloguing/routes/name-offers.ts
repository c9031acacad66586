import { NAME_KINDS, type NameKind } from '../name-list.ts';
import type { AppDeps } from '#server/http/app-deps.ts';

const OFFERED = 30;
const KEPT_MS = 60_000;

type Offers = Readonly<Record<NameKind, readonly string[]>>;

/** The commonest names of each list, counted once a minute. */
export function nameOffers({
  catalog,
  now,
}: Pick<AppDeps, 'catalog' | 'now'>): () => Promise<Offers> {
  let known: { readonly at: number; readonly offers: Promise<Offers> } | null = null;
  const read = async (): Promise<Offers> => {
    const lists = await Promise.all(
      NAME_KINDS.map((kind) =>
        catalog.listNames({
          kind,
          search: '',
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
  return () => {
    const at = Date.parse(now());
    if (known === null || at - known.at > KEPT_MS) {
      known = { at, offers: read() };
      known.offers.catch(() => {
        known = null;
      });
    }
    return known.offers;
  };
}
