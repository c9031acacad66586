import { describe, expect, test } from '@jest/globals';
import { cutPages } from '#server/ingest/extract/pdf/page-passages.ts';
import type { Passage } from '#server/items/item.ts';
import { addressPassages } from '#server/reading/page-provisions.ts';

const LAW = [
  'QUỐC HỘI\n\nLUẬT\n\nChương I\n\nQUY ĐỊNH CHUNG\n\nĐiều 1. Phạm vi\n\nLuật này quy định về hòa giải.\n\nĐiều 2. Nguyên tắc\n\n1. Tôn trọng sự tự nguyện.',
  '2. Bảo đảm phù hợp:\n\na) chính sách;\n\nb) pháp luật.\n\nĐiều 3. Chính sách\n\nNhà nước khuyến khích.',
  '',
  'Chữ tiếp của Điều 3.',
];

const passagesOf = (pages: readonly string[]): Passage[] =>
  cutPages(pages, new Map()).passages.map((p, ordinal) => ({
    ...p,
    itemId: 'i',
    attachmentId: 'a',
    ordinal,
  }));

describe('pages of a law', () => {
  test('are cut at articles, and each passage knows its article', () => {
    const { passages } = cutPages(LAW, new Map());
    expect(passages.map((p) => [p.locator, p.heading, p.text.slice(0, 20)])).toEqual([
      [{ kind: 'page', page: 1 }, '', 'QUỐC HỘI\n\nLUẬT'],
      [
        { kind: 'page', page: 1, fragment: 'chuong-1' },
        'Điều 1. Phạm vi',
        'Chương I\n\nQUY ĐỊNH C',
      ],
      [
        { kind: 'page', page: 1, fragment: 'dieu-2' },
        'Điều 2. Nguyên tắc',
        'Điều 2. Nguyên tắc\n\n',
      ],
      [
        { kind: 'page', page: 2, fragment: 'dieu-2-khoan-2' },
        'Điều 2. Nguyên tắc',
        '2. Bảo đảm phù hợp:\n',
      ],
      [
        { kind: 'page', page: 2, fragment: 'dieu-3' },
        'Điều 3. Chính sách',
        'Điều 3. Chính sách\n\n',
      ],
      [{ kind: 'page', page: 4 }, 'Điều 3. Chính sách', 'Chữ tiếp của Điều 3.'],
    ]);
  });

  test('lose no word and repeat none', () => {
    const words = (text: string): string => text.replace(/\s+/gu, ' ').trim();
    const { passages } = cutPages(LAW, new Map());
    expect(words(passages.map((p) => p.text).join(' '))).toBe(words(LAW.join(' ')));
  });

  test('have contents where the file brings none', () => {
    expect(cutPages(LAW, new Map()).outline.map((o) => [o.level, o.title])).toEqual([
      [1, 'Chương I QUY ĐỊNH CHUNG'],
      [2, 'Điều 1. Phạm vi'],
      [2, 'Điều 2. Nguyên tắc'],
      [2, 'Điều 3. Chính sách'],
    ]);
  });

  test('are not cut at the names in their table of contents', () => {
    const contents = [
      'MỤC LỤC\n\nChương I\n\nĐiều 1. Phạm vi\n\nĐiều 2. Nguyên tắc',
      ['Điều 3. Chính sách', ...Array.from({ length: 9 }, (_, i) => `Mục ${i + 1}`)].join('\n\n'),
    ];
    const { passages, outline } = cutPages([...contents, ...LAW], new Map());
    expect(passages.slice(0, 2).map((p) => p.locator)).toEqual([
      { kind: 'page', page: 1 },
      { kind: 'page', page: 2 },
    ]);
    expect(outline.map((o) => o.locator)).toContainEqual({
      kind: 'page',
      page: 3,
      fragment: 'dieu-1',
    });
  });

  test('with one article mentioned have none', () => {
    expect(cutPages(['Điều 5. Một đoạn trích', 'chữ'], new Map()).outline).toEqual([]);
  });
});

describe('the paragraphs of a page', () => {
  test('have addresses that go on from the page before', () => {
    const [, second] = LAW;
    const addressed = addressPassages(passagesOf(LAW)).filter(
      ({ passage }) => passage.locator.kind === 'page' && passage.locator.page === 2,
    );
    expect(second).toContain('Bảo đảm');
    expect(addressed.flatMap(({ ids }) => ids)).toEqual([
      'dieu-2-khoan-2',
      'dieu-2-khoan-2-diem-a',
      'dieu-2-khoan-2-diem-b',
      'dieu-3',
      null,
    ]);
  });

  test('know which of two articles of one number they are', () => {
    const passages = passagesOf(['Điều 1. Luật này\n\n1. một', 'Điều 1. Luật kia\n\n1. một']);
    expect(addressPassages(passages.slice(1)).flatMap(({ ids }) => ids)).toEqual([
      'dieu-1.2',
      'dieu-1.2-khoan-1',
    ]);
  });

  test('keep to that article on the page after, where only a clause begins', () => {
    const passages = passagesOf(['Điều 1. Một', 'Điều 1. Luật kia', '2. hai\n\n3. ba\n\na) điểm']);
    expect(addressPassages(passages.slice(2)).flatMap(({ ids }) => ids)).toEqual([
      'dieu-1.2-khoan-2',
      'dieu-1.2-khoan-3',
      'dieu-1.2-khoan-3-diem-a',
    ]);
  });

  test('that begin in the midst of an article take its address', () => {
    const passages = passagesOf(['Điều 7. Mở', 'giữa', '3. ba']);
    expect(addressPassages(passages.slice(1)).flatMap(({ ids }) => ids)).toEqual([
      null,
      'dieu-7-khoan-3',
    ]);
  });
});
