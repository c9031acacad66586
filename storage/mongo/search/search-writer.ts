import { createHash } from 'node:crypto';
import type { Client } from '@elastic/elasticsearch';
import type { SearchDocument } from '#server/search/search-document.ts';
import { entriesOf, indexPassage, RECORD_LOCATOR } from '#server/search/scoring/index-form.ts';
import type { Lexicon } from '#server/search/scoring/lexicon.ts';
import { givenFilters } from '#server/search/scoring/loaded-item.ts';
import { packEntry } from './passage-entry.ts';
import { WriteConflict, writeBulk, type DocVersion, type Operation } from './search-bulk.ts';
import {
  EngineFault,
  IndexGone,
  isIndexGone,
  itemDocId,
  passageDocId,
  type ItemSource,
  type PassageSource,
  type SearchIndexes,
} from './search-index.ts';
import { SharedLexicon } from './shared-lexicon.ts';

const MOST_ATTEMPTS = 5;
/** Text whose documents are in memory at a time while an index is filled. */
const FILL_CHARACTERS = 2_000_000;

/** What stands in the index of one item, and the version it has. */
interface Current {
  readonly source: ItemSource;
  readonly version: DocVersion;
}

/** An item ready to be written. */
interface Writing {
  readonly source: ItemSource;
  readonly passages: readonly PassageSource[];
  readonly current: Current | null;
}

const digestOf = (content: string | Uint8Array): string =>
  createHash('sha1').update(content).digest('base64url').slice(0, 16);

/**
 * The same item with the same words has the same stamp, whoever writes it, how often and from which
 * version: so have its documents their ids.
 */
const stampOf = (document: SearchDocument): string =>
  digestOf(JSON.stringify({ ...document, version: 0 }));

const lastOfEach = (documents: readonly SearchDocument[]): SearchDocument[] => [
  ...new Map(documents.map((d) => [d.itemId, d])).values(),
];

/** JSON with half a surrogate pair is refused by the engine. */
const wellFormed = (text: string): string => text.toWellFormed();

const passageOps = ({ source, passages }: Writing): Operation[] =>
  passages.map((passage) => ({
    kind: 'index',
    id: passageDocId(source.item, source.stamp, passage.n),
    source: passage,
  }));

const removals = (item: string, writings: ItemSource['pending']): Operation[] =>
  writings.flatMap(([stamp, passages]) =>
    Array.from({ length: passages }, (_, n): Operation => ({
      kind: 'delete',
      id: passageDocId(item, stamp, n),
    })),
  );

const itemOp = (source: ItemSource, basedOn?: DocVersion): Operation => ({
  kind: 'index',
  id: itemDocId(source.item),
  source,
  basedOn,
});

const present = ({ live, stamp, passages }: ItemSource): ItemSource['pending'] =>
  live ? [[stamp, passages]] : [];

/** The writing whose passages go once the item is turned over. */
const superseded = (next: ItemSource, current: Current | null): ItemSource['pending'] =>
  current === null ? [] : present(current.source).filter(([stamp]) => stamp !== next.stamp);

/**
 * Writes the index. An item's passages carry the stamp of their writing, and readers count only
 * those of the item's current stamp: first the intent and the new passages, then one document turns
 * the item over, then the old passages go. A crash leaves the old item or the new one whole; what
 * it left is named in the item's document and removed by the next writing.
 */
export class IndexWriter {
  readonly #client: Client;
  readonly #indexes: SearchIndexes;
  #lexicon: SharedLexicon | null = null;

  constructor(client: Client, indexes: SearchIndexes) {
    this.#client = client;
    this.#indexes = indexes;
  }

  index(documents: readonly SearchDocument[]): Promise<void> {
    return this.#again(async (index) => {
      const fresh = await this.#prepare(index, lastOfEach(documents));
      await this.#replace(index, fresh);
    });
  }

  remove(itemIds: readonly string[]): Promise<void> {
    return this.#again(async (index) => {
      const current = await this.#read(index, itemIds);
      const gone = [...current.values()]
        .filter(({ source }) => source.live)
        .map((c): Writing => ({
          source: {
            ...c.source,
            live: false,
            stamp: '',
            passages: 0,
            bodies: 0,
            tokens: 0,
            pending: [],
          },
          passages: [],
          current: c,
        }));
      await this.#replace(index, gone);
    });
  }

  /** Writes into an index that nobody reads yet: nothing to replace, nothing to hide. */
  async fill(index: string, documents: AsyncIterable<SearchDocument>): Promise<void> {
    const lexicon = await SharedLexicon.open(this.#client, index);
    let batch: SearchDocument[] = [];
    let size = 0;
    const write = async (): Promise<void> => {
      const writings = await lexicon.agree((words) =>
        lastOfEach(batch).map((d) => this.#writing(d, stampOf(d), words, null)),
      );
      await writeBulk(
        this.#client,
        index,
        writings.flatMap((w) => [...passageOps(w), itemOp(w.source)]),
      );
      batch = [];
      size = 0;
    };
    for await (const document of documents) {
      batch.push(document);
      size += document.passages.reduce((sum, p) => sum + p.text.length, document.record.length);
      if (size >= FILL_CHARACTERS) await write();
    }
    await write();
  }

  /**
   * Runs `work` on the index in use; once more when that was replaced, or when another process
   * wrote the same item.
   */
  async #again(work: (index: string) => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work(await this.#indexes.current());
      } catch (error) {
        const gone = isIndexGone(error);
        if (!(gone || error instanceof WriteConflict) || attempt === MOST_ATTEMPTS)
          throw gone ? new IndexGone() : error;
        if (gone) this.#indexes.forget();
      }
    }
  }

  async #read(index: string, itemIds: readonly string[]): Promise<Map<string, Current>> {
    if (itemIds.length === 0) return new Map();
    const { docs } = await this.#client.mget<ItemSource>({ index, ids: itemIds.map(itemDocId) });
    const current = new Map<string, Current>();
    for (const doc of docs) {
      if ('error' in doc)
        throw doc.error.type === 'index_not_found_exception'
          ? new IndexGone()
          : new EngineFault(doc.error.reason ?? doc.error.type);
      if (doc.found)
        current.set(doc._source!.item, {
          source: doc._source!,
          version: { seqNo: doc._seq_no!, term: doc._primary_term! },
        });
    }
    return current;
  }

  /** Makes the documents of those that are not in the index just so already. */
  async #prepare(index: string, documents: readonly SearchDocument[]): Promise<Writing[]> {
    const current = await this.#read(
      index,
      documents.map((d) => d.itemId),
    );
    const changed = documents
      .map((d) => ({ d, stamp: stampOf(d) }))
      .filter(({ d, stamp }) => {
        const before = current.get(d.itemId)?.source;
        return !(before?.live === true && before.stamp === stamp && before.version === d.version);
      });
    if (changed.length === 0) return [];
    if (this.#lexicon?.index !== index)
      this.#lexicon = await SharedLexicon.open(this.#client, index);
    return this.#lexicon.agree((lexicon) =>
      changed.map(({ d, stamp }) =>
        this.#writing(d, stamp, lexicon, current.get(d.itemId) ?? null),
      ),
    );
  }

  #writing(d: SearchDocument, stamp: string, lexicon: Lexicon, current: Current | null): Writing {
    const filters = givenFilters(d.filters);
    const passages: PassageSource[] = [];
    let bodies = 0;
    let tokens = 0;
    for (const entry of entriesOf(d)) {
      const { attachmentId, ordinal, locator, heading, text, numbers, path } = entry;
      const form = indexPassage(heading, text, lexicon, numbers, path);
      const n = passages.length;
      passages.push({
        kind: 'passage',
        item: d.itemId,
        n,
        words: `${form.syllables} ${form.pairs}`,
        numbers: form.numbers === '' ? [] : form.numbers.split(' '),
        ...filters,
        entry: packEntry({
          item: d.itemId,
          stamp,
          n,
          attachmentId,
          ordinal,
          locator,
          digest: digestOf(form.ownTokens),
          tokens: form.tokens,
        }),
      });
      if (locator === RECORD_LOCATOR) continue;
      bodies++;
      tokens += form.length;
    }
    const facts = {
      itemId: d.itemId,
      title: wellFormed(d.title),
      publishedAt: d.publishedAt,
      filters,
      keywords: d.keywords.map(wellFormed),
      ...((d.lawNames ?? []).length > 0 ? { lawNames: d.lawNames!.map(wellFormed) } : {}),
    };
    return {
      current,
      passages,
      source: {
        kind: 'item',
        item: d.itemId,
        live: true,
        version: d.version,
        stamp,
        passages: passages.length,
        bodies,
        tokens,
        syllables: lexicon.size,
        pending: [],
        facts,
      },
    };
  }

  async #replace(index: string, writings: readonly Writing[]): Promise<void> {
    if (writings.length === 0) return;
    const intents = await writeBulk(
      this.#client,
      index,
      writings.flatMap((w) => {
        const { source, current } = w;
        const before = current?.source ?? {
          ...source,
          live: false,
          stamp: '',
          passages: 0,
          bodies: 0,
          tokens: 0,
        };
        const stale = before.pending.filter(([stamp]) => stamp !== before.stamp);
        // Only its version has changed: its passages stand already.
        if (before.live && before.stamp === source.stamp) return [itemOp(before, current?.version)];
        return [
          itemOp({ ...before, pending: [...stale, ...present(source)] }, current?.version),
          ...removals(source.item, stale),
          ...passageOps(w),
        ];
      }),
    );
    await writeBulk(
      this.#client,
      index,
      writings.map(({ source, current }) =>
        itemOp(
          { ...source, pending: superseded(source, current) },
          intents.get(itemDocId(source.item)),
        ),
      ),
    );
    await writeBulk(
      this.#client,
      index,
      writings.flatMap(({ source, current }) => removals(source.item, superseded(source, current))),
    );
    await this.#client.indices.refresh({ index });
  }
}
