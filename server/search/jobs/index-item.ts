import { searchDocument } from '../actions/search-document.ts';
import type { Job } from '#server/base/job.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import { stampRecords, type StampDeps } from '#server/exchange/actions/stamp-records.ts';
import type { TextCatalog } from '#server/items/text-catalog.ts';
import type { JobOutcome, Search } from '#server/ports.ts';

/**
 * Brings what follows from a change of a public item in step with it: the index, in when published,
 * out otherwise; and what harvesters are told.
 */
export async function indexItem(
  deps: {
    catalog: FactCatalog & TextCatalog & StampDeps['catalog'];
    search: Search;
    now: () => string;
    /** Never goes back (exchange/steady-clock.ts). */
    steadyNow: () => string;
  },
  job: Job,
): Promise<JobOutcome> {
  const { itemId = '' } = job.payload;
  // First: others hear of a change even while the index cannot be reached.
  await stampRecords({ catalog: deps.catalog, now: deps.steadyNow }, [itemId]);
  const item = await deps.catalog.findItem(itemId);
  if (item?.state === 'published') await deps.search.index([await searchDocument(deps, item)]);
  else await deps.search.remove([itemId]);
  await deps.catalog.bumpPublicRevision();
  return { state: 'done' };
}
