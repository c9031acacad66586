import {
  CANDIDATES,
  CANDIDATES_TO_CHECK,
  rareTerms,
  termsOfAll,
  wantsAll,
} from '#server/search/scoring/candidate-terms.ts';
import type { LoadedItem } from '#server/search/scoring/loaded-item.ts';
import type { QueryForm } from '#server/search/scoring/query-form.ts';
import type { Database } from '../database.ts';
import type { SearchCorpus } from './search-corpus.ts';

const quote = (term: string): string => `"${term.replaceAll('"', '""')}"`;

/** Which items a search may find; set before a query runs, read by the SQL function `allowed`. */
export interface Gate {
  allows: (item: LoadedItem) => boolean;
  deadline: number;
  late: boolean;
  visited: number[];
}

export class CandidateFinder {
  readonly #db: Database;
  readonly #corpus: SearchCorpus;
  readonly gate: Gate = { allows: () => true, deadline: Infinity, late: false, visited: [] };

  constructor(db: Database, corpus: SearchCorpus) {
    this.#db = db;
    this.#corpus = corpus;
    db.raw.function('allowed', (row) => this.#allowed(Number(row)));
    db.raw.function('visit', (row) => this.#visit(Number(row)));
  }

  #allowed(row: number): number {
    const item = this.#corpus.itemOfRow(row);
    return item !== undefined && this.gate.allows(item) ? 1 : 0;
  }

  /** Takes the row and answers no, so that SQLite goes on to the next without building a result. */
  #visit(row: number): number {
    if ((this.gate.visited.push(row) & 1023) === 0 && performance.now() > this.gate.deadline)
      this.gate.late = true;
    if (this.gate.late) throw new Error('late');
    return 0;
  }

  #match(expression: string, limit: number, filtered: boolean): number[] {
    const where = filtered ? 'AND allowed(rowid)' : '';
    return this.#db
      .all<{ rowid: number }>(
        `SELECT rowid FROM fts WHERE fts MATCH ? ${where} ORDER BY rank LIMIT ?`,
        expression,
        limit,
      )
      .map(({ rowid }) => rowid);
  }

  /** Rows worth an exact score. */
  candidates(form: QueryForm, mustHold: boolean, filtered: boolean): number[] {
    if (mustHold) {
      const all = this.#allTerms(form);
      return all === null ? [] : this.#match(all, CANDIDATES_TO_CHECK, filtered);
    }
    const terms = rareTerms(form, this.#corpus.passages, (term) =>
      this.#corpus.documentFrequency(term),
    );
    return terms.length === 0
      ? []
      : this.#match(terms.map(quote).join(' OR '), CANDIDATES, filtered);
  }

  /** Rows that hold one of the query's số hiệu. */
  withNumbers(form: QueryForm, filtered: boolean): number[] {
    const numbers = form.numbers.filter((key) => this.#corpus.documentFrequency(key) > 0);
    return numbers.length === 0
      ? []
      : this.#match(`num : (${numbers.map(quote).join(' OR ')})`, CANDIDATES, filtered);
  }

  /** An expression for all terms of the query; null when one is unknown. */
  #allTerms(form: QueryForm): string | null {
    const terms = termsOfAll(form);
    const known = terms.every((term) => this.#corpus.documentFrequency(term) > 0);
    return terms.length === 0 || !known ? null : terms.map(quote).join(' AND ');
  }

  /**
   * Rows that hold all of a short query, in no order; empty for longer ones. Stops at the deadline.
   */
  holdingAll(form: QueryForm): number[] {
    const all = wantsAll(form) ? this.#allTerms(form) : null;
    if (all === null) return [];
    this.gate.visited = [];
    try {
      this.#db.all('SELECT rowid FROM fts WHERE fts MATCH ? AND visit(rowid)', all);
    } catch (error) {
      if (!this.gate.late) throw error;
    }
    return this.gate.visited;
  }
}
