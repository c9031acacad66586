import { afterAll, describe, expect, test } from '@jest/globals';
import { extractPdf } from '#server/ingest/extract/pdf/pdf.ts';
import { column, drawPdf, type DrawnPdfPage, type DrawnText } from '../support/make/draw-pdf.ts';
import { makeFolder } from '../support/make/make-folder.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

const paragraphsOf = async (page: DrawnPdfPage): Promise<string[]> => {
  const { passages } = await extractPdf(folder.put('a.pdf', drawPdf({ pages: [page] })));
  return passages.flatMap((p) => p.text.split('\n\n'));
};
const read = (texts: readonly DrawnText[], before = ''): Promise<string[]> =>
  paragraphsOf({ texts, before });

/** Centred about `middle`: all signs are 5 points wide. */
const centred = (middle: number, y: number, text: string): DrawnText => ({
  x: middle - text.length * 2.5,
  y,
  text,
});

describe('columns', () => {
  const left = [
    'Người dân có quyền được cung cấp',
    'thông tin về đất đai. Cơ quan có',
    'trách nhiệm trả lời bằng văn bản',
    'trong thời hạn mười ngày làm việc.',
  ];
  const right = [
    'Trường hợp không cung cấp được',
    'thì phải nêu rõ lý do. Người yêu',
    'cầu có quyền khiếu nại theo quy',
    'định của pháp luật về khiếu nại.',
  ];

  test('are read one after the other and not cut at their full stops', async () => {
    const rows = [0, 1, 2, 3].flatMap((i) => [
      { x: 320, y: 700 - i * 12, text: right[i]! },
      { x: 60, y: 700 - i * 12, text: left[i]! },
    ]);
    const heading = centred(297, 730, 'QUYỀN TIẾP CẬN THÔNG TIN CỦA NGƯỜI DÂN Ở CƠ SỞ');
    expect(await read([...rows, heading])).toEqual([heading.text, left.join(' '), right.join(' ')]);
  });

  test('carry a paragraph on', async () => {
    const open = [...left.slice(0, 3), 'trong thời hạn mười ngày làm việc,'];
    const rest = ['trừ trường hợp pháp luật có quy', ...right.slice(1)];
    expect(await read([...column(60, 700, open), ...column(320, 700, rest)])).toEqual([
      [...open, ...rest].join(' '),
    ]);
  });

  test('may keep their own baselines', async () => {
    expect(await read([...column(60, 700, left), ...column(320, 695, right)])).toEqual([
      left.join(' '),
      right.join(' '),
    ]);
  });
});

describe('an official document', () => {
  test('begins with its issuer and then the name of the state', async () => {
    expect(
      await read([
        centred(160, 780, 'ỦY BAN NHÂN DÂN'),
        centred(430, 780, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'),
        centred(160, 766, 'XÃ HỔ PHÁCH'),
        centred(430, 766, 'Độc lập - Tự do - Hạnh phúc'),
        centred(160, 740, 'Số: 12/KH-UBND'),
        centred(430, 740, 'Hổ Phách, ngày 05 tháng 3 năm 2025'),
        centred(297, 690, 'KẾ HOẠCH'),
      ]),
    ).toEqual([
      'ỦY BAN NHÂN DÂN XÃ HỔ PHÁCH',
      'Số: 12/KH-UBND',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Hổ Phách, ngày 05 tháng 3 năm 2025',
      'KẾ HOẠCH',
    ]);
  });

  test('ends with its recipients and then its signature', async () => {
    expect(
      await read([
        centred(430, 300, 'TM. ỦY BAN NHÂN DÂN'),
        { x: 60, y: 300, text: 'Nơi nhận:' },
        centred(430, 288, 'CHỦ TỊCH'),
        { x: 60, y: 288, text: '- Như Điều 3;' },
        { x: 60, y: 276, text: '- Sở Tư pháp (để báo cáo);' },
        { x: 60, y: 264, text: '- Lưu: VT.' },
        centred(430, 264, 'Nguyễn Văn Tùng'),
      ]),
    ).toEqual([
      'Nơi nhận:',
      '- Như Điều 3;',
      '- Sở Tư pháp (để báo cáo);',
      '- Lưu: VT.',
      'TM. ỦY BAN NHÂN DÂN CHỦ TỊCH',
      'Nguyễn Văn Tùng',
    ]);
  });
});

describe('tables', () => {
  const rule = (x1: number, y1: number, x2: number, y2: number): string =>
    `${x1} ${y1} m ${x2} ${y2} l S`;

  test('with rules keep the lines of a cell together', async () => {
    const rules = [720, 690, 650].map((y) => rule(60, y, 460, y));
    const down = [60, 100, 300, 460].map((x) => rule(x, 650, x, 720));
    expect(
      await read(
        [
          { x: 65, y: 700, text: 'TT' },
          { x: 105, y: 700, text: 'Thủ tục' },
          { x: 305, y: 700, text: 'Lệ phí' },
          { x: 65, y: 668, text: '1' },
          { x: 105, y: 675, text: 'Cấp bản sao trích lục' },
          { x: 105, y: 662, text: 'hộ tịch' },
          { x: 305, y: 668, text: '8.000 đồng' },
        ],
        [...rules, ...down].join('\n'),
      ),
    ).toEqual(['TT | Thủ tục | Lệ phí', '1 | Cấp bản sao trích lục hộ tịch | 8.000 đồng']);
  });

  test('without rules join the lines that go on', async () => {
    expect(
      await read([
        { x: 60, y: 700, text: '1' },
        { x: 100, y: 700, text: 'Đăng ký kết hôn có' },
        { x: 300, y: 700, text: 'Miễn phí' },
        { x: 100, y: 688, text: 'yếu tố nước ngoài' },
        { x: 60, y: 670, text: '2' },
        { x: 100, y: 670, text: 'Đăng ký khai tử' },
        { x: 300, y: 670, text: 'Miễn phí' },
      ]),
    ).toEqual([
      '1 | Đăng ký kết hôn có yếu tố nước ngoài | Miễn phí',
      '2 | Đăng ký khai tử | Miễn phí',
    ]);
  });

  test('may name the state in a cell', async () => {
    const rows = ['Công dân nước Cộng hòa xã hội chủ nghĩa', 'Người nước ngoài cư trú'].map(
      (text, i) => [
        { x: 60, y: 700 - i * 12, text: `${i + 1}` },
        { x: 100, y: 700 - i * 12, text: 'Đối tượng' },
        { x: 220, y: 700 - i * 12, text },
      ],
    );
    expect(await read(rows.flat())).toEqual([
      '1 | Đối tượng | Công dân nước Cộng hòa xã hội chủ nghĩa',
      '2 | Đối tượng | Người nước ngoài cư trú',
    ]);
  });

  test('are not seen where labels stand before the points of a list', async () => {
    expect(
      await read([
        ...column(
          60,
          700,
          ['1.', '', '2.'].map((t) => t || '\u00A0'),
        ),
        ...column(100, 700, [
          'Nộp hồ sơ tại bộ phận một cửa',
          'của xã',
          'Nhận kết quả sau ba ngày',
        ]),
      ]),
    ).toEqual(['1. Nộp hồ sơ tại bộ phận một cửa của xã', '2. Nhận kết quả sau ba ngày']);
  });
});

describe('signs', () => {
  test('drawn twice count once, real doubles stay', async () => {
    const letters = [...'xoong nồi 11 Điều 11 của bộ luật oo'].flatMap((text, i) => [
      { x: 60 + i * 5, y: 700, text },
      { x: 60.3 + i * 5, y: 700, text },
    ]);
    expect(await read(letters)).toEqual(['xoong nồi 11 Điều 11 của bộ luật oo']);
  });

  test('raised and lowered belong to their line', async () => {
    expect(
      await read([
        { x: 60, y: 700, text: 'Thửa đất 120 m' },
        { x: 130, y: 704, text: '2', size: 6 },
        { x: 140, y: 700, text: 'tại tổ 3' },
        { x: 60, y: 688, text: 'được cấp giấy chứng nhận lần đầu' },
      ]),
    ).toEqual(['Thửa đất 120 m2 tại tổ 3 được cấp giấy chứng nhận lần đầu']);
  });

  test('set apart make one word', async () => {
    expect(await read([{ x: 60, y: 700, text: 'QUYẾT ĐỊNH VỀ VIỆC CÔNG KHAI' }], '4 Tc')).toEqual([
      'QUYẾT ĐỊNH VỀ VIỆC CÔNG KHAI',
    ]);
  });

  test('that run in another direction come last, and pages may be turned', async () => {
    const texts = column(60, 700, [
      'Điều thứ nhất của bản nội quy',
      'được niêm yết tại trụ sở xã.',
    ]);
    expect(await read([{ x: 30, y: 300, text: 'Bản sao lưu trữ', turn: 90 }, ...texts])).toEqual([
      texts.map((t) => t.text).join(' '),
      'Bản sao lưu trữ',
    ]);
    const turned = texts.map(({ text }, i) => ({ x: 300 + i * 12, y: 100, text, turn: 90 }));
    expect(await paragraphsOf({ texts: turned, entries: '/Rotate 90' })).toEqual([
      texts.map((t) => t.text).join(' '),
    ]);
  });
});

describe('the end of a line', () => {
  const two = async (before: string, after: string): Promise<string> => {
    const [text] = await read(
      column(60, 700, [`Theo văn bản đã ban hành trước đây ${before}`, `${after} thì thực hiện.`]),
    );
    return text!.slice('Theo văn bản đã ban hành trước đây '.length, -' thì thực hiện.'.length);
  };

  test.each([
    ['15/2020/NĐ-', 'CP', '15/2020/NĐ-CP'],
    ['1332/QĐ-', 'TTg', '1332/QĐ-TTg'],
    ['giai đoạn 2025-', '2030', 'giai đoạn 2025-2030'],
    ['kinh tế -', 'xã hội', 'kinh tế - xã hội'],
    ['Hà Nội-', 'Hải Phòng', 'Hà Nội-Hải Phòng'],
    ['ô-', 'tô', 'ô-tô'],
    ['infor\u00AD', 'mation', 'information'],
    ['infor-', 'mation', 'information'],
  ])('%s %s reads %s', async (before, after, whole) => {
    expect(await two(before, after)).toBe(whole);
  });

  test('of a word that the document writes with a hyphen keeps it', async () => {
    expect(
      await read(
        column(60, 700, [
          'Some content-based filters were tried by the bureau, and content-',
          'based ones were kept, while the infor-',
          'mation was given.',
        ]),
      ),
    ).toEqual([
      'Some content-based filters were tried by the bureau, and content-based ones were kept, while the information was given.',
    ]);
  });
});
