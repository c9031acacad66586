import { strToU8, zipSync } from 'fflate';
import { ask, postForm, type Answer } from '../../support/ask.ts';
import { aCommune, aList } from '../../support/builders.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { makeXlsx, textRow } from '../../support/make/make-xlsx.ts';
import { staffPerson } from '../../support/staff-person.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;
let count = 0;
const get = (path: string): Promise<Answer> => ask(app.base, path, { headers: { cookie } });
const items = async () => (await app.shelf.storage.catalog.listItems(aList({ limit: 500 }))).rows;
const pdf = (): Uint8Array => makePdf({ pages: [`Noi dung cua tep so ${++count}`] });

interface Part {
  readonly field: string;
  readonly name: string;
  readonly content: Uint8Array | string;
}
const send = (parts: readonly Part[]): Promise<Answer> =>
  ask(app.base, '/can-bo/nhap-bang', {
    method: 'POST',
    headers: { origin: app.base, cookie, 'content-type': 'multipart/form-data; boundary=b0' },
    body: Buffer.concat([
      ...parts.flatMap((p) => [
        Buffer.from(
          `--b0\r\nContent-Disposition: form-data; name="${p.field}"; filename="${p.name}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
        ),
        Buffer.from(p.content),
        Buffer.from('\r\n'),
      ]),
      Buffer.from('--b0--\r\n'),
    ]),
  });
const begin = async (parts: readonly Part[]): Promise<string> => {
  const answer = await send(parts);
  expect(answer.status).toBe(303);
  return answer.headers.location!;
};
const outcomes = (page: Answer): string[] =>
  page
    .texts('tr')
    .slice(1)
    .map((t) => /Sẽ thêm|Sẽ sửa|Không đổi|Đã có|Không nhận|Đã thêm|Đã sửa/u.exec(t)?.[0] ?? t);
const start = (path: string, fields = {}): Promise<Answer> =>
  postForm(app.base, `${path}/chay`, fields, { cookie });

beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
});
afterAll(() => app.close());

describe('a sheet with a ZIP', () => {
  it('is shown line by line before anything is written, carried out by a job, and reported', async () => {
    const sheet =
      'Tệp;Mã định danh;Tên;Thể loại;Lĩnh vực;Cơ quan biên soạn;Năm;Tóm tắt\nA.PDF;K-1;Một;to-gap;44;Sở;2026;Có\nthư mục/b.pdf;K-2;Hai;cam-nang;09;;;\nkhông-có.pdf;K-3;Ba;;;;;\nc.txt;K-4;Bốn;lạ lùng;;;;\nd.pdf;K-5;Năm;;;;;\n';
    const path = await begin([
      { field: 'sheet', name: 'bảng.csv', content: sheet },
      {
        field: 'zip',
        name: 'tệp.zip',
        content: zipSync({
          'kho/a.pdf': pdf(),
          'thư mục/b.pdf': pdf(),
          'c.txt': strToU8('chữ'),
          'd.pdf': strToU8('không phải PDF'),
        }),
      },
    ]);
    const plan = await get(path);
    expect(outcomes(plan)).toEqual(['Sẽ thêm', 'Sẽ thêm', 'Không nhận', 'Không nhận', 'Sẽ thêm']);
    expect(plan.words).toMatch(
      /Không thấy tệp “không-có\.pdf”.*“lạ lùng” không có trong danh mục/u,
    );
    expect(await items()).toEqual([]);

    expect((await start(path, { publish: '1' })).status).toBe(303);
    expect((await get(path)).words).toContain('Đã xong 2 trên 5 dòng');
    await app.settle();
    const done = await get(path);
    expect(outcomes(done)).toEqual([
      'Đã thêm',
      'Đã thêm',
      'Không nhận',
      'Không nhận',
      'Không nhận',
    ]);
    expect(
      (await items()).map((i) => [i.identifier, i.title, i.genre, i.state, i.approval]).toSorted(),
    ).toEqual([
      ['K-1', 'Một', 'to-gap', 'published', null],
      // The sheet does not say who made it: nobody publishes what a machine guessed.
      ['K-2', 'Hai', 'cam-nang', 'draft', null],
    ]);
    expect(done.words).toContain('Để bản nháp: có thông tin bắt buộc do máy đoán.');
    const report = await get(`${path}/ket-qua.csv`);
    expect([
      report.html.startsWith('\ufeffDòng,Tên,Kết quả'),
      report.html.split('\r\n').length,
    ]).toEqual([true, 7]);
    expect(report.html).toMatch(/6,Năm,Không nhận,,/u);
    expect((await start(path)).status).toBe(409);
    expect((await get('/can-bo/nhap-bang')).words).toMatch(/bảng\.csv.*Đã xong/u);

    const again = await begin([{ field: 'sheet', name: 'bảng.csv', content: sheet }]);
    expect(outcomes(await get(again)).slice(0, 2)).toEqual(['Đã có', 'Đã có']);
  });
});

describe('a sheet with a folder', () => {
  it('has its columns guessed, changed and remembered', async () => {
    const book = makeXlsx({
      sheets: [
        { name: 'Bìa', data: textRow(1, ['Tủ sách']) },
        {
          name: 'Kê',
          data:
            textRow(1, ['Tên tệp', 'Nhan đề của cuốn', 'Lạ']) +
            textRow(2, ['x.pdf', 'Cuốn một', 'bỏ']),
        },
      ],
    });
    const files = [{ field: 'files', name: 'Kho sách/x.pdf', content: pdf() }];
    const path = await begin([{ field: 'sheet', name: 'kê.xlsx', content: book }, ...files]);
    const plan = await get(path);
    expect([
      plan.value('cot-0'),
      plan.value('cot-1'),
      plan.value('cot-2'),
      plan.value('sheet'),
    ]).toEqual(['file', '', '', 'Kê']);
    expect(
      (
        await postForm(
          app.base,
          `${path}/cot`,
          { 'cot-0': 'file', 'cot-1': 'title', 'cot-2': '', sheet: 'Kê' },
          { cookie },
        )
      ).status,
    ).toBe(303);
    expect((await get(path)).texts('th').join(' ')).toContain('Cuốn một');
    const second = await get(await begin([{ field: 'sheet', name: 'kê 2.xlsx', content: book }]));
    expect(second.value('cot-1')).toBe('title');
    await postForm(app.base, `${path}/cot`, { sheet: 'Bìa' }, { cookie });
    expect((await get(path)).words).toContain('XLSX, Bìa');
    await postForm(app.base, `${path}/cot`, { sheet: 'Kê' }, { cookie });
    await start(path);
    await app.settle();
    expect(outcomes(await get(path))).toEqual(['Đã thêm']);
    expect((await items()).find((i) => i.title === 'Cuốn một')).toMatchObject({
      state: 'draft',
      attachments: [{ name: 'x.pdf', pages: 1 }],
    });
  });
});

describe('lines without a file', () => {
  it('make drafts without attachments, never published, said in the plan; a line that names nothing is refused', async () => {
    const path = await begin([
      {
        field: 'sheet',
        name: 'mục lục.csv',
        content:
          'Tệp;Mã định danh;Tên;Thể loại\n;M-1;Chỉ có trong mục lục;cam-nang\n;;Không mã;to-gap\n;M-3;;\nb.pdf;M-4;Có tệp;cam-nang\n',
      },
      { field: 'files', name: 'b.pdf', content: pdf() },
    ]);
    const plan = await get(path);
    expect(outcomes(plan)).toEqual(['Sẽ thêm', 'Sẽ thêm', 'Không nhận', 'Sẽ thêm']);
    expect(plan.words).toMatch(
      /thành bản nháp chưa có tệp đính kèm, không đăng.*Chưa có mã định danh.*không có tên tài liệu/u,
    );
    await start(path, { publish: '1' });
    await app.settle();
    expect(outcomes(await get(path))).toEqual([
      'Đã thêm',
      'Đã thêm',
      'Không nhận',
      expect.stringMatching(/Đã thêm|Không nhận/u),
    ]);
    const bare = (await items()).filter((i) =>
      ['Chỉ có trong mục lục', 'Không mã'].includes(i.title),
    );
    expect(bare.map((i) => [i.title, i.state, i.attachments.length, i.genre]).toSorted()).toEqual([
      ['Chỉ có trong mục lục', 'draft', 0, 'cam-nang'],
      ['Không mã', 'draft', 0, 'to-gap'],
    ]);
    expect((await get(`/can-bo/tai-lieu/${bare[0]!.id}`)).status).toBe(200);
    expect(
      outcomes(
        await get(
          await begin([
            {
              field: 'sheet',
              name: 'lại.csv',
              content: 'Tệp;Mã định danh;Tên\n;M-1;Chỉ có trong mục lục\n',
            },
          ]),
        ),
      ),
    ).toEqual(['Đã có']);
  });
});

describe('a sheet as people fill it in', () => {
  const SHEET =
    'Tệp;Mã định danh;Tên;Thể loại;Lĩnh vực;Đối tượng;Số trang;ISBN;Đơn vị\n' +
    ';N-1;Sổ một;Sổ tay pháp luật;Đất đai - nhà ở;Người dân | bà con;abc;;\n' +
    ';N-2;Sổ hai;SỔ TAY PHÁP LUẬT;11;;;978-604-0-00000-0;UBND xã Núi Cao\n' +
    ';N-3;Truyện;tiểu thuyết;11;;;;Phường Láng, Hà Nội\n' +
    ';N-4;Cũ;to-gap;11;;;;Xã Đã Nhập\n';
  const unit = (id: string, name: string, more = {}) => ({
    id,
    code: id,
    name,
    kind: 'commune' as const,
    parentId: 'so-tu-phap',
    validFrom: null,
    validTo: null,
    successorId: null,
    ...more,
  });

  it('asks what unlisted values mean, takes a tick for all lines, and leaves bad optional cells out', async () => {
    await app.shelf.storage.catalog.saveUnits([
      unit('xa-nui-cao', 'Xã Núi Cao'),
      unit('xa-da-nhap', 'Xã Đã Nhập', { validTo: '2025', successorId: 'xa-nui-cao' }),
    ]);
    const path = await begin([{ field: 'sheet', name: 'tay.csv', content: SHEET }]);
    const plan = await get(path);
    expect(outcomes(plan)).toEqual(['Không nhận', 'Không nhận', 'Không nhận', 'Không nhận']);
    expect(plan.words).toContain('Có phải: Cẩm nang, sổ tay?');
    expect(plan.words).toContain('Đơn vị “Xã Đã Nhập” nay là “Xã Núi Cao”.');
    expect(plan.words).toContain('Thể loại “Sổ tay pháp luật” 2 dòng');
    // What nothing is near to has nothing to tick.
    expect(plan.words).toMatch(/“tiểu thuyết” 1 dòngKhông có giá trị nào gần giống/u);
    const proposals = plan
      .all('input')
      .filter(({ attribs }) => attribs['name']?.startsWith('nghia-'))
      .map(({ attribs }) => [attribs['name'], attribs['value']] as const);
    const taken: Record<string, string[]> = { 'nghia-99': ['genre|tiểu thuyết|sach'] };
    for (const [name, value] of proposals) (taken[name!] ??= []).push(value!);
    expect((await postForm(app.base, `${path}/y-nghia`, taken, { cookie })).status).toBe(303);
    const again = await get(path);
    expect(outcomes(again)).toEqual(['Sẽ thêm', 'Sẽ thêm', 'Không nhận', 'Không nhận']);
    expect(again.words).toContain('Bỏ qua giá trị này: Số trang “abc” không có số trang nào.');
    expect(again.words).toContain('Bỏ qua giá trị này: ISBN sai chữ số kiểm tra');
    await start(path);
    await app.settle();
    const done = await get(path);
    expect([outcomes(done), done.words]).toEqual([
      ['Đã thêm', 'Đã thêm', 'Không nhận', 'Không nhận'],
      expect.stringContaining('Đã xong'),
    ]);
    const made = (await items()).filter(({ identifier }) => identifier?.startsWith('N-'));
    expect(
      made
        .map((i) => [i.title, i.genre, i.subjects, i.audiences, i.extent, i.isbn, i.unitId])
        .toSorted(),
    ).toEqual([
      ['Sổ hai', 'cam-nang', ['11'], [], '', '', 'xa-nui-cao'],
      ['Sổ một', 'cam-nang', ['11', '43'], ['nguoi-dan'], '', '', 'so-tu-phap'],
    ]);
    expect((await get(`${path}/ket-qua.csv`)).html).toContain('Số trang “abc”');
    expect((await postForm(app.base, `${path}/y-nghia`, taken, { cookie })).status).toBe(409);
  });

  it('changes an item by an edited line whose optional cell is bad, and refuses one that has nothing else', async () => {
    const { id } = (await items()).find(({ identifier }) => identifier === 'N-1')!;
    const lines = (cells: string): Promise<string> =>
      begin([{ field: 'sheet', name: 'sua.csv', content: `Mã tài liệu;Tên;ISBN\n${cells}\n` }]);
    const only = await get(await lines(`${id};Sổ một;123`));
    expect(outcomes(only)).toEqual(['Không nhận']);
    const path = await lines(`${id};Sổ một, sửa;123`);
    expect(outcomes(await get(path))).toEqual(['Sẽ sửa']);
    await start(path);
    await app.settle();
    expect(await app.shelf.storage.catalog.findItem(id)).toMatchObject({
      title: 'Sổ một, sửa',
      isbn: '',
      extent: '',
    });
    expect((await get(path)).words).toContain('Bỏ qua giá trị này: ISBN sai chữ số kiểm tra');
  });
});

describe('a line for another unit', () => {
  it('is refused to whoever could not write its drafts, in the plan and when the right is gone at the start', async () => {
    await app.shelf.storage.catalog.saveUnits(['xa-an', 'xa-binh'].map((id) => aCommune(id, id)));
    const who = await staffPerson(app, ['cataloguer'], 'xa-an');
    const own = cookie;
    let path: string;
    cookie = who.cookie;
    try {
      path = await begin([
        {
          field: 'sheet',
          name: 'đơn vị.csv',
          content:
            'Mã định danh;Tên;Đơn vị\nU-1;Của mình;xa-an\nU-2;Không ghi;\nU-3;Của xã khác;xa-binh\n',
        },
      ]);
      expect(outcomes(await get(path))).toEqual(['Sẽ thêm', 'Sẽ thêm', 'Không nhận']);
      expect((await get(path)).words).toContain(
        'không có quyền thêm tài liệu cho đơn vị “xa-binh”',
      );
      await start(path);
      await app.shelf.storage.catalog.changeAccount(who.id, { unitId: 'xa-binh' });
      await app.settle();
      expect((await get(path)).status).toBe(403);
    } finally {
      cookie = own;
    }
    expect(outcomes(await get(path))).toEqual(['Không nhận', 'Không nhận', 'Không nhận']);
    expect((await items()).filter((i) => i.identifier?.startsWith('U-'))).toEqual([]);
  });
});

describe('an exported and edited sheet', () => {
  it('shows the list of changes first, then writes only those', async () => {
    const exported = (await get('/can-bo/nhap-bang/danh-muc.csv')).html;
    expect(
      outcomes(
        await get(await begin([{ field: 'sheet', name: 'd.csv', content: exported }])),
      ).every((o) => o === 'Không đổi'),
    ).toBe(true);
    expect(
      outcomes(
        await get(
          await begin([
            {
              field: 'sheet',
              name: 'd.xlsx',
              content: (await get('/can-bo/nhap-bang/danh-muc.xlsx')).body,
            },
          ]),
        ),
      ).every((o) => o === 'Không đổi'),
    ).toBe(true);
    const before = (await items()).find((i) => i.identifier === 'K-1')!;
    const path = await begin([
      { field: 'sheet', name: 'sửa.csv', content: exported.replace(',Một,', ',Một (sửa),') },
    ]);
    const plan = await get(path);
    expect(plan.words).toContain('Tên sách, tài liệu: trước: Một sau: Một (sửa)');
    expect(outcomes(plan).filter((o) => o !== 'Không đổi')).toEqual(['Sẽ sửa']);
    await start(path);
    await app.settle();
    const { title, slug, version, updatedAt, work, ...rest } =
      (await app.shelf.storage.catalog.findItem(before.id))!;
    expect([title, slug, version]).toEqual(['Một (sửa)', 'mot-sua', before.version + 1]);
    expect(before).toMatchObject(rest);
    expect(work).toEqual({ ...before.work, compiledBy: [app.admin.accountId] });
    expect(updatedAt > before.updatedAt).toBe(true);
    expect((await app.shelf.storage.catalog.events(before.id)).at(-1)?.reason).toBe(
      'Nhập từ bảng: Tên sách, tài liệu',
    );
    expect(outcomes(await get(path))).toContain('Đã sửa');
  });
});

describe('an import whose starter lost the right meanwhile', () => {
  it('stops before it writes, and goes on when somebody who may starts it again', async () => {
    const path = await begin([
      { field: 'sheet', name: 'quyền.csv', content: 'Tệp;Tên\nq.pdf;Quyền\n' },
      { field: 'files', name: 'q.pdf', content: pdf() },
    ]);
    await start(path);
    const account = (await app.shelf.storage.catalog.findAccount('admin'))!;
    await app.shelf.storage.catalog.saveAccount({ ...account, roles: ['auditor'] });
    await app.settle();
    await app.shelf.storage.catalog.saveAccount(account);
    const stopped = await get(path);
    expect([outcomes(stopped), stopped.words.includes('Lần nhập này dừng giữa chừng')]).toEqual([
      ['Sẽ thêm'],
      true,
    ]);
    expect((await start(path)).status).toBe(303);
    await app.settle();
    expect(outcomes(await get(path))).toEqual(['Đã thêm']);
  });
});

describe('what is no sheet', () => {
  it.each([
    ['', 'Hãy chọn bảng kê.'],
    ['Một văn bản không có gì\n', null],
    ['PK\u0003\u0004hỏng', 'Tệp bị hỏng'],
  ])('%j is refused or shown as it is', async (content, words) => {
    const answer = await send(content === '' ? [] : [{ field: 'sheet', name: 'x.xlsx', content }]);
    if (words === null)
      expect((await get(answer.headers.location!)).words).toContain('Không có dòng nào để ghi.');
    else expect([answer.status, answer.words.includes(words)]).toEqual([400, true]);
  });

  it('is nobody else’s', async () => {
    for (const path of [
      '/can-bo/nhap-bang',
      '/can-bo/nhap-bang/danh-muc.csv',
      '/can-bo/nhap-bang/mau.xlsx',
    ])
      expect((await ask(app.base, path)).status).not.toBe(200);
    expect((await get('/can-bo/nhap-bang/0000')).status).toBe(404);
    expect((await get('/can-bo/nhap-bang/mau.xlsx')).body.subarray(0, 2).toString()).toBe('PK');
  });
});
