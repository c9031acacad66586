import type { HarvestCatalog } from '../harvest-catalog.ts';
import { harvestHorizon, type HarvestList, type HarvestRow } from '../harvest-row.ts';

const BATCH = 500;

/** The second up to which the rows are complete now: nothing younger is told to anybody. */
export const readHorizon = async ({
  catalog,
  now,
}: {
  readonly catalog: HarvestCatalog;
  readonly now: () => string;
}): Promise<string> => harvestHorizon(now(), (await catalog.harvestStamps())?.last ?? null);

/** Rows of all sets in their order, a batch at a time, each batch with one row at least. */
export async function* harvestBatches(
  catalog: HarvestCatalog,
  range: Pick<HarvestList, 'from' | 'until' | 'after'>,
): AsyncGenerator<readonly HarvestRow[]> {
  let { after } = range;
  for (;;) {
    const rows = await catalog.listHarvestRows({ ...range, set: null, after, limit: BATCH });
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) return;
    after = rows.at(-1)!;
  }
}
