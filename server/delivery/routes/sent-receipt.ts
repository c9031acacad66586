import type { Request } from 'express';
import { headerKey } from '#server/tables/columns.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { formFiles } from '#server/http/form-files.ts';
import { param } from '#server/http/query.ts';
import type { ColumnChoice, SentFile } from '#web/delivery/receiver-file.tsx';
import { receiptColumns, type ReceiptMapping } from '../receipt.ts';
import { RECEIPT_COLUMNS, type ReceiptColumn, type Target } from '../target.ts';

/** A receiver's file as it was sent or comes again, with what its columns are taken for. */
export interface SentReceipt {
  readonly file: SentFile;
  readonly content: SheetContent;
  readonly mapping: ReceiptMapping;
  readonly choice: ColumnChoice;
}

/** The file of a form: just sent, or sent before and named by its SHA-256; null for none. */
function sentFile(req: Request): SentFile | null {
  const body = formBody(req);
  const sha256 = param(body['sha256']);
  if (/^[0-9a-f]{64}$/u.test(sha256)) return { sha256, name: param(body['name']) };
  const sent = formFiles(req.files).find(({ field }) => field === 'receipt');
  if (sent === undefined) return null;
  if (sent.refused !== null) throw sent.refused;
  return { sha256: sent.sha256, name: sent.path };
}

/** What was chosen for the columns; null when the form has no choice. */
function chosenColumns(
  body: Readonly<Record<string, unknown>>,
  count: number,
): (ReceiptColumn | null)[] | null {
  if (!Object.hasOwn(body, 'cot-0')) return null;
  return Array.from(
    { length: count },
    (_, i) => RECEIPT_COLUMNS.find((column) => column === param(body[`cot-${i}`])) ?? null,
  );
}

/** Reads the file of a form; null when there is none. Throws what reading a receipt throws. */
export async function readSent(
  deps: AppDeps,
  req: Request,
  target: Target,
): Promise<SentReceipt | null> {
  const file = sentFile(req);
  if (file === null) return null;
  const content = await deps.files.withLocalPath(file.sha256, (path) => deps.readReceipt({ path }));
  const guessed = receiptColumns(content, target);
  const headers = content.rows[guessed.headerLine - 1] ?? [];
  const chosen = chosenColumns(formBody(req), headers.length);
  const mapping = chosen === null ? guessed : { ...guessed, columns: chosen };
  return { file, content, mapping, choice: { headers, mapping } };
}

/** The receiver calls its columns so: its next file is understood by itself. */
export async function rememberColumns(
  { storage: { catalog } }: AppDeps,
  target: Target,
  { choice }: SentReceipt,
): Promise<void> {
  const columns = { ...target.columns };
  for (const [i, header] of choice.headers.entries()) {
    const meaning = choice.mapping.columns[i];
    if (meaning && header.trim() !== '') columns[headerKey(header)] = meaning;
  }
  if (JSON.stringify(columns) !== JSON.stringify(target.columns))
    await catalog.saveTarget({ ...target, columns });
}
