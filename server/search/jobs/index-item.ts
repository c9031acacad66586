import { searchDocument } from '../actions/search-document.ts';
import type { Job } from '#server/base/job.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { LawCatalog } from '#server/laws/law-catalog.ts';
import type { TextCatalog } from '#server/items/text-catalog.ts';
import type { VocabularyCatalog } from '#server/vocabulary/authority-catalog.ts';
import type { JobOutcome, Search } from '#server/ports.ts';

/** Brings the index in step with one item: in when published, out otherwise. */
export async function indexItem(
  deps: {
    catalog: FactCatalog & ItemCatalog & LawCatalog & TextCatalog & VocabularyCatalog;
    search: Search;
    now: () => string;
  },
  job: Job,
): Promise<JobOutcome> {
  const { itemId = '' } = job.payload;
  const item = await deps.catalog.findItem(itemId);
  if (item?.state === 'published') await deps.search.index([await searchDocument(deps, item)]);
  else await deps.search.remove([itemId]);
  await deps.catalog.bumpPublicRevision();
  return { state: 'done' };
}
