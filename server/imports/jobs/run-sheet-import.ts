import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { messages } from '#server/imports/messages.ts';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { cellRows, type CellRow } from '#server/tables/read-table.ts';
import { readRow } from '../actions/import-sheet.ts';
import { CATALOG_COLUMNS, type CatalogColumn } from '../catalog-row.ts';
import { EMPTY_RECORD } from '#server/items/record-rules.ts';
import { newItem } from '#server/items/new-item.ts';
import { fileFinder, planUpdate, unitFaults } from '../actions/plan-import.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { updateFromRow } from '../actions/update-from-row.ts';
import { actorOf } from '#server/people/actions/who-is.ts';
import { can } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import { AppError } from '#server/base/errors.ts';
import type { Approval } from '#server/items/item.ts';
import type { Job } from '#server/base/job.ts';
import type { JobOutcome } from '#server/ports.ts';
import type { ImportRow, ImportRun } from '../sheet-import.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import { COLLECTION_LIMITS, openArchive, type Archive } from '#server/ingest/extract/archive.ts';
import type { ExtractionPool } from '#server/ingest/extract/extraction-pool.ts';
import { importEntry, type ImportDeps, type ImportOptions, type Taking } from './import-folder.ts';
import { rewriteItem } from '#server/items/rewrite.ts';

export interface SheetImportDeps extends ImportDeps {
  readonly extraction: Pick<ExtractionPool, 'extract' | 'readSheet'>;
}

/**
 * Lines taken together: their outcomes are saved at once, a killed process repeats these at most.
 */
const TOGETHER = 8;

/** What one run works with while its ZIP is open. */
interface Work {
  readonly deps: SheetImportDeps;
  readonly run: ImportRun;
  readonly actor: Actor;
  readonly approval: Approval | null;
  readonly cells: ReadonlyMap<number, CellRow<CatalogColumn>>;
  readonly zip: Archive | null;
  readonly taking: Taking;
  readonly vocabulary: Vocabulary;
}

/**
 * Puts the line's files into a folder of their own; a name that has no file keeps its place in the
 * list and is refused by the import.
 */
async function fetchFiles(
  { deps, run, zip }: Work,
  row: ImportRow,
  folder: string,
): Promise<string[]> {
  const find = fileFinder([...(zip?.names ?? []), ...run.files.map((f) => f.path)]);
  const names: string[] = [];
  for (const [i, file] of row.files.entries()) {
    const path = find(file);
    const name = `${i}/${basename(path ?? file)}`;
    names.push(name);
    if (path === null) continue;
    const target = join(folder, name);
    await mkdir(dirname(target), { recursive: true });
    const sent = run.files.find((f) => f.path === path);
    if (sent === undefined) await zip!.save(path, target);
    else
      await pipeline(Readable.from(deps.files.read(sent.sha256, null)), createWriteStream(target));
  }
  return names;
}

/**
 * A line without a file makes a draft, even where the others are published: there would be nothing
 * to read.
 */
async function addBare(
  { deps, actor, vocabulary }: Work,
  row: ImportRow,
  cells: CellRow<CatalogColumn>,
): Promise<ImportRow> {
  const { record, unit } = readRow((column) => cells.cells.get(column) ?? '', row.line, vocabulary);
  const item = newItem(
    { newId: () => row.itemId!, now: deps.now },
    actor,
    { ...EMPTY_RECORD, ...record },
    unit || actor.unitId,
  );
  await rewriteItem(deps, {
    actor,
    before: null,
    item,
    action: 'create',
    reason: messages.fromSheetWithoutFile,
  });
  return { ...row, outcome: 'added', title: item.title };
}

/** What the line's own faults come to; a server out of reach is no fault of the line. */
async function refusedWhenInvalid(
  row: ImportRow,
  work: () => Promise<ImportRow>,
): Promise<ImportRow> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
    return { ...row, outcome: 'refused', itemId: null, notes: [error.message] };
  }
}

async function addWithFiles(
  work: Work,
  row: ImportRow,
  cells: CellRow<CatalogColumn>,
): Promise<ImportRow> {
  const { deps, actor, approval, taking, vocabulary } = work;
  const folder = await mkdtemp(join(tmpdir(), 'tu-sach-nhap-'));
  try {
    const files = await fetchFiles(work, row, folder);
    const options: ImportOptions = { folder, actor, approval };
    const result = await importEntry(
      deps,
      options,
      {
        files,
        row: readRow((column) => cells.cells.get(column) ?? '', row.line, vocabulary),
        itemId: row.itemId!,
      },
      taking,
    );
    if (result.outcome === 'refused')
      return { ...row, outcome: 'refused', itemId: null, notes: [result.note] };
    if (result.outcome === 'already-there')
      return {
        ...row,
        outcome: 'exists',
        itemId: result.itemId,
        notes: [messages.alreadyOnShelf],
      };
    return {
      ...row,
      outcome: 'added',
      title: result.title,
      notes: result.note === '' ? [] : [result.note],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * A line that makes an item. Its id was given with the plan: where an earlier try already made it,
 * that is the outcome.
 */
async function addRow(
  work: Work,
  row: ImportRow,
  cells: CellRow<CatalogColumn>,
): Promise<ImportRow> {
  if (await work.deps.catalog.findItem(row.itemId!)) return { ...row, outcome: 'added' };
  const faults = unitFaults(
    work.actor,
    readRow((column) => cells.cells.get(column) ?? '', row.line, work.vocabulary).unit,
  );
  if (faults.length > 0) return { ...row, outcome: 'refused', itemId: null, notes: faults };
  if (row.files.length === 0) return refusedWhenInvalid(row, () => addBare(work, row, cells));
  return refusedWhenInvalid(row, () => addWithFiles(work, row, cells));
}

/**
 * A line that changes an item: looked at again as the item stands now, so that what somebody else
 * changed meanwhile is not undone unseen.
 */
async function updateRow(
  { deps, actor, vocabulary }: Work,
  row: ImportRow,
  cells: CellRow<CatalogColumn>,
): Promise<ImportRow> {
  const before = await deps.catalog.findItem(row.itemId!);
  const plan = planUpdate(actor, before, cells, vocabulary);
  // An earlier try was killed after it had saved.
  if (plan.outcome === 'same') return { ...row, outcome: 'updated' };
  if (plan.outcome !== 'changed') return plan;
  const { record } = updateFromRow(before!, cells, vocabulary);
  try {
    await rewriteItem(deps, {
      actor,
      before,
      item: { ...before!, ...record },
      action: 'edit',
      reason: messages.changedBySheet(plan.changes.map((c) => c.column).join(', ')),
    });
    return { ...plan, outcome: 'updated' };
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
    return { ...plan, outcome: 'refused', notes: [error.message] };
  }
}

async function takeRow(work: Work, row: ImportRow): Promise<ImportRow> {
  const cells = work.cells.get(row.line);
  if (cells === undefined)
    return {
      ...row,
      outcome: 'refused',
      itemId: null,
      notes: [messages.lineGone],
    };
  return row.outcome === 'new' ? addRow(work, row, cells) : updateRow(work, row, cells);
}

/** What may be chosen is looked up anew for every few lines: officials may hide it meanwhile. */
async function takeTogether(
  work: Omit<Work, 'vocabulary'>,
  rows: readonly ImportRow[],
): Promise<ImportRow[]> {
  const vocabulary = await readVocabulary(work.deps);
  return Promise.all(rows.map((row) => takeRow({ ...work, vocabulary }, row)));
}

/** Goes on after the last line whose outcome is known, until none is left or the process stops. */
async function takeAll(work: Omit<Work, 'vocabulary'>, stopping: AbortSignal): Promise<JobOutcome> {
  const {
    deps: { catalog, now },
    run,
  } = work;
  for (;;) {
    if (stopping.aborted) return { state: 'handed-back' };
    const rows = await catalog.listImportRows(run.id, ['new', 'changed'], 0, TOGETHER);
    if (rows.length === 0) break;
    await catalog.saveImportRows(run.id, await takeTogether(work, rows));
  }
  await catalog.saveImport({ ...run, state: 'done', endedAt: now() }, null, []);
  return { state: 'done' };
}

/**
 * Carries out what was planned of a sheet, as the person who started it may today. Every line is
 * done once, however often the process is killed: a new item has its id from the plan, a changed
 * one is compared again.
 */
export async function runSheetImport(
  deps: SheetImportDeps,
  job: Job,
  stopping: AbortSignal,
): Promise<JobOutcome> {
  const run = await deps.catalog.findImport(job.payload['importId'] ?? '');
  if (run === null || run.state !== 'running') return { state: 'done' };
  const account = await deps.catalog.getAccount(run.accountId);
  const actor = actorOf(account, await deps.catalog.listUnits());
  const stopped = async (reason: string): Promise<JobOutcome> => {
    await deps.catalog.saveImport({ ...run, state: 'stopped', endedAt: deps.now() }, null, []);
    return { state: 'failed', reason };
  };
  if (
    account.disabled ||
    !can(actor, 'import', 'shelf') ||
    (run.publish && !can(actor, 'publish', 'shelf'))
  )
    return stopped('not-allowed');
  try {
    return await carryOut(deps, run, actor, stopping);
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'invalid' || error.kind === 'not-found'))
      return stopped(error.code);
    throw error;
  }
}

async function carryOut(
  deps: SheetImportDeps,
  run: ImportRun,
  actor: Actor,
  stopping: AbortSignal,
): Promise<JobOutcome> {
  const content = await deps.files.withLocalPath(run.sha256, (path) =>
    deps.extraction.readSheet({ path, sheet: run.sheet, headers: CATALOG_COLUMNS.headers }),
  );
  const cells = new Map(cellRows(content.rows, run).map((row) => [row.line, row]));
  const approval = run.publish
    ? {
        by: actor.displayName,
        position: messages.approvedBySheet(run.name),
        date: dayInVietnam(deps.now()),
        documentNumber: '',
      }
    : null;
  const work = { deps, run, actor, approval, cells, taking: new Map() };
  if (run.zip === null) return takeAll({ ...work, zip: null }, stopping);
  return deps.files.withLocalPath(run.zip.sha256, async (path) => {
    const zip = await openArchive(path, COLLECTION_LIMITS);
    try {
      return await takeAll({ ...work, zip }, stopping);
    } finally {
      zip.close();
    }
  });
}
