import { nameKey } from '#server/cataloguing/name-list.ts';
import { DomUtils } from 'htmlparser2';
import type { Item } from '#server/items/item.ts';
import { aChange, anAccount, anItem } from '../../support/builders.ts';
import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { HASH_OF_X } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
const get = (path: string, who = cookie): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie: who } });
const merge = (list: string, fields: Fields, who = cookie): Promise<Answer> =>
  postForm(app.base, `/can-bo/danh-muc/${list}`, fields, { cookie: who });
const save = (more: Partial<Item>): Promise<Item> =>
  app.shelf.storage.catalog.saveItem(aChange(anItem({ compilers: [], ...more })));
const find = async (id: string): Promise<Item> => (await app.shelf.storage.catalog.findItem(id))!;

async function somebody(
  role: 'cataloguer' | 'contributor' | 'auditor',
  unitId: string,
): Promise<string> {
  const username = `${role}.${unitId}`;
  await app.shelf.storage.catalog.saveAccount(
    anAccount({
      id: username,
      username,
      roles: [role],
      unitId,
      passwordHash: HASH_OF_X,
    }),
  );
  return (await postForm(app.base, '/dang-nhap', { username, password: 'x' })).headers[
    'set-cookie'
  ]![0]!.split(';')[0]!;
}

beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
});
afterAll(() => app.close());

describe('an authority list', () => {
  it('shows the names items have with their number, the ways of writing beside each other', async () => {
    for (const publisher of [
      'NXB Tư pháp',
      'NXB Tư pháp',
      'Nhà xuất bản Tư pháp',
      'Nhà xuất bản Thông tấn',
    ])
      await save({ publisher });
    const page = await get('/can-bo/danh-muc/nha-xuat-ban');
    expect(page.words).toMatch(
      /Nhà xuất bản Thông tấn 1 tài liệu.*2 cách viết, giữ lại:.*NXB Tư pháp 2 tài liệu.*Nhà xuất bản Tư pháp 1 tài liệu/u,
    );
    expect(page.chosen('into')).toEqual(['NXB Tư pháp']);
    const alone = await get(page.link('Chỉ xem tên có nhiều cách viết'));
    expect(alone.words).not.toContain('Thông tấn');
    expect((await get('/can-bo/danh-muc/nha-xuat-ban?tim=nxb%20th%C3%B4ng')).words).toContain(
      'Nhà xuất bản Thông tấn',
    );
    expect((await get('/can-bo/danh-muc')).links.map((l) => l.href)).toEqual(
      expect.arrayContaining([
        '/can-bo/danh-muc/co-quan',
        '/can-bo/danh-muc/nha-xuat-ban',
        '/can-bo/danh-muc/bo-sach',
        '/can-bo/danh-muc/tu-khoa',
      ]),
    );
    expect((await get('/can-bo/danh-muc/khong-co')).status).toBe(404);
  });

  it('offers names while somebody types, the commonest first', async () => {
    for (const keywords of [['chứng thực chữ ký'], ['chứng thực chữ ký', 'chứng thực bản sao']])
      await save({ keywords });
    const offered = async (q: string) =>
      (await get(`/can-bo/danh-muc/tu-khoa/goi-y?q=${encodeURIComponent(q)}`)).json<{
        suggestions: string[];
      }>().suggestions;
    expect(await offered('chung th')).toEqual(['chứng thực chữ ký', 'chứng thực bản sao']);
    expect(await offered('Bản')).toEqual(['chứng thực bản sao']);
    expect([await offered(''), await offered('xyzzy'), await offered('%_*(')]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('and its commonest names stand on the form without script; one that is chosen joins the others', async () => {
    const item = await save({ compilers: ['Sở A'], keywords: ['một, hai'] });
    const page = await get(`/can-bo/tai-lieu/${item.id}`);
    const list = page
      .all('datalist')
      .find((d) => d.attribs['data-names'] === '/can-bo/danh-muc/nha-xuat-ban/goi-y')!;
    expect(DomUtils.getElementsByTagName('option', list).map((o) => o.attribs['value'])).toContain(
      'NXB Tư pháp',
    );
    const fields = {
      version: '1',
      title: 'Tên',
      compilers: 'Sở A',
      compilersAdd: 'Sở B',
      keywords: 'k',
      keywordsAdd: 'k, l',
      language: 'vi',
      validityState: 'con',
      rightsKind: 'duoc_phep',
    };
    expect(
      (await postForm(app.base, `/can-bo/tai-lieu/${item.id}/luu`, fields, { cookie })).status,
    ).toBe(303);
    expect(await find(item.id)).toMatchObject({
      compilers: ['Sở A', 'Sở B'],
      keywords: ['k', 'l'],
    });
  });
});

describe('putting ways of writing together', () => {
  it('changes every item the person may edit, each with its line of history, and says what was left', async () => {
    const who = await somebody('cataloguer', 'xa-an');
    const [mine, shown, foreign, unseen] = [
      await save({ unitId: 'xa-an', compilers: ['UBND xã An', 'Sở'] }),
      await save({
        unitId: 'xa-an',
        compilers: ['Ủy ban nhân dân xã An', 'UBND xã An'],
        state: 'published',
        publishedAt: '2026-01-01T00:00:00.000Z',
      }),
      await save({
        unitId: 'xa-khac',
        compilers: ['UBND xã An'],
        state: 'published',
        publishedAt: '2026-01-01T00:00:00.000Z',
      }),
      await save({ unitId: 'xa-khac', compilers: ['UBND xã An'] }),
    ];
    const done = await merge(
      'co-quan',
      { tu: ['UBND xã An', 'Ủy ban nhân dân xã An'], into: 'Ủy ban nhân dân xã An' },
      who,
    );
    expect((await get(done.headers.location!, who)).words).toMatch(
      /Đã đổi 2 tài liệu\. 1 tài liệu bạn không được sửa/u,
    );
    expect([
      (await find(mine.id)).compilers,
      (await find(shown.id)).compilers,
      (await find(foreign.id)).compilers,
    ]).toEqual([['Ủy ban nhân dân xã An', 'Sở'], ['Ủy ban nhân dân xã An'], ['UBND xã An']]);
    // Not even counted: it is a draft of others.
    expect((await find(unseen.id)).compilers).toEqual(['UBND xã An']);
    const [event] = (await app.shelf.storage.catalog.events(mine.id)).slice(-1);
    expect(event).toMatchObject({
      action: 'edit',
      actorId: 'cataloguer.xa-an',
      reason: 'Gộp danh mục thành “Ủy ban nhân dân xã An”.',
      changes: [{ field: 'compilers', before: ['UBND xã An', 'Sở'] }],
    });
    expect(await app.shelf.storage.queue.pendingOfGroup(shown.id)).toBe(1);
  });

  it('renames one name from its own page, which lists its items; an empty name is refused and nothing is lost', async () => {
    const item = await save({ title: 'Tập một', series: 'Tủ sách thôn' });
    const page = await get('/can-bo/danh-muc/bo-sach?ten=T%E1%BB%A7%20s%C3%A1ch%20th%C3%B4n');
    expect([
      page.heading,
      page.value('into'),
      page.links.some((l) => l.href === `/can-bo/tai-lieu/${item.id}`),
    ]).toEqual(['Tủ sách thôn', 'Tủ sách thôn', true]);
    const wrong = await merge('bo-sach', { tu: 'Tủ sách thôn', into: ' … ' });
    expect([
      wrong.status,
      wrong.value('into'),
      wrong.links.some((l) => l.href === '#into'),
    ]).toEqual([400, '…', true]);
    await merge('bo-sach', { tu: 'Tủ sách thôn', into: 'Tủ sách thôn bản' });
    expect((await find(item.id)).series).toBe('Tủ sách thôn bản');
    expect(
      (await get('/can-bo/danh-muc/bo-sach?ten=T%E1%BB%A7%20s%C3%A1ch%20th%C3%B4n')).status,
    ).toBe(303);
  });

  it('of more items than one answer waits for goes on in a job', async () => {
    await app.shelf.storage.catalog.saveItems(
      Array.from({ length: 130 }, () => aChange(anItem({ keywords: ['hoà giải'] }))),
    );
    const done = await merge('tu-khoa', { tu: ['hoà giải'], into: 'hòa giải' });
    expect((await get(done.headers.location!)).words).toContain(
      'Đã đổi 50 tài liệu. Số còn lại đang được đổi tiếp.',
    );
    await app.settle();
    const left = await app.shelf.storage.catalog.listNames({
      kind: 'keyword',
      search: nameKey('hòa giải'),
      units: null,
      variants: false,
      order: 'key',
      limit: 5,
      after: null,
    });
    expect(left.rows).toEqual([{ value: 'hòa giải', key: 'hoa giai', items: 130 }]);
  });

  it('is for cataloguers; others only look', async () => {
    for (const role of ['contributor', 'auditor'] as const) {
      const who = await somebody(role, 'xa-an');
      expect((await merge('co-quan', { tu: 'Sở', into: 'X' }, who)).status).toBe(403);
      const page = await get('/can-bo/danh-muc/nha-xuat-ban', who);
      expect(page.status).toBe(200);
      expect(
        page
          .all('form')
          .filter((f) => f.attribs['method'] === 'post')
          .map((f) => f.attribs['action']),
      ).not.toContain('/can-bo/danh-muc/nha-xuat-ban');
    }
  });
});
