import type { Item } from '#server/items/item.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import type { HarvestCatalog } from '../harvest-catalog.ts';
import { secondOf, type HarvestRow } from '../harvest-row.ts';
import {
  identify,
  metadataFormat,
  oaiAnswer,
  oaiErrors,
  oaiHeader,
  oaiRecord,
  oaiSet,
  resumptionToken,
  type Repository,
  type ToldRow,
} from '../oai/oai-answer.ts';
import { findFormat, OAI_FORMATS, type OaiFormat } from '../oai/oai-formats.ts';
import { oaiMessages } from '../oai/oai-messages.ts';
import {
  isFault,
  readOaiRequest,
  type ListQuery,
  type ListVerb,
  type OaiFault,
  type OaiRequest,
} from '../oai/oai-request.ts';
import { itemOfIdentifier } from '../oai/repository-namespace.ts';
import { readResumption, writeResumption, type Resumption } from '../oai/resumption.ts';
import { nameOfSet, setNames } from '../oai/set-names.ts';
import type { PublicRecord } from '../record/public-record.ts';
import type { RecordAddresses } from '../record/record-addresses.ts';
import { openRecords, type RecordDeps } from './read-records.ts';
import { openSigner } from './repository-facts.ts';
import { readHorizon } from './walk-harvest.ts';

export interface HarvestDeps extends RecordDeps {
  readonly catalog: RecordDeps['catalog'] & HarvestCatalog & ItemCatalog & FactCatalog;
}

/** The repository as this request reaches it, and where its records are found. */
export interface HarvestFrame {
  readonly repository: Repository;
  readonly addressesOf: (record: PublicRecord) => RecordAddresses;
}

/** Records a page. */
export const HARVEST_PAGE = 100;
/** Tokens hold as long as the shelf's secret does; so long is promised. */
const TOKEN_MS = 7 * 24 * 60 * 60 * 1000;
/** Records made in one go: between them readers get their turn. */
const BREATH = 20;

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

const fault = (code: OaiFault['code'], message: string): OaiFault => ({ code, message });
const NO_FORMAT = fault('cannotDisseminateFormat', oaiMessages.noFormat);
const NO_IDENTIFIER = fault('idDoesNotExist', oaiMessages.noIdentifier);
const NO_MATCH = fault('noRecordsMatch', oaiMessages.noMatch);
const WRONG_TOKEN = fault('badResumptionToken', oaiMessages.wrongToken);

type Write = (record: PublicRecord) => string;

async function writeAll(
  deps: HarvestDeps,
  items: readonly Item[],
  write: (record: PublicRecord) => void,
): Promise<void> {
  const records = await openRecords(deps);
  for (let at = 0; at < items.length; at += BREATH) {
    if (at > 0) await nextTurn();
    for (const record of await records(items.slice(at, at + BREATH))) write(record);
  }
}

/**
 * Rows with what readers see of their items now: a row may be older than the withdrawal of its item.
 * Without `write` only whether they see them.
 */
async function tellRows(
  deps: HarvestDeps,
  rows: readonly HarvestRow[],
  write: Write | null,
): Promise<ToldRow[]> {
  const live = rows.filter(({ deleted }) => !deleted).map(({ itemId }) => itemId);
  const items = (await deps.catalog.findItems(live)).filter(({ state }) => state === 'published');
  const told = new Map(items.map(({ id }) => [id, '']));
  if (write !== null) await writeAll(deps, items, (record) => told.set(record.id, write(record)));
  return rows.map((row) => ({ row, metadata: told.get(row.itemId) ?? null }));
}

/** What an answer is made of: its second, and what stands in its element or is wrong. */
interface Answer {
  readonly responseDate: string;
  readonly inner: readonly string[] | OaiFault;
}

async function describeRepository(
  { catalog }: HarvestDeps,
  { repository }: HarvestFrame,
  horizon: string,
): Promise<readonly string[]> {
  const [stamps, [first]] = await Promise.all([
    catalog.harvestStamps(),
    catalog.listHarvestRows({ set: null, from: null, until: null, after: null, limit: 1 }),
  ]);
  const earliest = stamps !== null && stamps.first < horizon ? stamps.first : horizon;
  return identify(repository, earliest, first?.itemId ?? '0'.repeat(13));
}

async function listSets(deps: HarvestDeps): Promise<readonly string[] | OaiFault> {
  const [specs, units, vocabulary] = await Promise.all([
    deps.catalog.listHarvestSets(),
    deps.catalog.listUnits(),
    readVocabulary(deps),
  ]);
  // Before the first record there is none, and the schema asks for one set at least.
  if (specs.length === 0) return fault('noSetHierarchy', oaiMessages.noSets);
  const names = setNames(vocabulary, units);
  return specs.map((spec) => oaiSet(spec, nameOfSet(names, spec)));
}

const findRow = async (
  { catalog }: HarvestDeps,
  namespace: string,
  identifier: string,
): Promise<HarvestRow | undefined> => {
  const itemId = itemOfIdentifier(namespace, identifier);
  return itemId === null ? undefined : (await catalog.findHarvestRows([itemId]))[0];
};

async function getRecord(
  deps: HarvestDeps,
  { repository: { namespace }, addressesOf }: HarvestFrame,
  asked: Extract<OaiRequest, { verb: 'GetRecord' }>,
  horizon: string,
): Promise<Answer> {
  const row = await findRow(deps, namespace, asked.identifier);
  if (row === undefined) return { responseDate: horizon, inner: NO_IDENTIFIER };
  const format = findFormat(asked.prefix);
  if (format === undefined) return { responseDate: horizon, inner: NO_FORMAT };
  const [told] = await tellRows(deps, [row], (record) => format.write(record, addressesOf(record)));
  // One that was changed this very second is told; its answer is then of that second.
  return {
    responseDate: row.stamp > horizon ? row.stamp : horizon,
    inner: [oaiRecord(namespace, told!)],
  };
}

const earlier = (a: string | null, b: string): string => (a !== null && a < b ? a : b);

/** A list as it goes on; one that begins has told nothing yet, and nobody knows how long it is. */
type ListStart = Omit<Resumption, 'after' | 'size'> & {
  readonly after: Resumption['after'] | null;
  readonly size: number | null;
};

const rangeOf = ({ query: { set, from, until }, asOf }: ListStart) => ({
  set,
  from,
  until: earlier(until, asOf),
});

/** The token behind a page; nothing where one page is the whole list. */
async function tokenBehind(
  deps: HarvestDeps,
  start: ListStart,
  rows: readonly HarvestRow[],
  hasMore: boolean,
): Promise<string> {
  if (!hasMore && start.after === null) return '';
  const size = start.size ?? (await deps.catalog.countHarvestRows(rangeOf(start)));
  const place = { cursor: start.cursor, size };
  if (!hasMore) return resumptionToken(place, '', '');
  const { verb, query, asOf, cursor } = start;
  const next = { verb, query, asOf, after: rows.at(-1)!, cursor: cursor + rows.length, size };
  const signer = await openSigner(deps);
  const goodUntil = secondOf(new Date(Date.parse(deps.now()) + TOKEN_MS).toISOString());
  return resumptionToken(place, signer.sign(writeResumption(next)), goodUntil);
}

/** One page of a list behind `start.after`. */
async function listPage(
  deps: HarvestDeps,
  { repository: { namespace }, addressesOf }: HarvestFrame,
  format: OaiFormat,
  start: ListStart,
): Promise<readonly string[] | OaiFault> {
  const found = await deps.catalog.listHarvestRows({
    ...rangeOf(start),
    after: start.after,
    limit: HARVEST_PAGE + 1,
  });
  const rows = found.slice(0, HARVEST_PAGE);
  // Also on a later page: what was left has changed since, and the next harvest tells of it.
  if (rows.length === 0) return NO_MATCH;
  const isRecords = start.verb === 'ListRecords';
  const write: Write = (record) => format.write(record, addressesOf(record));
  const told = await tellRows(deps, rows, isRecords ? write : null);
  return [
    ...told.map((one) => (isRecords ? oaiRecord : oaiHeader)(namespace, one)),
    await tokenBehind(deps, start, rows, found.length > rows.length),
  ];
}

async function beginList(
  deps: HarvestDeps,
  frame: HarvestFrame,
  { verb, query }: { readonly verb: ListVerb; readonly query: ListQuery },
  horizon: string,
): Promise<Answer> {
  const format = findFormat(query.prefix);
  return {
    responseDate: horizon,
    inner:
      format === undefined
        ? NO_FORMAT
        : await listPage(deps, frame, format, {
            verb,
            query,
            asOf: horizon,
            after: null,
            cursor: 0,
            size: null,
          }),
  };
}

/**
 * The next page. It says of itself the second of the first one: who goes on from the last answer's
 * date the next time misses nothing of what changed in between.
 */
async function resume(
  deps: HarvestDeps,
  frame: HarvestFrame,
  { verb, token }: { readonly verb: ListVerb; readonly token: string },
  horizon: string,
): Promise<Answer> {
  const text = (await openSigner(deps)).open(token);
  const start = text === null ? null : readResumption(text);
  const format = start === null ? undefined : findFormat(start.query.prefix);
  if (start === null || start.verb !== verb || format === undefined)
    return { responseDate: horizon, inner: WRONG_TOKEN };
  return { responseDate: start.asOf, inner: await listPage(deps, frame, format, start) };
}

async function answer(
  deps: HarvestDeps,
  frame: HarvestFrame,
  request: OaiRequest,
  horizon: string,
): Promise<Answer> {
  switch (request.verb) {
    case 'Identify':
      return { responseDate: horizon, inner: await describeRepository(deps, frame, horizon) };
    case 'ListSets':
      return {
        responseDate: horizon,
        inner: request.token === null ? await listSets(deps) : WRONG_TOKEN,
      };
    case 'ListMetadataFormats': {
      const { identifier } = request;
      const { namespace } = frame.repository;
      const known = identifier === null || (await findRow(deps, namespace, identifier));
      return {
        responseDate: horizon,
        inner: known ? OAI_FORMATS.map(metadataFormat) : NO_IDENTIFIER,
      };
    }
    case 'GetRecord':
      return getRecord(deps, frame, request, horizon);
    default:
      return 'token' in request
        ? resume(deps, frame, request, horizon)
        : beginList(deps, frame, request, horizon);
  }
}

/**
 * Answers a harvester (OAI-PMH 2.0) with a whole document, errors of the protocol included.
 * @param pairs the arguments as they came, repeated ones too
 */
export async function answerHarvester(
  deps: HarvestDeps,
  frame: HarvestFrame,
  pairs: readonly (readonly [name: string, value: string])[],
): Promise<string> {
  const { repository } = frame;
  const horizon = await readHorizon(deps);
  const asked = readOaiRequest(pairs);
  if ('faults' in asked) return oaiErrors(horizon, repository, pairs, asked.faults);
  const { responseDate, inner } = await answer(deps, frame, asked.request, horizon);
  return isFault(inner)
    ? oaiErrors(responseDate, repository, pairs, [inner])
    : oaiAnswer(responseDate, repository, pairs, inner);
}

/** Whether a request asks for a list, which costs a hundred times what another one costs. */
export const asksForList = (pairs: readonly (readonly [string, string])[]): boolean =>
  pairs.some(([name, value]) => name === 'verb' && /^List(?:Records|Identifiers)$/u.test(value));
