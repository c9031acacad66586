import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { ask, FORM_END, MULTIPART, partHead, type Answer } from '../../support/ask.ts';
import { makeXlsx, textRow } from '../../support/make/make-xlsx.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let cookie: string;

const send = (content: Uint8Array): Promise<Answer> =>
  ask(app.base, '/can-bo/van-ban/nhap', {
    method: 'POST',
    headers: { 'content-type': MULTIPART, origin: app.base, cookie },
    body: Buffer.concat([
      Buffer.from(partHead('văn bản.xlsx').replace('name="files"', 'name="sheet"')),
      content,
      Buffer.from(FORM_END),
    ]),
  });
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
