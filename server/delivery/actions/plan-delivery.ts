import { createHash, type Hash } from 'node:crypto';
import type { HarvestCatalog } from '#server/exchange/harvest-catalog.ts';
import type { HarvestRow } from '#server/exchange/harvest-row.ts';
import { harvestBatches, readHorizon } from '#server/exchange/actions/walk-harvest.ts';
import { packageName } from './package/package-head.ts';
import type { DeliveryCatalog } from '../delivery-catalog.ts';
import type { Delivery, DeliveryEntry } from '../delivery.ts';
import { actionFor, type DeliveryAction, type SentItem } from '../sent-item.ts';
import { asTargetSees, type Target } from '../target.ts';

export interface PlanDeps {
  readonly catalog: DeliveryCatalog & HarvestCatalog;
  /** The clock of harvesters. */
  readonly now: () => string;
}

const BATCH = 500;

type Plan = Pick<Delivery, 'mode' | 'unanswered'>;

/** What a delivery says of a row; one that left the target's sets is withdrawn there. */
function actionOf(
  target: Target,
  { mode, unanswered }: Plan,
  given: HarvestRow,
  sent: SentItem | undefined,
): DeliveryAction | null {
  const row = asTargetSees(target, given);
  const action = actionFor(row, sent, unanswered || mode === 'whole');
  if (action !== null || mode === 'difference' || row.deleted) return action;
  return sent?.accepted == null ? 'new' : 'changed';
}

/** The rows that may have something to say, each once, in the order of stamp. */
async function* candidates(
  { catalog }: PlanDeps,
  target: Target,
  { mode, unanswered }: Plan,
  horizon: string,
): AsyncIterable<readonly HarvestRow[]> {
  const from = mode === 'whole' ? null : target.horizon;
  yield* harvestBatches(catalog, { from, until: horizon, after: null });
  if (from === null) return;
  const states = unanswered ? (['again', 'sent', 'removal-sent'] as const) : (['again'] as const);
  for (let last = ''; ;) {
    const sent = await catalog.listSentItems(target.id, states, last, BATCH);
    const rows = await catalog.findHarvestRows(sent.map(({ itemId }) => itemId));
    yield rows.filter(({ stamp }) => stamp < from);
    if (sent.length < BATCH) return;
    last = sent.at(-1)!.itemId;
  }
}

/** Gathers entries, what they come to and the name that follows from them. */
class Entries {
  readonly #delivery: Delivery;
  readonly #hash: Hash = createHash('sha256');
  readonly #counts: Record<DeliveryAction, number> = { new: 0, changed: 0, withdrawn: 0 };
  #next = 0;
  #asOf: string | null = null;

  constructor(delivery: Delivery) {
    this.#delivery = delivery;
  }

  add(row: HarvestRow, action: DeliveryAction): DeliveryEntry {
    const { itemId, digest, stamp } = row;
    this.#hash.update(`${itemId} ${action} ${digest}\n`);
    this.#counts[action] += 1;
    if (this.#asOf === null || stamp > this.#asOf) this.#asOf = stamp;
    const ordinal = this.#next++;
    return { deliveryId: this.#delivery.id, ordinal, itemId, action, digest };
  }

  /** The same contents have the same name, whenever they are looked up. */
  planned(horizon: string): Delivery {
    const name = this.#asOf === null ? '' : packageName(this.#asOf, this.#hash);
    return { ...this.#delivery, counts: this.#counts, asOf: this.#asOf, name, horizon };
  }
}

/**
 * Looks up what a delivery has to say: every entry is saved, the delivery with its counts, name and
 * horizon is returned unsaved. Begun again, it begins anew.
 */
export async function planDelivery(
  deps: PlanDeps,
  delivery: Delivery,
  target: Target,
): Promise<Delivery> {
  const { catalog } = deps;
  await catalog.clearDeliveryEntries(delivery.id);
  const horizon = await readHorizon(deps);
  const entries = new Entries(delivery);
  for await (const rows of candidates(deps, target, delivery, horizon)) {
    const known = await catalog.findSentItems(
      target.id,
      rows.map(({ itemId }) => itemId),
    );
    const sent = new Map(known.map((one) => [one.itemId, one]));
    const told = rows.flatMap((row) => {
      const action = actionOf(target, delivery, row, sent.get(row.itemId));
      return action === null ? [] : [entries.add(row, action)];
    });
    if (told.length > 0) await catalog.saveDeliveryEntries(told);
  }
  return entries.planned(horizon);
}
