import type { Locator } from '#server/base/locator.ts';
import { INDEX_FORM } from '#server/search/scoring/index-form.ts';

/**
 * The search index: its own file, so that writing it never makes the catalog wait. It holds nothing
 * that could not be made again from the catalog. `fts` is contentless: words in, row numbers out;
 * texts stay in the catalog. Syllables and pairs share a column (only pairs hold `_`): a second
 * column costs two bytes a posting, a fifth of the index.
 */
export const SEARCH_STEPS: readonly string[] = [
  `CREATE TABLE state (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   INSERT INTO state VALUES ('generation', 0), ('passages', 0), ('bodies', 0), ('tokens', 0), ('frequent-at', 0), ('form', ${INDEX_FORM});
   CREATE TABLE syllable (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE) STRICT;
   CREATE TABLE item (
     ord INTEGER PRIMARY KEY, item_id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, published_at TEXT NOT NULL,
     facts TEXT NOT NULL, removed INTEGER NOT NULL, generation INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX item_generation ON item (generation);
   CREATE TABLE passage (
     id INTEGER PRIMARY KEY AUTOINCREMENT, item INTEGER NOT NULL, attachment_id TEXT NOT NULL, ordinal INTEGER NOT NULL,
     locator TEXT NOT NULL, length INTEGER NOT NULL, digest TEXT NOT NULL, tokens BLOB NOT NULL
   ) STRICT;
   CREATE INDEX passage_item ON passage (item);
   CREATE VIRTUAL TABLE fts USING fts5 (words, num, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '_'");
   CREATE VIRTUAL TABLE vocab USING fts5vocab (fts, row);
   CREATE TABLE frequent (term TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
  'ALTER TABLE item ADD COLUMN version INTEGER NOT NULL DEFAULT 0;',
  // Whether everything published was put in once: an index that is begun anew beside a full
  // catalogue is not whole until it is built.
  `INSERT INTO state SELECT 'whole', 1 WHERE EXISTS (SELECT 1 FROM item);`,
];

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
