import { describe, expect, test } from '@jest/globals';
import { extractPdf } from '#server/ingest/extract/pdf/pdf.ts';

const fixture = (name: string): string => `test/fixtures/pdf/${name}.pdf`;
/** Passages of a public bug report's file, each as its paragraphs. */
const read = async (name: string): Promise<string[][]> =>
  (await extractPdf(fixture(name))).passages.map((p) => p.text.split('\n\n'));

const BODY =
  'Ủy ban nhân dân cấp xã có trách nhiệm niêm yết công khai và bảo đảm quyền tiếp cận thông tin của công dân trên địa bàn theo quy định của pháp luật về tiếp cận thông tin.';

describe('the text of a PDF', () => {
  test('has letters and lines that are drawn twice to look bold once', async () => {
    expect(await read('P01-chu-dam-gia')).toEqual([
      ['QUY ĐỊNH VỀ NUÔI CÁ VÀNG'],
      ['Điều 1. Phạm vi', BODY],
    ]);
  });

  test('is in the order of reading, whatever was drawn first', async () => {
    expect(await read('P02-thu-tu-nguoc')).toEqual([[BODY, 'Trang cuối chân trang hổ phách']]);
  });

  test('has column after column, drawn line by line', async () => {
    expect(await read('P03-hai-cot-xen-ke')).toEqual([
      [
        'Cột trái dòng một nói về quyền sử dụng đất của hộ gia đình, cá nhân trong nước theo luật mới.',
        'Cột phải dòng một nói về đăng ký khai sinh cho trẻ em tại nơi cư trú của cha hoặc mẹ theo luật.',
      ],
    ]);
  });

  test('has tables row by row, with borders between their cells', async () => {
    expect(await read('P17-bang')).toEqual([
      [
        'STT | Tên thủ tục | Lệ phí',
        '1 | Đăng ký khai sinh | Miễn',
        '2 | Cấp bản sao trích lục | 8.000 đồng',
        BODY,
      ],
    ]);
  });

  test('has cells from left to right that were drawn from right to left', async () => {
    expect(await read('P18-o-tu-phai')).toEqual([
      [
        'Đăng ký khai sinh | Miễn phí | 01 ngày',
        'Cấp bản sao trích lục | 8.000 đồng | 02 ngày',
        BODY,
      ],
    ]);
  });

  test('is without the numbers of its pages', async () => {
    expect(await read('P07-nhan-trang')).toEqual([
      ['Bìa sách', BODY],
      ['Lời nói đầu trang hai chấm', BODY],
      ['Mục lục', BODY],
      ['Điều một trang in số 1', BODY],
      ['Điều hai trang in số 2', BODY],
    ]);
  });
});
