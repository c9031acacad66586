import { fileFinder } from '#server/imports/actions/plan-import.ts';
import type { Unit } from '#server/people/unit.ts';
import { unitIdOf, unitNameFaults } from '#server/imports/unit-cell.ts';
import { describe, expect, test } from '@jest/globals';
import { readSheet, type SheetRow } from '#server/imports/actions/import-sheet.ts';
import { LAW_VOCABULARY } from '#server/vocabulary/vocabulary.ts';

/** One row of cells by their headers. */
function row(cells: Readonly<Record<string, string>>): SheetRow {
  const rows = readSheet([Object.keys(cells), Object.values(cells)], LAW_VOCABULARY);
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

const KEYS = [
  'file',
  'identifier',
  'title',
  'genre',
  'compilers',
  'issued',
  'abstract',
  'subjects',
  'audiences',
  'language',
  'keywords',
  'lawRefs',
  'rights',
  'unit',
];
const VIETNAMESE = [
  'Tệp',
  'Mã định danh',
  'Tên sách, tài liệu',
  'Thể loại',
  'Cơ quan biên soạn',
  'Thời gian phát hành',
  'Giới thiệu',
  'Lĩnh vực',
  'Đối tượng',
  'Ngôn ngữ',
  'Từ khóa',
  'Số hiệu văn bản',
  'Quyền sử dụng',
  'Đơn vị quản lý',
];
const CELLS = [
  'a.pdf|a.epub',
  'TS-01',
  'Cẩm nang',
  'cam-nang',
  'Sở Tư pháp | Báo An Sơn',
  '12/5/2026',
  'Giới thiệu.',
  '11|44',
  'nguoi-dan',
  'vi',
  'hòa giải|cơ sở',
  '14/2019/QÐ–TTg',
  'duoc_phep',
  'xa-an',
];
const READ = {
  line: 2,
  files: ['a.pdf', 'a.epub'],
  unit: 'xa-an',
  faults: [],
  record: {
    identifier: 'TS-01',
    title: 'Cẩm nang',
    genre: 'cam-nang',
    compilers: ['Sở Tư pháp', 'Báo An Sơn'],
    issued: '2026-05-12',
    abstract: 'Giới thiệu.',
    subjects: ['11', '44'],
    audiences: ['nguoi-dan'],
    language: 'vi',
    keywords: ['hòa giải', 'cơ sở'],
    lawRefs: [{ number: '14/2019/QĐ-TTg', title: '', articles: '', vbplId: null, url: null }],
    rights: { kind: 'duoc_phep', note: '' },
  },
};

describe('a unit in a cell', () => {
  const aUnit = (id: string, name: string, more: Partial<Unit> = {}): Unit => ({
    id,
    code: `${id}-ma`,
    name,
    kind: 'commune',
    parentId: null,
    validFrom: null,
    validTo: null,
    successorId: null,
    ...more,
  });
  const units = {
    today: '2026-11-30',
    all: [
      aUnit('xa-an', 'Xã An Sơn'),
      aUnit('xa-cu', 'Xã Bình Đông', { successorId: 'xa-an' }),
      aUnit('xa-het', 'Xã Cũ', { validTo: '2025' }),
      aUnit('hai-1', 'Xã Hai Tên'),
      aUnit('hai-2', 'Xã Hai Tên'),
    ],
  };

  test.each([
    ['xa-an', 'xa-an'],
    ['XA-AN-MA', 'xa-an'],
    ['  xã  an sơn ', 'xa-an'],
    ['Xa an son', 'xa-an'],
    ['XÃ HAI TÊN', 'XÃ HAI TÊN'],
    ['Xã Không Có', 'Xã Không Có'],
  ])('%j names %j', (cell, id) => {
    expect(unitIdOf(units, cell)).toBe(id);
  });

  test('that is unknown, merged or ended is refused, and says what is today', () => {
    expect(unitNameFaults(units, 'xa-an')).toEqual([]);
    expect(unitNameFaults(units, 'Xã Hai Tên')[0]).toContain('Không có đơn vị “Xã Hai Tên”');
    expect(unitNameFaults(units, 'xa-cu')[0]).toContain('nay là “Xã An Sơn”');
    expect(unitNameFaults(units, 'xa-het')[0]).toContain('không còn hoạt động');
  });
});

test('a file of a sheet is found whatever its letters, unless two are alike but for them', () => {
  const find = fileFinder(['thu/TO-GAP.pdf', 'a.txt', 'A.TXT']);
  expect(find('Thu/to-gap.PDF')).toBe('thu/TO-GAP.pdf');
  expect(find('to-gap.pdf')).toBe('thu/TO-GAP.pdf');
  expect(find('a.txt')).toBe('a.txt');
  expect(find('a.TXT')).toBeNull();
});

describe('the header of an import sheet', () => {
  test.each([
    ['keys', KEYS],
    ['Vietnamese names', VIETNAMESE],
    [
      'names typed without marks',
      VIETNAMESE.map((h) =>
        h
          .normalize('NFD')
          .replace(/[\u0300-\u036f]/gu, '')
          .toUpperCase(),
      ),
    ],
    [
      'names with a byte order mark, stars and blanks',
      VIETNAMESE.map((h, i) => (i === 0 ? `\ufeff${h}` : ` ${h} * `)),
    ],
    ['decomposed names', VIETNAMESE.map((h) => h.normalize('NFD'))],
  ])('may be %s', (_, header) => {
    expect(readSheet([header, CELLS], LAW_VOCABULARY)).toEqual([READ]);
  });

  test('may hold unknown columns, in any order', () => {
    expect(
      readSheet(
        [
          ['Ghi chú', ...KEYS.toReversed(), ''],
          ['bỏ qua', ...CELLS.toReversed(), 'x'],
        ],
        LAW_VOCABULARY,
      ),
    ).toEqual([READ]);
  });

  test.each([
    [[]],
    [[[]]],
    [
      [
        ['Tên', 'Thể loại'],
        ['a', 'b'],
      ],
    ],
    [[['cột một'], ['a']]],
  ])('without a file column is refused: %j', (rows) => {
    expect(() => readSheet(rows, LAW_VOCABULARY)).toThrow(
      expect.objectContaining({ code: 'invalid-sheet' }),
    );
  });
});

describe('a row', () => {
  test('gives only what it holds', () => {
    expect(row({ file: 'a.pdf', title: ' ', genre: '', subjects: ' | ', compilers: '' })).toEqual({
      line: 2,
      files: ['a.pdf'],
      unit: '',
      record: {},
      faults: [],
    });
  });

  test('that is empty is skipped, and lines keep their number', () => {
    expect(
      readSheet(
        [['file', 'title'], ['a.pdf', 'A'], ['', ' '], [], ['b.pdf', 'B']],
        LAW_VOCABULARY,
      ).map((r) => [r.line, r.files]),
    ).toEqual([
      [2, ['a.pdf']],
      [5, ['b.pdf']],
    ]);
  });

  test('may be shorter or longer than the header', () => {
    expect(
      readSheet(
        [['file', 'title', 'genre'], ['a.pdf'], ['b.pdf', 'B', 'sach', 'thừa']],
        LAW_VOCABULARY,
      ).map((r) => r.record),
    ).toEqual([{}, { title: 'B', genre: 'sach' }]);
  });

  test.each([
    ['genre', 'Cẩm nang, sổ tay', 'cam-nang'],
    ['genre', 'CAM NANG', 'cam-nang'],
    ['genre', 'Hỏi đáp', 'hoi-dap'],
    ['language', 'tiếng mông', 'hmn'],
  ])('takes %s as %j by its name', (key, cell, code) => {
    expect(row({ file: 'a', [key]: cell }).record).toEqual({ [key]: code });
  });

  test('takes subjects as numbers with or without zero, or by name', () => {
    expect(row({ file: 'a', subjects: '9|11|Đất đai|hinh su' }).record).toEqual({
      subjects: ['09', '11', '11', '16'],
    });
  });

  test('takes validity and rights by name', () => {
    expect(
      row({ file: 'a', 'Hiệu lực': 'Hết hiệu lực', 'Quyền sử dụng': 'chi_doc' }).record,
    ).toMatchObject({ validity: { state: 'het' }, rights: { kind: 'chi_doc' } });
  });

  test.each([
    ['genre', 'tiểu thuyết', 'Thể loại'],
    ['language', 'Klingon', 'Ngôn ngữ'],
    ['subjects', '46', 'Lĩnh vực'],
    ['audiences', 'ai đó', 'Đối tượng'],
    ['rights', 'cấm', 'Quyền sử dụng'],
    ['validity', 'có lẽ', 'Hiệu lực'],
    ['issued', '30/2/2026', 'Thời gian phát hành'],
    ['issued', 'tháng trước', 'Thời gian phát hành'],
  ])('with %s %j names the fault and leaves the field open', (key, cell, name) => {
    const { faults, record } = row({ file: 'a', title: 'A', [key]: cell });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} “${cell}” .*\\.$`, 'u'));
    expect(record).toEqual({ title: 'A' });
  });

  test('with one wrong subject keeps the others', () => {
    expect(row({ file: 'a', subjects: '11|99' })).toMatchObject({
      record: { subjects: ['11'] },
      faults: [expect.stringContaining('99')],
    });
  });

  test('is stored composed', () => {
    expect(
      row({ file: 'hòa giải.pdf'.normalize('NFD'), title: 'Đất'.normalize('NFD') }),
    ).toMatchObject({ files: ['hòa giải.pdf'], record: { title: 'Đất' } });
  });

  test('reads the name of a document in brackets behind its số hiệu', () => {
    const [read] = readSheet(
      [
        ['file', 'lawRefs'],
        ['a.pdf', '31/2024/QH15 (Luật Đất đai)|14 /2019/QĐ-TTg'],
      ],
      LAW_VOCABULARY,
    );
    expect(read!.record.lawRefs!.map((r) => [r.number, r.title])).toEqual([
      ['31/2024/QH15', 'Luật Đất đai'],
      ['14/2019/QĐ-TTg', ''],
    ]);
  });
});
