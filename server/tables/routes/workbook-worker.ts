import { parentPort, workerData } from 'node:worker_threads';
import writeXlsxFile, { type Row } from 'write-excel-file/node';
import type { WorkbookMessage, WorkbookSheet } from './workbook-sheet.ts';

/** The thread that makes a workbook: a catalogue of thousands takes seconds. */
const sheets = workerData as readonly WorkbookSheet[];
const later: WorkbookSheet['rows'][number][] = [];

const bold = (value: string) => ({ value, fontWeight: 'bold' as const, wrap: true });
const cellOf =
  (wrap: boolean) =>
  (value: string | number | null): Row[number] => {
    if (typeof value === 'number') return { value, type: Number };
    if (value === null || value === '') return null;
    return { value, type: String, format: '@', ...(wrap ? { wrap } : {}) };
  };

const made = (): Promise<Buffer> =>
  writeXlsxFile(
    sheets.map(({ name, widths, heading, rows, wrapped = false, stickyHeading = false }, i) => ({
      sheet: name,
      columns: widths.map((width) => ({ width })),
      data: [
        ...heading.map((line): Row => line.map(bold)),
        ...(i === 0 ? [...rows, ...later] : rows).map((row): Row => row.map(cellOf(wrapped))),
      ],
      ...(stickyHeading ? { stickyRowsCount: heading.length } : {}),
    })),
    {
      features: [
        {
          files: {
            transform: {
              'xl/worksheets/sheet{id}.xml': {
                transform: (
                  xml: string,
                  _: unknown,
                  { sheetIndex }: { sheetIndex: number },
                ): string =>
                  xml.replace(
                    '</sheetData>',
                    `</sheetData>${sheets[sheetIndex]?.afterCells ?? ''}`,
                  ),
              },
            },
          },
        },
      ],
    },
  ).toBuffer();

parentPort!.on('message', (message: WorkbookMessage) => {
  if ('rows' in message) {
    for (const row of message.rows) later.push(row);
    return;
  }
  void made().then((buffer) => {
    const bytes = new Uint8Array(buffer);
    parentPort!.postMessage(bytes, [bytes.buffer]);
    parentPort!.close();
  });
});
