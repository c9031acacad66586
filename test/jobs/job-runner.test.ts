import { AppError } from '#server/base/errors.ts';
import { JOB_KINDS, type Job } from '#server/base/job.ts';
import type { JobOutcome } from '#server/ports.ts';
import { extractAttachment } from '#server/ingest/jobs/extract-attachment.ts';
import { JobRunner, type JobHandlers, type JobRunnerOptions } from '#server/jobs/job-runner.ts';
import { aJob } from '../support/builders.ts';
import { makeFolder, type TestFolder } from '../support/make/make-folder.ts';
import { makePdf } from '../support/make/make-pdf.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
let folder: TestFolder;
beforeEach(async () => {
  app = await startTestApp();
  folder = makeFolder();
});
afterEach(async () => {
  await app.close();
  folder.remove();
});

/** A runner whose time stands still until it is moved, with one handler for every kind. */
function runner(
  handle: (job: Job) => Promise<JobOutcome>,
  worker = 'w',
  limits: JobRunnerOptions['limits'] = {},
) {
  let now = Date.now() + 1_000;
  const errors: unknown[] = [];
  const handlers = Object.fromEntries(
    JOB_KINDS.map((kind) => [kind, handle]),
  ) as unknown as JobHandlers;
  const made = new JobRunner({
    queue: app.shelf.storage.queue,
    handlers,
    worker,
    now: () => new Date(now).toISOString(),
    width: 3,
    limits,
    routine: async () => undefined,
    onError: (e) => errors.push(e),
  });
  return {
    made,
    errors,
    later: (ms: number): void => {
      now += ms;
    },
  };
}

describe('a job', () => {
  it('that is done leaves the queue', async () => {
    const ran: string[] = [];
    await app.shelf.storage.queue.submit([aJob({ key: 'a' })]);
    const { made } = runner(async (job) => {
      ran.push(job.key);
      return { state: 'done' };
    });
    expect([
      await made.runOne(),
      await made.runOne(),
      ran,
      await app.shelf.storage.queue.pending(),
    ]).toEqual([true, false, ['a'], 0]);
  });

  it.each(['search-unavailable', 'storage-busy'] as const)(
    'that meets %s is tried until the server is back',
    async (code) => {
      await app.shelf.storage.queue.submit([aJob({ key: 'a' })]);
      let runs = 0;
      const { made, later } = runner(async () => {
        if (++runs < 9) throw new AppError(code);
        return { state: 'done' };
      });
      for (let n = 0; n < 9; n++) {
        expect(await made.runOne()).toBe(true);
        later(256_000);
      }
      expect([
        runs,
        await app.shelf.storage.queue.pending(),
        await app.shelf.storage.queue.failed(5),
      ]).toEqual([9, 0, []]);
    },
  );

  it('that fails is tried again later and later, then kept as failed with its reason', async () => {
    await app.shelf.storage.queue.submit([aJob({ key: 'a' })]);
    let runs = 0;
    const { made, later, errors } = runner(async () => {
      runs++;
      throw new AppError('storage-full');
    });
    for (const wait of [4_000, 16_000, 64_000, 256_000]) {
      expect(await made.runOne()).toBe(true);
      later(wait - 1_000);
      expect(await made.runOne()).toBe(false);
      later(1_001);
    }
    expect(await made.runOne()).toBe(true);
    later(10_000_000);
    expect(await made.runOne()).toBe(false);
    expect([runs, errors.length]).toEqual([5, 5]);
    const [failed] = await app.shelf.storage.queue.failed(5);
    expect(failed).toMatchObject({
      key: 'a',
      state: 'failed',
      reason: 'storage-full',
      attempts: 5,
    });
    await app.shelf.storage.queue.retry(failed!.id);
    expect(await made.runOne()).toBe(true);
  });

  it('of a limited kind lets others pass while as many run, and waits where none may', async () => {
    const kind = 'recognise';
    await app.shelf.storage.queue.submit([
      aJob({ kind, key: 'page 1' }),
      aJob({ kind, key: 'page 2' }),
      aJob({ key: 'file' }),
    ]);
    const ran: string[] = [];
    const [began, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const handle = async ({ key }: Job): Promise<JobOutcome> => {
      ran.push(key);
      began.resolve();
      if (key === 'page 1') await goOn.promise;
      return { state: 'done' };
    };
    const { made } = runner(handle, 'w', { [kind]: 1 });
    const first = made.runOne();
    await began.promise;
    await made.runOne();
    expect(await made.runOne()).toBe(false);
    expect(ran).toEqual(['page 1', 'file']);
    goOn.resolve();
    await first;
    expect(await runner(handle, 'x', { [kind]: 0 }).made.runOne()).toBe(false);
    expect(await made.runOne()).toBe(true);
  });

  it('that can never succeed is not tried again', async () => {
    await app.shelf.storage.queue.submit([aJob({ key: 'a' }), aJob({ key: 'b' })]);
    const { made } = runner(async (job) => {
      throw job.key === 'a' ? new AppError('file-broken') : new TypeError('a fault of the program');
    });
    await made.runOne();
    await made.runOne();
    expect((await app.shelf.storage.queue.failed(5)).map((j) => [j.key, j.reason])).toEqual([
      ['a', 'file-broken'],
    ]);
    expect(await app.shelf.storage.queue.pending()).toBe(1);
  });

  it('of a dead worker is taken over when its lease has run out', async () => {
    const { queue } = app.shelf.storage;
    await queue.submit([aJob({ key: 'a' })]);
    let release = (): void => undefined;
    let running: Promise<boolean> | undefined;
    await new Promise<void>((begun) => {
      running = runner(
        () =>
          new Promise((resolve) => {
            release = () => resolve({ state: 'done' });
            begun();
          }),
        'dead',
      ).made.runOne();
    });
    const ran: string[] = [];
    const alive = runner(async (job) => {
      ran.push(job.key);
      return { state: 'done' };
    }, 'alive');
    expect(await alive.made.runOne()).toBe(false);
    alive.later(60_000);
    expect([await alive.made.runOne(), ran]).toEqual([true, ['a']]);
    release();
    await running;
    expect(await queue.pending()).toBe(0);
  });

  it('that runs when the runner stops is finished; those that wait stay', async () => {
    const { queue } = app.shelf.storage;
    await queue.submit(Array.from({ length: 6 }, (_, i) => aJob({ key: `k${i}` })));
    let began = (): void => undefined;
    const first = new Promise<void>((resolve) => {
      began = resolve;
    });
    let done = 0;
    const { made } = runner(async () => {
      began();
      await Promise.resolve();
      done++;
      return { state: 'done' };
    });
    made.start();
    await first;
    await made.stop();
    expect(done).toBeGreaterThan(0);
    expect((await queue.pending()) + done).toBe(6);
  });
});

describe('reading a file', () => {
  const draft = async (content: Uint8Array, name = 'a.pdf') => {
    folder.put(name, content);
    const { createItem } = await import('#server/cataloguing/actions/create-item.ts');
    const { receiveFile } = await import('#server/ingest/actions/receive-file.ts');
    const { EMPTY_RECORD } = await import('#server/items/record-rules.ts');
    const attachment = await receiveFile(
      app.shelf.actions,
      name,
      (async function* bytes() {
        yield content;
      })(),
    );
    return createItem(app.shelf.actions, {
      actor: app.admin,
      record: { ...EMPTY_RECORD, title: 'Bản nháp' },
      attachments: [attachment],
    });
  };
  const PAGE = 'Hoa giai o co so giup cac ben tu nguyen thoa thuan voi nhau. '.repeat(6);

  it('puts the text on the newest version when somebody has edited meanwhile', async () => {
    const { catalog, queue, files } = app.shelf.storage;
    const item = await draft(makePdf({ pages: [PAGE, PAGE] }));
    const job = (await queue.claim(
      JOB_KINDS,
      'w',
      new Date(Date.now() + 1_000).toISOString(),
      new Date(Date.now() + 60_000).toISOString(),
    ))!;
    const slow = {
      ...app.shelf.extraction,
      extract: async (request: Parameters<typeof app.shelf.extraction.extract>[0]) => {
        const found = await app.shelf.extraction.extract(request);
        const now = (await catalog.findItem(item.id))!;
        await catalog.saveItem({
          item: { ...now, title: 'Sửa trong lúc đọc' },
          event: null,
          texts: [],
          jobs: [],
        });
        return found;
      },
    };
    expect(
      await extractAttachment({ ...app.shelf.actions, catalog, files, extraction: slow }, job),
    ).toEqual({ state: 'done' });
    const saved = (await catalog.findItem(item.id))!;
    expect([saved.title, saved.attachments[0]!.status.state, saved.attachments[0]!.pages]).toEqual([
      'Sửa trong lúc đọc',
      'ready',
      2,
    ]);
    expect(await catalog.listPassages(item.id, null, 10)).toHaveLength(2);
  });

  it('twice gives the same', async () => {
    const { catalog, queue } = app.shelf.storage;
    const item = await draft(makePdf({ pages: [PAGE, PAGE] }));
    await app.settle();
    const once = await catalog.listPassages(item.id, null, 10);
    await queue.submit([
      {
        kind: 'extract',
        key: 'again',
        payload: { itemId: item.id, attachmentId: item.attachments[0]!.id },
        priority: 5,
        group: item.id,
      },
    ]);
    await app.settle();
    expect(await catalog.listPassages(item.id, null, 10)).toEqual(once);
  });

  it('that is broken is the result, not a failure of the job', async () => {
    const { catalog, queue } = app.shelf.storage;
    const item = await draft(makePdf({ pages: ['x'], locked: true }));
    await app.settle();
    expect((await catalog.findItem(item.id))!.attachments[0]!.status).toEqual({
      state: 'failed',
      reason: 'file-encrypted',
    });
    expect([await queue.pending(), await queue.failed(5)]).toEqual([0, []]);
  });

  it('of an item that is gone, or with a payload nobody understands, ends quietly', async () => {
    const { queue } = app.shelf.storage;
    await queue.submit([
      aJob({ key: 'x', payload: { itemId: 'none', attachmentId: 'none' } }),
      aJob({ key: 'y', payload: {} }),
      aJob({ kind: 'index-item', key: 'z', payload: {} }),
    ]);
    await app.settle();
    expect([await queue.pending(), await queue.failed(5)]).toEqual([0, []]);
  });
});

describe('the index follows', () => {
  const state = async (): Promise<number> => (await app.shelf.storage.search.state()).items;

  it('publishing, withdrawing and restoring', async () => {
    folder.put('a.txt', 'Hòa giải viên ghi biên bản khi hai bên thỏa thuận được. '.repeat(5));
    const [result] = await app.importFolder(folder.path);
    expect(await state()).toBe(1);
    const { moveItem } = await import('#server/workflow/actions/move-item.ts');
    for (const [action, items] of [
      ['withdraw', 0],
      ['restore', 1],
    ] as const) {
      const { version } = (await app.shelf.storage.catalog.findItem(result!.itemId!))!;
      await moveItem(app.shelf.actions, {
        actor: app.admin,
        itemId: result!.itemId!,
        version,
        action,
        reason: 'Thử',
      });
      await app.settle();
      expect([action, await state()]).toEqual([action, items]);
    }
  });
});

it("a runner looks for the day's work once a minute, and tells long jobs that it stops", async () => {
  let now = Date.parse('2026-05-12T03:00:00.000Z');
  let looks = 0;
  let signal: AbortSignal | null = null;
  let begun = (): void => undefined;
  const running = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const handle = (_: Job, stopping: AbortSignal): Promise<JobOutcome> => {
    signal = stopping;
    begun();
    return new Promise((resolve) => {
      stopping.addEventListener('abort', () => resolve({ state: 'done' }));
    });
  };
  const handlers = Object.fromEntries(
    JOB_KINDS.map((kind) => [kind, handle]),
  ) as unknown as JobHandlers;
  const made = new JobRunner({
    queue: app.shelf.storage.queue,
    handlers,
    worker: 'w',
    now: () => new Date(now).toISOString(),
    width: 1,
    onError: () => undefined,
    routine: async () => {
      looks++;
      now = Date.now() + 1_000;
      if (looks === 2) await app.shelf.storage.queue.submit([aJob({ key: 'long' })]);
    },
  });
  made.start();
  await running;
  await made.stop();
  expect([looks, signal!.aborted, await app.shelf.storage.queue.pending()]).toEqual([2, true, 0]);
});

it('a job that outlasts the grace of a stop is handed back, to be begun anew by another', async () => {
  const { queue } = app.shelf.storage;
  await queue.submit([aJob({ key: 'long' }), aJob({ key: 'short' })]);
  const begun: string[] = [];
  let end = (): void => undefined;
  const { made } = runner((job) => {
    begun.push(job.key);
    return job.key === 'short'
      ? Promise.resolve({ state: 'done' })
      : new Promise((resolve) => {
          end = () => resolve({ state: 'done' });
        });
  });
  made.start();
  while (begun.length < 2)
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  await made.stop(10);
  expect(await queue.pending()).toBe(1);
  const { made: other } = runner(async (job) => {
    begun.push(`${job.key} ${job.attempts}`);
    return { state: 'done' };
  }, 'other');
  expect(await other.runOne()).toBe(true);
  expect(begun.slice(2)).toEqual(['long 1']);
  end();
});
