import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import type { ShelfSource } from '../actions/move-shelf.ts';
import { ShelfTally } from '../actions/tally-shelf.ts';
import { AppError } from '#server/base/errors.ts';
import { filesOf, MANIFEST_FORM, type ShelfManifest } from '../shelf-manifest.ts';
import type { ShelfRecord } from '../shelf-record.ts';

const MANIFEST = 'manifest.json';
const RECORDS = 'records.ndjson';
const NAME = /^[0-9a-f]{64}$/u;

const filePath = (folder: string, sha256: string): string =>
  join(folder, 'files', sha256.slice(0, 2), sha256.slice(2, 4), sha256);

async function statIn(folder: string, sha256: string): Promise<{ bytes: number } | null> {
  const facts = NAME.test(sha256) ? await stat(filePath(folder, sha256)).catch(() => null) : null;
  return facts === null ? null : { bytes: facts.size };
}

/**
 * Writes under a temporary name and takes the right one only when the bytes have it. Throws
 * `file-broken`.
 */
async function copyFile(source: ShelfSource, folder: string, sha256: string): Promise<void> {
  const target = filePath(folder, sha256);
  const temporary = `${target}.tmp`;
  await mkdir(dirname(target), { recursive: true });
  const hash = createHash('sha256');
  try {
    await pipeline(
      source.read(sha256),
      async function* tap(bytes: AsyncIterable<Uint8Array>) {
        for await (const chunk of bytes) {
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(temporary),
    );
    if (hash.digest('hex') !== sha256) throw new AppError('file-broken', { sha256 });
    await sync(temporary);
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function write(out: WriteStream, text: string): Promise<void> {
  if (!out.write(text)) await once(out, 'drain');
}

/**
 * Writes a whole shelf into a folder: `records.ndjson` (a record a line), `files/ab/cd/SHA-256`,
 * and last `manifest.json`: a folder without it is not whole. Files of an earlier backup in the
 * same folder are kept and not written again. Gives the manifest and the names of bytes that the
 * shelf itself has lost.
 */
export async function writeBackup(
  source: ShelfSource,
  folder: string,
  progress: (records: number) => void,
): Promise<{ readonly manifest: ShelfManifest; readonly missing: readonly string[] }> {
  await mkdir(folder, { recursive: true });
  await rm(join(folder, MANIFEST), { force: true });
  const tally = new ShelfTally();
  const missing = new Set<string>();
  const out = createWriteStream(join(folder, `${RECORDS}.tmp`));
  let records = 0;
  for await (const record of source.records(null)) {
    await write(out, tally.add(record));
    for (const sha256 of filesOf(record)) {
      if (tally.hasFile(sha256) || missing.has(sha256)) continue;
      const here = await source.stat(sha256);
      if (here === null) {
        missing.add(sha256);
        continue;
      }
      if ((await statIn(folder, sha256))?.bytes !== here.bytes)
        await copyFile(source, folder, sha256);
      tally.addFile(sha256, here.bytes);
    }
    progress(++records);
  }
  await new Promise<void>((resolve, reject) => {
    out.end((error?: Error | null) => {
      if (error) reject(error);
      else resolve();
    });
  });
  await sync(join(folder, `${RECORDS}.tmp`));
  await rename(join(folder, `${RECORDS}.tmp`), join(folder, RECORDS));
  const manifest = tally.manifest();
  await writeFile(join(folder, `${MANIFEST}.tmp`), `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(join(folder, `${MANIFEST}.tmp`), join(folder, MANIFEST));
  return { manifest, missing: [...missing] };
}

async function readManifest(folder: string): Promise<ShelfManifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch((cause: unknown) => {
    throw new AppError('backup-broken', { folder, why: 'no manifest' }, { cause });
  });
  let manifest: ShelfManifest;
  try {
    manifest = JSON.parse(text) as ShelfManifest;
  } catch (cause) {
    throw new AppError('backup-broken', { folder, why: 'manifest' }, { cause });
  }
  if (manifest.form !== MANIFEST_FORM)
    throw new AppError('backup-broken', { folder, form: manifest.form });
  return manifest;
}

/** Lines end with LF only: `readline` would also cut at U+2028, which texts may hold. */
async function* readRecords(folder: string): AsyncIterable<ShelfRecord> {
  let begun: string[] = [];
  for await (const chunk of createReadStream(
    join(folder, RECORDS),
    'utf8',
  ) as AsyncIterable<string>) {
    const [first = '', ...rest] = chunk.split('\n');
    begun.push(first);
    for (const next of rest) {
      yield JSON.parse(begun.join('')) as ShelfRecord;
      begun = [next];
    }
  }
}

/**
 * Opens a backup after seeing that its records are the ones it was made with. Throws
 * `backup-broken`.
 */
export async function openBackup(
  folder: string,
): Promise<ShelfSource & { readonly manifest: ShelfManifest }> {
  const manifest = await readManifest(folder);
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(join(folder, RECORDS)))
      hash.update(chunk as Uint8Array);
  } catch (cause) {
    throw new AppError('backup-broken', { folder, why: 'no records' }, { cause });
  }
  if (hash.digest('hex') !== manifest.records.sha256)
    throw new AppError('backup-broken', { folder, why: 'records' });
  return {
    manifest,
    name: `backup:${manifest.records.sha256}`,
    async *records(afterItem) {
      let held = afterItem !== null;
      for await (const record of readRecords(folder)) {
        if (record.kind === 'item') held = afterItem !== null && record.value.item.id <= afterItem;
        if (!held || (record.kind !== 'item' && record.kind !== 'text')) yield record;
      }
    },
    stat: (sha256) => statIn(folder, sha256),
    read: (sha256) => createReadStream(filePath(folder, sha256)) as AsyncIterable<Uint8Array>,
  };
}
