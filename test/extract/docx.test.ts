import { afterAll, describe, expect, test } from '@jest/globals';
import { strToU8 } from 'fflate';
import { extractDocx } from '#server/ingest/extract/docx/docx.ts';
import type { Extraction } from '#server/items/extraction.ts';
import { makeFolder } from '../support/make/make-folder.ts';
import { paragraph, run, shownBlocks, wordFile, type WordFile } from '../support/make/word-file.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

const read = (file: WordFile): Promise<Extraction> =>
  extractDocx(folder.put('tep.docx', wordFile(file)), folder.path);
const blocks = async (file: WordFile): Promise<string[]> => shownBlocks(await read(file));
const noteOf = (extraction: Extraction, code: string) =>
  extraction.notes?.find((note) => note.code === code);

describe('what stands in a Word file is read', () => {
  const textbox = (inside: string): string =>
    `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>${inside}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${inside}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`;

  test.each<[string, string, string[]]>([
    [
      'a text box, once',
      `<w:p>${run('ngoài')}${textbox(paragraph('trong hộp'))}</w:p>`,
      ['ngoài', 'trong hộp'],
    ],
    [
      'a text box of the older kind and letters drawn as art',
      `<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>${paragraph('hộp cũ')}</w:txbxContent></v:textbox><v:textpath string="CHỮ NGHỆ THUẬT"/></v:shape></w:pict></w:r></w:p>`,
      ['hộp cũ', 'CHỮ NGHỆ THUẬT'],
    ],
    [
      'what is wrapped',
      `<w:p><w:fldSimple w:instr=" REF x ">${run('trường')}</w:fldSimple><w:dir w:val="rtl">${run(' hướng')}</w:dir><w:bdo w:val="ltr">${run(' chiều')}</w:bdo><w:smartTag>${run(' thẻ')}</w:smartTag><w:customXml>${run(' riêng')}</w:customXml><w:sdt><w:sdtContent>${run(' ô')}</w:sdtContent></w:sdt></w:p>`,
      ['trường hướng chiều thẻ riêng ô'],
    ],
    [
      'breaks, tabs and hyphens',
      `<w:p><w:r><w:t>một</w:t><w:cr/><w:t>hai</w:t><w:ptab/><w:t>ba</w:t><w:tab/><w:t>bốn</w:t><w:br/><w:t>NĐ</w:t><w:noBreakHyphen/><w:t>CP</w:t></w:r></w:p>`,
      ['một ⏎ hai ba bốn ⏎ NĐ\u2011CP'],
    ],
    [
      'signs of symbol fonts, as they look',
      `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>\uF0A3</w:t></w:r></w:p>`,
      ['🗹≤'],
    ],
    [
      'the result of a field, not its instruction',
      `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> SEQ Hinh </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('7')}<w:r><w:fldChar w:fldCharType="end"/></w:r>${run(' sau')}</w:p>`,
      ['7 sau'],
    ],
    [
      'what follows a field that nobody closes',
      `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${run('sau')}</w:p>${paragraph('cuối')}`,
      ['sau', 'cuối'],
    ],
    [
      'tick boxes and choices of forms',
      `<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>${run(' đồng ý, ')}<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Xã"/><w:listEntry w:val="Phường"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
      ['☒ đồng ý, Phường'],
    ],
    [
      'a drop cap with the word it begins',
      `<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>${run('T')}</w:p>${paragraph('rong năm 2026')}`,
      ['Trong năm 2026'],
    ],
    [
      'blocks in content controls',
      `<w:sdt><w:sdtContent>${paragraph('một')}<w:tbl><w:tr><w:tc>${paragraph('hai')}</w:tc></w:tr></w:tbl></w:sdtContent></w:sdt>`,
      ['một', 'hai |'],
    ],
    [
      'ruby',
      `<w:p><w:r><w:ruby><w:rt>${run('quốc')}</w:rt><w:rubyBase>${run('國')}</w:rubyBase></w:ruby></w:r></w:p>`,
      ['國quốc'],
    ],
    [
      'joined cells once, and not removed rows',
      `<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>${paragraph('gộp')}</w:tc><w:tc>${paragraph('a')}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>${paragraph('')}</w:tc><w:tc>${paragraph('b')}</w:tc></w:tr><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>${paragraph('bỏ')}</w:tc></w:tr></w:tbl>`,
      ['gộp | a |', 'b |'],
    ],
  ])('%s', async (_name, body, expected) => {
    expect(await blocks({ body })).toEqual(expected);
  });

  test('only a text box is not an empty file', async () => {
    expect(await blocks({ body: `<w:p>${textbox(paragraph('chỉ có hộp'))}</w:p>` })).toEqual([
      'chỉ có hộp',
    ]);
  });

  test('a file without any text or picture is empty', async () => {
    await expect(read({ body: paragraph('') })).rejects.toMatchObject({ code: 'file-empty' });
  });

  test('footnotes and endnotes, with ways there and back', async () => {
    const doc = await read({
      body: `<w:p>${run('nhiệm vụ')}<w:r><w:footnoteReference w:id="2"/></w:r>${run(' và')}<w:r><w:endnoteReference w:id="3"/></w:r></w:p>`,
      footnotes: `<w:footnote w:id="2">${paragraph(`<w:r><w:footnoteRef/></w:r>${run('Xem Điều 5.')}`)}</w:footnote>`,
      endnotes: `<w:endnote w:id="3">${paragraph('Cuối sách.')}</w:endnote>`,
    });
    expect(shownBlocks(doc)).toEqual(['nhiệm vụ[1] và[i]', '[1] Xem Điều 5.', '[i] Cuối sách.']);
    expect(doc.sections[0]!.html).toMatch(/href="#w-footnote-2"[^>]*>\[1\]/u);
    expect(doc.sections[0]!.html).toMatch(
      /role="doc-footnote"[^>]*><p[^>]*><a href="#w-footnote-ref-2"/u,
    );
  });

  test('the header of the first page, where it says something', async () => {
    const section = (type: string, more = ''): string =>
      `<w:sectPr><w:headerReference w:type="${type}" r:id="header"/>${more}</w:sectPr>`;
    const header = paragraph('TÀI LIỆU LƯU HÀNH NỘI BỘ');
    expect(
      await blocks({ body: `${paragraph('nội dung')}${section('first', '<w:titlePg/>')}`, header }),
    ).toEqual(['TÀI LIỆU LƯU HÀNH NỘI BỘ', 'nội dung']);
    expect(
      await blocks({
        body: `${paragraph('nội dung')}${section('default')}`,
        header: paragraph('- 2 -'),
      }),
    ).toEqual(['nội dung']);
  });

  test('an equation, as MathML', async () => {
    const e = (text: string): string => `<m:r><m:t>${text}</m:t></m:r>`;
    const doc = await read({
      body: `<w:p>${run('Lương ')}<m:oMath>${e('k=')}<m:f><m:num>${e('Mức lương cơ sở')}</m:num><m:den>${e('26')}</m:den></m:f><m:sSup><m:e>${e('m')}</m:e><m:sup>${e('2')}</m:sup></m:sSup></m:oMath></w:p>`,
    });
    expect(doc.sections[0]!.html).toContain(
      '<mi>k</mi><mo>=</mo><mfrac><mrow><mtext>Mức lương cơ sở</mtext></mrow><mrow><mn>26</mn></mrow></mfrac><msup><mrow><mi>m</mi></mrow><mrow><mn>2</mn></mrow></msup>',
    );
  });

  test.each<[string, Uint8Array | string, string]>([
    [
      'html',
      '<html><head><title>t</title></head><body><p>trang web ghép</p></body></html>',
      'trang web ghép',
    ],
    [
      'mht',
      'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>x=C3=A3 gh=\r\n=C3=A9p</p>\r\n--b--',
      'xã ghép',
    ],
    ['txt', 'chữ thường ghép', 'chữ thường ghép'],
    ['docx', wordFile({ body: paragraph('tệp Word ghép') }), 'tệp Word ghép'],
  ])('a document put in whole: %s', async (form, bytes, expected) => {
    const shown = await blocks({
      body: `${paragraph('đầu')}<w:altChunk r:id="ghep"/>${paragraph('cuối')}`,
      parts: { [`ghep.${form}`]: { id: 'ghep', kind: 'aFChunk', bytes } },
    });
    expect(shown).toEqual(['đầu', expected, 'cuối']);
  });

  test('words of charts and diagrams, and staff are told that their pictures are not shown', async () => {
    const chart =
      '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:title><a:p><a:r><a:t>Vụ việc hòa giải</a:t></a:r></a:p></c:title><c:ser><c:tx><c:v>Năm 2025</c:v></c:tx><c:cat><c:v>Quý 1</c:v></c:cat><c:val><c:v>12</c:v></c:val></c:ser></c:chartSpace>';
    const doc = await read({
      body: `<w:p><w:r><w:drawing><a:graphic><c:chart r:id="bieudo"/></a:graphic></w:drawing></w:r></w:p>`,
      parts: { 'chart.xml': { id: 'bieudo', kind: 'chart', bytes: chart } },
    });
    expect(shownBlocks(doc)).toEqual(['Vụ việc hòa giải', 'Năm 2025: Quý 1 12']);
    expect(noteOf(doc, 'not-kept')).toEqual({ code: 'not-kept', count: 1, detail: 'biểu đồ' });
  });

  test('the head of an official document side by side, without lines, as it stands', async () => {
    const cell = (text: string): string =>
      `<w:tc>${paragraph(text, '<w:jc w:val="center"/>')}</w:tc>`;
    const row = `<w:tr>${cell('ỦY BAN NHÂN DÂN')}${cell('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')}</w:tr>`;
    const lines = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>';
    const doc = await read({
      body: `<w:tbl>${row}</w:tbl><w:tbl>${lines}${row}</w:tbl>${paragraph('An Sơn, ngày 2', '<w:jc w:val="end"/>')}`,
    });
    const [plain = '', drawn = ''] = doc.sections[0]!.html.split('</table>');
    expect(plain).toContain('<table class="unruled"><tr id="m1"><td class="center">ỦY BAN');
    expect(drawn).toContain('<table><tr');
    expect(doc.sections[0]!.html).toContain('class="right"');
    expect(doc.passages[0]!.text).toContain('ỦY BAN NHÂN DÂN | CỘNG HÒA');
  });

  test('a table of contents and the headings it leads to', async () => {
    const doc = await read({
      styles:
        '<w:style w:type="paragraph" w:styleId="M"><w:name w:val="toc 1"/></w:style><w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>',
      body: `<w:p><w:pPr><w:pStyle w:val="M"/></w:pPr><w:hyperlink w:anchor="_Toc1">${run('Mở đầu')}<w:r><w:tab/></w:r>${run('3')}</w:hyperlink></w:p><w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:bookmarkStart w:id="1" w:name="_Toc1"/>${run('Mở đầu', '<w:b/>')}</w:p>${paragraph('chữ')}`,
    });
    expect(doc.sections[0]!.html).toMatch(
      /<div[^>]*role="doc-toc"[^>]*><p[^>]*><a href="#w-_Toc1">Mở đầu 3<\/a>/u,
    );
    expect(doc.sections[0]!.html).toContain('<a id="w-_Toc1"></a>Mở đầu</h2>');
  });

  test('names of other prefixes and the strict form', async () => {
    const strict = strToU8(
      `<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>dạng chặt</x:t></x:r></x:p></x:body></x:document>`,
    );
    const { unzipSync, zipSync } = await import('fflate');
    const file = unzipSync(wordFile({ body: '' }));
    const path = folder.put('chat.docx', zipSync({ ...file, 'word/document.xml': strict }));
    expect(shownBlocks(await extractDocx(path, folder.path))).toEqual(['dạng chặt']);
  });
});

describe('what the author hid or took back', () => {
  test('hidden text is neither shown nor found, by run, by style and by both at once', async () => {
    const doc = await read({
      styles:
        '<w:style w:type="character" w:styleId="An"><w:name w:val="An"/><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="PAn"><w:name w:val="PAn"/><w:rPr><w:vanish/></w:rPr></w:style>',
      body:
        `<w:p>${run('thấy ')}${run('mật một ', '<w:vanish/>')}${run('mật hai ', '<w:rStyle w:val="An"/>')}${run('lại thấy', '<w:vanish w:val="0"/>')}</w:p>` +
        paragraph(
          run('mật ba') + run('hiện', '<w:vanish w:val="false"/>'),
          '<w:pStyle w:val="PAn"/>',
        ),
    });
    expect(shownBlocks(doc)).toEqual(['thấy lại thấy', 'hiện']);
    expect(doc.passages.map((p) => p.text).join(' ')).not.toContain('mật');
    expect(noteOf(doc, 'hidden-text')).toMatchObject({ count: 3 });
  });

  test('tracked changes are read as accepted, comments never, and staff are told of both', async () => {
    const doc = await read({
      body: `<w:p>${run('Mức phạt ')}<w:del w:id="1"><w:r><w:delText>một</w:delText></w:r></w:del><w:ins w:id="2">${run('hai')}</w:ins>${run(' triệu')}<w:r><w:commentReference w:id="0"/></w:r></w:p><w:p><w:moveFrom w:id="3">${run('chuyển đi')}</w:moveFrom><w:moveTo w:id="4">${run('chuyển đến')}</w:moveTo></w:p>`,
    });
    expect(shownBlocks(doc)).toEqual(['Mức phạt hai triệu', 'chuyển đến']);
    expect(noteOf(doc, 'tracked-changes')).toMatchObject({ count: 4 });
    expect(noteOf(doc, 'comments')).toMatchObject({ count: 1 });
  });

  test('a paragraph whose end was removed flows into the next one', async () => {
    expect(
      await blocks({
        body: `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${run('một ')}</w:p>${paragraph('hai')}`,
      }),
    ).toEqual(['một hai']);
  });

  test('an embedded object is named to staff', async () => {
    const doc = await read({
      body: `${paragraph('chữ')}<w:p><w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>`,
    });
    expect(noteOf(doc, 'not-kept')).toMatchObject({ detail: 'bảng tính Excel nhúng' });
  });
});

test('a tree of more depth than any document has costs the file, not the server', async () => {
  const deep = `${'<w:sdt><w:sdtContent>'.repeat(5_000)}${paragraph('x')}${'</w:sdtContent></w:sdt>'.repeat(5_000)}`;
  await expect(read({ body: deep })).rejects.toMatchObject({ code: 'file-too-slow' });
});
