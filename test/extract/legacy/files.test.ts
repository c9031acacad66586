import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { extractFile } from '#server/ingest/extract/extract.ts';
import { numberBlocks } from '#server/ingest/extract/html/chapter-blocks.ts';
import { sniffFile } from '#server/ingest/extract/sniff.ts';
import type { Extraction } from '#server/items/extraction.ts';
import { lettersRight } from '../../bench/legacy/letters-right.ts';
import { makeXlsx, textRow } from '../../support/make/make-xlsx.ts';
import { makeFolder } from '../../support/make/make-folder.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

const legacy = (name: string): string =>
  fileURLToPath(new URL(`../../files/legacy/${name}`, import.meta.url));
const truthOf = (name: string): string =>
  readFileSync(legacy(name.replace(/\.\w+$/u, '.txt')), 'utf8');

async function read(path: string, asItIs = false): Promise<Extraction> {
  const { mediaType } = await sniffFile(path, path);
  return extractFile({ path, name: path, mediaType, workDir: folder.path, asItIs });
}

/** All that readers see. */
const textOf = ({ passages, sections }: Extraction): string =>
  sections.length === 0
    ? passages.map((p) => p.text).join('\n')
    : sections.flatMap(({ html }) => numberBlocks(html).blocks.map(({ text }) => text)).join('\n');

describe('a real file of an office', () => {
  test.each([
    ['2005-1DCA4_3b.doc', 'tcvn3', 0],
    // Its transcript has the foot of its pages and the names of fields.
    ['2006-Mau-MTB-10M-Von-CtyHD.doc', 'tcvn3', 0.01],
    ['2004-B1-3-LLTC.doc', 'tcvn3', 0.007],
    ['2009-download.doc', 'vni', 0.003],
    ['2004-A33.rtf', 'tcvn3', 0],
    ['2005-4E4ZD_XKT2.05.xls', 'tcvn3', 0.006],
    ['2006-Mau21_CKTC_NSH.xls', 'vni', 0],
    ['2006-16EZE_TT01.06GopvonDNNVV.pdf', 'tcvn3', 0.001],
  ] as const)('%s is read and decoded', async (name, encoding, most) => {
    const extraction = await read(legacy(name));
    expect(extraction.outcome).toBe('ready');
    expect(extraction.encoding).toBe(encoding);
    expect(extraction.notes!.map(({ code }) => code)).toContain('converted');
    const { letters, right } = lettersRight(truthOf(name), textOf(extraction));
    expect(1 - right / letters).toBeLessThanOrEqual(most);
  });

  test('is read as it stands where staff say so', async () => {
    const extraction = await read(legacy('2005-1DCA4_3b.doc'), true);
    expect(textOf(extraction)).toContain('c«ng nghiÖp');
    expect(extraction.encoding).toBe('unicode');
  });

  test('has the numbers that Word counts, typed ones between them', async () => {
    const numbers = textOf(await read(legacy('2004-B1-3-LLTC.doc')))
      .split('\n')
      .flatMap((line) => /^\d+(?=\. )/u.exec(line)?.[0] ?? []);
    expect(numbers).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });

  test('has its tables and capitals', async () => {
    const decree = await read(legacy('2004-A33.rtf'));
    expect(textOf(decree)).toContain('VĂN PHÒNG QUỐC HỘI');
    const table = await read(legacy('2006-Mau21_CKTC_NSH.xls'));
    expect(table.sections[0]!.html).toContain('<td');
  });
});

describe('an RTF file', () => {
  const rtf = async (body: string): Promise<Extraction> =>
    read(
      folder.put(
        'a.rtf',
        `{\\rtf1\\ansi\\ansicpg1252\\uc1{\\fonttbl{\\f0 Times New Roman;}{\\f1 .VnTime;}{\\f2\\fcharset163 Arial;}}{\\stylesheet{\\s1 heading 1;}}${body}}`,
      ),
    );

  test('gives characters written as numbers, bytes and words', async () => {
    const { passages } = await rtf(
      "\\pard \\u272?i\\u7873?u 1\\emdash {\\f1 quy\\'d5t \\'ae\\'denh}{\\f2 \\'d0i\\'ea\\'ccu}\\par {\\*\\unknown bỏ}{\\v ẩn}\\~\\u-10179?\\u-8704?",
    );
    expect(passages[0]!.text).toContain('Điều 1—quyết địnhĐiều');
    expect(passages[0]!.text).not.toContain('bỏ');
    expect(passages[0]!.text).toContain('😀');
  });

  test('has headings, tables, notes, links, and boxes', async () => {
    const { sections, notes } = await rtf(
      '{\\info{\\title A}{\\author B}}\\pard\\s1 Ch\\u432?\\u417?ng I\\par\\pard x{\\footnote ghi ch\\u250? n\\u224?y}{\\field{\\*\\fldinst HYPERLINK "https://moj.gov.vn/"}{\\fldrslt b\\u7897?}}\\par' +
        '\\trowd\\clbrdrt\\brdrs\\cellx1000\\cellx2000\\clvmgf\\pard\\intbl m\\u7897?t\\cell hai\\cell\\row\\pard{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt \\pard khung\\par}}}{\\pict ffd8}cu\\u7889?i\\par',
    );
    const html = sections.map((s) => s.html).join('');
    expect(html).toMatch(/<h2[^>]*>Chương I<\/h2>/u);
    expect(html).toMatch(/<tr[^>]*><td>một<\/td><td>hai<\/td><\/tr>/u);
    expect(html).toContain('href="https://moj.gov.vn/"');
    expect(html).toMatch(/role="doc-footnote"[^>]*>.*ghi chú này/u);
    expect(html).toContain('khung');
    expect(notes).toEqual([{ code: 'not-kept', count: 1, detail: 'hình' }]);
  });
});

const zip = (parts: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));

describe('a file of another office program', () => {
  const odf = (kind: string, body: string, styles = ''): Uint8Array =>
    zip({
      mimetype: `application/vnd.oasis.opendocument.${kind}`,
      'content.xml': `<office:document-content xmlns:office="urn:o" xmlns:text="urn:t" xmlns:table="urn:b" xmlns:draw="urn:d" xmlns:style="urn:s" xmlns:fo="urn:f" xmlns:presentation="urn:p"><office:automatic-styles>${styles}</office:automatic-styles><office:body>${body}</office:body></office:document-content>`,
      'meta.xml': '<m><dc:title>Tên</dc:title></m>',
    });

  test('.odt gives headings, notes, lists, tables and legacy letters', async () => {
    const path = folder.put(
      'a.odt',
      odf(
        'text',
        '<office:text><text:h text:outline-level="1">Chương I</text:h><text:p>một<text:s text:c="2"/><text:span text:style-name="T1">quyÕt ®Þnh</text:span><text:note><text:note-body><text:p>chú thích</text:p></text:note-body></text:note></text:p><text:list><text:list-item><text:p>mục</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>ô</text:p></table:table-cell></table:table-row></table:table></office:text>',
        '<style:style style:name="T1" style:family="text"><style:text-properties style:font-name=".VnTime"/></style:style>',
      ),
    );
    const { sections, metadata } = await read(path);
    const html = sections.map((s) => s.html).join('');
    expect(html).toMatch(/<h2[^>]*>Chương I<\/h2>/u);
    expect(html).toContain('quyết định');
    expect(html).toContain('chú thích');
    expect(html).toMatch(/<li[^>]*>mục<\/li>/u);
    expect(html).toContain('<td>');
    expect(metadata.title).toBe('Tên');
  });

  test('.ods gives its worksheets, repeated empty cells once', async () => {
    const path = folder.put(
      'a.ods',
      odf(
        'spreadsheet',
        '<office:spreadsheet><table:table table:name="Một"><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000"/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="16000"/></table:table-row></table:table><table:table table:name="Hai"><table:table-row><table:table-cell><text:p>Số liệu</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>',
      ),
    );
    expect(textOf(await read(path))).toBe('Số liệu');
  });

  test('.xlsx gives its visible worksheets as they are shown; what is hidden is named', async () => {
    const cell = (address: string, style: number, value: number): string =>
      `<c r="${address}" s="${style}"><v>${value}</v></c>`;
    const path = folder.put(
      'a.xlsx',
      makeXlsx({
        sheets: [
          {
            name: 'Mức phạt',
            data: `${textRow(1, ['Hành vi &lt;1&gt;', 'Ngày'])}<row r="2"><c r="A2" t="str"><f>CONCAT("a","b")</f><v>Đỗ xe</v></c>${cell('B2', 1, 45_292)}</row>`,
            after: '<mergeCells><mergeCell ref="A3:B3"/></mergeCells>',
          },
          { name: 'Ẩn', data: textRow(1, ['không thấy']), state: 'hidden' },
        ],
        formats: [0, 170],
        more: {
          '[Content_Types].xml': strToU8(
            `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${[
              ['workbook', 'sheet.main'],
              ['styles', 'styles'],
              ['worksheets/sheet1', 'worksheet'],
              ['worksheets/sheet2', 'worksheet'],
            ]
              .map(
                ([part, kind]) =>
                  `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`,
              )
              .join('')}</Types>`,
          ),
          'docProps/core.xml': strToU8(
            '<c xmlns:dc="urn:d"><dc:title>Bảng mức phạt</dc:title></c>',
          ),
        },
      }),
    );
    const { sections, metadata, notes } = await read(path);
    const html = sections.map((s) => s.html).join('');
    expect(html).toMatch(/<td>Hành vi &lt;1&gt;<\/td><td>Ngày<\/td>/u);
    expect(html).toMatch(/<td>Đỗ xe<\/td><td>01\/01\/2024<\/td>/u);
    expect([html.includes('không thấy'), metadata.title]).toEqual([false, 'Bảng mức phạt']);
    expect(notes).toEqual([{ code: 'hidden-text', count: 1, detail: 'Ẩn' }]);
    await expect(
      read(folder.put('vỡ.xlsx', zip({ '[Content_Types].xml': '<T/>', 'xl/workbook.xml': '<' }))),
    ).rejects.toMatchObject({
      code: expect.stringMatching(/^file-(?:broken|empty)$/u),
    });
  });

  test('.odp and .pptx give a chapter a slide', async () => {
    const odp = folder.put(
      'a.odp',
      odf(
        'presentation',
        '<office:presentation><draw:page><draw:frame presentation:class="title"><draw:text-box><text:p>Tiêu đề</text:p></draw:text-box></draw:frame><draw:frame><draw:text-box><text:p>Nội dung</text:p></draw:text-box></draw:frame></draw:page></office:presentation>',
      ),
    );
    expect((await read(odp)).outline.map(({ title }) => title)).toEqual(['Tiêu đề']);
    const rels = (entries: string): string =>
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries}</Relationships>`;
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const drawing = 'http://schemas.openxmlformats.org/drawingml/2006/main';
    const pptx = folder.put(
      'a.pptx',
      zip({
        '[Content_Types].xml': '<Types/>',
        '_rels/.rels': rels(
          `<Relationship Id="r1" Type="${office}/officeDocument" Target="ppt/presentation.xml"/>`,
        ),
        'ppt/presentation.xml': `<p:presentation xmlns:p="urn:p" xmlns:r="${office}"><p:sldIdLst><p:sldId r:id="r1"/></p:sldIdLst></p:presentation>`,
        'ppt/_rels/presentation.xml.rels': rels(
          `<Relationship Id="r1" Type="${office}/slide" Target="slides/slide1.xml"/>`,
        ),
        'ppt/slides/slide1.xml': `<p:sld xmlns:p="urn:p" xmlns:a="${drawing}"><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:rPr><a:latin typeface=".VnTime"/></a:rPr><a:t>QuyÕt ®Þnh</a:t></a:r></a:p></p:txBody></p:sp><p:sp><p:txBody><a:p><a:r><a:t>Nội dung</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>`,
      }),
    );
    const slides = await read(pptx);
    expect(slides.outline.map(({ title }) => title)).toEqual(['Quyết định']);
    expect(textOf(slides)).toContain('Nội dung');
  });
});
