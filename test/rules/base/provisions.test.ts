import { describe, expect, test } from '@jest/globals';
import { ProvisionReader, provisionName } from '#server/base/vietnamese/provisions.ts';

const idsOf = (paragraphs: readonly string[]): (string | null)[] => {
  const reader = new ProvisionReader();
  return paragraphs.map((text) => reader.read(text)?.id ?? null);
};

describe('the provision that a paragraph begins', () => {
  test('is told from phần to điểm', () => {
    expect(
      idsOf([
        'PHẦN THỨ HAI',
        'Chương II',
        'MỤC 1. QUYỀN CỦA CÔNG DÂN',
        'Tiểu mục 1',
        'Điều 12. Quyền',
        'Công dân có quyền sau:',
        '1. Quyền thứ nhất:',
        'a) một;',
        'b) hai;',
        'c) ba;',
        'd) bốn;',
        'đ) năm;',
        'e) sáu;',
        'g) bảy.',
        '2. Quyền thứ hai.',
        'Điều 12a. Quyền thêm',
        'Điều 13: Nghĩa vụ',
        '1. Nghĩa vụ.',
        '1a. Nghĩa vụ thêm.',
      ]),
    ).toEqual([
      'phan-2',
      'phan-2-chuong-2',
      'phan-2-chuong-2-muc-1',
      'phan-2-chuong-2-muc-1-tieu-muc-1',
      'dieu-12',
      null,
      'dieu-12-khoan-1',
      'dieu-12-khoan-1-diem-a',
      'dieu-12-khoan-1-diem-b',
      'dieu-12-khoan-1-diem-c',
      'dieu-12-khoan-1-diem-d',
      'dieu-12-khoan-1-diem-dd',
      'dieu-12-khoan-1-diem-e',
      'dieu-12-khoan-1-diem-g',
      'dieu-12-khoan-2',
      'dieu-12a',
      'dieu-13',
      'dieu-13-khoan-1',
      'dieu-13-khoan-1a',
    ]);
  });

  test.each([
    ['a sentence that speaks of one', ['Điều 5 Luật này quy định về khiếu nại.']],
    ['a programme', ['Chương trình 01 của tỉnh', 'Mục tiêu 2 của kế hoạch']],
    ['a sentence that begins with a chapter', ['Chương II của Luật này quy định về hộ tịch.']],
    ['numbers outside of any article', ['1. Khái niệm', 'a) Định nghĩa']],
    [
      'a line of a table of contents',
      ['Điều 5. Giải thích từ ngữ .......... 12', 'Điều 6. Nguyên tắc …… 13'],
    ],
    ['a decimal number', ['Điều 1. Giá', '1.5 triệu đồng là mức thấp nhất.']],
  ])('is none for %s', (_name, paragraphs) => {
    expect(idsOf(paragraphs).filter((id) => id !== null && !/^dieu-1$/u.test(id))).toEqual([]);
  });

  test('does not follow numbers that belong to a list inside', () => {
    expect(
      idsOf([
        'Điều 1. A',
        '1. một',
        '2. hai',
        '1. danh sách',
        '3. ba',
        '7. quá xa',
        'a) a',
        'a) a nữa',
        'b) b',
      ]),
    ).toEqual([
      'dieu-1',
      'dieu-1-khoan-1',
      'dieu-1-khoan-2',
      null,
      'dieu-1-khoan-3',
      null,
      'dieu-1-khoan-3-diem-a',
      null,
      'dieu-1-khoan-3-diem-b',
    ]);
  });

  test('is not what an amending law quotes', () => {
    expect(
      idsOf([
        'Điều 1. Sửa đổi, bổ sung một số điều của Luật Đất đai',
        '1. Sửa đổi Điều 5 như sau:',
        '“Điều 5. Chủ sở hữu',
        '1. Đất đai thuộc sở hữu toàn dân.',
        '2. Nhà nước là đại diện.”.',
        '2. Sửa đổi Điều 6 như sau:',
        '“Điều 6. Một đoạn.”;',
        '3. Bãi bỏ Điều 7.',
        'Điều 2. Hiệu lực thi hành',
      ]),
    ).toEqual([
      'dieu-1',
      'dieu-1-khoan-1',
      null,
      null,
      null,
      'dieu-1-khoan-2',
      null,
      'dieu-1-khoan-3',
      'dieu-2',
    ]);
  });

  test('keeps its own address where a booklet holds several laws', () => {
    expect(idsOf(['Điều 1. Luật này', '1. một', 'Điều 1. Luật kia', '1. một'])).toEqual([
      'dieu-1',
      'dieu-1-khoan-1',
      'dieu-1.2',
      'dieu-1.2-khoan-1',
    ]);
  });

  test('goes on from where another page left off', () => {
    const reader = new ProvisionReader();
    reader.resume('dieu-12-khoan-3-diem-b');
    expect(reader.innermost).toBe('dieu-12-khoan-3-diem-b');
    expect(reader.read('c) ba')?.id).toBe('dieu-12-khoan-3-diem-c');
    expect(reader.read('4. bốn')?.id).toBe('dieu-12-khoan-4');
  });

  test('may be any where only the article is known', () => {
    const reader = new ProvisionReader();
    reader.resume('dieu-12');
    expect(reader.read('5. năm')?.id).toBe('dieu-12-khoan-5');
  });

  test('is believed of a heading without a point', () => {
    const reader = new ProvisionReader();
    expect(reader.read('Điều 5 Phạm vi điều chỉnh', true)?.id).toBe('dieu-5');
    expect(reader.read('Chương IV Quyền và nghĩa vụ', true)?.id).toBe('chuong-4');
  });
});

test.each([
  ['dieu-12-khoan-3-diem-b', 'điểm b khoản 3 Điều 12'],
  ['dieu-12-khoan-3a-diem-dd', 'điểm đ khoản 3a Điều 12'],
  ['dieu-5dd', 'Điều 5đ'],
  ['dieu-1.2-khoan-1', 'khoản 1 Điều 1'],
  ['dieu-7-diem-a', 'điểm a Điều 7'],
  ['phan-2-chuong-14-muc-1', 'Mục 1 Chương XIV Phần thứ hai'],
  ['m12', null],
  ['dieu', null],
])('%s is cited as %s', (id, name) => {
  expect(provisionName(id)).toBe(name);
});
