import { createHash } from 'node:crypto';
import { filesOf, MANIFEST_FORM, recordLine, type ShelfManifest } from '../shelf-manifest.ts';
import type { ShelfRecord, ShelfRecordKind } from '../shelf-record.ts';

/** Adds up records and files as they pass by. */
export class ShelfTally {
  readonly #lines = createHash('sha256');
  readonly #kinds = new Map<ShelfRecordKind, number>();
  readonly #files = new Map<string, number>();
  #count = 0;

  /** Gives the record's line. */
  add(record: ShelfRecord): string {
    const line = recordLine(record);
    this.#lines.update(line);
    this.#kinds.set(record.kind, (this.#kinds.get(record.kind) ?? 0) + 1);
    this.#count += 1;
    return line;
  }

  /** Whether this name was counted before. */
  hasFile(sha256: string): boolean {
    return this.#files.has(sha256);
  }

  addFile(sha256: string, bytes: number): void {
    this.#files.set(sha256, bytes);
  }

  /** The sorted names with their sizes, a line each. */
  fileLines(): string {
    return [...this.#files]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, bytes]) => `${name} ${bytes}\n`)
      .join('');
  }

  manifest(): ShelfManifest {
    const names = [...this.#files.keys()].toSorted();
    return {
      form: MANIFEST_FORM,
      records: {
        count: this.#count,
        sha256: this.#lines.digest('hex'),
        kinds: Object.fromEntries(this.#kinds),
      },
      files: {
        count: names.length,
        bytes: [...this.#files.values()].reduce((sum, bytes) => sum + bytes, 0),
        sha256: createHash('sha256').update(names.join('\n')).digest('hex'),
      },
    };
  }
}

export interface Countable {
  readonly records: () => AsyncIterable<ShelfRecord>;
  /** Null when the bytes are missing. */
  readonly stat: (sha256: string) => Promise<{ readonly bytes: number } | null>;
}

/**
 * Reads a whole shelf once. `missing` names bytes that a record needs and that are not there; they
 * are not counted.
 */
export async function tallyShelf(
  source: Countable,
): Promise<{ readonly manifest: ShelfManifest; readonly missing: readonly string[] }> {
  const tally = new ShelfTally();
  const missing = new Set<string>();
  for await (const record of source.records()) {
    tally.add(record);
    for (const sha256 of filesOf(record)) {
      if (tally.hasFile(sha256)) continue;
      const file = await source.stat(sha256);
      if (file === null) missing.add(sha256);
      else tally.addFile(sha256, file.bytes);
    }
  }
  return { manifest: tally.manifest(), missing: [...missing] };
}
