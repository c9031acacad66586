import type { PartialDate } from '#server/base/partial-date.ts';

export const UNIT_KINDS = [
  'ministry',
  'province',
  'department',
  'commune',
  'library',
  'school',
  'other',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** A managing unit: a node of a dated tree; nothing counts levels (docs/domain.md). */
export interface Unit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly parentId: string | null;
  readonly validFrom: PartialDate | null;
  readonly validTo: PartialDate | null;
  readonly successorId: string | null;
  /** Bytes that its files may take; none for as much as there is. */
  readonly quotaBytes?: number | null;
}

/**
 * One specialised body manages a component of the shelf, with every unit in it (khoản 3 Điều 8
 * Quyết định 14/2019/QĐ-TTg).
 */
export const MANAGING_UNIT = 'so-tu-phap';

type Tree = readonly Pick<Unit, 'id' | 'parentId' | 'successorId'>[];

/** The unit that stands for this one today: the end of its line of successors. */
export function unitToday(units: Tree, id: string): string {
  const seen = new Set<string>();
  let at = id;
  while (!seen.has(at)) {
    seen.add(at);
    const next = units.find((u) => u.id === at)?.successorId ?? null;
    if (next === null) return at;
    at = next;
  }
  return at;
}

/**
 * Whether a unit works on a day: it has begun, has not ended, and nobody has taken its place. A
 * date known to the year or month holds to its end.
 */
export const standsOn = (
  { successorId, validFrom, validTo }: Pick<Unit, 'successorId' | 'validFrom' | 'validTo'>,
  day: string,
): boolean =>
  successorId === null &&
  (validFrom === null || day.slice(0, validFrom.length) >= validFrom) &&
  (validTo === null || day.slice(0, validTo.length) <= validTo);

/**
 * The unit that does this one's work on a day, to tell a reader: the end of its line of successors,
 * and where that has ended without one, the unit above. Null while it works itself, or nobody does.
 */
export function takenOverBy(units: readonly Unit[], id: string, day: string): Unit | null {
  const seen = new Set<string>();
  for (let at: string | null = id; at !== null && !seen.has(at);) {
    seen.add(at);
    const unit = units.find((u) => u.id === at);
    if (unit === undefined) return null;
    const ended = unit.validTo !== null && day.slice(0, unit.validTo.length) > unit.validTo;
    if (unit.successorId === null && !ended) return unit.id === id ? null : unit;
    at = unit.successorId ?? unit.parentId;
  }
  return null;
}

/** The names at the head of a unit's own documents; both may be empty. */
export interface Letterhead {
  readonly unit: string;
  /** The body it belongs to, which a people's committee does not name. */
  readonly above: string;
}

export function letterheadOf(units: readonly Unit[], id: string): Letterhead {
  const unit = units.find((u) => u.id === id);
  const named = unit !== undefined && unit.kind !== 'commune' && unit.kind !== 'province';
  const above = named ? units.find((u) => u.id === unit.parentId) : undefined;
  return { unit: unit?.name ?? '', above: above?.name ?? '' };
}

/** These units and all that `more` leads to from them; each once, however the tree is knotted. */
function closure(
  start: readonly string[],
  units: Tree,
  leadsTo: (unit: Tree[number], from: ReadonlySet<string>) => boolean,
): string[] {
  const found = new Set(start);
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const unit of units) if (leadsTo(unit, found)) found.add(unit.id);
  }
  return [...found];
}

/**
 * The unit with every unit it succeeded, at any remove: what their records and old addresses belong
 * to now.
 */
export const unitWithPast = (units: Tree, id: string): string[] =>
  closure([id], units, (u, from) => u.successorId !== null && from.has(u.successorId));

/**
 * The unit, what lies below it, and what these succeeded; null for the managing unit: the whole
 * shelf.
 */
export function unitsReached(units: Tree, id: string): string[] | null {
  const reached = closure(
    [id],
    units,
    (u, from) =>
      (u.parentId !== null && from.has(u.parentId)) ||
      (u.successorId !== null && from.has(u.successorId)),
  );
  return reached.includes(MANAGING_UNIT) ? null : reached;
}

/**
 * The unit and those above it up to the managing unit, each with its past: whose approvers reach
 * its records.
 */
export function unitsAbove(units: Tree, id: string): string[] {
  const line = new Set<string>();
  let at: string | null = id;
  while (at !== null && !line.has(at)) {
    line.add(at);
    const unit = units.find((u) => u.id === at);
    at = unit === undefined ? null : (unit.successorId ?? unit.parentId);
  }
  return [...new Set([...line, MANAGING_UNIT].flatMap((unit) => unitWithPast(units, unit)))];
}

/** Whether giving the unit this parent or successor would lead round in a circle. */
export function leadsRound(
  byId: ReadonlyMap<string, Tree[number]>,
  id: string,
  to: string | null,
): boolean {
  const seen = new Set<string>();
  const walk = (at: string | null): boolean => {
    if (at === null || seen.has(at)) return false;
    if (at === id) return true;
    seen.add(at);
    const unit = byId.get(at);
    return unit !== undefined && (walk(unit.parentId) || walk(unit.successorId));
  };
  return walk(to);
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
