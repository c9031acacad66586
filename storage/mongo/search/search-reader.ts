import type { Client, estypes } from '@elastic/elasticsearch';
import { parseLocator } from '#server/base/locator.ts';
import {
  isFound,
  MOST_TERMS,
  rareTerms,
  TERMS_OF_PART,
} from '#server/search/scoring/candidate-terms.ts';
import {
  browse,
  composeAnswer,
  hitOf,
  wantsUnfiltered,
} from '#server/search/scoring/compose-answer.ts';
import { helpFrom, helpTerms, proposals } from '#server/search/scoring/propose-help.ts';
import { readQuery, type QueryForm } from '#server/search/scoring/query-form.ts';
import {
  rankItems,
  type RankedItem,
  type ScoredPassage,
} from '#server/search/scoring/rank-items.ts';
import {
  QuestionReader,
  QuestionScorers,
  termsOf,
  type Question,
} from '#server/search/scoring/question.ts';
import { suggestFrom } from '#server/search/scoring/suggest.ts';
import { decodeTokens } from '#server/search/scoring/token-list.ts';
import type {
  PassageHit,
  SearchHelp,
  SearchQuery,
  SearchResult,
} from '#server/search/search-query.ts';
import type { Reading } from '#server/search/words/read-question.ts';
import { SHIPPED_DATA } from '#storage/shipped-data.ts';
import { AnswerCache } from './answer-cache.ts';
import { unpackEntry, type PassageEntry } from './passage-entry.ts';
import { JoinedSearches } from './joined-searches.ts';
import { SearchCorpus, type IndexedItem } from './search-corpus.ts';
import {
  beingBuilt,
  EngineFault,
  IndexGone,
  isIndexGone,
  type IndexState,
  type SearchIndexes,
} from './search-index.ts';
import { firstPassages, stepOne, type ChoosingTerms, type StepOne } from './search-requests.ts';

const MOST_ATTEMPTS = 6;

/** The answer holds something that the corpus in memory does not know yet. */
class Behind extends Error {}

type Body = estypes.SearchSearchRequestBody;
type Response = estypes.MsearchMultiSearchItem<unknown>;
type Hit = Pick<estypes.SearchHit<unknown>, 'fields'>;
type Frequencies = ReadonlyMap<string, number>;

/** What step 1 brought. */
interface Found {
  readonly passages: readonly PassageEntry[];
  readonly numbered: ReadonlySet<string>;
  readonly all: ReadonlyMap<IndexedItem, number>;
  readonly partial: boolean;
}

/** How one attempt at an answer goes about passages of unknown writings. */
interface Look {
  readonly corpus: SearchCorpus;
  readonly ignoreUnknown: boolean;
}

const keyOf = (p: PassageEntry): string => `${p.item}/${p.n}`;
const entryOf = ({ fields }: Hit): PassageEntry => unpackEntry((fields!['entry'] as string[])[0]!);
const entriesIn = (response: Response | undefined): PassageEntry[] =>
  response?.hits.hits.map(entryOf) ?? [];

/**
 * Reads the index: candidates come from Elasticsearch, everything after is the domain's code on
 * token lists.
 */
export class IndexReader {
  readonly #client: Client;
  readonly #indexes: SearchIndexes;
  #corpus: SearchCorpus | null = null;
  readonly #scratch = new Uint32Array(65_536);
  readonly #questions = new QuestionReader(SHIPPED_DATA);
  readonly #answers = new AnswerCache();
  readonly #searches: JoinedSearches;

  constructor(client: Client, indexes: SearchIndexes) {
    this.#client = client;
    this.#indexes = indexes;
    this.#searches = new JoinedSearches(client);
  }

  /** This process has just changed the index. */
  touch(): void {
    this.#corpus?.touch();
  }

  /** The corpus of the index in use. */
  async #opened(): Promise<SearchCorpus> {
    const index = await this.#indexes.current();
    if (this.#corpus?.index !== index) this.#corpus = new SearchCorpus(this.#client, index);
    await this.#corpus.refresh();
    return this.#corpus;
  }

  /**
   * Repeats `work` until what it met is known, so that an answer never holds half an item; what
   * stays unknown is a crash's and left out.
   */
  async #whole<T>(work: (look: Look) => Promise<T>): Promise<T> {
    let ignoreUnknown = false;
    for (let attempt = 1; ; attempt++) {
      try {
        return await work({ corpus: await this.#opened(), ignoreUnknown });
      } catch (error) {
        if (isIndexGone(error)) {
          this.#indexes.forget();
          if (attempt === MOST_ATTEMPTS) throw new IndexGone();
        } else if (error instanceof Behind) {
          this.touch();
          const changed = await this.#corpus?.refresh();
          ignoreUnknown = changed !== true || attempt >= MOST_ATTEMPTS;
        } else throw error;
      }
    }
  }

  /** As `#whole`, for readers: half an index would answer as if the rest were not on the shelf. */
  #served<T>(work: (look: Look) => Promise<T>): Promise<T> {
    return this.#retried(async () => {
      const fitness = await this.#indexes.fitness(await this.#indexes.current());
      if (fitness !== 'fit') throw beingBuilt(fitness);
      return this.#whole(work);
    });
  }

  query(query: SearchQuery): Promise<SearchResult> {
    return this.#served((look) => {
      const stateOfIndex = look.corpus.state;
      return this.#answers.of(stateOfIndex, query, async () => ({
        ...(await this.#answer(query, look)),
        stateOfIndex,
      }));
    });
  }

  /** How the query's words are read; no passage is looked for. */
  reading(query: SearchQuery): Promise<Reading> {
    return this.#served(async ({ corpus }) => this.#questions.read(query, corpus.lexicon).reading);
  }

  async #answer(query: SearchQuery, look: Look): Promise<Omit<SearchResult, 'stateOfIndex'>> {
    const { corpus } = look;
    const question = this.#questions.read(query, corpus.lexicon);
    const { form } = question;
    if (form.syllables.length === 0) return browse(query, corpus.items);
    const frequencies = await corpus.frequencies(termsOf(question));
    const rarest = (of: QueryForm, most: number): string[] =>
      rareTerms(of, corpus.passages, (term) => frequencies.get(term) ?? 0, most);
    const terms: ChoosingTerms = {
      rare: rarest(form, MOST_TERMS),
      added: question.parts.map((part) => rarest(part.form, TERMS_OF_PART)),
    };
    const found = await this.#find(stepOne(form, query, terms, true), look);
    const rank = (of: Found): RankedItem[] =>
      rankItems(
        this.#questions.inOrder(
          question,
          query,
          this.#score(question, query, of, frequencies, look),
        ),
        query.collapse,
      );
    const ranked = rank(found);
    const unfiltered = wantsUnfiltered(query, found.all)
      ? rank(await this.#find({ ...stepOne(form, query, terms, false), all: null }, look))
      : null;
    const { page, answer } = composeAnswer(query, question, {
      ranked,
      all: found.all,
      countOf: (count) => count,
      unfiltered,
      partial: found.partial,
    });
    const first = await this.#firstPassages(form, page, look);
    return {
      ...answer,
      hits: page.map((entry) =>
        hitOf(
          entry,
          first.get(entry.item.itemId) ?? [],
          found.all.get(entry.item as IndexedItem) ?? 0,
        ),
      ),
    };
  }

  async #ask(bodies: readonly Body[], { corpus }: Look): Promise<Response[]> {
    const responses = await this.#searches.ask(corpus.index, bodies);
    return responses.map((response) => {
      if (!('error' in response)) return response;
      if (response.error.type === 'index_not_found_exception') throw new IndexGone();
      throw new EngineFault(`${response.error.type}: ${response.error.reason}`);
    });
  }

  async #find(step: StepOne, look: Look): Promise<Found> {
    const asked = (['candidates', 'numbered', 'all'] as const).filter(
      (name) => step[name] !== null,
    );
    const bodies = [...asked.map((name) => step[name]!), ...step.added];
    const responses = bodies.length === 0 ? [] : await this.#ask(bodies, look);
    const of = (name: (typeof asked)[number]): Response | undefined =>
      responses[asked.indexOf(name)];
    const numbered = entriesIn(of('numbered'));
    const added = responses.slice(asked.length).flatMap(entriesIn);
    const passages = new Map(
      [...entriesIn(of('candidates')), ...numbered, ...added].map((p) => [
        `${keyOf(p)}/${p.stamp}`,
        p,
      ]),
    );
    const buckets =
      (
        of('all')?.aggregations?.['items'] as
          | { buckets?: { key: string; doc_count: number }[] }
          | undefined
      )?.buckets ?? [];
    const all = new Map<IndexedItem, number>();
    for (const { key, doc_count: count } of buckets) {
      const item = look.corpus.items.get(key);
      if (item) all.set(item, count);
      else if (!look.ignoreUnknown) throw new Behind();
    }
    return {
      passages: [...passages.values()],
      numbered: new Set(numbered.map(keyOf)),
      all,
      partial: responses.some((r) => r.timed_out),
    };
  }

  /** The item, when the passage belongs to its current writing. */
  #ownerOf(p: PassageEntry, { corpus, ignoreUnknown }: Look): IndexedItem | null {
    const item = corpus.items.get(p.item);
    if (item?.stamp === p.stamp) return item;
    if (!ignoreUnknown) throw new Behind();
    return null;
  }

  #score(
    question: Question,
    query: SearchQuery,
    found: Found,
    frequencies: Frequencies,
    look: Look,
  ): ScoredPassage[] {
    const { corpus } = look;
    const scorers = new QuestionScorers(
      question,
      corpus.lexicon,
      {
        passages: corpus.passages,
        averageLength: corpus.averageLength,
        documentFrequency: (term) => frequencies.get(term) ?? 0,
      },
      query.exact,
    );
    const scored: ScoredPassage[] = [];
    for (const passage of found.passages) {
      const item = this.#ownerOf(passage, look);
      if (item === null) continue;
      const score = scorers.of(item).score(decodeTokens(passage.tokens, this.#scratch), item);
      const hasNumber = found.numbered.has(keyOf(passage));
      const { attachmentId, ordinal, digest } = passage;
      if (isFound(score, hasNumber, query.exact))
        scored.push({
          item,
          attachmentId,
          ordinal,
          locator: parseLocator(passage.locator) ?? { kind: 'record' },
          digest,
          score,
          hasNumber,
        });
    }
    return scored;
  }

  /** For items that were no candidates: the first passages that hold the words. */
  async #firstPassages(
    form: QueryForm,
    page: readonly RankedItem[],
    look: Look,
  ): Promise<ReadonlyMap<string, PassageHit[]>> {
    const bare = page
      .filter((entry) => entry.passages.length === 0)
      .map((entry) => entry.item.itemId);
    if (bare.length === 0) return new Map();
    const [response] = await this.#ask([firstPassages(form, bare)], look);
    const entries = response!.hits.hits.flatMap((hit) =>
      hit.inner_hits!['first']!.hits.hits.map(entryOf),
    );
    return Map.groupBy(
      entries
        .filter((p) => this.#ownerOf(p, look) !== null)
        .map(({ item: itemId, attachmentId, ordinal, locator }): PassageHit => ({
          itemId,
          attachmentId,
          ordinal,
          locator: parseLocator(locator) ?? { kind: 'record' },
          score: 0,
          alsoIn: [],
        })),
      (hit) => hit.itemId,
    );
  }

  help(asked: SearchQuery): Promise<SearchHelp> {
    return this.#served(async (look) => {
      const { corpus } = look;
      const { reading } = this.#questions.read(asked, corpus.lexicon);
      const query = { ...asked, text: reading.text };
      const form = readQuery(query.text);
      const frequencies = new Map(await corpus.frequencies([...form.folded, ...form.pairs]));
      const source = {
        lexicon: corpus.lexicon,
        documentFrequency: (term: string) => frequencies.get(term) ?? 0,
      };
      for (const [term, n] of await corpus.frequencies(helpTerms(query.text, source)))
        frequencies.set(term, n);
      const proposed = proposals(query, source);
      // Asked for once: each answer finds them known.
      await corpus.frequencies(
        proposed.flatMap(({ text }) =>
          termsOf(this.#questions.read({ ...query, text }, corpus.lexicon)),
        ),
      );
      const counts = await Promise.all(
        proposed.map(({ text, filters }) =>
          this.#answer({ ...query, text, filters, sort: 'relevance', limit: 1, after: null }, look),
        ),
      );
      return helpFrom(
        query,
        proposed,
        counts.map(({ total }) => total),
        [...corpus.items.values()],
      );
    });
  }

  suggest(prefix: string, limit: number): Promise<string[]> {
    return this.#served(async ({ corpus }) => {
      const prefixes = this.#questions.toSuggest(prefix, corpus.lexicon);
      return suggestFrom(corpus.items.values(), prefixes, limit);
    });
  }

  /** How the index in use stands; one that was deleted is looked for again. */
  #standing(): ReturnType<SearchIndexes['standing']> {
    return this.#retried(async () => this.#indexes.standing(await this.#indexes.current()));
  }

  /** Runs `work` once more when the index in use was replaced or deleted. */
  async #retried<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!isIndexGone(error)) throw error;
      this.#indexes.forget();
      return work();
    }
  }

  /** Every entry as it stands now. */
  async entries(): Promise<{ itemId: string; version: number }[]> {
    if ((await this.#standing()).fitness === 'foreign') return [];
    this.touch();
    return this.#whole(async ({ corpus }) =>
      [...corpus.items.values()].map(({ itemId, version }) => ({ itemId, version })),
    );
  }

  async state(): Promise<IndexState> {
    const { fitness, old } = await this.#standing();
    if (fitness === 'foreign') return { items: 0, passages: 0, old, fitness };
    this.touch();
    return this.#whole(async ({ corpus }) => ({
      items: corpus.items.size,
      passages: corpus.passages,
      old,
      fitness,
    }));
  }
}
