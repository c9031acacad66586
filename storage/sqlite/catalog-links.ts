import type { Item } from '#server/items/item.ts';
import {
  linksOf,
  type LinkCheck,
  type LinkFault,
  type LinkState,
} from '#server/links/link-check.ts';
import type { LinkCatalog } from '#server/links/link-catalog.ts';
import type { Database } from './database.ts';

interface LinkRow {
  address: string;
  checked_at: string | null;
  state: LinkState;
  status: number | null;
  fault: LinkFault | null;
  failures: number;
  failing_since: string | null;
  next_at: string;
}

const ITEMS_NAMED = 10;
/** Stands for the shelf itself where an item's id would be. */
export const SHELF = '';

export const checkOf = (row: LinkRow): LinkCheck => ({
  address: row.address,
  checkedAt: row.checked_at,
  state: row.state,
  status: row.status,
  fault: row.fault,
  failures: row.failures,
  failingSince: row.failing_since,
  nextAt: row.next_at,
});

const addLink = (db: Database, address: string, by: string): void => {
  db.run('INSERT OR IGNORE INTO item_link (address, item_id) VALUES (?, ?)', address, by);
  db.run('INSERT OR IGNORE INTO link_check (address) VALUES (?)', address);
};

/** Adds an address that the shelf itself links to; inside a running transaction. */
export const addShelfLink = (db: Database, address: string): void => addLink(db, address, SHELF);

/** Replaces what is known of the address; ignored when nothing has it. */
export function putLinkCheck(db: Database, check: LinkCheck): void {
  db.run(
    'UPDATE link_check SET checked_at = ?, state = ?, status = ?, fault = ?, failures = ?, failing_since = ?, next_at = ? WHERE address = ?',
    check.checkedAt,
    check.state,
    check.status,
    check.fault,
    check.failures,
    check.failingSince,
    check.nextAt,
    check.address,
  );
}

/** Replaces the addresses that an item links to; inside a running transaction. */
export function writeLinks(db: Database, item: Item, existed: boolean): void {
  if (existed) db.run('DELETE FROM item_link WHERE item_id = ?', item.id);
  for (const address of linksOf(item)) addLink(db, address, item.id);
}

/** Readers can follow it: the shelf itself or a published item has it. */
const SHOWN = `EXISTS (SELECT 1 FROM item_link l LEFT JOIN item i ON i.id = l.item_id WHERE l.address = c.address AND (l.item_id = '${SHELF}' OR i.state = 'published'))`;
const CITING = `FROM item_link l JOIN item i ON i.id = l.item_id WHERE l.address = ? AND i.state = 'published'`;

export function catalogLinks(db: Database): LinkCatalog {
  return {
    saveShelfLinks: async (addresses) => {
      db.transaction(() => {
        db.run('DELETE FROM item_link WHERE item_id = ?', SHELF);
        for (const address of addresses) addShelfLink(db, address);
        db.run(
          'DELETE FROM link_check WHERE NOT EXISTS (SELECT 1 FROM item_link l WHERE l.address = link_check.address)',
        );
      });
    },
    linksToCheck: async (before, limit) =>
      db
        .all<LinkRow>(
          `SELECT * FROM link_check c WHERE c.next_at <= ? AND ${SHOWN} ORDER BY c.next_at, c.address LIMIT ?`,
          before,
          limit,
        )
        .map(checkOf),
    saveLinkCheck: async (check) => putLinkCheck(db, check),
    findLinkChecks: async (addresses) =>
      addresses
        .flatMap(
          (address) => db.get<LinkRow>('SELECT * FROM link_check WHERE address = ?', address) ?? [],
        )
        .map(checkOf),
    brokenLinks: async (limit) =>
      db
        .all<LinkRow>(
          `SELECT * FROM link_check c WHERE c.state = 'broken' AND ${SHOWN} ORDER BY c.failing_since, c.address LIMIT ?`,
          limit,
        )
        .map((row) => ({
          ...checkOf(row),
          itemIds: db
            .all<{ item_id: string }>(
              `SELECT l.item_id ${CITING} ORDER BY l.item_id LIMIT ?`,
              row.address,
              ITEMS_NAMED,
            )
            .map((l) => l.item_id),
          items: db.get<{ n: number }>(`SELECT count(*) AS n ${CITING}`, row.address)?.n ?? 0,
        })),
  };
}
