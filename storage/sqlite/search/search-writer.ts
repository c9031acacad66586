import { hash } from 'node:crypto';
import type { SearchDocument } from '#server/search/search-document.ts';
import { entriesOf, indexPassage, RECORD_LOCATOR } from '#server/search/scoring/index-form.ts';
import { Lexicon } from '#server/search/scoring/lexicon.ts';
import { givenFilters } from '#server/search/scoring/loaded-item.ts';
import { Database } from '../database.ts';
import { SEARCH_STEPS } from './search-schema.ts';

/**
 * The table `frequent` holds the counts of terms in at least so many passages; rarer terms are
 * counted when asked for (docs/storage.md).
 */
const FREQUENT_SHARE = 0.005;
const FREQUENT_AT_LEAST = 50;
/**
 * How far estimates may be off before terms are counted again: it takes half a second at 120,000
 * passages.
 */
const GROWTH_WHILE_BUSY = 0.2;
const GROWTH_AT_REST = 0.005;
const GATHERED_BYTES = 16 * 1024 ** 2;
/** 16 MB of the log. */
const LOG_PAGES = 4_000;
/** Pages merged at a time: some ten milliseconds, after which waiting documents get their turn. */
const TIDY_PAGES = 500;

/**
 * Sums over the index; `bodies` and `tokens` leave the records out, whose few words would make
 * every text look long.
 */
interface Tally {
  passages: number;
  bodies: number;
  tokens: number;
}

/**
 * Writes the index; one per process, in a worker thread. Other processes' writers wait for the
 * file's lock.
 */
export class SearchWriter {
  readonly #db: Database;
  #lexicon = new Lexicon();

  constructor(path: string) {
    this.#db = new Database(path, { timeoutMs: 60_000 });
    this.#db.migrate(SEARCH_STEPS);
    // Every sync of the file holds up the next documents; what is lost can be made again.
    this.#db.logPages = LOG_PAGES;
    // Words of a whole batch are gathered in memory before they become a segment: fewer segments,
    // less merging.
    this.#db.raw.exec(
      `INSERT INTO fts (fts, rank) VALUES ('hashsize', ${GATHERED_BYTES}); PRAGMA cache_size = -32768`,
    );
  }

  #state(key: string): number {
    return (
      this.#db.get<{ value: number }>('SELECT value FROM state WHERE key = ?', key)?.value ?? 0
    );
  }

  #setState(key: string, value: number): void {
    this.#db.run(
      'INSERT INTO state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      key,
      value,
    );
  }

  #tally(): Tally {
    return {
      passages: this.#state('passages'),
      bodies: this.#state('bodies'),
      tokens: this.#state('tokens'),
    };
  }

  /** Syllables another process added since; ids must be given under the write lock. */
  #readSyllables(): void {
    for (const { key } of this.#db.all<{ key: string }>(
      'SELECT key FROM syllable WHERE id > ? ORDER BY id',
      this.#lexicon.size,
    ))
      this.#lexicon.add(key);
  }

  index(documents: readonly SearchDocument[]): void {
    try {
      this.#add(documents);
    } catch (error) {
      // Syllables met in a transaction that was taken back have no number: all are read again next
      // time.
      this.#lexicon = new Lexicon();
      throw error;
    }
    this.#countFrequent(GROWTH_WHILE_BUSY);
  }

  #add(documents: readonly SearchDocument[]): void {
    this.#db.transaction(() => {
      this.#readSyllables();
      const known = this.#lexicon.size;
      const generation = this.#state('generation') + 1;
      const tally = this.#tally();
      for (const document of documents) this.#replace(document, generation, tally);
      for (let id = known + 1; id <= this.#lexicon.size; id++)
        this.#db.run('INSERT INTO syllable (id, key) VALUES (?, ?)', id, this.#lexicon.tone(id));
      for (const key of ['passages', 'bodies', 'tokens'] as const) this.#setState(key, tally[key]);
      this.#setState('generation', generation);
    });
  }

  #replace(document: SearchDocument, generation: number, tally: Tally): void {
    const ord = this.#saveItem(document, generation);
    this.#removePassages(ord, tally);
    for (const { attachmentId, ordinal, locator, heading, text, numbers } of entriesOf(document)) {
      const form = indexPassage(heading, text, this.#lexicon, numbers);
      const digest = hash('sha1', form.tokens, 'base64url').slice(0, 16);
      const { lastId } = this.#db.run(
        'INSERT INTO passage (item, attachment_id, ordinal, locator, length, digest, tokens) VALUES (?, ?, ?, ?, ?, ?, ?)',
        ord,
        attachmentId,
        ordinal,
        locator,
        form.length,
        digest,
        form.tokens,
      );
      this.#db.run(
        'INSERT INTO fts (rowid, words, num) VALUES (?, ?, ?)',
        lastId,
        `${form.syllables} ${form.pairs}`,
        form.numbers,
      );
      tally.passages++;
      if (locator === RECORD_LOCATOR) continue;
      tally.bodies++;
      tally.tokens += form.length;
    }
  }

  #saveItem(d: SearchDocument, generation: number): number {
    const facts = JSON.stringify({
      ...(d.keywords.length > 0 ? { keywords: d.keywords } : {}),
      ...givenFilters(d.filters),
    });
    this.#db.run(
      `INSERT INTO item (item_id, title, published_at, facts, removed, generation, version) VALUES (?, ?, ?, ?, 0, ?, ?)
      ON CONFLICT (item_id) DO UPDATE SET title = excluded.title, published_at = excluded.published_at, facts = excluded.facts, removed = 0, generation = excluded.generation, version = excluded.version`,
      d.itemId,
      d.title,
      d.publishedAt,
      facts,
      generation,
      d.version,
    );
    return this.#db.get<{ ord: number }>('SELECT ord FROM item WHERE item_id = ?', d.itemId)!.ord;
  }

  #removePassages(ord: number, tally: Tally): void {
    for (const row of this.#db.all<{ id: number; length: number; locator: string }>(
      'SELECT id, length, locator FROM passage WHERE item = ?',
      ord,
    )) {
      this.#db.run('DELETE FROM fts WHERE rowid = ?', row.id);
      tally.passages--;
      if (row.locator === RECORD_LOCATOR) continue;
      tally.bodies--;
      tally.tokens -= row.length;
    }
    this.#db.run('DELETE FROM passage WHERE item = ?', ord);
  }

  remove(itemIds: readonly string[]): void {
    this.#db.transaction(() => {
      const generation = this.#state('generation') + 1;
      const tally = this.#tally();
      for (const itemId of itemIds) {
        const item = this.#db.get<{ ord: number }>(
          'SELECT ord FROM item WHERE item_id = ?',
          itemId,
        );
        if (!item) continue;
        this.#removePassages(item.ord, tally);
        this.#db.run(
          'UPDATE item SET removed = 1, generation = ? WHERE ord = ?',
          generation,
          item.ord,
        );
      }
      for (const key of ['passages', 'bodies', 'tokens'] as const) this.#setState(key, tally[key]);
      this.#setState('generation', generation);
    });
  }

  /** Counts the frequent terms anew when the index has grown or shrunk by this share. */
  #countFrequent(share: number): void {
    const passages = this.#state('passages');
    const at = this.#state('frequent-at');
    if (passages < 2_000 || Math.abs(passages - at) <= at * share) return;
    this.#db.transaction(() => {
      this.#db.run('DELETE FROM frequent');
      this.#db.run(
        'INSERT INTO frequent (term, n) SELECT term, doc FROM vocab WHERE doc >= ?',
        Math.max(FREQUENT_AT_LEAST, Math.floor(passages * FREQUENT_SHARE)),
      );
      this.#setState('frequent-at', passages);
    });
  }

  /**
   * One small step of merging the index's segments into one; queries cost a tenth less then.
   * `fresh` begins a new round, with frequencies true again. False when nothing is left to merge
   * (FTS5 documentation §6.8: less than two rows changed).
   */
  tidy(fresh: boolean): boolean {
    const changes = (): number =>
      (this.#db.raw.prepare('SELECT total_changes() AS n').get() as { n: number }).n;
    if (fresh) this.#countFrequent(GROWTH_AT_REST);
    const before = changes();
    this.#db.run(
      `INSERT INTO fts (fts, rank) VALUES ('merge', ?)`,
      fresh ? -TIDY_PAGES : TIDY_PAGES,
    );
    return changes() - before >= 2;
  }

  /** Everything published is in. */
  markWhole(): void {
    this.#setState('whole', 1);
  }

  close(): void {
    this.#db.close();
  }
}
