import { applyHoldings } from '#server/holdings/actions/import-holdings.ts';
import { planHoldings } from '#server/holdings/actions/plan-holdings.ts';
import type { Holding } from '#server/holdings/holding.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import { ask, type Answer } from '../../support/ask.ts';
import { aChange, aHolding, aLoan, anItem } from '../../support/builders.ts';
import { makeXlsx, textRow } from '../../support/make/make-xlsx.ts';
import { staffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let admin: string;
const get = (path: string, cookie = admin): Promise<Answer> =>
  ask(app.base, path, { headers: { cookie } });
const post = (
  fields: Readonly<Record<string, string>>,
  sheet: { name: string; content: Uint8Array | string } | null,
  cookie = admin,
): Promise<Answer> =>
  ask(app.base, '/can-bo/nhap-ban-in', {
    method: 'POST',
    headers: { origin: app.base, cookie, 'content-type': 'multipart/form-data; boundary=b0' },
    body: Buffer.concat([
      ...Object.entries(fields).map(([name, value]) =>
        Buffer.from(`--b0\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
      ),
      ...(sheet === null
        ? []
        : [
            Buffer.from(
              `--b0\r\nContent-Disposition: form-data; name="sheet"; filename="${sheet.name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
            ),
            Buffer.from(sheet.content),
            Buffer.from('\r\n'),
          ]),
      Buffer.from('--b0--\r\n'),
    ]),
  });
const place = (id: string, name: string, unitId = app.admin.unitId) =>
  app.shelf.storage.catalog.saveAuthority({
    list: 'place',
    id,
    rank: 0,
    version: 0,
    changedAt: '',
    changedBy: '',
    value: {
      unitId,
      name,
      kind: 'tu-sach',
      address: 'Bản A',
      phone: '',
      hours: '',
      keeper: '',
      founded: '',
      closed: false,
    },
  });
const item = (title: string, identifier: string | null = null) =>
  app.shelf.storage.catalog.saveItem(aChange(anItem({ title, identifier })));
const register = async (placeId: string): Promise<readonly Holding[]> =>
  (
    await app.shelf.storage.catalog.listHoldings({
      placeId,
      itemId: null,
      states: [],
      limit: 500,
      after: null,
    })
  ).rows;
/** Line → what stands in its row after the item. */
const outcomes = (page: Answer): Record<string, string> =>
  Object.fromEntries(
    page
      .all('tbody')[0]!
      .children.map((row) => ('children' in row ? row.children : []))
      .map((cells) => cells.map((cell) => textOf(cell)))
      .map((cells) => [cells[0], cells.slice(3).join(' ').trim()]),
  );
const textOf = (node: unknown): string =>
  'data' in (node as object)
    ? (node as { data: string }).data
    : ((node as { children?: unknown[] }).children ?? []).map(textOf).join('');
const confirm = (plan: Answer, placeId: string): Promise<Answer> =>
  post({ sha256: plan.value('sha256'), place: placeId }, null);
const sheetOf = (rows: readonly (readonly string[])[]): SheetContent => ({
  kind: 'csv',
  rows,
  sheet: '',
  sheets: [],
  encoding: 'utf-8',
  delimiter: ',',
  merged: [],
  faults: [],
});

beforeAll(async () => {
  app = await startTestApp();
  admin = await app.signIn();
  await place('xa-a', 'Tủ sách xã A');
  await place('xa-b', 'Tủ sách xã B');
}, 60_000);
afterAll(() => app.close());

describe('a register sent as a sheet', () => {
  it('is shown line by line before anything is written, then written with a result for each; sent again it adds nothing', async () => {
    const [byNumber, byId, byTitle] = [
      await item('Sổ tay một', 'ST-1'),
      await item('Sổ tay hai'),
      await item('Hỏi đáp Đất đai'),
    ];
    await item('Hai cuốn cùng tên');
    await item('Hai cuốn cùng tên');
    const sheet = [
      'Số ĐKCB;Tên sách;Mã định danh;Mã tài liệu;Tình trạng;Từ ngày;Ngày nhập;Giá;Ghi chú;Nơi để;Kệ',
      'PL-1;;ST-1;;;;5/1/2026;45.000;bìa mới;;3',
      `PL-2;;;${byId.id};hỏng;;;;;;`,
      'PL-3;hỏi đáp  đất đai;;;Mất;1/3/2026;01/02/2026;;;Tủ sách xã B;',
      'pl-1;;ST-1;;;;;;;;',
      'PL-5;Hai cuốn cùng tên;;;;;;;;;',
      'PL-6;Không có sách này;;;;;;;;;',
      'PL-7;;ST-404;;;;;;;;',
      'PL-8;;ST-1;;lạ lùng;;;;;;',
      'PL-9;;ST-1;;Đang mượn;;;;;;',
      'PL-10;;ST-1;;;;2025;nhiều;;;',
      ';;ST-1;;;;;;;;',
      'PL-12;;ST-1;;;;;;;Tủ sách xã C;',
      `PL-13;;ST-1;;;;;;${'x'.repeat(301)};;`,
      'PL-14;;;;;;;;;;',
      'PL-15;;ST-1;;con;1/1/2999;;;;;',
    ].join('\n');
    const plan = await post({ place: 'xa-a' }, { name: 'sổ.csv', content: sheet });
    expect(plan.status).toBe(200);
    expect(outcomes(plan)).toEqual({
      2: 'Sẽ thêm',
      3: 'Sẽ thêm',
      4: 'Sẽ thêm',
      5: expect.stringContaining('“pl-1” đã có ở dòng 2'),
      6: expect.stringContaining('Có 2 tài liệu cùng tên'),
      7: expect.stringContaining('Không có tài liệu nào tên đúng là “Không có sách này”'),
      8: expect.stringContaining('mã định danh “ST-404”'),
      9: expect.stringContaining('Tình trạng “lạ lùng” không có trong danh mục'),
      10: expect.stringContaining('làm ở phần mượn, trả'),
      11: expect.stringMatching(/Ngày nhập: Ghi đủ.*Giá \(đồng\): Ghi số tiền/u),
      12: expect.stringContaining('Hãy ghi số đăng ký'),
      13: expect.stringContaining('Không có nơi để sách nào tên “Tủ sách xã C”'),
      14: expect.stringContaining('Ghi chú dài 301 ký tự, tối đa 300'),
      15: expect.stringContaining('Hãy ghi mã định danh, mã tài liệu hoặc tên tài liệu'),
      16: expect.stringContaining('chưa tới'),
    });
    expect([
      plan.words.includes('Không nhận ra cột, nên bỏ qua: Kệ'),
      plan.words.includes('Ghi 3 dòng vào sổ'),
      (await register('xa-a')).length,
    ]).toEqual([true, true, 0]);
    const done = await confirm(plan, 'xa-a');
    expect([
      outcomes(done)['2'],
      outcomes(done)['4'],
      outcomes(done)['6']?.startsWith('Không nhận'),
      done.value('place'),
    ]).toEqual(['Đã thêm', 'Đã thêm', true, 'xa-a']);
    expect(
      (await register('xa-a')).map(
        ({ registerNumber, itemId, state, receivedOn, since, price, note, changedBy }) => [
          registerNumber,
          itemId,
          state,
          receivedOn,
          since === receivedOn,
          price,
          note,
          changedBy,
        ],
      ),
    ).toEqual([
      ['PL-1', byNumber.id, 'con', '2026-01-05', true, 45_000, 'bìa mới', 'Quản trị viên'],
      ['PL-2', byId.id, 'hong', null, false, null, '', 'Quản trị viên'],
    ]);
    expect(await register('xa-b')).toMatchObject([
      {
        registerNumber: 'PL-3',
        itemId: byTitle.id,
        state: 'mat',
        since: '2026-03-01',
        receivedOn: '2026-02-01',
        version: 1,
      },
    ]);
    const again = await post({ place: 'xa-a' }, { name: 'sổ.csv', content: sheet });
    expect([
      outcomes(again)['2'],
      outcomes(again)['3'],
      outcomes(again)['4'],
      again.words.includes('Không có gì mới để ghi'),
    ]).toEqual(['Không đổi', 'Không đổi', 'Không đổi', true]);
    expect((await confirm(plan, 'xa-a')).status).toBe(200);
    expect([
      (await register('xa-a')).map((h) => h.version),
      (await register('xa-b')).length,
    ]).toEqual([[1, 1], 1]);
  });

  it('changes only edited cells, and neither what is lent nor which item a number stands for', async () => {
    const { catalog } = app.shelf.storage;
    await place('xa-d', 'Tủ sách xã D');
    const [mine, other] = [await item('Sách của sổ', 'SS-1'), await item('Sách khác', 'SK-1')];
    const copies = await catalog.saveHoldings(
      [
        aHolding({ placeId: 'xa-d', itemId: mine.id, registerNumber: 'D-1', note: 'cũ' }),
        aHolding({ placeId: 'xa-d', itemId: mine.id, registerNumber: 'D-2' }),
        aHolding({ placeId: 'xa-d', itemId: mine.id, registerNumber: 'D-3' }),
        aHolding({ placeId: 'xa-d', itemId: mine.id, registerNumber: 'D-4', note: 'giữ lại' }),
      ].map((holding) => ({ holding, loan: null })),
    );
    await catalog.saveHoldings([
      { holding: { ...copies[1]!, state: 'dang-muon' }, loan: aLoan(copies[1]!) },
    ]);
    const sheet = `Số đăng ký,Mã định danh,Mã tài liệu,Tình trạng,Ghi chú,Giá\nD-1,,${mine.id},Đã thanh lý,,45000\nD-2,SS-1,,Còn trên giá,,45000\nD-3,SK-1,,,,45000\nD-4,SS-1,,Hỏng,,\n`;
    const plan = await post({ place: 'xa-d' }, { name: 'sổ.csv', content: sheet });
    expect(outcomes(plan)).toEqual({
      2: expect.stringMatching(
        /^Sẽ sửa.*tính từ hôm nay.*Tình trạng: trước: Còn trên giá sau: Đã thanh lý.*Ghi chú: trước: cũ sau: để trống/u,
      ),
      3: expect.stringContaining('làm ở phần mượn, trả'),
      4: expect.stringContaining('trong sổ là của “Sách của sổ”'),
      5: expect.stringMatching(
        /^Sẽ sửa *Tình trạng: trước: Còn trên giá sau: Hỏng *Tình trạng từ ngày: [^:]*: [^:]*: [\d/]+$/u,
      ),
    });
    expect(outcomes(await confirm(plan, 'xa-d'))['2']).toMatch(/^Đã sửa/u);
    expect(await register('xa-d')).toMatchObject([
      { state: 'thanh-ly', note: '', price: 45_000, itemId: mine.id, version: 2 },
      { state: 'dang-muon', version: 2 },
      { itemId: mine.id, version: 1 },
      { state: 'hong', note: 'giữ lại', price: 45_000, version: 2 },
    ]);
    expect(other.id).not.toBe(mine.id);
  });

  it('comes back from its own exports without a difference, whatever stands in its cells', async () => {
    const { catalog } = app.shelf.storage;
    await place('xa-e', 'Tủ sách “xã, E”; =1+1');
    const odd = await item('Tên; có, “ngoặc” và =SUM(1)', '00012');
    const [line, gone] = [{ placeId: 'xa-e', itemId: odd.id }, 'khong-con-0001'];
    const copies = await catalog.saveHoldings(
      [
        aHolding({
          ...line,
          registerNumber: '007',
          note: '=HYPERLINK("x")',
          source: '@SUM(1)',
          price: 0,
        }),
        aHolding({ ...line, registerNumber: '+1', note: "'=x", price: null, receivedOn: null }),
        aHolding({ ...line, registerNumber: 'Đ/2026, “a”', state: 'mat', note: 'hai\ndòng' }),
        aHolding({ ...line, registerNumber: 'M-1' }),
        aHolding({ placeId: 'xa-e', itemId: gone, registerNumber: 'G-1', state: 'thanh-ly' }),
      ].map((holding) => ({ holding, loan: null })),
    );
    await catalog.saveHoldings([
      { holding: { ...copies[3]!, state: 'dang-muon' }, loan: aLoan(copies[3]!) },
    ]);
    const before = await register('xa-e');
    for (const path of ['so.csv', 'so.xlsx', 'bao-cao.csv', 'bao-cao.xlsx']) {
      const exported = await get(`/can-bo/ban-in/xa-e/${path}`);
      const plan = await post({ place: '' }, { name: path, content: exported.body });
      expect([
        path,
        Object.values(outcomes(plan)).map((outcome) => outcome.trim()),
        plan.words.includes('Không nhận ra cột'),
      ]).toEqual([path, Array.from({ length: 5 }, () => 'Không đổi'), false]);
    }
    expect(await register('xa-e')).toEqual(before);
  });

  it('is refused in words where it is no register, and its template is one', async () => {
    for (const [content, words] of [
      ['Tên,Năm\nA,2026\n', 'không đọc được'],
      ['', 'Tệp rỗng'],
      [
        `Số đăng ký\n${Array.from({ length: 3_001 }, (_, i) => i).join('\n')}`,
        'Bảng có 3001 dòng, mỗi lần tối đa 3000',
      ],
    ] as const) {
      const answer = await post({ place: 'xa-b' }, { name: 'a.csv', content });
      expect([words, answer.status, answer.words.includes(words), answer.value('place')]).toEqual([
        words,
        400,
        true,
        'xa-b',
      ]);
    }
    expect((await post({ place: '' }, null)).words).toContain('Hãy chọn bảng kê');
    const template = await get('/can-bo/nhap-ban-in/mau.xlsx');
    const empty = await post({ place: 'xa-a' }, { name: 'mẫu.xlsx', content: template.body });
    expect([
      template.headers['content-disposition'],
      empty.status,
      empty.words.includes('Xem trước 0 dòng'),
    ]).toEqual([expect.stringContaining('mau-so-dang-ky.xlsx'), 200, true]);
    const merged = makeXlsx({
      sheets: [
        {
          name: 'Sổ',
          data: textRow(1, ['Số đăng ký', 'Mã định danh']) + textRow(2, ['PL-99', 'ST-1']),
          after: '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
        },
      ],
    });
    expect(outcomes(await post({ place: 'xa-a' }, { name: 'gộp.xlsx', content: merged }))).toEqual({
      2: expect.stringContaining('ô gộp (A2:A3)'),
    });
  });

  it('is written only into places of those who keep them', async () => {
    await place('xa-khac', 'Tủ sách xã khác', 'xa-khac');
    await place('xa-minh', 'Tủ sách xã mình', 'xa-minh');
    const keeper = await staffPerson(app, ['contributor'], 'xa-minh');
    const shown = await app.shelf.storage.catalog.saveItem(
      aChange(
        anItem({
          title: 'Sách chung',
          identifier: 'SC-1',
          state: 'published',
          publishedAt: '2026-01-01T00:00:00.000Z',
        }),
      ),
    );
    const plan = await post(
      { place: 'xa-khac' },
      {
        name: 'a.csv',
        content:
          'Số đăng ký,Mã định danh,Nơi để\nX-1,SC-1,\nX-2,SC-1,Tủ sách xã khác\nX-3,SC-1,Tủ sách xã mình\nX-4,ST-1,Tủ sách xã mình\n',
      },
      keeper.cookie,
    );
    expect(outcomes(plan)).toEqual({
      2: expect.stringContaining('Hãy ghi nơi để sách'),
      3: expect.stringContaining('Không có nơi để sách nào tên'),
      4: 'Sẽ thêm',
      5: expect.stringContaining('mã định danh “ST-1”'),
    });
    await post({ sha256: plan.value('sha256'), place: 'xa-khac' }, null, keeper.cookie);
    expect([await register('xa-khac'), (await register('xa-minh')).map((h) => h.itemId)]).toEqual([
      [],
      [shown.id],
    ]);
    const auditor = await staffPerson(app, ['auditor'], 'xa-minh');
    expect([
      (await get('/can-bo/nhap-ban-in', auditor.cookie)).status,
      (await get('/can-bo/ban-in/xa-minh', auditor.cookie)).words.includes('Nhập từ bảng'),
      (await get('/can-bo/ban-in/xa-minh', keeper.cookie)).words.includes('Nhập từ bảng'),
    ]).toEqual([403, false, true]);
  });

  it('loses only the line that somebody else wrote in between', async () => {
    const deps = { ...app.shelf.actions, catalog: app.shelf.storage.catalog };
    await place('xa-f', 'Tủ sách xã F');
    const chosen = (await deps.catalog.findAuthority('place', 'xa-f'))!;
    const { rows } = await planHoldings(
      deps,
      app.admin,
      sheetOf([
        ['Số đăng ký', 'Mã định danh'],
        ['F-1', 'ST-1'],
        ['F-2', 'ST-1'],
      ]),
      chosen,
    );
    await deps.catalog.saveHoldings([
      { holding: aHolding({ placeId: 'xa-f', registerNumber: 'f-1' }), loan: null },
    ]);
    expect(
      (await applyHoldings(deps, app.admin, rows)).map(({ outcome, notes }) => [outcome, notes]),
    ).toEqual([
      ['refused', ['Số đăng ký này đã dùng cho bản in khác ở cùng nơi.']],
      ['added', []],
    ]);
  });
});
