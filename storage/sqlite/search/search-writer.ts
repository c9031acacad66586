import { hash } from 'node:crypto';
import type { SearchDocument } from '#server/search/search-document.ts';
import { entriesOf, readPassage, RECORD_LOCATOR } from '#server/search/scoring/index-form.ts';
import { Lexicon } from '#server/search/scoring/lexicon.ts';
import { givenFilters } from '#server/search/scoring/loaded-item.ts';
import { Database } from '../database.ts';
import { ByteSink } from './postings/byte-sink.ts';
import { PostingGatherer } from './postings/gather-postings.ts';
import { PieceMerger } from './postings/merge-pieces.ts';
import { PieceWriter } from './postings/piece-writer.ts';
import { readNumbers, SEARCH_STEPS } from './search-schema.ts';

/** 16 MB of the log. */
const LOG_PAGES = 4_000;
/**
 * Bytes of older pieces taken over for each byte written, so that pieces stay few while documents
 * come: a byte is written anew once for each tier.
 */
const MERGED_PER_WRITTEN = 4;

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
  readonly #merger: PieceMerger;
  #lexicon = new Lexicon();
  /** Ids of số hiệu by their keys. */
  #numbers = new Map<string, number>();

  constructor(path: string) {
    this.#db = new Database(path, { timeoutMs: 60_000 });
    this.#db.migrate(SEARCH_STEPS);
    // Every sync of the file holds up the next documents; what is lost can be made again.
    this.#db.logPages = LOG_PAGES;
    this.#db.raw.exec('PRAGMA cache_size = -32768');
    this.#merger = new PieceMerger(this.#db);
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

  /** What another process added since; ids must be given under the write lock. */
  #readWords(): void {
    for (const { key } of this.#db.all<{ key: string }>(
      'SELECT key FROM syllable WHERE id > ? ORDER BY id',
      this.#lexicon.size,
    ))
      this.#lexicon.add(key);
    for (const { id, key } of readNumbers(this.#db, this.#numbers.size)) this.#numbers.set(key, id);
  }

  #numberId(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const id = this.#numbers.size + 1;
    this.#numbers.set(key, id);
    this.#db.run('INSERT INTO law_number (id, key) VALUES (?, ?)', id, key);
    return id;
  }

  index(documents: readonly SearchDocument[]): void {
    let written: number;
    try {
      written = this.#add(documents);
    } catch (error) {
      // Words met in a transaction that was taken back have no number: all are read again next
      // time.
      this.#lexicon = new Lexicon();
      this.#numbers = new Map();
      throw error;
    }
    for (let due = written * MERGED_PER_WRITTEN; due > 0;) {
      const taken = this.#mergeStep(false);
      if (taken === 0) return;
      due -= taken;
    }
  }

  #mergeStep(atRest: boolean): number {
    return this.#db.transaction(() => this.#merger.step(atRest));
  }

  /** Bytes of postings written. */
  #add(documents: readonly SearchDocument[]): number {
    return this.#db.transaction(() => {
      this.#readWords();
      const known = this.#lexicon.size;
      const generation = this.#state('generation') + 1;
      const tally = this.#tally();
      const postings = new PostingGatherer(this.#nextRow());
      for (const document of documents) this.#replace(document, generation, tally, postings);
      for (let id = known + 1; id <= this.#lexicon.size; id++)
        this.#db.run('INSERT INTO syllable (id, key) VALUES (?, ?)', id, this.#lexicon.tone(id));
      for (const key of ['passages', 'bodies', 'tokens'] as const) this.#setState(key, tally[key]);
      this.#setState('generation', generation);
      return this.#savePostings(postings, tally);
    });
  }

  /** The row of the next passage: rows are never given twice. */
  #nextRow(): number {
    const last = this.#db.get<{ seq: number }>(
      `SELECT seq FROM sqlite_sequence WHERE name = 'passage'`,
    );
    return (last?.seq ?? 0) + 1;
  }

  #savePostings(postings: PostingGatherer, tally: Tally): number {
    if (postings.isEmpty) return 0;
    const { lastId: piece } = this.#db.run(
      'INSERT INTO piece (lo, hi, gone, bytes, blocks, long_lists, upto, into_piece) VALUES (?, ?, 0, 0, 0, 0, NULL, 0)',
      postings.lo,
      postings.hi,
    );
    const writer = new PieceWriter(this.#db, { piece, blocks: 0, longLists: 0 });
    const list = new ByteSink();
    for (const { key, count } of postings.lists(tally.tokens / Math.max(tally.bodies, 1), list))
      writer.put(key, count, list.view());
    const { blocks, longLists } = writer.end();
    this.#db.run(
      'UPDATE piece SET bytes = ?, blocks = ?, long_lists = ? WHERE id = ?',
      writer.bytes,
      blocks,
      longLists,
      piece,
    );
    return writer.bytes;
  }

  #replace(
    document: SearchDocument,
    generation: number,
    tally: Tally,
    postings: PostingGatherer,
  ): void {
    this.#removePassages(document.itemId, tally);
    const first = postings.isEmpty ? postings.lo : postings.hi + 1;
    for (const entry of entriesOf(document)) {
      const { attachmentId, ordinal, locator, heading, text, numbers, path } = entry;
      const form = readPassage(heading, text, this.#lexicon, numbers, path);
      const digest = hash('sha1', form.ownTokens, 'base64url').slice(0, 16);
      this.#db.run(
        'INSERT INTO passage (attachment_id, ordinal, locator, length, digest, tokens) VALUES (?, ?, ?, ?, ?, ?)',
        attachmentId,
        ordinal,
        locator,
        form.length,
        digest,
        form.tokens,
      );
      const { foldOf } = this.#lexicon;
      postings.add(
        form.runs.map((ids) => ids.map((id) => foldOf[id]!)),
        [...form.numbers].map((key) => this.#numberId(key)),
        form.length,
      );
      tally.passages++;
      if (locator === RECORD_LOCATOR) continue;
      tally.bodies++;
      tally.tokens += form.length;
    }
    this.#saveItem(document, generation, { first, rows: postings.hi + 1 - first });
  }

  #saveItem(
    d: SearchDocument,
    generation: number,
    { first, rows }: { first: number; rows: number },
  ): void {
    const facts = JSON.stringify({
      ...(d.keywords.length > 0 ? { keywords: d.keywords } : {}),
      ...((d.lawNames ?? []).length > 0 ? { lawNames: d.lawNames } : {}),
      ...givenFilters(d.filters),
    });
    this.#db.run(
      `INSERT INTO item (item_id, title, published_at, facts, removed, generation, version, first_row, rows) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?)
      ON CONFLICT (item_id) DO UPDATE SET title = excluded.title, published_at = excluded.published_at, facts = excluded.facts, removed = 0,
        generation = excluded.generation, version = excluded.version, first_row = excluded.first_row, rows = excluded.rows`,
      d.itemId,
      d.title,
      d.publishedAt,
      facts,
      generation,
      d.version,
      first,
      rows,
    );
  }

  /** Takes the item's passages away; its postings fall out when their piece is merged. */
  #removePassages(itemId: string, tally: Tally): void {
    const item = this.#db.get<{ first: number; rows: number }>(
      'SELECT first_row AS first, rows FROM item WHERE item_id = ? AND removed = 0',
      itemId,
    );
    if (item === undefined) return;
    const range = [item.first, item.first + item.rows - 1] as const;
    const gone = this.#db.get<{ passages: number; bodies: number; tokens: number | null }>(
      `SELECT count(*) AS passages, count(*) FILTER (WHERE locator <> ?1) AS bodies, sum(length) FILTER (WHERE locator <> ?1) AS tokens
       FROM passage WHERE id BETWEEN ?2 AND ?3`,
      RECORD_LOCATOR,
      ...range,
    )!;
    tally.passages -= gone.passages;
    tally.bodies -= gone.bodies;
    tally.tokens -= gone.tokens ?? 0;
    this.#db.run('DELETE FROM passage WHERE id BETWEEN ? AND ?', ...range);
  }

  remove(itemIds: readonly string[]): void {
    this.#db.transaction(() => {
      const generation = this.#state('generation') + 1;
      const tally = this.#tally();
      for (const itemId of itemIds) {
        this.#removePassages(itemId, tally);
        this.#db.run(
          'UPDATE item SET removed = 1, generation = ?, rows = 0 WHERE item_id = ?',
          generation,
          itemId,
        );
      }
      for (const key of ['passages', 'bodies', 'tokens'] as const) this.#setState(key, tally[key]);
      this.#setState('generation', generation);
    });
  }

  /** One small step of merging the index's pieces. False when nothing is left to merge. */
  tidy(): boolean {
    return this.#mergeStep(true) > 0;
  }

  /** Everything published is in. */
  markWhole(): void {
    this.#setState('whole', 1);
  }

  close(): void {
    this.#db.close();
  }
}
