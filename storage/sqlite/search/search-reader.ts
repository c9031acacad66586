import { parseLocator } from '#server/base/locator.ts';
import { isFound, isStrict } from '#server/search/scoring/candidate-terms.ts';
import {
  browse,
  composeAnswer,
  hitOf,
  wantsUnfiltered,
} from '#server/search/scoring/compose-answer.ts';
import { anyFilter, fits } from '#server/search/scoring/item-facts.ts';
import type { LoadedItem } from '#server/search/scoring/loaded-item.ts';
import { helpFrom, proposals } from '#server/search/scoring/propose-help.ts';
import {
  MOST_PASSAGES,
  rankItems,
  type RankedItem,
  type ScoredPassage,
} from '#server/search/scoring/rank-items.ts';
import { QuestionReader, QuestionScorers, type Question } from '#server/search/scoring/question.ts';
import { suggestFrom } from '#server/search/scoring/suggest.ts';
import { decodeTokens } from '#server/search/scoring/token-list.ts';
import type {
  ItemHit,
  PassageHit,
  SearchHelp,
  SearchQuery,
  SearchResult,
} from '#server/search/search-query.ts';
import type { Reading } from '#server/search/words/read-question.ts';
import { SHIPPED_DATA } from '#storage/shipped-data.ts';
import { Database } from '../database.ts';
import { CandidateFinder } from './search-candidates.ts';
import { beingBuilt, isWhole } from './index-faults.ts';
import { SearchCorpus } from './search-corpus.ts';
import type { PassageRow, StoredPassage } from './search-schema.ts';

const TIME_LIMIT_MS = 1_000;

/** Reads the index; one per worker thread, on its own read-only connection. */
export class SearchReader {
  readonly #db: Database;
  readonly #corpus: SearchCorpus;
  readonly #finder: CandidateFinder;
  readonly #scratch = new Uint32Array(65_536);
  readonly #questions = new QuestionReader(SHIPPED_DATA);

  constructor(path: string) {
    this.#db = new Database(path, { readOnly: true });
    this.#corpus = new SearchCorpus(this.#db);
    this.#finder = new CandidateFinder(this.#corpus);
    this.#corpus.refresh();
  }

  /**
   * One state of the index for a whole answer: a writer may replace an item between two of its
   * reads.
   */
  #atOnce<T>(work: () => T): T {
    this.#db.raw.exec('BEGIN');
    try {
      // Half an index would answer as if the rest were not on the shelf.
      if (!isWhole(this.#db)) throw beingBuilt();
      this.#corpus.refresh();
      return work();
    } finally {
      if (this.#db.raw.isTransaction) this.#db.raw.exec('COMMIT');
    }
  }

  query(query: SearchQuery): SearchResult {
    return this.#atOnce(() => ({
      ...this.#answer(query),
      stateOfIndex: this.#corpus.state,
    }));
  }

  #answer(query: SearchQuery): Omit<SearchResult, 'stateOfIndex'> {
    const question = this.#questions.read(query, this.#corpus.lexicon);
    const { form } = question;
    const gate = this.#finder.gate;
    gate.deadline = performance.now() + TIME_LIMIT_MS;
    gate.late = false;
    gate.allows = (item) => fits(item, query.filters);
    if (form.syllables.length === 0) return browse(query, this.#corpus.items);
    const rank = (filtered: boolean): RankedItem[] =>
      rankItems(
        this.#questions.inOrder(question, query, this.#score(question, query, filtered)),
        query.collapse,
      );
    const ranked = rank(anyFilter(query.filters));
    const all = isStrict(form, query.exact)
      ? new Map<LoadedItem, number[]>()
      : this.#byItem(this.#finder.holdingAll(form));
    const unfiltered = wantsUnfiltered(query, all) ? rank(false) : null;
    const { page, answer } = composeAnswer(query, question, {
      ranked,
      all,
      countOf: (rows) => rows.length,
      unfiltered,
      partial: gate.late,
    });
    return {
      ...answer,
      hits: page.map((entry) => this.#hit(entry, all.get(entry.item as LoadedItem) ?? [])),
    };
  }

  /** How the query's words are read; no passage is looked for. */
  reading(query: SearchQuery): Reading {
    return this.#atOnce(() => this.#questions.read(query, this.#corpus.lexicon).reading);
  }

  /** The scored candidates of a query, in no order: what a learned order is learned from. */
  scored(query: SearchQuery): {
    readonly passages: ScoredPassage[];
    readonly syllables: number;
    readonly hasAdded: boolean;
  } {
    return this.#atOnce(() => {
      const question = this.#questions.read(query, this.#corpus.lexicon);
      const passages = this.#score(question, query, false);
      const { form, parts } = question;
      return { passages, syllables: form.syllables.length, hasAdded: parts.length > 0 };
    });
  }

  #score(question: Question, query: SearchQuery, filtered: boolean): ScoredPassage[] {
    const { form } = question;
    const numbered = new Set(this.#finder.withNumbers(form, filtered));
    const rows = new Set([
      ...this.#finder.candidates(form, isStrict(form, query.exact), filtered),
      ...numbered,
      ...question.parts.flatMap((part) => this.#finder.ofPart(part.form, filtered)),
    ]);
    const scorers = new QuestionScorers(
      question,
      this.#corpus.lexicon,
      {
        passages: this.#corpus.passages,
        averageLength: this.#corpus.averageLength,
        documentFrequency: (term) => this.#corpus.documentFrequency(term),
      },
      query.exact,
    );
    const scored: ScoredPassage[] = [];
    for (const passage of this.#passages([...rows])) {
      const item = this.#corpus.itemOfRow(passage.row);
      if (!item) continue;
      const score = scorers.of(item).score(decodeTokens(passage.tokens, this.#scratch), item);
      const hasNumber = numbered.has(passage.row);
      if (isFound(score, hasNumber, query.exact))
        scored.push({ item, score, hasNumber, ...passage });
    }
    return scored;
  }

  /**
   * The stored passages of these rows; one statement with plain arrays costs half of a look-up
   * each.
   */
  #passages(rows: readonly number[]): StoredPassage[] {
    const statement = this.#db.prepare(
      'SELECT id, attachment_id, ordinal, locator, digest, tokens FROM passage WHERE id IN (SELECT value FROM json_each(?))',
    );
    statement.setReturnArrays(true);
    return (statement.all(JSON.stringify(rows)) as unknown as PassageRow[]).map(
      ([row, attachmentId, ordinal, locator, digest, tokens]) => ({
        row,
        attachmentId,
        ordinal,
        locator: parseLocator(locator) ?? { kind: 'record' },
        digest,
        tokens,
      }),
    );
  }

  #byItem(rows: readonly number[]): Map<LoadedItem, number[]> {
    const found = new Map<LoadedItem, number[]>();
    for (const row of rows) {
      const item = this.#corpus.itemOfRow(row);
      if (!item) continue;
      const list = found.get(item);
      if (list) list.push(row);
      else found.set(item, [row]);
    }
    return found;
  }

  #hit(entry: RankedItem, rows: readonly number[]): ItemHit {
    const first = entry.passages.length > 0 ? [] : this.#passages(rows.slice(0, MOST_PASSAGES));
    return hitOf(
      entry,
      first.map(({ attachmentId, ordinal, locator }): PassageHit => ({
        itemId: entry.item.itemId,
        attachmentId,
        ordinal,
        locator,
        score: 0,
        alsoIn: [],
      })),
      rows.length,
    );
  }

  help(asked: SearchQuery): SearchHelp {
    return this.#atOnce(() => {
      const { reading } = this.#questions.read(asked, this.#corpus.lexicon);
      const query = { ...asked, text: reading.text };
      const proposed = proposals(query, {
        lexicon: this.#corpus.lexicon,
        documentFrequency: (term) => this.#corpus.documentFrequency(term),
      });
      const counts = proposed.map(
        ({ text, filters }) =>
          this.#answer({ ...query, text, filters, sort: 'relevance', limit: 1, after: null }).total,
      );
      return helpFrom(query, proposed, counts, [...this.#corpus.items.values()]);
    });
  }

  /** Titles and keywords that begin, or hold a word that begins, like the prefix. */
  suggest(prefix: string, limit: number): string[] {
    this.#atOnce(() => undefined);
    const prefixes = this.#questions.toSuggest(prefix, this.#corpus.lexicon);
    return suggestFrom(this.#corpus.items.values(), prefixes, limit);
  }

  /** Whether nothing is in the index. */
  holdsNothing(): boolean {
    return this.#corpus.items.size === 0;
  }

  close(): void {
    this.#db.close();
  }
}
