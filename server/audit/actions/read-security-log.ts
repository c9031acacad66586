import { parsePartialDate, isDay, WRONG_DAY } from '#server/base/partial-date.ts';
import { beginningOf, daysAfter } from '#server/base/vietnam-time.ts';
import type { Actor } from '#server/people/account.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import { CSV_MARK, csvLine } from '#server/tables/csv.ts';
import { unitsSeen } from '#server/workflow/access.ts';
import type { AuditCatalog, SecurityList } from '../audit-catalog.ts';
import {
  contentOf,
  isSecurityKind,
  SECURITY_KINDS,
  SECURITY_OUTCOMES,
  TARGET_KINDS,
  type SecurityRow,
} from '../security-event.ts';
import { walkSecurityRows } from './check-chain.ts';

/** A filter as it was typed. */
export interface TypedFilter {
  readonly kind: string;
  /** A user name. */
  readonly person: string;
  /** Days of Vietnam, both included. */
  readonly from: string;
  readonly until: string;
}

type Filter = Omit<SecurityList, 'limit' | 'after' | 'order'>;

/** Nobody's: the filter finds nothing. */
const NOBODY = '-';

const dayOf = (typed: string): string | null => {
  const day = parsePartialDate(typed.trim());
  return day !== null && isDay(day) ? day : null;
};

/**
 * What a person asks the log for: never more than the units they answer for. A name that nobody has
 * finds nothing, as one of another unit does; a wrong day is told at its field.
 */
export async function filterFor(
  { catalog }: { readonly catalog: PeopleCatalog },
  actor: Actor,
  typed: TypedFilter,
): Promise<{ readonly filter: Filter; readonly errors: Readonly<Record<string, string>> }> {
  const [from, until] = [dayOf(typed.from), dayOf(typed.until)];
  const person = typed.person.trim().toLowerCase();
  const account = person === '' ? null : await catalog.findAccount(person);
  return {
    filter: {
      kind: isSecurityKind(typed.kind) ? typed.kind : null,
      personId: person === '' ? null : (account?.id ?? NOBODY),
      unitIds: unitsSeen(actor),
      from: from === null ? null : beginningOf(from),
      until: until === null ? null : beginningOf(daysAfter(until, 1)),
    },
    errors: {
      ...(typed.from.trim() !== '' && from === null ? { tu: WRONG_DAY } : {}),
      ...(typed.until.trim() !== '' && until === null ? { den: WRONG_DAY } : {}),
    },
  };
}

/** The rows of a filter, oldest first, as lines of a file. */
async function* lines(
  catalog: AuditCatalog,
  filter: Filter,
  lineOf: (row: SecurityRow) => string,
): AsyncIterable<string> {
  for await (const row of walkSecurityRows(catalog, { ...filter, order: 'oldest', after: null }))
    yield lineOf(row);
}

/**
 * A row a line: `hash` is the SHA-256 of `previous` and the text of `event` as it stands in the line,
 * so that anybody can reckon it anew.
 */
export const asNdjson = (catalog: AuditCatalog, filter: Filter): AsyncIterable<string> =>
  lines(
    catalog,
    filter,
    (row) =>
      `{"event":${contentOf(row)},"previous":${JSON.stringify(row.previous)},"hash":${JSON.stringify(row.hash)}}\n`,
  );

/** The names of the columns of a sheet, in their order. */
export const LOG_COLUMNS = [
  'sequence',
  'at',
  'kind',
  'outcome',
  'actor',
  'actorId',
  'unit',
  'targetKind',
  'target',
  'address',
  'request',
  'details',
  'content',
  'previous',
  'hash',
] as const;
export type LogColumn = (typeof LOG_COLUMNS)[number];

const cells = (row: SecurityRow): string[] => [
  String(row.sequence),
  row.at,
  SECURITY_KINDS[row.kind],
  SECURITY_OUTCOMES[row.outcome],
  row.actorName,
  row.actorId ?? '',
  row.unitId ?? '',
  TARGET_KINDS[row.targetKind],
  row.targetId,
  row.address,
  row.requestId,
  Object.entries(row.details)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; '),
  contentOf(row),
  row.previous,
  row.hash,
];

/** The same as a sheet, with the hashed text in a column of its own; no cell becomes a formula. */
export async function* asCsv(
  catalog: AuditCatalog,
  filter: Filter,
  label: (column: LogColumn) => string,
): AsyncIterable<string> {
  yield CSV_MARK + csvLine(LOG_COLUMNS.map(label));
  yield* lines(catalog, filter, (row) => csvLine(cells(row)));
}
