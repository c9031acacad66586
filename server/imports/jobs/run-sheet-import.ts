import { cellRows } from '#server/tables/read-table.ts';
import { CATALOG_COLUMNS } from '../catalog-row.ts';
import { fileFinder, readUnits } from '../actions/plan-import.ts';
import { withUnitId } from '../unit-cell.ts';
import { foreignTerms } from '../actions/sheet-import.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { actorToday } from '#server/people/actions/who-is.ts';
import { can } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import { AppError } from '#server/base/errors.ts';
import type { Job } from '#server/base/job.ts';
import type { JobOutcome } from '#server/ports.ts';
import type { ImportOutcome, ImportRow, ImportRun } from '../sheet-import.ts';
import { COLLECTION_LIMITS, openArchive } from '#server/ingest/extract/archive.ts';
import { BAG_LIMITS } from '#server/ingest/extract/foreign/bag-layout.ts';
import { takeRow, type SheetImportDeps, type Work } from './take-row.ts';

/**
 * Lines taken together: their outcomes are saved at once, a killed process repeats these at most.
 */
const TOGETHER = 8;

/** What may be chosen is looked up anew for every few lines: officials may hide it meanwhile. */
async function takeTogether(
  work: Omit<Work, 'vocabulary'>,
  rows: readonly ImportRow[],
): Promise<ImportRow[]> {
  const vocabulary = { ...(await readVocabulary(work.deps)), meant: work.run.meant };
  return Promise.all(rows.map((row) => takeRow({ ...work, vocabulary }, row)));
}

/** Goes on after the last line whose outcome is known, until none is left or the process stops. */
async function takeAll(work: Omit<Work, 'vocabulary'>, stopping: AbortSignal): Promise<JobOutcome> {
  const {
    deps: { catalog, now },
    run,
  } = work;
  const wanted: readonly ImportOutcome[] = run.newOnly ? ['new'] : ['new', 'changed'];
  for (;;) {
    if (stopping.aborted) return { state: 'handed-back' };
    const rows = await catalog.listImportRows(run.id, wanted, 0, TOGETHER);
    if (rows.length === 0) break;
    await catalog.saveImportRows(run.id, await takeTogether(work, rows));
  }
  // What changed, and came by itself, waits for somebody to look at it.
  const waits = run.newOnly && ((await catalog.countImportRows(run.id)).changed ?? 0) > 0;
  await catalog.saveImport(
    waits
      ? { ...run, state: 'planned', newOnly: false }
      : { ...run, state: 'done', endedAt: now() },
    null,
    [],
  );
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
  const actor = await actorToday(deps, account);
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
  const foreign = foreignTerms(await readVocabulary(deps), run.sender, false);
  const content = await deps.files.withLocalPath(run.sha256, (path) =>
    deps.extraction.readSheet({
      path,
      sheet: run.sheet,
      headers: CATALOG_COLUMNS.headers,
      foreign,
    }),
  );
  const units = await readUnits(deps, run.meant);
  const cells = new Map(
    cellRows(content.rows, run).map((row) => [row.line, withUnitId(units, row)]),
  );
  const work = { deps, run, actor, content, cells, taking: new Map() };
  const sent = run.files.map((f) => f.path);
  if (run.zip === null) return takeAll({ ...work, zip: null, find: fileFinder(sent) }, stopping);
  return deps.files.withLocalPath(run.zip.sha256, async (path) => {
    const limits = run.form === 'bag' ? BAG_LIMITS : COLLECTION_LIMITS;
    const zip = await openArchive(path, limits);
    try {
      const find = fileFinder([...zip.names, ...sent]);
      return await takeAll({ ...work, zip, find }, stopping);
    } finally {
      zip.close();
    }
  });
}
