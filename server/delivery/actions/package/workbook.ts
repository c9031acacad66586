import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { xmlText } from '#server/exchange/xml.ts';
import { ZIP_BEGINNING, ZipFile } from './zip-file.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const relation = (type: string, target: string): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATIONS}/${type}" Target="${target}"/></Relationships>`;

/** The parts of a workbook (ECMA-376) but its one sheet. */
const PARTS: readonly (readonly [name: string, xml: string])[] = [
  [
    '[Content_Types].xml',
    `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  ],
  ['_rels/.rels', relation('officeDocument', 'xl/workbook.xml')],
  [
    'xl/workbook.xml',
    `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Bảng kê" sheetId="1" r:id="r1"/></sheets></workbook>`,
  ],
  ['xl/_rels/workbook.xml.rels', relation('worksheet', 'worksheets/sheet1.xml')],
];

const SHEET_BEGINS = `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>`;
const SHEET_ENDS = '</sheetData></worksheet>';

/** A line of the sheet: texts, whatever they begin with. */
export const sheetRow = (cells: readonly string[]): string =>
  `<row>${cells.map((text) => (text === '' ? '<c/>' : `<c t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`)).join('')}</row>`;

async function* sheetOf(rowsPath: string, length: number): AsyncIterable<Uint8Array> {
  yield Buffer.from(SHEET_BEGINS);
  if (length > 0) yield* createReadStream(rowsPath, { end: length - 1 }) as AsyncIterable<Buffer>;
  yield Buffer.from(SHEET_ENDS);
}

/**
 * Makes a workbook of one sheet from lines ({@link sheetRow}) that stand in a file: constant memory,
 * however many there are, and the same bytes for the same lines.
 */
export async function writeWorkbook(
  path: string,
  rowsPath: string,
  length: number,
  day: string,
): Promise<void> {
  const packedPath = `${path}.sheet`;
  let [bytes, crc] = [0, 0];
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      crc = crc32(chunk, crc);
      done(null, chunk);
    },
  });
  await pipeline(
    sheetOf(rowsPath, length),
    count,
    createDeflateRaw(),
    createWriteStream(packedPath),
  );
  const zip = await ZipFile.open(path, ZIP_BEGINNING, day);
  for (const [name, xml] of PARTS) await zip.addBytes(name, Buffer.from(xml));
  const packed = (await stat(packedPath)).size;
  await zip.addDeflated(
    'xl/worksheets/sheet1.xml',
    { bytes, packed, crc },
    createReadStream(packedPath),
  );
  await zip.finish();
}
