import { describe, expect, test } from '@jest/globals';
import type { Block } from '#server/ingest/extract/html/chapter-blocks.ts';
import {
  divideIntoChapters,
  promoteLegalHeadings,
} from '#server/ingest/extract/html/html-sections.ts';
import { cutPassages, PASSAGE_SIZE } from '#server/ingest/extract/passages.ts';

const heading = (id: string, level: number, text: string): Block => ({ id, level, text });
const paragraph = (id: string, text: string): Block => ({ id, level: 0, text });

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
