export interface PdfOptions {
  /** One entry per page; Latin-1 text, lines parted by `\n`. */
  readonly pages: readonly string[];
  readonly outline?: readonly { readonly title: string; readonly page: number }[];
  readonly title?: string;
  readonly font?: string;
  /** Locked with a password nobody knows. */
  readonly locked?: boolean;
  /** Width and height of the pages in points; A4 when absent. */
  readonly paper?: readonly [width: number, height: number];
  /** The page tree contains itself. */
  readonly circular?: boolean;
}

const escape = (text: string): string => text.replace(/[\\()]/gu, (c) => `\\${c}`);

function pageStream(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => `(${escape(line)}) Tj 0 -20 Td`)
    .join(' ');
  const stream = `BT /F1 12 Tf 72 760 Td ${text === '' ? '' : lines} ET`;
  return `<</Length ${stream.length}>>stream\n${stream}\nendstream`;
}

const page = (n: number): number => 5 + n * 2;

/**
 * Objects 1 catalog, 2 page tree, 3 font, 4 information, then page and content by turns, then the
 * outline.
 */
function objectsOf({
  pages,
  outline = [],
  title = '',
  font = 'Helvetica',
  paper = [595, 842],
  circular = false,
}: PdfOptions): string[] {
  const root = 5 + pages.length * 2;
  const kids = pages.map((_, n) => `${page(n)} 0 R`).join(' ');
  const objects = [
    `<</Type/Catalog/Pages 2 0 R${outline.length > 0 ? `/Outlines ${root} 0 R` : ''}>>`,
    `<</Type/Pages/Kids[${kids}${circular ? ' 2 0 R' : ''}]/Count ${pages.length + (circular ? 1 : 0)}>>`,
    `<</Type/Font/Subtype/Type1/BaseFont/${font}/Encoding/WinAnsiEncoding>>`,
    `<</Title(${escape(title)})/CreationDate(D:20240215103000)>>`,
  ];
  pages.forEach((text, n) =>
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${paper.join(' ')}]/Contents ${page(n) + 1} 0 R/Resources<</Font<</F1 3 0 R>>>>>>`,
      pageStream(text),
    ),
  );
  if (outline.length === 0) return objects;
  objects.push(
    `<</Type/Outlines/First ${root + 1} 0 R/Last ${root + outline.length} 0 R/Count ${outline.length}>>`,
  );
  outline.forEach((entry, i) =>
    objects.push(
      `<</Title(${escape(entry.title)})/Parent ${root} 0 R${i + 1 < outline.length ? `/Next ${root + i + 2} 0 R` : ''}/Dest[${page(entry.page - 1)} 0 R/Fit]>>`,
    ),
  );
  return objects;
}

/** A PDF made by hand, byte for byte the same every time. */
export function makePdf(options: PdfOptions): Uint8Array {
  const objects = objectsOf(options);
  let out = '%PDF-1.4\n';
  const at: number[] = [];
  objects.forEach((object, i) => {
    at.push(out.length);
    out += `${i + 1} 0 obj${object}endobj\n`;
  });
  const table = at.map((n) => `${String(n).padStart(10, '0')} 00000 n \n`).join('');
  const lock =
    options.locked === true
      ? `/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<${'ab'.repeat(32)}>/U<${'cd'.repeat(32)}>>>/ID[<${'01'.repeat(16)}><${'01'.repeat(16)}>]`
      : '';
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer<</Size ${objects.length + 1}/Root 1 0 R/Info 4 0 R${lock}>>\nstartxref\n${out.length}\n%%EOF`;
  return new Uint8Array(Buffer.from(out, 'latin1'));
}
