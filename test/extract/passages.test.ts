import { describe, expect, test } from '@jest/globals';
import { numberBlocks } from '#server/ingest/extract/html/chapter-blocks.ts';
import {
  divideIntoChapters,
  promoteLegalHeadings,
} from '#server/ingest/extract/html/html-sections.ts';
import { assembleBook } from '#server/ingest/extract/book.ts';
import { cutPassages, PASSAGE_SIZE } from '#server/ingest/extract/passages.ts';
import type { AddressedBlock } from '#server/ingest/extract/provision-blocks.ts';

const heading = (id: string, level: number, text: string): AddressedBlock => ({
  id,
  level,
  text,
  aside: false,
  article: null,
});
const paragraph = (id: string, text: string): AddressedBlock => heading(id, 0, text);

describe('passages of a chapter', () => {
  test('begin at headings, and a heading shares with the deeper one below it', () => {
    const passages = cutPassages(3, 'Sách', [
      paragraph('m1', 'mở'),
      heading('m2', 1, 'Chương I'),
      heading('m3', 2, 'Điều 1'),
      paragraph('m4', 'một'),
      heading('m5', 2, 'Điều 2. Hết.'),
      heading('m6', 2, 'Điều 3'),
    ]);
    expect(passages).toEqual([
      { locator: { kind: 'chapter', chapter: 3, fragment: 'm1' }, heading: 'Sách', text: 'mở' },
      {
        locator: { kind: 'chapter', chapter: 3, fragment: 'm2' },
        heading: 'Điều 1',
        text: 'Chương I\n\nmột',
      },
      {
        locator: { kind: 'chapter', chapter: 3, fragment: 'm5' },
        heading: 'Điều 2. Hết.',
        text: 'Điều 2. Hết.',
      },
      {
        locator: { kind: 'chapter', chapter: 3, fragment: 'm6' },
        heading: 'Điều 3',
        text: 'Điều 3',
      },
    ]);
  });

  test('keep every word of a paragraph that is far too long', () => {
    const text = Array.from({ length: 3_000 }, (_, i) => `chữ${i}`).join(' ');
    const passages = cutPassages(1, '', [paragraph('m1', text)]);
    expect(passages.map((p) => p.text).join(' ')).toBe(text);
    expect(Math.max(...passages.map((p) => p.text.length))).toBeLessThanOrEqual(PASSAGE_SIZE * 1.5);
    expect(
      new Set(passages.map((p) => p.locator.kind === 'chapter' && p.locator.fragment)),
    ).toEqual(new Set(['m1']));
  });
});

test('the number of a note is no part of the word before it, a power is', () => {
  const { blocks } = numberBlocks(
    '<p>sông Savannah<a role="doc-noteref" href="#n">1</a>, nhiệm vụ<sup>2</sup>, diện tích 120 m<sup>2</sup></p>',
  );
  expect(blocks[0]!.text).toBe('sông Savannah 1, nhiệm vụ 2, diện tích 120 m2');
});

describe('the text of a law', () => {
  const book = (...chapters: string[]) =>
    assembleBook(chapters.map((html) => ({ title: '', href: '', html })));

  test('has an address for every provision, and passages and contents by articles', () => {
    const { sections, passages, outline } = book(
      '<h1>Luật</h1><p>Chương I</p><p>Điều 1. Phạm vi</p><p>1. Một:</p><p>a) điểm;</p><p>Điều 2. Đối tượng</p><p>Chữ.</p>',
      '<p>tiếp Điều 2</p><p id="m1">2. Hai, <a href="#m1">xem</a></p>',
    );
    expect(sections[0]!.html).toBe(
      '<h2 id="m1">Luật</h2><p id="chuong-1">Chương I</p><p id="dieu-1">Điều 1. Phạm vi</p><p id="dieu-1-khoan-1">1. Một:</p><p id="dieu-1-khoan-1-diem-a">a) điểm;</p><p id="dieu-2">Điều 2. Đối tượng</p><p id="m7">Chữ.</p>',
    );
    expect(passages.map((p) => [p.heading, p.text])).toEqual([
      ['Điều 1. Phạm vi', 'Luật\n\nChương I\n\n1. Một:\n\na) điểm;'],
      ['Điều 2. Đối tượng', 'Chữ.'],
      ['Điều 2', 'tiếp Điều 2\n\n2. Hai, xem'],
    ]);
    expect(outline.map((o) => [o.level, o.title])).toEqual([
      [1, 'Luật'],
      [2, 'Chương I'],
      [3, 'Điều 1. Phạm vi'],
      [3, 'Điều 2. Đối tượng'],
    ]);
    expect(outline[2]!.locator).toEqual({ kind: 'chapter', chapter: 1, fragment: 'dieu-1' });
  });

  test('keeps an id that a link leads to, with the address inside', () => {
    const { sections } = book('<p>Điều 1. A</p><p id="ghi">1. Một</p>');
    expect(sections[0]!.html).toContain('<p id="ghi"><a id="dieu-1-khoan-1"></a>1. Một</p>');
  });

  test('begins a passage with an article whose text stands in the same paragraph', () => {
    const long = `Điều 3. ${'Chữ của điều ba. '.repeat(30)}`.trim();
    const { passages, outline } = book(`<p>Điều 2. Hai</p><p>${long}</p>`);
    expect(passages.map((p) => p.heading)).toEqual(['Điều 2. Hai', 'Điều 3']);
    expect(passages[1]!.text).toBe(long);
    expect(outline.map((o) => o.title)).toEqual(['Điều 2. Hai', 'Điều 3']);
  });

  test('is not its table of contents, a table or a note', () => {
    const { sections } = book(
      '<p><a href="#d">Điều 1. Một</a></p><div role="doc-toc"><p>Điều 2. Hai</p></div><table><tr><td>Điều 3. Ba</td></tr></table><div role="doc-footnote"><p>Điều 4. Bốn</p></div>',
    );
    expect(sections[0]!.html).not.toContain('id="dieu');
  });
});

describe('a document without heading styles', () => {
  test('keeps its words when Chương and Điều become headings', () => {
    const html =
      '<p>LUẬT</p><p><strong>Chương I</strong></p><p>QUY ĐỊNH</p><p><strong>Điều 1. Một</strong></p><p>Điều chỉnh</p><p>Chương trình này</p><p>Điều 2. Hai</p>';
    expect(promoteLegalHeadings(html)).toBe(
      '<p>LUẬT</p><h2>Chương I<br>QUY ĐỊNH</h2><h4>Điều 1. Một</h4><p>Điều chỉnh</p><p>Chương trình này</p><h4>Điều 2. Hai</h4>',
    );
  });

  test('is left alone with headings of its own or hardly any Điều', () => {
    for (const html of [
      '<h1>A</h1><p>Điều 1. a</p><p>Điều 2. b</p><p>Điều 3. c</p>',
      '<p>Điều 1. a</p><p>b</p>',
    ])
      expect(promoteLegalHeadings(html)).toBe(html);
  });

  test('is divided where it grows too long for a cheap phone', () => {
    const parts = divideIntoChapters(`<p>${'chữ '.repeat(200)}</p>`.repeat(400), 'text');
    expect(parts.length).toBeGreaterThan(1);
    expect(Math.max(...parts.map((p) => p.html.length))).toBeLessThan(125_000);
    expect(
      parts
        .map((p) => p.html)
        .join('')
        .match(/<p>/gu),
    ).toHaveLength(400);
  });
});
