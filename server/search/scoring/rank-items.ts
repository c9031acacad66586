import type { Locator } from '#server/base/locator.ts';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import type { StandingState } from '#server/laws/standing.ts';
import type { ItemHit, PassageHit, SearchSort } from '../search-query.ts';
import { newerFirst, positionAmong, positionOfNewest, type ItemFacts } from './item-facts.ts';
import { recordLift, type PassageScore } from './score.ts';
import type { BestPassage } from './support.ts';

/** A candidate after step 2. */
export interface ScoredPassage {
  readonly item: ItemFacts;
  readonly attachmentId: string;
  readonly ordinal: number;
  readonly locator: Locator;
  /** Equal for passages with the very same words. */
  readonly digest: string;
  readonly score: PassageScore;
  /** A số hiệu of the query stands in it. */
  readonly hasNumber: boolean;
}

export interface RankedItem {
  readonly item: ItemFacts;
  readonly score: number;
  readonly passages: readonly PassageHit[];
  /** Null where none of its passages was scored. */
  readonly best: BestPassage | null;
}

/** Passages shown of an item. */
export const MOST_PASSAGES = 3;
/** A số hiệu names one document: a passage with it stands above any that only shares words. */
const NUMBER_IN_TEXT = 1_000;
const NUMBER_IN_RECORD = 2_000;

/** A page of contents names what stands elsewhere. */
const CONTENTS = 0.5;

/** A booklet whose law has ended is found, but after one that still holds. */
const WEIGHTS: Readonly<Partial<Record<string, number>>> = {
  het: 0.6,
  luat_het: 0.75,
  mot_phan: 0.9,
} satisfies Partial<Record<StandingState, number>>;
const stillRight = ({ filters }: ItemFacts): number => WEIGHTS[filters.validity[0] ?? ''] ?? 1;

const isRecord = (p: ScoredPassage): boolean => p.locator.kind === 'record';

const scoreOf = (p: ScoredPassage): number => {
  const number = p.hasNumber ? (isRecord(p) ? NUMBER_IN_RECORD : NUMBER_IN_TEXT) : 0;
  const lift = isRecord(p) ? recordLift(p.score) : p.score.isContents ? CONTENTS : 1;
  return p.score.score * lift + number;
};

/**
 * Items from their scored passages, best first. With `collapse`, a passage that stands word for
 * word in several items is shown once, under the best of them, with the others named; an item that
 * has nothing else is left out. Without it every item keeps its passages and each names the others.
 */
export function rankItems(scored: readonly ScoredPassage[], collapse: boolean): RankedItem[] {
  const best = scored
    .map((p) => ({ p, score: scoreOf(p) }))
    .filter(({ score }) => score > 0)
    .toSorted(
      (a, b) => b.score - a.score || newerFirst(a.p.item, b.p.item) || a.p.ordinal - b.p.ordinal,
    );
  const owners = new Map<string, { owner: string; holders: Set<string> }>();
  const groups = new Map<
    string,
    { item: ItemFacts; kept: { p: ScoredPassage; score: number }[] }
  >();
  for (const entry of best) {
    const { itemId } = entry.p.item;
    if (!isRecord(entry.p)) {
      const twin = owners.get(entry.p.digest) ?? { owner: itemId, holders: new Set<string>() };
      const repeated = twin.holders.has(itemId);
      owners.set(entry.p.digest, twin);
      twin.holders.add(itemId);
      if (repeated || (collapse && twin.owner !== itemId)) continue;
    }
    const group = groups.get(itemId) ?? { item: entry.p.item, kept: [] };
    group.kept.push(entry);
    groups.set(itemId, group);
  }
  const ranked = [...groups.values()].map(({ item, kept }) => {
    const bodies = kept.filter(({ p }) => !isRecord(p));
    const shown = (bodies.length > 0 ? bodies : kept).slice(0, MOST_PASSAGES);
    return {
      item,
      // The best alone: more passages of a long book say no more.
      score: kept[0]!.score * stillRight(item),
      best: kept[0]!.p,
      passages: shown.map(({ p, score }): PassageHit => ({
        itemId: item.itemId,
        attachmentId: p.attachmentId,
        ordinal: p.ordinal,
        locator: p.locator,
        score,
        alsoIn: isRecord(p)
          ? []
          : [...(owners.get(p.digest)?.holders ?? [])].filter((id) => id !== item.itemId),
      })),
    };
  });
  return ranked.toSorted((a, b) => b.score - a.score || newerFirst(a.item, b.item));
}

type SortKey = readonly [number, string, string];
interface Entry {
  readonly item: ItemFacts;
  readonly score: number;
}

const keyOf = (sort: SearchSort, { item, score }: Entry): SortKey => {
  if (sort === 'title') return [0, item.titleKey, item.itemId];
  return [sort === 'newest' ? 0 : score, item.publishedAt, item.itemId];
};

const compare = (sort: SearchSort, a: SortKey, b: SortKey): number => {
  if (a[0] !== b[0]) return b[0] - a[0];
  if (a[1] !== b[1]) return (a[1] < b[1] ? -1 : 1) * (sort === 'title' ? 1 : -1);
  return a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0;
};

/** Where a key belongs among sorted ones, behind its equals. */
const placeAmong = (
  sort: SearchSort,
  sorted: readonly { readonly key: SortKey }[],
  key: SortKey,
): number => positionAmong(sorted, (other) => compare(sort, key, other.key) < 0);

/** What stands directly before a page: as many keys as a page has, and one. */
class KeysBefore {
  /** The farthest first. */
  readonly #nearest: { readonly key: SortKey }[] = [];
  readonly #sort: SearchSort;
  readonly #limit: number;

  constructor(sort: SearchSort, limit: number) {
    this.#sort = sort;
    this.#limit = limit;
  }

  add(key: SortKey): void {
    const nearest = this.#nearest;
    const isFull = nearest.length > this.#limit;
    if (isFull && compare(this.#sort, key, nearest[0]!.key) <= 0) return;
    nearest.splice(placeAmong(this.#sort, nearest, key), 0, { key });
    if (isFull) nearest.shift();
  }

  /** Where the page before begins; null for the beginning of the list. */
  cursor(): string | null {
    return this.#nearest.length > this.#limit ? writeCursor([...this.#nearest[0]!.key]) : null;
  }
}

/**
 * One keyset page of ranked items in the sort's order; costs one walk however many there are.
 * Throws `invalid-cursor`.
 */
export function pageOfItems<T extends Entry>(
  entries: readonly T[],
  sort: SearchSort,
  limit: number,
  after: string | null,
): { page: T[]; next: string | null; previous: string | null } {
  const from =
    after === null
      ? null
      : (readCursor(after, ['number', 'string', 'string']) as unknown as SortKey);
  const best: { entry: T; key: SortKey }[] = [];
  const before = new KeysBefore(sort, limit);
  for (const entry of entries) {
    const last = best[limit];
    // Most of a long list is worse by score alone: no key is made for those.
    if (last !== undefined && sort === 'relevance' && entry.score < last.key[0]) continue;
    const isOlder = sort === 'newest' && last !== undefined && entry.item.publishedAt < last.key[1];
    if (isOlder) continue;
    const key = keyOf(sort, entry);
    if (from !== null && compare(sort, key, from) <= 0) {
      before.add(key);
      continue;
    }
    if (last !== undefined && compare(sort, key, last.key) >= 0) continue;
    best.splice(placeAmong(sort, best, key), 0, { entry, key });
    if (best.length > limit + 1) best.pop();
  }
  const page = best.slice(0, limit);
  const last = page.at(-1);
  return {
    page: page.map(({ entry }) => entry),
    next: best.length > limit && last ? writeCursor([...last.key]) : null,
    previous: before.cursor(),
  };
}

export const asHit = (ranked: RankedItem, matched: number): ItemHit => ({
  itemId: ranked.item.itemId,
  score: ranked.score,
  passages: ranked.passages,
  matched: Math.max(matched, ranked.passages.length),
});

/**
 * The same for all items that {@link KnownItems} keeps in order, or some of them: costs no walk.
 * Throws `invalid-cursor`.
 */
export function pageOfNewest<Item extends ItemFacts>(
  sorted: readonly Item[],
  limit: number,
  after: string | null,
): { page: Item[]; next: string | null; previous: string | null } {
  const cursorOf = (item: Item | undefined): string | null =>
    item === undefined ? null : writeCursor([...keyOf('newest', { item, score: 0 })]);
  let from = 0;
  if (after !== null) {
    const [, publishedAt, itemId] = readCursor(after, ['number', 'string', 'string']) as [
      number,
      string,
      string,
    ];
    from = positionOfNewest(sorted, { publishedAt, itemId });
  }
  const page = sorted.slice(from, from + limit);
  const isLast = from + limit >= sorted.length;
  return {
    page,
    next: isLast ? null : cursorOf(page.at(-1)),
    previous: from > limit ? cursorOf(sorted[from - limit - 1]) : null,
  };
}
