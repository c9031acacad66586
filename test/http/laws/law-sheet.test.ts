import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { ask, FORM_END, MULTIPART, partHead, type Answer } from '../../support/ask.ts';
import { makeXlsx, textRow } from '../../support/make/make-xlsx.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;

const send = (content: Uint8Array, name = 'văn bản.xlsx'): Promise<Answer> =>
  ask(app.base, '/can-bo/van-ban/nhap', {
    method: 'POST',
    headers: { 'content-type': MULTIPART, origin: app.base, cookie },
    body: Buffer.concat([
      Buffer.from(partHead(name).replace('name="files"', 'name="sheet"')),
      content,
      Buffer.from(FORM_END),
    ]),
  });
/** Writes what a plan showed. */
const confirm = (plan: Answer): Promise<Answer> =>
  ask(app.base, '/can-bo/van-ban/nhap', {
    method: 'POST',
    headers: { 'content-type': MULTIPART, origin: app.base, cookie },
    body: Buffer.from(
      `${['sha256', 'name']
        .map(
          (field) =>
            `--${MULTIPART.split('boundary=')[1]!}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${plan.value(field)}\r\n`,
        )
        .join('')}${FORM_END.trimStart()}`,
    ),
  });
const csv = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(rows.map((row) => row.join(';')).join('\n'));
const stored = async (number: string) =>
  (await app.shelf.storage.catalog.findLaws([lawNumberKey(number)]))[0];
/** Outcome and sentences of every line, in order. */
const lines = (plan: Answer): string[] => plan.texts('tr').slice(1);

beforeAll(async () => {
  app = await startTestApp();
  cookie = await app.signIn();
});
afterAll(() => app.close());

describe('a workbook of laws', () => {
  const HEADER = textRow(1, ['Số hiệu', 'Tên văn bản']);

  it('has the lines of merged cells refused: what they say is not known', async () => {
    const plan = await send(
      makeXlsx({
        sheets: [
          {
            name: 'Văn bản',
            data:
              HEADER +
              textRow(2, ['1/2024/QH15', 'Một']) +
              textRow(3, ['2/2024/QH15', 'Hai']) +
              textRow(4, ['3/2024/QH15', 'Ba']),
            after: '<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>',
          },
        ],
      }),
    );
    expect(plan.status).toBe(200);
    expect(lines(plan)[0]).toMatch(/Không nhận.*ô gộp \(B2:B3\)/su);
    expect(lines(plan)[1]).toMatch(/Không nhận.*ô gộp \(B2:B3\)/su);
    expect(lines(plan)[2]).toContain('Sẽ thêm');
  });

  it('has a line with a formula that was never computed refused', async () => {
    const plan = await send(
      makeXlsx({
        sheets: [
          {
            name: 'Văn bản',
            data: `${HEADER}<row r="2"><c r="A2" t="inlineStr"><is><t>4/2024/QH15</t></is></c><c r="B2"><f>A2&amp;"x"</f></c></row>`,
          },
        ],
      }),
    );
    expect(lines(plan)[0]).toMatch(/Không nhận.*công thức/isu);
  });

  it('may have a title above its header', async () => {
    const plan = await send(
      makeXlsx({
        sheets: [
          {
            name: 'Văn bản',
            data:
              textRow(1, ['Danh mục văn bản quý IV']) +
              textRow(2, ['Số hiệu', 'Tên văn bản']) +
              textRow(3, ['5/2024/QH15', 'Năm']),
          },
        ],
      }),
    );
    expect(lines(plan)[0]).toContain('Sẽ thêm');
  });

  it('goes out as CSV and as a workbook, and comes back as it is', async () => {
    const number = '99/2024/QH15';
    const catalog = app.shelf.storage.catalog;
    await catalog.saveLaws([
      {
        key: lawNumberKey(number),
        number,
        title: 'Luật Thử nghiệm',
        kind: 'Luật',
        issuer: 'Quốc hội',
        issued: '2024-06-01',
        signer: '',
        effectiveFrom: '2025-01-01',
        effectiveTo: null,
        state: 'con',
        replacedBy: ['100/2024/QH15', '101/2024/QH15'],
        vbplId: null,
        url: null,
        checkedAt: null,
        note: '=1+1',
        version: 0,
      },
    ]);
    for (const form of ['csv', 'xlsx']) {
      const sent = await ask(app.base, `/can-bo/van-ban.${form}`, { headers: { cookie } });
      expect(sent.status).toBe(200);
      const plan = await send(sent.body);
      expect(lines(plan)).toHaveLength(1);
      expect(lines(plan)[0]).toContain('Không đổi');
    }
  });
});

describe('a list of laws from the national database', () => {
  const HEADER = ['STT', 'Số hiệu', 'Trích yếu', 'Ngày hết hiệu lực', 'Tình trạng hiệu lực'];

  it('is shown with what would change, written, and refreshed by a newer one', async () => {
    const first = await send(
      csv([
        HEADER,
        ['1', '701/2020/TT-ABC', 'Một', '', 'Còn hiệu lực'],
        ['2', '702/2020/TT-ABC', 'Hai', '', 'Còn hiệu lực'],
        ['3', '703/2020/TT-ABC', 'Ba', '', 'Lạ lùng'],
        ['4', '', 'Không số', '', 'Còn hiệu lực'],
      ]),
      'vbpl-thang-11.csv',
    );
    expect(first.heading).toBe('Nhập văn bản pháp luật từ danh sách');
    expect(first.words).toContain('Sẽ thêm: 2 · Sẽ sửa: 0 · Không đổi: 0 · Không nhận: 2');
    expect(first.words).toContain('Cột không dùng: STT.');
    expect(lines(first)[0]).toContain('Không rõ tình trạng hiệu lực “Lạ lùng”. Ghi một trong: Còn');
    expect(lines(first)[1]).toMatch(/^5.*Số hiệu chưa đúng/u);
    expect(await stored('701/2020/TT-ABC')).toBeUndefined();
    const done = await confirm(first);
    expect(done.words).toContain('Đã ghi 2 văn bản.');
    expect(done.words).toContain('Đã ghi từ vbpl-thang-11.csv');
    const second = await send(
      csv([
        HEADER,
        ['1', '701/2020/TT-ABC', 'Một', '01/01/2026', 'HHL'],
        ['2', '702/2020/TT-ABC', 'Hai', '', 'Còn hiệu lực'],
      ]),
      'vbpl-thang-12.csv',
    );
    expect(lines(second)[0]).toMatch(
      /Sẽ sửa.*Ngày hết hiệu lực: sau: 01\/01\/2026.*Tình trạng hiệu lực: trước: Còn hiệu lực sau: Hết hiệu lực toàn bộ/u,
    );
    await confirm(second);
    const today = dayInVietnam(new Date().toISOString());
    for (const number of ['701/2020/TT-ABC', '702/2020/TT-ABC'])
      expect((await stored(number))?.source).toEqual({ name: 'vbpl-thang-12.csv', on: today });
    const page = await ask(app.base, `/can-bo/van-ban/${lawNumberKey('702/2020/TT-ABC')}`, {
      headers: { cookie },
    });
    expect(page.words).toContain('Nguồn: danh sách vbpl-thang-12.csv, nhập ngày');
  });

  it('may be the JSON of its interface', async () => {
    const plan = await send(
      Buffer.from(
        JSON.stringify({
          data: [
            {
              id: 7,
              docNum: '704/2020/TT-ABC',
              docAbs: 'Bốn',
              effStatus: { code: 'CHL', name: 'Còn hiệu lực' },
              effFrom: '2020-05-01',
            },
          ],
        }),
      ),
      'tra-loi.json',
    );
    expect(lines(plan)[0]).toContain('Sẽ thêm');
    await confirm(plan);
    expect(await stored('704/2020/TT-ABC')).toMatchObject({
      title: 'Bốn',
      state: 'con',
      effectiveFrom: '2020-05-01',
      vbplId: '7',
    });
    const broken = await send(Buffer.from('{"data": ['), 'hong.json');
    expect([broken.status, broken.words.includes('Tệp JSON hỏng')]).toEqual([400, true]);
  });

  it('of thousands is written at once, and the page shows what needs a look', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => [
      `${i + 1}`,
      `${i + 1}/2019/TT-XYZ`,
      'Thông tư',
      '',
      'Còn hiệu lực',
    ]);
    const plan = await send(csv([HEADER, ...rows, ['x', 'không phải số', '', '', '']]), 'lon.csv');
    expect(plan.words).toContain('Dưới đây là 1.000 trong 5.001 dòng');
    expect(lines(plan)[0]).toContain('Không nhận');
    expect((await confirm(plan)).words).toContain('Đã ghi 5.000 văn bản.');
    expect((await stored('4999/2019/TT-XYZ'))?.state).toBe('con');
  });
});
