import { seededRandom } from '../builders.ts';

export interface BigPdfOptions {
  readonly pages: number;
  /** About how large the file becomes. */
  readonly bytes: number;
  /**
   * The first page's objects stand at the front, as "fast web view" has it (ISO 32000 annex F,
   * without hints).
   */
  readonly linearised?: boolean;
}

interface PdfObject {
  readonly id: number;
  readonly body: Buffer;
}

const FAN_OUT = 16;
const SIDE = 256;

const stream = (dictionary: string, data: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<<${dictionary}/Length ${data.length}>>stream\n`),
    data,
    Buffer.from('\nendstream'),
  ]);

/**
 * Ids: 1 catalogue, 2 root of the page tree, 3 font, 4 linearisation; then three for each page,
 * then the nodes of the tree.
 */
const pageId = (n: number): number => 5 + n * 3;

function pageObjects(n: number, total: number, padding: number, random: () => number): PdfObject[] {
  const id = pageId(n);
  const picture = n > 0;
  const words = Buffer.from(
    `BT /F1 18 Tf 72 760 Td (Trang ${n + 1} cua tep lon, hoa giai o co so) Tj ET${picture ? ' q 40 0 0 40 72 72 cm /I1 Do Q' : ''}`,
  );
  const rows = Math.max(1, Math.round(padding / SIDE));
  const noise = Buffer.alloc(SIDE * rows);
  for (let i = 0; i < noise.length; i += 1) noise[i] = random() * 256;
  const node = 5 + total * 3 + Math.floor(n / FAN_OUT);
  return [
    {
      id,
      body: Buffer.from(
        `<</Type/Page/Parent ${node} 0 R/MediaBox[0 0 595 842]/Contents ${id + 1} 0 R/Resources<</Font<</F1 3 0 R>>${picture ? `/XObject<</I1 ${id + 2} 0 R>>` : ''}>>>>`,
      ),
    },
    { id: id + 1, body: stream('', words) },
    ...(picture
      ? [
          {
            id: id + 2,
            body: stream(
              `/Type/XObject/Subtype/Image/Width ${SIDE}/Height ${rows}/ColorSpace/DeviceGray/BitsPerComponent 8`,
              noise,
            ),
          },
        ]
      : [{ id: id + 2, body: Buffer.from('null') }]),
  ];
}

function treeObjects(total: number): PdfObject[] {
  const nodes = Math.ceil(total / FAN_OUT);
  const first = 5 + total * 3;
  const kids = (from: number, to: number, id: (i: number) => number): string =>
    Array.from({ length: to - from }, (_, i) => `${id(from + i)} 0 R`).join(' ');
  return [
    { id: 1, body: Buffer.from('<</Type/Catalog/Pages 2 0 R>>') },
    {
      id: 2,
      body: Buffer.from(`<</Type/Pages/Count ${total}/Kids[${kids(0, nodes, (i) => first + i)}]>>`),
    },
    {
      id: 3,
      body: Buffer.from('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>'),
    },
    ...Array.from({ length: nodes }, (_, i): PdfObject => {
      const [from, to] = [i * FAN_OUT, Math.min((i + 1) * FAN_OUT, total)];
      return {
        id: first + i,
        body: Buffer.from(
          `<</Type/Pages/Parent 2 0 R/Count ${to - from}/Kids[${kids(from, to, pageId)}]>>`,
        ),
      };
    }),
  ];
}

/** Collects parts of a file and where each object begins. */
class Writer {
  readonly #parts: Buffer[] = [];
  readonly at = new Map<number, number>();
  length = 0;

  add(part: Buffer | string): void {
    const bytes = Buffer.from(part as string);
    this.#parts.push(bytes);
    this.length += bytes.length;
  }

  object({ id, body }: PdfObject): void {
    this.at.set(id, this.length);
    this.add(`${id} 0 obj\n`);
    this.add(body);
    this.add('\nendobj\n');
  }

  /** A table with one section per object: any ids in any order. */
  table(ids: readonly number[]): string {
    return `xref\n${ids.map((id) => `${id} 1\n${String(this.at.get(id) ?? 0).padStart(10, '0')} 00000 n \n`).join('')}`;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

function write(
  front: readonly PdfObject[],
  rest: readonly PdfObject[],
  known: {
    readonly at: ReadonlyMap<number, number>;
    readonly main: number;
    readonly length: number;
  } | null,
): { writer: Writer; main: number } {
  const writer = new Writer();
  const number = (n: number | undefined): string => String(n ?? 0).padStart(10, '0');
  const size = Math.max(...[...front, ...rest].map((o) => o.id)) + 1;
  writer.add('%PDF-1.4\n%-\n');
  if (front.length > 0) {
    const pages = rest.filter((o) => o.body.includes('/Type/Page/')).length + 1;
    writer.object({
      id: 4,
      body: Buffer.from(
        `<</Linearized 1/L ${number(known?.length)}/H[${number(1)} ${number(1)}]/O ${pageId(0)}/E ${number(1)}/N ${pages}/T ${number(known?.main)}>>`,
      ),
    });
    const earlier = new Writer();
    for (const [id, at] of known?.at ?? []) earlier.at.set(id, at);
    writer.add(
      `${earlier.table(front.map((o) => o.id))}trailer\n<</Size ${size}/Root 1 0 R/Prev ${number(known?.main)}>>\nstartxref\n0\n%%EOF\n`,
    );
    for (const object of front) writer.object(object);
  }
  for (const object of rest) writer.object(object);
  const main = writer.length;
  writer.add(
    `${writer.table(rest.map((o) => o.id))}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${front.length > 0 ? '0' : main}\n%%EOF\n`,
  );
  return { writer, main };
}

/** A large PDF whose first page is small: text alone, every other page with a picture of noise. */
export function makeBigPdf({ pages, bytes, linearised = false }: BigPdfOptions): Buffer {
  const random = seededRandom(7);
  const all = Array.from({ length: pages }, (_, n) => pageObjects(n, pages, bytes / pages, random));
  const tree = treeObjects(pages);
  if (!linearised) return write([], [...all.flat(), ...tree], null).writer.bytes();
  const [front, rest] = [[...tree, ...all[0]!], all.slice(1).flat()];
  // Every number is written ten digits wide: the second writing knows the places that the first one
  // found.
  const { writer, main } = write(front, rest, null);
  return write(front, rest, { at: writer.at, main, length: writer.length }).writer.bytes();
}
