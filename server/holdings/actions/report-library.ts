import type { ActionDeps } from '#server/action-deps.ts';
import {
  reportLines,
  untoldCopies,
  type ReportLine,
  type ReportPeriod,
} from '../holding-report.ts';
import type { Holding, Stocktake } from '../holding.ts';
import type { Item } from '#server/items/item.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { readVocabulary } from '#server/vocabulary/actions/read-vocabulary.ts';
import { holdingsOf } from './take-stock.ts';

export interface LibraryReport {
  readonly holdings: readonly Holding[];
  /** Items of the copies, by id; those that are gone are missing. */
  readonly items: ReadonlyMap<string, Item>;
  readonly lines: readonly ReportLine[];
  /**
   * Copies counted as there because the register does not tell what they were before they changed
   * after the period.
   */
  readonly untold: number;
  /**
   * Loans begun in the period; copies out at its end (today, when it is not over) and how many of
   * them overdue.
   */
  readonly lent: number;
  readonly out: number;
  readonly overdue: number;
  /** The last one closed by the end of the period. */
  readonly stocktake: Stocktake | null;
}

const TOGETHER = 200;

async function itemsOf(
  { catalog }: Pick<ActionDeps, 'catalog'>,
  ids: readonly string[],
): Promise<Map<string, Item>> {
  const found = new Map<string, Item>();
  for (let at = 0; at < ids.length; at += TOGETHER)
    for (const item of await catalog.findItems(ids.slice(at, at + TOGETHER)))
      found.set(item.id, item);
  return found;
}

/** Every copy of a place with the items they are of; those that are gone are missing. */
export async function registerOf(
  deps: Pick<ActionDeps, 'catalog'>,
  placeId: string,
): Promise<Pick<LibraryReport, 'holdings' | 'items'>> {
  const holdings: Holding[] = [];
  for await (const holding of holdingsOf(deps, placeId)) holdings.push(holding);
  return { holdings, items: await itemsOf(deps, [...new Set(holdings.map((h) => h.itemId))]) };
}

/**
 * What the person in charge reports every six and twelve months (điểm d khoản 3 Điều 13 Quyết định
 * 14/2019/QĐ-TTg).
 */
export async function reportLibrary(
  deps: Pick<ActionDeps, 'catalog' | 'now'>,
  placeId: string,
  period: ReportPeriod,
): Promise<LibraryReport> {
  const { holdings, items } = await registerOf(deps, placeId);
  const stocktake =
    (await deps.catalog.listStocktakes(placeId)).find(
      (one) => one.closedAt !== null && dayInVietnam(one.closedAt) <= period.to,
    ) ?? null;
  const today = dayInVietnam(deps.now());
  return {
    holdings,
    items,
    stocktake,
    lines: reportLines(
      holdings,
      (id) => items.get(id)?.genre ?? null,
      (await readVocabulary(deps)).genres,
      period,
    ),
    untold: untoldCopies(holdings, period),
    lent: await deps.catalog.countLoans(placeId, period.from, period.to),
    ...(await deps.catalog.countLoansOut(placeId, period.to < today ? period.to : today)),
  };
}
