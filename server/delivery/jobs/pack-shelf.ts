import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { openRecords } from '#server/exchange/actions/read-records.ts';
import { repositoryNamespace } from '#server/exchange/actions/repository-facts.ts';
import { harvestBatches } from '#server/exchange/actions/walk-harvest.ts';
import { stampAllRecords } from '#server/exchange/actions/stamp-records.ts';
import type { HarvestCatalog } from '#server/exchange/harvest-catalog.ts';
import type { HarvestRow } from '#server/exchange/harvest-row.ts';
import { recordAddresses } from '#web/paths/exchange.ts';
import { clearPacking, packDelivery, type Packed } from '../actions/package/pack-delivery.ts';
import { packageName } from '../actions/package/package-head.ts';
import type { DeliveryEntry } from '../delivery.ts';
import { emailOf, type MakeDeps } from './make-delivery.ts';

/** Everything published, in the order of stamps. */
async function* publishedRows(catalog: HarvestCatalog): AsyncGenerator<HarvestRow> {
  for await (const rows of harvestBatches(catalog, { from: null, until: null, after: null }))
    yield* rows.filter(({ deleted }) => !deleted);
}

/** Entries one after the other, as packing asks for them; asked from further back, it begins anew. */
function entriesOf(catalog: HarvestCatalog) {
  let rows = publishedRows(catalog);
  let next = 0;
  return async (ordinal: number, limit: number): Promise<DeliveryEntry[]> => {
    if (ordinal + 1 < next) [rows, next] = [publishedRows(catalog), 0];
    const entries: DeliveryEntry[] = [];
    while (entries.length < limit) {
      const { value, done } = await rows.next();
      if (done) break;
      const at = next++;
      if (at > ordinal)
        entries.push({
          deliveryId: '',
          ordinal: at,
          itemId: value.itemId,
          action: 'new',
          digest: value.digest,
        });
    }
    return entries;
  };
}

/**
 * Everything published as one package in a folder, for whoever wants to see how packages look or
 * keep one: no receiver is told, nothing is noted. The same contents are the same bytes. Null for
 * an empty shelf.
 */
export async function packShelf(
  deps: MakeDeps,
  folder: string,
  base: string,
): Promise<(Packed & { readonly path: string; readonly items: number }) | null> {
  const { catalog, config } = deps;
  const stopping = new AbortController().signal;
  await stampAllRecords(deps, stopping);
  const hash = createHash('sha256');
  let [items, asOf] = [0, ''];
  for await (const { itemId, digest, stamp } of publishedRows(catalog)) {
    hash.update(`${itemId} new ${digest}\n`);
    items += 1;
    if (stamp > asOf) asOf = stamp;
  }
  if (items === 0) return null;
  const namespace = await repositoryNamespace(deps, config);
  const name = packageName(asOf, hash);
  const path = join(resolve(folder), `${name}.zip`);
  const packed = await packDelivery(
    {
      files: deps.files,
      drawCover: deps.drawCover,
      records: await openRecords(deps),
      addressesOf: recordAddresses(base, namespace),
      findItems: (ids) => catalog.findItems(ids),
      findRows: (ids) => catalog.findHarvestRows(ids),
      entriesAfter: entriesOf(catalog),
      packed: async () => undefined,
    },
    path,
    {
      name,
      shelf: config.SHELF_NAME,
      unit: config.SHELF_UNIT,
      email: emailOf(config.SHELF_EMAIL, namespace),
      address: base,
      asOf,
      counts: { new: items, changed: 0, withdrawn: 0 },
      mode: 'whole',
    },
    stopping,
  );
  await clearPacking(path);
  return packed === null ? null : { ...packed, path, items };
}
