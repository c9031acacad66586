import { describe, expect, test } from '@jest/globals';
import { lawTableOfJson } from '#server/laws/law-json.ts';
import { unknownLaw, type LawRecord } from '#server/laws/law-record.ts';
import {
  LAW_COLUMNS,
  LAW_SHEET,
  numberOfRow,
  unknownStateOf,
  withCells,
} from '#server/laws/law-sheet.ts';
import { readTable } from '#server/tables/read-table.ts';
import { plainContent } from '#server/tables/sheet.ts';

const DAY = '2026-11-30';

/** The laws of a list, each taken into a record that nobody has described yet. */
const lawsOf = (rows: readonly (readonly string[])[], before?: Partial<LawRecord>): LawRecord[] =>
  readTable(plainContent(rows), LAW_SHEET).rows.map((row) =>
    withCells({ ...unknownLaw(numberOfRow(row)), ...before }, row, DAY),
  );
const one = (cells: Readonly<Record<string, string>>, before?: Partial<LawRecord>): LawRecord =>
  lawsOf(
    [
      ['Số hiệu', ...Object.keys(cells)],
      ['45/2013/QH13', ...Object.values(cells)],
    ],
    before,
  )[0]!;

describe('a list of laws', () => {
  test('has the columns that exports of the national database have', () => {
    const [law] = lawsOf([
      [
        'STT',
        'Số hiệu',
        'Loại văn bản',
        'Trích yếu',
        'Cơ quan ban hành',
        'Ngày ban hành',
        'Người ký',
        'Ngày hiệu lực',
        'Ngày hết hiệu lực',
        'Tình trạng hiệu lực',
        'Văn bản thay thế',
        'ItemID',
      ],
      [
        '1',
        '45/2013/QH13',
        'Luật',
        'Luật Đất đai',
        'Quốc hội',
        '29/11/2013',
        'Nguyễn Sinh Hùng',
        '01/07/2014',
        '01/08/2024',
        'Hết hiệu lực toàn bộ',
        '31/2024/QH15; 43/2024/QH15',
        '32833',
      ],
    ]);
    expect(law).toMatchObject({
      number: '45/2013/QH13',
      kind: 'Luật',
      title: 'Luật Đất đai',
      issuer: 'Quốc hội',
      issued: '2013-11-29',
      signer: 'Nguyễn Sinh Hùng',
      effectiveFrom: '2014-07-01',
      effectiveTo: '2024-08-01',
      state: 'het',
      replacedBy: ['31/2024/QH15', '43/2024/QH15'],
      vbplId: '32833',
    });
  });

  test.each([
    ['Tên/Trích yếu', 'title'],
    ['Số, ký hiệu', 'number'],
    ['Ngày có hiệu lực', 'effectiveFrom'],
    ['Hiệu lực từ ngày', 'effectiveFrom'],
    ['Link', 'url'],
    ['Tình trạng', 'state'],
  ])('knows the column %s', (header, column) => {
    expect(LAW_COLUMNS.named(header)).toBe(column);
  });

  test.each([
    ['Còn hiệu lực', 'con'],
    ['CÒN HIỆU LỰC', 'con'],
    ['con hieu luc', 'con'],
    ['CHL', 'con'],
    ['Chưa có hiệu lực', 'chua'],
    ['Hết hiệu lực', 'het'],
    ['Hết hiệu lực  toàn bộ', 'het'],
    ['Hết hiệu lực một phần', 'het_mot_phan'],
    ['HHL1P', 'het_mot_phan'],
    ['Ngưng hiệu lực', 'ngung'],
    ['Ngưng hiệu lực toàn bộ', 'ngung'],
    ['Ngưng hiệu lực một phần', 'ngung_mot_phan'],
    ['Không còn phù hợp', 'khong_phu_hop'],
    ['Chưa xác định', 'chua_xac_dinh'],
    ['het', 'het'],
  ] as const)('knows the state %j', (word, state) => {
    expect(one({ 'Tình trạng hiệu lực': word }).state).toBe(state);
  });

  test.each(['Bãi bỏ?', 'constructor', '__proto__'])('does not know the state %j', (word) => {
    const [row] = readTable(
      plainContent([
        ['Số hiệu', 'Tình trạng hiệu lực'],
        ['45/2013/QH13', word],
      ]),
      LAW_SHEET,
    ).rows;
    expect(unknownStateOf(row!)).toBe(word);
  });

  test.each([
    ['29/11/2013', '2013-11-29'],
    ['2013-11-29', '2013-11-29'],
    ['2013-11-29 00:00:00', '2013-11-29'],
    ['2013-11-29T00:00:00', '2013-11-29'],
    ['29/11/2013 00:00', '2013-11-29'],
    ['2013-11-28T17:00:00.000Z', '2013-11-29'],
    ['2013-11-29T00:00:00+07:00', '2013-11-29'],
    ['1385658000000', '2013-11-29'],
    ['hôm qua', 'hôm qua'],
  ])('reads the day %j', (cell, day) => {
    expect(one({ 'Ngày ban hành': cell }).issued).toBe(day);
  });

  test.each(['-', '--', '…', '...', 'N/A', 'null', 'Đang cập nhật', ''])(
    'takes %j for nothing',
    (cell) => {
      const law = one({ 'Ngày hết hiệu lực': cell, 'Văn bản thay thế': cell, 'Người ký': cell });
      expect([law.effectiveTo, law.replacedBy, law.signer]).toEqual([null, [], '']);
    },
  );

  test.each([
    ['Luật số 31/2024/QH15', '31/2024/QH15'],
    ['Số: 14/2019/QĐ-TTg', '14/2019/QĐ-TTg'],
    ['31/2024/QH15 và 32/2024/QH15', '31/2024/QH15 và 32/2024/QH15'],
  ])('finds the number in %j', (cell, number) => {
    expect(lawsOf([['Số hiệu'], [cell]])[0]!.number).toBe(number);
  });

  test('that says a law is in force takes an end back, and says nothing of it where it has no such column', () => {
    const before = { effectiveTo: '2026-01-01', state: 'het' } as const;
    const state = { 'Tình trạng hiệu lực': 'Còn hiệu lực' };
    expect(one({ ...state, 'Ngày hết hiệu lực': '' }, before).effectiveTo).toBeNull();
    expect(one(state, before).effectiveTo).toBe('2026-01-01');
    expect(one({ 'Ngày hết hiệu lực': '' }, before).effectiveTo).toBe('2026-01-01');
  });

  test('that gives the day on which a part ended does not end the whole', () => {
    const partly = (day: string, before: Partial<LawRecord> = {}): LawRecord =>
      one({ 'Tình trạng hiệu lực': 'Hết hiệu lực một phần', 'Ngày hết hiệu lực': day }, before);
    expect(partly('01/01/2021')).toMatchObject({
      state: 'het_mot_phan',
      effectiveTo: null,
      note: 'Ngày hết hiệu lực của phần: 01/01/2021.',
    });
    expect(partly('01/01/2027').effectiveTo).toBe('2027-01-01');
    // What stands in the shelf comes back as it was exported.
    expect(partly('01/01/2021', { effectiveTo: '2021-01-01' }).effectiveTo).toBe('2021-01-01');
  });
});

describe('the JSON of the national database', () => {
  const document = {
    id: 164_512,
    title: 'Luật 31/2024/QH15',
    docAbs: 'Luật Đất đai',
    docNum: '31/2024/QH15',
    docType: { code: 'LUAT', name: 'Luật' },
    agencyName: 'Quốc hội',
    issueDate: '2024-01-18T00:00:00',
    effFrom: '2024-08-01',
    effTo: null,
    effStatus: { code: 'CHL', name: 'Còn hiệu lực' },
    provisionTree: [{ deep: [{}] }],
  };
  const read = (value: unknown): LawRecord[] =>
    lawsOf(lawTableOfJson(`\ufeff${JSON.stringify(value)}`).rows);

  test.each([
    ['a list', [document]],
    ['an answer with data', { data: [document], total: 1 }],
    ['an answer with data and items', { data: { items: [document] } }],
    ['one document', document],
    ['one document in data', { data: document }],
  ])('is read as %s', (_, value) => {
    expect(read(value)).toMatchObject([
      {
        number: '31/2024/QH15',
        title: 'Luật Đất đai',
        kind: 'Luật',
        issuer: 'Quốc hội',
        issued: '2024-01-18',
        effectiveFrom: '2024-08-01',
        effectiveTo: null,
        state: 'con',
        vbplId: '164512',
      },
    ]);
  });

  test('is read by the code of the state where it has no name', () => {
    expect(read([{ ...document, effStatus: { code: 'CHL' } }])[0]!.state).toBe('con');
    expect(read([{ ...document, effStatus: 'CHL' }])[0]!.state).toBe('con');
  });

  test('names what is no document in its place', () => {
    expect(read([document, 'chữ', 7, null, []]).map((law) => law.number)).toEqual([
      '31/2024/QH15',
      'chữ',
      '7',
      '[]',
      '[]',
    ]);
  });

  test('that is broken, holds no documents or is very deep is refused', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    for (const text of ['[{', '{}', '{"data":{"a":1}}'])
      expect(() => lawTableOfJson(text)).toThrow(
        expect.objectContaining({ code: 'invalid-sheet' }),
      );
    expect(() => lawsOf(lawTableOfJson(deep).rows)).not.toThrow(RangeError);
  });
});
