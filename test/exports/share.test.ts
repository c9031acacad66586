import { describe, expect, test } from '@jest/globals';
import newCode from 'qrcode-generator';
import { qrCode, qrCodeSvg } from '#server/reading/routes/qr-code.ts';
import { firstSentence, shareText, zaloShareAddress } from '#server/reading/share-text.ts';
import { anItem } from '../support/builders.ts';

const ADDRESS = 'https://tusach.example.vn/tai-lieu/1m80c392p2bq9';

/** Which modules a path of horizontal lines paints when it is stroked one module wide. */
function painted(path: string): Set<string> {
  const cells = new Set<string>();
  let [x, y] = [0, 0];
  for (const [, to, row, gap, width] of path.matchAll(/(?:M(\d+) (\d+)\.5|m(\d+) 0)h(\d+)/gu)) {
    if (gap === undefined) [x, y] = [Number(to), Number(row)];
    else x += Number(gap);
    for (let i = 0; i < Number(width); i++) cells.add(`${x++} ${y}`);
  }
  return cells;
}

describe('a QR code', () => {
  test('paints every dark module and no other, four modules from the edge', () => {
    const code = newCode(0, 'M');
    code.addData(ADDRESS);
    code.make();
    const count = code.getModuleCount();
    const dark = new Set(
      Array.from({ length: count * count }, (_, i) => [i % count, Math.floor(i / count)] as const)
        .filter(([x, y]) => code.isDark(y, x))
        .map(([x, y]) => `${x + 4} ${y + 4}`),
    );
    const { size, path } = qrCode(ADDRESS);
    expect(size).toBe(count + 8);
    expect(painted(path)).toEqual(dark);
    expect(path.replaceAll(/(?:M\d+ \d+\.5|m\d+ 0)h\d+/gu, '')).toBe('');
  });

  test('stands as a file of its own on white', () => {
    const svg = qrCodeSvg({ size: 9, path: 'M4 4.5h1' });
    expect(svg).toContain('viewBox="0 0 9 9"');
    expect(svg).toContain('<path fill="#fff" d="M0 0h9v9H0z"/><path stroke="#000" d="M4 4.5h1"/>');
  });
});

describe('a message', () => {
  test.each([
    ['Sách giúp hòa giải viên. Có 40 tình huống.', 'Sách giúp hòa giải viên.'],
    [
      'Phạt đến 1.000.000 đồng theo 14/2019/QĐ-TTg; xem Điều 5.',
      'Phạt đến 1.000.000 đồng theo 14/2019/QĐ-TTg; xem Điều 5.',
    ],
    ['Ai được giúp?\n Được giúp việc gì?', 'Ai được giúp?'],
    ['', ''],
  ])('takes the first sentence of %j', (text, sentence) => {
    expect(firstSentence(text)).toBe(sentence);
  });

  test('cuts a long sentence between words', () => {
    const cut = firstSentence('pháp luật '.repeat(40));
    expect(cut).toMatch(/ (?:pháp|luật)…$/u);
    expect(cut.length).toBeLessThanOrEqual(201);
  });

  test('is title, sentence and address; genre and compilers where nothing is written about the item', () => {
    expect(
      shareText(anItem({ title: 'Cẩm nang', abstract: 'Một câu. Hai câu.' }), 'Cẩm nang, sổ tay', {
        address: ADDRESS,
        warning: '',
      }),
    ).toBe(`Cẩm nang\nMột câu.\n${ADDRESS}`);
    expect(
      shareText(anItem({ title: 'Cẩm nang', abstract: '' }), 'Cẩm nang, sổ tay', {
        address: ADDRESS,
        warning: 'Hết hiệu lực.',
      }),
    ).toBe(`Cẩm nang\nHết hiệu lực.\nCẩm nang, sổ tay, Sở Tư pháp tỉnh An Sơn\n${ADDRESS}`);
  });

  test('goes to Zalo by its own page, the address inside', () => {
    const link = new URL(zaloShareAddress('https://tủsách.example/tai-lieu/1?a=b c'));
    expect(link.host).toBe('button-share.zalo.me');
    expect(JSON.parse(atob(decodeURIComponent(link.searchParams.get('d')!)))).toEqual({
      url: 'https://xn--tsch-6na8227b.example/tai-lieu/1?a=b%20c',
    });
  });
});
