import { authorise, can } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { messages } from '../messages.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import { CATALOG_COLUMNS, isCatalogColumn, type CatalogColumn } from '../catalog-row.ts';
import { AppError } from '#server/base/errors.ts';
import { importSheetJob } from '#server/base/job.ts';
import {
  FOREIGN_FORMS,
  type ForeignTerms,
  type NamedCode,
  type SheetContent,
  type SheetToRead,
} from '#server/tables/sheet.ts';
import { LISTED_COLUMNS } from '../listed-values.ts';
import type { ImportRun } from '../sheet-import.ts';
import { headerKey } from '#server/tables/columns.ts';
import type { SheetMapping } from '#server/tables/read-table.ts';
import { guessMapping } from './import-sheet.ts';
import { planCatalogSheet } from './plan-import.ts';

export interface ImportDeps extends Pick<ActionDeps, 'catalog' | 'files' | 'newId' | 'now'> {
  readonly readSheet: (request: SheetToRead) => Promise<SheetContent>;
  readonly archiveNames: (request: { readonly path: string }) => Promise<readonly string[]>;
}

export type SentSheet = Pick<
  ImportRun,
  'name' | 'sha256' | 'zip' | 'files' | 'unitId' | 'sender' | 'sourceId'
>;

/** What records of elsewhere are fitted to on this shelf. */
export const foreignTerms = (
  { genres, audiences, parts }: Vocabulary,
  sender: string,
  verify: boolean,
): ForeignTerms => {
  const named = ({ code, label }: NamedCode): NamedCode => ({ code, label });
  return {
    sender,
    genres: genres.all.filter((genre) => genre.offered).map(named),
    audiences: audiences.all.filter((audience) => audience.offered).map(named),
    parts: parts.filter(({ value }) => !value.hidden).map(({ id }) => id),
    verify,
  };
};

/** Whether an import is of records that others made: they become drafts. */
export const isForeign = ({ form }: Pick<ImportRun, 'form'>): boolean =>
  (FOREIGN_FORMS as readonly string[]).includes(form);

/** The unit itself and everything that it lies in: who may import for it, and see what was. */
export const mayImport = (actor: Actor, unitId: string): boolean =>
  can(actor, 'import', { state: 'draft', unitId });

/**
 * Whether what the import brings may be published at once: by whoever may approve drafts that they
 * compiled themselves, which the two-person rule forbids.
 */
export const mayPublishImport = (actor: Actor, run: Pick<ImportRun, 'form' | 'unitId'>): boolean =>
  !isForeign(run) && can(actor, 'publish', { state: 'draft', unitId: run.unitId });

/** What each person took columns for, by header. */
const mappingFact = (accountId: string): string => `sheet-columns:${accountId}`;
const MOST_REMEMBERED = 500;

async function remembered(
  deps: Pick<ActionDeps, 'catalog'>,
  accountId: string,
): Promise<Record<string, string>> {
  return JSON.parse((await deps.catalog.findFact(mappingFact(accountId))) ?? '{}') as Record<
    string,
    string
  >;
}

async function remember(
  deps: Pick<ActionDeps, 'catalog'>,
  accountId: string,
  headers: readonly string[],
  columns: SheetMapping<CatalogColumn>['columns'],
): Promise<void> {
  const chosen = headers.flatMap((header, i) =>
    headerKey(header) === '' ? [] : [[headerKey(header), columns[i] ?? ''] as const],
  );
  const known = Object.entries(await remembered(deps, accountId)).filter(([key]) =>
    chosen.every(([k]) => k !== key),
  );
  await deps.catalog.saveFact(
    mappingFact(accountId),
    JSON.stringify(Object.fromEntries([...known, ...chosen].slice(-MOST_REMEMBERED))),
  );
}

interface Planned {
  readonly sheet: string;
  readonly mapping: (
    content: SheetContent,
  ) => Promise<SheetMapping<CatalogColumn>> | SheetMapping<CatalogColumn>;
}

/** The columns of a form that says itself what they are; null for a sheet with a header. */
const ownMapping = ({ columns }: SheetContent): SheetMapping<CatalogColumn> | null =>
  columns === undefined
    ? null
    : { headerLine: 0, columns: columns.map((c) => (isCatalogColumn(c) ? c : null)) };

/** Reads the sheet, plans every line and keeps both. */
async function plan(
  deps: ImportDeps,
  actor: Actor,
  base: Omit<
    ImportRun,
    | 'form'
    | 'sheet'
    | 'sheets'
    | 'encoding'
    | 'delimiter'
    | 'headerLine'
    | 'headers'
    | 'columns'
    | 'unknown'
  >,
  { sheet, mapping }: Planned,
): Promise<ImportRun> {
  const foreign = foreignTerms(await readVocabulary(deps), base.sender, true);
  const content = await deps.files.withLocalPath(base.sha256, (path) =>
    deps.readSheet({ path, sheet, headers: CATALOG_COLUMNS.headers, foreign }),
  );
  // The files of a delivery lie in the delivery.
  const zip = content.kind === 'bag' ? { name: base.name, sha256: base.sha256 } : base.zip;
  const inZip =
    zip === null
      ? []
      : content.kind === 'bag'
        ? Object.keys(content.digests ?? {})
        : await deps.files.withLocalPath(zip.sha256, (path) => deps.archiveNames({ path }));
  const chosen = ownMapping(content) ?? (await mapping(content));
  const { rows, unknown } = await planCatalogSheet(deps, {
    actor,
    content,
    mapping: chosen,
    files: [...inZip, ...base.files.map((f) => f.path)],
    unitId: base.unitId,
    harvested: base.sourceId !== null,
    meant: base.meant,
  });
  const run: ImportRun = {
    ...base,
    zip,
    unknown,
    form: content.kind,
    sheet: content.sheet,
    sheets: content.sheets,
    encoding: content.encoding,
    delimiter: content.delimiter,
    headerLine: chosen.headerLine,
    headers: content.rows[chosen.headerLine - 1] ?? [],
    columns: chosen.columns,
  };
  await deps.catalog.saveImport(run, rows, []);
  return run;
}

/**
 * A sheet just sent: its columns guessed, every line planned, nothing written of it. Throws
 * `not-allowed` and what reading it throws.
 */
export async function beginImport(
  deps: ImportDeps,
  actor: Actor,
  sent: SentSheet,
): Promise<ImportRun> {
  if (!mayImport(actor, sent.unitId))
    throw new AppError('not-allowed', { fields: { unit: messages.chooseUnit } });
  const base = {
    ...sent,
    id: deps.newId(),
    createdAt: deps.now(),
    accountId: actor.accountId,
    by: actor.displayName,
    meant: [],
    publish: false,
    newOnly: false,
    state: 'planned' as const,
    endedAt: null,
  };
  return plan(deps, actor, base, {
    sheet: '',
    mapping: async (content) => guessMapping(content.rows, await remembered(deps, actor.accountId)),
  });
}

/** Throws `page-not-found`, and `not-allowed` for an import of another unit. */
export async function getImport(
  deps: Pick<ActionDeps, 'catalog'>,
  actor: Actor,
  id: string,
): Promise<ImportRun> {
  authorise(actor, 'import', 'shelf');
  const run = await deps.catalog.findImport(id);
  if (run === null) throw new AppError('page-not-found', { importId: id });
  authorise(actor, 'import', { state: 'draft', unitId: run.unitId });
  return run;
}

const refuseBegun = (run: ImportRun): void => {
  if (run.state !== 'planned')
    throw new AppError('wrong-state', { importId: run.id, state: run.state });
};

/**
 * Plans anew with other columns or another sheet of the book, and remembers the columns. Throws
 * `wrong-state` once it has begun.
 */
export async function remapImport(
  deps: ImportDeps,
  actor: Actor,
  id: string,
  chosen: { readonly sheet: string; readonly columns: readonly (CatalogColumn | null)[] },
): Promise<ImportRun> {
  const run = await getImport(deps, actor, id);
  refuseBegun(run);
  const other = run.sheets.includes(chosen.sheet) && chosen.sheet !== run.sheet;
  if (other)
    return plan(deps, actor, run, {
      sheet: chosen.sheet,
      mapping: async (content) =>
        guessMapping(content.rows, await remembered(deps, actor.accountId)),
    });
  const seen = new Set<CatalogColumn>();
  const columns = run.headers.map((_, i) => {
    const column = chosen.columns[i] ?? null;
    return column === null || seen.has(column) ? null : (seen.add(column), column);
  });
  await remember(deps, actor.accountId, run.headers, columns);
  return plan(deps, actor, run, {
    sheet: run.sheet,
    mapping: () => ({ headerLine: run.headerLine, columns }),
  });
}

/** One proposal that a person took: this value of this column means this code. */
export interface TakenMeaning {
  readonly column: string;
  readonly value: string;
  readonly code: string;
}

/**
 * Plans anew with what a person took from the proposals of the plan: a code that was not proposed
 * for a value says nothing. Throws `wrong-state` once it has begun.
 */
export async function sayMeaning(
  deps: ImportDeps,
  actor: Actor,
  id: string,
  taken: readonly TakenMeaning[],
): Promise<ImportRun> {
  const run = await getImport(deps, actor, id);
  refuseBegun(run);
  const said = run.unknown.flatMap(({ column, value, near }) => {
    const wanted = new Set(
      taken.filter((one) => one.column === column && one.value === value).map(({ code }) => code),
    );
    const codes = near.map(({ code }) => code).filter((code) => wanted.has(code));
    const some = LISTED_COLUMNS[column] === 'one' ? codes.slice(0, 1) : codes;
    return some.length === 0 ? [] : [{ column, value, codes: some }];
  });
  return plan(
    deps,
    actor,
    { ...run, meant: [...run.meant, ...said] },
    {
      sheet: run.sheet,
      mapping: () => ({ headerLine: run.headerLine, columns: run.columns }),
    },
  );
}

/** Hands the plan to the queue. Throws `wrong-state` when it has begun already, `not-allowed`. */
export async function startImport(
  deps: Pick<ImportDeps, 'catalog'>,
  actor: Actor,
  id: string,
  how: Pick<ImportRun, 'publish' | 'newOnly'>,
): Promise<void> {
  const run = await getImport(deps, actor, id);
  if (run.state !== 'stopped') refuseBegun(run);
  if (how.publish && !mayPublishImport(actor, run)) {
    // Nobody here has looked at what others made.
    if (isForeign(run)) throw new AppError('not-allowed', { form: run.form });
    authorise(actor, 'publish', { state: 'draft', unitId: run.unitId });
  }
  await deps.catalog.saveImport(
    { ...run, ...how, state: 'running', accountId: actor.accountId, by: actor.displayName },
    null,
    [importSheetJob(run.id)],
  );
}
