/**
 * Faults that were reported of other programs and tried here (test/fixtures/reported): each with
 * what is right.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import type { Extraction } from '#server/items/extraction.ts';
import { extractEpub } from '#server/ingest/extract/epub/epub.ts';
import { extractHtml } from '#server/ingest/extract/html/html.ts';
import { makeEpub, type EpubOptions } from '../support/make/make-epub.ts';
import { makeFolder } from '../support/make/make-folder.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

const reported = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/reported/${name}`, import.meta.url));
const readBook = (name: string): Promise<Extraction> =>
  extractEpub(reported(`book/${name}.epub`), folder.path);
const make = (options: EpubOptions): Promise<Extraction> =>
  extractEpub(folder.put('book.epub', makeEpub(options)), folder.path);
const htmlOf = (book: Extraction): string => book.sections.map((s) => s.html).join('');
const wordsOf = (book: Extraction): string => book.passages.map((p) => p.text).join('\n\n');

describe('a book in the pages without scripts', () => {
  test('E02 shows its formulas, and one branch of a switch', async () => {
    const book = await readBook('E02-toan');
    expect(htmlOf(book)).toContain('<msup><mi>m</mi><mn>2</mn></msup>');
    expect(wordsOf(book)).toContain('diện tích là m^2, tối đa 100 m^2.\n\n7\n\n');
    expect(htmlOf(book)).not.toContain('bản thay thế');
  });

  test('E16 and R09 show drawings of the page, their words apart', async () => {
    const book = await readBook('E16-svg-trong-trang');
    expect(htmlOf(book)).toContain('viewbox="0 0 100 40"');
    expect(wordsOf(book)).toContain('Nộp đơn Trả kết quả');
    expect(htmlOf(await readBook('R09-w3c-cnt-svg-embedded'))).toMatch(
      /<path d="[^"]+" fill="red">/u,
    );
  });

  test('E15 draws a drawing with a large viewBox smaller', async () => {
    const { resources } = await readBook('E15-svg-corel');
    const { width, height } = await sharp(resources[0]!.path).metadata();
    expect([width, height]).toEqual([1600, 1406]);
  });

  test('E08 plays its recordings and says what stands in their place', async () => {
    const book = await readBook('E08-am-thanh');
    expect(book.resources.map((r) => [r.name, r.mediaType])).toEqual([['m1.mp3', 'audio/mpeg']]);
    expect(readFileSync(book.resources[0]!.path).length).toBeGreaterThan(0);
    expect(htmlOf(book)).toContain(
      '<audio controls="" preload="none"><source src="resource:m1.mp3" type="audio/mpeg">',
    );
    expect(wordsOf(book)).toContain('xem lời ở trang 5.\n\nNội dung thay thế của object.');
  });

  test('E13 shows pictures that stand in the markup or in an object', async () => {
    const book = await readBook('E13-anh');
    expect(book.resources).toHaveLength(3);
    expect(htmlOf(book).match(/<img [^>]*alt="[^"]+"/gu)).toHaveLength(4);
    expect(htmlOf(book)).toContain('alt="hình b"');
  });

  test('E05 reads packages and contents in UTF-16', async () => {
    expect((await readBook('E05b-opf-utf16')).sections).toHaveLength(1);
    const { outline } = await readBook('E05c-nav-utf16');
    expect(outline.map((o) => o.title)).toEqual(['Mục lục UTF-16']);
  });

  test('E06 keeps direction and language', async () => {
    const book = await readBook('E06-rtl');
    expect(book.metadata.language).toBe('ar');
    expect(htmlOf(book)).toContain('<section lang="ar" dir="rtl">');
  });

  test('E07 marks lists as its author did, E09 hides what its author hid', async () => {
    const lists = await readBook('E07-danh-sach');
    expect(wordsOf(lists)).toContain(
      'a. điểm theo lớp CSS\n\nb. điểm b theo lớp\n\nc. điểm c theo style',
    );
    expect(lists.passages.map((p) => p.heading)).toContain('Điều 5. Điều do CSS sinh ra số');
    const hidden = await readBook('E09-an');
    expect(htmlOf(hidden)).not.toContain('BÍ MẬT');
    expect(hidden.notes).toEqual([{ code: 'hidden-text', count: 2, detail: '' }]);
  });

  test('E10 puts in what its own declaration names', async () => {
    const book = await readBook('E10-dtd-thuc-the');
    expect(wordsOf(book)).toContain('Do Sở Tư pháp Hổ Phách và biên soạn… … À —');
    expect(htmlOf(book)).not.toContain(']>');
  });

  test('T02 keeps the marks of a list that Word saved, and hides what Word hid', async () => {
    const page = await extractHtml(reported('text/T02-word.htm'), folder.path);
    expect(wordsOf(page)).toContain('a) Điểm a lưu từ Word');
    expect(htmlOf(page)).not.toContain('BÍ MẬT');
  });
});

describe('entities of a document', () => {
  const withDtd = async (subset: string, body: string): Promise<string> =>
    wordsOf(
      await make({
        chapters: [
          {
            name: 'c1.xhtml',
            body: `<!DOCTYPE html [${subset}]><html><body><p>${body}</p></body></html>`,
          },
        ],
      }),
    );

  test('may name others, in either kind of quotes, past comments', async () => {
    expect(
      await withDtd(
        `<!-- "]>" <!ENTITY a 'không'> --> <!ENTITY a "Sở &b;"> <!ENTITY b 'Tư pháp &#8211; &#x1EA1;'> <!ELEMENT p ANY>`,
        'Do &a;.',
      ),
    ).toBe('Do Sở Tư pháp – ạ.');
  });

  test('that lie elsewhere are empty, that grow without end are cut off', async () => {
    expect(await withDtd('<!ENTITY x SYSTEM "file:///etc/passwd">', 'a&x;b')).toBe('ab');
    const laughs = Array.from(
      { length: 12 },
      (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`,
    ).join('');
    expect((await withDtd(`<!ENTITY l0 "ha">${laughs}`, '&l12;x')).length).toBeLessThan(3_000_000);
  });
});

describe('files of a book', () => {
  test('a style sheet beside the pages hides and marks as one inside them, with those it imports', async () => {
    const book = await make({
      chapters: [
        {
          name: 'text/c1.xhtml',
          body: '<?xml version="1.0"?><html><head><link rel="stylesheet" href="../css/a.css"/><link rel="stylesheet" media="print" href="../css/in.css"/></head><body><ol class="d"><li>một</li></ol><p class="an">hổ phách</p><p>hai</p></body></html>',
        },
      ],
      files: {
        'OEBPS/css/a.css': {
          content: '@import url("b.css"); .an{display:none}',
          mediaType: 'text/css',
        },
        'OEBPS/css/b.css': {
          content: '@import "a.css"; .d{list-style-type:lower-alpha}',
          mediaType: 'text/css',
        },
        'OEBPS/css/in.css': { content: 'p{display:none}', mediaType: 'text/css' },
      },
    });
    expect(wordsOf(book)).toBe('a. một\n\nhai');
  });

  test('film comes with its poster and captions; a kind no page plays leaves its words', async () => {
    const book = await make({
      chapters: [
        {
          name: 'c1.xhtml',
          body: '<video width="320"><source src="f.mov"/><source src="f.mp4"/><track kind="captions" srclang="vi" label="Lời" src="f.vtt"/>Không xem được phim.</video><video src="f.mov"><p>Chỉ có lời.</p></video>',
        },
      ],
      files: {
        'OEBPS/f.mp4': { content: 'film', mediaType: 'video/mp4' },
        'OEBPS/f.mov': { content: 'film', mediaType: 'video/quicktime' },
        'OEBPS/f.vtt': { content: 'WEBVTT', mediaType: 'text/vtt' },
      },
    });
    expect(htmlOf(book)).toContain(
      '<video width="320" controls="" preload="metadata"><source src="resource:m1.mp4" type="video/mp4"><track kind="captions" src="resource:m2.vtt" srclang="vi" label="Lời">Không xem được phim.</video>',
    );
    expect(htmlOf(book)).toContain('<p id="m1">Chỉ có lời.</p>');
    expect(book.resources.map((r) => r.name)).toEqual(['m1.mp4', 'm2.vtt']);
    expect(book.notes).toEqual([{ code: 'not-kept', count: 2, detail: 'f.mov' }]);
  });

  test('a drawing in the reading order is a chapter with words', async () => {
    const book = await make({
      chapters: [{ name: 'c1.xhtml', body: '<p>một</p>' }],
      spine: '',
      files: {
        'OEBPS/so-do.svg': {
          content:
            '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg xmlns="http://www.w3.org/2000/svg"><text>Nộp đơn</text></svg>',
          mediaType: 'image/svg+xml',
        },
      },
      inSpine: ['OEBPS/so-do.svg'],
    });
    expect(wordsOf(book)).toBe('một\n\nNộp đơn');
  });

  test('a chapter in another encoding is read by its own word', async () => {
    const page = Buffer.from(
      '<?xml version="1.0" encoding="UTF-16"?><html><body><p>Điều một</p></body></html>',
      'utf16le',
    );
    const book = await make({
      chapters: [{ name: 'c1.xhtml', body: '<p>x</p>' }],
      raw: { 'OEBPS/c1.xhtml': page },
    });
    expect(wordsOf(book)).toBe('Điều một');
  });
});
