import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readSheet } from '#server/imports/actions/import-sheet.ts';
import { readUnits } from '#server/imports/actions/plan-import.ts';
import { unitNameFaults } from '#server/imports/unit-cell.ts';
import { CATALOG_COLUMNS } from '#server/imports/catalog-row.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { actorToday } from '#server/people/actions/who-is.ts';
import type { Actor } from '#server/people/account.ts';
import { AppError } from '#server/base/errors.ts';
import { importAll } from '#server/imports/jobs/import-all.ts';
import type { ImportResult } from '#server/imports/jobs/import-folder.ts';
import { planFolder, type ImportPlan } from '#server/imports/jobs/plan-folder.ts';
import { prepareAdmin, type Shelf } from '#server/shelf.ts';
import { authorise } from '#server/workflow/access.ts';
import { untilDone, withJobs } from './with-jobs.ts';

const OUTCOMES: Readonly<Record<ImportResult['outcome'], string>> = {
  added: 'đã thêm',
  'already-there': 'đã có',
  refused: 'từ chối',
};
const IMPORT_WIDTH = 4;

/** A cell that a spreadsheet would take for a formula is neutralised; quotes are doubled. */
const csvCell = (value: string): string => {
  const safe = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",;\n\r]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const reportCsv = (results: readonly ImportResult[], unnamed: readonly string[]): string =>
  `\ufeff${[
    ['file', 'outcome', 'id', 'title', 'note'],
    ...results.map((r) => [r.entry.files.join('|'), r.outcome, r.itemId ?? '', r.title, r.note]),
    ...unnamed.map((file) => [file, 'unnamed', '', '', 'Không có trong bảng kê.']),
  ]
    .map((row) => row.map(csvCell).join(','))
    .join('\r\n')}\r\n`;

/** The same reader as the pages have: CSV in any encoding, XLSX, a title above the header. */
async function readSheetFile(
  { extraction, actions }: Shelf,
  path: string,
): Promise<ReturnType<typeof readSheet>> {
  const headers = CATALOG_COLUMNS.headers;
  const { rows } = await extraction.readSheet({ path, sheet: '', headers });
  const units = await readUnits(actions);
  return readSheet(rows, await readVocabulary(actions)).map((row) => {
    if (row.unit === '') return row;
    const unit = units.idOf(row.unit);
    return { ...row, unit, faults: [...row.faults, ...unitNameFaults(units, unit)] };
  });
}

/** Whom what the command line takes in is put down to: the first administrator. */
export async function importingActor(shelf: Shelf): Promise<Actor> {
  const shownOnce = await prepareAdmin(shelf);
  if (shownOnce !== null) console.log(shownOnce);
  const account = await shelf.storage.catalog.findAccount(shelf.config.ADMIN_USER);
  if (account === null) throw new AppError('not-allowed', { account: shelf.config.ADMIN_USER });
  return actorToday(shelf.actions, account);
}

/** One line that is rewritten on a terminal; nothing where there is none. */
function progressBar(total: number): (done: number) => void {
  if (!process.stderr.isTTY) return () => undefined;
  const width = 30;
  return (done) => {
    const filled = total === 0 ? width : Math.round((done / total) * width);
    process.stderr.write(
      `\r[${'█'.repeat(filled)}${'·'.repeat(width - filled)}] ${done}/${total}${done === total ? '\n' : ''}`,
    );
  };
}

function summary(results: readonly ImportResult[], plan: ImportPlan): string {
  const count = (outcome: ImportResult['outcome']): number =>
    results.filter((r) => r.outcome === outcome).length;
  const refused = results
    .filter((r) => r.outcome === 'refused')
    .map(
      (r) =>
        `  từ chối: ${r.entry.files.join(', ') || `dòng ${r.entry.row?.line ?? '?'}`}: ${r.note}`,
    );
  const unnamed =
    plan.unnamed.length > 0
      ? [`  ${plan.unnamed.length} tệp trong thư mục không có trong bảng kê, để nguyên.`]
      : [];
  return [
    ...refused,
    ...unnamed,
    Object.entries(OUTCOMES)
      .map(([outcome, label]) => `${label} ${count(outcome as ImportResult['outcome'])}`)
      .join(', '),
  ].join('\n');
}

/** Exit code: 0 when every file was taken or was there, 3 when some were refused. */
export async function runImport(
  shelf: Shelf,
  folder: string,
  options: { sheet?: string; publish: boolean; report?: string },
): Promise<number> {
  const { actions, extraction, config } = shelf;
  const actor = await importingActor(shelf);
  // Said before thousands of files are read.
  if (options.publish) authorise(actor, 'publish', { state: 'draft', unitId: actor.unitId });
  const rows =
    options.sheet === undefined ? null : await readSheetFile(shelf, resolve(options.sheet));
  const plan = await planFolder(resolve(folder), rows);
  const progress = progressBar(plan.entries.length);
  let done = 0;
  const results = await withJobs(shelf, async () => {
    const taken = await importAll(
      { ...actions, extraction, shelfUnit: config.SHELF_UNIT },
      { folder: resolve(folder), actor, publish: options.publish },
      plan.entries,
      IMPORT_WIDTH,
      () => progress(++done),
    );
    await untilDone(
      shelf,
      taken.flatMap((r) => r.itemId ?? []),
    );
    return taken;
  });
  if (options.report !== undefined)
    await writeFile(resolve(options.report), reportCsv(results, plan.unnamed));
  console.log(summary(results, plan));
  return results.some((r) => r.outcome === 'refused') ? 3 : 0;
}
