import { strToU8, zipSync, type Zippable } from 'fflate';

/** One worksheet as raw rows of XML, in a book as Excel writes it. */
export interface XlsxParts {
  /** XML inside `sheetData`, one for each sheet. */
  readonly sheets: readonly {
    readonly name: string;
    readonly data: string;
    readonly after?: string;
    readonly state?: string;
  }[];
  readonly strings?: readonly string[];
  /** Number formats of the cell styles, in order. */
  readonly formats?: readonly number[];
  readonly from1904?: boolean;
  readonly more?: Zippable;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const KIND = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export function makeXlsx({
  sheets,
  strings = [],
  formats = [],
  from1904 = false,
  more = {},
}: XlsxParts): Uint8Array {
  return zipSync(
    {
      '[Content_Types].xml': strToU8(
        `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
      ),
      'xl/workbook.xml': strToU8(
        `${HEAD}<workbook ${MAIN}><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${sheets.map((s, i) => `<sheet name="${s.name}" sheetId="${i + 1}"${s.state ? ` state="${s.state}"` : ''} r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(
        `${HEAD}<Relationships>${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${KIND}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}<Relationship Id="rIdS" Type="${KIND}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
      ),
      'xl/sharedStrings.xml': strToU8(
        `${HEAD}<sst>${strings.map((s) => `<si>${s}</si>`).join('')}</sst>`,
      ),
      'xl/styles.xml': strToU8(
        `${HEAD}<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/><numFmt numFmtId="171" formatCode="0.00&quot;day&quot;"/></numFmts><cellXfs>${formats.map((f) => `<xf numFmtId="${f}"/>`).join('')}</cellXfs></styleSheet>`,
      ),
      ...Object.fromEntries(
        sheets.map((s, i) => [
          `xl/worksheets/sheet${i + 1}.xml`,
          strToU8(
            `${HEAD}<worksheet ${MAIN}><sheetData>${s.data}</sheetData>${s.after ?? ''}</worksheet>`,
          ),
        ]),
      ),
      ...more,
    },
    { level: 6 },
  );
}

/** A row of texts written in place. */
export const textRow = (line: number, cells: readonly string[]): string =>
  `<row r="${line}">${cells.map((cell, i) => `<c r="${String.fromCharCode(65 + i)}${line}" t="inlineStr"><is><t xml:space="preserve">${cell}</t></is></c>`).join('')}</row>`;
