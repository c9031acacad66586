import { jest } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tmpdir } from 'node:os';
import { isInScope } from '#server/delivery/target.ts';
import { confirmSent } from '#server/delivery/actions/start-delivery.ts';
import type { Delivery } from '#server/delivery/delivery.ts';
import type { Target } from '#server/delivery/target.ts';
import type { Item } from '#server/items/item.ts';
import { rewriteItem } from '#server/items/actions/rewrite.ts';
import { moveItem } from '#server/workflow/actions/move-item.ts';
import {
  BASE,
  deliver,
  packageOf,
  publishWithFiles,
  putTarget,
  sha256Of,
  stampAgain,
  storedFile,
} from '../support/exchange/delivering.ts';
import { readBag } from '../support/exchange/read-bag.ts';
import { setClock, startTestApp, type TestApp } from '../support/start-test-app.ts';

const at = (second: number): string => new Date(Date.UTC(2099, 11, 1, 3, 0, second)).toISOString();

let app: TestApp;
let folder: string;
let seconds = 0;
/** The held-back seconds pass, and some more. */
const later = (): void => setClock(at((seconds += 10)));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deliveries-'));
  app = await startTestApp({
    settings: { DELIVERY_FOLDER: folder, REPOSITORY_ID: 'anson.example' },
  });
});
beforeEach(later);
afterAll(async () => {
  jest.useRealTimers();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const catalog = () => app.shelf.storage.catalog;
const sent = async (delivery: Delivery): Promise<Delivery> =>
  confirmSent(app.shelf.actions, app.admin, delivery.id);
async function edit(item: Item, change: Partial<Item>): Promise<void> {
  const before = (await catalog().findItem(item.id))!;
  const next = { ...before, ...change };
  await rewriteItem(app.shelf.actions, { actor: app.admin, before, item: next, action: 'edit' });
  await app.settle();
}
async function withdraw(item: Item): Promise<void> {
  const { version } = (await catalog().findItem(item.id))!;
  const input = { actor: app.admin, itemId: item.id, version, reason: 'Sai nội dung' };
  await moveItem(app.shelf.actions, { ...input, action: 'withdraw' });
  await app.settle();
}
/** A target of its own, that gets one subject only: what other tests publish stays out. */
const targetOf = (subject: string, more: Partial<Target> = {}): Promise<Target> =>
  putTarget(app, { sets: [`chu-de:${subject}`], ...more });

describe('a package', () => {
  it('holds every item whole: record, metadata, approval, files, and lists for people', async () => {
    const approvalFile = await storedFile(app, 'Quyết định: 12*.pdf', '%PDF-1.7 ký');
    const [item] = await publishWithFiles(app, ['Hỏi đáp <&"]]> 100%'], {
      subjects: ['12'],
      approvalFile,
      verification: { by: 'Lê Văn B', at: at(0) },
    });
    later();
    const delivery = await deliver(app, await targetOf('12'));
    expect(delivery).toMatchObject({
      state: 'ready',
      counts: { new: 1, changed: 0, withdrawn: 0 },
    });
    const bag = readBag(packageOf(app, delivery));
    const own = [...bag.payload.keys()].filter((path) => path.startsWith(item!.id));
    expect(own.map((path) => path.slice(item!.id.length + 1)).toSorted()).toEqual([
      'approval/0-Quyết định 12.pdf',
      'approval/approval.json',
      'files/1-Hỏi đáp & ]] 100%.txt',
      'metadata/marc.xml',
      'metadata/mods.xml',
      'metadata/oai_dc.xml',
      'record.json',
    ]);
    expect(bag.text(`${item!.id}/files/1-Hỏi đáp & ]] 100%.txt`)).toBe(
      'Nội dung của Hỏi đáp <&"]]> 100%',
    );
    expect(bag.json(`${item!.id}/record.json`)).toMatchObject({
      addresses: { oai: `oai:anson.example:${item!.id}`, page: `${BASE}/tai-lieu/${item!.id}` },
      record: { title: item!.title, approval: item!.approval, verification: { by: 'Lê Văn B' } },
    });
    expect(bag.json(`${item!.id}/approval/approval.json`)).toMatchObject({
      approval: item!.approval,
      file: '0-Quyết định 12.pdf',
    });
    expect(bag.text('danh-muc.csv')).toContain('Hỏi đáp <&""]]> 100%');
    expect(bag.text('index.html')).toContain('Hỏi đáp &lt;&amp;');
    expect(bag.json('withdrawn.json')).toEqual([]);
    expect(bag.info.get('Source-Organization')).toBe('Sở Tư pháp tỉnh An Sơn');
    expect(delivery.files[0]!.sha256).toBe(sha256Of(readFileSync(packageOf(app, delivery))));
    expect(readdirSync(dirname(packageOf(app, delivery)))).toEqual([delivery.files[0]!.name]);
  });

  it('is the same to the byte when it is made twice', async () => {
    await publishWithFiles(app, ['Một', 'Hai', 'Ba'], { subjects: ['13'] });
    later();
    const first = await deliver(app, await targetOf('13'), { mode: 'whole' });
    later();
    const second = await deliver(app, await targetOf('13'), { mode: 'whole' });
    expect(second.name).toBe(first.name);
    expect(readFileSync(packageOf(app, second)).equals(readFileSync(packageOf(app, first)))).toBe(
      true,
    );
  });

  it('leaves an item out whose file is lost, and says so; the next one brings it', async () => {
    const [good, bad] = await publishWithFiles(app, ['Còn', 'Mất'], { subjects: ['14'] });
    await edit(bad!, { attachments: [{ ...bad!.attachments[0]!, sha256: 'ef'.repeat(32) }] });
    later();
    const target = await targetOf('14');
    const delivery = await deliver(app, target);
    expect(delivery).toMatchObject({
      state: 'ready',
      leftOut: [{ itemId: bad!.id, code: 'file-missing' }],
    });
    const bag = readBag(packageOf(app, delivery));
    expect(bag.payload.has(`${good!.id}/record.json`)).toBe(true);
    expect([...bag.payload.keys()].some((path) => path.startsWith(bad!.id))).toBe(false);
    await sent(delivery);
    await edit(bad!, { attachments: bad!.attachments });
    later();
    const next = await deliver(app, target);
    expect(readBag(packageOf(app, next)).payload.has(`${bad!.id}/record.json`)).toBe(true);
  });
});

describe('a difference', () => {
  it('says what is new, changed and withdrawn since, and nothing twice', async () => {
    const target = await targetOf('15');
    const [a, b] = await publishWithFiles(app, ['Một', 'Hai'], { subjects: ['15'] });
    later();
    await sent(await deliver(app, target));
    later();
    expect((await deliver(app, target)).state).toBe('empty');
    await edit(a!, { abstract: 'Đã sửa' });
    await withdraw(b!);
    const [c] = await publishWithFiles(app, ['Ba'], { subjects: ['15'] });
    later();
    const delivery = await deliver(app, target);
    expect(delivery.counts).toEqual({ new: 1, changed: 1, withdrawn: 1 });
    const bag = readBag(packageOf(app, delivery));
    expect(bag.json('withdrawn.json')).toMatchObject([{ id: b!.id, title: 'Hai' }]);
    expect(bag.payload.has(`${b!.id}/record.json`)).toBe(false);
    expect(bag.payload.has(`${c!.id}/record.json`)).toBe(true);
    await sent(delivery);
    later();
    expect((await deliver(app, target)).state).toBe('empty');
    expect((await deliver(app, target, { unanswered: true })).counts).toEqual({
      new: 0,
      changed: 2,
      withdrawn: 1,
    });
  });

  it('says nothing of what came and went before anybody was told', async () => {
    const target = await targetOf('16');
    const [item] = await publishWithFiles(app, ['Thoáng qua'], { subjects: ['16'] });
    await withdraw(item!);
    later();
    expect((await deliver(app, target)).state).toBe('empty');
  });

  it('takes back what went out of its sets', async () => {
    const target = await targetOf('17');
    const [item] = await publishWithFiles(app, ['Chuyển chủ đề'], { subjects: ['17'] });
    later();
    await sent(await deliver(app, target));
    await edit(item!, { subjects: ['18'] });
    later();
    expect((await deliver(app, target)).counts).toEqual({ new: 0, changed: 0, withdrawn: 1 });
  });

  it('that is cancelled told nobody: the next one says it', async () => {
    const target = await targetOf('19');
    await publishWithFiles(app, ['Hủy'], { subjects: ['19'] });
    later();
    const delivery = await deliver(app, target);
    await expect(deliver(app, target)).rejects.toMatchObject({ code: 'delivery-open' });
    await catalog().saveDelivery({ ...delivery, state: 'cancelled' }, []);
    expect((await deliver(app, target)).counts.new).toBe(1);
  });
});

it('goes into a folder by itself, as a list where the target wants one', async () => {
  const exported = mkdtempSync(join(tmpdir(), 'exported-'));
  const second = await startTestApp({
    settings: { DELIVERY_FOLDER: join(exported, 'own'), EXPORT_FOLDER: exported },
  });
  try {
    const items = await publishWithFiles(second, ['Tờ gấp <đất đai>'], { subjects: ['11'] });
    await stampAgain(second, items);
    later();
    const way = { kind: 'folder', folder: 'cong-tt' } as const;
    const target = await putTarget(second, { way, form: 'list', national: false });
    const delivery = await deliver(second, target);
    expect(delivery.state).toBe('sent');
    const files = delivery.files.map(({ name }) => join(exported, 'cong-tt', name));
    expect(files.every((file) => existsSync(file))).toBe(true);
    expect(readFileSync(files[0]!, 'utf8')).toContain(`${BASE}/tai-lieu/${items[0]!.id}`);
    expect(readFileSync(files[1]!, 'utf8')).toContain('<title>Tờ gấp &lt;đất đai&gt;</title>');
    const [known] = await second.shelf.storage.catalog.findSentItems(target.id, [items[0]!.id]);
    expect(known).toMatchObject({ state: 'sent', deliveryId: delivery.id });
  } finally {
    await second.close();
    rmSync(exported, { recursive: true, force: true });
  }
});

it('counts a record in scope by one set of each group', () => {
  const sets = ['chu-de:11', 'chu-de:12', 'noi-dung:b'];
  expect(isInScope({ sets }, ['chu-de', 'chu-de:12', 'noi-dung:b'])).toBe(true);
  expect(isInScope({ sets }, ['chu-de', 'chu-de:12', 'noi-dung:c'])).toBe(false);
  expect(isInScope({ sets: [] }, [])).toBe(true);
});
