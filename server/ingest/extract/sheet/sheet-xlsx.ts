import { StringDecoder } from 'node:string_decoder';
import { BoundedParser } from '../bounded-parser.ts';
import { AppError } from '#server/base/errors.ts';
import { headerKey } from '#server/tables/columns.ts';
import type { SheetContent, SheetToRead } from '#server/tables/sheet.ts';
import { openArchive, type Archive, type ArchiveLimits } from '../archive.ts';
import { builtInFormat, readFormat, type CellFormat } from './number-format.ts';
import { SheetCells } from './sheet-cells.ts';
import type { XmlEvents } from './xml-events.ts';

/**
 * Empty formatted rows pack a thousand to one, so the sum of what comes out is the limit, not the
 * ratio.
 */
const LIMITS: ArchiveLimits = {
  entries: 2_000,
  total: 256 * 2 ** 20,
  ratio: 2_000,
  ratioFrom: 2 ** 20,
};

const MOST_PART = 128 * 2 ** 20;

const SLICE = 2 ** 20;

const HEADERS_WITHIN = 20;

/**
 * Names without their prefix: some writers put everything under `x:`. No entity but the five of XML
 * is known, so none can grow.
 */
async function readXml(archive: Archive, name: string, events: XmlEvents): Promise<void> {
  const bytes = await archive.read(name, MOST_PART);
  const local = (tag: string): string => tag.slice(tag.indexOf(':') + 1);
  const parser = new BoundedParser(
    {
      onopentag: (tag, attributes) => events.open(local(tag), attributes),
      ontext: (text) => events.text(text),
      onclosetag: (tag) => events.close(local(tag)),
    },
    { xmlMode: true, decodeEntities: true },
  );
  const decoder = new StringDecoder('utf8');
  for (let at = 0; at < bytes.length; at += SLICE)
    parser.write(decoder.write(bytes.subarray(at, at + SLICE)));
  parser.end(decoder.end());
}

const nothing = { open: () => undefined, text: () => undefined, close: () => undefined };

/** Texts that cells point at; readings of East Asian signs beside them are left out. */
async function sharedStrings(archive: Archive, name: string): Promise<string[]> {
  const strings: string[] = [];
  if (!archive.has(name)) return strings;
  let current = '';
  let inText = false;
  let reading = false;
  await readXml(archive, name, {
    open: (tag) => {
      if (tag === 'si') current = '';
      else if (tag === 'rPh') reading = true;
      else if (tag === 't') inText = !reading;
    },
    text: (text) => {
      if (inText) current += text;
    },
    close: (tag) => {
      if (tag === 'si') strings.push(current);
      else if (tag === 'rPh') reading = false;
      else if (tag === 't') inText = false;
    },
  });
  return strings;
}

/** The number format of every cell style, in their order. */
async function cellFormats(archive: Archive, name: string): Promise<CellFormat[]> {
  const styles: CellFormat[] = [];
  if (!archive.has(name)) return styles;
  const custom = new Map<number, CellFormat>();
  let inCellXfs = false;
  await readXml(archive, name, {
    ...nothing,
    open: (tag, attributes) => {
      const id = Number(attributes['numFmtId']);
      if (tag === 'numFmt') custom.set(id, readFormat(attributes['formatCode'] ?? ''));
      else if (tag === 'cellXfs') inCellXfs = true;
      else if (tag === 'xf' && inCellXfs) styles.push(custom.get(id) ?? builtInFormat(id));
    },
    close: (tag) => {
      if (tag === 'cellXfs') inCellXfs = false;
    },
  });
  return styles;
}

interface Book {
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly from1904: boolean;
  readonly strings: string;
  readonly styles: string;
}

/** Visible sheets in their order, by the book's own relations. */
async function readBook(archive: Archive): Promise<Book> {
  if (!archive.has('xl/workbook.xml'))
    throw new AppError('invalid-sheet', { reason: 'no workbook' });
  const targets = new Map<string, string>();
  const parts = new Map<string, string>();
  if (archive.has('xl/_rels/workbook.xml.rels')) {
    await readXml(archive, 'xl/_rels/workbook.xml.rels', {
      ...nothing,
      open: (tag, a) => {
        if (tag !== 'Relationship') return;
        const target = a['Target'] ?? '';
        const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
        targets.set(a['Id'] ?? '', part);
        parts.set((a['Type'] ?? '').split('/').at(-1)!, part);
      },
    });
  }
  const sheets: { name: string; part: string }[] = [];
  let from1904 = false;
  await readXml(archive, 'xl/workbook.xml', {
    ...nothing,
    open: (tag, a) => {
      if (tag === 'workbookPr') from1904 = ['1', 'true'].includes(a['date1904'] ?? '');
      const part = targets.get(a['r:id'] ?? a['id'] ?? '') ?? '';
      if (tag === 'sheet' && (a['state'] ?? 'visible') === 'visible' && archive.has(part))
        sheets.push({ name: a['name'] ?? '', part });
    },
  });
  if (sheets.length === 0) throw new AppError('invalid-sheet', { reason: 'no sheet' });
  return {
    sheets,
    from1904,
    strings: parts.get('sharedStrings') ?? 'xl/sharedStrings.xml',
    styles: parts.get('styles') ?? 'xl/styles.xml',
  };
}

const known = (cells: SheetCells, headers: readonly string[]): number =>
  Math.max(
    0,
    ...cells.rows
      .slice(0, HEADERS_WITHIN)
      .map((row) => row.filter((cell) => headers.includes(headerKey(cell))).length),
  );

/**
 * @throws AppError invalid-sheet, sheet-too-large, file-broken, file-bomb, file-encrypted,
 * file-unsafe-path
 */
export async function readXlsxSheet({ path, sheet, headers }: SheetToRead): Promise<SheetContent> {
  const archive = await openArchive(path, LIMITS);
  try {
    const book = await readBook(archive);
    const [strings, formats] = [
      await sharedStrings(archive, book.strings),
      await cellFormats(archive, book.styles),
    ];
    const named = book.sheets.filter((s) => s.name === sheet);
    let best: { name: string; cells: SheetCells; known: number } | null = null;
    for (const { name, part } of named.length > 0 ? named : book.sheets) {
      const cells = new SheetCells(strings, formats, book.from1904);
      await readXml(archive, part, cells);
      cells.end();
      const score = known(cells, headers);
      // Of sheets without known headers the first that holds anything.
      const better = best === null || score > best.known;
      if (better || (best!.cells.rows.length === 0 && cells.rows.length > 0))
        best = { name, cells, known: score };
    }
    const { name, cells } = best!;
    return {
      kind: 'xlsx',
      rows: cells.rows,
      sheet: name,
      sheets: book.sheets.map((s) => s.name),
      encoding: 'utf-8',
      delimiter: '',
      merged: cells.merged,
      faults: cells.faults,
    };
  } finally {
    archive.close();
  }
}
