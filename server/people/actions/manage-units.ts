import { messages } from '#server/people/messages.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import type { UnitForm, UnitInput } from '../unit-sheet.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { parsePartialDate } from '#server/base/partial-date.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '../account.ts';
import { leadsRound, UNIT_KINDS, type Unit, type UnitKind, UNIT_KIND_LABELS } from '../unit.ts';
import type { PeopleCatalog } from '../people-catalog.ts';

type Deps = { readonly catalog: PeopleCatalog };

const LONGEST_NAME = 300;

const isCode = (code: string): boolean => /^[a-z0-9][a-z0-9._-]{0,59}$/u.test(code);

const kindOf = (text: string): UnitKind | undefined =>
  UNIT_KINDS.find((kind) => kind === text || fold(UNIT_KIND_LABELS[kind]) === fold(text));

const NO_DATE = messages.noSuchDay;

const date = (text: string): string | null => (text === '' ? null : parsePartialDate(text));

const GB = 1e9;
/** `1,5` GB in bytes; null for none, NaN for what is no size. */
const bytesOf = (gigabytes: string): number | null =>
  gigabytes === ''
    ? null
    : /^\d{1,6}(?:[.,]\d{1,3})?$/u.test(gigabytes)
      ? Math.round(Number(gigabytes.replace(',', '.')) * GB)
      : Number.NaN;

/** Units by what names them. */
export interface UnitTree {
  readonly byCode: ReadonlyMap<string, Unit>;
  readonly byId: ReadonlyMap<string, Unit>;
}

export const treeOf = (units: Iterable<Unit>): UnitTree => {
  const all = [...units];
  return { byCode: new Map(all.map((u) => [u.code, u])), byId: new Map(all.map((u) => [u.id, u])) };
};

/**
 * What is wrong with a unit within this tree (itself may or may not be in it yet), and the unit it
 * makes.
 */
export function readUnit(
  input: UnitInput & { readonly quota?: string },
  { byCode, byId }: UnitTree,
): { readonly unit: Unit; readonly errors: FieldErrors } {
  const id = byCode.get(input.code)?.id ?? input.code;
  const refer = (code: string): string | null =>
    code === '' ? null : (byCode.get(code)?.id ?? null);
  const [parentId, successorId, kind] = [
    refer(input.parent),
    refer(input.successor),
    kindOf(input.kind),
  ];
  // A list of units says nothing of quotas: they stay.
  const quotaBytes =
    input.quota === undefined ? (byCode.get(input.code)?.quotaBytes ?? null) : bytesOf(input.quota);
  const round = (to: string | null): boolean => leadsRound(byId, id, to);
  const errors = {
    ...(isCode(input.code) ? {} : { code: messages.wrongUnitCode }),
    ...(input.name === '' ? { name: messages.writeUnitName } : {}),
    ...(kind === undefined ? { kind: messages.wrongUnitKind } : {}),
    ...(input.parent !== '' && parentId === null
      ? { parent: messages.noParent }
      : round(parentId)
        ? { parent: messages.parentBelow }
        : {}),
    ...(input.successor !== '' && successorId === null
      ? { successor: messages.noSuccessor }
      : round(successorId)
        ? { successor: messages.successorLeadsBack }
        : {}),
    ...(date(input.validFrom) === null && input.validFrom !== '' ? { validFrom: NO_DATE } : {}),
    ...tooLongErrors({ name: [FIELD_LABELS.name, input.name, LONGEST_NAME] }),
    ...(Number.isNaN(quotaBytes) ? { quota: messages.wrongQuota } : {}),
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
      quotaBytes: Number.isNaN(quotaBytes) ? null : quotaBytes,
    },
    errors,
  };
}

/**
 * Adds or changes one unit; its code never changes: old addresses name it. Throws `not-allowed`,
 * `invalid-input`.
 */
export async function saveUnit(
  { catalog }: Deps,
  actor: Actor,
  input: UnitForm,
  existing: boolean,
): Promise<Unit> {
  authorise(actor, 'manage-units', 'shelf');
  const tree = treeOf(await catalog.listUnits());
  const { unit, errors } = readUnit(input, tree);
  const known = tree.byCode.has(input.code);
  if (existing && !known) throw new AppError('unit-not-found', { code: input.code });
  refuseErrors(!existing && known ? { ...errors, code: messages.unitCodeTaken } : errors);
  await catalog.saveUnit(unit);
  return unit;
}
