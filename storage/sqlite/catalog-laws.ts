import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import { storedItem, type Item } from '#server/items/item.ts';
import {
  ALL_SETTLED,
  PARTS_SETTLED,
  turnOf,
  lawsCited,
  settledEnds,
  type CitationToReview,
  type LawRecord,
} from '#server/laws/law-record.ts';
import type { CitationList, CitedLaw, LawCatalog, LawList } from '#server/laws/law-catalog.ts';
import type { Page } from '#server/base/page.ts';
import type { Database } from './database.ts';
import type { DocRow } from './documents.ts';
import { insertJobs } from './queue.ts';
import { bumpRevision } from './revision.ts';

const lawOf = (doc: string): LawRecord => JSON.parse(doc) as LawRecord;

/** Inserts or replaces by key; inside a running transaction. */
export function putLaw(db: Database, law: LawRecord): void {
  db.run(
    'INSERT OR REPLACE INTO law (key, ends_on, version, doc) VALUES (?, ?, ?, ?)',
    law.key,
    turnOf(law),
    law.version,
    JSON.stringify(law),
  );
}

/**
 * Inserts the laws that this item is the first to cite, and replaces the ends it has settled;
 * inside a running transaction.
 */
export function writeLaws(db: Database, item: Item, existed: boolean): void {
  for (const law of lawsCited(item))
    db.run(
      'INSERT OR IGNORE INTO law (key, ends_on, version, doc) VALUES (?, NULL, 0, ?)',
      law.key,
      JSON.stringify(law),
    );
  if (existed) db.run('DELETE FROM law_settled WHERE item_id = ?', item.id);
  for (const mark of settledEnds(item))
    db.run('INSERT INTO law_settled (item_id, mark) VALUES (?, ?)', item.id, mark);
}

function saveLaw(db: Database, law: LawRecord): LawRecord {
  const stored =
    db.get<{ version: number }>('SELECT version FROM law WHERE key = ?', law.key)?.version ?? 0;
  if (stored !== law.version)
    throw new AppError('stale-version', { lawKey: law.key, stored, given: law.version });
  const saved = { ...law, version: law.version + 1 };
  putLaw(db, saved);
  return saved;
}

function listLaws(db: Database, { search, units, after, limit }: LawList): Page<CitedLaw> {
  const [from] = after === null ? [''] : (readCursor(after, ['string']) as [string]);
  const found = db.all<DocRow & { citing: number }>(
    units === null
      ? `SELECT l.doc, (SELECT count(*) FROM law_ref r WHERE r.law_key = l.key) AS citing FROM law l WHERE l.key > ?1 AND instr(l.key, ?2) > 0 ORDER BY l.key LIMIT ?4`
      : `WITH cited AS (SELECT l.doc, l.key, l.version, (SELECT count(*) FROM law_ref r JOIN item i ON i.id = r.item_id WHERE r.law_key = l.key AND (i.state = 'published' OR i.unit_id IN (SELECT value FROM json_each(?3)))) AS citing FROM law l WHERE l.key > ?1 AND instr(l.key, ?2) > 0)
         SELECT doc, citing FROM cited WHERE version > 0 OR citing > 0 ORDER BY key LIMIT ?4`,
    from,
    search,
    JSON.stringify(units ?? []),
    limit + 1,
  );
  const rows = found.slice(0, limit).map(({ doc, citing }) => ({ law: lawOf(doc), citing }));
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? writeCursor([last.law.key]) : null };
}

const WAITING = `FROM law l JOIN law_ref r ON r.law_key = l.key JOIN item i ON i.id = r.item_id
  WHERE l.ends_on <= ? AND i.state = 'published'
    AND NOT EXISTS (SELECT 1 FROM law_settled s WHERE s.item_id = r.item_id AND s.mark IN ('${ALL_SETTLED}', l.key || '@' || l.ends_on, iif(l.ends_on LIKE '!%', '${PARTS_SETTLED}', '${ALL_SETTLED}')))`;

function citationsToReview(
  db: Database,
  { day, after, limit }: CitationList,
): Page<CitationToReview> {
  const from =
    after === null ? ['', '', ''] : (readCursor(after, ['string', 'string', 'string']) as string[]);
  const found = db.all<{ law: string; item: string }>(
    `SELECT l.doc AS law, i.doc AS item ${WAITING} AND (l.ends_on, l.key, i.id) > (?, ?, ?) ORDER BY l.ends_on, l.key, i.id LIMIT ?`,
    day,
    ...from,
    limit + 1,
  );
  const rows = found
    .slice(0, limit)
    .map(({ law, item }) => ({ law: lawOf(law), item: storedItem(JSON.parse(item) as Item) }));
  const last = rows.at(-1);
  return {
    rows,
    next:
      found.length > limit && last
        ? writeCursor([turnOf(last.law)!, last.law.key, last.item.id])
        : null,
  };
}

export const catalogLaws = (db: Database): LawCatalog => ({
  findLaws: async (keys) =>
    keys
      .flatMap((key) => db.get<DocRow>('SELECT doc FROM law WHERE key = ?', key) ?? [])
      .map(({ doc }) => lawOf(doc)),
  listLaws: async (list) => listLaws(db, list),
  saveLaws: async (laws, caused) =>
    db.transaction(() => {
      const saved = laws.map((law) => saveLaw(db, law));
      if (caused !== undefined) insertJobs(db, caused.jobs, caused.at);
      bumpRevision(db);
      return saved;
    }),
  citationsToReview: async (list) => citationsToReview(db, list),
  countCitationsToReview: async (day) =>
    db.get<{ n: number }>(`SELECT count(*) AS n ${WAITING}`, day)?.n ?? 0,
});
