import { existsSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { extractEpub } from '#server/ingest/extract/epub/epub.ts';
import { makeEpub, type EpubOptions } from '../support/make/make-epub.ts';
import { makeFolder } from '../support/make/make-folder.ts';

const folder = makeFolder();
afterAll(() => folder.remove());
const read = (options: EpubOptions) =>
  extractEpub(folder.put('book.epub', makeEpub(options)), folder.path);
const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#336699' } })
  .png()
  .toBuffer();

describe('a book', () => {
  test('gives its record, its chapters in order and its table of contents', async () => {
    const book = await read({
      chapters: [
        { name: 'c1.xhtml', body: '<h1>Chương I</h1><p>Một</p>' },
        { name: 'c2.xhtml', body: '<h1 id="đầu">Chương II</h1><p>Hai</p>' },
      ],
      contents: { 'Phần đầu': 'c1.xhtml', 'Phần sau': 'c2.xhtml#đầu', 'Đi đâu': 'missing.xhtml' },
    });
    expect(book.metadata).toMatchObject({
      title: 'Sổ tay pháp luật',
      creators: ['Sở Tư pháp'],
      publisher: 'NXB Tư pháp',
      issued: '2024-05-12',
      language: 'vi',
    });
    expect(book.sections.map((s) => [s.title, s.href])).toEqual([
      ['Phần đầu', 'OEBPS/c1.xhtml'],
      ['Phần sau', 'OEBPS/c2.xhtml'],
    ]);
    expect(book.outline.map((o) => [o.title, o.level, o.locator])).toEqual([
      ['Phần đầu', 1, { kind: 'chapter', chapter: 1, fragment: null }],
      ['Phần sau', 1, { kind: 'chapter', chapter: 2, fragment: '-111-1ea7u' }],
    ]);
    expect(book.sections[1]!.html).toContain(
      '<h2 id="-111-1ea7u"><a id="chuong-2"></a>Chương II</h2>',
    );
    expect(book).toMatchObject({
      outcome: 'ready',
      layer: 'born-digital',
      encoding: 'unicode',
      pages: 2,
    });
  });

  test('every passage points at an id that its chapter really has', async () => {
    const paragraphs = Array.from(
      { length: 40 },
      (_, i) => `<p>Đoạn ${i} ${'chữ '.repeat(60)}</p>`,
    ).join('');
    const { passages, sections } = await read({
      chapters: [
        {
          name: 'c1.xhtml',
          body: `<h1>Chương I</h1>${paragraphs}<h2>Mục 1</h2><ul><li>một</li></ul>`,
        },
      ],
    });
    expect(passages.length).toBeGreaterThan(4);
    for (const { locator, text } of passages) {
      expect(
        locator.kind === 'chapter' && sections[0]!.html.includes(`id="${locator.fragment}"`),
      ).toBe(true);
      expect(text.length).toBeLessThan(2_700);
    }
    expect(passages.at(-1)).toMatchObject({ heading: 'Mục 1', text: 'một' });
  });

  test('links between chapters become section links, notes stay, pictures become resources', async () => {
    const book = await read({
      chapters: [
        {
          name: 'c1.xhtml',
          body: '<p>Xem <a epub:type="noteref" href="c2.xhtml#n1">1</a> <a href="#x">x</a> <img src="img/a.png" alt="Hình" onerror="alert(1)"/></p>',
        },
        {
          name: 'c2.xhtml',
          body: '<aside epub:type="footnote" id="n1"><p>Chú thích</p></aside><p><img src="http://evil.example/x.png" alt=""/></p>',
        },
      ],
      files: {
        'OEBPS/img/a.png': { content: png, mediaType: 'image/png' },
        'OEBPS/img/unused.png': { content: png, mediaType: 'image/png' },
      },
    });
    expect(book.sections[0]!.html).toContain('role="doc-noteref" href="section:2#n1"');
    expect(book.sections[0]!.html).toContain('href="#x"');
    expect(book.sections[0]!.html).toContain('src="resource:p1.png"');
    expect(book.sections[1]!.html).toContain('<aside id="n1" role="doc-footnote">');
    expect(book.sections[1]!.html).not.toContain('img');
    expect(book.resources.map((r) => [r.name, r.mediaType])).toEqual([['p1.png', 'image/png']]);
    expect(readFileSync(book.resources[0]!.path)).toEqual(png);
  });

  test('an SVG picture is drawn, so that nothing in it can run', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><script>alert(1)</script><rect width="20" height="20" onclick="alert(1)"/></svg>';
    const book = await read({
      chapters: [
        {
          name: 'c1.xhtml',
          body: '<p>a</p><svg><image xlink:href="s.svg"/><script>alert(2)</script></svg>',
        },
      ],
      files: {
        'OEBPS/s.svg': { content: svg, mediaType: 'image/svg+xml', properties: 'cover-image' },
      },
    });
    expect(book.resources.map((r) => [r.name, r.mediaType])).toEqual([['cover.png', 'image/png']]);
    expect((await sharp(book.resources[0]!.path).metadata()).format).toBe('png');
    expect(book.sections[0]!.html).not.toMatch(/svg|script|alert/u);
  });

  test('a book with a missing chapter opens, one with none does not', async () => {
    const extra = makeEpub({
      chapters: [
        { name: 'c1.xhtml', body: '<p>một</p>' },
        { name: 'c2.xhtml', body: '<p>hai</p>' },
      ],
    });
    const text = Buffer.from(extra)
      .toString('latin1')
      .replaceAll('OEBPS/c2.xhtml', 'OEBPS/cX.xhtml');
    const book = await extractEpub(
      folder.put('part.epub', Buffer.from(text, 'latin1')),
      folder.path,
    );
    expect(book.sections).toHaveLength(1);
    const none = Buffer.from(text.replaceAll('OEBPS/c1.xhtml', 'OEBPS/cY.xhtml'), 'latin1');
    await expect(extractEpub(folder.put('none.epub', none), folder.path)).rejects.toMatchObject({
      code: 'file-broken',
    });
  });

  test('careless XHTML, page numbers and external entities do no harm', async () => {
    const body =
      '<!DOCTYPE html [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><html><head><title/><script src="x.js"/></head><body><p>Một&nbsp;hai &xxe; <b>ba<p>bốn <span epub:type="pagebreak" id="p7">7</span>năm</body></html>';
    const { passages, sections } = await read({ chapters: [{ name: 'c1.xhtml', body }] });
    expect(passages.map((p) => p.text).join(' ')).toMatch(/Một hai .*ba\s+bốn năm/u);
    expect(sections[0]!.html).not.toContain('root:');
  });
});

const locked = (algorithm: string, uri: string) => ({
  'META-INF/encryption.xml': {
    content: `<encryption xmlns:enc="e"><enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherData><enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`,
  },
});

test('a book in TCVN3 is decoded, its table of contents too', async () => {
  const book = await read({
    chapters: [
      { name: 'c1.xhtml', body: '<h1>Ch­¬ng I</h1><p>QuyÕt ®Þnh cña Bé tr­ëng Bé T­ ph¸p</p>' },
      { name: 'c2.xhtml', body: '<h1>Ch­¬ng II</h1><p>Céng hoµ x· héi chñ nghÜa ViÖt Nam</p>' },
    ],
    contents: { 'Nh÷ng quy ®Þnh chung': 'c1.xhtml', 'Ch­¬ng II': 'c2.xhtml' },
  });
  expect(book).toMatchObject({ outcome: 'ready', encoding: 'tcvn3' });
  expect(book.sections[0]!.html).toContain('Quyết định của Bộ trưởng Bộ Tư pháp');
  expect(book.outline[0]!.title).toBe('Những quy định chung');
});

describe('a locked book', () => {
  test('is refused when its text is encrypted', async () => {
    await expect(
      read({
        chapters: [{ name: 'c1.xhtml', body: '<p>a</p>' }],
        files: locked('http://www.w3.org/2001/04/xmlenc#aes256-cbc', 'OEBPS/c1.xhtml'),
      }),
    ).rejects.toMatchObject({ code: 'file-encrypted' });
  });
  test('opens when only its fonts are obfuscated', async () => {
    const book = await read({
      chapters: [{ name: 'c1.xhtml', body: '<p>a</p>' }],
      files: locked('http://www.idpf.org/2008/embedding', 'OEBPS/f.otf'),
    });
    expect(book.outcome).toBe('ready');
  });
});

const SAMPLES = new URL('../../../shared/data/files/epub/', import.meta.url).pathname;
const withSamples = existsSync(SAMPLES) ? test : test.skip;
withSamples('real books of awkward kinds open (skipped without ../shared/data/files)', async () => {
  for (const name of [
    'haruko-jpeg',
    'page-blanche',
    'svg-in-spine',
    'israelsailing',
    'regime-anticancer-arabic',
    'wasteland-otf-obf',
  ]) {
    const book = await extractEpub(`${SAMPLES}${name}.epub`, folder.path);
    expect([name, book.outcome, book.sections.length > 0]).toEqual([name, 'ready', true]);
  }
});
