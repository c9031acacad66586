import type { Client } from '@elastic/elasticsearch';
import { KnownItems } from '#server/search/scoring/known-items.ts';
import { Lexicon } from '#server/search/scoring/lexicon.ts';
import { LoadedItem } from '#server/search/scoring/loaded-item.ts';
import type { ItemSource, LexiconSource } from './search-index.ts';

/** How old a look at what other processes changed may be. */
const GLANCE_MS = 500;
const CHANGES_AT_ONCE = 1_000;
const KNOWN_FREQUENCIES = 10_000;
/** Letters of all terms that are known, since single ones may be long. */
const KNOWN_LETTERS = 1_000_000;

/** How long a reader waits for one answer, in milliseconds. */
export const READ_MS = 5_000;

/**
 * Every search of one process asks the same replica of the shard: two replicas may have been
 * refreshed at different times.
 */
export const PREFERENCE = `shelf-${process.pid}-${Date.now().toString(36)}`;

export class IndexedItem extends LoadedItem {
  readonly version: number;
  readonly stamp: string;
  readonly passages: number;
  readonly bodies: number;
  readonly tokens: number;

  constructor(source: ItemSource) {
    super(source.facts);
    this.version = source.version;
    this.stamp = source.stamp;
    this.passages = source.passages;
    this.bodies = source.bodies;
    this.tokens = source.tokens;
  }
}

interface Changes {
  readonly hits: readonly { readonly source: ItemSource | LexiconSource; readonly seqNo: number }[];
  readonly live: number;
}

/**
 * What a reader of one index keeps in memory: items and syllables, brought up to date by the
 * index's own sequence of changes.
 */
export class SearchCorpus {
  readonly index: string;
  readonly #client: Client;
  lexicon = new Lexicon();
  readonly items = new KnownItems<string, IndexedItem>();
  #passages = 0;
  #bodies = 0;
  #tokens = 0;
  #seen = -1;
  #lookedAt = -Infinity;
  #looking: Promise<boolean> = Promise.resolve(false);
  #known = new Map<string, number>();
  #knownAt = 0;
  #knownLetters = 0;

  constructor(client: Client, index: string) {
    this.#client = client;
    this.index = index;
  }

  /** Another one whenever something of the index that was looked at has changed. */
  get state(): string {
    return `${this.index} ${this.#seen}`;
  }

  /** Passages of live items, the records too. */
  get passages(): number {
    return this.#passages;
  }

  get averageLength(): number {
    return this.#bodies === 0 ? 1 : this.#tokens / this.#bodies;
  }

  /** Something has just been written: the next look is due at once. */
  touch(): void {
    this.#lookedAt = -Infinity;
  }

  /** Reads what has changed since the last look, when one is due; answers whether anything had. */
  refresh(): Promise<boolean> {
    if (performance.now() - this.#lookedAt < GLANCE_MS) return Promise.resolve(false);
    const look = this.#looking
      .catch(() => false)
      .then(() => (performance.now() - this.#lookedAt < GLANCE_MS ? false : this.#catchUp()));
    this.#looking = look;
    return look;
  }

  async #catchUp(): Promise<boolean> {
    const begun = performance.now();
    const before = this.#seen;
    const whole = await this.#readChanges();
    // Two writes may become visible in another order than their numbers: then the sums differ and
    // all is read again.
    if (!whole) {
      this.#forgetAll();
      await this.#readChanges();
    }
    this.#lookedAt = begun;
    if (Math.abs(this.#passages - this.#knownAt) * 100 > this.#passages || this.#passages < 5_000)
      this.#forgetFrequencies();
    return this.#seen !== before;
  }

  #forgetAll(): void {
    this.lexicon = new Lexicon();
    this.items.clear();
    this.#passages = this.#bodies = this.#tokens = 0;
    this.#seen = -1;
  }

  #forgetFrequencies(): void {
    this.#known = new Map();
    this.#knownLetters = 0;
    this.#knownAt = this.#passages;
  }

  /** False when something is missing. */
  async #readChanges(): Promise<boolean> {
    for (;;) {
      const { hits, live } = await this.#changesAfter(this.#seen);
      for (const { source, seqNo } of hits) {
        if (!this.#take(source)) return false;
        this.#seen = seqNo;
      }
      if (hits.length < CHANGES_AT_ONCE) return live === this.items.size;
    }
  }

  async #changesAfter(seqNo: number): Promise<Changes> {
    const response = await this.#client.search<
      ItemSource | LexiconSource,
      { live: { doc_count: number } }
    >(
      {
        index: this.index,
        preference: PREFERENCE,
        size: CHANGES_AT_ONCE,
        sort: [{ _seq_no: 'asc' }],
        seq_no_primary_term: true,
        track_total_hits: false,
        query: { bool: { filter: [{ terms: { kind: ['item', 'lexicon'] } }] } },
        post_filter: { range: { _seq_no: { gt: seqNo } } },
        aggregations: { live: { filter: { term: { live: true } } } },
      },
      { requestTimeout: READ_MS },
    );
    return {
      hits: response.hits.hits.map((hit) => ({ source: hit._source!, seqNo: hit._seq_no! })),
      live: response.aggregations!.live.doc_count,
    };
  }

  #take(source: ItemSource | LexiconSource): boolean {
    if (source.kind === 'lexicon') {
      if (source.from !== this.lexicon.size + 1) return false;
      for (const key of source.keys) this.lexicon.add(key);
      return true;
    }
    const before = this.items.get(source.item);
    if (before) this.#count(before, -1);
    if (!source.live) {
      this.items.delete(source.item);
      return true;
    }
    const item = new IndexedItem(source);
    this.items.set(source.item, item);
    this.#count(item, 1);
    return source.syllables <= this.lexicon.size;
  }

  #count(item: IndexedItem, sign: 1 | -1): void {
    this.#passages += sign * item.passages;
    this.#bodies += sign * item.bodies;
    this.#tokens += sign * item.tokens;
  }

  /**
   * In how many passages each term stands. Passages deleted a moment ago may still count: the
   * engine forgets them when it merges.
   */
  async frequencies(terms: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const known = this.#known;
    const wanted = [...new Set(terms)];
    const missing = wanted.filter((term) => !known.has(term));
    if (missing.length > 0) {
      const asked = await this.#client.termvectors(
        {
          index: this.index,
          doc: { words: missing.join(' ') },
          fields: ['words'],
          term_statistics: true,
          field_statistics: false,
          positions: false,
          offsets: false,
          payloads: false,
        },
        { requestTimeout: READ_MS },
      );
      const counted = asked.term_vectors?.['words']?.terms ?? {};
      if (known.size >= KNOWN_FREQUENCIES || this.#knownLetters >= KNOWN_LETTERS) {
        known.clear();
        this.#knownLetters = 0;
      }
      for (const term of missing) {
        known.set(term, counted[term]?.doc_freq ?? 0);
        this.#knownLetters += term.length;
      }
      for (const term of wanted) if (!known.has(term)) return this.frequencies(terms);
    }
    return new Map(wanted.map((term) => [term, Math.min(known.get(term)!, this.#passages)]));
  }
}
