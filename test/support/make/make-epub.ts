import { strToU8, zipSync, type Zippable } from 'fflate';

export interface EpubChapter {
  readonly name: string;
  /** What stands in `<body>`, or a whole document when it begins with `<`+`!` or `<?`. */
  readonly body: string;
}

export interface EpubOptions {
  readonly chapters: readonly EpubChapter[];
  readonly title?: string;
  /**
   * Further files: path inside the archive → content, with media type for the manifest when given.
   */
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly content: Uint8Array | string;
        readonly mediaType?: string;
        readonly properties?: string;
      }
    >
  >;
  /** `<li>` entries of the nav document: title → href. */
  readonly contents?: Readonly<Record<string, string>>;
  /** Further elements of the package's metadata. */
  readonly metadata?: string;
  /** Attributes of `<spine>`, with a space before each. */
  readonly spine?: string;
  /** Paths of further files that the reading order names behind the chapters. */
  readonly inSpine?: readonly string[];
  /** Entries at the very top of the archive, as they are (for hostile archives). */
  readonly raw?: Zippable;
}

const page = (body: string): string =>
  /^<[!?]/u.test(body)
    ? body
    : `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body>${body}</body></html>`;

const bytes = (content: Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? strToU8(content) : content;

/** The unique identifier of every book made here: what hidden fonts are hidden with. */
export const EPUB_ID = 'urn:uuid:0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';

/** A small EPUB 3 in memory. */
export function makeEpub({
  chapters,
  title = 'Sổ tay pháp luật',
  files = {},
  contents = {},
  metadata = '',
  spine = '',
  inSpine = [],
  raw = {},
}: EpubOptions): Uint8Array {
  const extra = Object.entries(files).filter(([, f]) => f.mediaType !== undefined);
  const manifest = [
    ...chapters.map(
      (c, i) => `<item id="c${i}" href="${encodeURI(c.name)}" media-type="application/xhtml+xml"/>`,
    ),
    ...extra.map(
      ([path, f], i) =>
        `<item id="f${i}" href="${encodeURI(path.replace(/^OEBPS\//u, ''))}" media-type="${f.mediaType}"${f.properties ? ` properties="${f.properties}"` : ''}/>`,
    ),
    '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
  ];
  const opf = `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="ma"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>${title}</dc:title><dc:creator>Sở Tư pháp</dc:creator><dc:publisher>NXB Tư pháp</dc:publisher><dc:date>2024-05-12</dc:date><dc:language>vi</dc:language><dc:identifier id="ma">${EPUB_ID}</dc:identifier>${metadata}</metadata>
<manifest>${manifest.join('')}</manifest><spine${spine}>${chapters.map((_, i) => `<itemref idref="c${i}"/>`).join('')}${extra.map(([path], i) => (inSpine.includes(path) ? `<itemref idref="f${i}"/>` : '')).join('')}</spine></package>`;
  const nav = `<nav epub:type="toc"><ol>${Object.entries(contents)
    .map(([t, href]) => `<li><a href="${href}">${t}</a></li>`)
    .join('')}</ol></nav>`;
  return zipSync({
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': strToU8(
      '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    ),
    'OEBPS/book.opf': strToU8(opf),
    'OEBPS/nav.xhtml': strToU8(page(nav)),
    ...Object.fromEntries(chapters.map((c) => [`OEBPS/${c.name}`, strToU8(page(c.body))])),
    ...Object.fromEntries(Object.entries(files).map(([path, f]) => [path, bytes(f.content)])),
    ...raw,
  });
}
