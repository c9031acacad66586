import { ask, type Answer } from '../../support/ask.ts';
import { startTestApp, type TestApp } from '../../support/start-test-app.ts';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { column, drawPdf } from '../../support/make/draw-pdf.ts';
import { makeFolder } from '../../support/make/make-folder.ts';

const folder = makeFolder();
let app: TestApp;
/** Items by the name of their file, and what the report says of them. */
const items = new Map<string, { readonly id: string; readonly note: string }>();
const get = (path: string, headers = {}): Promise<Answer> => ask(app.base, path, { headers });
const page = (file: string, n: number, rest = ''): Promise<Answer> =>
  get(`/tai-lieu/${items.get(file)!.id}/trang/${n}${rest}`);

const FIXTURES = ['P07-nhan-trang', 'P09-xfa', 'P12-nua-quet'] as const;

beforeAll(async () => {
  app = await startTestApp();
  for (const name of FIXTURES)
    copyFileSync(`test/fixtures/pdf/${name}.pdf`, join(folder.path, `${name}.pdf`));
  folder.put(
    'sach.pdf',
    drawPdf({
      pages: [1, 2, 3].map((n) => ({
        texts: [
          { x: 60, y: 800, text: `Sổ tay hộ tịch ${n}` },
          ...column(60, 640, [`Trang thứ ${n} của cuốn sách này`, 'nói về thủ tục khai sinh.']),
        ],
      })),
    }),
  );
  for (const { entry, itemId, note } of await app.importFolder(folder.path))
    items.set((entry.files[0] ?? '').replace(/^.*\/|\.pdf$/gu, ''), { id: itemId!, note });
});
afterAll(async () => {
  await app.close();
  folder.remove();
});

describe('the number printed on a page', () => {
  it('stands in its heading, the address keeps the place in the file', async () => {
    const read = await page('P07-nhan-trang', 4);
    expect(read.words).toContain('Trang 1 (4/5)');
    expect(read.title).toContain('Trang 1:');
    expect((await page('P07-nhan-trang', 2)).words).toContain('Trang i (2/5)');
  });

  it('is what the page is cited by', async () => {
    const read = await page('P07-nhan-trang', 4);
    expect(read.words).toMatch(/, tr\. 1\. [^.]*\. http\S+\/trang\/4,/u);
    const bib = await get(`/tai-lieu/${items.get('P07-nhan-trang')!.id}/trich-dan.bib?trang=4`);
    expect(String(bib.body)).toContain('pages = {1}');
  });

  it('labels a hit', async () => {
    const found = await get('/tim-kiem?q=%22hai+trang+in+s%E1%BB%91%22');
    expect(found.words).toContain('Trang 2 ');
    expect(found.links.map((l) => l.href)).toContainEqual(expect.stringMatching(/\/trang\/5\?/u));
  });
});

describe('a running head', () => {
  it('is shown above the words and found nowhere', async () => {
    expect((await page('sach', 2)).words).toContain('Sổ tay hộ tịch');
    expect(
      (await get('/tim-kiem?q=%22s%E1%BB%95+tay+h%E1%BB%99+t%E1%BB%8Bch%22')).words,
    ).not.toContain('Sổ tay hộ tịch 2');
  });
});

describe('a file that pages cannot show whole', () => {
  it('of XFA is offered for downloading', async () => {
    const read = await page('P09-xfa', 1);
    expect(read.words).toContain('Biểu mẫu chỉ mở được bằng phần mềm của Adobe');
    expect(read.link('Tải tệp về')).toMatch(/^\/tep\//u);
    expect(read.words).not.toContain('Please wait');
    expect(read.html).not.toContain('<picture');
  });

  it('tells readers which page has no words, and how many the file has', async () => {
    expect((await page('P12-nua-quet', 3)).words).toContain(
      'Trang này không có chữ, chỉ có hình ảnh.',
    );
    const item = await get(`/tai-lieu/${items.get('P12-nua-quet')!.id}`);
    expect(item.words).toContain('Đọc và tìm được, trừ 8 trang chỉ có ảnh');
  });

  it('is named to staff, in the report and beside the file', async () => {
    expect(items.get('P12-nua-quet')!.note).toContain('8 trang chỉ có ảnh');
    expect(items.get('P12-nua-quet')!.note).toContain('2–5, 7–10');
    expect(items.get('P09-xfa')!.note).toContain('Biểu mẫu XFA');
    const cookie = await app.signIn();
    const record = await get(`/can-bo/tai-lieu/${items.get('P12-nua-quet')!.id}`, { cookie });
    expect(record.words).toContain('8 trang chỉ có ảnh, chưa tìm được chữ (2–5, 7–10)');
  });
});
