import { describe, expect, test } from '@jest/globals';
import { findMarks, markHtml, markRuns, snippet } from '#server/search/scoring/marks.ts';
import { readQuery } from '#server/search/scoring/query-form.ts';
import type { TextRun } from '#server/search/search-query.ts';

const marked = (text: string, query: string, exact = false): string[] =>
  findMarks(text, readQuery(query), exact).map(({ start, end }) => text.slice(start, end));
const whole = (runs: readonly TextRun[]): string => runs.map((r) => r.text).join('');
const lit = (runs: readonly TextRun[]): string[] => runs.filter((r) => r.mark).map((r) => r.text);

const TEXT =
  'Điều 1. Hoà giải ở cơ sở là việc hòa giải viên hướng dẫn các bên. Đất đai, nhà ở theo Nghị định 15/2020/NĐ-CP.';

describe('marks', () => {
  test.each(['hòa giải', 'HOA GIAI', 'hoà giải', 'hòa giải'.normalize('NFD')])(
    'of %j stand on the words however they are written',
    (query) => {
      expect(marked(TEXT, query)).toEqual(['Hoà giải', 'hòa giải']);
    },
  );

  test('join neighbours into one run, over a comma too', () => {
    expect(marked(TEXT, 'đất đai nhà ở')).toEqual(['Đất đai, nhà ở']);
    expect(marked('đất đai\nnhà ở', 'đất đai nhà ở')).toEqual(['đất đai', 'nhà ở']);
  });

  test('leave single words dark where a pair stands', () => {
    expect(marked('hòa giải và hòa bình', 'hòa giải')).toEqual(['hòa giải']);
    expect(marked('hòa bình, giải thưởng', 'hòa giải')).toEqual(['hòa', 'giải']);
  });

  test('need the same tones only when exact', () => {
    expect(marked('đất đai dát dài', 'đất đai')).toEqual(['đất đai dát dài']);
    expect(marked('đất đai, cát dài', 'đất đai', true)).toEqual(['đất đai']);
    expect(marked('dát dài', 'đất đai', true)).toEqual([]);
  });

  test.each(['15/2020/NĐ-CP', '15 2020 nd cp', 'nghị định 15/2020/nđ-cp'])(
    'of %j cover the số hiệu whole',
    (query) => {
      const marks = marked(TEXT, query);
      expect(marks).toContain('15/2020/NĐ-CP');
      expect(marks.join(' ').match(/15\/2020/gu)).toHaveLength(1);
    },
  );

  test('never overlap and stand in order', () => {
    for (const query of [
      'hòa giải ở cơ sở 15/2020/NĐ-CP đất đai',
      'nghị định 15 2020 nđ cp đất',
      'ở là việc',
    ]) {
      const marks = findMarks(TEXT, readQuery(query));
      expect(marks.length).toBeGreaterThan(0);
      expect(
        marks.every((m, i) => m.start < m.end && (i === 0 || marks[i - 1]!.end <= m.start)),
      ).toBe(true);
    }
  });

  test('are none for a query without words or without a fit', () => {
    expect(marked(TEXT, '…')).toEqual([]);
    expect(marked(TEXT, 'hôn nhân')).toEqual([]);
    expect(marked('', 'đất')).toEqual([]);
  });
});

describe('runs', () => {
  test('are the text itself, cut at the marks', () => {
    expect(markRuns('đất đai', [])).toEqual([{ text: 'đất đai', mark: false }]);
    expect(markRuns('', [])).toEqual([]);
    expect(
      markRuns('một hai ba', [
        { start: 0, end: 3 },
        { start: 8, end: 10 },
      ]),
    ).toEqual([
      { text: 'một', mark: true },
      { text: ' hai ', mark: false },
      { text: 'ba', mark: true },
    ]);
    expect(whole(markRuns(TEXT, findMarks(TEXT, readQuery('hòa giải đất đai'))))).toBe(TEXT);
  });
});

describe('a snippet', () => {
  const far = `${'Mở đầu có nhiều câu khác nhau. '.repeat(40)}Tổ hòa giải được thành lập ở thôn. ${'Kết thúc cũng có nhiều câu. '.repeat(40)}`;

  test('of a short text is the whole text on one line', () => {
    expect(snippet('Hòa giải\n\nở cơ sở', readQuery('cơ sở'))).toEqual([
      { text: 'Hòa giải ở ', mark: false },
      { text: 'cơ sở', mark: true },
    ]);
  });

  test('shows the marks of a long text from their sentence on, with … at both cuts', () => {
    const runs = snippet(far, readQuery('hoa giai'));
    expect(lit(runs)).toEqual(['hòa giải']);
    expect(runs[0]).toEqual({ text: '… ', mark: false });
    expect(whole(runs)).toMatch(/^… Tổ hòa giải được thành lập ở thôn\. .* …$/u);
    expect(whole(runs).length).toBeLessThan(240);
    expect(far.replace(/\s+/gu, ' ')).toContain(whole(runs).slice(2, -2));
  });

  test('shows whole sentences where they fit, of the paragraph that holds most', () => {
    const text = `Tổ hòa giải.\n\n${'Câu ngắn nói việc khác. '.repeat(12)}\n\nTổ hòa giải do Ủy ban nhân dân cấp xã ra quyết định thành lập. Hòa giải viên của tổ hòa giải được bầu ở thôn, tổ dân phố, có uy tín. Sau đó ${'là phần không cần '.repeat(20)}`;
    expect(whole(snippet(text, readQuery('tổ hòa giải')))).toBe(
      '… Tổ hòa giải do Ủy ban nhân dân cấp xã ra quyết định thành lập. Hòa giải viên của tổ hòa giải được bầu ở thôn, tổ dân phố, có uy tín. …',
    );
  });

  test('starts at the beginning when nothing is marked', () => {
    const runs = snippet(far, readQuery('bình đẳng'));
    expect(lit(runs)).toEqual([]);
    expect(whole(runs)).toMatch(/^Mở đầu .* …$/u);
  });

  test('prefers the place where most of the query stands', () => {
    const text = `đất đai ${'ở đâu đó '.repeat(60)} đất đai nhà ở ${'ở đâu đó '.repeat(60)}`;
    expect(lit(snippet(text, readQuery('đất đai nhà ở')))).toContain('đất đai nhà ở');
  });

  test('keeps the mark of a quotation longer than the snippet', () => {
    const sentence = Array.from({ length: 60 }, (_, i) => `chữ${i}`).join(' ');
    const runs = snippet(`Mở đầu. ${sentence} hết`, readQuery(sentence));
    expect(lit(runs).join('').length).toBeGreaterThan(150);
    expect(whole(runs).length).toBeLessThan(240);
  });

  test('cuts between words, or inside one when there is no other place', () => {
    const words = new Set(far.split(/\s+/u));
    for (const word of whole(snippet(far, readQuery('thôn')))
      .replaceAll('…', '')
      .trim()
      .split(' '))
      expect(words).toContain(word);
    expect(whole(snippet('a'.repeat(2_000), readQuery('đất'))).length).toBeLessThan(240);
  });
});

test('formulas and drawings of a page are never marked', () => {
  const html =
    '<p>mét <math alttext="m"><mi>mét</mi></math> vuông</p><svg> <text>mét vuông</text></svg><p>mét vuông</p>';
  expect(markHtml(html, readQuery('mét vuông'))).toBe(
    html.replace('<p>mét vuông</p>', '<p><mark>mét vuông</mark></p>'),
  );
});
