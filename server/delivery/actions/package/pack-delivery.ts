import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import type { RecordMaker } from '#server/exchange/actions/read-records.ts';
import { recordDigest } from '#server/exchange/actions/stamp-records.ts';
import type { HarvestRow } from '#server/exchange/harvest-row.ts';
import type { RecordAddresses } from '#server/exchange/record/record-addresses.ts';
import type { Item } from '#server/items/item.ts';
import type { DeliveryEntry, DeliveryFile } from '../../delivery.ts';
import { BAG_BEGINNING, BagFile, type BagPosition } from './bag-file.ts';
import { packItem, type PackItemDeps } from './pack-item.ts';
import { LISTS_BEGINNING, PackLists, type ListPosition } from './pack-lists.ts';
import { bagInfo, dayOfPackage, type PackageHead } from './package-head.ts';

/** What a package is made of. */
export interface PackDeps extends PackItemDeps {
  readonly records: RecordMaker;
  readonly addressesOf: (item: { readonly id: string }) => RecordAddresses;
  readonly findItems: (ids: readonly string[]) => Promise<Item[]>;
  readonly findRows: (ids: readonly string[]) => Promise<HarvestRow[]>;
  /** Entries behind an ordinal, in order. */
  readonly entriesAfter: (ordinal: number, limit: number) => Promise<DeliveryEntry[]>;
  /** Told of entries whose digest is another by now, and of how many are packed. */
  readonly packed: (changed: readonly DeliveryEntry[], packed: number) => Promise<void>;
  /** After how many bytes or entries it is made sure that a killed process goes on from there. */
  readonly checkpoint?: { readonly bytes: number; readonly entries: number };
}

/** An item whose bytes the store has lost or damaged: it stays out of the package. */
export interface LeftOut {
  readonly entry: DeliveryEntry;
  readonly code: AppError['code'];
}

interface Position {
  /** Ordinal of the last entry that is in. */
  readonly last: number;
  readonly bag: BagPosition;
  readonly lists: ListPosition;
  readonly leftOut: readonly LeftOut[];
}

const BATCH = 50;
/** A disk syncs in a quarter of a second at worst. */
const CHECKPOINT = { bytes: 64 * 1024 ** 2, entries: 500 } as const;
const BEGINNING: Position = { last: -1, bag: BAG_BEGINNING, lists: LISTS_BEGINNING, leftOut: [] };

const partOf = (path: string): string => `${path}.part`;
const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
const stateOf = (path: string): string => `${path}.state`;

async function readPosition(path: string, name: string): Promise<Position> {
  try {
    const kept = JSON.parse(await readFile(stateOf(path), 'utf8')) as {
      name: string;
      position: Position;
    };
    return kept.name === name ? kept.position : BEGINNING;
  } catch {
    return BEGINNING;
  }
}

/** A package that is being made, and how far it has come. */
class Packing {
  readonly #deps: PackDeps;
  readonly #path: string;
  readonly #head: PackageHead;
  #bag: BagFile;
  #lists: PackLists;
  #last: number;
  #leftOut: LeftOut[];
  #checkpoint: Position;
  #changed: DeliveryEntry[] = [];

  private constructor(
    deps: PackDeps,
    path: string,
    head: PackageHead,
    bag: BagFile,
    lists: PackLists,
    position: Position,
  ) {
    this.#deps = deps;
    this.#path = path;
    this.#head = head;
    this.#bag = bag;
    this.#lists = lists;
    this.#last = position.last;
    this.#leftOut = [...position.leftOut];
    this.#checkpoint = position;
  }

  /** Goes on where it stood; begins anew when what was written is not there any more. */
  static async open(deps: PackDeps, path: string, head: PackageHead): Promise<Packing> {
    try {
      return await Packing.#at(deps, path, head, await readPosition(path, head.name));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return Packing.#at(deps, path, head, BEGINNING);
    }
  }

  static async #at(
    deps: PackDeps,
    path: string,
    head: PackageHead,
    position: Position,
  ): Promise<Packing> {
    const bag = await BagFile.open(path, head.name, dayOfPackage(head), position.bag);
    const lists = await PackLists.open(path, head, position.lists);
    return new Packing(deps, path, head, bag, lists, position);
  }

  get last(): number {
    return this.#last;
  }

  get leftOut(): readonly LeftOut[] {
    return this.#leftOut;
  }

  async add(entries: readonly DeliveryEntry[]): Promise<void> {
    const ids = entries.map(({ itemId }) => itemId);
    const [found, rows] = [await this.#deps.findItems(ids), await this.#deps.findRows(ids)];
    const items = new Map(found.map((item) => [item.id, item]));
    const stamps = new Map(rows.map((row) => [row.itemId, row.stamp]));
    const records = new Map((await this.#deps.records(found)).map((r) => [r.id, r]));
    for (const entry of entries) {
      const item = items.get(entry.itemId);
      const record = records.get(entry.itemId);
      if (item !== undefined && record !== undefined) {
        const addresses = this.#deps.addressesOf(item);
        if (entry.action === 'withdrawn')
          await this.#lists.addWithdrawn({
            action: 'withdrawn',
            record,
            addresses,
            withdrawnAt: stamps.get(item.id) ?? this.#head.asOf,
            supersededBy: item.supersededBy,
          });
        else await this.#addItem(entry, item, { action: entry.action, record, addresses });
      }
      this.#last = entry.ordinal;
      await this.#checkpointWhenDue();
    }
  }

  /** An item whose bytes are lost is taken out again as if it had never been begun. */
  async #addItem(
    entry: DeliveryEntry,
    item: Item,
    listed: Parameters<PackLists['add']>[0],
  ): Promise<void> {
    const before = this.#bag.position;
    try {
      await packItem(this.#deps, this.#bag, item, listed.record, listed.addresses);
    } catch (error) {
      if (!(error instanceof AppError) || !['file-missing', 'file-broken'].includes(error.code))
        throw error;
      await this.#bag.close();
      const { name } = this.#head;
      this.#bag = await BagFile.open(this.#path, name, dayOfPackage(this.#head), before);
      this.#leftOut.push({ entry, code: error.code });
      return;
    }
    await this.#lists.add(listed);
    const digest = recordDigest(listed.record);
    if (digest !== entry.digest) this.#changed.push({ ...entry, digest });
  }

  async #checkpointWhenDue(): Promise<void> {
    const { last, bag } = this.#checkpoint;
    const due = this.#deps.checkpoint ?? CHECKPOINT;
    const written = this.#bag.position.zip.zip - bag.zip.zip;
    if (this.#last - last >= due.entries || written >= due.bytes) await this.checkpoint();
  }

  /** What is written so far stays, whatever happens to the process or to the machine. */
  async checkpoint(): Promise<void> {
    await this.#bag.sync();
    await this.#lists.sync();
    const position: Position = {
      last: this.#last,
      bag: this.#bag.position,
      lists: this.#lists.position,
      leftOut: this.#leftOut,
    };
    const beside = `${stateOf(this.#path)}.new`;
    await writeFile(beside, JSON.stringify({ name: this.#head.name, position }), { flush: true });
    await rename(beside, stateOf(this.#path));
    this.#checkpoint = position;
    await this.#deps.packed(this.#changed, this.#last + 1);
    this.#changed = [];
  }

  async finish(): Promise<void> {
    await this.#lists.finish(this.#bag, this.#head);
    await this.#bag.finish(bagInfo(this.#head));
  }

  async close(): Promise<void> {
    await this.#bag.close();
    await this.#lists.close();
  }
}

/** Bytes and SHA-256 of a file that is whole. */
export async function describeFile(path: string, mediaType: string): Promise<DeliveryFile> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  const { size } = await stat(path);
  return { name: basename(path), mediaType, bytes: size, sha256: hash.digest('hex') };
}

export interface Packed {
  readonly file: DeliveryFile;
  readonly leftOut: readonly LeftOut[];
}

const whole = async (path: string, { leftOut }: Pick<Position, 'leftOut'>): Promise<Packed> => ({
  file: await describeFile(path, 'application/zip'),
  leftOut,
});

/**
 * Makes the package of a delivery at `path`, or goes on with it where a killed process left it: the
 * same entries give the same bytes however often it was begun. Memory does not grow with its size.
 * Null when it was told to stop before the end.
 */
export async function packDelivery(
  deps: PackDeps,
  path: string,
  head: PackageHead,
  stopping: AbortSignal,
): Promise<Packed | null> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const part = partOf(path);
  if (await isThere(path)) return whole(path, await readPosition(part, head.name));
  const packing = await Packing.open(deps, part, head);
  try {
    for (;;) {
      const entries = await deps.entriesAfter(packing.last, BATCH);
      if (entries.length === 0) break;
      if (stopping.aborted) {
        await packing.checkpoint();
        return null;
      }
      await packing.add(entries);
    }
    await packing.checkpoint();
    await packing.finish();
  } catch (error) {
    await packing.close().catch(() => undefined);
    throw error;
  }
  await rename(part, path);
  return whole(path, packing);
}

/** Takes away what helped to make a package, once what it returned is saved. */
export async function clearPacking(path: string): Promise<void> {
  const beginning = basename(partOf(path));
  for (const name of await readdir(dirname(path)))
    if (name.startsWith(beginning)) await rm(join(dirname(path), name), { force: true });
}
