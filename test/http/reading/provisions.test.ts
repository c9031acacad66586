import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { saveFinding } from '#server/items/actions/rewrite.ts';
import type { Item } from '#server/items/item.ts';
import { ask, type Answer } from '../../support/ask.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { item, list, num, paragraph, wordFile } from '../../support/make/word-file.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';

let app: TestApp;
let word: string;
let pdf: string;
const folder = mkdtempSync(join(tmpdir(), 'provisions-'));
const get = (path: string): Promise<Answer> => ask(app.base, path);

const LAW = {
  numbering:
    list(0, [{ text: 'Điều %1.' }, { text: '%2.' }, { format: 'lowerLetter', text: '%3)' }]) +
    num(1, 0),
  body: [
    item('Phạm vi điều chỉnh', 1),
    paragraph('Quy chế này quy định về nuôi chó cảnh.'),
    item('Mức phạt', 1),
    item('Phạt tiền đối với hành vi sau:', 1, 1),
    item('thả rông chó ngoài đường phố;', 1, 2),
    item('không rọ mõm cho chó dữ.', 1, 2),
    item('Tịch thu tang vật.', 1, 1),
    item('Hiệu lực', 1),
    paragraph('Quy chế có hiệu lực từ ngày ký.'),
  ].join(''),
};
/** As extraction cuts them: one passage a page, or an article. */
const PAGES = [
  { fragment: 'dieu-4', text: 'Điều 4. Quyền\n\n1. Được nuôi chó.' },
  { fragment: 'dieu-4-khoan-2', text: '2. Được đưa chó đi dạo:\n\na) ở công viên;' },
];

async function writePages(title: string): Promise<string> {
  const { catalog } = app.shelf.storage;
  const { rows } = await catalog.listItems({
    states: ['published'],
    unitId: null,
    lawKey: null,
    updatedSince: null,
    order: 'newest',
    limit: 10,
    after: null,
  });
  const before: Item = rows.find((i) => i.title === title)!;
  const attachmentId = before.attachments[0]!.id;
  await saveFinding(
    { catalog, now: () => new Date().toISOString() },
    {
      before,
      item: before,
      texts: [
        {
          attachmentId,
          passages: PAGES.map(({ fragment, text }, ordinal) => ({
            itemId: before.id,
            attachmentId,
            ordinal,
            locator: { kind: 'page', page: ordinal + 1, fragment },
            heading: 'Điều 4. Quyền',
            text,
          })),
          sections: [],
          resources: [],
          outline: [],
        },
      ],
    },
  );
  await app.settle();
  return before.id;
}

beforeAll(async () => {
  app = await startTestApp();
  writeFileSync(join(folder, 'quy-che-word.docx'), wordFile(LAW));
  writeFileSync(
    join(folder, 'quy-che-pdf.pdf'),
    makePdf({ pages: PAGES.map((_, i) => `Trang so ${i + 1} cua mot quy che nao do`) }),
  );
  const results = await app.importFolder(folder);
  word = results.find((r) => r.title.includes('word'))!.itemId!;
  pdf = await writePages(results.find((r) => r.title.includes('pdf'))!.title!);
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a provision of a law', () => {
  it('has an address on the page of its chapter, whatever computed its number', async () => {
    const page = await get(`/tai-lieu/${word}/chuong/1`);
    expect(page.html).toContain('<p id="dieu-2-khoan-1-diem-b">b) không rọ mõm');
  });

  it('has an address on the page of a PDF, also where its article began before', async () => {
    const page = await get(`/tai-lieu/${pdf}/trang/2`);
    expect(page.html).toMatch(/<p class="lines" id="dieu-4-khoan-2">2\. Được đưa/u);
    expect(page.html).toMatch(/id="dieu-4-khoan-2-diem-a">a\) ở công viên/u);
    expect(page.html).not.toContain('Được nuôi chó');
  });

  it('stands in the contents', async () => {
    const page = await get(`/tai-lieu/${word}/chuong/1`);
    expect(page.link('Điều 2. Mức phạt')).toBe(`/tai-lieu/${word}/chuong/1#dieu-2`);
  });

  it('labels a hit and is where the hit leads', async () => {
    const inWord = await get('/tim-kiem?q=%22th%E1%BA%A3+r%C3%B4ng%22');
    expect(inWord.words).toMatch(/Phần 1, Điều 2/u);
    expect(inWord.links.map((l) => l.href)).toContainEqual(expect.stringMatching(/#dieu-2$/u));
    const inPdf = await get('/tim-kiem?q=%22%C4%91i+d%E1%BA%A1o%22');
    expect(inPdf.words).toMatch(/Trang 2, khoản 2 Điều 4/u);
    expect(inPdf.links.map((l) => l.href)).toContainEqual(
      expect.stringMatching(/trang\/2\?q=[^#]*#dieu-4-khoan-2$/u),
    );
  });

  it('can be cited by itself, without script', async () => {
    const page = await get(`/tai-lieu/${word}/chuong/1?dieu=dieu-2-khoan-1-diem-b`);
    expect(page.words).toContain('điểm b khoản 1 Điều 2, phần 1');
    expect(page.words).toContain(`/tai-lieu/${word}/chuong/1#dieu-2-khoan-1-diem-b`);
    expect(page.html).toMatch(/<details[^>]*id="trich-dan"[^>]* open/u);
    expect(page.html).toMatch(
      /<option value="dieu-2-khoan-1-diem-b" selected[^>]*>điểm b khoản 1 Điều 2/u,
    );
    const bib = page.links.find((l) => l.href.includes('trich-dan.bib'))!.href;
    expect((await get(bib)).html).toContain('note = {điểm b khoản 1 Điều 2}');
    expect((await get(bib.replace('.bib', '.ris'))).html).toContain('SE  - điểm b khoản 1 Điều 2');
    expect((await get(bib.replace('.bib', '.json'))).html).toContain(
      '"section": "điểm b khoản 1 Điều 2"',
    );
  });

  it('that the page does not hold is not cited', async () => {
    const page = await get(`/tai-lieu/${pdf}/trang/2?dieu=dieu-9`);
    expect(page.words).not.toContain('Điều 9');
  });
});
