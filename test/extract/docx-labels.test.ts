import { afterAll, describe, expect, test } from '@jest/globals';
import { extractDocx } from '#server/ingest/extract/docx/docx.ts';
import type { Extraction } from '#server/items/extraction.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import {
  item,
  list,
  num,
  paragraph,
  run,
  shownBlocks,
  wordFile,
  type WordFile,
} from '../support/make/word-file.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

const read = (file: WordFile): Promise<Extraction> =>
  extractDocx(folder.put('tep.docx', wordFile(file)), folder.path);
const blocks = async (file: WordFile): Promise<string[]> => shownBlocks(await read(file));
const LAW = list(0, [
  { format: 'upperRoman', text: 'Chương %1' },
  { text: 'Điều %2.', more: '<w:lvlRestart w:val="0"/>' },
  { text: '%3.' },
  { format: 'lowerLetter', text: '%4)' },
]);

describe('a label that Word computes', () => {
  test('stands in the page, in passages, headings and contents', async () => {
    const law = await read({
      styles:
        '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>' +
        '<w:style w:type="paragraph" w:styleId="D"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>',
      numbering: LAW + num(1, 0),
      body: [
        paragraph('QUY ĐỊNH CHUNG', '<w:pStyle w:val="C"/>'),
        paragraph('Phạm vi', '<w:pStyle w:val="D"/>'),
        item('khoản một', 1, 2),
        item('điểm a', 1, 3),
        item('điểm b', 1, 3),
        paragraph('TỔ CHỨC', '<w:pStyle w:val="C"/>'),
        paragraph('Hiệu lực', '<w:pStyle w:val="D"/>'),
        item('khoản một', 1, 2),
      ].join(''),
    });
    expect(shownBlocks(law)).toEqual([
      'Chương I QUY ĐỊNH CHUNG',
      'Điều 1. Phạm vi',
      '1. khoản một',
      'a) điểm a',
      'b) điểm b',
      'Chương II TỔ CHỨC',
      'Điều 2. Hiệu lực',
      '1. khoản một',
    ]);
    expect(law.outline.map((o) => o.title)).toEqual([
      'Chương I QUY ĐỊNH CHUNG',
      'Điều 1. Phạm vi',
      'Chương II TỔ CHỨC',
      'Điều 2. Hiệu lực',
    ]);
    expect(law.passages.map((p) => p.text).join(' ')).toContain('b) điểm b');
  });

  test.each<[string, string, string, string[]]>([
    [
      'goes on after text between',
      list(0, [{ text: '%1.' }]) + num(1, 0),
      item('một', 1) + paragraph('giữa') + item('hai', 1),
      ['1. một', 'giữa', '2. hai'],
    ],
    [
      'begins where its list begins',
      list(0, [{ text: '%1.', start: 5 }]) + num(1, 0),
      item('năm', 1) + item('sáu', 1),
      ['5. năm', '6. sáu'],
    ],
    [
      'counts on through another number of the same list',
      list(0, [{ text: '%1.' }]) + num(1, 0) + num(2, 0),
      item('một', 1) + item('hai', 2) + item('ba', 1),
      ['1. một', '2. hai', '3. ba'],
    ],
    [
      'begins anew where the number says so, once',
      list(0, [{ text: '%1.' }]) +
        num(1, 0) +
        num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
      item('một', 1) + item('hai', 1) + item('một', 2) + item('hai', 2),
      ['1. một', '2. hai', '1. một', '2. hai'],
    ],
    [
      'takes the form that its number puts in place of the list’s',
      list(0, [{ text: '%1.' }]) +
        num(
          1,
          0,
          '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="Mục %1:"/></w:lvl></w:lvlOverride>',
        ),
      item('x', 1),
      ['Mục C: x'],
    ],
    [
      'begins anew below a higher one, and not where the list forbids it',
      list(0, [
        { text: '%1.' },
        { text: '%1.%2' },
        { text: '(%3)', more: '<w:lvlRestart w:val="0"/>' },
      ]) + num(1, 0),
      [
        item('a', 1),
        item('b', 1, 1),
        item('c', 1, 2),
        item('d', 1),
        item('e', 1, 1),
        item('f', 1, 2),
      ].join(''),
      ['1. a', '1.1 b', '(1) c', '2. d', '2.1 e', '(2) f'],
    ],
    [
      'begins anew only below the level that the list names',
      list(0, [
        { text: '%1.' },
        { text: '%2)' },
        { text: '-%3-', more: '<w:lvlRestart w:val="1"/>' },
      ]) + num(1, 0),
      [
        item('a', 1),
        item('b', 1, 1),
        item('c', 1, 2),
        item('d', 1, 1),
        item('e', 1, 2),
        item('f', 1),
        item('g', 1, 2),
      ].join(''),
      ['1. a', '1) b', '-1- c', '2) d', '-2- e', '2. f', '-1- g'],
    ],
    [
      'shows upper levels as begun that have not been used',
      list(0, [{ text: '%1.' }, { text: '%1.%2.' }]) + num(1, 0),
      item('sâu', 1, 1) + item('trên', 1),
      ['1.1. sâu', '1. trên'],
    ],
    [
      'is in digits where the level is legal',
      list(0, [
        { format: 'upperRoman', text: 'Phần %1' },
        { text: '%1.%2', more: '<w:isLgl/>' },
      ]) + num(1, 0),
      item('a', 1) + item('b', 1, 1),
      ['Phần I a', '1.1 b'],
    ],
    [
      'leaves out the number of a level that has a bullet',
      list(0, [{ text: '%1.' }, { format: 'bullet', text: '–' }, { text: '%1.%2%3.' }]) + num(1, 0),
      item('a', 1) + item('b', 1, 2) + item('c', 1, 2),
      ['1. a', '1.1. b', '1.2. c'],
    ],
    [
      'is left out by number 0, by an empty text and where it is hidden',
      list(0, [{ text: '%1.' }, { format: 'none', text: '' }, { text: '%3.', more: '' }]) +
        num(1, 0) +
        list(2, [{ text: '%1.', more: '' }]).replace(
          '</w:lvl>',
          '<w:rPr><w:vanish/></w:rPr></w:lvl>',
        ) +
        num(3, 2),
      item('không số', 0) + item('rỗng', 1, 1) + item('ẩn', 3),
      ['không số', 'rỗng', 'ẩn'],
    ],
    [
      'follows its text as the list says',
      list(0, [{ text: '%1)', more: '<w:suff w:val="nothing"/>' }]) + num(1, 0),
      item('liền', 1),
      ['1)liền'],
    ],
    [
      'comes through a list style',
      list(0, [], '<w:numStyleLink w:val="Danh"/>') +
        list(1, [{ text: '§%1' }], '<w:styleLink w:val="Danh"/>') +
        num(1, 0) +
        num(2, 1),
      item('x', 1),
      ['§1 x'],
    ],
    [
      'stands on a paragraph without text of its own',
      list(0, [{ text: 'Điều %1.' }]) + num(1, 0),
      item('', 1) + item('hai', 1),
      ['Điều 1.', 'Điều 2. hai'],
    ],
  ])('%s', async (_name, numbering, body, expected) => {
    const styles =
      '<w:style w:type="numbering" w:styleId="Danh"><w:name w:val="Danh"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>';
    expect(await blocks({ numbering, body, styles })).toEqual(expected);
  });

  test.each([
    ['decimalZero', '01 02 10'],
    ['upperRoman', 'I II X'],
    ['lowerRoman', 'i ii x'],
    ['upperLetter', 'A B J'],
    ['lowerLetter', 'a b j'],
    ['ordinal', '1 2 10'],
    ['ordinalText', 'Thứ nhất Thứ hai Thứ mười'],
    ['cardinalText', 'Một Hai Mười'],
    ['vietnameseCounting', 'một hai mười'],
    ['decimalEnclosedCircle', '① ② ⑩'],
    ['decimalEnclosedParen', '(1) (2) (10)'],
    ['chicago', '* † †††'],
    ['chineseCounting', '一 二 十'],
    ['unknownFormat', '1 2 10'],
  ])('is written as %s', async (format, expected) => {
    const levels = [1, 2, 10].map((start, i) => ({ format, text: `%${i + 1}`, start }));
    const shown = await blocks({
      styles:
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults>',
      numbering: levels
        .map((level, i) => list(i, [{ ...level, text: '%1' }]) + num(i + 1, i))
        .join(''),
      body: levels.map((_, i) => item('.', i + 1)).join(''),
    });
    expect(shown.map((text) => text.slice(0, -2)).join(' ')).toBe(expected);
  });

  test('after the last letter doubles the letter, and English words are spelt', async () => {
    const numbering = list(0, [{ format: 'lowerLetter', text: '%1)', start: 28 }]) + num(1, 0);
    expect(await blocks({ numbering, body: item('x', 1) })).toEqual(['bb) x']);
    const english = list(0, [{ format: 'ordinalText', text: '%1', start: 21 }]) + num(1, 0);
    expect(await blocks({ numbering: english, body: item('x', 1) })).toEqual(['Twenty-first x']);
  });

  test('a paragraph may give the level and leave the list to its style', async () => {
    expect(
      await blocks({
        styles:
          '<w:style w:type="paragraph" w:styleId="K"><w:name w:val="Khoan"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
        numbering: list(0, [{ text: '%1.' }, { format: 'lowerLetter', text: '%2)' }]) + num(1, 0),
        body:
          paragraph('khoản', '<w:pStyle w:val="K"/>') +
          paragraph('điểm', '<w:pStyle w:val="K"/><w:numPr><w:ilvl w:val="1"/></w:numPr>'),
      }),
    ).toEqual(['1. khoản', 'a) điểm']);
  });

  test('counts through the cells of tables in the order of rows', async () => {
    const cell = (inside: string): string => `<w:tc>${inside}</w:tc>`;
    const shown = await blocks({
      numbering: list(0, [{ text: '%1.' }]) + num(1, 0),
      body: `${item('trước', 1)}<w:tbl><w:tr>${cell(item('trái', 1))}${cell(item('phải', 1))}</w:tr><w:tr>${cell(item('dưới', 1))}${cell(paragraph('chữ'))}</w:tr></w:tbl>${item('sau', 1)}`,
    });
    expect(shown).toEqual(['1. trước', '2. trái | 3. phải |', '4. dưới | chữ |', '5. sau']);
  });

  test('a bullet is a point of a list, nested as in Word', async () => {
    const doc = await read({
      numbering:
        list(0, [
          { format: 'bullet', text: '\u00B7' },
          { format: 'bullet', text: 'o' },
        ]) + num(1, 0),
      body: item('một', 1) + item('trong', 1, 1) + item('hai', 1),
    });
    expect(doc.sections[0]!.html.replace(/ id="\w+"/gu, '')).toBe(
      '<ul><li>một<ul><li>trong</li></ul></li><li>hai</li></ul>',
    );
  });

  test('neither a removed nor a wholly hidden paragraph is counted', async () => {
    const numbered = (properties: string): string =>
      `<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr>${properties}</w:rPr></w:pPr>`;
    const shown = await blocks({
      numbering: list(0, [{ text: '%1.' }]) + num(1, 0),
      body:
        item('một', 1) +
        `<w:p>${numbered('<w:vanish/>')}${run('mật', '<w:vanish/>')}</w:p>` +
        `<w:p>${numbered('<w:del w:id="1"/>')}<w:del w:id="2"><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>` +
        item('hai', 1),
    });
    expect(shown).toEqual(['1. một', '2. hai']);
  });
});
