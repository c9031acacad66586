import { describe, expect, test } from '@jest/globals';
import { numberBlocks } from '#server/ingest/extract/html/chapter-blocks.ts';
import { safeId, sanitizeChapter } from '#server/ingest/extract/html/sanitize.ts';

const NOWHERE = { link: () => null, picture: () => null };
const clean = (html: string): string => numberBlocks(sanitizeChapter(html, NOWHERE)).html;

const blocksOf = (html: string): string[] =>
  numberBlocks(sanitizeChapter(html, NOWHERE)).blocks.map((b) => b.text);

describe('a stranger cannot bring anything that runs', () => {
  test.each([
    '<script>alert(1)</script>',
    '<p onclick="alert(1)">a</p>',
    '<a href="javascript:alert(1)">a</a>',
    '<a href=" java\tscript:alert(1)">a</a>',
    '<a href="&#106;avascript:alert(1)">a</a>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)><script>alert(1)</script></svg>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<form action="javascript:alert(1)"><input autofocus onfocus=alert(1)></form>',
    '<a href="data:text/html,<script>alert(1)</script>">a</a>',
    '<math><mtext></p><style><img src=x onerror=alert(1)></style></mtext></math>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<p style="background:url(javascript:alert(1))">a</p>',
    '<base href="javascript:alert(1)//">',
    '<meta http-equiv="refresh" content="0;javascript:alert(1)">',
    '<object data="javascript:alert(1)"></object>',
    '<a href="section:1&quot; onclick=&quot;alert(1)">a</a>',
    '<title/><p>a</p><script/>',
    '<svg><script>alert(1)</script><rect width="1" height="1" onclick="alert(1)"/></svg>',
    '<svg><text>a</text><a xlink:href="javascript:alert(1)"><text>b</text></a></svg>',
    '<svg><text>a</text><style>*{background:url(javascript:alert(1))}</style></svg>',
    '<svg><text>a</text><foreignObject><iframe src="javascript:alert(1)"></iframe><p onclick="alert(1)">b</p></foreignObject></svg>',
    '<svg><text>a</text><set attributeName="href" to="javascript:alert(1)"/><animate onbegin="alert(1)"/></svg>',
    '<svg><title><img src=x onerror=alert(1)></title><desc><script>alert(1)</script></desc><text>a</text></svg>',
    '<svg></p><style><a id="</style><img src=x onerror=alert(1)>">',
    '<math><mi xlink:href="javascript:alert(1)" href="javascript:alert(1)">x</mi></math>',
    '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">',
    '<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">',
    '<style>p::before{content:"<script>alert(1)</script>"}</style><p>a</p>',
    '<audio src="javascript:alert(1)" onerror="alert(1)">a</audio><video><source src="data:text/html,x"/></video>',
    '<embed src="javascript:alert(1)"/><object data="data:text/html,<script>alert(1)</script>">a</object>',
    '<xmp><script>alert(1)</script></xmp>',
  ])('%s', (html) => {
    const out = clean(`<p>trước</p>${html}<p>sau</p>`);
    expect(out).not.toMatch(
      /<(?:script|style|iframe|form|input|object|base|meta|img|xmp)|\son\w+\s*=|="\s*(?:javascript|data):|style=/iu,
    );
    expect(out).toContain('trước');
  });

  test('words inside a tag that is not allowed are kept', () => {
    expect(clean('<main><header>Đầu</header><p>a</p></main>')).toContain('Đầu');
  });
});

test('outside links are kept, marked, and only for http and mail', () => {
  expect(clean('<p><a href="https://vbpl.vn/x?a=1&amp;b=2" target="_blank">a</a></p>')).toContain(
    '<a href="https://vbpl.vn/x?a=1&amp;b=2" rel="noopener nofollow">',
  );
  expect(
    clean(
      '<p><a href="ftp://x">a</a><a href="//x.example/">b</a><a href="file:///etc/passwd">c</a></p>',
    ),
  ).not.toContain('href');
});

test('headings are closed up so that the chapter begins at h2', () => {
  expect(clean('<h1>A</h1><h3>B</h3><h4>C</h4>')).toBe(
    '<h2 id="m1">A</h2><h3 id="m2">B</h3><h4 id="m3">C</h4>',
  );
  expect(clean('<h3>A</h3><p>b</p>')).toBe('<h2 id="m1">A</h2><p id="m2">b</p>');
});

test('ids of the book stay, are unique and never collide with numbers given', () => {
  const out = clean('<p id="m1">a</p><p>b</p><p id="m1">c</p><p id="khoản 2">d</p>');
  const ids = [...out.matchAll(/id="([^"]*)"/gu)].map((m) => m[1]!);
  expect(new Set(ids).size).toBe(4);
  expect(ids[0]).toBe('m1');
  expect(ids[3]).toBe(safeId('khoản 2'));
  expect(safeId('khoản 2')).toMatch(/^[\w.:-]+$/u);
});

test('tables, lists, ruby, language and direction are kept', () => {
  const out = clean(
    '<table><tr><td colspan="2">a</td><td>b</td></tr></table><ol start="3"><li>c</li></ol><p xml:lang="ar" dir="rtl">د</p><p><ruby>漢<rt>kan</rt></ruby></p>',
  );
  for (const part of ['colspan="2"', 'start="3"', 'lang="ar"', 'dir="rtl"', '<rt>kan</rt>'])
    expect(out).toContain(part);
});

test('thousands of nested tags are flattened, not followed', () => {
  expect(clean(`${'<div>'.repeat(20_000)}a`).length).toBeLessThan(10_000);
});

test('text of blocks is composed, page numbers and ruby left out, cells parted', () => {
  const { blocks } = numberBlocks(
    sanitizeChapter(
      '<p>Tie&#x302;&#x301;ng<br>Việt</p><table><tr><td>a</td><td>b</td></tr></table><p><ruby>漢<rt>kan</rt></ruby>字</p>',
      NOWHERE,
    ),
  );
  expect(blocks.map((b) => b.text)).toEqual(['Tiếng\nViệt', 'a | b', '漢字']);
});

describe('a formula', () => {
  const MATH = 'xmlns="http://www.w3.org/1998/Math/MathML"';
  test('stays a formula, and its words are one line for search', () => {
    const html = `<p>Mức hưởng bằng <math ${MATH}><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>12</mn></mfrac></math> lần</p>`;
    expect(clean(html)).toContain(
      '<math alttext="(a + b)/12"><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>12</mn></mfrac></math>',
    );
    expect(blocksOf(html)).toEqual(['Mức hưởng bằng (a + b)/12 lần']);
  });

  test('is said once, without its TeX and other annotations', () => {
    expect(
      blocksOf(
        `<p>tối đa <math ${MATH}><semantics><mrow><mn>100</mn><msup><mi>m</mi><mn>2</mn></msup></mrow><annotation encoding="application/x-tex">100m^{2}</annotation><annotation-xml><ci>m</ci></annotation-xml></semantics></math>.</p>`,
      ),
    ).toEqual(['tối đa 100 m^2.']);
  });

  test.each([
    ['<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>', '√(x + 1)'],
    ['<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>', 'x_1^2'],
    ['<mfenced><mi>a</mi><mi>b</mi></mfenced>', '(a, b)'],
    ['<mi>f</mi><mo>\u2061</mo><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow>', 'f (x)'],
    ['<mi>a</mi><mphantom><mi>b</mi></mphantom>', 'a'],
    [
      '<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable>',
      '1, 2; 3',
    ],
  ])('%s reads %s', (inner, words) => {
    expect(blocksOf(`<p><math>${inner}</math></p>`)).toEqual([words]);
  });

  test('written with a prefix is the same formula', () => {
    expect(
      clean(
        '<p xmlns:m="x"><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi></m:math></p>',
      ),
    ).toContain('<math alttext="x"><mi>x</mi></math>');
  });

  test('old brackets become operators that browsers show', () => {
    expect(
      clean(
        '<math><mfenced open="[" close="]" separators=";"><mi>a</mi><mi>b</mi></mfenced></math>',
      ),
    ).toContain('<mrow><mo>[</mo><mi>a</mi><mo>;</mo><mi>b</mi><mo>]</mo></mrow>');
  });

  test('is the branch that a switch takes; without one that is known its default', () => {
    const branches = (namespace: string): string[] =>
      blocksOf(
        `<epub:switch><epub:case required-namespace="${namespace}"><math><mn>7</mn></math></epub:case><epub:default><p>bảy</p></epub:default></epub:switch>`,
      );
    expect(branches('http://www.w3.org/1998/Math/MathML')).toEqual(['7']);
    expect(branches('http://www.xml-cml.org/schema')).toEqual(['bảy']);
  });
});

describe('what an author hid', () => {
  test.each([
    '<p hidden="hidden">hổ phách</p>',
    '<p style="display:none">hổ phách</p>',
    '<p style="DISPLAY : none !important; color:red">hổ phách</p>',
    '<p style="visibility:hidden">hổ phách</p>',
    '<p style="mso-hide:all">hổ phách</p>',
    '<style>.an{display:none}</style><p class="x an">hổ phách</p>',
    '<style>@media screen { div > p.an { display: none } }</style><div><p class="an">hổ phách</p></div>',
    '<style><!-- p.MsoHide {mso-hide:all;} --></style><p class="MsoHide">hổ phách</p>',
    '<style>#a b, .c .d {visibility:hidden}</style><div class="c"><p><i class="d">hổ phách</i></p></div>',
    '<dialog>hổ phách</dialog>',
    '<svg><text>a</text><text display="none">hổ phách</text></svg>',
  ])('%s is neither shown nor found', (html) => {
    const out = clean(`<p>trước</p>${html}<p>sau</p>`);
    expect(out).not.toContain('hổ phách');
    expect(out).toContain('sau');
  });

  test.each([
    '<p aria-hidden="true">hổ phách</p>',
    '<style>body{display:none;visibility:hidden}</style><body><p>hổ phách</p></body>',
    '<style>@media print {p{display:none}}</style><p>hổ phách</p>',
    '<style>p{display:none} p.hien{display:block}</style><p class="hien">hổ phách</p>',
    '<p style="visibility:hidden">a <b style="visibility:visible">hổ phách</b></p>',
    '<aside epub:type="footnote" hidden="">hổ phách</aside>',
    '<a epub:type="noteref" href="#n1">1</a><div id="n1" style="display:none">hổ phách</div>',
  ])('%s is not hidden', (html) => {
    expect(clean(html)).toContain('hổ phách');
  });
});

describe('the marker of a list', () => {
  test.each([
    ['<ol><li>x</li></ol>', '1. x'],
    ['<ol type="a" start="3"><li>x</li></ol>', 'c. x'],
    ['<ol style="list-style-type:lower-alpha" start="2"><li>x</li></ol>', 'b. x'],
    [
      '<style>ol.a{list-style:upper-roman inside}</style><ol class="a"><li value="4">x</li></ol>',
      'IV. x',
    ],
    ['<style>ol.d > li{list-style-type:lower-latin}</style><ol class="d"><li>x</li></ol>', 'a. x'],
    ['<ul><li>x</li></ul>', 'x'],
    ['<style>ol{list-style:none}</style><ol><li>a) x</li></ol>', 'a) x'],
    ['<ol style="list-style-type: \'– \'"><li>x</li></ol>', '– x'],
    [
      '<style>@counter-style vn{system:alphabetic;symbols:a b c d đ e g;suffix:") "} ol{list-style:vn}</style><ol start="5"><li>x</li></ol>',
      'đ) x',
    ],
    [
      '<style>ol{list-style:none;counter-reset:diem} li{counter-increment:diem} li::before{content:counter(diem,lower-alpha) ") "}</style><ol><li>x</li></ol>',
      'a) x',
    ],
    ['<style>.d::before{content:"Điều 5. "}</style><p class="d">x</p>', 'Điều 5. x'],
    ['<style>li::marker{content:"§ "}</style><ol><li>x</li></ol>', '§ x'],
  ])('%s reads %s', (html, words) => {
    expect(blocksOf(html)).toEqual([words]);
  });

  test('counts on over items, nested lists and later ones', () => {
    expect(
      blocksOf(
        '<style>body{counter-reset:dieu} h2{counter-increment:dieu;counter-reset:khoan} h2::before{content:"Điều " counter(dieu) ". "} p{counter-increment:khoan} p::before{content:counter(dieu) "." counter(khoan) " "}</style><body><h2>A</h2><p>a</p><p>b</p><h2>B</h2><p>c</p></body>',
      ),
    ).toEqual(['Điều 1. A', '1.1 a', '1.2 b', 'Điều 2. B', '2.1 c']);
    expect(blocksOf('<ol><li>x<ol type="a"><li>y</li></ol></li><li>z</li></ol>')).toEqual([
      '1. x',
      'a. y',
      '2. z',
    ]);
  });

  test('is carried to the page by type or by a class of ours', () => {
    expect(clean('<ol style="list-style:lower-alpha"><li>x</li></ol>')).toContain(
      '<ol type="a" class="marker-lower-alpha">',
    );
    expect(clean('<ol style="list-style:none"><li>x</li></ol>')).toContain(
      '<ol class="marker-none">',
    );
    expect(clean('<p class="fancy">x</p>')).not.toContain('class');
  });
});

describe('a drawing in the page', () => {
  test('is kept with its colours, its words apart', () => {
    const html =
      '<h1>Sơ đồ</h1><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40"><style>.r{fill:red}</style><rect class="r" width="40" height="20"/><text x="2" y="12">Nộp đơn</text><text x="62" y="12">Trả kết quả</text></svg><p>x</p>';
    expect(clean(html)).toContain('<rect width="40" height="20" fill="red"></rect>');
    expect(blocksOf(html)).toEqual(['Sơ đồ', 'Nộp đơn Trả kết quả', 'x']);
  });

  test('leads nowhere outside and does not multiply', () => {
    const out = clean(
      '<svg><image href="http://x.example/a.png"/><use href="http://x.example/a.svg#b"/><rect fill="url(http://x.example/c.svg#d)" style="fill:url(javascript:a)" width="1" height="1"/><g id="a"><rect width="1" height="1"/></g><g id="b"><use href="#a"/><use href="#a"/></g><use href="#b"/></svg>',
    );
    expect(out).not.toContain('x.example');
    expect(out).not.toContain('javascript');
    expect(out).toContain('href="#a"');
    expect(out).not.toContain('href="#b"');
  });
});

test('a formula nested thousands deep is flattened, not followed', () => {
  expect(clean(`<math>${'<mrow>'.repeat(20_000)}<mi>x</mi>`).length).toBeLessThan(10_000);
});

test('thousands of rules for thousands of elements are refused before they take long', () => {
  const rules = Array.from({ length: 2_000 }, (_, i) => `a b c${i % 3} p{display:block}`).join('');
  expect(() =>
    clean(`<style>${rules}</style>${'<div>'.repeat(50)}${'<p>x</p>'.repeat(5_000)}`),
  ).toThrow(expect.objectContaining({ code: 'file-too-slow' }));
});

test('direction and language of the whole document are kept', () => {
  expect(clean('<html dir="rtl" lang="ar"><body><p>د</p></body></html>')).toBe(
    '<section lang="ar" dir="rtl"><p id="m1">د</p></section>',
  );
});

test('words of blocks that mean nothing here do not stick together', () => {
  expect(blocksOf('<header>a</header><main>b</main><nav>c</nav>')).toEqual(['a', 'b', 'c']);
  expect(
    blocksOf(
      '<style>.v{display:block}</style><p><span class="v">a</span><span class="v">b</span></p>',
    ),
  ).toEqual(['a\nb']);
});
