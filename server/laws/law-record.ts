import type { PartialDate } from '#server/base/partial-date.ts';
import { lawNumberKey, type LawReference } from '#server/base/vietnamese/law-number.ts';
import type { Item } from '#server/items/item.ts';
import type { LawReview } from '#server/items/law-review.ts';

/**
 * Tình trạng hiệu lực of a legal document, in the words of the national database of legal documents
 * (docs/domain.md).
 */
export const LAW_STATES = [
  { code: 'con', label: 'Còn hiệu lực', tone: 'good' },
  { code: 'chua', label: 'Chưa có hiệu lực', tone: '' },
  { code: 'het_mot_phan', label: 'Hết hiệu lực một phần', tone: 'warn' },
  { code: 'het', label: 'Hết hiệu lực toàn bộ', tone: 'bad' },
  { code: 'ngung_mot_phan', label: 'Ngưng hiệu lực một phần', tone: 'warn' },
  { code: 'ngung', label: 'Ngưng hiệu lực toàn bộ', tone: 'bad' },
  { code: 'khong_phu_hop', label: 'Không còn phù hợp', tone: 'bad' },
  { code: 'chua_xac_dinh', label: 'Chưa xác định', tone: '' },
] as const;

export type LawState = (typeof LAW_STATES)[number]['code'];

export const findLawState = (code: string) => LAW_STATES.find((s) => s.code === code);

/** Where what is known of a law was taken from, and on which day. */
export interface LawSource {
  readonly name: string;
  readonly on: string;
}

/** What the shelf knows of a legal document, once for all items that cite it. */
export interface LawRecord {
  /** `lawNumberKey` of the number. */
  readonly key: string;
  readonly number: string;
  readonly title: string;
  /** Loại văn bản: Luật, Nghị định … */
  readonly kind: string;
  readonly issuer: string;
  readonly issued: PartialDate | null;
  readonly signer: string;
  /** First day in force; a whole date. */
  readonly effectiveFrom: string | null;
  /**
   * Ngày hết hiệu lực: the first day it is no longer in force (Điều 154 Luật Ban hành văn bản quy
   * phạm pháp luật 2015); a whole date.
   */
  readonly effectiveTo: string | null;
  readonly state: LawState;
  /** Numbers of the documents that took its place. */
  readonly replacedBy: readonly string[];
  readonly vbplId: string | null;
  readonly url: string | null;
  /** Day on which a person last compared it with the source. */
  readonly checkedAt: string | null;
  readonly note: string;
  /**
   * The list that said this last: name of its file and the day it was taken in, in Vietnam. Absent
   * or null for what a person wrote.
   */
  readonly source?: LawSource | null;
  /** 0 while nobody has said anything of it: it is only known to be cited. */
  readonly version: number;
}

/** A document that nobody has described yet; the first item that cites it may know its name. */
export const unknownLaw = (number: string, title = ''): LawRecord => ({
  key: lawNumberKey(number),
  number,
  title,
  kind: '',
  issuer: '',
  issued: null,
  signer: '',
  effectiveFrom: null,
  effectiveTo: null,
  state: 'chua_xac_dinh',
  replacedBy: [],
  vbplId: null,
  url: null,
  checkedAt: null,
  note: '',
  version: 0,
});

/**
 * The name as somebody looked at it; empty where it only stands in some citation, which may be that
 * of a draft.
 */
export const describedTitle = ({ title, version }: Pick<LawRecord, 'title' | 'version'>): string =>
  version > 0 ? title : '';

/** A record for every document the item cites, each once. */
export const lawsCited = (item: Pick<Item, 'lawRefs'>): LawRecord[] =>
  [
    ...new Map(
      item.lawRefs.map((r: LawReference) => [
        lawNumberKey(r.number),
        unknownLaw(r.number, r.title),
      ]),
    ).values(),
  ].filter((law) => law.key !== '');

export const ENDED_STATES: readonly LawState[] = ['het', 'khong_phu_hop'];

/** From which day it no longer holds; empty when that is unknown, null when no end is known. */
export const endsOn = (law: Pick<LawRecord, 'state' | 'effectiveTo'>): string | null =>
  law.effectiveTo ?? (ENDED_STATES.includes(law.state) ? '' : null);

export function hasEnded(law: Pick<LawRecord, 'state' | 'effectiveTo'>, day: string): boolean {
  const end = endsOn(law);
  return end !== null && end <= day;
}

/**
 * The state on a day: dates go before the word that was written down once, so that nobody need
 * write again on the day itself.
 */
export function lawStateOn(
  law: Pick<LawRecord, 'state' | 'effectiveFrom' | 'effectiveTo'>,
  day: string,
): LawState {
  if (hasEnded(law, day)) return law.state === 'khong_phu_hop' ? law.state : 'het';
  if (law.effectiveFrom !== null && law.effectiveFrom > day) return 'chua';
  if (law.state === 'chua' && law.effectiveFrom !== null) return 'con';
  return ENDED_STATES.includes(law.state) ? 'con' : law.state;
}

export const PARTLY_STATES: readonly LawState[] = ['het_mot_phan', 'ngung_mot_phan', 'ngung'];
/** Sorts before every day: nobody knows since when. */
const PART = '!';

/**
 * What items that cite it have to be looked at for: the first day without force; empty when only
 * the end is known; `!` and the state where a part ended or it is suspended. Null for nothing. It
 * has come by a day that is not smaller.
 */
export const turnOf = (law: Pick<LawRecord, 'state' | 'effectiveTo'>): string | null =>
  endsOn(law) ?? (PARTLY_STATES.includes(law.state) ? `${PART}${law.state}` : null);

export function hasTurned(law: Pick<LawRecord, 'state' | 'effectiveTo'>, day: string): boolean {
  const turn = turnOf(law);
  return turn !== null && turn <= day;
}

type Reviewed = Pick<Item, 'lawRefs' | 'lawReviews' | 'validity'>;

/**
 * Stands for every law where the record itself says that its contents no longer hold: readers are
 * warned by that already.
 */
export const ALL_SETTLED = '*';
/** The same for laws of which a part holds no longer, where the record says so of its contents. */
export const PARTS_SETTLED = `${ALL_SETTLED}${PART}`;

const mark = (key: string, turn: string): string => `${key}@${turn}`;

/**
 * Marks of the turns that need no look any more; storages keep them beside the item for {@link
 * isSettled} as a query.
 */
export const settledEnds = (item: Reviewed): string[] => [
  ...(item.validity.state === 'het' ? [ALL_SETTLED] : []),
  ...(item.validity.state === 'mot_phan' ? [PARTS_SETTLED] : []),
  ...new Set(
    (item.lawReviews ?? [])
      .filter((r) => r.decision === 'still-right')
      .map((r) => mark(r.lawKey, r.endsOn)),
  ),
];

/** The marks any of which settles this law's turn. */
export function settlingMarks(
  law: Pick<LawRecord, 'key' | 'state' | 'effectiveTo'>,
): readonly string[] {
  const turn = turnOf(law) ?? '';
  return [ALL_SETTLED, mark(law.key, turn), ...(turn.startsWith(PART) ? [PARTS_SETTLED] : [])];
}

export const isSettled = (item: Reviewed, law: LawRecord): boolean => {
  const marks = settledEnds(item);
  return settlingMarks(law).some((m) => marks.includes(m));
};

/** The latest decision on this turn of the law; null when nobody has looked. */
export const reviewOf = (item: Pick<Item, 'lawReviews'>, law: LawRecord): LawReview | null =>
  (item.lawReviews ?? []).findLast(
    (r) => r.lawKey === law.key && r.endsOn === (turnOf(law) ?? ''),
  ) ?? null;

/**
 * Cited documents that ended by this day, whole or in part, or are suspended, and of which nobody
 * has said that the item still holds: readers are warned.
 */
export const turnedLaws = (
  item: Reviewed,
  laws: readonly LawRecord[],
  day: string,
): LawRecord[] => {
  const cited = new Set(item.lawRefs.map((r) => lawNumberKey(r.number)));
  return laws.filter((law) => cited.has(law.key) && hasTurned(law, day) && !isSettled(item, law));
};

/** One published item and one document it cites that ended, whole or in part. */
export interface CitationToReview {
  readonly item: Item;
  readonly law: LawRecord;
}

/** Pasted addresses of the national database carry its id (docs/domain.md). */
export const vbplIdOf = (address: string): string | null => {
  const [path = ''] = address.split(/[?#]/u, 1);
  const ending = /(?<![0-9a-f-])[0-9a-f-]+$/iu.exec(path)?.[0] ?? '';
  const dashes = ending.indexOf('--');
  const id = dashes < 0 ? '' : ending.slice(dashes + 2);
  return id === '' ? (/[?&]ItemID=(\d+)/iu.exec(address)?.[1] ?? null) : id;
};
