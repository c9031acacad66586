import type { ReportPeriod } from '#server/holdings/holding-report.ts';
import type { RatingCounts } from '#server/figures/rating.ts';
import { ratingTotal } from '#server/figures/rating.ts';
import type { QuestionFact } from '#server/questions/question.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';

/** What is counted of items, and can be traced to them. */
export const ITEM_FIGURES = ['stock', 'added', 'withdrawn', 'reads', 'downloads'] as const;
export type ItemFigure = (typeof ITEM_FIGURES)[number];
export type ItemSums = Readonly<Record<ItemFigure, number>>;

/**
 * What the shelf knows of a unit. `stock`: published on the last day; `added`: published for the
 * first time within the period; `withdrawn`: withdrawn within it and still gone at its end; `helped`
 * of `rated` answers say that an item helped.
 */
export const SHELF_FIGURES = [
  ...ITEM_FIGURES,
  'loans',
  'asked',
  'answered',
  'helped',
  'rated',
] as const;
export type ShelfFigure = (typeof SHELF_FIGURES)[number];
export type ShelfNumbers = Readonly<Record<ShelfFigure, number>>;

export interface GroupSums extends ItemSums {
  /** The first subject of the items. */
  readonly subject: string;
  readonly genre: string;
}

/** A step that an item took before or after readers. */
export interface ItemStep {
  readonly at: string;
  readonly shows: boolean;
}

/** What the storage tells of an item that was ever published. */
export interface ItemFacts {
  readonly id: string;
  readonly title: string;
  readonly subject: string;
  readonly genre: string;
  /** When readers saw it first, where no step tells; null for never. */
  readonly publishedAt: string | null;
  /** Publishing, withdrawing and restoring, the first one first. */
  readonly steps: readonly ItemStep[];
  /** Within the period. */
  readonly reads: number;
  readonly downloads: number;
}

/** An item with what it adds to each figure: each is the sum of its items. */
export interface ReportItem extends ItemSums {
  readonly id: string;
  readonly title: string;
  readonly subject: string;
  readonly genre: string;
}

function standingIn(
  { publishedAt, steps }: ItemFacts,
  { from, to }: ReportPeriod,
): Pick<ItemSums, 'stock' | 'added' | 'withdrawn'> {
  const known =
    steps.length > 0 || publishedAt === null ? steps : [{ at: publishedAt, shows: true }];
  const until = known.filter(({ at }) => dayInVietnam(at) <= to);
  const [first, last] = [until.find(({ shows }) => shows), until.at(-1)];
  const within = ({ at }: ItemStep): boolean => dayInVietnam(at) >= from;
  const there = last?.shows === true;
  return {
    stock: there ? 1 : 0,
    added: first !== undefined && within(first) ? 1 : 0,
    withdrawn: last !== undefined && !there && within(last) ? 1 : 0,
  };
}

/** The items that add something to a figure of the period, by title. */
export const reportItems = (facts: readonly ItemFacts[], period: ReportPeriod): ReportItem[] =>
  facts
    .map((one) => ({
      id: one.id,
      title: one.title,
      subject: one.subject,
      genre: one.genre,
      ...standingIn(one, period),
      reads: one.reads,
      downloads: one.downloads,
    }))
    .filter((item) => ITEM_FIGURES.some((figure) => item[figure] > 0))
    .toSorted((a, b) => a.title.localeCompare(b.title, 'vi') || (a.id < b.id ? -1 : 1));

const NO_ITEMS: ItemSums = { stock: 0, added: 0, withdrawn: 0, reads: 0, downloads: 0 };
export const NO_NUMBERS: ShelfNumbers = {
  ...NO_ITEMS,
  loans: 0,
  asked: 0,
  answered: 0,
  helped: 0,
  rated: 0,
};

const add = <K extends string>(
  names: readonly K[],
  all: readonly Readonly<Record<K, number>>[],
): Record<K, number> =>
  Object.fromEntries(
    names.map((name) => [name, all.reduce((sum, one) => sum + one[name], 0)]),
  ) as Record<K, number>;

export const sumItems = (all: readonly ItemSums[]): ItemSums => add(ITEM_FIGURES, all);
export const sumNumbers = (all: readonly ShelfNumbers[]): ShelfNumbers => add(SHELF_FIGURES, all);

/** Sums by subject and genre, by both. */
export const groupSums = (items: readonly GroupSums[]): GroupSums[] =>
  [...Map.groupBy(items, ({ subject, genre }) => JSON.stringify([subject, genre])).values()]
    .map((some) => ({ subject: some[0]!.subject, genre: some[0]!.genre, ...sumItems(some) }))
    .toSorted((a, b) =>
      a.subject === b.subject ? (a.genre < b.genre ? -1 : 1) : a.subject < b.subject ? -1 : 1,
    );

/** Sums by one of both, largest stock first. */
export const sumsBy = (
  groups: readonly GroupSums[],
  key: 'subject' | 'genre',
): (ItemSums & { readonly key: string })[] =>
  [...Map.groupBy(groups, (group) => group[key])]
    .map(([name, some]) => ({ key: name, ...sumItems(some) }))
    .toSorted((a, b) => b.stock - a.stock || b.reads - a.reads || (a.key < b.key ? -1 : 1));

/** Questions that came within the period, and that were answered within it. */
export function questionNumbers(
  facts: readonly QuestionFact[],
  { from, to }: ReportPeriod,
): Pick<ShelfNumbers, 'asked' | 'answered'> {
  const within = (at: string | null): boolean => {
    const day = at === null ? '' : dayInVietnam(at);
    return day >= from && day <= to;
  };
  return {
    asked: facts.filter(({ createdAt }) => within(createdAt)).length,
    answered: facts.filter(({ state, settledAt }) => state === 'answered' && within(settledAt))
      .length,
  };
}

export const ratingNumbers = (counts: RatingCounts): Pick<ShelfNumbers, 'helped' | 'rated'> => ({
  helped: counts.yes,
  rated: ratingTotal(counts),
});

/** Percent with one decimal; null while nobody answered. */
export const helpedShare = ({ helped, rated }: ShelfNumbers): number | null =>
  rated === 0 ? null : Math.round((helped / rated) * 1000) / 10;
