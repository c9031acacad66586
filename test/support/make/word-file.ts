import { zipSync, strToU8 } from 'fflate';
import type { Extraction } from '#server/items/extraction.ts';

const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
  'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
].join(' ');
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** What a Word file is made of; every part is the inside of its root element. */
export interface WordFile {
  readonly body: string;
  readonly styles?: string;
  readonly numbering?: string;
  readonly footnotes?: string;
  readonly endnotes?: string;
  readonly settings?: string;
  readonly header?: string;
  /** Other parts whole, by name, with the kind and id of their relationship. */
  readonly parts?: Readonly<
    Record<
      string,
      { readonly id: string; readonly kind: string; readonly bytes: Uint8Array | string }
    >
  >;
}

const part = (root: string, inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><w:${root} ${NAMESPACES}>${inside}</w:${root}>`;

const bytesOf = (content: Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? strToU8(content) : content;

/** The file's bytes. */
export function wordFile({ body, parts = {}, ...rest }: WordFile): Uint8Array {
  const kinds = {
    styles: 'styles',
    numbering: 'numbering',
    footnotes: 'footnotes',
    endnotes: 'endnotes',
    settings: 'settings',
    header: 'hdr',
  } as const;
  const named = Object.entries(kinds).flatMap(([kind, root]) => {
    const inside = rest[kind as keyof typeof kinds];
    return inside === undefined
      ? []
      : [{ id: kind, kind, name: `${kind}.xml`, bytes: part(root, inside) }];
  });
  const all = [...named, ...Object.entries(parts).map(([name, p]) => ({ ...p, name }))];
  const relationships = all
    .map((p) => `<Relationship Id="${p.id}" Type="${TYPES}/${p.kind}" Target="${p.name}"/>`)
    .join('');
  return zipSync({
    '[Content_Types].xml': strToU8(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="d" Type="${TYPES}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(part('document', `<w:body>${body}</w:body>`)),
    'word/_rels/document.xml.rels': strToU8(
      `<Relationships xmlns="${RELATIONSHIPS}">${relationships}</Relationships>`,
    ),
    ...Object.fromEntries(all.map((p) => [`word/${p.name}`, bytesOf(p.bytes)])),
  });
}

/** The blocks of the page, each as its words. */
export const shownBlocks = ({ sections }: Extraction): string[] =>
  sections
    .flatMap(({ html }) => html.split(/<\/?(?:p|h\d|li|ul|div|table|tr)(?:\s[^>]*)?>/gu))
    .map((block) =>
      block
        .replace(/<br>/gu, ' ⏎ ')
        .replace(/<\/t[dh]>/gu, ' | ')
        .replace(/<[^>]*>/gu, '')
        .replace(/\s+/gu, ' ')
        .trim(),
    )
    .filter((text) => text !== '');

export const run = (text: string, properties = ''): string =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;

export const paragraph = (inside: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${inside.startsWith('<') || inside === '' ? inside : run(inside)}</w:p>`;

/** A paragraph of list `numId` at a level. */
export const item = (text: string, numId: number, level = 0): string =>
  paragraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`);

interface LevelSpec {
  readonly format?: string;
  readonly text: string;
  readonly start?: number;
  readonly more?: string;
}

/** A list definition; `more` goes into the level. */
export const list = (id: number, levels: readonly LevelSpec[], more = ''): string =>
  `<w:abstractNum w:abstractNumId="${id}">${more}${levels
    .map(
      ({ format = 'decimal', text, start = 1, more: inner = '' }, i) =>
        `<w:lvl w:ilvl="${i}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/>${inner}<w:lvlText w:val="${text}"/></w:lvl>`,
    )
    .join('')}</w:abstractNum>`;

export const num = (id: number, abstract: number, more = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstract}"/>${more}</w:num>`;
