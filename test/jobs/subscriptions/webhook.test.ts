import { createHmac } from 'node:crypto';
import { causedBy } from '#server/laws/actions/save-law.ts';
import type { Job } from '#server/base/job.ts';
import { lawReference } from '#server/base/vietnamese/law-number.ts';
import { unknownLaw } from '#server/laws/law-record.ts';
import { trial } from '#server/subscriptions/event.ts';
import { findEvents, submitFindEvents } from '#server/subscriptions/jobs/find-events.ts';
import { sendEvent, type SendEventDeps } from '#server/subscriptions/jobs/send-event.ts';
import { receiverState } from '#server/subscriptions/receiver-state.ts';
import type { Item } from '#server/items/item.ts';
import { aChange, anItem } from '../../support/builders.ts';
import { openEventReceiver, type EventReceiver } from '../../support/receivers/event-receiver.ts';
import type { StorageUnderTest } from '../../support/storage-under-test.ts';
import { openTestStorage } from '../../support/test-storage.ts';

const SECRET = 'mot-bi-mat-du-dai-cho-viec-ky-ten-32';
const BASE = 'https://tusach.example.gov.vn';
const FAR = '2099-01-01T00:00:00.000Z';
const TUESDAY = '2026-05-12T03:00:00.000Z';
const MINUTE = 60_000;
const DAY = 86_400_000;

let storage: StorageUnderTest;
let receiver: EventReceiver;
let now = TUESDAY;
let faults: unknown[] = [];

const plus = (instant: string, ms: number): string =>
  new Date(Date.parse(instant) + ms).toISOString();

beforeAll(async () => {
  receiver = await openEventReceiver();
});
beforeEach(async () => {
  storage = await openTestStorage();
  [now, faults] = [TUESDAY, []];
  receiver.mood = 204;
  receiver.taken.length = 0;
});
afterEach(() => storage.close());
afterAll(() => receiver.close());

const deps = (more: Partial<SendEventDeps> = {}): SendEventDeps => ({
  catalog: storage.catalog,
  now: () => now,
  receiver: { url: receiver.url, secret: SECRET },
  shelf: 'Tủ sách thử',
  base: BASE,
  onError: (error) => {
    faults.push(error);
  },
  deadlineMs: 300,
  ...more,
});
const look = () => findEvents({ ...storage, now: () => now });
const publish = (title: string, publishedAt: string): Promise<Item> =>
  storage.catalog.saveItem(aChange(anItem({ title, state: 'published', publishedAt })));
async function waiting(): Promise<Job[]> {
  const jobs: Job[] = [];
  for (;;) {
    const job = await storage.queue.claim(['send-event'], 'w', FAR, FAR);
    if (job === null) return jobs;
    await storage.queue.finish(job.id, 'w', { state: 'done' });
    jobs.push(job);
  }
}
async function deliver(): Promise<void> {
  for (const job of await waiting()) await sendEvent(deps(), job);
}
const bodies = () => receiver.taken.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

describe('the receiver of events', () => {
  it('is told each item once published, in order, signed, and nothing from before it was set', async () => {
    await publish('Bài cũ', plus(now, -DAY));
    await look();
    const { id } = await publish('Bài một', plus(now, MINUTE));
    await publish('Bài hai', plus(now, 2 * MINUTE));
    const gone = await publish('Bài ba', plus(now, 3 * MINUTE));
    await publish('Bài sau', plus(now, 10 * MINUTE));
    now = plus(now, 5 * MINUTE);
    await look();
    await look();
    await storage.catalog.saveItem(aChange({ ...gone, state: 'withdrawn' }));
    await deliver();
    expect(bodies().map(({ data }) => (data as { title: string }).title)).toEqual([
      'Bài một',
      'Bài hai',
    ]);
    const [first] = receiver.taken;
    expect(bodies()[0]).toMatchObject({
      id: `${plus(TUESDAY, MINUTE)}.item.published.${id}`,
      kind: 'item.published',
      at: plus(TUESDAY, MINUTE),
      data: { id, url: `${BASE}/tai-lieu/${id}`, subjects: ['44'] },
    });
    const timestamp = String(first!.headers['x-shelf-timestamp']);
    expect(Number(timestamp)).toBe(Date.parse(now) / 1_000);
    const mac = createHmac('sha256', SECRET).update(`${timestamp}.${first!.body}`).digest('hex');
    expect(first!.headers['x-shelf-signature']).toBe(`v1=${mac}`);
    expect(first!.headers['x-shelf-event-id']).toBe(bodies()[0]!['id']);
    const ids = bodies().map((event) => String(event['id']));
    expect(ids.toSorted()).toEqual(ids);
    expect(await receiverState(storage.catalog)).toMatchObject({ taken: true });
  });

  it('is told the same event again where it was taken but not noted', async () => {
    await look();
    await publish('Bài một', plus(now, MINUTE));
    now = plus(now, 5 * MINUTE);
    const found = (await storage.catalog.findFact('events-found'))!;
    await look();
    await deliver();
    await storage.catalog.saveFact('events-found', found);
    await look();
    await deliver();
    expect(new Set(bodies().map(({ id }) => id)).size).toBe(1);
    expect(receiver.taken).toHaveLength(2);
  });

  it('is told of a law that stands otherwise, by a word or by its day, and of the week', async () => {
    const { catalog } = storage;
    await catalog.saveItem(aChange(anItem({ lawRefs: [lawReference('31/2024/QH15')] })));
    await look();
    const law = { ...unknownLaw('31/2024/QH15'), state: 'con' as const, effectiveTo: '2026-05-14' };
    const [saved] = await catalog.saveLaws([law], causedBy([], [law], now));
    expect(await waiting()).toEqual([]);
    const after = { ...saved!, state: 'het_mot_phan' as const };
    await catalog.saveLaws([after], causedBy([saved!], [after], now));
    await deliver();
    await publish('Bài trong tuần', plus(now, MINUTE));
    now = '2026-05-18T00:05:00.000Z';
    await look();
    await deliver();
    expect(bodies()).toMatchObject([
      { kind: 'law.changed', data: { number: '31/2024/QH15', state: { code: 'het_mot_phan' } } },
      { kind: 'item.published' },
      { kind: 'law.changed', data: { before: { code: 'het_mot_phan' }, state: { code: 'het' } } },
      { kind: 'digest.weekly', data: { count: 1, newest: [{ title: 'Bài trong tuần' }] } },
    ]);
  });

  it('is asked again, ever later, while it refuses, leads elsewhere or hangs; then officials may', async () => {
    const item = await publish('Bài một', now);
    const payload = {
      event: 'e1',
      kind: 'item.published',
      at: now,
      itemId: item.id,
    };
    const answers = [];
    for (const mood of [500, 'redirect', 'hang'] as const) {
      receiver.mood = mood;
      answers.push(await sendEvent(deps(), { payload, attempts: 1 }));
    }
    for (const answer of answers)
      expect(answer).toEqual({
        state: 'retry',
        reason: 'event-not-taken',
        notBefore: plus(now, MINUTE),
      });
    expect(receiver.led).toBe(0);
    expect(await receiverState(storage.catalog)).toMatchObject({ taken: false, status: 0 });
    expect(await sendEvent(deps(), { payload, attempts: 9 })).toEqual({
      state: 'failed',
      reason: 'event-not-taken',
    });
    receiver.mood = 'drip';
    expect(await sendEvent(deps(), { payload, attempts: 1 })).toEqual({ state: 'done' });
    const nobody = deps({ receiver: { url: 'http://127.0.0.1:1/', secret: SECRET } });
    expect(await sendEvent(nobody, { payload, attempts: 1 })).toMatchObject({ state: 'retry' });
    const { payload: test } = trial(now);
    expect(await sendEvent(nobody, { payload: test, attempts: 1 })).toEqual({ state: 'done' });
    expect(await sendEvent(deps({ receiver: null }), { payload, attempts: 1 })).toEqual({
      state: 'done',
    });
  });

  it('is looked for when something came, and no more waits than a queue should hold', async () => {
    const ask = async (): Promise<number> => {
      await submitFindEvents({ ...storage, now: () => now });
      const job = await storage.queue.claim(['find-events'], 'w', FAR, FAR);
      if (job === null) return 0;
      await look();
      await storage.queue.finish(job.id, 'w', { state: 'done' });
      return 1;
    };
    const asked = [await ask(), await ask()];
    const items = Array.from({ length: 510 }, () =>
      aChange(anItem({ state: 'published', publishedAt: plus(now, MINUTE) })),
    );
    await storage.catalog.saveItems(items);
    now = plus(now, 5 * MINUTE);
    asked.push(await ask());
    expect(asked).toEqual([1, 0, 1]);
    expect(await storage.queue.pendingOfGroup('send-event')).toBe(500);
    const first = await waiting();
    await look();
    const rest = await waiting();
    expect(rest).toHaveLength(10);
    const ids = [...first, ...rest].map(({ payload }) => payload['itemId']);
    expect(ids).toEqual(items.map(({ item }) => item.id).toSorted());
  });
});
