import { readCursor, writeCursor } from '#server/domain/cursor.ts';
import { storedItem, type Item } from '#server/domain/item.ts';
import type { Catalog, Page, WaitingList } from '#server/domain/ports.ts';
import type { Database, SqlValue } from './database.ts';

type WaitingMethods = Pick<Catalog, 'listWaiting' | 'countWaiting'>;
type Which = Pick<WaitingList, 'stage' | 'unitIds' | 'holderId'>;

interface Place { readonly since: string; readonly id: string }

/** One seek of an index for each unit: nothing is read that is not answered, however many items other units have. */
function seeks({ stage, unitIds, holderId }: Which): readonly (readonly [where: string, values: readonly SqlValue[]])[] {
  const holder: readonly [string, SqlValue[]] = holderId === null ? ['stage = ?', [stage]] : [`holder = ? AND holder <> '' AND stage = ?`, [holderId, stage]];
  return unitIds === null ? [holder] : unitIds.map((unit) => [`${holder[0]} AND unit_id = ?`, [...holder[1], unit]] as const);
}

function listWaiting(db: Database, list: WaitingList): Page<Item> {
  const [since, id] = list.after === null ? ['', ''] : (readCursor(list.after, ['string', 'string']) as [string, string]);
  const places = seeks(list).flatMap(([where, values]) =>
    db.all<Place>(`SELECT since, id FROM item WHERE ${where} AND (since, id) > (?, ?) ORDER BY since, id LIMIT ?`, ...values, since, id, list.limit + 1));
  const found = places.toSorted((a, b) => (a.since === b.since ? (a.id < b.id ? -1 : 1) : a.since < b.since ? -1 : 1)).slice(0, list.limit + 1);
  const rows = found.slice(0, list.limit).map((place) => storedItem(JSON.parse(db.get<{ doc: string }>('SELECT doc FROM item WHERE id = ?', place.id)!.doc) as Item));
  const last = found[list.limit - 1];
  return { rows, next: found.length > list.limit && last ? writeCursor([last.since, last.id]) : null };
}

function countWaiting(db: Database, which: Which, before: string | null, most: number): number {
  let count = 0;
  for (const [where, values] of seeks(which)) {
    if (count >= most) break;
    count += db.get<{ n: number }>(`SELECT count(*) AS n FROM (SELECT 1 FROM item WHERE ${where} ${before === null ? '' : 'AND since < ?'} LIMIT ?)`, ...values, ...(before === null ? [] : [before]), most - count)!.n;
  }
  return count;
}

/** Queues of the four-step process. */
export const catalogWaiting = (db: Database): WaitingMethods => ({
  listWaiting: async (list) => listWaiting(db, list),
  countWaiting: async (which, before, most) => countWaiting(db, which, before, most),
});
