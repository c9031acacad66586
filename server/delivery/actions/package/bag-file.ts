import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { AppError } from '#server/base/errors.ts';
import { AppendFile } from './append-file.ts';
import { ZIP_BEGINNING, ZipFile, type ZipPosition } from './zip-file.ts';

/** RFC 8493 §2.4 asks for SHA-512 and lets SHA-256 stand beside it. */
const ALGORITHMS = ['sha256', 'sha512'] as const;

/** Where a bag that is being written can be taken up again. */
export interface BagPosition {
  readonly zip: ZipPosition;
  /** Lengths of the payload manifests, in the order of the algorithms. */
  readonly manifests: readonly number[];
  readonly payload: { readonly bytes: number; readonly files: number };
}

export const BAG_BEGINNING: BagPosition = {
  zip: ZIP_BEGINNING,
  manifests: ALGORITHMS.map(() => 0),
  payload: { bytes: 0, files: 0 },
};

/** In manifests only these are percent-encoded (RFC 8493 §2.1.3). */
const inManifest = (path: string): string =>
  path.replace(
    /[%\r\n]/gu,
    (c) => `%${c.codePointAt(0)!.toString(16).toUpperCase().padStart(2, '0')}`,
  );

const newHashes = (): Hash[] => ALGORITHMS.map((algorithm) => createHash(algorithm));

/** Lines of bag-info.txt: a value of several lines goes on with a blank. */
const infoLine = ([label, value]: readonly [string, string]): string =>
  `${label}: ${value
    .normalize('NFC')
    .trim()
    .replace(/(?<!\s)\s*\r?\n\s*/gu, '\n ')}\n`;

/**
 * A bag (BagIt 1.0, RFC 8493) in one ZIP, written in one pass: one folder named like the ZIP,
 * payload first, then the tag files that tell of it.
 */
export class BagFile {
  readonly #zip: ZipFile;
  readonly #name: string;
  readonly #manifests: readonly AppendFile[];
  #payload: BagPosition['payload'];

  private constructor(
    zip: ZipFile,
    name: string,
    manifests: readonly AppendFile[],
    payload: BagPosition['payload'],
  ) {
    this.#zip = zip;
    this.#name = name;
    this.#manifests = manifests;
    this.#payload = payload;
  }

  /**
   * @param path of the ZIP; files grow beside it whose names begin with its own
   * @param name of the folder in it
   * @param day that entries bear, `YYYY-MM-DD`
   */
  static async open(
    path: string,
    name: string,
    day: string,
    position: BagPosition,
  ): Promise<BagFile> {
    const zip = await ZipFile.open(path, position.zip, day);
    const manifests = await Promise.all(
      ALGORITHMS.map((algorithm, i) =>
        AppendFile.open(`${path}.${algorithm}`, position.manifests[i]!),
      ),
    );
    return new BagFile(zip, name, manifests, position.payload);
  }

  get position(): BagPosition {
    return {
      zip: this.#zip.position,
      manifests: this.#manifests.map(({ length }) => length),
      payload: this.#payload,
    };
  }

  async #listed(path: string, bytes: number, hashes: readonly Hash[]): Promise<void> {
    for (const [i, hash] of hashes.entries())
      await this.#manifests[i]!.write(
        Buffer.from(`${hash.digest('hex')}  ${inManifest(`data/${path}`)}\n`),
      );
    const { bytes: before, files } = this.#payload;
    this.#payload = { bytes: before + bytes, files: files + 1 };
  }

  /** Adds a payload file, `path` below data/. */
  async addBytes(path: string, bytes: Uint8Array): Promise<void> {
    const hashes = newHashes();
    for (const hash of hashes) hash.update(bytes);
    await this.#zip.addBytes(`${this.#name}/data/${path}`, bytes);
    await this.#listed(path, bytes.length, hashes);
  }

  /**
   * Adds a payload file as it is read. Throws `file-broken` when it has not the bytes or the
   * SHA-256 (hex) that it should have.
   */
  async addStream(
    path: string,
    expected: { readonly bytes: number; readonly sha256: string | null },
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<void> {
    const hashes = newHashes();
    async function* hashed(): AsyncIterable<Uint8Array> {
      for await (const chunk of chunks) {
        for (const hash of hashes) hash.update(chunk);
        yield chunk;
      }
    }
    await this.#zip.addStream(`${this.#name}/data/${path}`, expected.bytes, hashed());
    const found = hashes[0]!.copy().digest('hex');
    if (expected.sha256 !== null && found !== expected.sha256)
      throw new AppError('file-broken', { path, sha256: expected.sha256, found });
    await this.#listed(path, expected.bytes, hashes);
  }

  /** Waits until the disk has all that was added. */
  async sync(): Promise<void> {
    await this.#zip.sync();
    for (const manifest of this.#manifests) await manifest.sync();
  }

  /** Adds the tag files; the bag is whole. `info`: labels and values of bag-info.txt, in order. */
  async finish(info: readonly (readonly [label: string, value: string])[]): Promise<void> {
    const { bytes, files } = this.#payload;
    const tags: [name: string, hashes: Hash[]][] = [];
    const add = async (name: string, text: string): Promise<void> => {
      const content = Buffer.from(text);
      const hashes = newHashes();
      for (const hash of hashes) hash.update(content);
      await this.#zip.addBytes(`${this.#name}/${name}`, content);
      tags.push([name, hashes]);
    };
    await add('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
    await add(
      'bag-info.txt',
      [...info, ['Payload-Oxum', `${bytes}.${files}`] as const].map(infoLine).join(''),
    );
    for (const [i, algorithm] of ALGORITHMS.entries())
      tags.push(await this.#addManifest(algorithm, this.#manifests[i]!));
    for (const [i, algorithm] of ALGORITHMS.entries())
      await this.#zip.addBytes(
        `${this.#name}/tagmanifest-${algorithm}.txt`,
        Buffer.from(
          tags.map(([name, hashes]) => `${hashes[i]!.copy().digest('hex')}  ${name}\n`).join(''),
        ),
      );
    await this.#zip.finish();
  }

  async #addManifest(algorithm: string, manifest: AppendFile): Promise<[string, Hash[]]> {
    const name = `manifest-${algorithm}.txt`;
    const hashes = newHashes();
    await manifest.flush();
    const { length } = manifest;
    async function* hashed(): AsyncIterable<Uint8Array> {
      if (length === 0) return;
      for await (const chunk of createReadStream(manifest.path, { end: length - 1 })) {
        for (const hash of hashes) hash.update(chunk as Uint8Array);
        yield chunk as Uint8Array;
      }
    }
    await this.#zip.addStream(`${this.#name}/${name}`, length, hashed());
    await manifest.close();
    return [name, hashes];
  }

  async close(): Promise<void> {
    await this.#zip.close();
    for (const manifest of this.#manifests) await manifest.close();
  }
}
