import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ArrivingFile } from '#server/ingest/arriving-catalog.ts';
import { nextId } from '../support/builders.ts';
import { openTemporaryMongo, serversGiven } from '../support/mongo-under-test.ts';
import { openTemporarySqlite, type StorageUnderTest } from '../support/storage-under-test.ts';

const servers = serversGiven();
const STORAGES: readonly (readonly [string, (() => Promise<StorageUnderTest>) | null])[] = [
  ['SQLite', openTemporarySqlite],
  [
    servers === null ? 'MongoDB: SKIPPED, set MONGODB_URL to run these' : 'MongoDB',
    servers === null ? null : () => openTemporaryMongo(servers),
  ],
];

const aFile = (more: Partial<ArrivingFile> = {}): ArrivingFile => ({
  id: nextId(),
  accountId: nextId(),
  unitId: nextId(),
  name: 'Sách nói.mp3',
  bytes: 1_000,
  received: 0,
  createdAt: '2026-05-12T03:00:00.000Z',
  expiresAt: '2026-05-15T03:00:00.000Z',
  sha256: null,
  taken: false,
  ...more,
});
const LATER = '2026-05-16T03:00:00.000Z';
const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

for (const [name, open] of STORAGES) {
  (open === null ? describe.skip : describe)(`files that arrive in pieces on ${name}`, () => {
    let storage: StorageUnderTest;
    beforeAll(async () => {
      storage = await open!();
    });
    afterAll(() => storage.close());

    test('are written by whoever took them last, from where they end', async () => {
      const { catalog } = storage;
      const file = aFile();
      await catalog.addArriving(file);
      expect(await catalog.takeArriving(file.id, 'first')).toEqual(file);
      const range = { from: 0, to: 400, expiresAt: LATER };
      expect(await catalog.advanceArriving(file.id, 'first', range)).toBe(true);
      expect(await catalog.advanceArriving(file.id, 'first', range)).toBe(false);
      await catalog.takeArriving(file.id, 'second');
      const next = { from: 400, to: 500, expiresAt: LATER };
      expect(await catalog.advanceArriving(file.id, 'first', next)).toBe(false);
      expect(await catalog.advanceArriving(file.id, 'second', next)).toBe(true);
      expect(await catalog.findArriving(file.id)).toEqual({
        ...file,
        received: 500,
        expiresAt: LATER,
      });
      expect(await catalog.takeArriving('khong-co', 'first')).toBeNull();
      expect(await catalog.advanceArriving('khong-co', 'first', range)).toBe(false);
    });

    test('are listed by account, summed by unit and given up in order, until an item has them', async () => {
      const { catalog } = storage;
      const [accountId, unitId] = [nextId(), nextId()];
      const files = [3, 1, 2].map((day) =>
        aFile({
          accountId,
          unitId,
          createdAt: `2026-01-0${day}T00:00:00.000Z`,
          expiresAt: `2026-02-0${day}T00:00:00.000Z`,
        }),
      );
      for (const file of files) await catalog.addArriving(file);
      const [third, first, second] = files.map(({ id }) => id);
      expect((await catalog.listArriving(accountId)).map(({ id }) => id)).toEqual([
        first,
        second,
        third,
      ]);
      expect(await catalog.sumArriving([unitId, 'khong-co'])).toBe(3_000);
      expect(
        (await catalog.expiredArriving('2026-02-02T00:00:00.000Z', 10)).map(({ id }) => id),
      ).toEqual([first, second]);
      await catalog.noteArrived(first!, 'a'.repeat(64));
      await catalog.markTaken(first!, LATER);
      await catalog.removeArriving(second!);
      await catalog.removeArriving('khong-co');
      expect((await catalog.listArriving(accountId)).map(({ id }) => id)).toEqual([third]);
      expect(await catalog.sumArriving([unitId])).toBe(1_000);
      expect(await catalog.findArriving(first!)).toMatchObject({
        taken: true,
        sha256: 'a'.repeat(64),
        expiresAt: LATER,
      });
    });

    test('become one file of the store, whatever the sizes of their pieces', async () => {
      const { files } = storage;
      const bytes = randomBytes(1_200_000);
      const id = nextId();
      let at = 0;
      for (const size of [1, 255 * 1_024 - 1, 1, 300_000, 600_000, bytes.length]) {
        const piece = bytes.subarray(at, at + size);
        await files.arriving.write(id, at, piece);
        at += piece.length;
      }
      const noted: string[] = [];
      const stored = await files.arriving.store(id, bytes.length, async (sha256) => {
        noted.push(sha256);
        expect(await files.stat(sha256)).toBeNull();
      });
      expect(stored).toEqual({ sha256: shaOf(bytes), bytes: bytes.length, existed: false });
      expect(noted).toEqual([stored.sha256]);
      const read: Uint8Array[] = [];
      for await (const chunk of files.read(stored.sha256, { start: 250_000, end: 850_000 }))
        read.push(chunk);
      expect(Buffer.concat(read).equals(bytes.subarray(250_000, 850_001))).toBe(true);
      await files.arriving.remove(id);
      expect(await files.stat(stored.sha256)).toEqual({ bytes: bytes.length });
    });

    test('may be written again where somebody was overtaken, without losing what follows', async () => {
      const { files } = storage;
      const bytes = randomBytes(700_000);
      const id = nextId();
      await files.arriving.write(id, 0, bytes.subarray(0, 400_000));
      await files.arriving.write(id, 400_000, bytes.subarray(400_000));
      await files.arriving.write(id, 0, bytes.subarray(0, 100_000));
      const { sha256 } = await files.arriving.store(id, bytes.length, async () => undefined);
      expect(sha256).toBe(shaOf(bytes));
    });

    test('are told when their bytes are there already, and leave nothing beside them', async () => {
      const { files } = storage;
      const bytes = randomBytes(300_000);
      await files.put(
        (async function* once() {
          yield bytes;
        })(),
        1_000_000,
      );
      const id = nextId();
      await files.arriving.write(id, 0, bytes);
      expect(await files.arriving.store(id, bytes.length, async () => undefined)).toMatchObject({
        existed: true,
      });
      await expect(
        files.arriving.store(id, bytes.length + 1, async () => undefined),
      ).rejects.toMatchObject({ code: 'file-missing' });
    });

    test('have no holes, and no names that are paths', async () => {
      const { files } = storage;
      const id = nextId();
      await expect(files.arriving.write(id, 10, Buffer.from('x'))).rejects.toMatchObject({
        code: 'file-missing',
      });
      await files.arriving.write(id, 0, Buffer.from('12345'));
      await expect(files.arriving.write(id, 10, Buffer.from('x'))).rejects.toMatchObject({
        code: 'file-missing',
      });
      await files.arriving.remove(id);
      await files.arriving.remove(id);
      await expect(files.arriving.store(id, 5, async () => undefined)).rejects.toMatchObject({
        code: 'file-missing',
      });
    });
  });
}
