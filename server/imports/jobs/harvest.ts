import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { showPartialDate } from '#server/base/partial-date.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import type { Job } from '#server/base/job.ts';
import { foreignMessages } from '#server/ingest/extract/foreign/foreign-messages.ts';
import { ForeignRows } from '#server/ingest/extract/foreign/foreign-rows.ts';
import type { Actor } from '#server/people/account.ts';
import { unitToday } from '#server/people/unit.ts';
import { actorToday } from '#server/people/actions/who-is.ts';
import type { JobOutcome } from '#server/ports.ts';
import { listed } from '#server/tables/cell-text.ts';
import type { SheetContent } from '#server/tables/sheet.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { readSourceState, saveSourceState } from '../actions/keep-sources.ts';
import { beginImport, foreignTerms, mayImport, startImport } from '../actions/sheet-import.ts';
import type { ImportDeps } from '../actions/sheet-import.ts';
import type { ForeignRecord } from '../foreign-record.ts';
import { writeHarvested } from '../harvested.ts';
import { oaiOrigin, type ImportSourceEntry, type SourceState } from '../import-source.ts';
import { messages } from '../messages.ts';
import type { OaiRecord } from '../oai-page.ts';
import type { ImportRun } from '../sheet-import.ts';
import { collectRecords, type CollectDeps, type Collected } from './collect-records.ts';
import { tellGone } from './tell-gone.ts';

export interface HarvestDeps
  extends ImportDeps, CollectDeps, Pick<ActionDeps, 'queue' | 'twoPersons'> {}

const OF_THE_NUMBER: readonly string[] = [
  foreignMessages.noForeignId,
  foreignMessages.unnamedSource,
];
const AGAIN_MINUTES = [15, 60, 240] as const;

const hostOf = (address: string): string => URL.parse(address)?.host ?? '';

/** The record as a line of this source: under its number there, with files of its own host. */
function lineOf({ value }: ImportSourceEntry, id: string, record: ForeignRecord): ForeignRecord {
  const origin = oaiOrigin(value, id);
  const own = record.offers.filter((offer) => hostOf(offer) === hostOf(value.address));
  const others = record.offers.filter((offer) => !own.includes(offer));
  return {
    ...record,
    cells: {
      ...record.cells,
      ...(id.startsWith('?') ? {} : { originSource: origin.source, originId: origin.id }),
      ...(value.withFiles ? { file: listed(own) } : {}),
    },
    notes: [
      // What a form says of its own numbers is beside the point: OAI-PMH names the record.
      ...record.notes.filter((note) => !OF_THE_NUMBER.includes(note)),
      ...(value.withFiles ? others.map((offer) => messages.otherHost(offer)) : []),
    ],
  };
}

function contentOf(source: ImportSourceEntry, records: readonly OaiRecord[]): SheetContent {
  const rows = new ForeignRows();
  for (const { id, record } of records) {
    if (record !== null) rows.add(lineOf(source, id, record));
    else {
      const { source: originSource, id: originId } = oaiOrigin(source.value, id);
      const cells = { title: id, originSource, originId };
      rows.addGone({ cells, notes: [], faults: [], offers: [] });
    }
  }
  return rows.content('harvest');
}

async function importOf(
  deps: HarvestDeps,
  actor: Actor,
  source: ImportSourceEntry,
  records: readonly OaiRecord[],
): Promise<ImportRun> {
  // Drafts of a unit that was merged are its successor's.
  const unitId = unitToday(await deps.catalog.listUnits(), source.value.unitId);
  const day = showPartialDate(dayInVietnam(deps.now()));
  const bytes = Buffer.from(writeHarvested(contentOf(source, records)));
  const { sha256 } = await deps.files.put(
    (async function* once() {
      yield bytes;
    })(),
    bytes.length,
  );
  return beginImport(deps, actor, {
    name: messages.harvestName(source.value.name, day),
    sha256,
    zip: null,
    files: [],
    unitId,
    sender: source.value.name,
    sourceId: source.id,
  });
}

type OpenRun = SourceState['open'][number];

/** Imports of the source that nobody has carried out yet. */
async function waitingRuns({ catalog }: HarvestDeps, { open }: SourceState): Promise<OpenRun[]> {
  const waiting: OpenRun[] = [];
  for (const one of open) {
    const run = await catalog.findImport(one.runId);
    if (run?.state !== 'planned') continue;
    const counts = await catalog.countImportRows(one.runId);
    if ((counts.new ?? 0) + (counts.changed ?? 0) > 0) waiting.push(one);
  }
  return waiting;
}

interface Came extends Collected {
  /** What it begins at. */
  readonly from: string | null;
  /** Imports that wait beside it; none where it holds all of theirs. */
  readonly waiting: readonly OpenRun[];
}

/**
 * What is new since the last harvest; together with what still waits in earlier imports, so that
 * the newest one holds everything.
 */
async function come(
  deps: HarvestDeps,
  source: ImportSourceEntry,
  before: SourceState,
  stopping: AbortSignal,
): Promise<Came> {
  const terms = foreignTerms(await readVocabulary(deps), source.value.name, false);
  const collect = (state: SourceState): Promise<Collected> =>
    collectRecords(deps, source.value, state, terms, stopping);
  const waiting = await waitingRuns(deps, before);
  const collected = await collect(before);
  const alone = waiting.length === 0 || before.resume !== null;
  if (alone || collected.end !== 'whole' || collected.records.length === 0)
    return { ...collected, from: before.since, waiting };
  const [from = null] = waiting.map(({ since }) => since ?? '').toSorted();
  const all = await collect({ ...before, since: from || null });
  return { ...all, from: from || null, waiting: all.end === 'whole' ? [] : waiting };
}

const stateAfter = (
  before: SourceState,
  { end, note, since, resume, from, waiting }: Came,
  run: ImportRun | null,
  now: string,
): SourceState => ({
  since,
  resume,
  at: now,
  outcome: end === 'whole' ? (run === null ? 'nothing' : 'done') : end,
  note,
  runId: run?.id ?? before.runId,
  open: run === null ? waiting : [...waiting, { runId: run.id, since: from }],
});

async function carryOut(
  deps: HarvestDeps,
  source: ImportSourceEntry,
  actor: Actor,
  stopping: AbortSignal,
): Promise<Collected> {
  const before = await readSourceState(deps, source.id);
  await saveSourceState(deps, source.id, { ...before, outcome: 'running', at: deps.now() });
  const came = await come(deps, source, before, stopping);
  // A list that broke off shows nothing: it comes whole the next time.
  const shown = came.end === 'failed' ? [] : came.records;
  const run = shown.length === 0 ? null : await importOf(deps, actor, source, shown);
  if (run !== null) await tellGone(deps, source, actor, run.id);
  await saveSourceState(deps, source.id, stateAfter(before, came, run, deps.now()));
  const fresh = run === null ? 0 : ((await deps.catalog.countImportRows(run.id)).new ?? 0);
  if (run !== null && fresh > 0 && source.value.newByItself)
    await startImport(deps, actor, run.id, { publish: false, newOnly: true });
  return came;
}

/**
 * Harvests a source: what is new, changed or gone there becomes an import that somebody looks at
 * before it is carried out. Run again after it was killed it begins anew, because nothing was
 * written.
 */
export async function harvest(
  deps: HarvestDeps,
  job: Pick<Job, 'payload' | 'attempts'>,
  stopping: AbortSignal,
): Promise<JobOutcome> {
  const source = await deps.catalog.findAuthority('import-source', job.payload['sourceId'] ?? '');
  if (source === null) return { state: 'done' };
  const accountId = job.payload['accountId'] ?? source.value.accountId;
  const account = await deps.catalog.findAccountById(accountId);
  const actor = account && (await actorToday(deps, account));
  const failed = async (note: string): Promise<void> =>
    saveSourceState(deps, source.id, {
      ...(await readSourceState(deps, source.id)),
      outcome: 'failed',
      at: deps.now(),
      note,
    });
  if (!actor || account.disabled || !mayImport(actor, source.value.unitId)) {
    await failed(messages.sourceFailed(messages.sourceNotAllowed));
    return { state: 'done' };
  }
  try {
    const { again, wait } = await carryOut(deps, source, actor, stopping);
    const minutes = AGAIN_MINUTES[job.attempts - 1];
    if (!again || minutes === undefined) return { state: 'done' };
    const pause = Math.max(minutes * 60_000, wait);
    const notBefore = new Date(Date.parse(deps.now()) + pause).toISOString();
    return { state: 'retry', reason: 'source-silent', notBefore };
  } catch (error) {
    if (stopping.aborted) return { state: 'handed-back' };
    if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
    await failed(messages.sourceFailed(error.message));
    return { state: 'done' };
  }
}
