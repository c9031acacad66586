import { forgetOldForms } from '#server/cataloguing/actions/autosave-form.ts';
import type { Item } from '#server/items/item.ts';
import { aChange, anAccount, anItem } from '../../support/builders.ts';
import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { HASH_OF_X } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let anna: string;
let binh: string;
const get = (path: string, cookie: string): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie } });
const post = (item: Item, action: string, fields: Fields, cookie: string): Promise<Answer> =>
  postForm(app.base, `/can-bo/tai-lieu/${item.id}/${action}`, fields, { cookie });
const save = (more: Partial<Item> = {}): Promise<Item> =>
  app.shelf.storage.catalog.saveItem(aChange(anItem({ unitId: 'xa-an', ...more })));
const TYPED = {
  version: '1',
  title: 'Đang gõ dở',
  abstract: 'Một câu “chưa xong” & <b>',
  subjects: ['09', '11'],
  compilers: 'Sở A',
  language: 'vi',
  validityState: 'con',
  rightsKind: 'duoc_phep',
};

async function signIn(username: string): Promise<string> {
  return (await postForm(app.base, '/dang-nhap', { username, password: 'x' })).headers[
    'set-cookie'
  ]![0]!.split(';')[0]!;
}

beforeAll(async () => {
  app = await startTestApp();
  for (const username of ['anna', 'binh'])
    await app.shelf.storage.catalog.saveAccount(
      anAccount({ id: username, username, unitId: 'xa-an', passwordHash: HASH_OF_X }),
    );
  [anna, binh] = [await signIn('anna'), await signIn('binh')];
});
afterAll(() => app.close());

describe('what is being typed', () => {
  it('is kept without touching the record, offered after signing in again, and restored into the form', async () => {
    const item = await save();
    expect((await post(item, 'do-dang', TYPED, anna)).status).toBe(204);
    expect(await app.shelf.storage.catalog.findItem(item.id)).toEqual(item);
    await postForm(app.base, '/dang-xuat', {}, { cookie: anna });
    expect((await get(`/can-bo/tai-lieu/${item.id}`, anna)).status).not.toBe(200);
    anna = await signIn('anna');
    const page = await get(`/can-bo/tai-lieu/${item.id}`, anna);
    expect([page.value('title'), page.words.includes('Có nội dung đã gõ mà chưa lưu')]).toEqual([
      item.title,
      true,
    ]);
    expect(page.having('data-autosave')).toEqual([]);
    const restored = await get(page.link('Khôi phục những gì đã gõ lúc'), anna);
    expect([
      restored.value('title'),
      restored.value('abstract'),
      restored.chosen('subjects'),
      restored.value('version'),
    ]).toEqual([TYPED.title, TYPED.abstract, TYPED.subjects, '1']);
    expect(restored.words).toContain('Đã khôi phục những gì đã gõ. Bấm lưu để giữ.');
    expect(restored.having('data-autosave')).toHaveLength(1);
  });

  it("is nobody else's: not shown, not restored, not dropped", async () => {
    const item = await save();
    await post(item, 'do-dang', TYPED, anna);
    for (const rest of ['', '?khoi-phuc=1'])
      expect((await get(`/can-bo/tai-lieu/${item.id}${rest}`, binh)).html).not.toMatch(
        /Đang gõ dở|chưa lưu\./u,
      );
    await post(item, 'bo-do-dang', {}, binh);
    expect((await get(`/can-bo/tai-lieu/${item.id}?khoi-phuc=1`, anna)).value('title')).toBe(
      'Đang gõ dở',
    );
  });

  it('is gone when dropped and when saved', async () => {
    const item = await save();
    await post(item, 'do-dang', TYPED, anna);
    const dropped = await post(item, 'bo-do-dang', {}, anna);
    const page = await get(dropped.headers.location!, anna);
    expect([
      page.words.includes('Đã bỏ nội dung chưa lưu.'),
      page.words.includes('Có nội dung đã gõ'),
    ]).toEqual([true, false]);
    await post(item, 'do-dang', TYPED, anna);
    expect((await post(item, 'luu', TYPED, anna)).status).toBe(303);
    expect(await app.shelf.storage.catalog.findUnsaved('anna', item.id)).toBeNull();
  });

  it('that arrives after it was saved is forgotten', async () => {
    const item = await save();
    await post(item, 'luu', TYPED, anna);
    await post(item, 'do-dang', TYPED, anna);
    expect((await get(`/can-bo/tai-lieu/${item.id}`, anna)).words).not.toContain(
      'Có nội dung đã gõ',
    );
    expect(await app.shelf.storage.catalog.findUnsaved('anna', item.id)).toBeNull();
  });

  it('is merged with what somebody else saved meanwhile', async () => {
    const item = await save();
    await post(item, 'do-dang', { ...TYPED, publisher: 'NXB của Anna' }, anna);
    const base = await get(`/can-bo/tai-lieu/${item.id}`, binh);
    await post(
      item,
      'luu',
      { ...TYPED, version: base.value('version'), title: 'Tên của Bình' },
      binh,
    );
    const restored = await get(`/can-bo/tai-lieu/${item.id}?khoi-phuc=1`, anna);
    expect(restored.value('version')).toBe('1');
    expect(
      (
        await post(
          item,
          'luu',
          { ...TYPED, publisher: 'NXB của Anna', version: restored.value('version') },
          anna,
        )
      ).status,
    ).toBe(409);
    expect((await app.shelf.storage.catalog.findItem(item.id))!.title).toBe('Tên của Bình');
  });

  it('is not offered once the person may not edit the record any more', async () => {
    const item = await save();
    await post(item, 'do-dang', TYPED, anna);
    await app.shelf.storage.catalog.saveItem(
      aChange({ ...item, unitId: 'xa-khac', state: 'published', publishedAt: item.createdAt }),
    );
    const page = await get(`/can-bo/tai-lieu/${item.id}`, anna);
    expect([page.status, page.words.includes('Có nội dung đã gõ')]).toEqual([200, false]);
  });

  it('has bounds of size and age', async () => {
    const item = await save();
    expect(
      (await post(item, 'do-dang', { ...TYPED, abstract: 'x'.repeat(1_100_000) }, anna)).status,
    ).toBe(413);
    await post(item, 'do-dang', TYPED, anna);
    await forgetOldForms({
      catalog: app.shelf.storage.catalog,
      now: () => new Date(Date.now() + 29 * 86_400_000).toISOString(),
    });
    expect(await app.shelf.storage.catalog.findUnsaved('anna', item.id)).not.toBeNull();
    await forgetOldForms({
      catalog: app.shelf.storage.catalog,
      now: () => new Date(Date.now() + 31 * 86_400_000).toISOString(),
    });
    expect(await app.shelf.storage.catalog.findUnsaved('anna', item.id)).toBeNull();
  });
});
