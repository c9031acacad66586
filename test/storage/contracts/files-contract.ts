import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ByteRange, Files } from '#server/ports.ts';
import { seededRandom } from '../../support/builders.ts';
import type { OpenStorage, StorageUnderTest } from '../../support/storage-under-test.ts';

const random = seededRandom(11);
const someBytes = (length: number): Buffer =>
  Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const LIMIT = 5_000_000;

async function* inChunks(bytes: Uint8Array, size = 10_000): AsyncIterable<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

/** What every Files keeps (server/ports.ts). */
export function describeFiles(name: string, open: OpenStorage): void {
  describe(`the files of ${name}`, () => {
    let storage: StorageUnderTest;
    let files: Files;
    beforeAll(async () => {
      storage = await open();
      files = storage.files;
    });
    afterAll(() => storage.close());

    const read = async (hash: string, range: ByteRange | null = null): Promise<Buffer> => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of files.read(hash, range)) chunks.push(chunk);
      return Buffer.concat(chunks);
    };
    const all = async (): Promise<string[]> => {
      const found: string[] = [];
      for await (const file of files.list()) found.push(`${file.sha256} ${file.bytes}`);
      return found.toSorted();
    };

    test('gives the very bytes back, under their SHA-256', async () => {
      const bytes = someBytes(700_001);
      const stored = await files.put(inChunks(bytes), LIMIT);
      expect(stored).toEqual({ sha256: sha256(bytes), bytes: bytes.length, existed: false });
      expect(await files.stat(stored.sha256)).toEqual({ bytes: bytes.length });
      expect((await read(stored.sha256)).equals(bytes)).toBe(true);
    });

    test('takes bytes away for good, says when they came, and takes them again', async () => {
      const before = Date.now();
      const bytes = someBytes(300_000);
      const { sha256: stored } = await files.put(inChunks(bytes), LIMIT);
      const came: number[] = [];
      for await (const file of files.list())
        if (file.sha256 === stored) came.push(Date.parse(file.storedAt));
      expect(came).toHaveLength(1);
      expect(Math.abs(came[0]! - before)).toBeLessThan(60_000);
      const later = new Date(before + 3_600_000).toISOString();
      await files.remove(stored, new Date(before - 3_600_000).toISOString());
      expect(await files.stat(stored)).toEqual({ bytes: bytes.length });
      await files.remove(stored, later);
      await files.remove(stored, later);
      await files.remove('../../catalog.db', later);
      expect(await files.stat(stored)).toBeNull();
      await expect(read(stored)).rejects.toMatchObject({ code: 'file-missing' });
      expect(await files.put(inChunks(bytes), LIMIT)).toMatchObject({
        sha256: stored,
        existed: false,
      });
    });

    test('says that the same bytes were there before, however they were cut', async () => {
      const bytes = someBytes(30_000);
      expect((await files.put(inChunks(bytes), LIMIT)).existed).toBe(false);
      const before = await all();
      expect(await files.put(inChunks(bytes, 777), LIMIT)).toEqual({
        sha256: sha256(bytes),
        bytes: bytes.length,
        existed: true,
      });
      expect(await all()).toEqual(before);
    });

    test('takes the same bytes from several at once', async () => {
      const bytes = someBytes(50_000);
      const stored = await Promise.all(
        Array.from({ length: 4 }, () => files.put(inChunks(bytes, 5_000), LIMIT)),
      );
      expect(new Set(stored.map((s) => s.sha256))).toEqual(new Set([sha256(bytes)]));
      expect((await read(sha256(bytes))).equals(bytes)).toBe(true);
    });

    test('reads ranges, both ends included', async () => {
      const bytes = someBytes(600_000);
      const { sha256: hash } = await files.put(inChunks(bytes), LIMIT);
      for (const [start, end] of [
        [0, 0],
        [0, 99],
        [262_143, 262_145],
        [100, 599_999],
        [599_999, 599_999],
        [599_990, 900_000],
      ] as const) {
        expect((await read(hash, { start, end })).equals(bytes.subarray(start, end + 1))).toBe(
          true,
        );
      }
    });

    test('refuses what is too large, stops reading it and leaves nothing', async () => {
      const before = await all();
      let given = 0;
      let ended = false;
      async function* endless(): AsyncIterable<Uint8Array> {
        try {
          for (;;) {
            given++;
            yield Buffer.alloc(1_000, given);
          }
        } finally {
          ended = true;
        }
      }
      await expect(files.put(endless(), 10_500)).rejects.toMatchObject({ code: 'too-large' });
      expect(given).toBe(11);
      expect(ended).toBe(true);
      expect(await all()).toEqual(before);
    });

    test('takes a file of exactly the largest size', async () => {
      expect((await files.put(inChunks(someBytes(10_000), 1_000), 10_000)).bytes).toBe(10_000);
    });

    test('refuses a file without bytes', async () => {
      const before = await all();
      await expect(files.put(inChunks(Buffer.alloc(0)), LIMIT)).rejects.toMatchObject({
        code: 'file-empty',
      });
      await expect(files.put(inChunks(Buffer.alloc(0)), 0)).rejects.toMatchObject({
        code: 'file-empty',
      });
      async function* empties(): AsyncIterable<Uint8Array> {
        yield Buffer.alloc(0);
        yield Buffer.alloc(0);
      }
      await expect(files.put(empties(), LIMIT)).rejects.toMatchObject({ code: 'file-empty' });
      expect(await all()).toEqual(before);
    });

    test('leaves nothing of a source that breaks off, and passes its error on', async () => {
      const before = await all();
      const bytes = someBytes(40_000);
      async function* broken(): AsyncIterable<Uint8Array> {
        yield* inChunks(bytes);
        throw new Error('line dropped');
      }
      await expect(files.put(broken(), LIMIT)).rejects.toThrow('line dropped');
      expect(await all()).toEqual(before);
      expect(await files.stat(sha256(bytes))).toBeNull();
      expect((await files.put(inChunks(bytes), LIMIT)).existed).toBe(false);
    });

    test('does not know what was never stored', async () => {
      for (const hash of [
        'ef'.repeat(32),
        'not-a-hash',
        '',
        '../../../../etc/passwd',
        `..${'/..'.repeat(12)}/etc/passwd`,
      ]) {
        expect(await files.stat(hash)).toBeNull();
        await expect(read(hash)).rejects.toMatchObject({ code: 'file-missing' });
        await expect(read(hash, { start: 0, end: 5 })).rejects.toMatchObject({
          code: 'file-missing',
        });
        await expect(files.withLocalPath(hash, async () => 'used')).rejects.toMatchObject({
          code: 'file-missing',
        });
      }
    });

    test('lends a path with the bytes and hands on what comes of it', async () => {
      const bytes = someBytes(9_000);
      const { sha256: hash } = await files.put(inChunks(bytes), LIMIT);
      expect(
        await files.withLocalPath(hash, async (path) => (await readFile(path)).equals(bytes)),
      ).toBe(true);
      await expect(
        files.withLocalPath(hash, async () => {
          throw new Error('unreadable');
        }),
      ).rejects.toThrow('unreadable');
      expect(await files.stat(hash)).toEqual({ bytes: bytes.length });
    });

    test('keeps derived bytes by key, apart from the files', async () => {
      const before = await all();
      expect(await files.findDerived('a/../b 1')).toBeNull();
      await files.putDerived('a/../b 1', Buffer.from('one'));
      await files.putDerived('a/../b 2', Buffer.from('two'));
      await files.putDerived('a/../b 1', Buffer.from('new'));
      expect(Buffer.from((await files.findDerived('a/../b 1'))!).toString()).toBe('new');
      expect(Buffer.from((await files.findDerived('a/../b 2'))!).toString()).toBe('two');
      expect(await all()).toEqual(before);
    });

    test('lists every file once with its size', async () => {
      const before = await all();
      const fresh = [someBytes(1), someBytes(2_000), someBytes(3_000)];
      for (const bytes of fresh) await files.put(inChunks(bytes), LIMIT);
      expect(await all()).toEqual(
        [...before, ...fresh.map((b) => `${sha256(b)} ${b.length}`)].toSorted(),
      );
    });
  });
}
