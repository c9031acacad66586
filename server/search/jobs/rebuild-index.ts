import { searchDocument } from '../actions/search-document.ts';
import { makeFingerprints } from '#server/ingest/actions/make-fingerprints.ts';
import { indexItemJob } from '#server/base/job.ts';
import type { CataloguingCatalog } from '#server/cataloguing/cataloguing-catalog.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { LawCatalog } from '#server/laws/law-catalog.ts';
import type { TextCatalog } from '#server/items/text-catalog.ts';
import type { VocabularyCatalog } from '#server/vocabulary/authority-catalog.ts';
import type { JobOutcome, Queue, Search } from '#server/ports.ts';
import { changedItems } from '#server/items/actions/changed-items.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { SearchDocument } from '../search-document.ts';

export interface RebuildDeps {
  readonly catalog: CataloguingCatalog &
    FactCatalog &
    ItemCatalog &
    LawCatalog &
    TextCatalog &
    VocabularyCatalog;
  readonly search: Search;
  readonly queue: Queue;
  readonly now: () => string;
}

/**
 * A record bears the instant at which its change began; the transaction that saves it may be tried
 * again for so long (docs/decisions/028).
 */
const LONGEST_SAVE_MS = 5 * 60_000;

/**
 * Builds the index anew from the catalogue, and prints of texts that have none; what changed
 * meanwhile is indexed once more.
 */
export async function rebuildIndex({
  catalog,
  search,
  queue,
  now,
}: RebuildDeps): Promise<JobOutcome> {
  const begun = new Date(Date.parse(now()) - LONGEST_SAVE_MS).toISOString();
  async function* documents(): AsyncIterable<SearchDocument> {
    for await (const item of changedItems(catalog, null, ['published']))
      yield await searchDocument({ catalog, now }, item);
  }
  await search.rebuild(documents());
  for await (const item of changedItems(catalog, null, []))
    await makeFingerprints({ catalog }, item);
  for await (const item of changedItems(catalog, begun, []))
    await queue.submit([indexItemJob(item.id)]);
  await catalog.bumpPublicRevision();
  return { state: 'done' };
}
