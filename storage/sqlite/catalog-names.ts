import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { storedItem, type Item } from '#server/items/item.ts';
import { namesOf, type CountedName } from '#server/cataloguing/name-list.ts';
import type { NamedItems, NameList } from '#server/cataloguing/cataloguing-records.ts';
import type { Catalog } from '#server/ports.ts';
import type { Page } from '#server/base/page.ts';
import type { Database, SqlValue } from './database.ts';

type NameMethods = Pick<Catalog, 'listNames' | 'itemsNamed'>;

/** Notes the names of an item, inside a running transaction. */
export function writeNames(db: Database, item: Item, existed: boolean): void {
  if (existed) db.run('DELETE FROM item_name WHERE item_id = ?', item.id);
  for (const { kind, key, value } of namesOf(item))
    db.run(
      'INSERT INTO item_name (kind, key, value, item_id) VALUES (?, ?, ?, ?)',
      kind,
      key,
      value,
      item.id,
    );
}

function listNames(
  db: Database,
  { kind, search, variants, order, limit, after }: NameList,
): Page<CountedName> {
  const where = ['kind = ?'];
  const values: SqlValue[] = [kind];
  if (search !== '') {
    where.push(`instr(' ' || key, ?) > 0`);
    values.push(` ${search}`);
  }
  if (variants) {
    where.push(
      'key IN (SELECT key FROM item_name WHERE kind = ? GROUP BY key HAVING min(value) <> max(value))',
    );
    values.push(kind);
  }
  if (after !== null) {
    where.push('(key, value) > (?, ?)');
    values.push(...(readCursor(after, ['string', 'string']) as [string, string]));
  }
  const found = db.all<CountedName>(
    `SELECT value, key, count(*) AS items FROM item_name WHERE ${where.join(' AND ')} GROUP BY kind, key, value ORDER BY ${order === 'key' ? 'key, value' : 'items DESC, key, value'} LIMIT ?`,
    ...values,
    limit + 1,
  );
  const rows = found.slice(0, limit).map((row) => ({ ...row }));
  const last = rows.at(-1);
  return {
    rows,
    next:
      order === 'key' && found.length > limit && last ? writeCursor([last.key, last.value]) : null,
  };
}

function itemsNamed(db: Database, { kind, key, values, limit, after }: NamedItems): Page<Item> {
  const written = values === null ? '' : 'AND n.value IN (SELECT value FROM json_each(?))';
  const found = db.all<{ doc: string }>(
    `SELECT DISTINCT i.id, i.doc FROM item_name n JOIN item i ON i.id = n.item_id WHERE n.kind = ? AND n.key = ? ${written} AND n.item_id > ? ORDER BY n.item_id LIMIT ?`,
    kind,
    key,
    ...(values === null ? [] : [JSON.stringify(values)]),
    after === null ? '' : (readCursor(after, ['string']) as [string])[0],
    limit + 1,
  );
  const rows = found.slice(0, limit).map(({ doc }) => storedItem(JSON.parse(doc) as Item));
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? writeCursor([last.id]) : null };
}

/** Names that items share. */
export const catalogNames = (db: Database): NameMethods => ({
  listNames: async (list) => listNames(db, list),
  itemsNamed: async (list) => itemsNamed(db, list),
});
