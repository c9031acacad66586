import { Schema, type Connection, type Model, type SchemaDefinition } from 'mongoose';
import { ITEM_STATES } from '#server/items/item.ts';
import { STAGES } from '#server/base/stage.ts';
import { JOB_KINDS } from '#server/base/job.ts';
import { HOLDING_STATES } from '#server/holdings/holding.ts';
import { AUTHORITY_LISTS } from '#server/vocabulary/authority-list.ts';
import { RATING_ANSWERS } from '#server/figures/rating.ts';
import { IMPORT_OUTCOMES } from '#server/imports/sheet-import.ts';
import { VISIT_KINDS } from '#server/figures/visit.ts';
import type {
  AccountRow,
  CollectionRow,
  CounterRow,
  EmptyQueryRow,
  EventRow,
  FactRow,
  FailedRow,
  FoundRow,
  HoldingRow,
  IdentifierRow,
  ImportLineRow,
  ImportRunRow,
  ItemRow,
  AuthorityRow,
  AuthorityVersionRow,
  LawRow,
  LinkRow,
  LoanRow,
  NameRow,
  NoticeRow,
  OutlineRow,
  PassageRow,
  FingerprintRow,
  RatingRow,
  RegisterNumberRow,
  ResourceRow,
  RunningRow,
  SectionRow,
  SessionRow,
  StocktakeRow,
  TryRow,
  UnitRow,
  UnsavedRow,
  VisitRow,
  WaitingRow,
} from './rows.ts';

type Keys = Record<string, 1 | -1>;
interface Index {
  readonly keys: Keys;
  readonly unique?: true;
}

const text = { type: String, required: true } as const;
/** Required, but may be empty: Mongoose takes '' for missing. */
const words = { type: String, validate: (value: unknown) => typeof value === 'string' } as const;
const number = { type: Number, required: true } as const;
const texts = { type: [String], required: true } as const;
const whole = { type: Schema.Types.Mixed, required: true } as const;
const nullableText = { type: String, default: null } as const;

/** One collection: fields are validated on every write, unknown ones refused. */
function model<Row>(
  connection: Connection,
  collection: string,
  fields: SchemaDefinition,
  indexes: readonly Index[] = [],
): Model<Row> {
  const schema = new Schema(
    { _id: { type: String, validate: (id: unknown) => typeof id === 'string' }, ...fields },
    {
      collection,
      strict: 'throw',
      strictQuery: 'throw',
      minimize: false,
      versionKey: false,
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
    },
  );
  for (const { keys, unique = false } of indexes) schema.index(keys, { unique });
  return connection.model(collection, schema) as unknown as Model<Row>;
}

const itemModels = (connection: Connection) => ({
  items: model<ItemRow>(
    connection,
    'items',
    {
      identifier: nullableText,
      state: { ...text, enum: ITEM_STATES },
      unitId: words,
      version: { ...number, min: 1 },
      newestKey: text,
      updatedAt: text,
      lawKeys: texts,
      titleWords: texts,
      settled: texts,
      attachmentIds: texts,
      fileHashes: texts,
      links: texts,
      stage: { ...text, enum: STAGES },
      since: text,
      holderId: nullableText,
      item: whole,
    },
    [
      { keys: { identifier: 1 } },
      { keys: { newestKey: -1, _id: -1 } },
      { keys: { state: 1, newestKey: -1, _id: -1 } },
      { keys: { unitId: 1, newestKey: -1, _id: -1 } },
      { keys: { lawKeys: 1, newestKey: -1, _id: -1 } },
      { keys: { updatedAt: 1, _id: 1 } },
      { keys: { state: 1, updatedAt: 1, _id: 1 } },
      { keys: { unitId: 1, updatedAt: 1, _id: 1 } },
      { keys: { lawKeys: 1, updatedAt: 1, _id: 1 } },
      { keys: { titleWords: 1, state: 1, newestKey: -1, _id: -1 } },
      { keys: { attachmentIds: 1 } },
      { keys: { fileHashes: 1, _id: 1 } },
      { keys: { links: 1, state: 1, _id: 1 } },
      { keys: { lawKeys: 1, state: 1, _id: 1 } },
      { keys: { stage: 1, since: 1, _id: 1 } },
      { keys: { stage: 1, unitId: 1, since: 1, _id: 1 } },
      { keys: { holderId: 1, stage: 1, since: 1, _id: 1 } },
    ],
  ),
  laws: model<LawRow>(
    connection,
    'laws',
    { endsOn: nullableText, version: { type: Number, required: true }, law: whole },
    [{ keys: { endsOn: 1, _id: 1 } }],
  ),
  names: model<NameRow>(connection, 'names', { itemId: text, kind: text, key: text, value: text }, [
    { keys: { kind: 1, key: 1, value: 1, itemId: 1 } },
    { keys: { itemId: 1 } },
  ]),
  identifiers: model<IdentifierRow>(connection, 'identifiers', { itemId: text }),
  events: model<EventRow>(connection, 'events', { itemId: text, event: whole }, [
    { keys: { itemId: 1, _id: 1 } },
    { keys: { 'event.action': 1, 'event.at': 1, itemId: 1 } },
  ]),
  links: model<LinkRow>(
    connection,
    'links',
    {
      shelf: { type: Boolean, required: true },
      taken: number,
      checkedAt: nullableText,
      state: { ...text, enum: ['new', 'ok', 'unreachable', 'broken'] },
      status: { type: Number, default: null },
      fault: nullableText,
      failures: number,
      failingSince: nullableText,
      nextAt: words,
    },
    [
      { keys: { nextAt: 1, _id: 1 } },
      { keys: { state: 1, failingSince: 1, _id: 1 } },
      { keys: { shelf: 1 } },
    ],
  ),
});

const textModels = (connection: Connection) => ({
  passages: model<PassageRow>(
    connection,
    'passages',
    {
      attachmentId: text,
      ordinal: number,
      itemId: text,
      place: number,
      locator: text,
      heading: words,
      text: words,
    },
    [{ keys: { attachmentId: 1, ordinal: 1 } }, { keys: { attachmentId: 1, place: 1 } }],
  ),
  sections: model<SectionRow>(
    connection,
    'sections',
    { attachmentId: text, number, title: words, href: words, html: words },
    [{ keys: { attachmentId: 1, number: 1 } }],
  ),
  resources: model<ResourceRow>(
    connection,
    'resources',
    { attachmentId: text, name: text, mediaType: text, sha256: text, bytes: number },
    [{ keys: { attachmentId: 1 } }],
  ),
  outlines: model<OutlineRow>(connection, 'outlines', { entries: whole }),
  prints: model<FingerprintRow>(
    connection,
    'text-prints',
    { bands: { type: [Number], required: true }, print: { type: [Number], required: true } },
    [{ keys: { bands: 1, _id: 1 } }],
  ),
});

const peopleModels = (connection: Connection) => ({
  accounts: model<AccountRow>(connection, 'accounts', { username: text, account: whole }, [
    { keys: { username: 1 }, unique: true },
    { keys: { 'account.roles': 1 } },
  ]),
  sessions: model<SessionRow>(
    connection,
    'sessions',
    { accountId: text, createdAt: text, expiresAt: text },
    [{ keys: { expiresAt: 1 } }, { keys: { accountId: 1 } }],
  ),
  tries: model<TryRow>(connection, 'tries', { count: number, until: text }, [
    { keys: { until: 1 } },
  ]),
  unsaved: model<UnsavedRow>(
    connection,
    'unsaved-forms',
    { accountId: text, at: text, form: whole },
    [{ keys: { at: 1 } }, { keys: { accountId: 1, at: -1, _id: -1 } }],
  ),
  notices: model<NoticeRow>(
    connection,
    'notices',
    { accountId: text, at: text, unread: { type: Boolean, required: true }, notice: whole },
    [
      { keys: { accountId: 1, _id: -1 } },
      { keys: { accountId: 1, unread: 1, _id: -1 } },
      { keys: { at: 1 } },
    ],
  ),
  units: model<UnitRow>(connection, 'units', { unit: whole }),
  importRuns: model<ImportRunRow>(connection, 'import-runs', { run: whole }),
  importRows: model<ImportLineRow>(
    connection,
    'import-rows',
    { importId: text, line: number, outcome: { ...text, enum: IMPORT_OUTCOMES }, row: whole },
    [{ keys: { importId: 1, line: 1 } }, { keys: { importId: 1, outcome: 1, line: 1 } }],
  ),
  facts: model<FactRow>(connection, 'facts', { value: words }),
  counters: model<CounterRow>(connection, 'counters', { value: number }),
  emptyQueries: model<EmptyQueryRow>(connection, 'empty-queries', { count: number, lastAt: text }, [
    { keys: { count: -1, lastAt: -1, _id: 1 } },
  ]),
});

const readerModels = (connection: Connection) => ({
  collections: model<CollectionRow>(connection, 'collections', { rank: number, collected: whole }, [
    { keys: { rank: 1, _id: 1 } },
  ]),
  kept: model<AuthorityRow>(
    connection,
    'kept',
    { list: { ...text, enum: AUTHORITY_LISTS }, rank: number, version: number, entry: whole },
    [{ keys: { list: 1, rank: 1, _id: 1 } }],
  ),
  authorityVersions: model<AuthorityVersionRow>(
    connection,
    'kept-versions',
    { of: text, version: number, entry: whole },
    [{ keys: { of: 1, version: -1 } }],
  ),
  ratings: model<RatingRow>(
    connection,
    'ratings',
    {
      itemId: text,
      day: text,
      answer: { ...text, enum: RATING_ANSWERS },
      comment: words,
      commented: { type: Boolean, required: true },
    },
    [
      { keys: { itemId: 1, answer: 1 } },
      { keys: { day: 1, itemId: 1, answer: 1 } },
      { keys: { commented: 1, day: -1, _id: -1 } },
      { keys: { itemId: 1, commented: 1, day: -1, _id: -1 } },
    ],
  ),
  visits: model<VisitRow>(
    connection,
    'visits',
    { itemId: words, day: text, kind: { ...text, enum: VISIT_KINDS }, count: number },
    [{ keys: { day: 1, itemId: 1, kind: 1, count: 1 } }, { keys: { itemId: 1, day: 1 } }],
  ),
});

const holdingModels = (connection: Connection) => ({
  holdings: model<HoldingRow>(
    connection,
    'holdings',
    {
      placeId: text,
      registerKey: text,
      itemId: text,
      state: { ...text, enum: HOLDING_STATES },
      version: number,
      holding: whole,
    },
    [
      { keys: { placeId: 1, registerKey: 1 } },
      { keys: { placeId: 1, state: 1, registerKey: 1 } },
      { keys: { itemId: 1, placeId: 1, state: 1 } },
    ],
  ),
  registerNumbers: model<RegisterNumberRow>(connection, 'register-numbers', { holdingId: text }),
  loans: model<LoanRow>(
    connection,
    'loans',
    {
      open: nullableText,
      placeId: text,
      lentOn: text,
      dueOn: text,
      forgetOn: nullableText,
      loan: whole,
    },
    [
      { keys: { open: 1 } },
      { keys: { placeId: 1, dueOn: 1, _id: 1 } },
      { keys: { placeId: 1, lentOn: 1 } },
      { keys: { forgetOn: 1 } },
    ],
  ),
  stocktakes: model<StocktakeRow>(connection, 'stocktakes', { placeId: text, stocktake: whole }, [
    { keys: { placeId: 1, _id: -1 } },
  ]),
  found: model<FoundRow>(connection, 'stocktake-found', { stocktakeId: text, holdingId: text }, [
    { keys: { stocktakeId: 1, holdingId: 1 } },
  ]),
});

const jobFacts = {
  kind: { ...text, enum: JOB_KINDS },
  payload: whole,
  priority: number,
  attempts: number,
  reason: nullableText,
  createdAt: text,
} as const;

// A collection for each state, named by what may stand in it once: a key waits once, a group runs once.
const queueModels = (connection: Connection) => ({
  waiting: model<WaitingRow>(
    connection,
    'jobs-waiting',
    { ...jobFacts, jobId: text, group: text, notBefore: words },
    [{ keys: { priority: -1, jobId: 1 } }, { keys: { group: 1 } }],
  ),
  running: model<RunningRow>(
    connection,
    'jobs-running',
    { ...jobFacts, jobId: text, key: text, worker: text, leaseUntil: text },
    [{ keys: { jobId: 1 } }, { keys: { leaseUntil: 1 } }],
  ),
  failed: model<FailedRow>(connection, 'jobs-failed', { ...jobFacts, key: text, group: text }),
});

/** Every collection of the catalogue and the queue; `createIndexes` of each is due once at the start. */
export const createModels = (connection: Connection) => ({
  ...itemModels(connection),
  ...textModels(connection),
  ...peopleModels(connection),
  ...readerModels(connection),
  ...holdingModels(connection),
  ...queueModels(connection),
});

export type Models = ReturnType<typeof createModels>;
