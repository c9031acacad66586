import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { findLawNumbers } from '#server/base/vietnamese/law-number.ts';
import { extractDocx } from '#server/ingest/extract/docx/docx.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { shownBlocks } from '../support/make/word-file.ts';

const FILES = 'test/fixtures/reported/word';
const folder = makeFolder();
afterAll(() => folder.remove());

const read = (name: string) =>
  extractDocx(
    join(
      FILES,
      readdirSync(FILES).find((file) => file.startsWith(`${name}-`))!,
    ),
    folder.path,
  );
const BODY =
  'Ủy ban nhân dân cấp xã có trách nhiệm niêm yết công khai và bảo đảm quyền tiếp cận thông tin của công dân trên địa bàn.';

describe('the Word files of public bug reports', () => {
  test('D01: numbers of headings stand in the page and in the contents', async () => {
    const { outline, passages } = await read('D01');
    expect(outline.map((o) => o.title)).toEqual([
      'Chương I QUY ĐỊNH CHUNG',
      'Điều 1. Phạm vi điều chỉnh',
      'Điều 2. Đối tượng áp dụng',
      'Chương II TỔ CHỨC THỰC HIỆN',
      'Điều 1. Hiệu lực thi hành',
    ]);
    expect(passages.map((p) => p.heading)).toContain('Điều 2. Đối tượng áp dụng');
  });

  test.each<[string, string[]]>([
    [
      'D02',
      [
        'Điều 7. Trách nhiệm của chủ nuôi',
        '1. Khai báo vật nuôi với Ủy ban nhân dân xã.',
        '2. Tiêm phòng đầy đủ cho vật nuôi.',
        'Việc tiêm phòng do thú y xã thực hiện.',
        '3. Rọ mõm khi ra nơi công cộng (khoản ba).',
        'Điều 8. Tiếp theo của văn bản khác',
        '5. Khoản này là khoản năm theo Word.',
        '6. Khoản này là khoản sáu theo Word.',
      ],
    ],
    [
      'D03',
      [
        'Điều 9. Mức phạt',
        '1. Phạt tiền đối với hành vi sau:',
        'a) Thả rông chó ngoài đường phố.',
        'b) Không rọ mõm cho chó dữ.',
        'i. trường hợp thứ nhất',
        'ii. trường hợp thứ hai',
        'c) Không tiêm phòng dại (điểm c).',
        '2. Tịch thu tang vật (khoản hai).',
        'Việc áp dụng điểm c khoản 1 Điều này do Chủ tịch Ủy ban nhân dân xã quyết định.',
      ],
    ],
    [
      'D04',
      [
        `Tờ gấp có hộp chữ. ${BODY}`,
        'Hộp chữ hồng ngọc: đường dây nóng 1900 0000 tiếp nhận phản ánh.',
        `Đoạn giữa hai hộp chữ. ${BODY}`,
        'Hộp chữ lam ngọc: nộp hồ sơ tại bộ phận một cửa.',
        'Hết tờ gấp.',
      ],
    ],
    ['D07', ['ĐƯỜNGDÂY ⏎ NÓNGXÃ', '🗹 Đồng ý tham gia', 'Trái Phải', 'thịxã', BODY]],
    ['D09', [`Nội dung công khai. ${BODY}`]],
    [
      'D10',
      [
        `Phần mở đầu của tài liệu ghép. ${BODY}`,
        'Phần giữa ngọc mắt mèo nằm trong tệp ghép HTML.',
        'Phần kết của tài liệu ghép.',
      ],
    ],
    [
      'D15',
      [
        'Tỉnh: Cẩm Thạch. Xã Bích Ngọc. Trường Phỉ Thuý. Thẻ XML riêng Hoàng Ngọc. Hướng chữ Lam Bảo và Thạch Lựu',
        BODY,
      ],
    ],
    ['D20', ['Cả tờ rơi nằm trong hộp chữ: hồng ngọc.']],
    ['R08', ['FldSimple.docx']],
  ])('%s shows what Word shows', async (name, expected) => {
    expect(shownBlocks(await read(name))).toEqual(expected);
  });

  test('D03: its points have addresses', async () => {
    const { sections } = await read('D03');
    expect(sections[0]!.html).toContain('id="dieu-9-khoan-1-diem-c">c) Không tiêm');
  });

  test('D06: the number of a law is whole with the hyphen that does not break', async () => {
    const { passages } = await read('D06');
    expect(findLawNumbers(passages[0]!.text).map((found) => found.number)).toEqual([
      '123/2020/NĐ-CP',
      '78/2021/TT-BTC',
    ]);
  });

  test('D08: the equation is one, and its words are found', async () => {
    const { sections, passages } = await read('D08');
    expect(sections[0]!.html).toMatch(
      /<math[^>]*>.*<mtext>Mức lương cơ sở<\/mtext>.*<mfrac>.*<mtext>Số ngày công<\/mtext>.*<mn>26<\/mn>.*<\/mfrac>.*<\/math>/u,
    );
    expect(passages[0]!.text).toContain('Mức lương cơ sở');
    expect(passages[0]!.text).toMatch(/Số ngày công\P{L}+26/u);
  });

  test('D09: what is hidden is told to staff and found by nobody', async () => {
    const { notes, passages } = await read('D09');
    expect(notes).toEqual([{ code: 'hidden-text', count: 1, detail: '' }]);
    expect(passages.map((p) => p.text).join(' ')).not.toContain('ZIRCON');
  });
});
