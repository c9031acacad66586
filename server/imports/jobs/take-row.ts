import { messages } from '#server/imports/messages.ts';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readRow, type SheetRow } from '../actions/import-sheet.ts';
import { EMPTY_RECORD, recordErrors } from '#server/items/record-rules.ts';
import { newItem } from '#server/items/new-item.ts';
import {
  metAlready,
  planRevisit,
  planUpdate,
  sameThing,
  unitFaults,
} from '../actions/plan-import.ts';
import { cellsChanged, originNow, originOf, type CatalogRow } from '../actions/foreign-origin.ts';
import { updateFromRow } from '../actions/update-from-row.ts';
import type { Actor } from '#server/people/account.ts';
import { AppError } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { cleanFileName, receiveFile } from '#server/ingest/actions/receive-file.ts';
import type { ApprovalFile, ItemRecord } from '#server/items/item.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import type { ImportRow, ImportRun } from '../sheet-import.ts';
import type { SheetWords } from '../listed-values.ts';
import type { Archive } from '#server/ingest/extract/archive.ts';
import type { ExtractionPool } from '#server/ingest/extract/extraction-pool.ts';
import { importEntry, type ImportDeps, type ImportOptions, type Taking } from './import-folder.ts';
import { readWhole, type WholeRecord } from '../whole-record.ts';
import { rewriteItem } from '#server/items/actions/rewrite.ts';

export interface SheetImportDeps extends ImportDeps {
  readonly extraction: Pick<ExtractionPool, 'extract' | 'readSheet'>;
  /** Fetches a file that a source offers to a path; what it is called, or why it could not. */
  readonly fetchFile: (
    address: string,
    path: string,
  ) => Promise<{ readonly name: string } | { readonly fault: string }>;
}

/** What one run works with while its ZIP is open. */
export interface Work {
  readonly deps: SheetImportDeps;
  readonly run: ImportRun;
  readonly actor: Actor;
  readonly content: SheetContent;
  readonly cells: ReadonlyMap<number, CatalogRow>;
  readonly zip: Archive | null;
  /** Finds a file that came with the sheet by the name that a line gives it. */
  readonly find: (name: string) => string | null;
  readonly taking: Taking;
  readonly vocabulary: SheetWords;
}

interface Fetched {
  /** Below the folder; one that has no file keeps its place and is refused by the import. */
  readonly files: readonly string[];
  /** Offers that could not be fetched: the record is taken without them. */
  readonly notes: readonly string[];
}

const isAddress = (file: string): boolean => /^https?:\/\//iu.test(file);

async function refuseWrongDigest(path: string, file: string, said: string | undefined) {
  if (said === undefined) return;
  const [algorithm = '', value = ''] = said.split(':');
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path), hash);
  if (hash.digest('hex') !== value.toLowerCase())
    throw new AppError('invalid-input', { fields: { file: messages.wrongDigest(file) } });
}

/** Puts one file that came with the sheet there, and holds it to its checksum. */
async function putFile({ deps, run, zip, content }: Work, path: string, target: string) {
  const sent = run.files.find((f) => f.path === path);
  if (sent === undefined) await zip!.save(path, target);
  else await pipeline(Readable.from(deps.files.read(sent.sha256, null)), createWriteStream(target));
  await refuseWrongDigest(target, path, content.digests?.[path]);
}

/** A name that stands for a file of one folder, whatever it is. */
const nameInFolder = (name: string): string => {
  const clean = cleanFileName(name);
  return /^\.+$/u.test(clean) ? 'tep' : clean;
};

/** One file of the line in a folder of its own, by the name it is to have; or why it is left out. */
async function fetchOne(
  work: Work,
  file: string,
  folder: string,
  names: WholeRecord['names'],
): Promise<{ readonly name: string } | { readonly fault: string }> {
  const { deps, run, find } = work;
  const path = find(file);
  await mkdir(folder);
  if (path === null && run.sourceId !== null && isAddress(file)) {
    const arrived = join(folder, 'tep');
    const fetched = await deps.fetchFile(file, arrived);
    if ('fault' in fetched) return fetched;
    const name = nameInFolder(fetched.name);
    if (name !== 'tep') await rename(arrived, join(folder, name));
    return { name };
  }
  const name = nameInFolder(names[path ?? ''] ?? path ?? file);
  if (path !== null) await putFile(work, path, join(folder, name));
  return { name };
}

/** Puts the line's files into a folder of their own. */
async function fetchFiles(work: Work, row: ImportRow, folder: string): Promise<Fetched> {
  const { names } = readWhole(work.content.whole?.[row.line]);
  const [files, notes]: [string[], string[]] = [[], []];
  for (const [i, file] of row.files.entries()) {
    const one = await fetchOne(work, file, join(folder, String(i)), names);
    if ('fault' in one) notes.push(messages.fileNotFetched(file, one.fault));
    else files.push(`${i}/${one.name}`);
  }
  return { files, notes };
}

/** The signed approval that came with a record, as a file of the store. */
async function approvalFileOf(work: Work, path: string | null): Promise<ApprovalFile | null> {
  if (path === null || work.zip === null) return null;
  const folder = await mkdtemp(join(tmpdir(), 'tu-sach-nhap-'));
  try {
    const target = join(folder, 'phe-duyet');
    await putFile(work, path, target);
    const named = basename(path).replace(/^0-/u, '');
    const { name, mediaType, bytes, sha256 } = await receiveFile(
      work.deps,
      named,
      createReadStream(target) as AsyncIterable<Uint8Array>,
    );
    return { name, mediaType, bytes, sha256 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The line as it is taken today, with what its cells are too narrow for. */
async function rowToTake(
  { deps, content, vocabulary }: Work,
  cells: CatalogRow,
): Promise<{ readonly row: SheetRow; readonly whole: WholeRecord }> {
  const read = readRow((column) => cells.cells.get(column) ?? '', cells.line, vocabulary);
  const whole = readWhole(content.whole?.[cells.line]);
  const row = { ...read, record: { ...read.record, ...whole.record } };
  const { identifier } = row.record;
  const known = identifier ? await deps.catalog.findItemByIdentifier(identifier) : null;
  return known === null || sameThing(row, known)
    ? { row, whole }
    : { row: { ...row, record: { ...row.record, identifier: null } }, whole };
}

/**
 * A line without a file makes a draft, even where the others are published: there would be nothing
 * to read.
 */
async function addBare(
  work: Work,
  row: ImportRow,
  cells: CatalogRow,
  notes: readonly string[] = [],
): Promise<ImportRow> {
  const { deps, run, actor, content, vocabulary } = work;
  const { row: read, whole } = await rowToTake(work, cells);
  const origin = originNow(cells, deps.now(), content.digests);
  refuseErrors(recordErrors({ ...EMPTY_RECORD, ...read.record }, vocabulary));
  const item = {
    ...newItem(
      { newId: () => row.itemId!, now: deps.now },
      actor,
      { ...EMPTY_RECORD, ...read.record },
      read.unit || run.unitId || actor.unitId,
    ),
    origin,
    approval: whole.approval,
    approvalFile: await approvalFileOf(work, whole.approvalPath),
  };
  await rewriteItem(deps, {
    actor,
    before: null,
    item,
    action: 'create',
    reason: origin === null ? messages.fromSheetWithoutFile : messages.fromForeign,
  });
  return { ...row, outcome: 'added', title: item.title, notes: [...row.notes, ...notes] };
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
    const sentences = Object.values(error.details.fields ?? {});
    return {
      ...row,
      outcome: 'refused',
      itemId: row.outcome === 'new' ? null : row.itemId,
      notes: sentences.length > 0 ? sentences : [error.message],
    };
  }
}

async function takeEntry(
  work: Work,
  row: ImportRow,
  cells: CatalogRow,
  { folder, files, notes }: Fetched & { readonly folder: string },
): Promise<ImportRow> {
  const { deps, run, actor, taking, content } = work;
  const { row: read, whole } = await rowToTake(work, cells);
  const options: ImportOptions = { folder, actor, publish: run.publish };
  const entry = {
    files,
    row: { ...read, unit: read.unit || run.unitId },
    itemId: row.itemId!,
    origin: originNow(cells, deps.now(), content.digests),
    approval: whole.approval,
    approvalFile: await approvalFileOf(work, whole.approvalPath),
  };
  const result = await importEntry(deps, options, entry, taking);
  if (result.outcome === 'refused')
    return { ...row, outcome: 'refused', itemId: null, notes: [result.note] };
  if (result.outcome === 'already-there')
    return { ...row, outcome: 'exists', itemId: result.itemId, notes: [result.note] };
  return {
    ...row,
    outcome: 'added',
    title: result.title,
    notes: [...row.notes, ...notes, ...(result.note === '' ? [] : [result.note])],
  };
}

async function addWithFiles(work: Work, row: ImportRow, cells: CatalogRow): Promise<ImportRow> {
  const folder = await mkdtemp(join(tmpdir(), 'tu-sach-nhap-'));
  try {
    const fetched = await fetchFiles(work, row, folder);
    return fetched.files.length === 0
      ? await addBare(work, row, cells, fetched.notes)
      : await takeEntry(work, row, cells, { folder, ...fetched });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * A line that makes an item. Its id was given with the plan: where an earlier try already made it,
 * that is the outcome.
 */
async function addRow(work: Work, row: ImportRow, cells: CatalogRow): Promise<ImportRow> {
  if (await work.deps.catalog.findItem(row.itemId!)) return { ...row, outcome: 'added' };
  const origin = originOf(cells);
  const twin = origin && (await work.deps.catalog.findItemByOrigin(origin.source, origin.id));
  // Another import was quicker.
  if (twin) return metAlready(work.actor, row, twin, messages.alreadyOnShelf);
  const unit = cells.cells.get('unit') || work.run.unitId;
  const faults = unitFaults(work.actor, unit);
  if (faults.length > 0) return { ...row, outcome: 'refused', itemId: null, notes: faults };
  const add = row.files.length === 0 ? addBare : addWithFiles;
  return refusedWhenInvalid(row, () => add(work, row, cells));
}

/** Fields of the record that these columns are, as the delivery has them exactly. */
function exactly(whole: WholeRecord, { cells }: CatalogRow): Partial<ItemRecord> {
  const fields = new Set(
    [...cells.keys()].map((column) => column.replace(/(?:From|To|Reason|Note)$/u, '')),
  );
  return Object.fromEntries(Object.entries(whole.record).filter(([field]) => fields.has(field)));
}

/**
 * A line that changes an item: looked at again as the item stands now, so that what somebody else
 * changed meanwhile is not undone unseen.
 */
async function updateRow(
  { deps, actor, vocabulary, content }: Work,
  row: ImportRow,
  cells: CatalogRow,
): Promise<ImportRow> {
  const before = await deps.catalog.findItem(row.itemId!);
  const again = before?.origin && !cells.cells.get('id') ? before : null;
  const plan = again
    ? planRevisit(actor, again, cells, vocabulary, content.digests)
    : planUpdate(actor, before, cells, vocabulary);
  // An earlier try was killed after it had saved.
  if (plan.outcome === 'same') return { ...row, outcome: 'updated' };
  if (plan.outcome !== 'changed') return plan;
  const changed = again ? cellsChanged(again, cells) : cells;
  const { record } = updateFromRow(before!, changed, vocabulary);
  const exact = again ? exactly(readWhole(content.whole?.[row.line]), changed) : {};
  refuseErrors(recordErrors({ ...record, ...exact }, vocabulary, before!));
  const columns = plan.changes.map((c) => c.column).join(', ');
  await rewriteItem(deps, {
    actor,
    before,
    item: {
      ...before!,
      ...record,
      ...exact,
      ...(again ? { origin: originNow(cells, deps.now(), content.digests) } : {}),
    },
    action: 'edit',
    reason: again ? messages.updatedFromForeign(columns) : messages.changedBySheet(columns),
  });
  return { ...plan, outcome: 'updated' };
}

/** Carries one planned line out. */
export async function takeRow(work: Work, row: ImportRow): Promise<ImportRow> {
  const cells = work.cells.get(row.line);
  if (cells === undefined)
    return {
      ...row,
      outcome: 'refused',
      itemId: null,
      notes: [messages.lineGone],
    };
  return row.outcome === 'new'
    ? addRow(work, row, cells)
    : refusedWhenInvalid(row, () => updateRow(work, row, cells));
}
