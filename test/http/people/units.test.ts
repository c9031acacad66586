import type { Role } from '#server/people/account.ts';
import {
  ask,
  multipart,
  MULTIPART,
  postFiles,
  postForm,
  type Answer,
  type Fields,
} from '../../support/ask.ts';
import { aChange, anItem } from '../../support/builders.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let admin: string;
const get = (path: string, cookie = admin): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie } });
const post = (path: string, fields: Fields, cookie = admin): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie });
const catalog = () => app.shelf.storage.catalog;

const somebody = (roles: readonly Role[], unitId: string): Promise<StaffPerson> =>
  staffPerson(app, roles, unitId);
const unit = (id: string, more = {}) => ({
  id,
  code: id,
  name: `Đơn vị ${id}`,
  kind: 'commune' as const,
  parentId: 'so-tu-phap',
  validFrom: null,
  validTo: null,
  successorId: null,
  ...more,
});

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.signIn();
  await catalog().saveUnits([
    unit('xa-an'),
    unit('truong-an', { parentId: 'xa-an', kind: 'school' }),
    unit('xa-binh'),
  ]);
});
afterAll(() => app.close());

describe('units', () => {
  const preview = (list: string, viec = 'xem'): Promise<Answer> =>
    post('/can-bo/nhap-don-vi', { list, viec });
  const LIST =
    'Mã;Tên;Loại;Mã cấp trên;Từ ngày;Đến ngày;Mã đơn vị kế thừa\nxa-moi;Xã Mới;Xã, phường, đặc khu;so-tu-phap;1/7/2025;;\nxa-cu-1;Xã Cũ Một;commune;so-tu-phap;;30/6/2025;xa-moi\nxa-cu-2;Xã Cũ Hai;commune;so-tu-phap;;30/6/2025;xa-moi\n';

  it('are read from a list, shown first and written only then', async () => {
    const seen = await preview(LIST);
    expect(seen.words).toContain('Thêm 3, đổi 0, giữ nguyên 0, không nhận 0.');
    expect((await catalog().listUnits()).some((u) => u.id === 'xa-moi')).toBe(false);
    const written = await post('/can-bo/nhap-don-vi', { list: seen.value('list'), viec: 'ghi' });
    expect(written.words).toContain('Đã ghi 3 đơn vị.');
    expect((await catalog().listUnits()).find((u) => u.id === 'xa-cu-1')).toMatchObject({
      name: 'Xã Cũ Một',
      successorId: 'xa-moi',
      validTo: '2025-06-30',
      parentId: 'so-tu-phap',
    });
    expect((await preview(LIST)).words).toContain('giữ nguyên 3');
  });

  it('come from a file too, marked for its encoding or not', async () => {
    const body = multipart([{ name: 'x', content: '' }])
      .toString()
      .replace(/name="files"; filename="x"/u, 'name="file"; filename="ds.csv"')
      .replace('\r\n\r\n\r\n', `\r\n\r\n\ufeffcode,name\r\n"thu-vien","Thư viện, cơ sở 2"\r\n\r\n`);
    const answer = await ask(app.base, '/can-bo/nhap-don-vi', {
      method: 'POST',
      body,
      headers: { origin: app.base, cookie: admin, 'content-type': MULTIPART },
    });
    expect(answer.words).toContain('Thư viện, cơ sở 2');
    expect(answer.words).toContain('Thêm 1');
  });

  it.each([
    ['Mã,Tên\nXã An,Tên', 'Mã gồm chữ cái'],
    ['Mã,Tên\nmot,\n', 'Hãy ghi tên đơn vị.'],
    ['Mã,Tên,Mã cấp trên\nmot,Một,khong-co', 'Không có đơn vị cấp trên'],
    ['Mã,Tên,Mã cấp trên\nmot,Một,hai\nhai,Hai,mot', 'Cấp trên không được nằm dưới'],
    ['Mã,Tên\nmot,Một\nmot,Lại một', 'đã có ở dòng 2'],
    ['Mã,Tên,Từ ngày\nmot,Một,31/2/2025', 'Không phải ngày có thật.'],
    ['Mã,Tên,Loại\nmot,Một,huyện', 'Loại đơn vị không đúng.'],
    ['Tên\nMột', 'phải có cột Mã'],
    ['', 'Hãy chọn tệp hoặc dán'],
    ['Mã,Tên\n"mot,Một', 'không đọc được'],
  ])('a list like %j is refused whole', async (list, sentence) => {
    const before = await catalog().listUnits();
    for (const viec of ['xem', 'ghi'])
      expect((await preview(list, viec)).words).toContain(sentence);
    expect(await catalog().listUnits()).toEqual(before);
  });

  it('are added and changed one by one; their code stays', async () => {
    expect(
      (
        await post('/can-bo/don-vi', {
          code: 'xa-dong',
          name: 'Xã Đông',
          kind: 'commune',
          parent: 'so-tu-phap',
        })
      ).status,
    ).toBe(303);
    expect(
      (await post('/can-bo/don-vi', { code: 'xa-dong', name: 'Xã Khác', kind: 'commune' })).words,
    ).toContain('Mã này đã có đơn vị dùng.');
    const page = await get('/can-bo/don-vi/xa-dong');
    expect([page.value('name'), page.value('parent')]).toEqual(['Xã Đông', 'so-tu-phap']);
    expect(
      (
        await post('/can-bo/don-vi/xa-dong', {
          name: 'Xã Đông Mới',
          kind: 'commune',
          parent: 'xa-dong',
        })
      ).words,
    ).toContain('Cấp trên không được');
    expect(
      (
        await post('/can-bo/don-vi/xa-dong', {
          name: 'Xã Đông Mới',
          kind: 'commune',
          parent: 'so-tu-phap',
          validFrom: '2025',
        })
      ).status,
    ).toBe(303);
    expect((await get('/can-bo/don-vi')).words).toContain('Xã Đông Mới');
    for (const path of ['/can-bo/don-vi/khong-co']) expect((await get(path)).status).toBe(404);
    expect(
      (await get('/can-bo/don-vi', (await somebody(['contributor'], 'xa-an')).cookie)).status,
    ).toBe(403);
  });
});

describe('a merger while work waits', () => {
  it('hands items, people and pages to the successor; nothing is lost', async () => {
    await catalog().saveUnits([unit('xa-tay'), unit('xa-tay-nam')]);
    const sender = await somebody(['contributor'], 'xa-tay');
    const sent = await postFiles(
      app.base,
      '/can-bo/tai-len',
      [{ name: 'cua-xa-tay.txt', content: 'Chữ của xã Tây' }],
      sender.cookie,
      { headers: { accept: 'application/json' } },
    );
    const [{ itemId }] = sent.json<{ results: [{ itemId: string }] }>().results;
    const published = await catalog().saveItem(
      aChange(
        anItem({
          unitId: 'xa-tay',
          title: 'Sách của xã Tây',
          state: 'published',
          publishedAt: '2026-01-01T00:00:00.000Z',
        }),
        {
          jobs: [{ kind: 'index-item', key: 'index-item:x', payload: {}, priority: 1, group: 'x' }],
        },
      ),
    );
    const newcomer = await somebody(['contributor'], 'xa-tay-nam');
    expect((await get(`/can-bo/tai-lieu/${itemId}`, newcomer.cookie)).status).toBe(403);

    expect(
      (
        await post('/can-bo/don-vi/xa-tay', {
          name: 'Đơn vị xa-tay',
          kind: 'commune',
          parent: 'so-tu-phap',
          validTo: '30/6/2026',
          successor: 'xa-tay-nam',
        })
      ).status,
    ).toBe(303);
    for (const who of [sender, newcomer]) {
      const page = await get(`/can-bo/tai-lieu/${itemId}`, who.cookie);
      expect(page.status).toBe(200);
    }
    const saved = await post(
      `/can-bo/tai-lieu/${itemId}/luu`,
      {
        version: (await get(`/can-bo/tai-lieu/${itemId}`, newcomer.cookie)).value('version'),
        title: 'Xã mới sửa',
        language: 'vi',
        validityState: 'con',
        rightsKind: 'duoc_phep',
      },
      newcomer.cookie,
    );
    expect(saved.status).toBe(303);
    expect((await catalog().findItem(itemId))!.unitId).toBe('xa-tay');
    const next = await postFiles(
      app.base,
      '/can-bo/tai-len',
      [{ name: 'sau-sap-nhap.txt', content: 'Chữ sau sáp nhập' }],
      sender.cookie,
      { headers: { accept: 'application/json' } },
    );
    expect(
      (await catalog().findItem(next.json<{ results: [{ itemId: string }] }>().results[0].itemId))!
        .unitId,
    ).toBe('xa-tay-nam');

    await app.shelf.storage.search.index([
      {
        itemId: published.id,
        version: published.version,
        title: published.title,
        record: '',
        keywords: [],
        numbers: [],
        publishedAt: published.publishedAt!,
        passages: [],
        filters: {
          subjects: [],
          genres: [],
          audiences: [],
          years: [],
          validity: [],
          languages: [],
          units: ['xa-tay'],
          formats: [],
        },
      },
    ]);
    expect((await get('/don-vi/xa-tay-nam', '')).words).toContain('Sách của xã Tây');
    const old = await get('/don-vi/xa-tay', '');
    expect([old.status, old.link('Đơn vị xa-tay-nam')]).toEqual([200, '/don-vi/xa-tay-nam']);
    expect(old.words).toContain('Nay thuộc Đơn vị xa-tay-nam.');
    expect(old.words).toContain('đã chuyển sang đơn vị hiện nay');
    expect(old.words).toContain('Sách của xã Tây');
    expect((await get('/don-vi/xa-tay-nam', '')).words).not.toContain('Nay thuộc');
  });

  it('that ended without a successor is taken over by the unit above, and says since when', async () => {
    const ended = {
      id: 'xa-het',
      code: 'xa-het',
      name: 'Ủy ban nhân dân xã Hết',
      kind: 'commune' as const,
      parentId: 'so-tu-phap',
      validFrom: null,
      validTo: '2025-06-30',
      successorId: null,
    };
    await catalog().saveUnit(ended);
    const above = (await catalog().listUnits()).find(({ id }) => id === 'so-tu-phap')!;
    const page = await get('/don-vi/xa-het', '');
    expect(page.words).toContain(
      `Đơn vị này làm việc đến hết 30/06/2025. Nay thuộc ${above.name}.`,
    );
    expect(page.link(above.name)).toBe(`/don-vi/${above.code}`);
    await catalog().saveUnit({ ...ended, validTo: '2999' });
    expect((await get('/don-vi/xa-het', '')).words).not.toContain('Nay thuộc');
  });
});
