import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import type { Item } from '#server/items/item.ts';
import { publishItems } from '../../support/publish-items.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
const get = (path: string, mine = true): Promise<Answer> =>
  ask(app.base, path, { headers: mine ? { cookie } : {} });
const post = (path: string, fields: Fields): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie });
const publish = async (title: string, more = {}): Promise<Item> => {
  const item = { title, publishedAt: '2026-01-01T00:00:00.000Z', ...more };
  return (await publishItems(app, [{ item }]))[0]!;
};
const BASE = {
  title: 'Tháng hưởng ứng Ngày Pháp luật',
  slug: 'thang-11',
  intro: 'Mỗi năm',
  from: '1/11',
  to: '30/11',
  rank: '3',
  hidden: '',
  version: '0',
  them: '',
  viec: 'luu',
};
const idsOf = (page: Answer): string[] =>
  page
    .all('input')
    .filter((e) => e.attribs['name'] === 'item')
    .map((e) => e.attribs['value'] ?? '');

beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
});
afterAll(() => app.close());

describe('a collection', () => {
  it('is put together without a script: added by number, address or words, moved, taken out, and only then saved', async () => {
    const [one, two, three] = [
      await publish('Cẩm nang bầu cử', { identifier: 'BC-1' }),
      await publish('Hỏi đáp đất rừng'),
      await publish('Đất rừng: sổ tay'),
    ];
    const edit = (fields: Fields): Promise<Answer> =>
      post('/can-bo/bo-suu-tap/moi', { ...BASE, ...fields });
    expect(idsOf(await edit({ them: 'BC-1' }))).toEqual([one.id]);
    expect(
      idsOf(
        await edit({
          item: one.id,
          them: `${app.base}/tai-lieu/${two.id}/hoi-dap?q=x`,
          viec: 'them',
        }),
      ),
    ).toEqual([one.id, two.id]);
    const several = await edit({ item: [one.id, two.id], them: 'đất rừng', viec: 'them' });
    expect(
      several
        .having('value')
        .filter((e) => e.attribs['value']!.startsWith('chon:'))
        .map((e) => e.attribs['value']),
    ).toEqual([`chon:${three.id}`, `chon:${two.id}`]);
    expect([
      several.value('title'),
      several.value('them'),
      several.words.includes('chưa được lưu'),
    ]).toEqual([BASE.title, 'đất rừng', true]);
    expect(idsOf(await edit({ item: [one.id, two.id], viec: `chon:${three.id}` }))).toEqual([
      one.id,
      two.id,
      three.id,
    ]);
    const again = await edit({ item: [one.id], them: 'BC-1' });
    expect([again.status, again.words.includes('đã có trong bộ')]).toEqual([400, true]);
    expect(
      idsOf(await edit({ item: [one.id, two.id, three.id], viec: `len:${three.id}` })),
    ).toEqual([one.id, three.id, two.id]);
    expect(
      idsOf(await edit({ item: [one.id, two.id, three.id], viec: `xuong:${three.id}` })),
    ).toEqual([one.id, two.id, three.id]);
    expect(idsOf(await edit({ item: [one.id, two.id, three.id], viec: `bo:${two.id}` }))).toEqual([
      one.id,
      three.id,
    ]);
    expect((await edit({ them: 'không có gì như vậy' })).words).toContain(
      'Không thấy tài liệu nào',
    );
    expect(await app.shelf.storage.catalog.findCollection('thang-11')).toBeNull();

    const saved = await edit({ item: [three.id, one.id] });
    expect([saved.status, saved.headers['location']]).toEqual([
      303,
      '/can-bo/bo-suu-tap/thang-11?bao=da-luu',
    ]);
    expect(
      (await get('/bo-suu-tap/thang-11', false)).links
        .filter((l) => l.href.startsWith('/tai-lieu/'))
        .map((l) => l.href.split('/')[2])
        .filter((id, i, all) => all.indexOf(id) === i),
    ).toEqual([three.id, one.id]);
    const stored = (await app.shelf.storage.catalog.findCollection('thang-11'))!;
    expect(stored).toMatchObject({
      season: { from: '11-01', to: '11-30' },
      rank: 3,
      hidden: false,
      version: 1,
      changedBy: app.admin.displayName,
    });
    expect((await get('/can-bo/bo-suu-tap')).words).toContain('Hằng năm 01/11 đến 30/11');
  });

  it('that is hidden is gone from every public page, and its address says so', async () => {
    await post('/can-bo/bo-suu-tap/moi', {
      ...BASE,
      slug: '',
      title: 'Bộ đang soạn',
      from: '',
      to: '',
    });
    const path = '/bo-suu-tap/bo-dang-soan';
    expect((await get(path, false)).status).toBe(200);
    expect((await get('/sitemap/trang.xml', false)).html).toContain(path);
    await post(`/can-bo${path}`, {
      ...BASE,
      title: 'Bộ đang soạn',
      from: '',
      to: '',
      hidden: '1',
      version: '1',
    });
    for (const page of ['/', '/bo-suu-tap', '/so-do', '/sitemap/trang.xml'])
      expect([page, (await get(page, false)).html.includes(path)]).toEqual([page, false]);
    expect((await get(path, false)).status).toBe(404);
    expect((await get('/can-bo/bo-suu-tap')).words).toContain('Đang ẩn');
  });

  it.each([
    [{ title: '' }, 'title'],
    [{ title: 'x'.repeat(201) }, 'title'],
    [{ slug: 'Có dấu' }, 'slug'],
    [{ slug: 'tuan-nay' }, 'slug'],
    [{ from: '31/2' }, 'from'],
    [{ from: '', to: '1/1' }, 'from'],
    [{ to: 'mai' }, 'to'],
    [{ rank: 'đầu' }, 'rank'],
    [{ intro: 'x'.repeat(2_001) }, 'intro'],
  ])('with %j is refused at its field, and the form comes back filled', async (fields, name) => {
    const answer = await post('/can-bo/bo-suu-tap/moi', {
      ...BASE,
      slug: 'hong',
      item: 'mot-ma',
      ...fields,
    });
    expect([
      answer.status,
      answer.all('a').some((a) => a.attribs['href'] === `#${name}`),
      idsOf(answer),
    ]).toEqual([400, true, ['mot-ma']]);
    expect(answer.value('title')).toBe({ ...BASE, ...fields }.title);
    expect(await app.shelf.storage.catalog.findCollection('hong')).toBeNull();
  });

  it('changed by somebody else meanwhile is not overwritten, and what was typed stays', async () => {
    await post('/can-bo/bo-suu-tap/moi', { ...BASE, slug: 'hai-nguoi' });
    await post('/can-bo/bo-suu-tap/hai-nguoi', { ...BASE, title: 'Người kia', version: '1' });
    const late = await post('/can-bo/bo-suu-tap/hai-nguoi', {
      ...BASE,
      title: 'Người này',
      version: '1',
    });
    expect([
      late.status,
      late.value('title'),
      late.value('version'),
      late.words.includes('vừa được người khác sửa'),
    ]).toEqual([409, 'Người này', '2', true]);
    expect((await app.shelf.storage.catalog.findCollection('hai-nguoi'))?.title).toBe('Người kia');
    const twin = await post('/can-bo/bo-suu-tap/moi', { ...BASE, slug: 'hai-nguoi' });
    expect([twin.status, twin.words.includes('đã có bộ sưu tập khác')]).toEqual([409, true]);
  });
});
