import type { ActionDeps } from '../domain/action-deps.ts';
import { reportLines, type ReportLine, type ReportPeriod } from '../domain/holding-report.ts';
import type { Holding, Stocktake } from '../domain/holding.ts';
import type { Item } from '../domain/item.ts';
import { dayInVietnam } from '../domain/partial-date.ts';
import { readVocabulary } from './read-vocabulary.ts';
import { holdingsOf } from './take-stock.ts';

export interface ShelfReport {
  readonly holdings: readonly Holding[];
  /** Items of the copies, by id; those that are gone are missing. */
  readonly items: ReadonlyMap<string, Item>;
  readonly lines: readonly ReportLine[];
  /** Loans begun in the period; copies out now and how many of them overdue. */
  readonly lent: number;
  readonly out: number;
  readonly overdue: number;
  readonly stocktake: Stocktake | null;
}

const TOGETHER = 200;

async function itemsOf({ catalog }: Pick<ActionDeps, 'catalog'>, ids: readonly string[]): Promise<Map<string, Item>> {
  const found = new Map<string, Item>();
  for (let at = 0; at < ids.length; at += TOGETHER) for (const item of await catalog.findItems(ids.slice(at, at + TOGETHER))) found.set(item.id, item);
  return found;
}

/** Copies out of a place, and those due before a day. */
async function loansOut({ catalog }: Pick<ActionDeps, 'catalog'>, placeId: string, today: string): Promise<{ out: number; overdue: number }> {
  let [out, overdue, after]: [number, number, string | null] = [0, 0, null];
  do {
    const page = await catalog.listLoans({ placeId, limit: TOGETHER, after });
    out += page.rows.length;
    overdue += page.rows.filter((loan) => loan.dueOn < today).length;
    after = page.next;
  } while (after !== null);
  return { out, overdue };
}

/** What the person in charge reports every six and twelve months (Điều 13 khoản 3 điểm d Quyết định 14/2019/QĐ-TTg). */
export async function reportShelf(deps: Pick<ActionDeps, 'catalog' | 'now'>, placeId: string, period: ReportPeriod): Promise<ShelfReport> {
  const holdings: Holding[] = [];
  for await (const holding of holdingsOf(deps, placeId)) holdings.push(holding);
  const items = await itemsOf(deps, [...new Set(holdings.map((h) => h.itemId))]);
  const stocktake = (await deps.catalog.listStocktakes(placeId)).find((one) => one.closedAt !== null) ?? null;
  return {
    holdings, items, stocktake, lines: reportLines(holdings, (id) => items.get(id)?.genre ?? null, (await readVocabulary(deps)).genres, period),
    lent: await deps.catalog.countLoans(placeId, period.from, period.to), ...await loansOut(deps, placeId, dayInVietnam(deps.now())),
  };
}
