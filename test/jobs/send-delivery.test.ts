import { jest } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { submitNightly } from '#server/delivery/jobs/nightly.ts';
import { retryDelivery } from '#server/delivery/actions/start-delivery.ts';
import type { Delivery } from '#server/delivery/delivery.ts';
import type { Target } from '#server/delivery/target.ts';
import type { Item } from '#server/items/item.ts';
import { BASE, deliver, publishWithFiles, putTarget } from '../support/exchange/delivering.ts';
import { startHttpsReceiver, type HttpsReceiver } from '../support/receivers/https-receiver.ts';
import { setClock, startTestApp, type TestApp } from '../support/start-test-app.ts';

const TOKEN = 'ma-truy-cap';
const at = (minute: number): string => new Date(Date.UTC(2099, 11, 1, 3, minute)).toISOString();

let app: TestApp;
let folder: string;
let receiver: HttpsReceiver;
let minutes = 0;
const later = (by = 1): void => setClock(at((minutes += by)));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sending-'));
  writeFileSync(join(folder, 'khoa'), `${TOKEN}\n`);
  app = await startTestApp({ settings: { DELIVERY_FOLDER: folder, SECRETS_FOLDER: folder } });
  receiver = await startHttpsReceiver(TOKEN);
});
beforeEach(() => later());
afterAll(async () => {
  jest.useRealTimers();
  await receiver.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const catalog = () => app.shelf.storage.catalog;
const again = async ({ id }: Delivery): Promise<Delivery> => (await catalog().findDelivery(id))!;
/** A target of its own that gets one subject only, by HTTPS. */
const targetOf = (subject: string, more: Partial<Target> = {}): Promise<Target> =>
  putTarget(app, {
    sets: [`chu-de:${subject}`],
    way: { kind: 'https', address: receiver.address, secret: 'khoa', resumes: false },
    ...more,
  });
async function anItemOf(subject: string): Promise<Item> {
  const [item] = await publishWithFiles(app, [`Mục ${subject}`], { subjects: [subject] });
  later();
  return item!;
}

it('takes what the receiver answers as a receipt: received, with its address', async () => {
  const item = await anItemOf('11');
  const target = await targetOf('11');
  const url = `https://quocgia.example/${item.id}`;
  receiver.answer = {
    type: 'application/json',
    text: JSON.stringify({ items: [{ id: item.id, status: 'accepted', url }] }),
  };
  const delivery = await deliver(app, target);
  expect(delivery).toMatchObject({ state: 'sent', answeredAt: expect.any(String) });
  expect(receiver.whole.has(delivery.files[0]!.name)).toBe(true);
  const [known] = await catalog().findSentItems(target.id, [item.id]);
  expect(known).toMatchObject({ state: 'received', url });
  expect((await catalog().findItem(item.id))!.national.url).toBe(url);
});

it('shows words for people, and takes them for no receipt', async () => {
  await anItemOf('12');
  receiver.answer = { type: 'text/html', text: '<p>Cảm ơn</p>' };
  const delivery = await deliver(app, await targetOf('12'));
  expect(delivery).toMatchObject({ state: 'sent', answer: '<p>Cảm ơn</p>', answeredAt: null });
  receiver.answer = { type: 'application/json', text: '{"ok":true}' };
  await anItemOf('13');
  expect((await deliver(app, await targetOf('13'))).answeredAt).toBeNull();
  receiver.answer = { type: 'text/plain', text: '' };
});

it('comes back to a busy receiver a minute later, then five', async () => {
  await anItemOf('14');
  receiver.moods.push('busy', 'cut');
  const delivery = await deliver(app, await targetOf('14'));
  expect(delivery.state).toBe('sending');
  await app.settle();
  expect(receiver.moods).toEqual(['cut']);
  later();
  await app.settle();
  expect((await again(delivery)).state).toBe('sending');
  later(5);
  await app.settle();
  expect((await again(delivery)).state).toBe('sent');
});

it('that is denied waits for an official, with the reason; tried again, it goes on', async () => {
  const item = await anItemOf('15');
  receiver.moods.push('deny');
  const target = await targetOf('15');
  const delivery = await deliver(app, target);
  expect(delivery).toMatchObject({
    state: 'failed',
    reason: 'receiver-refused',
    answer: '422 Thiếu tệp',
  });
  expect(await catalog().findSentItems(target.id, [item.id])).toEqual([]);
  await retryDelivery(app.shelf.actions, app.admin, delivery.id);
  await app.settle();
  expect((await again(delivery)).state).toBe('sent');
});

it('that lacks its secret says so, and tells nobody what the secret is', async () => {
  await anItemOf('16');
  const way = { kind: 'https', address: receiver.address, secret: 'khac', resumes: false } as const;
  const delivery = await deliver(app, await targetOf('16', { way }));
  expect(delivery).toMatchObject({ state: 'failed', reason: 'secret-missing' });
  expect(JSON.stringify([delivery, app.logged])).not.toContain(TOKEN);
});

it('gives up on a receiver that stays away for a working day', async () => {
  await anItemOf('17');
  const way = {
    kind: 'https',
    address: 'http://127.0.0.1:9/nhan',
    secret: '',
    resumes: true,
  } as const;
  const delivery = await deliver(app, await targetOf('17', { way }));
  for (const wait of [1, 5, 15, 60, 180, 360]) {
    expect((await again(delivery)).state).toBe('sending');
    later(wait + 1);
    await app.settle();
  }
  expect(await again(delivery)).toMatchObject({
    state: 'failed',
    reason: 'receiver-unreachable',
  });
});

describe('at night', () => {
  it('differences begin by themselves, once', async () => {
    await anItemOf('18');
    const target = await targetOf('18', { nightly: true });
    const quiet = await targetOf('18');
    const night = async (): Promise<number> => {
      await submitNightly(app.shelf.actions, BASE);
      await app.settle();
      return (await catalog().listDeliveries(target.id, 9)).length;
    };
    setClock('2099-12-02T17:30:00Z');
    expect(await night()).toBe(0);
    setClock('2099-12-02T18:30:00Z');
    expect(await night()).toBe(1);
    expect(await night()).toBe(1);
    setClock('2099-12-03T18:30:00Z');
    expect(await night()).toBe(2);
    const states = (await catalog().listDeliveries(target.id, 9)).map(({ state }) => state);
    expect(states).toEqual(['empty', 'sent']);
    expect(await catalog().listDeliveries(quiet.id, 9)).toEqual([]);
  });
});
