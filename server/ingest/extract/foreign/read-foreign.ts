import { open } from 'node:fs/promises';
import { HARVESTED_MARK } from '#server/imports/harvested.ts';
import type { ForeignTerms, SheetContent } from '#server/tables/sheet.ts';
import { foreignTable } from './foreign-csv.ts';
import { foreignMessages as say } from './foreign-messages.ts';
import { faultyRecord } from './foreign-record.ts';
import { ForeignRows } from './foreign-rows.ts';
import { readHarvestedFile } from './read-harvested.ts';
import { readIso2709 } from './iso2709.ts';
import { marcCells } from './marc-cells.ts';
import { recordOf, RECORDS } from './xml-record.ts';
import { readXmlRecords } from './xml-records.ts';
import { fileChunks, xmlFault } from './xml-stream.ts';

const LOOKED_AT = 64 * 1024;
/** Length, state, type, and the counts that MARC 21 fixes. */
const MARC_LEADER = /^\s*\d{5}[a-z][a-z\d ]{2}[\s\S]{2}22[\s\S]{8}4500/u;

async function beginning(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const isIso2709 = (start: Buffer): boolean =>
  MARC_LEADER.test(start.toString('latin1', 0, 100)) ||
  (start.includes(0x1e) && (start.includes(0x1d) || start.includes(0x1f)));

const isXml = (start: Buffer): boolean =>
  /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?[\s\0]*</u.test(
    start.toString('latin1', 0, 200),
  );

async function readMarcFile(path: string, terms: ForeignTerms): Promise<SheetContent> {
  const rows = new ForeignRows();
  for await (const reading of readIso2709(path)) {
    if ('fault' in reading) rows.add(faultyRecord(rows.lines + 1, reading.fault));
    else {
      const record = marcCells(reading.record, terms);
      rows.add({ ...record, notes: [...reading.notes, ...record.notes] });
    }
  }
  return rows.content('marc');
}

async function readXmlFile(path: string, terms: ForeignTerms): Promise<SheetContent> {
  const rows = new ForeignRows();
  const whole = await readXmlRecords(fileChunks(path), {
    roots: RECORDS,
    found: (tree) => {
      if (tree === null) rows.add(faultyRecord(rows.lines + 1, say.xmlRecordTooLong));
      else {
        const record = recordOf(tree, terms);
        rows.add(record ?? faultyRecord(rows.lines + 1, say.unreadMetadata));
      }
    },
  });
  if (!whole) rows.add(faultyRecord(rows.lines + 1, say.xmlCut));
  if (rows.lines === 0) throw xmlFault(say.noRecords);
  return rows.content('marcxml');
}

/**
 * Reads ISO 2709 and XML of other libraries, told by their first bytes; null when it is neither.
 * @throws AppError invalid-sheet with its sentence, sheet-too-large
 */
export async function readForeignFile(
  path: string,
  terms: ForeignTerms,
): Promise<SheetContent | null> {
  const start = await beginning(path);
  if (start.toString('latin1', 0, HARVESTED_MARK.length) === HARVESTED_MARK)
    return readHarvestedFile(path);
  if (isXml(start)) return readXmlFile(path, terms);
  return isIso2709(start) ? readMarcFile(path, terms) : null;
}

/** A CSV as Koha or DSpace write it, as rows of the catalogue; any other as it is. */
export function fitForeignTable(content: SheetContent, terms: ForeignTerms): SheetContent {
  const table = foreignTable(content.rows, terms);
  if (table === null) return content;
  const rows = new ForeignRows();
  for (const { line, record } of table.records) rows.add(record, line);
  const { encoding, delimiter } = content;
  return rows.content(table.form, { encoding, delimiter });
}
