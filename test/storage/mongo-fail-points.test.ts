import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openMongoStorage } from '#storage/mongo/open-mongo-storage.ts';
import type { Storage } from '#server/ports.ts';
import { aChange, aJob, anEvent, anItem } from '../support/builders.ts';
import {
  DISK_FULL,
  faultyServer,
  HANGS_UP,
  openFailPoints,
  STEPPED_DOWN,
  type FailPoints,
} from '../support/fail-points.ts';
import { aDatabaseName, serversGiven, withDatabase } from '../support/mongo-under-test.ts';
import { allItems } from './crash-checks.ts';

const [faulty, servers] = [faultyServer(), serversGiven()];
const missing = faulty === '' || servers === null;

async function* inPieces(bytes: Buffer): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
async function gathered<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
const HALF_A_MINUTE = 30_000;
/** As long as the driver takes to begin a refused transaction again, some times over. */
const REFUSED_AGAIN_MS = 1_500;

/**
 * The clock by which the storage counts how long it has been trying: put forward, so that nobody
 * waits half a minute.
 */
function aClock(): { standsAt: (ms: number) => Promise<void>; goesOn: () => void } {
  const real = performance.now.bind(performance);
  let ahead = 0;
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => real() + ahead);
  return {
    standsAt: async (ms) => {
      ahead = ms;
      await new Promise((resolve) => {
        setTimeout(resolve, REFUSED_AGAIN_MS);
      });
    },
    goesOn: () => clock.mockRestore(),
  };
}
/** Four GridFS pieces. */
const FILM = Buffer.alloc(1_000_000, 'phim ');

(missing ? describe.skip : describe)(
  missing
    ? 'a MongoDB that stumbles: SKIPPED, set MONGODB_FAULTS_URL to a server with fail points, beside MONGODB_URL and ELASTICSEARCH_URL'
    : 'on a MongoDB that stumbles',
  () => {
    let storage: Storage;
    let points: FailPoints;
    beforeAll(async () => {
      const address = withDatabase(faulty, aDatabaseName());
      // A driver looks again every ten seconds at who is the primary: more often here, where it
      // changes all the time.
      storage = await openMongoStorage(
        `${address}&heartbeatFrequencyMS=500`,
        servers!.elasticsearch,
      );
      points = await openFailPoints(address);
    });
    afterEach(() => points.mend());
    afterAll(async () => {
      await storage.close();
      await points.close();
    });

    const idsOfAll = async (): Promise<string[]> => (await allItems(storage)).map((i) => i.id);
    const COMMANDS = ['insert', 'update', 'commitTransaction', 'find'];
    const FAULTS = {
      'a primary that steps down': STEPPED_DOWN,
      'a connection that breaks': HANGS_UP,
    };

    test.each(
      COMMANDS.flatMap((command) =>
        Object.keys(FAULTS).map((fault) => [fault as keyof typeof FAULTS, command] as const),
      ),
    )('%s during %s changes nothing for who saves, reads and works', async (fault, command) => {
      await points.set({ commands: [command], ...FAULTS[fault] }, { times: 1 });
      const key = `${fault}/${command}`;
      const fresh = anItem({ identifier: key });
      const item = await storage.catalog.saveItem(
        aChange(fresh, { event: anEvent(fresh.id), jobs: [aJob({ key })] }),
      );
      await points.set({ commands: [command], ...FAULTS[fault] }, { times: 1 });
      const [, again] = [
        await storage.catalog.findItem(item.id),
        await storage.catalog.saveItem(
          aChange({ ...item, title: 'Sửa một lần' }, { event: anEvent(item.id) }),
        ),
      ];
      expect([
        again.version,
        (await storage.catalog.events(item.id)).length,
        (await storage.catalog.findItemByIdentifier(key))?.title,
      ]).toEqual([2, 2, 'Sửa một lần']);
      await points.set({ commands: [command], ...FAULTS[fault] }, { times: 1 });
      const job = await storage.queue.claim(
        ['extract'],
        'w',
        '2099-01-01T00:00:00.000Z',
        '2099-01-02T00:00:00.000Z',
      );
      expect([job?.key, job?.attempts]).toEqual([key, 1]);
      await storage.queue.finish(job!.id, 'w', { state: 'done' });
      expect(await storage.queue.pending()).toBe(0);
    });

    test('a server that goes on refusing is told in half a minute, and nothing is half written', async () => {
      const [before, fresh] = [await idsOfAll(), anItem({ identifier: 'nửa/chừng' })];
      await points.set({ commands: ['update'], ...STEPPED_DOWN }, 'always');
      const clock = aClock();
      let ended = false;
      const saving = storage.catalog
        .saveItem(aChange(fresh, { event: anEvent(fresh.id), jobs: [aJob()] }))
        .finally(() => {
          ended = true;
        });
      const told = expect(saving).rejects.toMatchObject({ code: 'storage-busy' });
      await clock.standsAt(HALF_A_MINUTE - 5_000);
      expect(ended).toBe(false);
      await clock.standsAt(HALF_A_MINUTE);
      await told;
      clock.goesOn();
      await points.mend();
      expect([
        await idsOfAll(),
        await storage.catalog.findItemByIdentifier('nửa/chừng'),
        await storage.catalog.events(fresh.id),
        await storage.queue.pending(),
      ]).toEqual([before, null, [], 0]);
    });

    test('a full disk is told as such, in a record and in a file, and both can be sent again', async () => {
      const change = aChange(anItem({ identifier: 'đĩa/đầy' }));
      await points.set({ commands: ['insert'], ...DISK_FULL }, 'always');
      await expect(storage.catalog.saveItem(change)).rejects.toMatchObject({
        code: 'storage-full',
      });
      await expect(storage.files.put(inPieces(FILM), FILM.length)).rejects.toMatchObject({
        code: 'storage-full',
      });
      await points.mend();
      expect(await storage.catalog.findItemByIdentifier('đĩa/đầy')).toBeNull();
      expect((await storage.catalog.saveItem(change)).version).toBe(1);
      await kept(await storage.files.put(inPieces(FILM), FILM.length));
      await storage.files.remove(sha256, '9999');
    });

    const sha256 = createHash('sha256').update(FILM).digest('hex');
    const stored = async (): Promise<string[]> =>
      (await gathered(storage.files.list())).map((f) => f.sha256);
    /** The bytes are there, whole, once, and nothing else is. */
    async function kept({
      sha256: name,
      bytes,
    }: {
      readonly sha256: string;
      readonly bytes: number;
    }): Promise<void> {
      expect([name, bytes, await stored()]).toEqual([sha256, FILM.length, [sha256]]);
      expect(Buffer.concat(await gathered(storage.files.read(sha256, null))).equals(FILM)).toBe(
        true,
      );
      expect(await points.connection.db!.collection('files.chunks').countDocuments()).toBe(4);
    }

    test.each([1, 2, 3, 4, 5, 6, 7])(
      'a connection that breaks at insert %i of an upload does not show',
      async (nth) => {
        await points.set({ commands: ['insert'], ...HANGS_UP }, { times: 1, skip: nth - 1 });
        await kept(await storage.files.put(inPieces(FILM), FILM.length));
        await storage.files.remove(sha256, '9999');
        expect(await stored()).toEqual([]);
      },
    );

    test.each([1, 2, 3, 4, 5, 6, 7])(
      'an upload whose inserts fail from number %i on leaves nothing, and goes through when sent again',
      async (nth) => {
        await points.set({ commands: ['insert'], ...HANGS_UP }, { times: 2, skip: nth - 1 });
        await expect(storage.files.put(inPieces(FILM), FILM.length)).rejects.toMatchObject({
          code: 'storage-busy',
        });
        await points.mend();
        expect([
          await stored(),
          await points.connection.db!.collection('files.chunks').countDocuments(),
        ]).toEqual([[], 0]);
        await kept(await storage.files.put(inPieces(FILM), FILM.length));
        await storage.files.remove(sha256, '9999');
      },
    );
  },
);
