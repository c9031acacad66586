import { jest } from '@jest/globals';
import sharp from 'sharp';
import { aCommune } from '../../support/builders.ts';
import { ask, postFiles, postForm, type Answer } from '../../support/ask.ts';
import { aPicture } from '../../support/put-banner.ts';
import { setClock, startTestApp, type TestApp } from '../../support/start-test-app.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';

const TODAY = '2026-11-09T03:00:00.000Z';

let app: TestApp;
let writer: StaffPerson;
let approver: StaffPerson;
let stranger: StaffPerson;
const get = (path: string, cookie = ''): Promise<Answer> =>
  ask(app.base, path, { headers: cookie === '' ? {} : { cookie } });

const PIECE = {
  version: '0',
  title: 'Tủ sách lưu động về bản',
  kind: 'announcement',
  summary: 'Mỗi bản một buổi mỗi tháng.',
  body: '# Lịch\n\nXe dừng ở **nhà văn hóa**.',
  from: '',
  to: '',
  start: '',
  end: '',
  pinned: '',
  'alt-0': '',
  received: '',
};

const write = (
  fields: Readonly<Record<string, string | readonly string[]>>,
  { id = 'moi', who = writer, picture = null as Uint8Array | null } = {},
): Promise<Answer> =>
  postFiles(
    app.base,
    `/can-bo/tin-tuc/${id}`,
    picture === null
      ? []
      : [{ name: 'ảnh.png', content: picture, type: 'image/png', field: 'picture' }],
    who.cookie,
    { fields: { ...PIECE, ...fields } },
  );
const idIn = (answer: Answer): string =>
  /\/can-bo\/tin-tuc\/([^?]+)/u.exec(String(answer.headers['location']))![1]!;
const entry = async (id: string) => (await app.shelf.storage.catalog.findUnitEntry('news', id))!;
const decide = async (
  id: string,
  action: 'duyet' | 'tra-lai' | 'go',
  reason = '',
  who = approver,
): Promise<Answer> =>
  postForm(
    app.base,
    `/can-bo/tin-tuc/${id}/${action}`,
    { version: String((await entry(id)).version), reason },
    { cookie: who.cookie },
  );
/** A piece that readers see. */
async function published(fields: Readonly<Record<string, string>> = {}): Promise<string> {
  const id = idIn(await write({ ...fields, viec: 'trinh' }));
  expect((await decide(id, 'duyet')).status).toBe(303);
  return id;
}
const addressOf = async (id: string): Promise<string> => `/tin-tuc/${(await entry(id)).slug}`;

/** Sessions end while the clock goes on. */
async function signIn(): Promise<void> {
  setClock(TODAY);
  writer = await staffPerson(app, ['contributor'], 'xa-an');
  approver = await staffPerson(app, ['approver'], 'so-tu-phap');
  stranger = await staffPerson(app, ['contributor'], 'xa-khac');
}

beforeAll(async () => {
  app = await startTestApp({ settings: { TWO_PERSON_RULE: 'yes' } });
  const { catalog } = app.shelf.storage;
  for (const id of ['xa-an', 'xa-khac'])
    await catalog.saveUnit(aCommune(id, `Ủy ban nhân dân ${id}`));
  await signIn();
});
afterAll(async () => {
  jest.useRealTimers();
  await app.close();
});

describe('a piece of news', () => {
  it('is written in a commune, approved by a second person, and on every page at once', async () => {
    const before = await get('/tin-tuc');
    expect(before.words).toContain('Chưa có tin nào');
    const id = idIn(await write({ viec: 'luu' }));
    const path = await addressOf(id);
    expect((await get(path)).status).toBe(404);
    expect((await get(`/can-bo/tin-tuc/${id}`, stranger.cookie)).status).toBe(403);
    expect((await get('/can-bo/tin-tuc', stranger.cookie)).words).not.toContain(PIECE.title);
    await write({ viec: 'trinh', version: '1' }, { id });
    expect((await decide(id, 'duyet', '', writer)).status).toBe(403);
    expect((await get(path)).status).toBe(404);
    expect((await decide(id, 'duyet')).headers['location']).toBe(
      `/can-bo/tin-tuc/${id}?bao=da-duyet`,
    );
    const page = await get(path);
    expect(page.heading).toBe(PIECE.title);
    expect(page.texts('h2')).toContain('Lịch');
    expect(page.words).toContain('Ủy ban nhân dân xa-an');
    expect(page.html).toContain('"@type":"NewsArticle"');
    expect((await get('/tin-tuc')).link(PIECE.title)).toBe(path);
    expect((await get('/')).link(PIECE.title)).toBe(path);
    expect((await get('/sitemap/trang.xml')).html).toContain(`${app.base}${path}</loc>`);
    const feed = await get('/tin-tuc/feed.xml');
    expect(feed.headers['content-type']).toContain('atom+xml');
    expect(feed.html).toContain(`<id>${app.base}${path}</id>`);
    expect((await get(`${path}/in`)).words).toContain(`Nguồn: ${app.base}${path}`);
    const english = await get(path, 'ngon-ngu=en');
    expect(english.all('h1')[0]!.attribs['lang'] ?? 'vi').toBe('vi');
  });

  it('that waits is told to those who approve it, never to whoever wrote it', async () => {
    const told = async ({ cookie }: StaffPerson): Promise<string> => {
      const { words } = await get('/can-bo/thong-bao', cookie);
      return /Tin chờ duyệt.*?(?=Điều bạn)/u.exec(words)?.[0].trim() ?? '';
    };
    expect(await told(approver)).toMatch(/^Tin chờ duyệt\s*0 tin$/u);
    const id = idIn(await write({ viec: 'trinh', title: 'Chờ báo' }));
    expect(await told(approver)).toMatch(/^Tin chờ duyệt\s*1 tin\s*1 mới đến/u);
    const page = await get('/can-bo/thong-bao', approver.cookie);
    expect(page.texts('b').find((text) => text.startsWith('mới:'))).toMatch(/1$/u);
    expect((await get('/can-bo/tin-tuc?xem=submitted', approver.cookie)).words).toContain(
      'Chờ báo',
    );
    expect(await told(writer)).toBe('');
    await write({ viec: 'trinh', title: 'Tự trình' }, { who: approver });
    expect(await told(approver)).toMatch(/^Tin chờ duyệt\s*1 tin/u);
    await decide(id, 'duyet');
    expect(await told(approver)).toMatch(/^Tin chờ duyệt\s*0 tin$/u);
  });

  it('written by whoever may approve waits for somebody else', async () => {
    const id = idIn(await write({ viec: 'trinh', title: 'Tự viết' }, { who: approver }));
    expect((await decide(id, 'duyet')).status).toBe(403);
    const page = await get(`/can-bo/tin-tuc/${id}`, approver.cookie);
    expect(page.words).toContain('người khác phải duyệt');
    expect(page.texts('button')).not.toContain('Duyệt và đăng');
    const second = await staffPerson(app, ['approver'], 'so-tu-phap');
    expect((await decide(id, 'duyet', '', second)).status).toBe(303);
  });

  it('on show is changed by a piece of its own, which takes its place once it is approved', async () => {
    const id = await published({ title: 'Đang đăng' });
    const path = await addressOf(id);
    const begin = (version: string, who = writer): Promise<Answer> =>
      postForm(app.base, `/can-bo/tin-tuc/${id}/sua`, { version }, { cookie: who.cookie });
    expect((await begin('1')).status).toBe(409);
    expect((await begin('2', stranger)).status).toBe(403);
    const change = idIn(await begin('2'));
    expect(idIn(await begin('2'))).toBe(change);
    const form = await get(`/can-bo/tin-tuc/${change}`, writer.cookie);
    expect([form.value('title'), form.words.includes('Đây là bản sửa')]).toEqual([
      'Đang đăng',
      true,
    ]);
    await write({ viec: 'trinh', title: 'Đã sửa', version: '1' }, { id: change });
    expect((await get(path)).heading).toBe('Đang đăng');
    expect((await decide(change, 'duyet', '', writer)).status).toBe(403);
    expect((await get(`/tin-tuc/${(await entry(change)).slug}`)).status).toBe(404);
    expect((await decide(change, 'duyet')).headers['location']).toBe(
      `/can-bo/tin-tuc/${id}?bao=da-duyet`,
    );
    expect((await get(path)).heading).toBe('Đã sửa');
    expect(await entry(id)).toMatchObject({ state: 'published', version: 3 });
    expect((await entry(change)).value.act).toBe('merged');
    const again = await write({ viec: 'trinh', title: 'Lần nữa', version: '3' }, { id: change });
    expect(again.status).toBe(409);
    expect((await get('/tin-tuc')).words).not.toContain('Đang đăng');

    const second = idIn(await begin('3'));
    await write({ viec: 'trinh', title: 'Muộn', version: '1' }, { id: second });
    await decide(id, 'go', 'Hết hiệu lực');
    expect((await decide(second, 'duyet')).status).toBe(409);
    expect((await get(path)).status).toBe(404);
  });

  it('is returned and withdrawn with a reason, and says so at its address', async () => {
    const id = idIn(await write({ viec: 'trinh', title: 'Có lỗi' }));
    const bare = await decide(id, 'tra-lai');
    expect([bare.status, bare.words.includes('Hãy ghi lý do')]).toEqual([400, true]);
    expect((await decide(id, 'tra-lai', 'Sai ngày')).status).toBe(303);
    expect((await get(`/can-bo/tin-tuc/${id}`, writer.cookie)).words).toContain('Sai ngày');
    await write({ viec: 'trinh', title: 'Hết lỗi', version: '2' }, { id });
    await decide(id, 'duyet');
    const path = await addressOf(id);
    expect((await get(path)).heading).toBe('Hết lỗi');
    const locked = await write({ title: 'Sửa lén', version: '4' }, { id });
    expect([locked.status, (await get(path)).heading]).toEqual([409, 'Hết lỗi']);
    expect((await decide(id, 'go', 'Việc đã đổi')).status).toBe(303);
    const gone = await get(path);
    expect([gone.status, gone.words.includes('đã được gỡ')]).toEqual([404, true]);
    expect(gone.words).not.toContain('Việc đã đổi');
    expect((await get('/tin-tuc')).words).not.toContain('Hết lỗi');
    const acts = (await app.shelf.storage.catalog.unitEntryVersions('news', id)).map(
      ({ value }) => value.act,
    );
    expect(acts).toEqual(['withdrawn', 'published', 'submitted', 'returned', 'submitted']);
  });

  it('appears with its first day and leaves after its last', async () => {
    const id = await published({ title: 'Có hạn', from: '10/11/2026', to: '11/11/2026' });
    const path = await addressOf(id);
    const seen = async (at: string): Promise<readonly [number, boolean]> => {
      setClock(at);
      return [(await get(path)).status, (await get('/tin-tuc')).words.includes('Có hạn')];
    };
    expect(await seen(TODAY)).toEqual([404, false]);
    expect(await seen('2026-11-09T17:30:00.000Z')).toEqual([200, true]);
    expect(await seen('2026-11-11T16:30:00.000Z')).toEqual([200, true]);
    expect(await seen('2026-11-11T17:30:00.000Z')).toEqual([404, false]);
    expect((await get(path)).words).toContain('hết thời gian đăng');
    await signIn();
  });

  it('that is pinned stands first, at home too, and lists turn their pages', async () => {
    await published({ title: 'Tin ghim đầu', pinned: '1' });
    for (let n = 0; n < 22; n++) await published({ title: `Tin thường ${n}` });
    const titles = (page: Answer): string[] => page.texts('h2');
    const list = await get('/tin-tuc');
    expect(titles(list)[0]).toBe('Tin ghim đầu');
    expect((await get('/')).links.filter((l) => l.href.startsWith('/tin-tuc/'))).toHaveLength(3);
    const second = await get(list.links.find(({ rel }) => rel === 'next')!.href);
    expect(titles(second)).toContain('Tin thường 0');
    expect(titles(second)).not.toContain('Tin ghim đầu');
    expect((await get('/tin-tuc?loai=outage')).words).toContain('Chưa có tin nào');
    expect((await get('/tin-tuc?sau=hong')).status).toBe(400);
  });

  it('of the same name gets an address of its own', async () => {
    const paths = [];
    for (let n = 0; n < 3; n++)
      paths.push(await addressOf(idIn(await write({ title: 'Trùng tên 😀' }))));
    expect(paths).toEqual(['/tin-tuc/trung-ten', '/tin-tuc/trung-ten-2', '/tin-tuc/trung-ten-3']);
    expect(await addressOf(idIn(await write({ title: '😀' })))).toBe('/tin-tuc/tin');
  });
});

describe('a planned outage', () => {
  it('stands on every public page from its announcement to its last day', async () => {
    const bar = async (path: string): Promise<boolean> =>
      (await get(path)).words.includes('Tủ sách bảo trì từ 22:00 12/11/2026');
    const times = { kind: 'outage', start: '22h 12/11/2026', end: '02:00 13/11/2026' };
    const sent = idIn(await write({ ...times, title: 'Thay ổ đĩa', viec: 'trinh' }));
    const staff = await get(`/can-bo/tin-tuc/${sent}`, approver.cookie);
    expect(staff.words).toContain('chỉ còn 2 ngày làm việc');
    expect([await bar('/'), await bar('/tro-giup')]).toEqual([false, false]);
    await decide(sent, 'duyet');
    for (const path of ['/', '/tro-giup', '/tin-tuc', '/khong-co'])
      expect([path, await bar(path)]).toEqual([path, true]);
    expect((await get('/can-bo/tin-tuc', writer.cookie)).words).not.toContain('Tủ sách bảo trì từ');
    setClock('2026-11-13T16:30:00.000Z');
    expect(await bar('/tro-giup')).toBe(true);
    setClock('2026-11-13T17:30:00.000Z');
    expect(await bar('/tro-giup')).toBe(false);
    await signIn();
    await decide(sent, 'go', 'Hoãn');
    expect(await bar('/tro-giup')).toBe(false);
  });
});

describe('a picture', () => {
  it('is drawn anew, needs words, and is given out with its piece alone', async () => {
    const picture = await aPicture('png');
    const bare = await write({ title: 'Có hình' }, { picture });
    expect(bare.status).toBe(400);
    expect(bare.words).toContain('Hãy ghi trong hình có gì');
    const received = bare.value('received');
    expect(received).toMatch(/^[0-9a-f]{64}$/u);
    const id = idIn(
      await write({ title: 'Có hình', 'alt-0': 'Xe chở sách', received, viec: 'trinh' }),
    );
    const [sha256] = (await entry(id)).files as [string];
    const path = `${await addressOf(id)}/hinh/${sha256}.webp`;
    expect((await get(path)).status).toBe(404);
    const own = `/can-bo/tin-tuc/${id}/hinh/${sha256}.webp`;
    expect([
      (await get(own, writer.cookie)).status,
      (await get(own, stranger.cookie)).status,
    ]).toEqual([200, 403]);
    await decide(id, 'duyet');
    const shown = await get(path);
    expect(shown.body.toString('latin1', 8, 12)).toBe('WEBP');
    expect(shown.body.includes('BI-MAT')).toBe(false);
    const [image] = (await get(await addressOf(id))).all('img');
    expect(image!.attribs).toMatchObject({ src: path, alt: 'Xe chở sách' });
    const [banner] = await app.shelf.storage.catalog.listAuthority('banner');
    expect(banner).toBeUndefined();
    expect((await get(`${await addressOf(id)}/hinh/${'0'.repeat(64)}.webp`)).status).toBe(404);
    await decide(id, 'go', 'Thử');
    expect((await get(path)).status).toBe(404);
    const version = String((await entry(id)).version);
    await write({ title: 'Bỏ hình', 'alt-0': 'x', drop: ['0'], version }, { id });
    expect((await entry(id)).value.pictures).toEqual([]);
  });

  it('that is none, or would burst, is refused and the words stay', async () => {
    const bomb = await sharp({
      create: { width: 16_000, height: 16_000, channels: 3, background: '#fff' },
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
    for (const picture of [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      Buffer.from('không phải ảnh'),
      Buffer.alloc(6 * 1024 ** 2),
      bomb,
    ]) {
      const answer = await write({ title: 'Giữ chữ này', 'alt-0': 'Hình' }, { picture });
      expect(answer.status).toBe(400);
      expect(answer.value('title')).toBe('Giữ chữ này');
      expect(answer.value('alt-0')).toBe('Hình');
    }
  });
});

describe('what nobody should send', () => {
  it('is refused at its field with all that was typed, or shown as plain words', async () => {
    for (const [fields, name] of [
      [{ title: 'x'.repeat(10_000) }, 'title'],
      [{ body: '[bấm](javascript:alert(1))' }, 'body'],
      [{ from: '2/12/2026', to: '1/12/2026' }, 'to'],
      [{ kind: 'outage', start: '', end: '' }, 'start'],
      [{ kind: '<script>' }, 'kind'],
    ] as const) {
      const answer = await write({ ...fields, viec: 'trinh' });
      expect([name, answer.status]).toEqual([name, 400]);
      expect(answer.links.map(({ href }) => href)).toContain(`#${name}`);
      expect(answer.value('summary')).toBe(PIECE.summary);
    }
    const id = await published({
      title: '<script>alert(1)</script> tin',
      body: '<img src=x onerror=alert(1)>\n\n**đậm** </script><script>alert(2)</script>',
    });
    const page = await get(await addressOf(id));
    expect(page.all('script').filter((s) => s.attribs['type'] !== 'application/ld+json')).toEqual(
      [],
    );
    expect(page.all('script')).toHaveLength(1);
    expect(page.all('img')).toEqual([]);
  });

  it('of two writers the second gets the form back with what was typed', async () => {
    const id = idIn(await write({ title: 'Hai người viết' }));
    expect((await write({ title: 'Người đầu', version: '1' }, { id })).status).toBe(303);
    const second = await write({ title: 'Người sau', version: '1' }, { id });
    expect(second.status).toBe(409);
    expect(second.value('title')).toBe('Người sau');
    expect(second.words).toContain('vừa');
    expect((await entry(id)).value.title).toBe('Người đầu');
  });

  it('is seen before it is saved, and nothing is', async () => {
    const seen = await write({ title: 'Xem thử', viec: 'xem' });
    expect([seen.status, seen.value('title')]).toEqual([200, 'Xem thử']);
    expect(seen.texts('h2')).toContain('Lịch');
    expect((await get('/can-bo/tin-tuc', writer.cookie)).words).not.toContain('Xem thử');
  });
});
