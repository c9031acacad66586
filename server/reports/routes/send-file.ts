import type { Response } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { Paper } from '#server/papers/paper.ts';
import { makePaper, PAPER_TYPES } from '#server/papers/routes/make-paper.ts';
import { XLSX } from '#server/tables/routes/table-routes.ts';
import { tablesAsXlsx, type FigureTable } from '#server/tables/routes/write-table.ts';

const FILES = ['docx', 'pdf', 'xlsx'] as const;

/** Sends a report as `docx`, `pdf` or `xlsx`. Throws `page-not-found` for any other kind. */
export async function sendReportFile(
  res: Response,
  kind: string,
  {
    name,
    now,
    paper,
    tables,
  }: {
    /** Without its ending. */
    readonly name: string;
    readonly now: string;
    readonly paper: () => Paper;
    readonly tables: () => readonly FigureTable[];
  },
): Promise<void> {
  const file = FILES.find((one) => one === kind);
  if (file === undefined) throw new AppError('page-not-found', { kind });
  const bytes =
    file === 'xlsx'
      ? await tablesAsXlsx(tables())
      : await makePaper({ paper: paper(), form: file, madeAt: now });
  res
    .attachment(`${name}.${file}`)
    .type(file === 'xlsx' ? XLSX : PAPER_TYPES[file])
    .send(bytes);
}
