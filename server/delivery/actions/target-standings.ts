import { readCursor, writeCursor } from '#server/base/cursor.ts';
import type { HarvestCatalog } from '#server/exchange/harvest-catalog.ts';
import type { HarvestRow } from '#server/exchange/harvest-row.ts';
import { harvestBatches, readHorizon } from '#server/exchange/actions/walk-harvest.ts';
import type { DeliveryCatalog } from '../delivery-catalog.ts';
import {
  DELIVERY_STANDINGS,
  deliveryStanding,
  type DeliveryStanding,
  type SentItem,
  type SentState,
} from '../sent-item.ts';
import { asTargetSees, type Target } from '../target.ts';

interface Deps {
  readonly catalog: DeliveryCatalog & HarvestCatalog;
  readonly now: () => string;
}

export type StandingCounts = Readonly<Record<DeliveryStanding, number>>;

/** An item as it stands with a target. */
export interface StandingItem {
  readonly itemId: string;
  readonly standing: DeliveryStanding;
  readonly sent: SentItem | null;
}

/** How an item stands while nothing happened to it since it was last spoken of. */
const STANDING_OF: Readonly<Record<SentState, DeliveryStanding>> = {
  sent: 'sent',
  received: 'received',
  refused: 'refused',
  again: 'changed',
  'removal-sent': 'withdrawn',
  removed: 'removed',
};

const statesOf = (standing: DeliveryStanding): SentState[] =>
  (Object.keys(STANDING_OF) as SentState[]).filter((state) => STANDING_OF[state] === standing);

/** Rows that changed since the target was last told of any, a batch at a time, with what was sent. */
async function* changedRows(
  deps: Deps,
  target: Target,
  after: Pick<HarvestRow, 'stamp' | 'itemId'> | null,
): AsyncIterable<readonly (StandingItem & { readonly row: HarvestRow })[]> {
  const { catalog } = deps;
  const range = { from: target.horizon, until: await readHorizon(deps), after };
  for await (const rows of harvestBatches(catalog, range)) {
    const known = await catalog.findSentItems(
      target.id,
      rows.map(({ itemId }) => itemId),
    );
    const sent = new Map(known.map((one) => [one.itemId, one]));
    yield rows.flatMap((row) => {
      const standing = deliveryStanding(asTargetSees(target, row), sent.get(row.itemId));
      const one = sent.get(row.itemId) ?? null;
      return standing === null ? [] : [{ itemId: row.itemId, standing, sent: one, row }];
    });
  }
}

/**
 * How many items stand how with a target: what is known of those it was sent, corrected by what
 * changed since it was last told.
 */
export async function countStandings(deps: Deps, target: Target): Promise<StandingCounts> {
  const counts = Object.fromEntries(DELIVERY_STANDINGS.map((one) => [one, 0])) as Record<
    DeliveryStanding,
    number
  >;
  const states = await deps.catalog.countSentItems(target.id);
  for (const [state, n] of Object.entries(states)) counts[STANDING_OF[state as SentState]] += n;
  for await (const items of changedRows(deps, target, null))
    for (const { standing, sent } of items) {
      if (sent !== null) counts[STANDING_OF[sent.state]] -= 1;
      counts[standing] += 1;
    }
  return counts;
}

/** Those that were spoken of and stand as they were left. */
async function listSpokenOf(
  { catalog }: Deps,
  target: Target,
  standing: DeliveryStanding,
  after: string,
  limit: number,
): Promise<{ readonly rows: StandingItem[]; readonly next: string | null }> {
  const sent = await catalog.listSentItems(target.id, statesOf(standing), after, limit + 1);
  const page = sent.slice(0, limit);
  const found = await catalog.findHarvestRows(page.map(({ itemId }) => itemId));
  const rows = new Map(found.map((row) => [row.itemId, row]));
  return {
    rows: page.flatMap((one) => {
      const row = rows.get(one.itemId);
      if (row === undefined) return [];
      return deliveryStanding(asTargetSees(target, row), one) === standing
        ? [{ itemId: one.itemId, standing, sent: one }]
        : [];
    }),
    next: sent.length > limit ? page.at(-1)!.itemId : null,
  };
}

/** Those that changed since the target was told, looked for among all that did. */
async function listChanged(
  deps: Deps,
  target: Target,
  standing: DeliveryStanding,
  after: Pick<HarvestRow, 'stamp' | 'itemId'> | null,
  limit: number,
): Promise<{ readonly rows: StandingItem[]; readonly next: string | null }> {
  const found: StandingItem[] = [];
  for await (const items of changedRows(deps, target, after))
    for (const { row, ...item } of items) {
      // Told apart by their states: those stand in the other list.
      if (item.standing !== standing || (item.sent && STANDING_OF[item.sent.state] === standing))
        continue;
      found.push(item);
      if (found.length === limit)
        return { rows: found, next: writeCursor(['row', row.stamp, row.itemId]) };
    }
  return { rows: found, next: null };
}

/**
 * Items that stand so with a target: first those that were spoken of, then those that changed since.
 * Throws `invalid-cursor`.
 */
export async function listStanding(
  deps: Deps,
  target: Target,
  standing: DeliveryStanding,
  after: string | null,
  limit: number,
): Promise<{ readonly rows: readonly StandingItem[]; readonly next: string | null }> {
  const [kind, ...at] =
    after === null ? ['sent', ''] : (readCursor(after, ['string', 'string', 'string']) as string[]);
  const mayChange = ['unsent', 'changed', 'withdrawn'].includes(standing);
  if (kind === 'row')
    return listChanged(deps, target, standing, { stamp: at[0]!, itemId: at[1]! }, limit);
  const spoken = await listSpokenOf(deps, target, standing, at[0] ?? '', limit);
  if (spoken.next !== null)
    return { rows: spoken.rows, next: writeCursor(['sent', spoken.next, '']) };
  if (!mayChange) return { rows: spoken.rows, next: null };
  const changed = await listChanged(deps, target, standing, null, limit);
  return { rows: [...spoken.rows, ...changed.rows], next: changed.next };
}

/** How one item stands with a target. */
export interface TargetStanding {
  readonly target: Pick<Target, 'id' | 'name'>;
  readonly standing: DeliveryStanding;
  readonly reason: string;
  readonly url: string | null;
}

/** How an item stands with every target that it goes or went to. */
export async function standingsOfItem(
  { catalog }: Pick<Deps, 'catalog'>,
  itemId: string,
): Promise<TargetStanding[]> {
  const [row] = await catalog.findHarvestRows([itemId]);
  if (row === undefined) return [];
  const found: TargetStanding[] = [];
  for (const target of await catalog.listTargets()) {
    const [sent] = await catalog.findSentItems(target.id, [itemId]);
    const standing = deliveryStanding(asTargetSees(target, row), sent);
    if (standing !== null)
      found.push({ target, standing, reason: sent?.reason ?? '', url: sent?.url ?? null });
  }
  return found;
}
