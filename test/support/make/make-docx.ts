import { strToU8, zipSync, type Zippable } from 'fflate';

export interface DocxOptions {
  /** `# ` and `## ` begin headings; everything else is a paragraph. */
  readonly paragraphs: readonly string[];
  readonly font?: string;
  readonly title?: string;
  /** Target of one link put behind the last paragraph. */
  readonly link?: string;
  readonly picture?: Uint8Array;
  readonly raw?: Zippable;
}

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function paragraph(text: string, font: string): string {
  const level = /^(#{1,3}) /u.exec(text)?.[1]?.length ?? 0;
  const style = level === 0 ? '' : `<w:pPr><w:pStyle w:val="Heading${level}"/></w:pPr>`;
  const words = escape(level === 0 ? text : text.slice(level + 1));
  return `<w:p>${style}<w:r><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}"/></w:rPr><w:t xml:space="preserve">${words}</w:t></w:r></w:p>`;
}

const drawing = `<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="x" descr="Bìa sách"/>
<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rId2"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;

/** A small Word document in memory. */
export function makeDocx({
  paragraphs,
  font = 'Times New Roman',
  title = '',
  link,
  picture,
  raw = {},
}: DocxOptions): Uint8Array {
  const styles = [1, 2, 3]
    .map(
      (n) =>
        `<w:style w:type="paragraph" w:styleId="Heading${n}"><w:name w:val="heading ${n}"/></w:style>`,
    )
    .join('');
  const anchor =
    link === undefined
      ? ''
      : '<w:p><w:hyperlink r:id="rId1"><w:r><w:t>liên kết</w:t></w:r></w:hyperlink></w:p>';
  const relations = [
    link === undefined
      ? ''
      : `<Relationship Id="rId1" Type="${OFFICE}/hyperlink" Target="${escape(link)}" TargetMode="External"/>`,
    picture === undefined
      ? ''
      : `<Relationship Id="rId2" Type="${OFFICE}/image" Target="media/image1.png"/>`,
  ];
  return zipSync({
    '[Content_Types].xml': strToU8(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(
      `<w:document ${W}><w:body>${paragraphs.map((p) => paragraph(p, font)).join('')}${anchor}${picture === undefined ? '' : drawing}</w:body></w:document>`,
    ),
    'word/styles.xml': strToU8(`<w:styles ${W}>${styles}</w:styles>`),
    'word/_rels/document.xml.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`,
    ),
    'docProps/core.xml': strToU8(
      `<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="y"><dc:title>${escape(title)}</dc:title><dc:creator>Phòng Tư pháp</dc:creator><dcterms:created>2023-11-09T01:02:03Z</dcterms:created></cp:coreProperties>`,
    ),
    ...(picture === undefined ? {} : { 'word/media/image1.png': picture }),
    ...raw,
  });
}
