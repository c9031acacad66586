import { afterAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { extractDocx } from '#server/ingest/extract/docx/docx.ts';
import { extractHtml } from '#server/ingest/extract/html/html.ts';
import { extractMarkdown, extractPlainText } from '#server/ingest/extract/plain-text.ts';
import { makeDocx } from '../support/make/make-docx.ts';
import { makeFolder } from '../support/make/make-folder.ts';

const folder = makeFolder();
afterAll(() => folder.remove());
const LEGACY =
  'Céng hoµ x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc\nquyÕt ®Þnh cña Bé tr­ëng Bé Tµi chÝnh';

const read = (options: Parameters<typeof makeDocx>[0]) =>
  extractDocx(folder.put('a.docx', makeDocx(options)), folder.path);

describe('a Word document', () => {
  test('is divided at its headings, with record, pictures and links', async () => {
    const picture = await sharp({
      create: { width: 9, height: 9, channels: 3, background: '#112233' },
    })
      .png()
      .toBuffer();
    const doc = await read({
      paragraphs: ['Lời nói đầu', '# Chương I', 'một', '# Chương II', '## Mục 1', 'hai'],
      title: 'Hỏi đáp',
      link: 'https://moj.gov.vn/',
      picture,
    });
    expect(doc.metadata).toMatchObject({
      title: 'Hỏi đáp',
      creators: ['Phòng Tư pháp'],
      issued: '2023-11-09',
    });
    expect(doc.sections.map((s) => s.title)).toEqual(['', 'Chương I', 'Chương II']);
    expect(doc.sections[2]!.html).toMatch(/<h2[^>]*>Chương II<\/h2><h3[^>]*>Mục 1<\/h3>/u);
    expect(doc.sections[2]!.html).toContain('href="https://moj.gov.vn/" rel="noopener nofollow"');
    expect(doc.sections[2]!.html).toContain('src="resource:p1.png"');
    expect(doc.resources).toHaveLength(1);
    expect(doc.outline.map((o) => [o.title, o.level])).toEqual([
      ['Chương I', 1],
      ['Chương II', 1],
      ['Mục 1', 2],
    ]);
  });

  test('without heading styles is divided at its Chương and Điều', async () => {
    const doc = await read({
      paragraphs: [
        'LUẬT',
        'Chương I',
        'QUY ĐỊNH CHUNG',
        'Điều 1. Phạm vi',
        'một',
        'Điều 2. Đối tượng',
        'hai',
        'Chương II',
        'TỔ CHỨC',
        'Điều 3. Cơ quan',
        'ba',
      ],
    });
    expect(doc.sections.map((s) => s.title)).toEqual([
      '',
      'Chương I QUY ĐỊNH CHUNG',
      'Chương II TỔ CHỨC',
    ]);
    expect(doc.passages.map((p) => [p.heading, p.text])).toEqual([
      ['', 'LUẬT'],
      ['Điều 1. Phạm vi', 'Chương I QUY ĐỊNH CHUNG\n\nmột'],
      ['Điều 2. Đối tượng', 'hai'],
      ['Điều 3. Cơ quan', 'Chương II TỔ CHỨC\n\nba'],
    ]);
  });

  test('loses links that would run', async () => {
    const doc = await read({ paragraphs: ['a'], link: 'javascript:alert(1)' });
    expect(doc.sections[0]!.html).not.toContain('javascript');
  });

  test('gives composed text from decomposed marks', async () => {
    const doc = await read({ paragraphs: ['Chuyển giao công nghệ'.normalize('NFD')] });
    expect(doc.passages[0]!.text).toBe('Chuyển giao công nghệ'.normalize('NFC'));
  });

  test('in TCVN3 is decoded, and staff are told', async () => {
    const doc = await read({ paragraphs: LEGACY.split('\n'), font: '.VnTime' });
    expect(doc).toMatchObject({ outcome: 'ready', encoding: 'tcvn3' });
    expect(doc.passages[0]!.text).toContain('quyết định của Bộ trưởng Bộ Tài chính');
    expect(doc.notes![0]).toMatchObject({ code: 'converted' });
  });

  test('has its title in Unicode, ư included', async () => {
    const doc = await read({ paragraphs: ['Chữ'], title: 'Th«ng t­ h­íng dÉn thi hµnh' });
    expect(doc.metadata.title).toBe('Thông tư hướng dẫn thi hành');
  });

  test('in TCVN3 without its font is decoded by its words', async () => {
    const doc = await read({ paragraphs: LEGACY.split('\n') });
    expect(doc.passages[0]!.text).toContain('Cộng hoà xã hội chủ nghĩa Việt Nam');
  });

  test('has ư where a program wrote it as a soft hyphen', async () => {
    const run = (text: string): string =>
      `<w:r><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>${text}</w:r>`;
    const doc = await read({
      paragraphs: [],
      raw: {
        'word/document.xml': Buffer.from(
          `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>${run('<w:t>Bé tr</w:t><w:softHyphen/><w:t>ëng Bé Tµi chÝnh</w:t>')}</w:p></w:body></w:document>`,
        ),
      },
    });
    expect(doc.passages[0]!.text).toBe('Bộ trưởng Bộ Tài chính');
  });

  test('in Unicode that only claims a TCVN3 font is ready', async () => {
    expect(
      (await read({ paragraphs: ['Cộng hoà xã hội chủ nghĩa Việt Nam'], font: '.VnTime' })).outcome,
    ).toBe('ready');
  });

  test('that is empty or no document is refused', async () => {
    await expect(read({ paragraphs: [] })).rejects.toMatchObject({ code: 'file-empty' });
    await expect(
      read({ paragraphs: ['a'], raw: { 'word/document.xml': new Uint8Array([60, 1, 2]) } }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^file-/u) });
  });
});

describe('a text', () => {
  test('gives paragraphs and chapters', async () => {
    const text = await extractPlainText(
      folder.put(
        'a.txt',
        'Chương I\n\nNHỮNG ĐIỀU CHUNG\n\nĐiều 1. Một\n\nNội dung <b>một</b>.\n\nChương II\n\nRIÊNG\n\nĐiều 2. Hai\n\nhai',
      ),
    );
    expect(text.sections).toHaveLength(2);
    expect(text.sections[0]!.html).toContain('Nội dung &lt;b&gt;một&lt;/b&gt;.');
  });

  test.each([
    ['UTF-8 with mark', Buffer.from('\uFEFFĐiều một')],
    ['UTF-16', Buffer.from('\uFEFFĐiều một', 'utf16le')],
    ['windows-1258', Buffer.from([0xd0, 0x69, 0xea, 0xcc, 0x75, 0x20, 0x6d, 0xf4, 0xf2, 0x74])],
  ])('in %s is read', async (_name, bytes) => {
    expect((await extractPlainText(folder.put('b.txt', bytes))).passages[0]!.text).toMatch(
      /^Điều mộ?t$|^Điều một$/u,
    );
  });

  test('in TCVN3 or VNI is decoded', async () => {
    const path = folder.put('c.txt', Buffer.from(`${LEGACY}\n`.repeat(3), 'latin1'));
    const tcvn3 = await extractPlainText(path);
    expect(tcvn3).toMatchObject({ outcome: 'ready', encoding: 'tcvn3' });
    expect(tcvn3.passages[0]!.text).toContain('Độc lập - Tự do - Hạnh phúc');
    expect((await extractPlainText(path, true)).passages[0]!.text).toContain('§éc lËp');
    const vni = 'Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nÑoäc laäp - Töï do - Haïnh phuùc\n';
    expect(
      await extractPlainText(folder.put('d.txt', Buffer.from(vni.repeat(3), 'latin1'))),
    ).toMatchObject({ outcome: 'ready', encoding: 'vni' });
  });

  test('of blanks only is empty', async () => {
    await expect(extractPlainText(folder.put('e.txt', ' \n\t\n'))).rejects.toMatchObject({
      code: 'file-empty',
    });
  });

  test('in Markdown shows markup as words, not as HTML', async () => {
    const doc = await extractMarkdown(
      folder.put(
        'f.md',
        '---\nx: 1\n---\n# Một\n\n<script>alert(1)</script>\n\n[a](javascript:alert(1)) **đậm**\n\n# Hai\n\nb',
      ),
    );
    expect(doc.sections.map((s) => s.title)).toEqual(['Một', 'Hai']);
    expect(doc.sections[0]!.html).not.toMatch(/<script|href/u);
    expect(doc.sections[0]!.html).toContain('<strong>đậm</strong>');
  });
});

describe('a web page', () => {
  test('gives title, author and chapters even inside wrappers, with links across chapters', async () => {
    const html =
      '<!doctype html><html lang="vi"><head><title>Hỏi &amp; đáp</title><meta name="author" content="Sở Tư pháp"></head><body><div id="w"><h1>Một</h1><p><a href="#hai">x</a> a</p><h1 id="hai">Hai</h1><p>b</p></div><script>alert(1)</script></body></html>';
    const page = await extractHtml(folder.put('a.html', html), folder.path);
    expect(page.metadata).toMatchObject({
      title: 'Hỏi & đáp',
      creators: ['Sở Tư pháp'],
      language: 'vi',
    });
    expect(page.sections.map((s) => s.title)).toEqual(['Một', 'Hai']);
    expect(page.sections[0]!.html).toContain('href="section:2#hai"');
    expect(
      page.sections.map(
        (s) => (s.html.match(/<div/gu) ?? []).length - (s.html.match(/<\/div/gu) ?? []).length,
      ),
    ).toEqual([0, 0]);
  });

  test('in old letters is decoded by its fonts, in capitals where they draw them', async () => {
    const html =
      '<html><title>QuyÕt ®Þnh cña Bé</title><body><p style="font-family: \'.VnTimeH\'">céng hßa <b>x· héi</b></p><p><font face="VNI-Times">Ñoäc laäp</font> và tự do</p></body></html>';
    const path = folder.put('cu.html', html);
    const page = await extractHtml(path, folder.path);
    expect(page.metadata.title).toBe('Quyết định của Bộ');
    expect(page.sections[0]!.html).toBe(
      '<p id="m1">CỘNG HÒA <b>XÃ HỘI</b></p><p id="m2"><span>Độc lập</span> và tự do</p>',
    );
    const asItIs = await extractHtml(path, folder.path, true);
    expect(asItIs.sections[0]!.html).toContain('céng hßa <b>x· héi</b>');
  });

  test('without any words is empty', async () => {
    await expect(
      extractHtml(
        folder.put('b.html', '<html><body><script>1</script></body></html>'),
        folder.path,
      ),
    ).rejects.toMatchObject({ code: 'file-empty' });
  });
});
