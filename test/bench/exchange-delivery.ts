import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packShelf } from '#server/delivery/jobs/pack-shelf.ts';
import { planDelivery } from '#server/delivery/actions/plan-delivery.ts';
import type { MakeDeps } from '#server/delivery/jobs/make-delivery.ts';
import type { Catalog, Files } from '#server/ports.ts';
import { openSqliteStorage } from '#storage/sqlite/open-sqlite-storage.ts';
import { aChange, anAttachment, anItem, NOW } from '../support/builders.ts';
import { fillCatalog } from '../support/exchange/exchange-shelf.ts';
import { aDelivery, aTarget } from '../support/exchange/some-deliveries.ts';
import type { Figure } from './figures.ts';

const LARGE_FILES = 10;
const LARGE_BYTES = 100 * 1024 ** 2;
const SMALL_RECORDS = 2_000;
const ITEMS = 100_000;
const CHANGED = 100;
const BATCH = 500;

const CONFIG: MakeDeps['config'] = {
  DATABASE_URL: '',
  DELIVERY_FOLDER: '',
  REPOSITORY_ID: 'tusach.example',
  BASE_URL: 'https://tusach.example',
  SHELF_NAME: 'Tủ sách',
  SHELF_UNIT: 'Sở Tư pháp',
  SHELF_EMAIL: 'a@tusach.example',
};

async function* bytesOf(n: number, bytes: number): AsyncIterable<Uint8Array> {
  const chunk = createHash('sha512').update(String(n)).digest();
  const block = Buffer.alloc(Math.min(bytes, 256 * 1024), chunk);
  for (let left = bytes; left > 0; left -= block.length)
    yield block.subarray(0, Math.min(left, block.length));
}

/** Published items with a file each. */
async function fill(catalog: Catalog, files: Files, count: number, bytes: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const { sha256 } = await files.put(bytesOf(n, bytes), bytes);
    const file = anAttachment({ sha256, bytes, mediaType: 'text/plain', pages: null });
    await catalog.saveItem(
      aChange(anItem({ state: 'published', publishedAt: NOW, attachments: [file] })),
    );
  }
}

/** Bytes and records a second of one package, and the highest memory of this process. */
async function pack(
  folder: string,
  count: number,
  bytes: number,
): Promise<{ readonly mb: number; readonly records: number; readonly memory: number }> {
  const storage = await openSqliteStorage(join(folder, `data-${count}`));
  const { catalog, files } = storage;
  await fill(catalog, files, count, bytes);
  const now = () => new Date().toISOString();
  const deps: MakeDeps = { catalog, files, now, config: CONFIG, drawCover: async () => null };
  let memory = 0;
  const look = setInterval(() => {
    memory = Math.max(memory, process.memoryUsage().rss / 1024 ** 2);
  }, 50);
  const begun = performance.now();
  const packed = await packShelf(deps, join(folder, `out-${count}`), CONFIG.BASE_URL);
  const seconds = (performance.now() - begun) / 1_000;
  clearInterval(look);
  const size = statSync(packed!.path).size;
  await storage.close();
  return { mb: size / 1024 ** 2 / seconds, records: count / seconds, memory };
}

/** Seconds to find what changed since the delivery before. */
async function difference(folder: string): Promise<number> {
  const storage = await openSqliteStorage(join(folder, 'many'));
  const { catalog } = storage;
  await fillCatalog({ catalog, now: () => NOW }, ITEMS, [anAttachment()]);
  const target = await catalog.saveTarget(aTarget());
  let after = null;
  for (;;) {
    const rows = await catalog.listHarvestRows({
      set: null,
      from: null,
      until: null,
      after,
      limit: BATCH,
    });
    await catalog.saveSentItems(
      rows.map(({ itemId, digest }) => ({
        targetId: target.id,
        itemId,
        state: 'received' as const,
        digest,
        accepted: digest,
        deliveryId: 'd',
        reason: '',
        theirId: null,
        url: null,
        at: NOW,
      })),
    );
    if (rows.length === 0) break;
    after = rows.at(-1)!;
    if (rows.length < BATCH) break;
  }
  const changed = await catalog.listHarvestRows({
    set: null,
    from: null,
    until: null,
    after: null,
    limit: CHANGED,
  });
  const stamp = '2090-01-01T00:00:00Z';
  await catalog.saveHarvestRows(changed.map((row) => ({ ...row, stamp, digest: 'f'.repeat(64) })));
  // The delivery before was made later than all that it told.
  const told = await catalog.saveTarget({ ...target, horizon: '2089-01-01T00:00:00Z' });
  const delivery = await catalog.saveDelivery(aDelivery(target.id), []);
  const begun = performance.now();
  const planned = await planDelivery(
    { catalog, now: () => '2091-01-01T00:00:00.000Z' },
    delivery,
    told,
  );
  const seconds = (performance.now() - begun) / 1_000;
  if (planned.counts.changed !== CHANGED) throw new Error(JSON.stringify(planned.counts));
  await storage.close();
  return seconds;
}

/** Packages for other systems, and what changed since the one before. */
export async function benchDelivery(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-delivery-'));
  try {
    const small = await pack(folder, SMALL_RECORDS, 2_000);
    const large = await pack(folder, LARGE_FILES, LARGE_BYTES);
    return [
      {
        name: 'delivery, records/s',
        value: small.records,
        goal: 200,
        better: 'more',
      },
      {
        name: `delivery of ${(LARGE_FILES * LARGE_BYTES) / 1024 ** 3} GB, MB/s`,
        value: large.mb,
        goal: 100,
        better: 'more',
      },
      { name: 'delivery, memory, MB', value: large.memory, goal: 300, better: 'less' },
      {
        name: `difference of ${CHANGED} among ${ITEMS}, s`,
        value: await difference(folder),
        goal: 2,
        better: 'less',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
