import type { Role } from '#server/people/account.ts';
import type { Item, ItemWork } from '#server/items/item.ts';
import { ask, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { aChange, anAccount, anItem } from '../../support/builders.ts';
import { HASH_OF_X } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let count = 0;
const catalog = () => app.shelf.storage.catalog;
const get = (path: string, cookie: string): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie } });
const bulk = (fields: Fields, cookie: string): Promise<Answer> =>
  postForm(app.base, '/can-bo/hang-loat', fields, { cookie });
const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

async function somebody(
  roles: readonly Role[],
  unitId: string,
): Promise<{ id: string; cookie: string }> {
  const username = `nguoi-${count++}`;
  const account = anAccount({
    username,
    displayName: `Cán bộ ${username}`,
    roles,
    unitId,
    passwordHash: HASH_OF_X,
  });
  await catalog().saveAccount(account);
  return {
    id: account.id,
    cookie: (await postForm(app.base, '/dang-nhap', { username, password: 'x' })).headers[
      'set-cookie'
    ]![0]!.split(';')[0]!,
  };
}
const save = (
  title: string,
  unitId: string,
  work: Partial<ItemWork> = {},
  more: Partial<Item> = {},
): Promise<Item> => {
  const item = anItem({ title, unitId, ...more });
  return catalog().saveItem(aChange({ ...item, work: { ...item.work, since: ago(0), ...work } }));
};
const titles = (page: Answer): string[] => page.texts('h3').map((t) => t.trim());

beforeAll(async () => {
  app = await startTestApp();
  await catalog().saveUnits(
    ['xa-an', 'xa-binh', 'xa-cu'].map((id) => ({
      id,
      code: id,
      name: id,
      kind: 'commune',
      parentId: 'so-tu-phap',
      validFrom: null,
      validTo: null,
      successorId: id === 'xa-cu' ? 'xa-an' : null,
    })),
  );
});
afterAll(() => app.close());

describe('the queue', () => {
  it('begins with the longest wait, says what is overdue and why something came back, of the person’s units only', async () => {
    await save('Nháp mới', 'xa-an');
    await save('Nháp của xã cũ', 'xa-cu', { since: ago(60) });
    await save('Bị trả lại', 'xa-an', { returned: 'Thiếu trang 3', since: ago(30) });
    await save('Nháp xã khác', 'xa-binh');
    const page = await get('/can-bo', (await somebody(['contributor'], 'xa-an')).cookie);
    expect(
      page
        .texts('h2')
        .slice(0, 2)
        .map((t) => t.replace(/\s+/gu, ' ')),
    ).toEqual(['Trả lại 1', 'Bản nháp 2']);
    expect(titles(page)).toEqual(['Bị trả lại', 'Nháp của xã cũ', 'Nháp mới']);
    expect(page.words).toContain('Thiếu trang 3');
    expect(page.words).toMatch(/1 việc quá hạn.*Quá hạn \d+ ngày.*Còn \d+ ngày/u);
    expect(
      titles(
        await get(
          '/can-bo?trang-thai=draft',
          (await somebody(['cataloguer'], 'so-tu-phap')).cookie,
        ),
      ),
    ).toEqual(['Nháp của xã cũ', expect.any(String), expect.any(String)]);
  });

  it('is walked page by page without missing or doubling one', async () => {
    for (let n = 0; n < 53; n++)
      await save(
        `Chờ ${String(n).padStart(2, '0')}`,
        'xa-binh',
        { since: ago(100 - n) },
        { state: 'submitted' },
      );
    const { cookie } = await somebody(['cataloguer'], 'xa-binh');
    const first = await get('/can-bo?trang-thai=submitted', cookie);
    const second = await get(first.link('Xem đủ 53'), cookie);
    expect([...titles(first), ...titles(second)]).toEqual(
      Array.from({ length: 53 }, (_, n) => `Chờ ${String(n).padStart(2, '0')}`),
    );
  });

  it('shows what one has taken over', async () => {
    const who = await somebody(['approver'], 'xa-an');
    await save('Của tôi', 'xa-an', { holder: { id: who.id, name: 'Tôi' } }, { state: 'verified' });
    await save('Của ai đó', 'xa-an', {}, { state: 'verified' });
    const all = await get('/can-bo?trang-thai=verified', who.cookie);
    expect(titles(all).toSorted()).toEqual(['Của ai đó', 'Của tôi']);
    expect(titles(await get(all.link('Việc tôi đã nhận'), who.cookie))).toEqual(['Của tôi']);
  });
});

describe('several at once', () => {
  it('are shown first, then done, each with its result', async () => {
    const who = await somebody(['cataloguer'], 'xa-an');
    const [good, changed, foreign] = [
      await save('Gửi được', 'xa-an'),
      await save('Sửa giữa chừng', 'xa-an'),
      await save('Không thấy', 'xa-binh'),
    ];
    const sent = await save('Đã gửi rồi', 'xa-an', {}, { state: 'submitted' });
    const seen = await bulk(
      { viec: 'gui', chon: [good.id, changed.id, foreign.id, sent.id, 'khong-co'] },
      who.cookie,
    );
    expect(seen.words).toContain('chưa có gì thay đổi');
    expect(seen.words).not.toContain('Không thấy');
    expect(seen.words).toContain('không cho phép việc này');
    const chosen = seen
      .all('input')
      .filter((e) => e.attribs['name'] === 'chon')
      .map((e) => e.attribs['value']!);
    expect(chosen).toEqual([`${good.id}.1`, `${changed.id}.1`]);
    expect((await catalog().findItem(good.id))!.state).toBe('draft');
    await catalog().saveItem(aChange({ ...changed, title: 'Sửa giữa chừng!' }));
    const done = await bulk({ viec: 'gui', buoc: 'lam', chon: chosen }, who.cookie);
    expect(done.words).toMatch(
      /Gửi được.*Đã làm.*Sửa giữa chừng!.*vừa được người khác sửa.*Không làm được/u,
    );
    expect([
      (await catalog().findItem(good.id))!.state,
      (await catalog().findItem(changed.id))!.state,
    ]).toEqual(['submitted', 'draft']);
    // Sent again by going back: nothing twice.
    expect(
      (await bulk({ viec: 'gui', buoc: 'lam', chon: chosen }, who.cookie)).words,
    ).not.toContain('Đã làm');
  });

  it('are sent back with one reason, which is asked for', async () => {
    const who = await somebody(['approver', 'cataloguer'], 'xa-an');
    const items = [
      await save('Một', 'xa-an', {}, { state: 'submitted' }),
      await save('Hai', 'xa-an', {}, { state: 'verified' }),
    ];
    const chosen = items.map((i) => `${i.id}.1`);
    expect((await bulk({ viec: 'tra-lai', buoc: 'lam', chon: chosen }, who.cookie)).status).toBe(
      400,
    );
    await bulk(
      { viec: 'tra-lai', buoc: 'lam', chon: chosen, reason: 'Thiếu phê duyệt' },
      who.cookie,
    );
    for (const { id } of items)
      expect(await catalog().findItem(id)).toMatchObject({
        state: 'draft',
        work: { returned: 'Thiếu phê duyệt' },
      });
    await bulk({ viec: 'nhan', buoc: 'lam', chon: items.map((i) => i.id) }, who.cookie);
    expect((await catalog().findItem(items[0]!.id))!.work.holder?.id).toBe(who.id);
    expect((await bulk({}, who.cookie)).words).toContain('Chưa chọn tài liệu nào.');
    expect(
      (await bulk({ viec: 'nhan' }, (await somebody(['auditor'], 'xa-an')).cookie)).status,
    ).toBe(403);
  });
});
