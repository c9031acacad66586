import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import type { Item } from '#server/items/item.ts';
import {
  hasTurned,
  isSettled,
  lawStateOn,
  reviewOf,
  type LawRecord,
  type LawState,
} from './law-record.ts';

/**
 * Standing of an item on a day: what its own record says of its validity, together with how the
 * legal documents it cites stand that day. Worst first: of several reasons the worst decides.
 * `holds` means that nothing is known against it.
 */
export const STANDINGS = [
  { code: 'het', label: 'Hết hiệu lực', tone: 'bad' },
  { code: 'luat_het', label: 'Văn bản được dẫn đã hết hiệu lực', tone: 'warn' },
  { code: 'mot_phan', label: 'Hết hiệu lực một phần', tone: 'warn' },
  { code: 'luat_doi', label: 'Văn bản được dẫn có thay đổi hiệu lực', tone: 'warn' },
  { code: 'chua', label: 'Chưa có hiệu lực', tone: 'warn' },
  { code: 'luat_chua', label: 'Văn bản được dẫn chưa có hiệu lực', tone: 'warn' },
  { code: 'chua_xac_dinh', label: 'Chưa xác định hiệu lực', tone: '' },
  { code: 'con', label: 'Còn phù hợp', tone: 'good' },
] as const;

export type StandingState = (typeof STANDINGS)[number]['code'];

export const findStanding = (code: string) => STANDINGS.find((s) => s.code === code);

/** A cited document that does not simply hold on that day. */
export interface CitedStanding {
  readonly key: string;
  readonly number: string;
  readonly title: string;
  readonly state: Exclude<LawState, 'con' | 'chua_xac_dinh'>;
  /** First day without force, or first day in force of one to come; null when unknown. */
  readonly since: string | null;
  /** Numbers of the documents that took its place. */
  readonly replacedBy: readonly string[];
  /** Somebody looked at this very change and said that the item still holds. */
  readonly settled: boolean;
  /** Somebody looked and said that the item is to be revised. */
  readonly revising: boolean;
}

export interface Standing {
  readonly state: StandingState;
  /** The day it is said of, in Vietnam. */
  readonly day: string;
  /**
   * Since when (`het`) or from when on (`chua`), as the record says it: a year, month or day; null
   * when it does not.
   */
  readonly since: string | null;
  /** Why, in the words of the record; may be empty. */
  readonly reason: string;
  /** Worst first, settled ones last. */
  readonly laws: readonly CitedStanding[];
}

type Judged = Pick<Item, 'lawRefs' | 'lawReviews' | 'validity'>;

/** `2026-05` has come on the first of May. */
const hasCome = (date: string, day: string): boolean => date <= day.slice(0, date.length);

/** What each state of a cited document does to an item; nothing while it holds or is unknown. */
const EFFECT: Readonly<Record<LawState, StandingState | null>> = {
  het: 'luat_het',
  khong_phu_hop: 'luat_het',
  het_mot_phan: 'luat_doi',
  ngung: 'luat_doi',
  ngung_mot_phan: 'luat_doi',
  chua: 'luat_chua',
  con: null,
  chua_xac_dinh: null,
};

const severity = (state: StandingState): number => STANDINGS.findIndex((s) => s.code === state);

function ownState({ state, from, to }: Judged['validity'], day: string): StandingState {
  if (state === 'het' || (to !== null && hasCome(to, day))) return 'het';
  return from !== null && !hasCome(from, day) ? 'chua' : state;
}

const sinceOf = (law: LawRecord, state: CitedStanding['state']): string | null =>
  state === 'chua' ? law.effectiveFrom : state === 'het_mot_phan' ? null : law.effectiveTo;

function citedStanding(item: Judged, law: LawRecord, day: string): CitedStanding | null {
  const state = lawStateOn(law, day);
  if (state === 'con' || state === 'chua_xac_dinh') return null;
  return {
    key: law.key,
    number: law.number,
    title: law.title,
    state,
    since: sinceOf(law, state),
    replacedBy: law.replacedBy,
    settled: state !== 'chua' && hasTurned(law, day) && isSettled(item, law),
    revising: reviewOf(item, law)?.decision === 'revise',
  };
}

const rankOf = ({ state, settled }: CitedStanding): number =>
  (settled ? STANDINGS.length : 0) + severity(EFFECT[state] ?? 'con');

/**
 * How an item stands on a day (`YYYY-MM-DD`, in Vietnam). Its own "hết hiệu lực" and its own last
 * day win; else an ended, changed or coming document that it cites decides, unless somebody said
 * after that very end that the item still holds. `laws` may hold more than the item cites.
 */
export function standingOn(item: Judged, laws: readonly LawRecord[], day: string): Standing {
  const own = ownState(item.validity, day);
  const cited = new Set(item.lawRefs.map((r) => lawNumberKey(r.number)));
  const changed = laws
    .filter((law) => cited.has(law.key))
    .map((law) => citedStanding(item, law, day))
    .filter((law) => law !== null)
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  const state = changed
    .filter((law) => !law.settled)
    .map((law) => EFFECT[law.state] ?? 'con')
    .concat(own)
    .reduce((worst, one) => (severity(one) < severity(worst) ? one : worst));
  const { from, to, reason } = item.validity;
  const end = to !== null && hasCome(to, day) ? to : null;
  return {
    state,
    day,
    since: state === 'het' ? end : state === 'chua' ? from : null,
    reason,
    laws: changed,
  };
}

type Timed = Pick<LawRecord, 'state' | 'effectiveFrom' | 'effectiveTo'>;

/** Whether items that cite it may stand otherwise once `after` is known in place of `before`. */
export const standsOtherwise = (before: Timed | null, after: Timed, day: string): boolean =>
  EFFECT[lawStateOn(after, day)] !== (before === null ? null : EFFECT[lawStateOn(before, day)]) ||
  (EFFECT[lawStateOn(after, day)] === 'luat_het' && before?.effectiveTo !== after.effectiveTo);

/** Whether readers are warned: something is known against relying on the item. */
export const isWarned = ({ state }: Pick<Standing, 'state'>): boolean =>
  state !== 'con' && state !== 'chua_xac_dinh';
