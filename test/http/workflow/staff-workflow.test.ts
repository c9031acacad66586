import type { Role } from '#server/people/account.ts';
import { CHECKS } from '#server/items/workflow-event.ts';
import { ask, postFiles, postForm, type Answer, type Fields } from '../../support/ask.ts';
import { aCommune, anAccount } from '../../support/builders.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { HASH_OF_X } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let count = 0;
const catalog = () => app.shelf.storage.catalog;
const get = (path: string, cookie = ''): Promise<Answer> =>
  ask(app.base, path, { headers: cookie === '' ? {} : { cookie } });
const post = (id: string, action: string, fields: Fields, cookie: string): Promise<Answer> =>
  postForm(app.base, `/can-bo/tai-lieu/${id}/${action}`, fields, { cookie });

async function somebody(
  roles: readonly Role[],
  unitId = 'so-tu-phap',
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

const FULL = {
  title: 'Sổ tay hòa giải',
  genre: 'cam-nang',
  compilers: 'Sở Tư pháp',
  issued: '2026',
  abstract: 'Hướng dẫn hòa giải.',
  subjects: '44',
  language: 'vi',
  validityState: 'con',
  rightsKind: 'duoc_phep',
  approvalBy: 'Nguyễn Văn A',
  approvalPosition: 'Giám đốc',
  approvalDate: '20/4/2026',
  approvalDocumentNumber: '12/QĐ-STP',
} satisfies Fields;
const CHECKED = { checks: CHECKS, pages: ['1', '2'] } satisfies Fields;

/** A draft of two pages with a complete record. */
async function draft(cookie: string): Promise<string> {
  const sent = await postFiles(
    app.base,
    '/can-bo/tai-len',
    [{ name: `tep-${count++}.pdf`, content: makePdf({ pages: [`mot ${count}`, `hai ${count}`] }) }],
    cookie,
  );
  await app.settle();
  const id = sent.link('Biên mục ngay').split('/').at(-1)!;
  const saved = await post(id, 'luu', { ...FULL, version: await version(id) }, cookie);
  expect(saved.status).toBe(303);
  return id;
}
const version = async (id: string): Promise<string> =>
  String((await catalog().findItem(id))!.version);
const state = async (id: string): Promise<string> => (await catalog().findItem(id))!.state;
const act = async (
  id: string,
  action: string,
  cookie: string,
  more: Fields = {},
): Promise<Answer> => post(id, action, { version: await version(id), ...more }, cookie);

let sender: Awaited<ReturnType<typeof somebody>>;
let librarian: typeof sender;
let head: typeof sender;
beforeAll(async () => {
  app = await startTestApp();
  await catalog().saveUnit(aCommune('xa-an', 'Xã An'));
  [sender, librarian, head] = [
    await somebody(['contributor'], 'xa-an'),
    await somebody(['cataloguer']),
    await somebody(['approver']),
  ];
});
afterAll(() => app.close());

describe('the four steps', () => {
  it('lead from a commune’s draft to the readers, with returns and proof', async () => {
    const id = await draft(sender.cookie);
    expect((await act(id, 'gui', sender.cookie)).headers.location).toBe(
      `/can-bo/tai-lieu/${id}/duyet?bao=da-gui`,
    );
    expect([await state(id), (await act(id, 'luu', sender.cookie, FULL)).status]).toEqual([
      'submitted',
      403,
    ]);

    const bare = await act(id, 'tra-lai', librarian.cookie);
    expect([bare.status, bare.links.some((l) => l.href === '#reason')]).toEqual([400, true]);
    await act(id, 'tra-lai', librarian.cookie, { reason: 'Trang 2 bị nghiêng' });
    expect(await state(id)).toBe('draft');
    expect((await get(`/can-bo/tai-lieu/${id}`, sender.cookie)).words).toContain(
      'Trang 2 bị nghiêng',
    );
    await act(id, 'luu', sender.cookie, { ...FULL, title: 'Sổ tay hòa giải, bản sửa' });
    await act(id, 'gui', sender.cookie);

    const half = await act(id, 'doi-chieu', librarian.cookie, {
      checks: CHECKS.slice(0, 4),
      pages: ['1'],
    });
    expect([
      half.status,
      half.words.includes('Còn 2 mục chưa đánh dấu.'),
      half.words.includes('Còn 1 trang chưa đối chiếu: 2.'),
    ]).toEqual([400, true, true]);
    expect(half.chosen('checks')).toEqual(CHECKS.slice(0, 4));
    const ticks = { checks: ['pages', 'laws'], pages: ['1'], trang: '2' };
    const saved = await act(id, 'danh-dau', librarian.cookie, ticks);
    const turned = await get(saved.headers.location!, librarian.cookie);
    expect([
      turned.chosen('checks'),
      turned.chosen('pages'),
      turned.words.includes('Trang 2/2'),
    ]).toEqual([['pages', 'laws'], ['1'], true]);
    expect((await act(id, 'doi-chieu', librarian.cookie, CHECKED)).status).toBe(303);
    expect([await state(id), (await catalog().findItem(id))!.verification?.by]).toEqual([
      'verified',
      expect.stringContaining('Cán bộ'),
    ]);
    expect((await catalog().events(id)).at(-1)).toMatchObject({
      action: 'verify',
      checklist: { checks: [...CHECKS], pages: [1, 2] },
    });

    expect((await act(id, 'duyet', librarian.cookie, CHECKED)).status).toBe(403);
    expect((await act(id, 'duyet', head.cookie)).status).toBe(400);
    expect((await act(id, 'duyet', head.cookie, CHECKED)).status).toBe(303);
    await app.settle();
    expect((await get(`/tai-lieu/${id}`)).heading).toBe('Sổ tay hòa giải, bản sửa');
    const history = await get(`/can-bo/tai-lieu/${id}/duyet`, head.cookie);
    for (const words of [
      'Gửi đi',
      'Trả lại',
      'Đối chiếu bản gốc',
      'Đã kiểm 6 mục, 2 trang.',
      'Sổ tay hòa giải, bản sửa',
      'Duyệt, đăng',
    ])
      expect(history.words).toContain(words);
  });

  it('two persons: whoever wrote or compared does not approve; editing undoes the comparison', async () => {
    const both = await somebody(['cataloguer', 'approver']);
    const id = await draft(both.cookie);
    const page = await get(`/can-bo/tai-lieu/${id}`, both.cookie);
    expect(page.words).not.toContain('Lưu và đăng');
    expect((await act(id, 'dang', both.cookie, FULL)).status).toBe(403);
    await act(id, 'gui', both.cookie);
    await act(id, 'doi-chieu', both.cookie, CHECKED);
    expect((await act(id, 'duyet', both.cookie, CHECKED)).status).toBe(403);
    expect((await get(`/can-bo/tai-lieu/${id}/duyet`, both.cookie)).words).toContain(
      'người khác phải duyệt',
    );
    await act(id, 'luu', librarian.cookie, { ...FULL, abstract: 'Sửa sau khi đối chiếu.' });
    expect([await state(id), (await catalog().findItem(id))!.verification]).toEqual([
      'submitted',
      null,
    ]);
    await act(id, 'doi-chieu', librarian.cookie, CHECKED);
    expect((await act(id, 'duyet', head.cookie, CHECKED)).status).toBe(303);
  });

  it('two approvers at once: one wins, the other is told', async () => {
    const id = await draft(librarian.cookie);
    await act(id, 'gui', librarian.cookie);
    await act(id, 'doi-chieu', librarian.cookie, CHECKED);
    const second = await somebody(['approver']);
    const at = await version(id);
    const answers = await Promise.all([
      post(id, 'duyet', { version: at, ...CHECKED }, head.cookie),
      post(id, 'tra-lai', { version: at, reason: 'Khoan' }, second.cookie),
    ]);
    expect(answers.map((a) => a.status).toSorted()).toEqual([303, 409]);
    expect(
      (await catalog().events(id)).filter((e) => e.action === 'publish' || e.action === 'return'),
    ).toHaveLength(1);
  });

  it('work is taken over, handed over and talked about; the record does not move', async () => {
    const id = await draft(librarian.cookie);
    const other = await somebody(['cataloguer']);
    const form = await get(`/can-bo/tai-lieu/${id}`, librarian.cookie);
    await act(id, 'nhan', librarian.cookie);
    expect((await catalog().findItem(id))!.work.holder?.id).toBe(librarian.id);
    expect((await act(id, 'trao', librarian.cookie, { to: head.id })).status).toBe(303);
    const auditor = await somebody(['auditor']);
    const refused = await act(id, 'trao', librarian.cookie, { to: auditor.id, note: 'giữ lại' });
    expect([refused.status, refused.value('note')]).toEqual([400, 'giữ lại']);
    await act(id, 'trao', librarian.cookie, { to: other.id, note: 'nghỉ phép' });
    await act(id, 'y-kien', head.cookie, { comment: 'Xem <b>lại</b> số hiệu' });
    expect((await act(id, 'y-kien', head.cookie, { comment: ' ' })).status).toBe(400);
    const page = await get(`/can-bo/tai-lieu/${id}/duyet`, other.cookie);
    for (const words of ['đang giữ việc này', 'nghỉ phép', 'Xem <b>lại</b> số hiệu'])
      expect(page.words).toContain(words);
    // A form opened before all that is still good: nobody changed a word.
    expect(
      (
        await post(
          id,
          'luu',
          { ...FULL, title: 'Vẫn lưu được', version: form.value('version') },
          librarian.cookie,
        )
      ).status,
    ).toBe(303);
  });
});

describe('two people’s changes', () => {
  it('to different fields are both kept, to the same field stand side by side', async () => {
    const id = await draft(librarian.cookie);
    const at = await version(id);
    await post(
      id,
      'luu',
      { ...FULL, title: 'Tên của họ', publisher: 'NXB của họ', version: at },
      librarian.cookie,
    );
    const mine = { ...FULL, title: 'Tên của tôi', abstract: 'Giới thiệu của tôi.', version: at };
    const screen = await post(id, 'luu', mine, (await somebody(['cataloguer'])).cookie);
    expect([screen.status, screen.words.includes('Tài liệu vừa được người khác sửa')]).toEqual([
      409,
      true,
    ]);
    for (const words of ['Tên của họ', 'Tên của tôi', 'Sổ tay hòa giải', 'NXB của họ'])
      expect(screen.words).toContain(words);
    expect([screen.value('title'), screen.value('abstract'), screen.value('publisher')]).toEqual([
      'Tên của tôi',
      'Giới thiệu của tôi.',
      'NXB của họ',
    ]);
    const hidden = Object.fromEntries(
      screen
        .all('input')
        .filter((e) => e.attribs['type'] === 'hidden')
        .map((e) => [e.attribs['name']!, e.attribs['value'] ?? '']),
    );
    const whole = await post(id, 'sua-tiep', { ...hidden, 'chon.title': 'ho' }, librarian.cookie);
    expect([whole.value('title'), whole.value('abstract')]).toEqual([
      'Tên của họ',
      'Giới thiệu của tôi.',
    ]);
    expect(
      (await post(id, 'luu', { ...hidden, 'chon.title': 'ho' }, librarian.cookie)).status,
    ).toBe(303);
    expect(await catalog().findItem(id)).toMatchObject({
      title: 'Tên của họ',
      abstract: 'Giới thiệu của tôi.',
      publisher: 'NXB của họ',
    });
    // Both saved again meanwhile: the screen comes anew.
    expect((await post(id, 'sua-tiep', hidden, librarian.cookie)).status).toBe(409);
  });
});

describe('a published version', () => {
  it('stays citable at its own address, and a withdrawal can be undone', async () => {
    const admin = await app.signIn();
    const id = await draft(librarian.cookie);
    await act(id, 'gui', librarian.cookie);
    await act(id, 'doi-chieu', librarian.cookie, CHECKED);
    await act(id, 'duyet', admin, CHECKED);
    const first = await version(id);
    await act(id, 'luu', librarian.cookie, { ...FULL, title: 'Tên mới sau khi đăng' });
    const old = await get(`/tai-lieu/${id}?ban=${first}`);
    expect([old.status, old.heading, old.words.includes(`Đây là bản ${first}`)]).toEqual([
      200,
      'Sổ tay hòa giải',
      true,
    ]);
    expect(old.link('Xem bản mới nhất')).toMatch(new RegExp(`^/tai-lieu/${id}`, 'u'));
    expect((await get(`/tai-lieu/${id}`)).heading).toBe('Tên mới sau khi đăng');
    // Drafts were never published: nobody reads them by number.
    for (const wrong of ['1', '99', '0', 'x', '-1'])
      expect([wrong, (await get(`/tai-lieu/${id}?ban=${wrong}`)).status]).toEqual([wrong, 404]);
    expect((await get(`/can-bo/tai-lieu/${id}/duyet`, admin)).link(`bản ${first}`)).toBe(
      `/tai-lieu/${id}?ban=${first}`,
    );
    await act(id, 'go', head.cookie, { reason: 'Nhầm' });
    expect((await get(`/tai-lieu/${id}?ban=${first}`)).status).toBe(404);
    expect((await act(id, 'dang-lai', head.cookie)).status).toBe(303);
    expect((await get(`/tai-lieu/${id}?ban=${first}`)).status).toBe(200);
  });
});

describe('an item that another takes the place of', () => {
  it('leads its readers there, and is its own again when it comes back', async () => {
    const admin = await app.signIn();
    const made: string[] = [];
    for (let n = 0; n < 2; n++) {
      const id = await draft(librarian.cookie);
      for (const [action, cookie] of [
        ['gui', librarian.cookie],
        ['doi-chieu', librarian.cookie],
        ['duyet', admin],
      ] as const)
        await act(id, action, cookie, CHECKED);
      made.push(id);
    }
    const [old, next] = made as [string, string];
    for (const wrong of [old, '0000000000000', 'không phải mã', `https://x.vn/tai-lieu/${old}`]) {
      const page = await act(old, 'go', head.cookie, { reason: 'Có bản mới', supersededBy: wrong });
      expect([wrong, page.status, page.value('reason'), page.value('supersededBy')]).toEqual([
        wrong,
        400,
        'Có bản mới',
        wrong,
      ]);
    }
    expect(
      (
        await act(old, 'go', head.cookie, {
          reason: 'Có bản mới',
          supersededBy: `${app.base}/tai-lieu/${next}/so-tay?ban=3`,
        })
      ).status,
    ).toBe(303);
    const gone = await get(`/tai-lieu/${old}`);
    expect([gone.status, gone.link('Sổ tay hòa giải')]).toEqual([404, `/tai-lieu/${next}`]);
    await act(next, 'go', head.cookie, { reason: 'Gỡ cả hai' });
    expect((await get(`/tai-lieu/${old}`)).links.some((l) => l.href === `/tai-lieu/${next}`)).toBe(
      false,
    );
    expect((await act(old, 'dang-lai', head.cookie)).status).toBe(303);
    expect((await catalog().findItem(old))?.supersededBy).toBeNull();
  });
});

describe('a shelf of one', () => {
  it('is published by its only administrator, until somebody else may approve', async () => {
    const alone = await startTestApp();
    try {
      const cookie = await alone.signIn();
      const sent = await postFiles(
        alone.base,
        '/can-bo/tai-len',
        [{ name: 'mot.txt', content: 'Chữ một' }],
        cookie,
      );
      const id = sent.link('Biên mục ngay').split('/').at(-1)!;
      const item = await alone.shelf.storage.catalog.findItem(id);
      expect(
        (
          await postForm(
            alone.base,
            `/can-bo/tai-lieu/${id}/dang`,
            { ...FULL, version: String(item!.version) },
            { cookie },
          )
        ).status,
      ).toBe(303);
      await alone.shelf.storage.catalog.saveAccount(
        anAccount({ username: 'khach', roles: ['auditor', 'cataloguer'] }),
      );
      expect((await ask(alone.base, '/can-bo/tai-len', { headers: { cookie } })).status).toBe(200);
      const next = (
        await postFiles(
          alone.base,
          '/can-bo/tai-len',
          [{ name: 'hai.txt', content: 'Chữ hai' }],
          cookie,
        )
      )
        .link('Biên mục ngay')
        .split('/')
        .at(-1)!;
      expect(
        (await ask(alone.base, `/can-bo/tai-lieu/${next}`, { headers: { cookie } })).words,
      ).toContain('Lưu và đăng');
      await alone.shelf.storage.catalog.saveAccount(
        anAccount({ username: 'hai', roles: ['approver'] }),
      );
      expect(
        (await ask(alone.base, `/can-bo/tai-lieu/${next}`, { headers: { cookie } })).words,
      ).not.toContain('Lưu và đăng');
    } finally {
      await alone.close();
    }
  });
});
