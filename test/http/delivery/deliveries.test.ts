import { jest } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Delivery } from '#server/delivery/delivery.ts';
import type { Target } from '#server/delivery/target.ts';
import type { Item } from '#server/items/item.ts';
import { rewriteItem } from '#server/items/actions/rewrite.ts';
import { ask, postFiles, postForm, type Answer, type Fields } from '../../support/ask.ts';
import {
  deliver,
  packageOf,
  publishWithFiles,
  putTarget,
} from '../../support/exchange/delivering.ts';
import { readBag } from '../../support/exchange/read-bag.ts';
import { staffPerson } from '../../support/staff-person.ts';
import { setClock, startTestApp, type TestApp } from '../../support/start-test-app.ts';

const at = (second: number): string => new Date(Date.UTC(2099, 11, 1, 3, 0, second)).toISOString();

let app: TestApp;
let folder: string;
let cookie: string;
let seconds = 0;
/** The held-back seconds pass, and some more. */
const later = (): void => setClock(at((seconds += 10)));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deliveries-'));
  writeFileSync(join(folder, 'ma-truy-cap'), 'bí mật tuyệt đối\n');
  app = await startTestApp({
    settings: { DELIVERY_FOLDER: folder, EXPORT_FOLDER: folder, SECRETS_FOLDER: folder },
  });
  later();
  cookie = await app.signIn();
});
beforeEach(later);
afterAll(async () => {
  jest.useRealTimers();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const catalog = () => app.shelf.storage.catalog;
const page = (path: string): Promise<Answer> => ask(app.base, path, { headers: { cookie } });
const post = (path: string, fields: Fields = {}): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie });
const receiptForm = (
  target: Target,
  content: string,
  name = 'biên nhận.csv',
  fields: Fields = {},
  which = 'bien-nhan',
): Promise<Answer> =>
  postFiles(
    app.base,
    `/can-bo/giao-nop/noi/${target.id}/${which}`,
    [{ name, content, field: 'receipt' }],
    cookie,
    { fields },
  );
/** What was looked at is taken. */
async function takeReceipt(target: Target, content: string, name?: string): Promise<Answer> {
  const looked = await receiptForm(target, content, name);
  expect(looked.status).toBe(200);
  return postFiles(app.base, `/can-bo/giao-nop/noi/${target.id}/bien-nhan`, [], cookie, {
    fields: {
      sha256: looked.value('sha256'),
      name: looked.value('name'),
      lam: 'ghi-nhan',
      'cot-0': looked.value('cot-0'),
      'cot-1': looked.value('cot-1'),
      ...(looked.html.includes('name="cot-2"') ? { 'cot-2': looked.value('cot-2') } : {}),
      ...(looked.html.includes('name="cot-3"') ? { 'cot-3': looked.value('cot-3') } : {}),
    },
  });
}
/** A target of its own that gets one subject only. */
const targetOf = (subject: string, more: Partial<Target> = {}): Promise<Target> =>
  putTarget(app, { sets: [`chu-de:${subject}`], ...more });
const standings = async (target: Target): Promise<string> =>
  (await page(`/can-bo/giao-nop/noi/${target.id}`)).words;
async function edit(item: Item, change: Partial<Item>): Promise<void> {
  const before = (await catalog().findItem(item.id))!;
  const next = { ...before, ...change };
  await rewriteItem(app.shelf.actions, { actor: app.admin, before, item: next, action: 'edit' });
  await app.settle();
}
/** Makes a delivery by the form and says that it was handed over. */
async function handOver(target: Target): Promise<Delivery> {
  later();
  const answer = await post(`/can-bo/giao-nop/noi/${target.id}/giao-nop`, { mode: 'difference' });
  expect(answer.status).toBe(303);
  await app.settle();
  const [delivery] = await catalog().listDeliveries(target.id, 1);
  expect((await post(`/can-bo/giao-nop/lan/${delivery!.id}/da-gui`)).status).toBe(303);
  later();
  return (await catalog().findDelivery(delivery!.id))!;
}

it('goes the whole way: sent, two refused, mended, sent again, all acknowledged, one taken back', async () => {
  const target = await targetOf('11');
  const items = await publishWithFiles(app, ['Một', 'Hai', 'Ba', 'Bốn']);
  const [one, two, three, four] = items as [Item, Item, Item, Item];
  await handOver(target);
  expect(await standings(target)).toContain('Đã gửi4');

  const answer = await takeReceipt(
    target,
    [
      'Mã tài liệu,Kết quả,Lý do,Địa chỉ tại nơi nhận',
      `oai:anson.example:${one.id},Đã nhận,,https://quocgia.example/${one.id}`,
      `${two.id},Trả lại,Thiếu bìa,`,
      `https://tusach.example/tai-lieu/${three.id},TỪ CHỐI,Sai chủ đề,`,
      `${four.id},OK,,https://quocgia.example/4`,
    ].join('\r\n'),
  );
  expect(answer.words).toContain('Đã ghi nhận trả lời về 4 tài liệu.');
  expect(await standings(target)).toContain('Đã nhận2');
  expect(await standings(target)).toContain('Bị trả lại2');
  expect((await catalog().findItem(one.id))!.national).toMatchObject({
    state: 'listed',
    url: `https://quocgia.example/${one.id}`,
  });
  const own = await page(`/can-bo/tai-lieu/${two.id}`);
  expect(own.words).toContain('Lý do: Thiếu bìa');
  const refused = await page('/can-bo/giao-nop/tra-lai');
  expect(refused.words).toContain('Thiếu bìa');
  expect(refused.words).toContain('Sai chủ đề');
  expect((await page('/can-bo')).words).toContain('Nơi nhận trả lại 2');
  expect((await page(`/can-bo/tai-lieu/${two.id}/duyet`)).words).toContain('trả lại: Thiếu bìa');

  await edit(two, { abstract: 'Đã thêm bìa' });
  await edit(three, { keywords: ['đất đai'] });
  expect((await page('/can-bo/giao-nop/tra-lai')).words).toContain('Không có tài liệu nào');
  const again = await handOver(target);
  expect(again.counts).toEqual({ new: 0, changed: 2, withdrawn: 0 });
  await takeReceipt(target, `id;status\n${two.id};accepted\n${three.id};accepted\n`);
  expect(await standings(target)).toContain('Đã nhận4');

  const { version } = (await catalog().findItem(four.id))!;
  const reason = 'Hết hiệu lực';
  await post(`/can-bo/tai-lieu/${four.id}/go`, { version: String(version), reason });
  await app.settle();
  later();
  expect(await standings(target)).toContain('Đã gỡ, chờ xác nhận1');
  expect((await handOver(target)).counts).toEqual({ new: 0, changed: 0, withdrawn: 1 });
  await takeReceipt(target, `id;status\n${four.id};removed\n`);
  expect(await standings(target)).toContain('Đã gỡ1');
  expect((await catalog().findItem(four.id))!.national.url).toBeNull();
});

describe('a receipt', () => {
  let target: Target;
  let items: Item[];
  beforeAll(async () => {
    target = await targetOf('12');
    items = await publishWithFiles(app, ['Năm', 'Sáu'], { subjects: ['12'] });
    await handOver(target);
  });

  it('is only looked at first; what cannot be taken says why, line by line', async () => {
    const [stranger] = await publishWithFiles(app, ['Chưa gửi'], { subjects: ['13'] });
    const answer = await receiptForm(
      target,
      [
        'id,status,url',
        'khong-co,accepted,',
        `${items[0]!.id},ngon,`,
        `${items[0]!.id},accepted,javascript:alert(1)`,
        `${stranger!.id},accepted,`,
        ',accepted,',
      ].join('\n'),
    );
    for (const words of [
      'Tủ sách không có tài liệu “khong-co”.',
      'Không hiểu kết quả “ngon”.',
      '“javascript:alert(1)” không phải là địa chỉ http hoặc https.',
      'Tài liệu này chưa từng gửi tới nơi nhận.',
      'Dòng không ghi mã tài liệu.',
      'Không có gì mới để ghi nhận.',
    ])
      expect(answer.words).toContain(words);
    expect(await standings(target)).toContain('Đã gửi2');
  });

  it('speaks once of an item; twice taken it changes nothing more', async () => {
    const csv = `id,status\n${items[0]!.id},accepted\n${items[0]!.id},rejected\n`;
    const looked = await receiptForm(target, csv);
    expect(looked.words).toContain('Tài liệu này đã có ở dòng 2 của biên nhận.');
    await takeReceipt(target, csv);
    const once = await catalog().findSentItems(target.id, [items[0]!.id]);
    later();
    const answer = await takeReceipt(target, `id,status\n${items[0]!.id},accepted\n`);
    expect(answer.words).toContain('Đã ghi nhận trả lời về 0 tài liệu.');
    expect(await catalog().findSentItems(target.id, [items[0]!.id])).toEqual(once);
  });

  it.each([
    [
      'JSON',
      'tra-loi.json',
      (id: string) =>
        JSON.stringify({ data: { items: [{ id, status: 'rejected', reason: 'Lý do “A”' }] } }),
    ],
    [
      'XML',
      'tra-loi.xml',
      (id: string) =>
        `<?xml version="1.0"?><r xmlns:x="urn:x"><x:item><x:id>${id}</x:id><x:status>rejected</x:status><x:reason>Lý do “A”</x:reason></x:item></r>`,
    ],
    [
      'UTF-16',
      'tra-loi.csv',
      (id: string) => `\ufeffid\tstatus\treason\n${id}\trejected\tLý do “A”\n`,
    ],
  ])('may be %s', async (form, name, make) => {
    const own = await targetOf('14');
    const [item] = await publishWithFiles(app, [`Bằng ${form}`], { subjects: ['14'] });
    await handOver(own);
    const text = make(item!.id);
    const content = form === 'UTF-16' ? Buffer.from(text, 'utf16le') : text;
    const looked = await postFiles(
      app.base,
      `/can-bo/giao-nop/noi/${own.id}/bien-nhan`,
      [{ name, content, field: 'receipt' }],
      cookie,
    );
    expect(looked.words).toContain('Bị trả lại');
    expect(looked.words).toContain('Lý do “A”');
  });

  it('in columns of its own is mapped by hand once, and understood the next time', async () => {
    const csv = `Hồ sơ,Phán quyết\n${items[1]!.id},đạt\n`;
    const looked = await receiptForm(target, csv);
    expect(looked.status).toBe(400);
    expect(looked.words).toContain('Biên nhận phải có cột mã tài liệu.');
    const taken = await postFiles(
      app.base,
      `/can-bo/giao-nop/noi/${target.id}/bien-nhan`,
      [],
      cookie,
      {
        fields: {
          sha256: looked.value('sha256'),
          name: 'x.csv',
          'cot-0': 'item',
          'cot-1': 'outcome',
          lam: 'ghi-nhan',
        },
      },
    );
    expect(taken.words).toContain('Đã ghi nhận trả lời về 1 tài liệu.');
    expect((await receiptForm(target, csv)).words).toContain('Đã biết: 1');
  });

  it.each([
    ['nothing', ''],
    ['what is no table', '\u0000\u0001\u0002'],
    ['broken JSON', '{"items": ['],
    ['XML of entities', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
  ])('of %s is refused with a sentence', async (_, content) => {
    const answer = await receiptForm(target, content, 'x.csv');
    expect(answer.status).toBe(400);
    expect(answer.heading).toBe(`Biên nhận của ${target.name}`);
  });
});

it('finds by comparison what they lack, what they kept and what nobody confirmed', async () => {
  const target = await targetOf('15');
  const [a, b, c] = (await publishWithFiles(app, ['Thiếu', 'Xác nhận', 'Thừa'], {
    subjects: ['15'],
  })) as [Item, Item, Item];
  await handOver(target);
  await takeReceipt(target, `id,status\n${a.id},ok\n${c.id},ok\n`);
  await edit(c, { subjects: ['16'] });
  later();
  const list = `id\n${b.id}\n${c.id}\nla-ai\n`;
  const answer = await receiptForm(target, list, 'danh-muc.csv', {}, 'doi-chieu');
  for (const words of [
    'Nơi nhận thiếu, dù từng báo đã nhận: 1',
    'Ở đây đã gỡ, nơi nhận còn: 1',
    'Nơi nhận có, chưa có biên nhận: 1',
    'Nơi nhận có, ở đây không biết: 1',
  ])
    expect(answer.words).toContain(words);
  const mend = (lam: string): Promise<Answer> =>
    receiptForm(target, list, 'danh-muc.csv', { lam }, 'doi-chieu');
  expect((await mend('gui-lai')).words).toContain('2 tài liệu sẽ đi cùng lần giao nộp sau.');
  expect((await mend('ghi-nhan')).words).toContain('Đã ghi nhận 1 tài liệu là đã nhận.');
  expect((await handOver(target)).counts).toEqual({ new: 0, changed: 1, withdrawn: 1 });
});

describe('a package', () => {
  it('is taken by ranges, and only by whoever may deliver', async () => {
    const target = await targetOf('17');
    await publishWithFiles(app, ['Tải về'], { subjects: ['17'] });
    later();
    const delivery = await deliver(app, target);
    const path = `/can-bo/giao-nop/lan/${delivery.id}/tep/${delivery.files[0]!.name}`;
    const whole = await page(path);
    expect(whole.headers['content-type']).toBe('application/zip');
    expect(whole.body.equals(readFileSync(packageOf(app, delivery)))).toBe(true);
    const part = await ask(app.base, path, { headers: { cookie, range: 'bytes=10-19' } });
    expect([part.status, part.body.equals(whole.body.subarray(10, 20))]).toEqual([206, true]);
    const commune = await staffPerson(app, ['approver', 'cataloguer'], 'xa-khac');
    const refused = await ask(app.base, path, { headers: { cookie: commune.cookie } });
    expect(refused.status).toBe(403);
    expect((await ask(app.base, `${path}x`, { headers: { cookie } })).status).toBe(404);
    readBag(packageOf(app, delivery));
  });

  it('that never arrived goes once more', async () => {
    const target = await targetOf('18');
    await publishWithFiles(app, ['Thất lạc'], { subjects: ['18'] });
    const delivery = await handOver(target);
    const answer = await post(`/can-bo/giao-nop/lan/${delivery.id}/that-lac`);
    expect((await page(answer.headers.location!)).words).toContain(
      '1 tài liệu chưa được trả lời sẽ đi cùng lần sau.',
    );
    expect((await handOver(target)).counts.changed).toBe(1);
  });
});

describe('the form of a receiver', () => {
  const filled = {
    name: 'Cổng PBGDPL',
    form: 'list',
    way: 'https',
    address: 'https://nhan.example/api',
    secret: 'ma-truy-cap',
    nightly: '1',
    version: '0',
  };

  it('comes back filled with what is wrong, and never shows a secret', async () => {
    const answer = await post('/can-bo/giao-nop/moi', {
      ...filled,
      name: '',
      address: 'http://nhan.example',
      secret: '../etc/passwd',
    });
    expect(answer.status).toBe(400);
    for (const words of [
      'Hãy ghi tên nơi nhận.',
      'Hãy ghi địa chỉ https đầy đủ',
      'Tên tệp khóa chỉ gồm',
    ])
      expect(answer.words).toContain(words);
    expect(answer.value('address')).toBe('http://nhan.example');
    expect(answer.html).not.toContain('bí mật');
  });

  it('makes a receiver that goes by itself at night', async () => {
    const made = await post('/can-bo/giao-nop/moi', filled);
    expect(made.status).toBe(303);
    const shown = await page(made.headers.location!);
    expect(shown.words).toContain('Tự gửi mỗi đêm');
    expect(shown.html).not.toContain('bí mật');
    const form = await page(`${made.headers.location!.split('?')[0]}/sua`);
    expect(form.value('secret')).toBe('ma-truy-cap');
    const stale = await post(`${made.headers.location!.split('?')[0]}/sua`, filled);
    expect(stale.status).toBe(409);
  });
});
