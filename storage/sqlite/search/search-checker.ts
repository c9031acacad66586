import { Database, isDamage } from '../database.ts';
import { checkPieces } from './postings/check-pieces.ts';
import { SearchReader } from './search-reader.ts';

/** Looks a whole index file over; in a thread of its own, as it takes as long as reading the file. */
export class SearchChecker {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Whether every page, the words' own index and what readers keep in memory can be read. */
  isSound(): boolean {
    try {
      const db = new Database(this.#path, { timeoutMs: 60_000 });
      try {
        if (
          db.get<{ integrity_check: string }>('PRAGMA integrity_check(1)')?.integrity_check !== 'ok'
        )
          return false;
        // One state of the index: pieces are merged meanwhile.
        db.raw.exec('BEGIN');
        checkPieces(db);
      } finally {
        db.close();
      }
      new SearchReader(this.#path).close();
      return true;
    } catch (error) {
      // What JSON or a token list cannot be was written over.
      if (isDamage(error) || error instanceof SyntaxError || error instanceof RangeError)
        return false;
      throw error;
    }
  }

  /** Nothing stays open between two looks. */
  close(): void {
    return undefined;
  }
}
