import { fileFinder } from '#server/imports/actions/plan-import.ts';
import type { Unit } from '#server/people/unit.ts';
import { unitNameFaults, Units } from '#server/imports/unit-cell.ts';
import { describe, expect, test } from '@jest/globals';
import { fileNames, readSheet, type SheetRow } from '#server/imports/actions/import-sheet.ts';
import { nearValues } from '#server/imports/listed-values.ts';
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
  notes: [],
  unread: [],
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
  const units = new Units(
    [
      aUnit('xa-an', 'Xã An Sơn'),
      aUnit('xa-cu', 'Xã Bình Đông', { successorId: 'xa-an' }),
      aUnit('xa-het', 'Xã Cũ', { validTo: '2025' }),
      aUnit('hai-1', 'Xã Hai Tên'),
      aUnit('hai-2', 'Xã Hai Tên'),
    ],
    '2026-11-30',
  );

  test.each([
    ['xa-an', 'xa-an'],
    ['XA-AN-MA', 'xa-an'],
    ['  xã  an sơn ', 'xa-an'],
    ['Xa an son', 'xa-an'],
    ['XÃ HAI TÊN', 'XÃ HAI TÊN'],
    ['Xã Không Có', 'Xã Không Có'],
  ])('%j names %j', (cell, id) => {
    expect(units.idOf(cell)).toBe(id);
  });

  test.each([
    'Xa Anson',
    'Xã An Sown',
    'X. An Sơn',
    'UBND xã An Sơn',
    'Uỷ ban nhân dân xã An Sơn',
    'An Sơn',
    'Xã An-Sơn',
    'Xã An Sơn (mới)',
    'Xã An Sơn, tỉnh An Bình',
    'xã an sơm',
  ])('misspelt as %j asks for the right one', (cell) => {
    expect(units.idOf(cell)).toBe(cell);
    expect(units.near(cell)[0]).toEqual({ code: 'xa-an', label: 'Xã An Sơn' });
    expect(unitNameFaults(units, cell)[0]).toContain('Có phải: Xã An Sơn');
    const said = new Units(units.all, units.today, [{ value: cell, codes: ['xa-an'] }]);
    expect(said.idOf(cell.toUpperCase())).toBe('xa-an');
  });

  test('of another province is near none; two of one name are told apart by their codes', () => {
    expect(unitNameFaults(units, 'Phường Láng, Hà Nội')[0]).not.toContain('Có phải');
    expect(units.near('Xã Hai Tên').map(({ label }) => label)).toEqual([
      'Xã Hai Tên (hai-1-ma)',
      'Xã Hai Tên (hai-2-ma)',
    ]);
  });

  test('that is unknown, merged or ended is refused, and says what is today', () => {
    expect(unitNameFaults(units, 'xa-an')).toEqual([]);
    expect(unitNameFaults(units, 'Xã Hai Tên')[0]).toContain('Không có đơn vị “Xã Hai Tên”');
    expect(unitNameFaults(units, 'xa-cu')[0]).toContain('nay là “Xã An Sơn”');
    expect(unitNameFaults(units, 'xa-het')[0]).toContain('không còn hoạt động');
  });
});

describe('a name near one on a list', () => {
  test.each([
    ['genre', 'Sổ tay pháp luật', 'Cẩm nang, sổ tay'],
    ['genre', 'so tay', 'Cẩm nang, sổ tay'],
    ['genre', 'Tờ giấp', 'Tờ gấp'],
    ['genre', 'Tờ rơi, tờ gấp', 'Tờ gấp'],
    ['genre', 'tiểu thuyết', ''],
    ['subjects', 'Đất đai - nhà ở', 'Đất đai; Xây dựng, nhà ở, đô thị'],
    ['subjects', 'Hôn nhân và gia đình', 'Dân số, gia đình, trẻ em, bình đẳng giới'],
    ['subjects', 'Hộ tịch', 'Hành chính tư pháp'],
    ['subjects', 'Gia thông vận tải', 'Giao thông, vận tải'],
    ['subjects', 'Bóng đá', ''],
    ['audiences', 'Học sinh', 'Học sinh, sinh viên'],
    ['audiences', 'cán bộ công chức xã', 'Cán bộ, công chức'],
    ['language', 'H’Mông', 'Tiếng Mông'],
  ] as const)('of %s: %j asks for %j and takes nothing by itself', (column, cell, label) => {
    const near = nearValues(column, cell, LAW_VOCABULARY).map((one) => one.label);
    expect(near.join('; ')).toBe(label);
    const read = row({ file: 'a', [column]: cell });
    expect(read.record).toEqual({});
    expect([...read.faults, ...read.notes]).toHaveLength(1);
  });

  test('is read as a person said it means, in every line and however it is written', () => {
    const meant = [
      { column: 'genre', value: 'Sổ tay pháp luật', codes: ['cam-nang'] },
      { column: 'subjects', value: 'Đất đai - nhà ở', codes: ['11', '43'] },
    ] as const;
    const [read] = readSheet(
      [
        ['file', 'genre', 'subjects'],
        ['a.pdf', 'SO TAY phap luat', '09; Đất đai - nhà ở'],
      ],
      { ...LAW_VOCABULARY, meant },
    );
    expect(read!.faults).toEqual([]);
    expect(read!.record).toEqual({ genre: 'cam-nang', subjects: ['09', '11', '43'] });
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
      notes: [],
      unread: [],
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
      subjects: ['09', '11', '16'],
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
    ['subjects', '46', 'Chủ đề'],
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

  test.each([
    ['subjects', '11|99', 'Chủ đề “99”', { subjects: ['11'] }],
    ['audiences', 'ai đó', 'Đối tượng “ai đó”', {}],
    ['audiences', 'ai đó; Người dân', 'Đối tượng “ai đó”', { audiences: ['nguoi-dan'] }],
    ['extent', 'abc', 'Số trang “abc”', {}],
    ['isbn', '978-604-0-00000-0', 'ISBN sai', { isbn: '' }],
    ['publisher', 'x'.repeat(20_001), 'Nhà xuất bản', { publisher: '' }],
  ])('with an optional fault in %s %j is taken without it', (key, cell, note, record) => {
    const read = row({ file: 'a', [key]: cell });
    expect(read.faults).toEqual([]);
    expect(read.notes).toEqual([expect.stringContaining(note)]);
    expect(read.notes[0]).toMatch(/^Bỏ qua giá trị này: /u);
    expect(read.record).toEqual(record);
  });

  test('with days that are none, or end before they begin, keeps its state', () => {
    const cells = { file: 'a', validity: 'het', validityFrom: '31/2/2024', validityTo: '2020' };
    const read = row(cells);
    expect(read.notes).toEqual([expect.stringContaining('“31/2/2024” không phải ngày có thật')]);
    expect(read.record.validity).toMatchObject({ state: 'het', from: null, to: '2020' });
    const turned = row({ ...cells, validityFrom: '2024' });
    expect(turned.notes).toEqual([expect.stringContaining('đứng trước ngày có hiệu lực')]);
    expect(turned.record.validity).toMatchObject({ from: '2024', to: null });
  });

  test('may part several values by semicolons or bars, documents and files too', () => {
    const laws = '31/2024/QH15 (Luật Đất đai; sửa đổi) [Điều 5; Điều 6]; 14/2019/QĐ-TTg';
    const read = row({ file: 'a.pdf; b.pdf', compilers: 'Sở A; Sở B', lawRefs: laws });
    expect(read.record.compilers).toEqual(['Sở A', 'Sở B']);
    expect(read.record.lawRefs?.map(({ number }) => number)).toEqual([
      '31/2024/QH15',
      '14/2019/QĐ-TTg',
    ]);
    expect(fileNames(read.files, (name) => name === 'a.pdf')).toEqual(['a.pdf', 'b.pdf']);
    expect(fileNames(read.files, (name) => name === 'a.pdf; b.pdf')).toEqual(['a.pdf; b.pdf']);
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
