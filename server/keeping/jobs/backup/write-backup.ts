import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ShelfSource } from '../../actions/move-shelf.ts';
import { ShelfTally } from '../../actions/tally-shelf.ts';
import { filesOf, type ShelfManifest } from '../../shelf-manifest.ts';
import { AppError } from '#server/base/errors.ts';
import {
  FILE_LIST,
  INCOMING,
  listGenerations,
  MANIFEST,
  nameOfGeneration,
  pathOfFile,
  prune,
  readFileList,
  RECORDS,
  type BackupManifest,
} from './generations.ts';
import { withLock } from './lock.ts';
import type { Seal } from './seal.ts';

export interface BackupOptions {
  readonly seal: Seal;
  /** Generations that stay, this one among them. */
  readonly keep: number;
  readonly now: () => string;
  readonly progress: (records: number) => void;
  /** Aborted: the process stops; nothing of this backup stays then. */
  readonly stopping?: AbortSignal;
}

export interface WrittenBackup {
  readonly path: string;
  readonly manifest: ShelfManifest;
  /** Bytes that the shelf itself has lost, damaged ones among them; an earlier backup's are used. */
  readonly missing: readonly string[];
}

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const UNREACHABLE = ['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EIO', 'ESTALE'];
/** Lines are handed on in pieces: a write for each would take longer than the reading. */
const PIECE_LETTERS = 256 * 1_024;

/** The shelf cannot give these bytes whole; whatever else goes wrong is the backup's. */
class SourceFault extends Error {}

const faultOfDisk = (error: unknown): unknown => {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (FULL.includes(code)) return new AppError('backup-full', {}, { cause: error });
  if (UNREACHABLE.includes(code)) return new AppError('backup-unreachable', {}, { cause: error });
  return error;
};

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The bytes of the shelf's file. Throws `SourceFault` when they are not those of its name. */
async function* wholeBytes(source: ShelfSource, sha256: string): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of source.read(sha256)) {
      hash.update(chunk);
      yield chunk;
    }
  } catch (cause) {
    // A storage that is out of reach has lost nothing.
    if (cause instanceof AppError && cause.kind === 'unavailable') throw cause;
    throw new SourceFault(sha256, { cause });
  }
  if (hash.digest('hex') !== sha256) throw new SourceFault(sha256);
}

/** One backup that is being written. */
class Writing {
  readonly #source: ShelfSource;
  readonly #folder: string;
  readonly #options: BackupOptions;
  readonly #tally = new ShelfTally();
  readonly #missing = new Set<string>();
  readonly #made: string;
  #earlier: ReadonlyMap<string, number> | null = null;

  constructor(source: ShelfSource, folder: string, options: BackupOptions) {
    this.#source = source;
    this.#folder = folder;
    this.#options = options;
    this.#made = join(folder, INCOMING, 'moi');
  }

  /** Writes everything beside, and takes the good name last. */
  async run(): Promise<WrittenBackup> {
    const { seal, keep, now } = this.#options;
    await rm(join(this.#folder, INCOMING), { recursive: true, force: true });
    await mkdir(this.#made, { recursive: true, mode: 0o700 });
    const records = join(this.#made, `${RECORDS}${seal.ending}`);
    await pipeline(seal.close(this.#lines()), createWriteStream(records, { mode: 0o600 }));
    const others = await listGenerations(this.#folder);
    const tallied = this.#tally.manifest();
    const manifest: BackupManifest = {
      ...tallied,
      backup: {
        number: Math.max(0, ...others.map((one) => one.manifest.backup?.number ?? 0)) + 1,
        at: now(),
        files: seal.folder,
        recipients: seal.recipients,
        missing: [...this.#missing],
      },
    };
    await this.#write(FILE_LIST, this.#tally.fileLines());
    await this.#write(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
    for (const path of [records, this.#made]) await sync(path);
    const path = join(this.#folder, nameOfGeneration(now(), await readdir(this.#folder)));
    await rename(this.#made, path);
    await sync(this.#folder);
    await prune(this.#folder, keep);
    return { path, manifest: tallied, missing: [...this.#missing] };
  }

  async #write(name: string, text: string): Promise<void> {
    await writeFile(join(this.#made, name), text, { mode: 0o600, flush: true });
  }

  /** Every record as a line; the files of each stand in the backup before its line does. */
  async *#lines(): AsyncIterable<Uint8Array> {
    let piece = '';
    let count = 0;
    for await (const record of this.#source.records(null)) {
      this.#options.stopping?.throwIfAborted();
      piece += this.#tally.add(record);
      for (const sha256 of filesOf(record)) await this.#take(sha256);
      this.#options.progress(++count);
      if (piece.length < PIECE_LETTERS) continue;
      yield Buffer.from(piece);
      piece = '';
    }
    yield Buffer.from(piece);
  }

  async #take(sha256: string): Promise<void> {
    if (this.#tally.hasFile(sha256) || this.#missing.has(sha256)) return;
    const { seal } = this.#options;
    const target = pathOfFile(join(this.#folder, seal.folder), sha256, seal.ending);
    const kept = (await stat(target).catch(() => null))?.size ?? null;
    const here = await this.#source.stat(sha256);
    // An encrypted file took its name whole; its size is not that of its bytes.
    const stands = kept !== null && (seal.ending !== '' || kept === here?.bytes);
    try {
      if (here === null) throw new SourceFault(sha256);
      if (!stands) await this.#copy(sha256, target);
      this.#tally.addFile(sha256, here.bytes);
    } catch (error) {
      if (!(error instanceof SourceFault)) throw error;
      this.#missing.add(sha256);
      // What the shelf has lost since, an earlier backup still holds.
      const earlier = kept === null ? undefined : (await this.#earlierSizes()).get(sha256);
      if (earlier !== undefined) this.#tally.addFile(sha256, earlier);
    }
  }

  /** Sizes of the files that the newest backup for the same keys holds. */
  async #earlierSizes(): Promise<ReadonlyMap<string, number>> {
    if (this.#earlier === null) {
      const files = join(this.#folder, this.#options.seal.folder);
      const newest = (await listGenerations(this.#folder)).findLast((one) => one.files === files);
      this.#earlier = (newest === undefined ? null : await readFileList(newest)) ?? new Map();
    }
    return this.#earlier;
  }

  async #copy(sha256: string, target: string): Promise<void> {
    const temporary = join(this.#folder, INCOMING, sha256);
    try {
      await pipeline(
        this.#options.seal.close(wholeBytes(this.#source, sha256)),
        createWriteStream(temporary, { mode: 0o600, flush: true }),
      );
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await rename(temporary, target);
    } finally {
      await rm(temporary, { force: true });
    }
  }
}

/**
 * Writes a whole shelf into a folder of backups: a dated generation (records, list of files, and
 * the manifest last) beside the files that all of them share. It takes its name when it is whole,
 * then older generations go. Bytes that the shelf has lost are named; everything else is there.
 * Throws `backup-running`, `backup-full`, `backup-unreachable`.
 */
export async function writeBackup(
  source: ShelfSource,
  folder: string,
  options: BackupOptions,
): Promise<WrittenBackup> {
  try {
    return await withLock(folder, async () => {
      try {
        return await new Writing(source, folder, options).run();
      } finally {
        await rm(join(folder, INCOMING), { recursive: true, force: true });
      }
    });
  } catch (error) {
    throw faultOfDisk(error);
  }
}
