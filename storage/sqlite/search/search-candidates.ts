import {
  CANDIDATES,
  CANDIDATES_OF_PART,
  CANDIDATES_TO_CHECK,
  MOST_TERMS,
  rareTerms,
  TERMS_OF_PART,
  termsOfAll,
  wantsAll,
} from '#server/search/scoring/candidate-terms.ts';
import type { LoadedItem } from '#server/search/scoring/loaded-item.ts';
import type { QueryForm } from '#server/search/scoring/query-form.ts';
import { idf, K1 } from '#server/search/scoring/score.ts';
import { PostingScorer, type WeightedTerm } from './postings/score-postings.ts';
import type { SearchCorpus } from './search-corpus.ts';

/** Which items a search may find, and until when; set before a query runs. */
export interface Gate {
  allows: (item: LoadedItem) => boolean;
  deadline: number;
  late: boolean;
}

/** Step 1 of a search: rows worth an exact score. */
export class CandidateFinder {
  readonly #corpus: SearchCorpus;
  readonly #scorer = new PostingScorer();
  readonly gate: Gate = { allows: () => true, deadline: Infinity, late: false };

  constructor(corpus: SearchCorpus) {
    this.#corpus = corpus;
  }

  readonly #isLate = (): boolean => {
    if (performance.now() > this.gate.deadline) this.gate.late = true;
    return this.gate.late;
  };

  #walk(filtered: boolean) {
    return {
      isLate: this.#isLate,
      allows: (row: number): boolean => {
        const item = this.#corpus.itemOfRow(row);
        return item !== undefined && (!filtered || this.gate.allows(item));
      },
    };
  }

  #weighted(terms: readonly string[]): WeightedTerm[] {
    return terms.map((term) => ({
      weight: (K1 + 1) * idf(this.#corpus.passages, this.#corpus.documentFrequency(term)),
      lists: this.#corpus.postings(term),
    }));
  }

  candidates(form: QueryForm, mustHold: boolean, filtered: boolean): number[] {
    if (mustHold) {
      const all = this.#allTerms(form);
      return all === null
        ? []
        : this.#scorer.best(this.#weighted(all), CANDIDATES_TO_CHECK, true, this.#walk(filtered));
    }
    return this.#byRareTerms(form, MOST_TERMS, CANDIDATES, filtered);
  }

  /** Rows worth an exact score for words that were added to the question. */
  ofPart(form: QueryForm, filtered: boolean): number[] {
    return this.#byRareTerms(form, TERMS_OF_PART, CANDIDATES_OF_PART, filtered);
  }

  #byRareTerms(form: QueryForm, most: number, limit: number, filtered: boolean): number[] {
    const frequency = (term: string): number => this.#corpus.documentFrequency(term);
    const terms = rareTerms(form, this.#corpus.passages, frequency, most);
    return this.#scorer.best(this.#weighted(terms), limit, false, this.#walk(filtered));
  }

  /** Rows that hold one of the query's số hiệu. */
  withNumbers(form: QueryForm, filtered: boolean): number[] {
    const terms = form.numbers
      .map((key) => ({ weight: 1, lists: this.#corpus.postingsOfNumber(key) }))
      .filter(({ lists }) => lists.length > 0);
    return this.#scorer.best(terms, CANDIDATES, false, this.#walk(filtered));
  }

  /** All terms of the query; null when one is unknown. */
  #allTerms(form: QueryForm): string[] | null {
    const terms = termsOfAll(form);
    const known = terms.every((term) => this.#corpus.documentFrequency(term) > 0);
    return terms.length === 0 || !known ? null : terms;
  }

  /**
   * Rows that hold all of a short query, ascending; empty for longer ones. Stops at the deadline.
   */
  holdingAll(form: QueryForm): number[] {
    const all = wantsAll(form) ? this.#allTerms(form) : null;
    return all === null ? [] : this.#scorer.holdingAll(this.#weighted(all), this.#walk(false));
  }
}
