import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { JOB_KINDS, type Job, type NewJob } from '#server/base/job.ts';
import type { Queue } from '#server/ports.ts';
import { aChange, aJob, anItem } from '../../support/builders.ts';
import type { OpenStorage, StorageUnderTest } from '../../support/storage-under-test.ts';

/** Instants after any real submission, a minute apart. */
const at = (minute: number): string => new Date(Date.UTC(2100, 0, 1, 0, minute)).toISOString();
const FAR = at(1_000_000);

/** What every Queue keeps (server/ports.ts). */
export function describeQueue(name: string, open: OpenStorage): void {
  describe(`the queue of ${name}`, () => {
    let storage: StorageUnderTest;
    let queue: Queue;
    beforeAll(async () => {
      storage = await open();
      queue = storage.queue;
    });
    afterAll(() => storage.close());
    const claim = (
      worker = 'w1',
      minute = 0,
      kinds: readonly Job['kind'][] = JOB_KINDS,
    ): Promise<Job | null> => queue.claim(kinds, worker, at(minute), at(minute + 5));
    const claimKey = async (worker = 'w1', minute = 0): Promise<string | null> =>
      (await claim(worker, minute))?.key ?? null;

    afterEach(async () => {
      for (const job of await queue.failed(1_000)) await queue.retry(job.id);
      for (
        let job = await queue.claim(JOB_KINDS, 'end', FAR, FAR);
        job !== null;
        job = await queue.claim(JOB_KINDS, 'end', FAR, FAR)
      )
        await queue.finish(job.id, 'end', { state: 'done' });
      expect(await queue.pending()).toBe(0);
    });

    test('gives a submitted job to a worker, counting one attempt', async () => {
      const job = aJob({ payload: { itemId: 'ì', attachmentId: 'b' } });
      await queue.submit([job]);
      expect(await claim()).toMatchObject({ ...job, state: 'running', attempts: 1, reason: null });
      expect(await claim('w2')).toBeNull();
    });

    test('counts its jobs by kind, and since when the oldest waits', async () => {
      expect(await queue.census()).toEqual([]);
      await queue.submit([
        aJob({ kind: 'extract', priority: 9 }),
        aJob({ kind: 'extract' }),
        aJob({ kind: 'index-item' }),
      ]);
      const job = (await claim('w1', 0, ['index-item']))!;
      await queue.finish(job.id, 'w1', { state: 'failed', reason: 'internal' });
      await claim('w1', 0, ['extract']);
      expect(await queue.census()).toEqual([
        {
          kind: 'extract',
          waiting: 1,
          running: 1,
          failed: 0,
          oldestAt: expect.stringMatching(/^\d{4}-.*Z$/u),
        },
        { kind: 'index-item', waiting: 0, running: 0, failed: 1, oldestAt: null },
      ]);
    });

    test('has nothing to give when it is empty or holds other kinds only', async () => {
      expect(await claim()).toBeNull();
      await queue.submit([]);
      await queue.submit([aJob({ kind: 'extract' })]);
      expect(await claim('w1', 0, ['index-item'])).toBeNull();
      expect(await claim('w1', 0, ['index-item', 'extract'])).not.toBeNull();
    });

    test('lets owners take turns, whoever has how much waiting and whenever they came', async () => {
      const of = (owner: string, n: number): NewJob => aJob({ key: `${owner}${n}`, owner });
      await queue.submit([
        of('a', 1),
        of('a', 2),
        of('a', 3),
        aJob({ key: 'other', kind: 'extract', priority: 9, owner: 'a' }),
      ]);
      await queue.submit([of('a', 4)]);
      expect([await claimKey(), await claimKey()]).toEqual(['other', 'a1']);
      await queue.submit([of('b', 1), of('b', 2), aJob({ key: 'nobody' })]);
      // A turn that ends and goes on later is behind what its owner has waiting, not before others.
      await queue.submit([of('c', 1)]);
      expect(await claimKey()).toBe('nobody');
      const order: (string | null)[] = [];
      for (let n = 0; n < 5; n += 1) {
        const job = (await claim())!;
        order.push(job.key);
        if (job.key === 'c1') await queue.submit([of('c', 2)]);
      }
      expect(order).toEqual(['a2', 'b1', 'c1', 'a3', 'b2']);
      expect([await claimKey(), await claimKey(), await claimKey()]).toEqual(['c2', 'a4', null]);
    });

    test('gives the largest priority first, then the oldest', async () => {
      await queue.submit([
        aJob({ key: 'low', priority: 1 }),
        aJob({ key: 'a' }),
        aJob({ key: 'b' }),
        aJob({ key: 'high', priority: 9 }),
      ]);
      expect([
        await claimKey(),
        await claimKey(),
        await claimKey(),
        await claimKey(),
        await claimKey(),
      ]).toEqual(['high', 'a', 'b', 'low', null]);
    });

    test('never runs two jobs of one group at the same time', async () => {
      await queue.submit([
        aJob({ key: 'g1', group: 'g' }),
        aJob({ key: 'g2', group: 'g' }),
        aJob({ key: 'h', group: 'h' }),
      ]);
      const first = await claim('w1');
      expect(first!.key).toBe('g1');
      expect(await claimKey('w2')).toBe('h');
      expect(await claimKey('w2')).toBeNull();
      await queue.finish(first!.id, 'w1', { state: 'done' });
      expect(await claimKey('w2')).toBe('g2');
    });

    test('takes a job back that is handed back, at once and without counting the attempt', async () => {
      await queue.submit([aJob({ key: 'long' })]);
      const first = await claim('w1');
      await queue.finish(first!.id, 'w1', { state: 'handed-back' });
      expect(await queue.pending()).toBe(1);
      const second = await claim('w2');
      expect(second).toMatchObject({ key: 'long', attempts: 1, state: 'running' });
      // What the first still does is ignored, and work submitted again meanwhile stands for both.
      await queue.finish(first!.id, 'w1', { state: 'failed', reason: 'late' });
      await queue.submit([aJob({ key: 'long' })]);
      await queue.finish(second!.id, 'w2', { state: 'handed-back' });
      expect(await queue.pending()).toBe(1);
    });

    test('never gives two workers the same job', async () => {
      await queue.submit(Array.from({ length: 30 }, (_, i) => aJob({ key: `k${i}` })));
      const given = await Promise.all(Array.from({ length: 40 }, (_, i) => claimKey(`w${i % 4}`)));
      expect(given.filter((key) => key === null)).toHaveLength(10);
      expect(new Set(given).size).toBe(31);
    });

    test('takes a key once while the first waits, again while it runs', async () => {
      await queue.submit([aJob({ key: 'same', group: 'g' }), aJob({ key: 'same', group: 'g' })]);
      await queue.submit([aJob({ key: 'same', group: 'g' })]);
      expect(await queue.pending()).toBe(1);
      const first = await claim();
      await queue.submit([aJob({ key: 'same', group: 'g' })]);
      expect(await queue.pending()).toBe(2);
      await queue.finish(first!.id, 'w1', { state: 'done' });
      expect((await claim())!.id).not.toBe(first!.id);
    });

    test('takes jobs from a saved change by the same rule', async () => {
      const item = anItem();
      const saved = await storage.catalog.saveItem(
        aChange(item, { jobs: [aJob({ key: 'index', group: item.id })] }),
      );
      await storage.catalog.saveItem(
        aChange(saved, { jobs: [aJob({ key: 'index', group: item.id })] }),
      );
      expect(await queue.pendingOfGroup(item.id)).toBe(1);
    });

    test('counts what waits and runs, of a group too', async () => {
      await queue.submit([
        aJob({ key: 'a', group: 'g' }),
        aJob({ key: 'b', group: 'g' }),
        aJob({ key: 'c' }),
      ]);
      const job = await claim();
      expect(await queue.pending()).toBe(3);
      expect(await queue.pendingOfGroup('g')).toBe(2);
      await queue.finish(job!.id, 'w1', { state: 'done' });
      expect(await queue.pendingOfGroup('g')).toBe(1);
      expect(await queue.pendingOfGroup('none')).toBe(0);
    });

    describe('a lease', () => {
      test('that ran out gives the job back, with one attempt more', async () => {
        await queue.submit([aJob({ key: 'a' })]);
        await claim('dead', 0);
        expect(await claim('w2', 4)).toBeNull();
        expect(await claim('w2', 6)).toMatchObject({ key: 'a', attempts: 2 });
      });

      test('is lengthened by a heartbeat', async () => {
        await queue.submit([aJob({ key: 'a' })]);
        const job = await claim('w1', 0);
        expect(await queue.heartbeat(job!.id, 'w1', at(20))).toBe(true);
        expect(await claim('w2', 10)).toBeNull();
      });

      test('lost to another refuses the heartbeat and ignores the end', async () => {
        await queue.submit([aJob({ key: 'a' })]);
        const job = await claim('w1', 0);
        await claim('w2', 10);
        expect(await queue.heartbeat(job!.id, 'w1', at(30))).toBe(false);
        for (const outcome of [
          { state: 'done' },
          { state: 'failed', reason: 'internal' },
          { state: 'retry', reason: 'internal', notBefore: at(0) },
        ] as const)
          await queue.finish(job!.id, 'w1', outcome);
        expect(await queue.pending()).toBe(1);
        expect(await queue.failed(10)).toEqual([]);
        expect(await queue.heartbeat(job!.id, 'w2', at(30))).toBe(true);
      });

      test('of nobody or of a job that is gone is refused', async () => {
        await queue.submit([aJob({ key: 'a' })]);
        const job = await claim();
        expect(await queue.heartbeat(job!.id, 'w9', at(30))).toBe(false);
        await queue.finish(job!.id, 'w1', { state: 'done' });
        expect(await queue.heartbeat(job!.id, 'w1', at(30))).toBe(false);
        expect(await queue.heartbeat('99999999', 'w1', at(30))).toBe(false);
      });

      test('that ran out while the same work was submitted again leaves one job', async () => {
        await queue.submit([aJob({ key: 'a', group: 'g' })]);
        await claim('dead', 0);
        await queue.submit([aJob({ key: 'a', group: 'g' })]);
        expect(await claimKey('w2', 10)).toBe('a');
        expect(await queue.pending()).toBe(1);
      });
    });

    describe('a job that must be tried again', () => {
      test('waits until its time', async () => {
        await queue.submit([aJob({ key: 'a' })]);
        const job = await claim();
        await queue.finish(job!.id, 'w1', {
          state: 'retry',
          reason: 'storage-busy',
          notBefore: at(10),
        });
        expect(await claim('w2', 9)).toBeNull();
        expect(await claim('w2', 10)).toMatchObject({
          key: 'a',
          attempts: 2,
          reason: 'storage-busy',
        });
      });

      test('gives way to the same work submitted again', async () => {
        await queue.submit([aJob({ key: 'a', group: 'g' })]);
        const job = await claim();
        await queue.submit([aJob({ key: 'a', group: 'g' })]);
        await queue.finish(job!.id, 'w1', {
          state: 'retry',
          reason: 'storage-busy',
          notBefore: at(10),
        });
        expect(await queue.pending()).toBe(1);
        expect(await claimKey('w2', 0)).toBe('a');
      });
    });

    describe('a failed job', () => {
      const failOne = async (key: string): Promise<Job> => {
        await queue.submit([aJob({ key, group: `group-${key}` })]);
        const job = (await claim())!;
        await queue.finish(job.id, 'w1', { state: 'failed', reason: 'file-broken' });
        return job;
      };

      test('stays with its reason, newest first, and is no longer pending', async () => {
        await failOne('a');
        await failOne('b');
        expect((await queue.failed(10)).map((j) => [j.key, j.state, j.reason])).toEqual([
          ['b', 'failed', 'file-broken'],
          ['a', 'failed', 'file-broken'],
        ]);
        expect(await queue.failed(1)).toHaveLength(1);
        expect(await queue.pending()).toBe(0);
        expect(await claim('w2', 100)).toBeNull();
      });

      test('goes back to waiting when asked, as if new', async () => {
        const job = await failOne('a');
        expect(await queue.retry(job.id)).toBe(true);
        expect(await queue.failed(10)).toEqual([]);
        expect(await claim('w2')).toMatchObject({ key: 'a', attempts: 1 });
        expect(await queue.retry(job.id)).toBe(false);
        expect(await queue.retry('99999999')).toBe(false);
      });

      test('is one with the same work submitted since', async () => {
        const job = await failOne('a');
        await queue.submit([aJob({ key: 'a' })]);
        expect(await queue.retry(job.id)).toBe(true);
        expect(await queue.pending()).toBe(1);
        expect(await queue.failed(10)).toEqual([]);
      });
    });
  });
}
