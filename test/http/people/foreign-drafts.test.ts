import { lawNumberKey, lawReference } from '#server/base/vietnamese/law-number.ts';
import type { Item } from '#server/items/item.ts';
import { ask, postFiles, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { aChange, aCommune, anItem } from '../../support/builders.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

/** What nobody of another unit may learn. */
const SECRET = 'Zeta mật kín';
const BYTES = 'Nội dung chỉ xã Khác biết. '.repeat(40);
const LAW = '77/2019/NĐ-KIN';

let app: TestApp;
let foreign: Item;
let own: StaffPerson;
let other: StaffPerson;

const get = (path: string, who = own): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie: who.cookie } });
const post = (path: string, fields: Fields, who = own): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie: who.cookie });
const tellsNothing = (answer: Answer): void => {
  expect(answer.html).not.toContain(SECRET);
  expect(answer.html).not.toContain(foreign.id);
};
const catalog = () => app.shelf.storage.catalog;

async function sheetPage(sheet: string, run: boolean): Promise<readonly Answer[]> {
  const files = [{ field: 'sheet', name: 'b.csv', content: sheet }];
  const sent = await postFiles(
    app.base,
    '/can-bo/nhap-bang',
    [...files, { field: 'files', name: 'a.txt', content: BYTES }],
    own.cookie,
  );
  const path = sent.headers.location!;
  const plan = await get(path);
  if (run) {
    expect((await post(`${path}/chay`, {})).status).toBe(303);
    await app.settle();
  }
  return [plan, await get(path), await get(`${path}/ket-qua.csv`)];
}

beforeAll(async () => {
  app = await startTestApp({ settings: { TWO_PERSON_RULE: 'no' } });
  for (const id of ['xa-an', 'xa-khac']) await catalog().saveUnit(aCommune(id, id));
  own = await staffPerson(app, ['cataloguer', 'approver'], 'xa-an');
  other = await staffPerson(app, ['cataloguer'], 'xa-khac');
  const uploaded = await postFiles(
    app.base,
    '/can-bo/tai-len',
    [{ name: 'a.txt', content: BYTES }],
    other.cookie,
    { fields: { title: SECRET } },
  );
  const id = uploaded.link('Biên mục ngay').split('/').at(-1)!;
  await app.settle();
  foreign = await catalog().saveItem(
    aChange({
      ...(await catalog().findItem(id))!,
      identifier: 'MAT-1',
      publisher: SECRET,
      series: SECRET,
      compilers: [SECRET],
      keywords: [SECRET],
      lawRefs: [{ ...lawReference(LAW), title: SECRET }],
    }),
  );
});
afterAll(() => app.close());

describe('a draft of another unit', () => {
  it('is not learnt of by the same bytes: they become a draft of one’s own', async () => {
    const page = await postFiles(
      app.base,
      '/can-bo/tai-len',
      [{ name: 'b.txt', content: BYTES }],
      own.cookie,
    );
    tellsNothing(page);
    expect(page.words).toContain('Đã nhận 1, đã có 0, chưa nhận 0');
    await app.settle();
    const record = await get(page.link('Biên mục ngay'));
    tellsNothing(record);
    expect(record.words).not.toContain('Có thể trùng');
    tellsNothing(await get(`${page.link('Biên mục ngay')}/duyet`));
  });

  it('is not named by its identifier in a form', async () => {
    const mine = await catalog().saveItem(aChange(anItem({ unitId: 'xa-an' })));
    const refused = await post(`/can-bo/tai-lieu/${mine.id}/luu`, {
      version: '1',
      title: mine.title,
      identifier: 'mat-1',
      language: 'vi',
      validityState: 'con',
      rightsKind: 'duoc_phep',
    });
    expect([refused.status, refused.words]).toEqual([
      409,
      expect.stringContaining('Mã định danh này đã dùng cho tài liệu khác.'),
    ]);
    tellsNothing(refused);
  });

  it.each<[string, (id: string) => string, string]>([
    ['identifier', () => 'Tệp;Mã định danh;Tên\na.txt;MAT-1;Tên tôi gõ\n', 'ở đơn vị khác'],
    ['own code', (id) => `Mã tài liệu;Tên\n${id};Tên tôi gõ\n`, 'Không có tài liệu mang mã'],
    ['bytes', () => 'Tệp;Tên\na.txt;Tên tôi gõ\n', 'Tên tôi gõ'],
  ])('is not named by its %s in a sheet', async (_name, sheet, said) => {
    const [plan, done, report] = await sheetPage(sheet(foreign.id), true);
    for (const page of [plan!, done!, report!]) {
      expect(page.html).not.toContain(SECRET);
      expect(page.html.replaceAll(`mã “${foreign.id}”`, '')).not.toContain(`/${foreign.id}`);
    }
    expect(plan!.words).toContain(said);
  });

  it('is not among names, suggestions and their counts', async () => {
    for (const list of ['co-quan', 'nha-xuat-ban', 'bo-sach', 'tu-khoa']) {
      const path = `/can-bo/danh-muc/${list}`;
      tellsNothing(await get(path));
      expect((await get(`${path}/goi-y?q=zeta`)).json()).toEqual({ suggestions: [] });
      expect((await get(`${path}/goi-y?q=zeta`, other)).json()).toEqual({ suggestions: [SECRET] });
      expect((await get(`${path}?ten=${encodeURIComponent(SECRET)}`)).status).toBe(303);
      const merged = await post(path, { tu: SECRET, into: 'Khác hẳn' });
      expect(merged.headers.location).not.toMatch(/con=[1-9]/u);
    }
    const mine = await catalog().saveItem(aChange(anItem({ unitId: 'xa-an' })));
    tellsNothing(await get(`/can-bo/tai-lieu/${mine.id}`));
    expect((await catalog().findItem(foreign.id))!.publisher).toBe(SECRET);
  });

  it('is not named by a decision on its citations', async () => {
    const key = lawNumberKey(LAW);
    for (const decision of ['', 'still-right', 'withdraw'])
      for (const item of [foreign.id, '0000000000000']) {
        const answer = await post('/can-bo/xem-lai', {
          item,
          law: key,
          version: '1',
          decision,
          reason: '',
        });
        tellsNothing(answer);
        expect(answer.status).toBe(404);
      }
  });

  it('is not counted, nor its citation shown, among laws', async () => {
    const key = lawNumberKey(LAW);
    tellsNothing(await get('/can-bo/van-ban'));
    tellsNothing(await get(`/can-bo/van-ban?so=${encodeURIComponent(LAW)}`));
    tellsNothing(await get('/can-bo/van-ban.csv'));
    expect((await get('/can-bo/van-ban.csv')).html).not.toContain(LAW);
    tellsNothing(await ask(app.base, `/van-ban/${encodeURIComponent(LAW)}`));
    expect((await get(`/can-bo/van-ban/${key}`)).status).toBe(404);
    expect((await get(`/can-bo/van-ban/${key}`, other)).status).toBe(200);
    expect((await get(`/can-bo/van-ban?so=${encodeURIComponent(LAW)}`, other)).words).toContain(
      LAW,
    );
  });
});

describe('what belongs to the whole shelf or to another unit', () => {
  const LAW_FORM = {
    number: '88/2019/NĐ-CHU',
    title: 'Nghị định chung',
    state: 'het',
    version: '0',
  };

  it('is a law: the managing unit’s officials keep it, a commune’s only read it', async () => {
    const key = lawNumberKey(LAW_FORM.number);
    const managing = await staffPerson(app, ['cataloguer']);
    expect((await post('/can-bo/van-ban/moi', LAW_FORM)).status).toBe(403);
    expect((await post('/can-bo/van-ban/moi', LAW_FORM, managing)).status).toBe(303);
    for (const path of [`/can-bo/van-ban/${key}`, '/can-bo/van-ban/nhap'])
      expect([path, (await post(path, { ...LAW_FORM, version: '1' })).status]).toEqual([path, 403]);
    const list = await postFiles(
      app.base,
      '/can-bo/van-ban/nhap',
      [{ field: 'sheet', name: 'l.csv', content: `Số hiệu;Tình trạng\n${LAW_FORM.number};het\n` }],
      own.cookie,
    );
    expect(list.status).toBe(403);
    const page = await get(`/can-bo/van-ban/${key}`);
    expect(page.status).toBe(200);
    expect(page.all('form').map((f) => f.attribs['action'])).toEqual(['/dang-xuat']);
    expect((await get('/can-bo/van-ban')).links.map((l) => l.href)).not.toContain(
      '/can-bo/van-ban/moi',
    );
    expect((await get('/can-bo')).words).not.toContain('Nhập văn bản');
    expect((await catalog().findLaws([key]))[0]).toMatchObject({ version: 1, state: 'het' });
  });

  it('are readers’ words: emptied by officials of the item’s unit and those above it', async () => {
    const publish = (unitId: string, state: 'published' | 'withdrawn' = 'published') =>
      catalog().saveItem(
        aChange(anItem({ unitId, state, title: SECRET, publishedAt: '2026-01-01T00:00:00.000Z' })),
      );
    const [theirs, gone, mine] = [
      await publish('xa-khac'),
      await publish('xa-khac', 'withdrawn'),
      await publish('xa-an'),
    ];
    for (const { id } of [theirs, gone, mine])
      await catalog().addRating({
        id: `loi-${id}`,
        itemId: id,
        day: '2026-11-29',
        answer: 'no',
        comment: `Lời về ${id}`,
      });
    const clear = async (id: string, who: StaffPerson) =>
      (await post(`/can-bo/y-kien/loi-${id}/xoa`, { item: id }, who)).status;
    expect([await clear(theirs.id, own), await clear(gone.id, own)]).toEqual([403, 403]);
    expect(await clear(mine.id, other)).toBe(403);
    const desk = await get('/can-bo');
    expect(desk.words).toContain(`Lời về ${mine.id}`);
    expect(desk.words).not.toContain(`Lời về ${theirs.id}`);
    expect(desk.words).not.toContain(`Lời về ${gone.id}`);
    expect(desk.all('form').map((f) => f.attribs['action'])).not.toContain(
      `/can-bo/y-kien/loi-${theirs.id}/xoa`,
    );
    expect(await catalog().ratingComments(theirs.id, 5)).toHaveLength(1);
    expect([await clear(theirs.id, other), await clear(mine.id, own)]).toEqual([303, 303]);
    expect((await post('/can-bo/y-kien/khong-co/xoa', {})).status).toBe(404);
  });
});
