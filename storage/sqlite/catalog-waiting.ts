import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { ITEM_STATES, storedItem, type Item } from '#server/items/item.ts';
import type { Catalog, ItemList, WaitingList } from '#server/ports.ts';
import type { Page } from '#server/base/page.ts';
import type { Database, SqlValue } from './database.ts';

type WaitingMethods = Pick<Catalog, 'listWaiting' | 'countWaiting'>;
type Which = Pick<WaitingList, 'stage' | 'unitIds' | 'holderId'>;

interface Place {
  readonly since: string;
  readonly id: string;
}

/** One seek of an index for each unit: nothing is read that is not answered, however many items other units have. */
function seeks({
  stage,
  unitIds,
  holderId,
}: Which): readonly (readonly [where: string, values: readonly SqlValue[]])[] {
  const holder: readonly [string, SqlValue[]] =
    holderId === null
      ? ['stage = ?', [stage]]
      : [`holder = ? AND holder <> '' AND stage = ?`, [holderId, stage]];
  return unitIds === null
    ? [holder]
    : [...new Set(unitIds)].map(
        (unit) => [`${holder[0]} AND unit_id = ?`, [...holder[1], unit]] as const,
      );
}

function listWaiting(db: Database, list: WaitingList): Page<Item> {
  const [since, id] =
    list.after === null
      ? ['', '']
      : (readCursor(list.after, ['string', 'string']) as [string, string]);
  const places = seeks(list).flatMap(([where, values]) =>
    db.all<Place>(
      `SELECT since, id FROM item WHERE ${where} AND (since, id) > (?, ?) ORDER BY since, id LIMIT ?`,
      ...values,
      since,
      id,
      list.limit + 1,
    ),
  );
  const found = places
    .toSorted((a, b) => (a.since === b.since ? (a.id < b.id ? -1 : 1) : a.since < b.since ? -1 : 1))
    .slice(0, list.limit + 1);
  const rows = found
    .slice(0, list.limit)
    .map((place) =>
      storedItem(
        JSON.parse(
          db.get<{ doc: string }>('SELECT doc FROM item WHERE id = ?', place.id)!.doc,
        ) as Item,
      ),
    );
  const last = found[list.limit - 1];
  return {
    rows,
    next: found.length > list.limit && last ? writeCursor([last.since, last.id]) : null,
  };
}

/**
 * The newest items of some units: one seek for each unit and state. The planner would rather walk everybody's newest and throw away
 * what is of other units, which for a small unit is the whole shelf.
 */
export function listNewestOfUnits(
  db: Database,
  list: ItemList & { readonly unitId: string | readonly string[] },
): Page<Item> {
  const beyond =
    list.after === null ? null : (readCursor(list.after, ['string', 'string']) as [string, string]);
  const states = list.states.length > 0 ? list.states : ITEM_STATES;
  const places = [...new Set([list.unitId].flat())].flatMap((unit) =>
    states.flatMap((state) =>
      db.all<{ key: string; id: string }>(
        `SELECT newest_key AS key, id FROM item WHERE unit_id = ? AND state = ? ${beyond === null ? '' : 'AND (newest_key, id) < (?, ?)'} ORDER BY newest_key DESC, id DESC LIMIT ?`,
        unit,
        state,
        ...(beyond ?? []),
        list.limit + 1,
      ),
    ),
  );
  const found = places
    .toSorted((a, b) => (a.key === b.key ? (a.id < b.id ? 1 : -1) : a.key < b.key ? 1 : -1))
    .slice(0, list.limit + 1);
  const rows = found
    .slice(0, list.limit)
    .map(({ id }) =>
      storedItem(
        JSON.parse(db.get<{ doc: string }>('SELECT doc FROM item WHERE id = ?', id)!.doc) as Item,
      ),
    );
  const last = found[list.limit - 1];
  return {
    rows,
    next: found.length > list.limit && last ? writeCursor([last.key, last.id]) : null,
  };
}

function countWaiting(
  db: Database,
  which: Which,
  before: string | null,
  most: number,
  from = '',
): number {
  let count = 0;
  for (const [where, values] of seeks(which)) {
    if (count >= most) break;
    count += db.get<{ n: number }>(
      `SELECT count(*) AS n FROM (SELECT 1 FROM item WHERE ${where} AND since >= ? ${before === null ? '' : 'AND since < ?'} LIMIT ?)`,
      ...values,
      from,
      ...(before === null ? [] : [before]),
      most - count,
    )!.n;
  }
  return count;
}

/** Queues of the four-step process. */
export const catalogWaiting = (db: Database): WaitingMethods => ({
  listWaiting: async (list) => listWaiting(db, list),
  countWaiting: async (which, before, most, from) => countWaiting(db, which, before, most, from),
});
