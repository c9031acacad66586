import { afterAll, describe, expect, test } from '@jest/globals';
import type { Extraction } from '#server/items/extraction.ts';
import { pageLabel } from '#server/items/page-labels.ts';
import { extractPdf } from '#server/ingest/extract/pdf/pdf.ts';
import {
  column,
  drawPdf,
  hex,
  show,
  stream,
  type DrawnPdf,
  type DrawnText,
} from '../support/make/draw-pdf.ts';
import { makeFolder } from '../support/make/make-folder.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

const fixture = (name: string): Promise<Extraction> => extractPdf(`test/fixtures/pdf/${name}.pdf`);
const extract = (pdf: DrawnPdf): Promise<Extraction> =>
  extractPdf(folder.put('a.pdf', drawPdf(pdf)));
const textOf = ({ passages }: Extraction): string[] => passages.map((p) => p.text);

const BODY = column(60, 700, [
  'Cơ quan nhà nước có trách nhiệm công khai thông tin',
  'kịp thời, đầy đủ và chính xác cho người dân được biết.',
]);
const BODY_TEXT = BODY.map((line) => line.text).join(' ');

/** A form XObject with text of the test's font. */
const appearance = (texts: readonly DrawnText[], width: number, height: number): string =>
  stream(
    show(texts),
    `/Type/XObject/Subtype/Form/BBox[0 0 ${width} ${height}]/Resources<</Font<</F1 4 0 R>>>>`,
  );

describe('signatures and forms', () => {
  test('give the number and the day that stand in their appearances, in their line', async () => {
    const pdf = await extract({
      pages: [
        {
          texts: [
            { x: 60, y: 740, text: 'Số:      /KH-UBND' },
            { x: 60, y: 728, text: 'Hổ Phách, ngày ...... tháng 3 năm 2025' },
            ...BODY,
          ],
          annotations: [
            '<</Type/Annot/Subtype/Widget/FT/Sig/T(a)/F 132/Rect[85 735 105 750]/AP<</N 10 0 R>>>>',
            '<</Type/Annot/Subtype/Stamp/F 4/Rect[140 723 150 738]/AP<</N 11 0 R>>>>',
          ],
        },
      ],
      objects: [
        appearance([{ x: 2, y: 5, text: '12' }], 20, 15),
        appearance([{ x: 0, y: 5, text: '05' }], 10, 15),
      ],
    });
    expect(textOf(pdf)).toEqual([
      `Số: 12 /KH-UBND\n\nHổ Phách, ngày 05 tháng 3 năm 2025\n\n${BODY_TEXT}`,
    ]);
  });

  test('give values and notes where they are seen', async () => {
    expect(textOf(await fixture('P06-bieu-mau'))).toEqual([
      'Tờ khai đăng ký tạm trú\n\nỦy ban nhân dân cấp xã có trách nhiệm niêm yết công khai và bảo đảm quyền tiếp cận thông tin của công dân trên địa bàn theo quy định của pháp luật về tiếp cận thông tin.\n\nNguyễn Thị Hổ Phách\n\nGhi chú thêm: thạch anh tím',
    ]);
  });

  test('give no marks of boxes, and notes behind a sign at the end', async () => {
    const pdf = await extract({
      pages: [
        {
          texts: BODY,
          annotations: [
            '<</Type/Annot/Subtype/Widget/FT/Btn/T(b)/F 4/AS/Yes/V/Yes/Rect[60 650 70 660]/AP<</N<</Yes 10 0 R>>>>>>',
            `<</Type/Annot/Subtype/Text/F 4/Rect[300 650 320 670]/Contents<FEFF${hex('Xem thêm Điều 3').slice(1)}>>`,
          ],
        },
      ],
      objects: [appearance([{ x: 0, y: 0, text: '4' }], 10, 10)],
    });
    expect(textOf(pdf)).toEqual([`${BODY_TEXT}\n\nGhi chú: Xem thêm Điều 3`]);
  });
});

describe('what is not seen', () => {
  const layered = (config: string): DrawnPdf => ({
    pages: [
      {
        texts: BODY,
        before: `/OC /L1 BDC ${show([{ x: 60, y: 600, text: 'Bản nháp chưa công bố' }])} EMC`,
      },
    ],
    catalog: `/OCProperties<</OCGs[10 0 R]/D<<${config}>>>>`,
    objects: ['<</Type/OCG/Name(L)>>'],
  });

  test('in a layer that is off is not read, in one that is on it is', async () => {
    expect(textOf(await extract(layered('/OFF[10 0 R]')))).toEqual([BODY_TEXT]);
    expect(textOf(await extract(layered('/ON[10 0 R]')))).toEqual([
      `${BODY_TEXT}\n\nBản nháp chưa công bố`,
    ]);
  });

  test('beyond the page is not read', async () => {
    expect(
      textOf(
        await extract({ pages: [{ texts: [...BODY, { x: 700, y: 600, text: 'ngoài lề' }] }] }),
      ),
    ).toEqual([BODY_TEXT]);
  });

  test('but drawn without ink over a scan is its text', async () => {
    expect(textOf(await extract({ pages: [{ texts: BODY, before: '3 Tr' }] }))).toEqual([
      BODY_TEXT,
    ]);
  });
});

describe('running lines', () => {
  const body = (n: number): DrawnText[] =>
    column(60, 640, [
      `Chương này nói về việc thứ ${n} mà người dân cần biết khi`,
      `làm thủ tục số ${n * 7} tại bộ phận một cửa của xã mình đây.`,
      `Hồ sơ gồm ${n} bản và được nhận trong giờ hành chính.`,
    ]);
  const book = (extra: (n: number) => DrawnText[]): DrawnPdf => ({
    pages: Array.from({ length: 6 }, (_, i) => ({ texts: [...body(i + 1), ...extra(i + 1)] })),
  });

  test('of left and right pages are known by their repetition', async () => {
    const pdf = await extract(
      book((n) => [
        n % 2 === 0
          ? { x: 60, y: 800, text: `${n} SỔ TAY PHÁP LUẬT` }
          : { x: 300, y: 800, text: `Phần một: Hộ tịch ${n}` },
        { x: 60, y: 30, text: 'Nhà xuất bản Tư pháp' },
      ]),
    );
    expect(textOf(pdf)[2]).toBe(
      body(3)
        .map((l) => l.text)
        .join(' '),
    );
    expect(pdf.running).toEqual([
      {
        edge: 'head',
        text: 'Phần một: Hộ tịch',
        pages: [1, 3, 5].map((page) => ({ from: page, to: page })),
      },
      { edge: 'foot', text: 'Nhà xuất bản Tư pháp', pages: [{ from: 1, to: 6 }] },
      {
        edge: 'head',
        text: 'SỔ TAY PHÁP LUẬT',
        pages: [2, 4, 6].map((page) => ({ from: page, to: page })),
      },
    ]);
  });

  test('stand beside pages of nothing but tables', async () => {
    const row = (n: number, y: number): DrawnText[] => [
      { x: 60, y, text: `${n}` },
      { x: 100, y, text: `Thủ tục thứ ${n}` },
      { x: 300, y, text: 'Miễn phí' },
    ];
    const pdf = await extract({
      pages: [1, 2, 3].map((n) => ({
        texts: [
          { x: 60, y: 800, text: 'Danh mục thủ tục' },
          ...row(n * 2, 640),
          ...row(n * 2 + 1, 600),
        ],
      })),
    });
    expect(textOf(pdf)[0]).toBe('2 | Thủ tục thứ 2 | Miễn phí\n\n3 | Thủ tục thứ 3 | Miễn phí');
  });

  test('are never the heads of articles', async () => {
    const pdf = await extract(book((n) => [{ x: 60, y: 800, text: `Điều ${n}. Phạm vi` }]));
    expect(textOf(pdf).map((text) => text.split('\n\n')[0])).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `Điều ${n}. Phạm vi`),
    );
  });

  test('are none in a document of two pages, but its page numbers', async () => {
    const { pages } = book((n) => [
      { x: 60, y: 800, text: 'Tờ trình về việc mua sách' },
      { x: 290, y: 30, text: `- ${n} -` },
    ]);
    const texts = textOf(await extract({ pages: pages.slice(0, 2) }));
    expect(texts.map((text) => text.split('\n\n')[0])).toEqual([
      'Tờ trình về việc mua sách',
      'Tờ trình về việc mua sách',
    ]);
    expect(texts.join('\n')).not.toContain('- 1 -');
  });
});

describe('what a file is', () => {
  test('its printed page numbers are kept', async () => {
    const { labels } = await fixture('P07-nhan-trang');
    expect([1, 2, 3, 4, 5].map((page) => pageLabel(labels, page))).toEqual([
      'Bia',
      'i',
      'ii',
      '1',
      '2',
    ]);
  });

  test('a form of XFA is said to be one, without its plea to wait', async () => {
    expect(await fixture('P09-xfa')).toMatchObject({
      outcome: 'ready',
      layer: 'none',
      passages: [],
      notes: [{ code: 'form-xfa', count: 1, detail: '' }],
    });
  });

  test('pages without text are named, empty ones are not', async () => {
    expect(await fixture('P12-nua-quet')).toMatchObject({
      outcome: 'ready',
      textless: [
        { from: 2, to: 5 },
        { from: 7, to: 10 },
      ],
      notes: [{ code: 'pages-without-text', count: 8, detail: '2–5, 7–10' }],
    });
    const pdf = await extract({ pages: [{ texts: BODY }, { texts: [] }] });
    expect(pdf.notes).toEqual([]);
  });

  test('scanned pages with a head of their own are without text, however many they are', async () => {
    const head = { x: 60, y: 800, text: 'CÔNG BÁO/Số 123 + 124/Ngày 05-3-2025' };
    const pdf = await extract({
      pages: Array.from({ length: 15 }, (_, i) =>
        i === 0
          ? { texts: [head, ...BODY] }
          : { texts: [head], before: 'q 595 0 0 842 0 0 cm /Scan Do Q' },
      ),
    });
    expect(pdf).toMatchObject({ outcome: 'ready', textless: [{ from: 2, to: 15 }] });
    expect(textOf(pdf)).toEqual([BODY_TEXT]);
  });

  test('a small emblem or a white ground makes no picture of an empty page', async () => {
    const pdf = await extract({
      pages: [
        { texts: BODY },
        { texts: [], before: '1 1 1 rg 0 0 595 842 re f' },
        { texts: [], before: 'q 60 0 0 60 260 700 cm /Seal Do Q' },
        { texts: [], before: 'q 0.1 0 0 0.1 0 0 cm Q' },
      ],
    });
    expect(pdf.textless).toEqual([]);
  });

  test('a portfolio is said to be one', async () => {
    const pdf = await extract({
      pages: [{ texts: [{ x: 60, y: 700, text: 'For the best experience open this in Acrobat' }] }],
      catalog: '/Collection<</View/D>>/Names<</EmbeddedFiles<</Names[(a)10 0 R]>>>>',
      objects: [
        '<</Type/Filespec/F(bang-ke.xlsx)/UF(bang-ke.xlsx)/EF<</F 11 0 R>>>>',
        stream('x', '/Type/EmbeddedFile'),
      ],
    });
    expect(pdf).toMatchObject({
      layer: 'none',
      passages: [],
      notes: [{ code: 'portfolio', count: 1, detail: 'bang-ke.xlsx' }],
    });
  });
});

describe('locks', () => {
  const lock = (filters: string): string =>
    `/Encrypt<</Filter/Standard/V 4/R 4/Length 128/P -4/CF<</StdCF<</CFM/AESV2/AuthEvent/DocOpen/Length 16>>>>${filters}/O<${'ab'.repeat(32)}>/U<${'cd'.repeat(32)}>>>/ID[<${'01'.repeat(16)}><${'01'.repeat(16)}>]`;

  test('on attachments alone leave the text to be read', async () => {
    const pdf = await extract({
      pages: [{ texts: BODY }],
      trailer: lock('/StmF/Identity/StrF/Identity/EFF/StdCF'),
    });
    expect(textOf(pdf)).toEqual([BODY_TEXT]);
    expect(pdf.notes).toEqual([{ code: 'encrypted-attachment', count: 1, detail: '' }]);
  });

  test('on the text keep it', async () => {
    await expect(
      extract({ pages: [{ texts: BODY }], trailer: lock('/StmF/StdCF/StrF/StdCF') }),
    ).rejects.toMatchObject({ code: 'file-encrypted' });
  });

  test('against changes alone do not count', async () => {
    expect(textOf(await fixture('owner-password'))).toEqual([
      'Plain words that everybody may read here',
    ]);
  });
});
