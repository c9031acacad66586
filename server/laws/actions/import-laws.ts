import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { LAW_LABELS } from '../law-labels.ts';
import { LAW_STATES, unknownLaw, type LawRecord } from '../law-record.ts';
import { lawNumberKey, tidyNumber } from '#server/base/vietnamese/law-number.ts';
import { parsePartialDate } from '#server/base/partial-date.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { lawErrors, vbplIdOf } from './save-law.ts';

/** Columns of the sheet of laws: the key, and the Vietnamese headers that name it too. */
const COLUMNS = {
  number: [LAW_LABELS.number],
  title: [LAW_LABELS.title, 'Tên', 'Trích yếu'],
  kind: [LAW_LABELS.kind, 'Loại'],
  issuer: [LAW_LABELS.issuer, 'Nơi ban hành'],
  issued: [LAW_LABELS.issued],
  signer: [LAW_LABELS.signer],
  effectiveFrom: ['Ngày có hiệu lực', LAW_LABELS.effectiveFrom, 'Ngày hiệu lực'],
  effectiveTo: ['Ngày hết hiệu lực', LAW_LABELS.effectiveTo],
  state: [LAW_LABELS.state, 'Tình trạng'],
  replacedBy: [LAW_LABELS.replacedBy, 'Thay bằng'],
  url: [LAW_LABELS.url],
  vbplId: [LAW_LABELS.vbplId, 'Mã vbpl'],
  checkedAt: [LAW_LABELS.checkedAt, 'Ngày đối chiếu'],
  note: [LAW_LABELS.note],
} as const satisfies Record<string, readonly string[]>;
type Column = keyof typeof COLUMNS;

const headerKeys = new Map(
  Object.entries(COLUMNS).flatMap(([key, headers]) =>
    [key, ...headers].map((h) => [fold(h), key as Column] as const),
  ),
);
export const LAW_COLUMN_LABELS: Readonly<Record<Column, string>> = Object.fromEntries(
  Object.entries(COLUMNS).map(([key, [label]]) => [key, label]),
) as Record<Column, string>;

/** What a sheet of laws is known by. */
export const LAW_HEADERS: readonly string[] = [...headerKeys.keys()];

export interface LawChange {
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/** What a row of the sheet would do. */
export interface LawPlanRow {
  /** Line of the sheet, the header being 1. */
  readonly line: number;
  readonly number: string;
  readonly outcome: 'new' | 'changed' | 'same' | 'refused';
  readonly changes: readonly LawChange[];
  /** Why it is refused. */
  readonly faults: readonly string[];
  /** As it would be saved; null for a refused one. */
  readonly law: LawRecord | null;
}

const date = (text: string): string => parsePartialDate(text) ?? text;
const stateOf = (text: string): string =>
  LAW_STATES.find((s) => s.code === text || fold(s.label) === fold(text))?.code ?? text;

/** The record with the cells that are filled; an empty cell says nothing. */
function merged(before: LawRecord, cells: ReadonlyMap<Column, string>): LawRecord {
  const given = Object.fromEntries(
    [...cells]
      .filter(([column, text]) => text !== '' && column !== 'number')
      .map(([column, text]) => {
        if (
          column === 'issued' ||
          column === 'effectiveFrom' ||
          column === 'effectiveTo' ||
          column === 'checkedAt'
        )
          return [column, date(text)];
        if (column === 'state') return [column, stateOf(text)];
        return [
          column,
          column === 'replacedBy'
            ? [
                ...new Set(
                  text
                    .split('|')
                    .map(tidyNumber)
                    .filter((n) => n !== ''),
                ),
              ]
            : text,
        ];
      }),
  ) as Partial<LawRecord>;
  const url = given.url ?? before.url;
  return {
    ...before,
    ...given,
    vbplId:
      given.vbplId ?? (given.url === undefined || url === null ? before.vbplId : vbplIdOf(url)),
  };
}

const shown = (value: LawRecord[Column]): string =>
  value === null ? '' : Array.isArray(value) ? value.join(' | ') : String(value as string);
const changesOf = (before: LawRecord, after: LawRecord): LawChange[] =>
  (Object.keys(COLUMNS) as Column[]).flatMap((column) => {
    const [was, is] = [shown(before[column]), shown(after[column])];
    return was === is ? [] : [{ column: LAW_COLUMN_LABELS[column], before: was, after: is }];
  });

interface ReadRow {
  readonly line: number;
  readonly number: string;
  readonly cells: ReadonlyMap<Column, string>;
}

function readRows(rows: readonly (readonly string[])[]): ReadRow[] {
  const header = (rows[0] ?? []).map((cell) =>
    headerKeys.get(fold(cell.replaceAll('*', '').trim())),
  );
  if (!header.includes('number')) throw new AppError('invalid-sheet', { header: rows[0] ?? [] });
  return rows.slice(1).flatMap((values, i) => {
    const cells = new Map(
      header.flatMap((column, at) =>
        column === undefined ? [] : [[column, (values[at] ?? '').normalize('NFC').trim()] as const],
      ),
    );
    return [...cells.values()].every((cell) => cell === '')
      ? []
      : [{ line: i + 2, number: tidyNumber(cells.get('number') ?? ''), cells }];
  });
}

/** What importing the sheet would do, row by row; nothing is written. Throws `not-allowed`, `invalid-sheet` (no column of numbers). */
export async function planLaws(
  deps: Pick<ActionDeps, 'catalog'>,
  actor: Actor,
  rows: readonly (readonly string[])[],
): Promise<LawPlanRow[]> {
  authorise(actor, 'edit-law', 'shelf');
  const read = readRows(rows);
  const stored = new Map(
    (await deps.catalog.findLaws([...new Set(read.map((r) => lawNumberKey(r.number)))])).map(
      (law) => [law.key, law],
    ),
  );
  const seen = new Set<string>();
  return read.map(({ line, number, cells }): LawPlanRow => {
    const key = lawNumberKey(number);
    const before = stored.get(key) ?? unknownLaw(number);
    const law = merged(before, cells);
    const faults = [
      ...Object.values(lawErrors(law)),
      ...(seen.has(key) ? ['Số hiệu này đã có ở dòng trên.'] : []),
    ];
    seen.add(key);
    if (faults.length > 0)
      return { line, number, outcome: 'refused', changes: [], faults, law: null };
    const changes = changesOf(stored.has(key) ? before : unknownLaw(''), law);
    return {
      line,
      number,
      outcome: stored.has(key) ? (changes.length > 0 ? 'changed' : 'same') : 'new',
      changes,
      faults,
      law,
    };
  });
}

/** Saves what the plan says is new or changed, all or nothing; gives how many. Throws `stale-version` when somebody saved one of them since the plan. */
export async function applyLaws(
  deps: Pick<ActionDeps, 'catalog'>,
  plan: readonly LawPlanRow[],
): Promise<number> {
  const laws = plan.flatMap(({ outcome, law }) =>
    law !== null && (outcome === 'new' || outcome === 'changed') ? [law] : [],
  );
  if (laws.length > 0) await deps.catalog.saveLaws(laws);
  return laws.length;
}
