import { AppError } from '#server/base/errors.ts';
import { extractJob, type NewJob } from '#server/base/job.ts';
import { recogniseJobs } from '#server/ingest/recognition-jobs.ts';
import type { Catalog, Files, Queue, Storage } from '#server/ports.ts';
import { COPY_PROGRESS, filesOf, isCarried, type ShelfManifest } from '../shelf-manifest.ts';
import { isOfItem, type ShelfRecord } from '../shelf-record.ts';
import { tallyShelf } from './tally-shelf.ts';

/** Where a shelf is read from: another storage or a backup. */
export interface ShelfSource {
  /**
   * The same name for the same shelf, so that a copy that was interrupted goes on only from where
   * it came.
   */
  readonly name: string;
  /** As `Catalog.dump`. */
  records(afterItem: string | null): AsyncIterable<ShelfRecord>;
  stat(sha256: string): Promise<{ readonly bytes: number } | null>;
  /** Throws `file-missing`. */
  read(sha256: string): AsyncIterable<Uint8Array>;
}

export type MoveTarget = {
  readonly catalog: Catalog;
  readonly files: Files;
  readonly queue: Queue;
};

export interface MoveResult {
  readonly manifest: ShelfManifest;
  /** Bytes that the source itself has lost. */
  readonly missing: readonly string[];
}

interface Progress {
  readonly from: string;
  readonly after: string | null;
}

/**
 * A transaction of this many records and letters is short on every engine, and fits into the cache
 * of a small MongoDB.
 */
const RECORDS_AT_ONCE = 200;
const LETTERS_AT_ONCE = 4 * 1024 ** 2;
const ALL_STATES = ['draft', 'verified', 'submitted', 'published', 'withdrawn'] as const;

/** A shelf as a source. */
export const storageSource = (
  name: string,
  { catalog, files }: Pick<Storage, 'catalog' | 'files'>,
): ShelfSource => ({
  name,
  async *records(afterItem) {
    for await (const record of catalog.dump(afterItem)) if (isCarried(record)) yield record;
  },
  stat: (sha256) => files.stat(sha256),
  read: (sha256) => files.read(sha256, null),
});

/**
 * Where an interrupted copy from the same source stopped; null for a fresh target. Throws
 * `target-in-use`.
 */
async function progressOf({ catalog }: MoveTarget, from: string): Promise<Progress | null> {
  const kept = await catalog.findFact(COPY_PROGRESS);
  const progress = kept === null || kept === '' ? null : (JSON.parse(kept) as Progress);
  if (progress?.from === from) return progress;
  if (
    progress !== null ||
    (await catalog.countAccounts()) > 0 ||
    (await catalog.countItems(ALL_STATES)) > 0
  )
    throw new AppError('target-in-use');
  return null;
}

/** Bytes first, then the records that name them: nothing readable is ever without its file. */
async function copyFiles(
  source: ShelfSource,
  { files }: MoveTarget,
  batch: readonly ShelfRecord[],
): Promise<void> {
  for (const sha256 of new Set(batch.flatMap(filesOf))) {
    const [here, there] = [await source.stat(sha256), await files.stat(sha256)];
    if (here === null || here.bytes === there?.bytes) continue;
    const stored = await files.put(source.read(sha256), Number.MAX_SAFE_INTEGER);
    if (stored.sha256 !== sha256)
      throw new AppError('file-broken', { sha256, found: stored.sha256 });
  }
}

function lettersOf({ kind, value }: ShelfRecord): number {
  if (kind === 'page-reading') return value.found?.length ?? 0;
  return kind === 'text'
    ? value.passages.reduce((sum, p) => sum + p.text.length, 0) +
        value.sections.reduce((sum, s) => sum + s.html.length, 0)
    : 0;
}

async function* inBatches(
  records: AsyncIterable<ShelfRecord>,
  most: number,
): AsyncIterable<ShelfRecord[]> {
  let batch: ShelfRecord[] = [];
  let size = 0;
  for await (const record of records) {
    // An item and what is of it belong together: a copy goes on after whole items.
    if (!isOfItem(record.kind) && (batch.length >= most || size >= LETTERS_AT_ONCE)) {
      yield batch;
      [batch, size] = [[], 0];
    }
    batch.push(record);
    size += lettersOf(record);
  }
  if (batch.length > 0) yield batch;
}

const waitingJobs = ({ kind, value }: ShelfRecord): NewJob[] =>
  kind === 'item'
    ? value.item.attachments.flatMap((a) => {
        if (a.status.state === 'waiting') return [extractJob(value.item, a.id)];
        return recogniseJobs(value.item, a);
      })
    : [];

/**
 * Copies a whole shelf into an empty one: files, records, people, history. May be run again after
 * an interruption and goes on where it stopped. At the end both are read once more and compared,
 * then `buildIndex` makes the index: only after it the copy is whole. Throws `target-in-use`, `file-broken` when bytes do not
 * have their SHA-256, `copy-differs`.
 */
export async function moveShelf(
  source: ShelfSource,
  target: MoveTarget,
  progress: (items: number) => void,
  buildIndex: () => Promise<unknown> = async () => undefined,
  atOnce = RECORDS_AT_ONCE,
): Promise<MoveResult> {
  const begun = await progressOf(target, source.name);
  let after = begun?.after ?? null;
  let items = 0;
  await target.catalog.saveFact(COPY_PROGRESS, JSON.stringify({ from: source.name, after }));
  for await (const batch of inBatches(source.records(after), atOnce)) {
    await copyFiles(source, target, batch);
    const done = batch.filter((r) => r.kind === 'item');
    after = done.at(-1)?.value.item.id ?? after;
    await target.catalog.load([
      ...batch,
      {
        kind: 'fact',
        value: { key: COPY_PROGRESS, value: JSON.stringify({ from: source.name, after }) },
      },
    ]);
    await target.queue.submit(batch.flatMap(waitingJobs));
    progress((items += done.length));
  }
  const compared = await compare(source, target);
  await buildIndex();
  // An empty progress says that the copy is whole.
  await target.catalog.saveFact(COPY_PROGRESS, '');
  return compared;
}

async function compare(source: ShelfSource, target: MoveTarget): Promise<MoveResult> {
  const there = storageSource('', target);
  const [from, to] = [
    await tallyShelf({ ...source, records: () => source.records(null) }),
    await tallyShelf({ ...there, records: () => there.records(null) }),
  ];
  if (JSON.stringify(from.manifest) !== JSON.stringify(to.manifest))
    throw new AppError('copy-differs', { from: from.manifest, to: to.manifest });
  return { manifest: to.manifest, missing: from.missing };
}
