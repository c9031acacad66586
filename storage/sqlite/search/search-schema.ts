import type { Locator } from '#server/base/locator.ts';
import type { Database } from '../database.ts';
import { INDEX_FORM } from '#server/search/scoring/index-form.ts';

/**
 * The search index: its own file, so that writing it never makes the catalog wait. It holds nothing
 * that could not be made again from the catalog; texts stay there. Lists of postings stand in blocks
 * of pieces (decision 061); rows of one item's passages follow each other.
 */
export const SEARCH_STEPS: readonly string[] = [
  // Indexes of the first three steps kept their words in FTS5.
  ...Array.from({ length: 3 }, () => 'SELECT 1;'),
  `DROP TABLE IF EXISTS vocab; DROP TABLE IF EXISTS fts; DROP TABLE IF EXISTS frequent; DROP TABLE IF EXISTS passage;
   DROP TABLE IF EXISTS item; DROP TABLE IF EXISTS syllable; DROP TABLE IF EXISTS state;
   CREATE TABLE state (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   INSERT INTO state VALUES ('generation', 0), ('passages', 0), ('bodies', 0), ('tokens', 0), ('form', ${INDEX_FORM});
   CREATE TABLE syllable (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE) STRICT;
   CREATE TABLE law_number (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE) STRICT;
   CREATE TABLE item (
     ord INTEGER PRIMARY KEY, item_id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, published_at TEXT NOT NULL,
     facts TEXT NOT NULL, removed INTEGER NOT NULL, generation INTEGER NOT NULL, version INTEGER NOT NULL,
     first_row INTEGER NOT NULL, rows INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX item_generation ON item (generation);
   CREATE INDEX item_rows ON item (first_row, rows, removed);
   CREATE TABLE passage (
     id INTEGER PRIMARY KEY AUTOINCREMENT, attachment_id TEXT NOT NULL, ordinal INTEGER NOT NULL,
     locator TEXT NOT NULL, length INTEGER NOT NULL, digest TEXT NOT NULL, tokens BLOB NOT NULL
   ) STRICT;
   CREATE TABLE piece (
     id INTEGER PRIMARY KEY AUTOINCREMENT, lo INTEGER NOT NULL, hi INTEGER NOT NULL, gone INTEGER NOT NULL, bytes INTEGER NOT NULL,
     blocks INTEGER NOT NULL, long_lists INTEGER NOT NULL, upto INTEGER, into_piece INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE first_keys (piece INTEGER NOT NULL, from_block INTEGER NOT NULL, keys BLOB NOT NULL, PRIMARY KEY (piece, from_block)) STRICT;
   CREATE TABLE block (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;`,
  // Generations of another file are others, though they have the same numbers.
  `INSERT INTO state VALUES ('file', abs(random() % 9007199254740991));`,
];

/** Ids of the số hiệu that were added after the first `known`. */
export const readNumbers = (db: Database, known: number): { id: number; key: string }[] =>
  db.all('SELECT id, key FROM law_number WHERE id > ? ORDER BY id', known);

/** id, attachment_id, ordinal, locator, digest, tokens. */
export type PassageRow = readonly [number, string, number, string, string, Uint8Array];

export interface StoredPassage {
  readonly row: number;
  readonly attachmentId: string;
  readonly ordinal: number;
  readonly locator: Locator;
  readonly digest: string;
  readonly tokens: Uint8Array;
}
