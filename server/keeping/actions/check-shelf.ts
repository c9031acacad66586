import { createHash } from 'node:crypto';
import { extractJob, indexItemJob, rebuildIndexJob } from '#server/base/job.ts';
import type { Item } from '#server/items/item.ts';
import type { Files, Storage } from '#server/ports.ts';
import { Pointers, type DanglingPointer } from '../pointers.ts';
import { filesOf } from '../shelf-manifest.ts';
import { saveFinding } from '#server/items/actions/rewrite.ts';

/** What a check found. Every list is empty on a shelf that is in order. */
export interface ShelfFaults {
  /** Items (or banners) with the names of files whose bytes are gone. */
  readonly missing: readonly { readonly itemId: string; readonly sha256: string }[];
  /** Files whose bytes no longer have their SHA-256; looked at only when asked. */
  readonly damaged: readonly string[];
  /** Stored bytes that no record names, as old as the check allows for. */
  readonly orphans: readonly { readonly sha256: string; readonly bytes: number }[];
  /** What is younger is no orphan; an ISO instant. */
  readonly orphanedBefore: string;
  /** Items that are published and not in the index as they are. */
  readonly unindexed: readonly string[];
  /** Index entries of items that are not published. */
  readonly ghosts: readonly string[];
  /** What the database finds damaged in itself, in its own words. */
  readonly database: readonly string[];
  /** The index is damaged. */
  readonly indexDamaged: boolean;
  /** The whole index is of an older form, or does not hold everything yet. */
  readonly indexStale: boolean;
  /** Items with files that wait to be read and nobody will. */
  readonly stuck: readonly string[];
  /** Records whose unit, genre, audience, subject or law is not there. */
  readonly dangling: readonly DanglingPointer[];
}

export interface CheckDeps {
  readonly storage: Pick<Storage, 'catalog' | 'files' | 'search' | 'queue'>;
  readonly now: () => string;
}

export interface CheckOptions {
  /** Reads every byte and compares its SHA-256: as long as reading the whole store takes. */
  readonly bytes: boolean;
  /** Bytes younger than this many milliseconds are no orphans: their record may be on its way. */
  readonly graceMs: number;
}

async function isDamaged(files: Files, sha256: string): Promise<boolean> {
  const hash = createHash('sha256');
  for await (const chunk of files.read(sha256, null)) hash.update(chunk);
  return hash.digest('hex') !== sha256;
}

/**
 * Compares records, bytes, index and queue of a whole shelf. Changes nothing; may run while the
 * shelf is used.
 */
export async function checkShelf(
  { storage, now }: CheckDeps,
  { bytes, graceMs }: CheckOptions,
): Promise<ShelfFaults> {
  const { catalog, files, search, queue } = storage;
  const database = await catalog.integrity();
  const indexDamaged = !(await search.isSound());
  const needed = new Set<string>();
  const published = new Map<string, number>();
  const [missing, damaged, stuck]: [{ itemId: string; sha256: string }[], string[], string[]] = [
    [],
    [],
    [],
  ];
  const pointers = new Pointers();
  let item: Item | null = null;
  for await (const record of catalog.dump(null)) {
    pointers.see(record);
    if (record.kind === 'item') item = record.value.item;
    // A picture of a banner or of news belongs to no item.
    const holder =
      record.kind === 'kept' || record.kind === 'unit-entry'
        ? (record.value.versions.at(-1)?.id ?? '')
        : item?.id;
    if (holder === undefined) continue;
    if (record.kind === 'item' && record.value.item.state === 'published')
      published.set(holder, record.value.item.version);
    if (
      record.kind === 'item' &&
      record.value.item.attachments.some((a) => a.status.state === 'waiting') &&
      (await queue.pendingOfGroup(holder)) === 0
    )
      stuck.push(holder);
    for (const sha256 of filesOf(record)) {
      const seen = needed.has(sha256);
      needed.add(sha256);
      if ((await files.stat(sha256)) === null) missing.push({ itemId: holder, sha256 });
      else if (bytes && !seen && (await isDamaged(files, sha256))) damaged.push(sha256);
    }
  }
  const orphanedBefore = new Date(Date.parse(now()) - graceMs).toISOString();
  return {
    database,
    indexDamaged,
    missing,
    damaged,
    orphans: await orphansAmong(files, needed, orphanedBefore),
    orphanedBefore,
    ...(indexDamaged ? NOTHING_INDEXED : await compareIndex(storage, published)),
    stuck,
    dangling: pointers.dangling(),
  };
}

async function orphansAmong(
  files: Files,
  needed: ReadonlySet<string>,
  storedBefore: string,
): Promise<{ sha256: string; bytes: number }[]> {
  const orphans: { sha256: string; bytes: number }[] = [];
  for await (const { sha256, bytes, storedAt } of files.list())
    if (!needed.has(sha256) && storedAt < storedBefore) orphans.push({ sha256, bytes });
  return orphans;
}

/** A damaged index is not asked what it holds. */
const NOTHING_INDEXED = { unindexed: [], ghosts: [], indexStale: true } as const;

/** `published`: versions by item. */
async function compareIndex(
  { search, queue }: Pick<Storage, 'search' | 'queue'>,
  published: Map<string, number>,
): Promise<Pick<ShelfFaults, 'unindexed' | 'ghosts' | 'indexStale'>> {
  const ghosts: string[] = [];
  for await (const entry of search.entries()) {
    if (!published.has(entry.itemId)) ghosts.push(entry.itemId);
    else if (published.get(entry.itemId) === entry.version) published.delete(entry.itemId);
  }
  const unindexed: string[] = [];
  // An index job that waits will see to it.
  for (const id of published.keys()) if ((await queue.pendingOfGroup(id)) === 0) unindexed.push(id);
  return { ghosts, unindexed, indexStale: (await search.state()).stale };
}

export const isInOrder = (faults: ShelfFaults): boolean =>
  !faults.indexStale &&
  !faults.indexDamaged &&
  Object.values(faults).every((fault) => !Array.isArray(fault) || fault.length === 0);

/** Marks files whose bytes are gone or damaged, so that staff see them and can send them again. */
async function markLost(
  { catalog }: Pick<Storage, 'catalog'>,
  now: string,
  lost: ReadonlySet<string>,
  itemId: string,
): Promise<void> {
  const item = await catalog.findItem(itemId);
  if (
    item === null ||
    !item.attachments.some((a) => lost.has(a.sha256) && a.status.state !== 'failed')
  )
    return;
  const attachments = item.attachments.map((a) =>
    lost.has(a.sha256) ? { ...a, status: { state: 'failed', reason: 'file-missing' } as const } : a,
  );
  await saveFinding({ catalog, now: () => now }, { before: item, item: { ...item, attachments } });
}

/**
 * Puts right what can be: orphans are removed, the index is brought up to date by jobs, forgotten
 * readings are asked for again, and files without their bytes are marked as failed. Lost bytes
 * themselves only a backup has.
 */
export async function repairShelf({ storage, now }: CheckDeps, faults: ShelfFaults): Promise<void> {
  const { catalog, files, queue } = storage;
  const lost = new Set([...faults.missing.map((m) => m.sha256), ...faults.damaged]);
  const holders = new Set(faults.missing.map((m) => m.itemId));
  for (const sha256 of faults.damaged)
    for (const item of await catalog.findItemsByFile(sha256)) holders.add(item.id);
  for (const itemId of holders) await markLost(storage, now(), lost, itemId);
  for (const { sha256 } of faults.orphans) await files.remove(sha256, faults.orphanedBefore);
  await queue.submit(
    faults.indexStale
      ? [rebuildIndexJob()]
      : [...faults.unindexed, ...faults.ghosts].map(indexItemJob),
  );
  for (const itemId of faults.stuck) {
    const item = await catalog.findItem(itemId);
    if (item === null) continue;
    const waiting = item.attachments.filter((a) => a.status.state === 'waiting');
    await queue.submit(waiting.map((a) => extractJob(item, a.id)));
  }
}
