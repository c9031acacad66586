import type { PackedReading } from '#server/keeping/shelf-record.ts';
import type { RecognitionCatalog } from '#server/ingest/recognition-catalog.ts';
import type { Item } from '#server/items/item.ts';
import type { PageReading, ReadingFact } from '#server/items/recognition.ts';
import { packedText, packFound, unpackFound } from '../../packed-reading.ts';
import type { Database } from '../database.ts';

interface FactRow {
  item_id: string;
  attachment_id: string;
  page: number;
  recogniser: number;
  at: string;
  reason: string | null;
}
interface Row extends FactRow {
  found: Uint8Array | null;
}

const FACTS = 'item_id, attachment_id, page, recogniser, at, reason';
const LATEST = 11;

const factOf = (row: FactRow): ReadingFact => ({
  itemId: row.item_id,
  attachmentId: row.attachment_id,
  page: row.page,
  recogniser: row.recogniser,
  at: row.at,
  reason: row.reason,
});

const readingOf = (row: Row): PageReading => ({ ...factOf(row), found: unpackFound(row.found) });

function put(db: Database, reading: ReadingFact, found: Uint8Array | null): void {
  db.run(
    `INSERT OR REPLACE INTO page_reading (${FACTS}, found) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    reading.itemId,
    reading.attachmentId,
    reading.page,
    reading.recogniser,
    reading.at,
    reading.reason,
    found,
  );
}

/** Takes one in as a backup or move carries it. */
export const putPackedReading = (db: Database, { found, ...fact }: PackedReading): void =>
  put(db, fact, found === null ? null : Buffer.from(found, 'base64'));

/** What was read of one file, as a backup or move carries it, one at a time. */
export function* packedReadings(db: Database, attachmentId: string): Iterable<PackedReading> {
  const rows = db.raw
    .prepare(`SELECT ${FACTS}, found FROM page_reading WHERE attachment_id = ? ORDER BY page`)
    .iterate(attachmentId) as unknown as Iterable<Row>;
  for (const row of rows)
    yield {
      ...factOf(row),
      found: row.found === null ? null : Buffer.from(row.found).toString('base64'),
    };
}

/** Forgets what was read of files that the item does not name any more. */
export const dropReadingsOfGone = (db: Database, { id, attachments }: Item): void => {
  db.run(
    'DELETE FROM page_reading WHERE item_id = ? AND attachment_id NOT IN (SELECT value FROM json_each(?))',
    id,
    JSON.stringify(attachments.map((a) => a.id)),
  );
};

export const catalogRecognition = (db: Database): RecognitionCatalog => ({
  saveReading: async ({ found, ...fact }) => put(db, fact, packFound(found)),
  findReading: async (attachmentId, page) => {
    const row = db.get<Row>(
      `SELECT ${FACTS}, found FROM page_reading WHERE attachment_id = ? AND page = ?`,
      attachmentId,
      page,
    );
    return row === undefined ? null : readingOf(row);
  },
  listReadings: async (attachmentId, from, limit) =>
    db
      .all<Row>(
        `SELECT ${FACTS}, found FROM page_reading WHERE attachment_id = ? AND page >= ? ORDER BY page LIMIT ?`,
        attachmentId,
        from,
        limit,
      )
      .map((row) => ({ ...factOf(row), packed: packedText(row.found) })),
  listReadingFacts: async (attachmentId, from, limit) =>
    db
      .all<FactRow>(
        `SELECT ${FACTS} FROM page_reading WHERE attachment_id = ? AND page >= ? ORDER BY page LIMIT ?`,
        attachmentId,
        from,
        limit,
      )
      .map(factOf),
  countReadings: async (attachmentId) => {
    const counted = db.get<{ read: number | null; failed: number | null }>(
      'SELECT sum(reason IS NULL) AS read, sum(reason IS NOT NULL) AS failed FROM page_reading WHERE attachment_id = ?',
      attachmentId,
    );
    const latest = db.all<{ at: string }>(
      'SELECT at FROM page_reading WHERE attachment_id = ? ORDER BY at DESC LIMIT ?',
      attachmentId,
      LATEST,
    );
    return {
      read: counted?.read ?? 0,
      failed: counted?.failed ?? 0,
      latest: latest.map(({ at }) => at),
    };
  },
  dropReadings: async (attachmentId) => {
    db.run('DELETE FROM page_reading WHERE attachment_id = ?', attachmentId);
  },
});
