import type { Item } from '#server/items/item.ts';
import { CHECKS } from '#server/items/workflow-event.ts';
import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { aChange, aCommune, anItem } from '../../support/builders.ts';
import { staffPerson, type StaffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let [sender, librarian, head]: StaffPerson[] = [];
const catalog = () => app.shelf.storage.catalog;
const get = (path: string, who: StaffPerson): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie: who.cookie } });
const post = (path: string, fields: Fields, who: StaffPerson): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie: who.cookie });
const act = async (
  item: Item,
  action: string,
  who: StaffPerson,
  fields: Fields = {},
): Promise<Answer> =>
  post(
    `/can-bo/tai-lieu/${item.id}/${action}`,
    { version: String((await catalog().findItem(item.id))!.version), ...fields },
    who,
  );
const draftOf = (who: StaffPerson, title: string): Promise<Item> => {
  const item = anItem({ title, unitId: 'xa-an', createdBy: who.id });
  return catalog().saveItem(aChange({ ...item, work: { ...item.work, compiledBy: [who.id] } }));
};
const page = (who: StaffPerson): Promise<Answer> => get('/can-bo/thong-bao', who);
/** What stands beside “Thông báo” at the top of a staff page. */
const news = async (who: StaffPerson, path = '/can-bo'): Promise<string> =>
  (await get(path, who))
    .texts('b')
    .find((t) => t.startsWith('mới:'))
    ?.slice('mới:'.length)
    .trim() ?? '';
const readAll = async (who: StaffPerson): Promise<void> => {
  await post('/can-bo/thong-bao/da-doc', { den: '~', luc: new Date().toISOString() }, who);
};

beforeAll(async () => {
  app = await startTestApp({
    settings: {
      SMTP_URL: 'smtp://127.0.0.1:9',
      MAIL_FROM: 'tusach@example.vn',
      BASE_URL: 'http://tusach.example.vn',
    },
  });
  await catalog().saveUnits(['xa-an', 'xa-binh'].map((id) => aCommune(id, id)));
  [sender, librarian, head] = [
    await staffPerson(app, ['contributor'], 'xa-an'),
    await staffPerson(app, ['cataloguer']),
    await staffPerson(app, ['approver']),
  ];
});
afterAll(() => app.close());

describe('notices', () => {
  it('follow an item through the four steps: each person learns what concerns them, never their own doing', async () => {
    const item = await draftOf(sender!, 'Sổ tay thông báo');
    await act(item, 'gui', sender!);
    expect([await news(librarian!), await news(sender!), await news(head!)]).toEqual(['1', '', '']);
    await act(item, 'tra-lai', librarian!, { reason: 'Trang 2 bị nghiêng' });
    expect([await news(sender!), await news(librarian!)]).toEqual(['1', '']);
    const told = await page(sender!);
    expect(told.words).toMatch(/Sổ tay thông báo.*Trang 2 bị nghiêng.*Trả lại.*Chưa đọc/u);
    expect(told.links.find((l) => l.text === 'Sổ tay thông báo')?.href).toBe(
      `/can-bo/tai-lieu/${item.id}/duyet`,
    );

    await act(item, 'gui', sender!);
    await act(item, 'doi-chieu', librarian!, { checks: CHECKS });
    expect([await news(head!), await news(librarian!)]).toEqual(['1', '']);
    await act(item, 'duyet', head!, { checks: CHECKS });
    expect([await news(sender!), await news(librarian!), await news(head!)]).toEqual([
      '2',
      '1',
      '',
    ]);
    expect((await page(librarian!)).words).toContain('Đã duyệt, đăng');
  });

  it('tell the sender of a withdrawal and why, once', async () => {
    const who = await staffPerson(app, ['contributor'], 'xa-an');
    const item = await draftOf(who, 'Tờ gấp sẽ gỡ');
    await act(item, 'gui', who);
    await act(item, 'doi-chieu', librarian!, { checks: CHECKS });
    await act(item, 'duyet', head!, { checks: CHECKS });
    await readAll(who);
    expect((await act(item, 'go', head!, { reason: 'Nghị định mới đã thay thế' })).status).toBe(
      303,
    );
    expect(await news(who)).toBe('1');
    const told = await page(who);
    expect(told.words).toMatch(/Tờ gấp sẽ gỡ.*Nghị định mới đã thay thế.*Gỡ xuống.*Chưa đọc/u);
    expect(told.links.find((l) => l.text === 'Tờ gấp sẽ gỡ')?.href).toBe(
      `/can-bo/tai-lieu/${item.id}/duyet`,
    );
    const notices = await catalog().listNotices({ accountId: who.id, limit: 9, after: null });
    expect(notices.rows.filter(({ kind }) => kind === 'withdrawn')).toHaveLength(1);
  });

  it('are read by a button, each person’s own, and what comes meanwhile stays new', async () => {
    const who = await staffPerson(app, ['contributor'], 'xa-an');
    const first = await draftOf(who, 'Trước khi đọc');
    await act(first, 'gui', who);
    await act(first, 'tra-lai', librarian!, { reason: 'Thiếu ngày' });
    const shown = await page(who);
    const later = await draftOf(who, 'Trong lúc đọc');
    await act(later, 'gui', who);
    await act(later, 'tra-lai', librarian!, { reason: 'Thiếu trang' });
    await post(
      '/can-bo/thong-bao/da-doc',
      { den: shown.value('den'), luc: shown.value('luc') },
      librarian!,
    );
    expect(await news(who)).toBe('2');
    expect(
      (
        await post(
          '/can-bo/thong-bao/da-doc',
          { den: shown.value('den'), luc: shown.value('luc') },
          who,
        )
      ).headers.location,
    ).toBe('/can-bo/thong-bao');
    expect(await news(who)).toBe('1');
    await readAll(who);
    expect([
      await news(who),
      (await page(who)).all('input').filter((i) => i.attribs['name'] === 'den'),
    ]).toEqual(['', []]);
  });

  it('tell of work handed over and of remarks on what one holds', async () => {
    const who = await staffPerson(app, ['cataloguer'], 'xa-an');
    await readAll(who);
    const item = await draftOf(sender!, 'Việc bàn giao');
    await act(item, 'trao', librarian!, { to: who.id, note: 'Nhờ chị làm tiếp' });
    await act(item, 'y-kien', librarian!, { comment: 'Xem kỹ trang 3' });
    await act(item, 'y-kien', who, { comment: 'Tự ghi' });
    expect((await page(who)).texts('h3').filter((t) => t === 'Việc bàn giao')).toHaveLength(2);
    expect((await page(who)).words).toMatch(
      /Xem kỹ trang 3.*Ý kiến.*Nhờ chị làm tiếp.*Giao cho bạn/u,
    );
    expect(await news(who, '/can-bo/danh-muc')).toBe('2');
  });

  it('count arrivals at one’s own step in one’s own units, and say what is late', async () => {
    const who = await staffPerson(app, ['approver'], 'xa-binh');
    await readAll(who);
    const [here, there] = [
      anItem({ unitId: 'xa-binh', state: 'verified' }),
      anItem({ unitId: 'xa-an', state: 'verified' }),
    ];
    for (const item of [here, there])
      await catalog().saveItem(
        aChange({ ...item, work: { ...item.work, since: new Date().toISOString() } }),
      );
    const late = anItem({ unitId: 'xa-binh', state: 'verified' });
    await catalog().saveItem(
      aChange({ ...late, work: { ...late.work, since: '2026-01-05T03:00:00.000Z' } }),
    );
    expect(await news(who)).toBe('1');
    expect((await page(who)).words).toMatch(/Đang chờ bạnChờ duyệt2 tài liệu1 mới đến1 quá hạn/u);
    await readAll(who);
    expect((await page(who)).words).toMatch(/2 tài liệu1 quá hạn/u);
  });

  it('say nothing of what one may not see any more', async () => {
    const who = await staffPerson(app, ['contributor'], 'xa-an');
    const item = await draftOf(who, 'Chuyện riêng của xã An');
    await act(item, 'gui', who);
    await act(item, 'tra-lai', librarian!, { reason: 'Lý do riêng' });
    await catalog().changeAccount(who.id, { unitId: 'xa-binh' });
    const { words } = await page(who);
    expect(words).toContain('không còn quyền xem');
    expect(words).not.toMatch(/Chuyện riêng|Lý do riêng/u);
  });

  it('take a mark of the future or of nonsense for now', async () => {
    const who = await staffPerson(app, ['approver'], 'xa-an');
    for (const luc of ['9999-01-01T00:00:00.000Z', 'hôm qua'])
      await post('/can-bo/thong-bao/da-doc', { den: '', luc }, who);
    const seen = (await catalog().getAccount(who.id)).noticesSeenAt!;
    expect(Math.abs(Date.now() - Date.parse(seen))).toBeLessThan(60_000);
  });
});

describe('wishes for the day’s e-mail', () => {
  it('are kept with the account; a wrong address comes back as typed', async () => {
    const wish = (fields: Fields): Promise<Answer> =>
      post('/can-bo/thong-bao/thu', fields, sender!);
    for (const email of ['không-phải', 'a@b.vn, c@d.vn', 'a@b.vn\nBcc: c@d.vn', '"x" <a@b.vn>']) {
      const refused = await wish({ email, digest: '1' });
      expect([refused.status, refused.value('email'), refused.chosen('digest')]).toEqual([
        400,
        email.replace('\n', '\n'),
        ['1'],
      ]);
      expect(refused.links.some((l) => l.href === '#email')).toBe(true);
    }
    expect((await wish({ email: '', digest: '1' })).status).toBe(400);
    expect((await wish({ email: 'xa.an@example.gov.vn', digest: '1' })).headers.location).toBe(
      '/can-bo/thong-bao?bao=da-luu',
    );
    expect(await catalog().getAccount(sender!.id)).toMatchObject({
      email: 'xa.an@example.gov.vn',
      noDigest: false,
    });
    await wish({ email: 'xa.an@example.gov.vn' });
    expect([
      (await catalog().getAccount(sender!.id)).noDigest,
      (await page(sender!)).chosen('digest'),
    ]).toEqual([true, []]);
  });
});
