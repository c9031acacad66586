import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { extname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { pino } from 'pino';
import { openStorage } from '#storage/index.ts';
import { readSheet } from './actions/import-sheet.ts';
import { actorOf } from './actions/sign-in.ts';
import { readConfig } from './config.ts';
import type { Actor } from './domain/account.ts';
import { AppError } from './domain/errors.ts';
import { rebuildIndexJob } from './domain/job.ts';
import { importAll } from './jobs/import-all.ts';
import type { ImportResult } from './jobs/import-folder.ts';
import { planImport, type ImportPlan } from './jobs/import-plan.ts';
import { createJobRunner, openShelf, prepareAdmin, type Shelf } from './shelf.ts';

const USAGE = `Dùng:
  npm run -s bookshelf -- import THƯ-MỤC [--sheet BẢNG.csv] [--publish] [--report BÁO-CÁO.csv]
  npm run -s bookshelf -- reindex
Mã thoát của import: 0 nhận hết hoặc đã có, 3 có tệp bị từ chối (xem báo cáo), 1 không chạy được.`;

const OUTCOMES: Readonly<Record<ImportResult['outcome'], string>> = { added: 'đã thêm', 'already-there': 'đã có', refused: 'từ chối' };
const IMPORT_WIDTH = 4;
/** Items whose index entries are prepared at a time; the index takes them in together. */
const INDEX_WIDTH = 8;

/** A cell that a spreadsheet would take for a formula is neutralised; quotes are doubled. */
const csvCell = (value: string): string => {
  const safe = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",;\n\r]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const reportCsv = (results: readonly ImportResult[], unnamed: readonly string[]): string => `\ufeff${[
  ['file', 'outcome', 'id', 'title', 'note'],
  ...results.map((r) => [r.entry.files.join('|'), r.outcome, r.itemId ?? '', r.title, r.note]),
  ...unnamed.map((file) => [file, 'unnamed', '', '', 'Không có trong bảng kê.']),
].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;

async function readSheetFile(path: string): Promise<ReturnType<typeof readSheet>> {
  const text = (await readFile(path)).toString('utf8').replace(/^\ufeff/u, '');
  const [header = ''] = text.split('\n', 1);
  const delimiter = header.split(';').length > header.split(',').length ? ';' : ',';
  try {
    return readSheet(parse(text, { delimiter, relaxColumnCount: true, skipEmptyLines: true }) as string[][]);
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('invalid-sheet', {}, { cause: error });
  }
}

async function importingActor(shelf: Shelf): Promise<Actor> {
  const shownOnce = await prepareAdmin(shelf);
  if (shownOnce !== null) console.log(shownOnce);
  const account = await shelf.storage.catalog.findAccount(shelf.config.ADMIN_USER);
  if (account === null) throw new AppError('not-allowed', { account: shelf.config.ADMIN_USER });
  return actorOf(account);
}

/** One line that is rewritten on a terminal; nothing where there is none. */
function progressBar(total: number): (done: number) => void {
  if (!process.stderr.isTTY) return () => undefined;
  const width = 30;
  return (done) => {
    const filled = total === 0 ? width : Math.round((done / total) * width);
    process.stderr.write(`\r[${'█'.repeat(filled)}${'·'.repeat(width - filled)}] ${done}/${total}${done === total ? '\n' : ''}`);
  };
}

const GLANCE_MS = 50;

/** Runs jobs in this process, beside a server that may be running, while `work` goes on. */
async function withJobs<T>(shelf: Shelf, work: () => Promise<T>): Promise<T> {
  const runner = createJobRunner(shelf, INDEX_WIDTH);
  runner.start();
  try { return await work(); } finally { await runner.stop(); }
}

/** Waits for the jobs of these groups, not for whatever else the shelf has to do. */
async function untilDone(shelf: Shelf, groups: Iterable<string>): Promise<void> {
  for (const group of groups) while ((await shelf.storage.queue.pendingOfGroup(group)) > 0) await new Promise((r) => { setTimeout(r, GLANCE_MS); });
}

function summary(results: readonly ImportResult[], plan: ImportPlan): string {
  const count = (outcome: ImportResult['outcome']): number => results.filter((r) => r.outcome === outcome).length;
  const refused = results.filter((r) => r.outcome === 'refused').map((r) => `  từ chối: ${r.entry.files.join(', ') || `dòng ${r.entry.row?.line ?? '?'}`}: ${r.note}`);
  const unnamed = plan.unnamed.length > 0 ? [`  ${plan.unnamed.length} tệp trong thư mục không có trong bảng kê, để nguyên.`] : [];
  return [...refused, ...unnamed, Object.entries(OUTCOMES).map(([outcome, label]) => `${label} ${count(outcome as ImportResult['outcome'])}`).join(', ')].join('\n');
}

async function runImport(shelf: Shelf, folder: string, options: { sheet?: string; publish: boolean; report?: string }): Promise<number> {
  const { actions, extraction, config } = shelf;
  const actor = await importingActor(shelf);
  const rows = options.sheet === undefined ? null : await readSheetFile(resolve(options.sheet));
  const plan = await planImport(resolve(folder), rows);
  const approval = options.publish
    ? { by: actor.displayName, position: `Duyệt hàng loạt ${plan.entries.length} tài liệu`, date: actions.now().slice(0, 10), documentNumber: '' } : null;
  const progress = progressBar(plan.entries.length);
  let done = 0;
  const results = await withJobs(shelf, async () => {
    const taken = await importAll({ ...actions, extraction, shelfUnit: config.SHELF_UNIT }, { folder: resolve(folder), actor, approval }, plan.entries, IMPORT_WIDTH, () => progress(++done));
    await untilDone(shelf, taken.flatMap((r) => r.itemId ?? []));
    return taken;
  });
  if (options.report !== undefined) await writeFile(resolve(options.report), reportCsv(results, plan.unnamed));
  console.log(summary(results, plan));
  return results.some((r) => r.outcome === 'refused') ? 3 : 0;
}

/** Builds the index anew beside the serving one. */
async function reindex(shelf: Shelf): Promise<number> {
  const job = rebuildIndexJob();
  await withJobs(shelf, async () => {
    await shelf.storage.queue.submit([job]);
    await untilDone(shelf, [job.group]);
  });
  const { items, passages } = await shelf.storage.search.state();
  console.log(`đã lập lại chỉ mục: ${items} tài liệu, ${passages} đoạn`);
  return 0;
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true, options: { sheet: { type: 'string' }, publish: { type: 'boolean', default: false }, report: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  const [command, folder] = positionals;
  const known = (command === 'import' && folder !== undefined && extname(folder) !== '.csv') || command === 'reindex';
  if (!known || values.help) {
    console.log(USAGE);
    return values.help ? 0 : 1;
  }
  const config = readConfig(process.env);
  const log = pino({ level: config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL }, pino.destination(2));
  const storage = await openStorage(config);
  const shelf = openShelf(config, storage, log, availableParallelism() > 2 ? 2 : 1);
  try {
    return command === 'reindex' ? await reindex(shelf) : await runImport(shelf, folder!, values);
  } finally {
    await shelf.extraction.close();
    await storage.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const fields = error instanceof AppError ? Object.values(error.details.fields ?? {}) : [];
  console.error([(error as Error).message, ...fields, ...(error instanceof AppError ? [] : [(error as Error).stack ?? ''])].join('\n  '));
  process.exitCode = 1;
}
