import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { extractDocx } from '#server/ingest/extract/docx/docx.ts';
import { withPdf } from '#server/ingest/extract/pdf/pdf-document.ts';
import { extractPdf } from '#server/ingest/extract/pdf/pdf.ts';
import type { Extraction } from '#server/items/extraction.ts';
import { shownCell, type PaperBlock } from '#server/papers/paper.ts';
import { makePaper } from '#server/papers/routes/make-paper.ts';
import { strFromU8, unzipSync } from 'fflate';
import { aPaper } from '../support/reports/a-paper.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { shownBlocks } from '../support/make/word-file.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

const MADE_AT = '2026-01-05T02:00:00.000Z';
const paper = aPaper();
let word: Buffer;
let pdf: Buffer;
let fromWord: Extraction;
let fromPdf: Extraction;
beforeAll(async () => {
  [word, pdf] = await Promise.all([
    makePaper({ paper, form: 'docx', madeAt: MADE_AT }),
    makePaper({ paper, form: 'pdf', madeAt: MADE_AT }),
  ]);
  fromWord = await extractDocx(folder.put('bao-cao.docx', word), folder.path);
  fromPdf = await extractPdf(folder.put('bao-cao.pdf', pdf));
});

/** Everything that somebody wrote into the paper, cells as they are shown. */
function written(block: PaperBlock): string[] {
  if (block.kind === 'table')
    return [block.caption, ...block.header.flat(), ...block.rows.flat().map(shownCell)];
  if (block.kind === 'chart')
    return [
      block.caption,
      ...block.header,
      ...block.bars.flatMap(({ label, value }) => [label, shownCell(value)]),
    ];
  if (block.kind === 'list') return [...block.entries];
  return block.kind === 'page-break' ? [] : [block.text];
}
const all = [
  'ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG',
  'SỞ TƯ PHÁP',
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Độc lập - Tự do - Hạnh phúc',
  paper.number,
  paper.placeAndDay,
  paper.title,
  paper.summary,
  'Kính gửi: Ủy ban nhân dân tỉnh; Bộ Tư pháp',
  ...paper.blocks.flatMap(written),
  'Nơi nhận:',
  '- Như trên;',
  '- Lưu: VT, PBGDPL.',
  'KT. GIÁM ĐỐC',
  'PHÓ GIÁM ĐỐC',
  'Nguyễn Thị Thùy Dương',
  ...paper.appendices.flatMap((one) => [one.heading, one.title, ...one.blocks.flatMap(written)]),
];

/** Without spaces and capitals: lines are broken and headings are set in capitals. */
const bare = (text: string): string => text.replaceAll(/\s+/gu, '').toLocaleLowerCase('vi');
const missingIn = (text: string): string[] => {
  const whole = bare(text);
  return all.filter((one) => !whole.includes(bare(one)));
};

describe('an official paper', () => {
  test('as a Word file has every word and every cell, in the order of the table', () => {
    const blocks = shownBlocks(fromWord);
    expect(missingIn(blocks.join('\n'))).toEqual([]);
    expect(blocks).toContain(
      '2 | Xã Đạ Tẻh 2, nơi có tên dài đến mức phải xuống dòng trong một ô hẹp | 1.235,5 | 1 | 24.690 |',
    );
    expect(blocks).toContain('| Cộng | 75.840 | 1.770 | 22.591.350 |');
    expect(fromWord.metadata.title).toBe(
      'BÁO CÁO Kết quả quản lý, khai thác tủ sách pháp luật năm 2025',
    );
  });

  test('as a Word file has the margins, the repeated header and the page number of the decree', () => {
    const files = unzipSync(word);
    const body = strFromU8(files['word/document.xml']!);
    // Margins 20, 15, 20, 30 mm and A4 in twentieths of a point.
    expect(body).toMatch(/<w:pgSz[^>]*w:w="11906"[^>]*w:h="16838"/u);
    for (const side of ['top="1134"', 'bottom="1134"', 'left="1701"', 'right="850"'])
      expect(body).toMatch(new RegExp(`<w:pgMar[^>]*w:${side}`, 'u'));
    // Two rows of the table and one of the chart.
    expect(body.match(/<w:tblHeader\/>/gu)).toHaveLength(3);
    expect(body.match(/<w:tr>/gu)?.length).toBe(body.match(/<w:cantSplit\/>/gu)?.length);
    expect(body).toContain('<w:titlePg');
    const headers = Object.entries(files).filter(([name]) => /header\d\.xml$/u.test(name));
    expect(headers.some(([, bytes]) => strFromU8(bytes).includes('PAGE'))).toBe(true);
  });

  test('as a PDF has every word and every cell', () => {
    expect(missingIn(fromPdf.passages.map(({ text }) => text).join('\n'))).toEqual([]);
  });

  test('as a PDF names its language and title, has tags, fonts of its own and A4 pages', async () => {
    const facts = await withPdf(folder.put('lai.pdf', pdf), async (doc) => {
      const { info } = (await doc.getMetadata()) as {
        readonly info: { readonly Title?: string; readonly Language?: string };
      };
      const page = await doc.getPage(2);
      const tags = JSON.stringify(await page.getStructTree());
      return {
        title: info.Title,
        language: info.Language,
        marked: await doc.getMarkInfo(),
        tags,
        box: page.view.map(Math.round),
        pages: doc.numPages,
      };
    });
    expect(facts.title).toBe('BÁO CÁO Kết quả quản lý, khai thác tủ sách pháp luật năm 2025');
    expect(facts.language).toBe('vi-VN');
    expect(facts.marked).toEqual(
      new Map([
        ['Marked', true],
        ['UserProperties', false],
        ['Suspects', false],
      ]),
    );
    expect(facts.tags).toContain('"TH"');
    expect(facts.tags).toContain('"TD"');
    expect(facts.box).toEqual([0, 0, 595, 842]);
    expect(facts.pages).toBeGreaterThan(4);
    expect(pdf.toString('latin1')).toContain('/FontFile2');
  });

  test('as a PDF repeats the header on every page of a table and never cuts a row', async () => {
    const pages = await withPdf(folder.put('trang.pdf', pdf), async (doc) => {
      const texts: string[] = [];
      for (let i = 1; i <= doc.numPages; i++) {
        const { items } = await (await doc.getPage(i)).getTextContent();
        texts.push(bare(items.map((one) => ('str' in one ? one.str : '')).join(' ')));
      }
      return texts;
    });
    const rowsOf = (page: string): number => page.split('ôhẹp').length - 1;
    const withRows = pages.filter((page) => rowsOf(page) > 0);
    expect(withRows.length).toBeGreaterThan(2);
    for (const page of withRows) {
      expect(page).toContain('tàiliệu');
      expect(page.split('xãđạtẻh').length - 1).toBe(rowsOf(page));
    }
    expect(withRows.reduce((sum, page) => sum + rowsOf(page), 0)).toBe(60);
    expect(pages[0]).not.toMatch(/^1cộnghòa/u);
    expect(pages.slice(1).every((page, i) => page.includes(String(i + 2)))).toBe(true);
  });

  test('that is a letter has its summary below its number and no title', async () => {
    const letter = aPaper({ title: '', summary: 'V/v gửi báo cáo', blocks: [], appendices: [] });
    const file = await makePaper({ paper: letter, form: 'docx', madeAt: MADE_AT });
    const blocks = shownBlocks(await extractDocx(folder.put('thu.docx', file), folder.path));
    expect(blocks.slice(0, 5)).toEqual(
      expect.arrayContaining(['Số: 12/BC-STP', 'V/v gửi báo cáo']),
    );
    expect(blocks).not.toContain('BÁO CÁO');
  });
});
