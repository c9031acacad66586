import { describe, expect, test } from '@jest/globals';
import { numberBlocks } from '#server/ingest/extract/html/chapter-blocks.ts';
import { safeId, sanitizeChapter } from '#server/ingest/extract/html/sanitize.ts';

const NOWHERE = { link: () => null, picture: () => null };
const clean = (html: string): string => numberBlocks(sanitizeChapter(html, NOWHERE)).html;

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
    '<xmp><script>alert(1)</script></xmp>',
  ])('%s', (html) => {
    const out = clean(`<p>trước</p>${html}<p>sau</p>`);
    expect(out).not.toMatch(
      /<(?:script|style|iframe|form|input|object|svg|math|base|meta|img|xmp)|\son\w+\s*=|="\s*(?:javascript|data):|style=/iu,
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
