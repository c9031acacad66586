import type { Request, Response, Router } from 'express';
import { tablesAsCsv, tablesAsXlsx, type FigureTable } from './write-table.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * Offers the same tables as CSV and as a workbook, at an address with either ending; `tables`
 * authorises and may refuse.
 */
export function tableRoutes(
  router: Router,
  path: string,
  name: string,
  tables: (req: Request, res: Response) => Promise<readonly FigureTable[]>,
): void {
  router.get(`${path}.csv`, async (req, res) => {
    const csv = await tablesAsCsv(await tables(req, res));
    res.attachment(`${name}.csv`).type('text/csv; charset=utf-8').send(csv);
  });
  router.get(`${path}.xlsx`, async (req, res) => {
    const bytes = await tablesAsXlsx(await tables(req, res));
    res.attachment(`${name}.xlsx`).type(XLSX).send(bytes);
  });
}
