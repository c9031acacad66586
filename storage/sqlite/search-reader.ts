import { parseLocator } from '#server/domain/locator.ts';
import { anyFilter, countFacets, fits } from '#server/domain/search/item-facts.ts';
import { readQuery, type QueryForm } from '#server/domain/search/query-form.ts';
import { asHit, pageOfItems, rankItems, type RankedItem, type ScoredPassage } from '#server/domain/search/rank-items.ts';
import { isAboutQuery, PassageScorer } from '#server/domain/search/score.ts';
import { decodeTokens } from '#server/domain/search/token-list.ts';
import type { ItemHit, PassageHit, SearchHelp, SearchQuery, SearchResult } from '#server/domain/search-query.ts';
import { fold } from '#server/domain/vietnamese/syllables.ts';
import { Database } from './database.ts';
import { CandidateFinder } from './search-candidates.ts';
import { SearchCorpus, type LoadedItem } from './search-corpus.ts';
import { proposeHelp } from './search-help.ts';
import type { PassageRow, StoredPassage } from './search-schema.ts';

const TIME_LIMIT_MS = 1_000;
/** For newest and title order: candidates that share little with the query would stand on top for their date alone. */
const GOOD_ENOUGH = 0.5;

/** Reads the index; one per worker thread, on its own read-only connection. */
export class SearchReader {
  readonly #db: Database;
  readonly #corpus: SearchCorpus;
  readonly #finder: CandidateFinder;
  readonly #scratch = new Uint32Array(65_536);

  constructor(path: string) {
    this.#db = new Database(path, { readOnly: true });
    this.#corpus = new SearchCorpus(this.#db);
    this.#finder = new CandidateFinder(this.#db, this.#corpus);
    this.#corpus.refresh();
  }

  /** One state of the index for a whole answer: a writer may replace an item between two of its reads. */
  #atOnce<T>(work: () => T): T {
    this.#db.raw.exec('BEGIN');
    try {
      this.#corpus.refresh();
      return work();
    } finally {
      if (this.#db.raw.isTransaction) this.#db.raw.exec('COMMIT');
    }
  }

  query(query: SearchQuery): SearchResult {
    return this.#atOnce(() => this.#answer(query));
  }

  #answer(query: SearchQuery): SearchResult {
    const form = readQuery(query.text);
    const gate = this.#finder.gate;
    gate.deadline = performance.now() + TIME_LIMIT_MS;
    gate.late = false;
    gate.allows = (item) => fits(item, query.filters);
    if (form.syllables.length === 0) return this.#browse(query);
    const strict = query.exact || form.phrases.length > 0;
    const filtered = anyFilter(query.filters);
    const ranked = rankItems(this.#score(form, query, strict, filtered), query.collapse);
    const all = strict ? new Map<LoadedItem, number[]>() : this.#byItem(this.#finder.holdingAll(form));
    const base = this.#found(ranked, all, query.collapse);
    const fitting = filtered ? base.filter(({ item }) => fits(item, query.filters)) : base;
    const best = ranked[0]?.score ?? 0;
    const listed = query.sort === 'relevance' ? fitting : fitting.filter(({ item, score }) => all.has(item as LoadedItem) || score >= best * GOOD_ENOUGH);
    const { page, next } = pageOfItems(listed, query.sort, query.limit, query.after);
    const facetBase = filtered && all.size === 0 ? rankItems(this.#score(form, query, strict, false), query.collapse) : base;
    return {
      total: listed.length,
      totalPassages: Math.max([...all].reduce((sum, [item, rows]) => sum + (!filtered || fits(item, query.filters) ? rows.length : 0), 0), ranked.reduce((sum, r) => sum + r.passages.length, 0)),
      hits: page.map((entry) => this.#hit(entry, all.get(entry.item as LoadedItem) ?? [])),
      facets: countFacets(facetBase.map(({ item }) => item), query.filters),
      next, bothWays: !query.exact, cut: form.cut, partial: gate.late,
    };
  }

  /** No words: everything that fits the filters. */
  #browse(query: SearchQuery): SearchResult {
    const items = [...this.#corpus.items.values()];
    const fitting = items.filter((item) => fits(item, query.filters)).map((item): RankedItem => ({ item, score: 0, passages: [] }));
    const { page, next } = pageOfItems(fitting, query.sort === 'title' ? 'title' : 'newest', query.limit, query.after);
    return {
      total: fitting.length, totalPassages: 0, hits: page.map((entry) => asHit(entry, 0)), facets: countFacets(items, query.filters),
      next, bothWays: false, cut: false, partial: false,
    };
  }

  #score(form: QueryForm, query: SearchQuery, strict: boolean, filtered: boolean): ScoredPassage[] {
    const numbered = new Set(this.#finder.withNumbers(form, filtered));
    const rows = new Set([...this.#finder.candidates(form, strict, filtered), ...numbered]);
    const scorer = new PassageScorer(form, this.#corpus.lexicon, {
      passages: this.#corpus.passages, averageLength: this.#corpus.averageLength, documentFrequency: (term) => this.#corpus.documentFrequency(term),
    }, query.exact);
    const scored: ScoredPassage[] = [];
    for (const passage of this.#passages([...rows])) {
      const item = this.#corpus.itemOfRow(passage.row);
      if (!item) continue;
      const score = scorer.score(decodeTokens(passage.tokens, this.#scratch));
      const hasNumber = numbered.has(passage.row);
      if (!score.phrasesFit || (query.exact && score.coverage < 1) || !(hasNumber || isAboutQuery(score))) continue;
      scored.push({ item, score, hasNumber, ...passage });
    }
    return scored;
  }

  /** The stored passages of these rows; one statement with plain arrays costs half of a look-up each. */
  #passages(rows: readonly number[]): StoredPassage[] {
    const statement = this.#db.prepare('SELECT id, attachment_id, ordinal, locator, digest, tokens FROM passage WHERE id IN (SELECT value FROM json_each(?))');
    statement.setReturnArrays(true);
    return (statement.all(JSON.stringify(rows)) as unknown as PassageRow[]).map(([row, attachmentId, ordinal, locator, digest, tokens]) =>
      ({ row, attachmentId, ordinal, locator: parseLocator(locator) ?? { kind: 'record' }, digest, tokens }));
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

  /** Ranked items, then those that hold all the words but were not among the candidates. */
  #found(ranked: readonly RankedItem[], all: ReadonlyMap<LoadedItem, number[]>, collapse: boolean): RankedItem[] {
    const seen = new Set(ranked.map(({ item }) => item.itemId));
    const hidden = new Set(collapse ? ranked.flatMap(({ passages }) => passages.flatMap((p) => p.alsoIn)) : []);
    const rest = [...all.keys()].filter((item) => !seen.has(item.itemId) && !hidden.has(item.itemId));
    return [...ranked, ...rest.map((item): RankedItem => ({ item, score: 0, passages: [] }))];
  }

  /** Items that were no candidates show the first passages that hold the words. */
  #hit(entry: RankedItem, rows: readonly number[]): ItemHit {
    const passages = entry.passages.length > 0 ? entry.passages : this.#firstRows(rows, entry.item.itemId);
    return asHit({ ...entry, passages }, rows.length);
  }

  #firstRows(rows: readonly number[], itemId: string): PassageHit[] {
    return this.#passages(rows.slice(0, 3)).map(({ attachmentId, ordinal, locator }) => ({ itemId, attachmentId, ordinal, locator, score: 0, alsoIn: [] }));
  }

  help(query: SearchQuery): SearchHelp {
    return this.#atOnce(() => proposeHelp(query, this.#corpus, (text, filters) => this.#answer({ ...query, text, filters, sort: 'relevance', limit: 1, after: null }).total));
  }

  /** Titles and keywords that begin, or hold a word that begins, like the prefix. */
  suggest(prefix: string, limit: number): string[] {
    this.#atOnce(() => undefined);
    const wanted = fold(prefix).trim().replace(/\s+/gu, ' ');
    if (wanted.length < 2) return [];
    const found = new Map<string, { text: string; weight: number }>();
    const offer = (text: string, folded: string, weight: number): void => {
      const starts = folded.startsWith(wanted);
      if (!starts && !folded.includes(` ${wanted}`)) return;
      const entry = found.get(folded) ?? { text, weight: starts ? 2 : 0 };
      entry.weight += weight;
      found.set(folded, entry);
    };
    for (const item of this.#corpus.items.values()) {
      for (const keyword of item.keywords) offer(keyword, fold(keyword), 1);
      offer(item.title, item.folded, 0.5);
    }
    return [...found.values()].toSorted((a, b) => b.weight - a.weight || a.text.length - b.text.length || (a.text < b.text ? -1 : 1)).slice(0, limit).map(({ text }) => text);
  }

  close(): void {
    this.#db.close();
  }
}
