import { describe, expect, test } from '@jest/globals';
import { wayOut } from '#server/ingest/way-out.ts';

describe('a file of a refused type', () => {
  test.each(
    '.wps .pages .pptm .odg .djvu .zip .rar .7z .exe .mdb .accdb .pub .vsd .heic .tiff .tif .mobi .key .numbers .xlsm .mov .wav .msg .lnk .xps .gif .bmp .dwg'.split(
      ' ',
    ),
  )('%s is answered with a way out', (ending) => {
    expect(wayOut(ending, '')).toMatch(/(?:gửi|chụp|nhập).*\.$/u);
  });

  test('is known by what is inside, whatever it is called', () => {
    expect(wayOut('.jpg', 'image/heic')).toContain('Tương thích nhất');
    expect(wayOut('.pdf', 'application/zip')).toContain('giải nén');
    expect(wayOut('.la', 'application/x-la')).toBeNull();
  });
});
