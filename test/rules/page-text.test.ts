import {
  isPageAddress,
  parsePageText,
  refusedAddresses,
  type Block,
  type Inline,
} from '#server/site/page-text.ts';

const words = (inside: readonly Inline[]): string =>
  inside
    .map((i) =>
      i.kind === 'text'
        ? i.text
        : i.kind === 'break'
          ? '⏎'
          : i.kind === 'link'
            ? `[${words(i.inside)}→${i.href}]`
            : i.kind === 'strong'
              ? `<b>${words(i.inside)}</b>`
              : `<i>${words(i.inside)}</i>`,
    )
    .join('');
const shown = (block: Block): string =>
  block.kind === 'list'
    ? `${block.start ?? '•'}: ${block.entries.map(words).join(' | ')}`
    : `${block.kind === 'heading' ? `h${block.level}` : 'p'}: ${words(block.inside)}`;
const read = (text: string): string[] => parsePageText(text).map(shown);

describe('a page’s text', () => {
  it('is headings, paragraphs, lists and their marks', () => {
    expect(
      read(
        '# Nội quy\r\n## Điều 1\n### Mục a ###\nMở cửa **từ 7 giờ**,\n*trừ* chủ nhật.\n\n- một\n* **hai**\n\n3. ba\n4) bốn\nHết.',
      ),
    ).toEqual([
      'h2: Nội quy',
      'h3: Điều 1',
      'h4: Mục a',
      'p: Mở cửa <b>từ 7 giờ</b>,⏎<i>trừ</i> chủ nhật.',
      '•: một | <b>hai</b>',
      '3: ba | bốn',
      'p: Hết.',
    ]);
    expect(read('')).toEqual([]);
  });

  it('leads to http addresses and to pages of its own, and nowhere else', () => {
    expect(
      read('[Bộ](https://moj.gov.vn/a_(b)?q=1) và [quy chế](/trang/quy-che), [**đậm**](#muc-1)'),
    ).toEqual([
      'p: [Bộ→https://moj.gov.vn/a_(b)?q=1] và [quy chế→/trang/quy-che], [**đậm**→#muc-1]',
    ]);
    const wrong = [
      'javascript:alert`1`',
      'JaVaScRiPt:x',
      'data:text/html,x',
      '//evil.example',
      '/\\evil.example',
      'vbscript:x',
      'file:///etc',
      'evil.example',
      '\tjavascript:x',
      'https://',
      '/a\\b',
    ];
    for (const href of wrong) expect([href, isPageAddress(href)]).toEqual([href, false]);
    expect(read('[x](javascript:alert`1`)')).toEqual(['p: [x](javascript:alert`1`)']);
    expect(refusedAddresses('[a](javascript:x) [b](/ok) [c](//h) [d](javascript:x)')).toEqual([
      'javascript:x',
      '//h',
    ]);
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '&lt;b&gt; &#60;',
    '<a href="javascript:x">y</a>',
    '![ảnh](https://x.example/a.png)',
  ])('takes %s for words', (text) => {
    const kinds = JSON.stringify(parsePageText(text));
    if (!text.startsWith('!')) expect(read(text)).toEqual([`p: ${text}`]);
    expect(kinds).not.toContain('"html"');
  });

  it('keeps stars, underscores and brackets that mean nothing', () => {
    expect(read('2 * 3 * 4, ten_tep_dai, [không đóng, **hở, \\*sao\\*, 5.')).toEqual([
      'p: 2 * 3 * 4, ten_tep_dai, [không đóng, **hở, *sao*, 5.',
    ]);
    expect(read('_nghiêng_ và **đậm *cả hai* nữa**')).toEqual([
      'p: <i>nghiêng</i> và <b>đậm <i>cả hai</i> nữa</b>',
    ]);
  });

  // A pattern that goes back over its own steps would take longer than any test may.
  it.each([
    '**a',
    '[a',
    '*a ',
    '_a',
    '[a](',
    '# a\n',
    '- a\n',
    '1. a\n',
    '\\a',
    '**[a](b)*',
    '(a',
    '*a\\',
    '**a\\*',
  ])('of a hundred thousand letters of “%s” loses no letter', (piece) => {
    const times = Math.floor(100_000 / piece.length);
    expect(
      [...JSON.stringify(parsePageText(piece.repeat(times))).matchAll(/a(?!t|r|s)/gu)].length,
    ).toBeGreaterThanOrEqual(times);
  });
});
