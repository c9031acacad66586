import { createReadStream } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#server/base/errors.ts';
import { harvestOutgoing } from '#server/imports/actions/harvest-outgoing.ts';
import { readSourceState, saveSource, sourceErrors } from '#server/imports/actions/keep-sources.ts';
import { beginImport, startImport } from '#server/imports/actions/sheet-import.ts';
import {
  originOfAddress,
  type ImportSource,
  type ImportSourceEntry,
} from '#server/imports/import-source.ts';
import { harvest } from '#server/imports/jobs/harvest.ts';
import {
  IMPORT_OUTCOMES,
  type ImportOutcome,
  type ImportRow,
} from '#server/imports/sheet-import.ts';
import { BAG_LIMITS } from '#server/ingest/extract/foreign/bag-layout.ts';
import { fetchAddress } from '#server/links/actions/fetch-address.ts';
import type { Actor } from '#server/people/account.ts';
import type { Shelf } from '#server/shelf.ts';
import { CSV_MARK, csvLine } from '#server/tables/csv.ts';
import { importingActor } from './import-command.ts';
import { withJobs } from './with-jobs.ts';

const OUTCOMES: Readonly<Record<ImportOutcome, string>> = {
  new: 'sẽ thêm',
  changed: 'sẽ sửa',
  same: 'không đổi',
  exists: 'đã có',
  refused: 'từ chối',
  added: 'đã thêm',
  updated: 'đã sửa',
  gone: 'nguồn đã xóa',
};
const GLANCE_MS = 100;
const AT_ONCE = 500;

export interface ForeignOptions {
  readonly unit?: string;
  readonly sender?: string;
  readonly set?: string;
  readonly prefix?: string;
  readonly files: boolean;
  readonly report?: string;
  readonly 'dry-run': boolean;
}

/** The unit of a code or id; that of the importing person when none is given. */
async function unitOf(
  { storage: { catalog } }: Shelf,
  actor: Actor,
  code: string | undefined,
): Promise<string> {
  if (code === undefined) return actor.unitId;
  const unit = (await catalog.listUnits()).find((u) => u.code === code || u.id === code);
  if (unit === undefined)
    throw new AppError('invalid-input', {
      fields: { unit: `Không có đơn vị mang mã “${code}”.` },
    });
  return unit.id;
}

async function* rowsOf({ storage: { catalog } }: Shelf, runId: string): AsyncIterable<ImportRow> {
  for (let after = 0; ;) {
    const rows = await catalog.listImportRows(runId, [], after, AT_ONCE);
    yield* rows;
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)!.line;
  }
}

const sentencesOf = ({ notes, changes }: ImportRow): string =>
  [...notes, ...changes.map((c) => `${c.column}: ${c.before} → ${c.after}`)].join(' ');

/** Says what was refused and what came of all lines; exit code 3 when some were refused. */
async function tell(shelf: Shelf, runId: string, report: string | undefined): Promise<number> {
  const csv: string[] = [CSV_MARK + csvLine(['line', 'outcome', 'id', 'title', 'note'])];
  for await (const row of rowsOf(shelf, runId)) {
    const { line, outcome, itemId, title } = row;
    if (outcome === 'refused') console.log(`  dòng ${line}: từ chối ${title}: ${sentencesOf(row)}`);
    if (report !== undefined)
      csv.push(csvLine([String(line), outcome, itemId ?? '', title, sentencesOf(row)]));
  }
  if (report !== undefined) await writeFile(resolve(report), csv.join(''));
  const counts = await shelf.storage.catalog.countImportRows(runId);
  const told = IMPORT_OUTCOMES.filter((outcome) => (counts[outcome] ?? 0) > 0);
  console.log(
    told.map((outcome) => `${OUTCOMES[outcome]} ${counts[outcome]}`).join(', ') ||
      'không có dòng nào',
  );
  return (counts.refused ?? 0) > 0 ? 3 : 0;
}

/** Carries an import out, unless it is only looked at, and says what became of it. */
async function finish(
  shelf: Shelf,
  actor: Actor,
  runId: string,
  options: ForeignOptions,
): Promise<number> {
  const { catalog } = shelf.storage;
  if (!options['dry-run']) {
    await startImport({ catalog }, actor, runId, { publish: false, newOnly: false });
    await withJobs(shelf, async () => {
      while ((await catalog.findImport(runId))?.state === 'running') await sleep(GLANCE_MS);
    });
  }
  return tell(shelf, runId, options.report);
}

const importDeps = ({ actions, extraction }: Shelf) => ({
  ...actions,
  readSheet: extraction.readSheet,
  archiveNames: extraction.archiveNames,
});

/**
 * Imports a file of another library or shelf, or a sheet, as drafts of a unit. Exit code: 0, or 3
 * when lines were refused.
 */
export async function importFile(
  shelf: Shelf,
  path: string,
  options: ForeignOptions,
): Promise<number> {
  const actor = await importingActor(shelf);
  const unitId = await unitOf(shelf, actor, options.unit);
  await access(path).catch((cause: unknown) => {
    const fields = { file: `Không mở được ${path}.` };
    throw new AppError('invalid-input', { fields }, { cause });
  });
  const { sha256 } = await shelf.actions.files.put(
    createReadStream(resolve(path)) as AsyncIterable<Uint8Array>,
    BAG_LIMITS.total,
  );
  const run = await beginImport(importDeps(shelf), actor, {
    name: basename(path),
    sha256,
    zip: null,
    files: [],
    unitId,
    sender: options.sender ?? '',
    sourceId: null,
  });
  return finish(shelf, actor, run.id, options);
}

/** The source of this address, set and unit: as officials keep it, else a new one. */
async function sourceFor(
  shelf: Shelf,
  actor: Actor,
  value: Pick<ImportSource, 'address' | 'set' | 'prefix' | 'unitId' | 'withFiles'>,
): Promise<ImportSourceEntry> {
  const { catalog } = shelf.storage;
  const known = (await catalog.listAuthority('import-source')).find(
    (source) =>
      source.value.address === value.address &&
      source.value.set === value.set &&
      source.value.unitId === value.unitId,
  );
  if (known !== undefined) return known;
  const entry: ImportSourceEntry = {
    list: 'import-source',
    id: shelf.actions.newId(),
    rank: 0,
    version: 0,
    changedAt: '',
    changedBy: '',
    value: {
      ...value,
      name: originOfAddress(value.address),
      nightly: false,
      newByItself: false,
      origin: '',
      accountId: actor.accountId,
    },
  };
  const fields = sourceErrors(entry, shelf.config.HARVEST_HOSTS);
  if (Object.keys(fields).length > 0) throw new AppError('invalid-input', { fields });
  return saveSource(shelf.actions, actor, entry, null);
}

/**
 * Harvests a repository into drafts of a unit: what is new and changed since the last time. Exit
 * code: 0, 3 when lines were refused, 1 when the repository could not be harvested.
 */
export async function harvestAddress(
  shelf: Shelf,
  address: string,
  options: ForeignOptions,
): Promise<number> {
  const actor = await importingActor(shelf);
  const source = await sourceFor(shelf, actor, {
    address,
    set: options.set ?? '',
    prefix: options.prefix ?? '',
    unitId: await unitOf(shelf, actor, options.unit),
    withFiles: options.files,
  });
  const outgoing = harvestOutgoing(shelf.config);
  await harvest(
    {
      ...importDeps(shelf),
      readOaiPage: shelf.extraction.readOaiPage,
      fetch: (url, how) => fetchAddress(outgoing, url, how),
      sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    },
    { payload: { sourceId: source.id, accountId: actor.accountId }, attempts: Infinity },
    new AbortController().signal,
  );
  const { outcome, note, runId } = await readSourceState(shelf.storage, source.id);
  if (note !== '') console.log(note);
  if (outcome === 'failed') return 1;
  const waiting = runId === null ? null : await shelf.storage.catalog.findImport(runId);
  // What was only looked at the last time is still there to be taken.
  if (runId === null || (outcome === 'nothing' && waiting?.state !== 'planned')) {
    console.log('không có gì mới');
    return 0;
  }
  return finish(shelf, actor, runId, options);
}
