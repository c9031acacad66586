import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '../account.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import { parsePartialDate } from '#server/base/partial-date.ts';
import type { PeopleCatalog } from '../people-catalog.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { leadsRound, UNIT_KINDS, type Unit, type UnitKind } from '../unit.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { refuseErrors } from '#server/base/form-errors.ts';

type Deps = { readonly catalog: PeopleCatalog };

/** A unit as typed or as a row of the list; parent and successor by code. */
export interface UnitInput {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly successor: string;
}

export const UNIT_KIND_LABELS: Readonly<Record<UnitKind, string>> = {
  ministry: 'Bộ, ngành',
  province: 'Tỉnh, thành phố',
  department: 'Sở, ngành, phòng',
  commune: 'Xã, phường, đặc khu',
  library: 'Thư viện',
  school: 'Trường học',
  other: 'Đơn vị khác',
};

const LONGEST_NAME = 300;
const isCode = (code: string): boolean => /^[a-z0-9][a-z0-9._-]{0,59}$/u.test(code);
const kindOf = (text: string): UnitKind | undefined =>
  UNIT_KINDS.find((kind) => kind === text || fold(UNIT_KIND_LABELS[kind]) === fold(text));

const NO_DATE = 'Không phải ngày có thật.';
const date = (text: string): string | null => (text === '' ? null : parsePartialDate(text));

interface Tree {
  readonly byCode: ReadonlyMap<string, Unit>;
  readonly byId: ReadonlyMap<string, Unit>;
}
const treeOf = (units: Iterable<Unit>): Tree => {
  const all = [...units];
  return { byCode: new Map(all.map((u) => [u.code, u])), byId: new Map(all.map((u) => [u.id, u])) };
};

/** What is wrong with a unit within this tree (itself may or may not be in it yet), and the unit it makes. */
function readUnit(
  input: UnitInput,
  { byCode, byId }: Tree,
): { readonly unit: Unit; readonly errors: FieldErrors } {
  const id = byCode.get(input.code)?.id ?? input.code;
  const refer = (code: string): string | null =>
    code === '' ? null : (byCode.get(code)?.id ?? null);
  const [parentId, successorId, kind] = [
    refer(input.parent),
    refer(input.successor),
    kindOf(input.kind),
  ];
  const round = (to: string | null): boolean => leadsRound(byId, id, to);
  const errors = {
    ...(isCode(input.code)
      ? {}
      : { code: 'Mã gồm chữ cái không dấu viết thường, chữ số, dấu chấm, gạch ngang.' }),
    ...(input.name === '' ? { name: 'Hãy ghi tên đơn vị.' } : {}),
    ...(kind === undefined ? { kind: 'Loại đơn vị không đúng.' } : {}),
    ...(input.parent !== '' && parentId === null
      ? { parent: 'Không có đơn vị cấp trên mang mã này.' }
      : round(parentId)
        ? { parent: 'Cấp trên không được nằm dưới chính đơn vị.' }
        : {}),
    ...(input.successor !== '' && successorId === null
      ? { successor: 'Không có đơn vị kế thừa mang mã này.' }
      : round(successorId)
        ? { successor: 'Đơn vị kế thừa không được quay lại chính đơn vị.' }
        : {}),
    ...(date(input.validFrom) === null && input.validFrom !== '' ? { validFrom: NO_DATE } : {}),
    ...tooLongErrors({ name: ['Tên', input.name, LONGEST_NAME] }),
    ...(date(input.validTo) === null && input.validTo !== '' ? { validTo: NO_DATE } : {}),
  };
  return {
    unit: {
      id,
      code: input.code,
      name: input.name,
      kind: kind ?? 'other',
      parentId,
      validFrom: date(input.validFrom),
      validTo: date(input.validTo),
      successorId,
    },
    errors,
  };
}

/** Adds or changes one unit; its code never changes: old addresses name it. Throws `not-allowed`, `invalid-input`. */
export async function saveUnit(
  { catalog }: Deps,
  actor: Actor,
  input: UnitInput,
  existing: boolean,
): Promise<Unit> {
  authorise(actor, 'manage-units', 'shelf');
  const tree = treeOf(await catalog.listUnits());
  const { unit, errors } = readUnit(input, tree);
  const known = tree.byCode.has(input.code);
  if (existing && !known) throw new AppError('unit-not-found', { code: input.code });
  refuseErrors(!existing && known ? { ...errors, code: 'Mã này đã có đơn vị dùng.' } : errors);
  await catalog.saveUnit(unit);
  return unit;
}

const COLUMNS: Readonly<Record<keyof UnitInput, readonly string[]>> = {
  code: ['code', 'Mã', 'Mã đơn vị'],
  name: ['name', 'Tên', 'Tên đơn vị'],
  kind: ['kind', 'Loại', 'Loại đơn vị'],
  parent: ['parent', 'Cấp trên', 'Mã cấp trên'],
  validFrom: ['validFrom', 'Từ ngày', 'Có từ'],
  validTo: ['validTo', 'Đến ngày', 'Hết hoạt động'],
  successor: ['successor', 'Kế thừa', 'Mã đơn vị kế thừa'],
};

export interface UnitRow {
  /** Line of the list, the header being 1. */
  readonly line: number;
  readonly input: UnitInput;
  readonly outcome: 'new' | 'changed' | 'same' | 'refused';
  /** Vietnamese sentences. */
  readonly faults: readonly string[];
}

interface Read {
  readonly line: number;
  readonly input: UnitInput;
}

function readRows(rows: readonly (readonly string[])[]): Read[] {
  const header = (rows[0] ?? []).map((cell) => fold(cell.replace(/^\ufeff/u, '').trim()));
  const at = Object.fromEntries(
    Object.entries(COLUMNS).map(([key, names]) => [
      key,
      header.findIndex((h) => names.some((n) => fold(n) === h)),
    ]),
  ) as Record<keyof UnitInput, number>;
  if (at.code < 0 || at.name < 0)
    throw new AppError('invalid-input', {
      fields: { list: 'Dòng đầu phải có cột Mã và cột Tên.' },
    });
  return rows.slice(1).flatMap((cells, i) => {
    const cell = (key: keyof UnitInput): string => (cells[at[key]] ?? '').normalize('NFC').trim();
    const input = {
      code: cell('code').toLowerCase(),
      name: cell('name'),
      kind: cell('kind') || 'commune',
      parent: cell('parent').toLowerCase(),
      validFrom: cell('validFrom'),
      validTo: cell('validTo'),
      successor: cell('successor').toLowerCase(),
    };
    return Object.values(cells).every((c) => c.trim() === '') ? [] : [{ line: i + 2, input }];
  });
}

const same = (a: Unit, b: Unit): boolean =>
  (Object.keys(a) as (keyof Unit)[]).every((key) => a[key] === b[key]);

function judge(
  reads: readonly Read[],
  before: readonly Unit[],
): { readonly rows: UnitRow[]; readonly units: Unit[] } {
  // Rows may name one another in any order: the tree as it would be once all are in.
  const known = treeOf(before);
  const named = treeOf([
    ...before,
    ...reads.map(({ input }) => readUnit({ ...input, parent: '', successor: '' }, known).unit),
  ]);
  const tree = treeOf(
    new Map(
      [...before, ...reads.map(({ input }) => readUnit(input, named).unit)].map((u) => [u.id, u]),
    ).values(),
  );
  const seen = new Set<string>();
  const units: Unit[] = [];
  const rows = reads.map(({ line, input }): UnitRow => {
    const { unit, errors } = readUnit(input, tree);
    const faults = [
      ...Object.values(errors),
      ...(seen.has(input.code) ? ['Mã này đã có ở một dòng trên.'] : []),
    ];
    seen.add(input.code);
    const stored = known.byId.get(unit.id);
    if (faults.length === 0) units.push(unit);
    return {
      line,
      input,
      faults,
      outcome:
        faults.length > 0
          ? 'refused'
          : stored === undefined
            ? 'new'
            : same(stored, unit)
              ? 'same'
              : 'changed',
    };
  });
  return { rows, units };
}

/**
 * The list of units, header and rows already split into cells. With `write` everything is taken in as one, or nothing when any row is
 * refused; without it nothing is written. Throws `not-allowed`, `invalid-input` (no such columns).
 */
export async function importUnits(
  { catalog }: Deps,
  actor: Actor,
  cells: readonly (readonly string[])[],
  write: boolean,
): Promise<UnitRow[]> {
  authorise(actor, 'manage-units', 'shelf');
  const { rows, units } = judge(readRows(cells), await catalog.listUnits());
  if (write && rows.length > 0 && rows.every((row) => row.outcome !== 'refused'))
    await catalog.saveUnits(units);
  return rows;
}
