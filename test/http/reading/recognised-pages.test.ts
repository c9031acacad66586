import { jest } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import sharp from 'sharp';
import { ask, postForm, type Answer } from '../../support/ask.ts';
import { column, drawPdf } from '../../support/make/draw-pdf.ts';
import { makePdf } from '../../support/make/make-pdf.ts';
import { aRecogniser, aRecognisedPage } from '../../support/make/some-readings.ts';
import { setClock, startTestApp, type TestApp } from '../../support/start-test-app.ts';

const PAGES = [
  ['THÔNG BÁO', '¶Ủy ban nhân dân xã thông báo lịch tiếp công', 'dân hằng tuần của xã.', '1'],
  ['¶Người dân mang theo giấy tờ tùy thân.', '2'],
];
const recogniser = aRecogniser((page) => aRecognisedPage(PAGES[page - 1]!));

let app: TestApp;
const items = new Map<string, string>();
const get = (path: string): Promise<Answer> => ask(app.base, path);
const page = (file: string, n: number, rest = ''): Promise<Answer> =>
  get(`/tai-lieu/${items.get(file)!}/trang/${n}${rest}`);
/** Boxes over the picture of a page. */
const marksOf = (read: Answer) => read.all('rect').filter((rect) => !('fill' in rect.attribs));
const BY_MACHINE = 'Chữ trên trang này do máy đọc từ ảnh, chưa có người đọc lại';

async function publish(name: string, bytes: Uint8Array): Promise<void> {
  writeFileSync(join(app.folder, name), bytes);
  for (const { entry, itemId } of await app.importFolder(app.folder))
    if (itemId !== null) items.set(entry.files[0]!.replace(/^.*\//u, ''), itemId);
}
const photo = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 80, channels: 3, background } })
    .jpeg()
    .toBuffer();

beforeAll(async () => {
  app = await startTestApp({ recogniser });
  await publish('quet.pdf', makePdf({ pages: ['', ''] }));
  recogniser.find = () => aRecognisedPage(['Bảng tin của thôn An Bình.']);
  await publish('anh.jpg', await photo('#ddd'));
  await publish(
    'in.pdf',
    drawPdf({
      pages: [
        {
          texts: column(72, 700, [
            'Hòa giải viên ghi biên bản.',
            'Hai bên ký tên, trưởng thôn ký tên.',
          ]),
        },
      ],
    }),
  );
});
afterAll(() => {
  jest.useRealTimers();
  return app.close();
});

describe('a page that was read from its picture', () => {
  it('says so, and shows the words below the picture and over it', async () => {
    const read = await page('quet.pdf', 1);
    expect(read.words).toContain(BY_MACHINE);
    expect(read.texts('p')).toContain(
      'Ủy ban nhân dân xã thông báo lịch tiếp công dân hằng tuần của xã.',
    );
    const [layer] = read.all('svg').filter((svg) => svg.attribs['class'] === 'layer');
    expect(layer!.attribs).toMatchObject({ viewbox: '0 0 1240 1754', 'aria-hidden': 'true' });
    expect(read.texts('text')).toContain('dân hằng tuần của xã.');
    expect(read.html).not.toContain('style="');
  });

  it('is found, and its words are marked on the picture where the hit leads', async () => {
    const hit = (await get('/tim-kiem?q=l%E1%BB%8Bch+ti%E1%BA%BFp+c%C3%B4ng+d%C3%A2n')).links.find(
      (l) => l.href.startsWith(`/tai-lieu/${items.get('quet.pdf')!}/trang/1?`),
    );
    expect(hit!.href).toMatch(/#danh-dau$/u);
    const read = await get(hit!.href.replace(/#.*/u, ''));
    // Two lines, so two boxes; the first is where the reader lands.
    expect(marksOf(read).map((r) => [r.attribs['id'], r.attribs['y']])).toEqual([
      ['danh-dau', '160'],
      [undefined, '200'],
    ]);
    expect(read.link('Đến chỗ đánh dấu đầu tiên')).toBe('#danh-dau');
    expect(read.all('mark').some((mark) => 'id' in mark.attribs)).toBe(false);
  });

  it('can be had as a PDF whose words are found and stand where they stood', async () => {
    const href = (await get(`/tai-lieu/${items.get('quet.pdf')!}`)).link('Bản PDF tìm được chữ');
    const copy = await get(href!);
    expect([copy.status, copy.headers['content-type']]).toEqual([200, 'application/pdf']);
    const path = join(app.folder, 'ban-sao');
    writeFileSync(path, copy.body);
    const { width, height, lines } = await app.shelf.extraction.pageWords({ path, page: 1 });
    expect(height / width).toBeCloseTo(1754 / 1240, 2);
    expect(lines.map((line) => line.map(({ text }) => text).join(' '))).toContain(
      'dân hằng tuần của xã.',
    );
    // The line begins at 150 of 1,240 pixels.
    const line = lines.find(([first]) => first!.text === 'dân')!;
    expect(line[0]!.box[0] / width).toBeCloseTo(150 / 1240, 2);
    const read = await app.shelf.extraction.extract({
      path,
      name: 'ban-sao.pdf',
      mediaType: 'application/pdf',
    });
    expect(read.passages.map((p) => p.text).join(' ')).toContain('lịch tiếp công dân hằng tuần');
    expect((await get(`${href}?`)).body.equals(copy.body)).toBe(true);
  });

  it('has no such copy where its words were never read from a picture', async () => {
    const own = await get(`/tai-lieu/${items.get('in.pdf')!}`);
    expect(own.words).not.toContain('Bản PDF tìm được chữ');
    const [file] = (await app.shelf.storage.catalog.findItem(items.get('in.pdf')!))!.attachments;
    expect((await get(`/tep/${file!.id}/tim-duoc-chu.pdf`)).status).toBe(404);
  });

  it('may be a photograph', async () => {
    const read = await page('anh.jpg', 1);
    expect(read.words).toContain(BY_MACHINE);
    expect(read.texts('p')).toContain('Bảng tin của thôn An Bình.');
  });
});

describe('a page with text of its own', () => {
  it('has the words of a query marked on its picture', async () => {
    const read = await page('in.pdf', 1, '?q=tr%C6%B0%E1%BB%9Fng%20th%C3%B4n');
    const [mark] = marksOf(read);
    expect(marksOf(read)).toHaveLength(1);
    expect(mark!.attribs['id']).toBe('danh-dau');
    // Signs half as wide as high begin at 72; the mark after sixteen of them.
    expect(Number(mark!.attribs['x'])).toBeCloseTo(72 + 16 * 5, 0);
    expect(Number(mark!.attribs['width'])).toBeCloseTo(11 * 5, 0);
    expect(read.words).not.toContain(BY_MACHINE);
  });

  it('has nothing over its picture without a query, nor where it does not hold the words', async () => {
    expect(marksOf(await page('in.pdf', 1))).toEqual([]);
    expect(marksOf(await page('in.pdf', 1, '?q=kh%C3%B4ng%20c%C3%B3'))).toEqual([]);
  });
});

describe('a page that waits to be read', () => {
  it('is read first when somebody opens it, and shows its words before the text is made', async () => {
    recogniser.find = () => {
      throw new AppError('storage-busy');
    };
    await publish(
      'cho.pdf',
      makePdf({ pages: Array.from({ length: 20 }, () => ''), title: 'Cho' }),
    );
    const waiting = await page('cho.pdf', 15);
    expect(waiting.words).toContain('Máy đang đọc chữ từ ảnh quét của trang này.');
    expect(waiting.words).not.toContain(BY_MACHINE);
    recogniser.find = (n) => aRecognisedPage([`Đây là trang ${n} của tệp.`]);
    recogniser.asked.length = 0;
    await app.settleOne();
    expect(recogniser.asked).toEqual([15]);
    const read = await page('cho.pdf', 15);
    expect(read.words).toContain(BY_MACHINE);
    expect(read.texts('p')).toContain('Đây là trang 15 của tệp.');
  });
});

describe('an official', () => {
  it('sees how far a file is, holds it up, has it go on, and has it read anew', async () => {
    const id = items.get('cho.pdf')!;
    const [file] = (await app.shelf.storage.catalog.findItem(id))!.attachments;
    const cookie = await app.signIn();
    const record = (): Promise<Answer> =>
      ask(app.base, `/can-bo/tai-lieu/${id}`, { headers: { cookie } });
    const steer = async (buoc: string): Promise<Answer> => {
      const form = { tep: file!.id, buoc };
      const answer = await postForm(app.base, `/can-bo/tai-lieu/${id}/nhan-dang`, form, { cookie });
      return answer.status === 303
        ? ask(app.base, answer.headers.location!, { headers: { cookie } })
        : answer;
    };
    recogniser.find = (n) => aRecognisedPage([`Đây là trang ${n} của tệp.`]);
    expect((await record()).words).toContain('Đang nhận dạng chữ: 1/20 trang');
    // What met a busy server is tried again in a while.
    setClock(new Date(Date.now() + 60_000).toISOString());
    await app.settle();
    expect((await record()).words).toContain('Máy đã nhận dạng chữ 20/20 trang.');
    recogniser.asked.length = 0;
    const anew = await steer('lam-lai');
    expect(anew.words).toContain('Đang nhận dạng lại từ trang đầu.');
    expect(anew.words).toContain('Đang nhận dạng chữ: 0/20 trang');
    // The reading is held up while its third page is read.
    recogniser.find = (n) => {
      if (n === 3) throw new AppError('storage-busy');
      return aRecognisedPage([`Đây là trang ${n} của tệp.`]);
    };
    await app.settle();
    expect((await steer('tam-dung')).words).toContain('Đang tạm dừng nhận dạng chữ: 2/20 trang.');
    recogniser.find = (n) => aRecognisedPage([`Đây là trang ${n} của tệp.`]);
    setClock(new Date(Date.now() + 60_000).toISOString());
    await app.settle();
    expect(recogniser.asked).toEqual([1, 2, 3]);
    expect((await steer('tam-dung')).status).toBe(409);
    await steer('chay-tiep');
    await app.settle();
    expect(new Set(recogniser.asked).size).toBe(20);
    expect((await record()).words).toContain('Máy đã nhận dạng chữ 20/20 trang.');
    expect((await steer('khac')).status).toBe(400);
  });
});
