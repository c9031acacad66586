import { randomUUID } from 'node:crypto';
import { errors, type Client } from '@elastic/elasticsearch';
import { AppError } from '#server/base/errors.ts';
import { INDEX_FORM } from '#server/search/scoring/index-form.ts';
import { FILTER_NAMES } from '#server/search/search-query.ts';
import type { StoredItemFacts } from '#server/search/scoring/loaded-item.ts';

/**
 * One passage: `words` (folded syllables, then pairs), numbers and filters are searched, `entry` is
 * handed out, no source is stored.
 */
export interface PassageSource {
  readonly kind: 'passage';
  readonly item: string;
  /** Ordinal in the item, the record being 0. */
  readonly n: number;
  readonly words: string;
  readonly numbers: readonly string[];
  /** See `passage-entry.ts`. */
  readonly entry: string;
}

/** One item, or what is left of one: its passages count only while they carry its stamp. */
export interface ItemSource {
  readonly kind: 'item';
  readonly item: string;
  readonly live: boolean;
  /** The item's version the writing was made from. */
  readonly version: number;
  readonly stamp: string;
  readonly passages: number;
  /** Passages but the record, and their tokens: the mean length is made of them. */
  readonly bodies: number;
  readonly tokens: number;
  /** Syllables that must be known to read its token lists. */
  readonly syllables: number;
  /** Other writings whose passages may still stand in the index. */
  readonly pending: readonly (readonly [stamp: string, passages: number])[];
  readonly facts: StoredItemFacts;
}

/**
 * Syllables `from`, `from + 1` …, numbered by the batch's position: token lists hold these numbers.
 */
export interface LexiconSource {
  readonly kind: 'lexicon';
  readonly from: number;
  readonly keys: readonly string[];
}

export const itemDocId = (itemId: string): string => `i:${itemId}`;
export const passageDocId = (itemId: string, stamp: string, n: number): string =>
  `p:${itemId}:${stamp}:${n}`;
export const lexiconDocId = (batch: number): string => `l:${batch}`;

const keyword = { type: 'keyword' } as const;

/**
 * The mapping in code. One shard: document frequencies, sequence numbers and ties are then one
 * thing; it holds some 20 million passages.
 */
const definition = {
  settings: {
    number_of_shards: 1,
    auto_expand_replicas: '0-1',
    refresh_interval: '1s',
  },
  mappings: {
    dynamic: false as const,
    _meta: { form: INDEX_FORM, whole: true },
    _source: { excludes: ['words', 'numbers', 'entry', ...FILTER_NAMES] },
    properties: {
      kind: keyword,
      item: keyword,
      live: { type: 'boolean' as const },
      n: { type: 'integer' as const },
      numbers: keyword,
      entry: { type: 'binary' as const, doc_values: true },
      // Step 1 asks which words stand in a passage and how often, never where.
      words: { type: 'text' as const, analyzer: 'whitespace', index_options: 'freqs' as const },
      ...Object.fromEntries(FILTER_NAMES.map((name) => [name, keyword])),
    },
  },
};

/** How an index stands: `partial` does not hold everything yet, `foreign` was made by nobody here. */
export type IndexFitness = 'fit' | 'partial' | 'foreign';

/** What the thread that reads tells of the index in use. */
export interface IndexState {
  readonly items: number;
  readonly passages: number;
  /** Built by an older form of the tokens. */
  readonly old: boolean;
  readonly fitness: IndexFitness;
}

interface FoundMapping {
  readonly _meta?: Readonly<Record<string, unknown>>;
  readonly properties?: Readonly<Record<string, { readonly type?: string }>>;
}

/** One of an older form serves until a new one is built: its fields are its own affair. */
function fitnessOf({ _meta: meta, properties = {} }: FoundMapping): IndexFitness {
  const form = meta?.['form'];
  const differs = Object.entries(definition.mappings.properties).some(
    ([name, { type }]) => properties[name]?.type !== type,
  );
  if (typeof form !== 'number' || (form === INDEX_FORM && differs)) return 'foreign';
  return meta?.['whole'] === false ? 'partial' : 'fit';
}

/** The engine refused one operation of a request that it took as a whole. */
export class EngineFault extends Error {}

/** The index in use has been replaced or deleted: whoever meets this looks up its name again. */
export class IndexGone extends Error {}

export const isIndexGone = (error: unknown): boolean =>
  error instanceof IndexGone ||
  (error instanceof errors.ResponseError &&
    error.statusCode === 404 &&
    JSON.stringify(error.body ?? '').includes('index_not_found'));

const isNamesake = (error: unknown): boolean =>
  error instanceof errors.ResponseError &&
  JSON.stringify(error.body ?? '').includes('invalid_alias_name');

const alreadyThere = (error: unknown): boolean =>
  error instanceof errors.ResponseError &&
  JSON.stringify(error.body ?? '').includes('resource_already_exists');

/** The server did not answer, or only that it cannot: not that a request was wrong. */
const isSilent = (error: unknown): boolean =>
  error instanceof errors.ConnectionError ||
  error instanceof errors.TimeoutError ||
  error instanceof errors.NoLivingConnectionsError ||
  (error instanceof errors.ResponseError && (error.statusCode ?? 0) >= 500);

/** Reasons of `search-unavailable`. */
const NO_ANSWER = 'no-answer';
const BEING_BUILT = 'being-built';

/** The index does not hold everything that is published, or was made by nobody here. */
export const beingBuilt = (fitness: IndexFitness): AppError =>
  new AppError('search-unavailable', { reason: BEING_BUILT, fitness });
/** Whether an index was met that may only have been made before anything was published. */
export const isPartial = (error: unknown): boolean =>
  error instanceof AppError && error.details['fitness'] === 'partial';

/** Turns errors of Elasticsearch into errors of the error table; others pass as they are. */
export const asSearchError = (error: unknown): unknown =>
  error instanceof errors.ElasticsearchClientError ||
  error instanceof IndexGone ||
  error instanceof EngineFault
    ? new AppError('search-unavailable', isSilent(error) ? { reason: NO_ANSWER } : {}, {
        cause: error,
      })
    : error;

/** Whether an error of `asSearchError` says that the server cannot be asked now. */
export const isDown = (error: unknown): boolean =>
  error instanceof AppError && error.details['reason'] === NO_ANSWER;

/**
 * Names of one shelf's indices. Readers and writers use the concrete index that the alias points
 * to, so that one answer never mixes two; each concrete index has a write alias of its own, because
 * a write to a name that is gone would make an index.
 */
export class SearchIndexes {
  readonly #client: Client;
  readonly #alias: string;
  readonly #isNew: () => Promise<boolean>;
  #current: Promise<string> | null = null;
  /** Known to be fit: looked at once for each name. */
  #fit = '';

  /**
   * `shelf`: the database's name; index names are lower case. `isNew`: whether an empty index holds
   * everything, as nothing is published yet.
   */
  constructor(client: Client, shelf: string, isNew: () => Promise<boolean>) {
    this.#client = client;
    this.#isNew = isNew;
    this.#alias = `${shelf
      .toLowerCase()
      .replace(/[^a-z0-9_-]+/gu, '-')
      .replace(/^[-_]+/u, '')}-search`;
  }

  static writeName(index: string): string {
    return `${index}.write`;
  }

  /** The concrete index behind the alias; made when there is none. */
  current(): Promise<string> {
    this.#current ??= this.#find().catch((error: unknown) => {
      this.#current = null;
      throw error;
    });
    return this.#current;
  }

  /** The name is to be looked up again. */
  forget(): void {
    this.#current = null;
  }

  async #find(): Promise<string> {
    const named = await this.#client.indices.getAlias({ name: this.#alias }, { ignore: [404] });
    const found = Object.entries(named)
      .filter(([, index]) => this.#alias in ((index as { aliases?: object }).aliases ?? {}))
      .map(([name]) => name);
    const index = found.toSorted().at(-1) ?? (await this.#createFirst());
    // Another process may have made it this moment: its name is there before its shard is (a new
    // index counts as yellow all the while).
    await this.#client.cluster.health({ index, wait_for_active_shards: 1 });
    return index;
  }

  /**
   * One name for every process that starts at the same time: all but one are told that it is there.
   */
  async #createFirst(): Promise<string> {
    const first = `${this.#alias}-v${INDEX_FORM}-first`;
    const mappings = {
      ...definition.mappings,
      _meta: { form: INDEX_FORM, whole: await this.#isNew() },
    };
    const create = (): Promise<unknown> =>
      this.#client.indices.create({
        index: first,
        ...definition,
        mappings,
        aliases: { [this.#alias]: {}, [SearchIndexes.writeName(first)]: {} },
      });
    await create()
      .catch(async (error: unknown) => {
        if (!isNamesake(error)) throw error;
        // An index that took the shelf's own name keeps every other from it.
        await this.#client.indices.delete({ index: this.#alias });
        await create();
      })
      .catch((error: unknown) => {
        if (!alreadyThere(error)) throw error;
      });
    return first;
  }

  async #mappingOf(index: string): Promise<FoundMapping> {
    const found = await this.#client.indices.getMapping({ index });
    return found[index]!.mappings as FoundMapping;
  }

  /** One that is not fit is looked at again each time: it will be replaced. */
  async fitness(index: string): Promise<IndexFitness> {
    if (this.#fit === index) return 'fit';
    const fitness = fitnessOf(await this.#mappingOf(index));
    if (fitness === 'fit') this.#fit = index;
    else this.forget();
    return fitness;
  }

  /** Says of the index in use that it holds everything: nothing was published when it was made. */
  async markWhole(): Promise<void> {
    await this.#client.indices.putMapping({
      index: await this.current(),
      _meta: { form: INDEX_FORM, whole: true },
    });
  }

  /** How the index stands, looked at anew, and whether it was built by an older form of the tokens. */
  async standing(
    index: string,
  ): Promise<{ readonly fitness: IndexFitness; readonly old: boolean }> {
    const mapping = await this.#mappingOf(index);
    const fitness = fitnessOf(mapping);
    if (fitness !== 'fit') this.#fit = '';
    return { fitness, old: mapping._meta?.['form'] !== INDEX_FORM };
  }

  /** A new index that nobody reads yet. */
  async createFresh(): Promise<string> {
    const fresh = `${this.#alias}-v${INDEX_FORM}-${Date.now().toString(36)}-${randomUUID().slice(0, 8)}`;
    await this.#client.indices.create({
      index: fresh,
      ...definition,
      settings: { ...definition.settings, refresh_interval: '-1' },
      aliases: { [SearchIndexes.writeName(fresh)]: {} },
    });
    return fresh;
  }

  /** Puts the new index in the old one's place at once, then removes whatever else there is. */
  async replaceBy(fresh: string): Promise<void> {
    await this.#client.indices.putSettings({ index: fresh, settings: { refresh_interval: '1s' } });
    await this.#client.indices.refresh({ index: fresh });
    await this.#client.indices.updateAliases({
      actions: [
        { remove: { index: `${this.#alias}-v*`, alias: this.#alias, must_exist: false } },
        { add: { index: fresh, alias: this.#alias } },
      ],
    });
    this.#current = Promise.resolve(fresh);
    await this.dropOthers();
  }

  /**
   * Removes indices that nobody reads: replaced ones, and what a rebuild that broke off left
   * behind.
   */
  async dropOthers(): Promise<void> {
    const current = await this.current();
    const all = Object.keys(
      await this.#client.indices.get({ index: `${this.#alias}-v*`, features: 'settings' }),
    );
    for (const index of all) if (index !== current) await this.drop(index);
  }

  async drop(index: string): Promise<void> {
    await this.#client.indices.delete({ index, ignore_unavailable: true });
  }
}
