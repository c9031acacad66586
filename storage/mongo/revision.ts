import type { ClientSession } from 'mongoose';
import type { SiteCatalog } from '#server/site/site-catalog.ts';
import type { Models } from './models.ts';
import { sharedReading } from './search/shared-reading.ts';

const REVISION = 'public-revision';

/** Makes the public revision grow. */
export async function bumpRevision(
  { counters }: Models,
  session: ClientSession | null = null,
): Promise<void> {
  await counters.updateOne(
    { _id: REVISION },
    { $inc: { value: 1 } },
    { upsert: true, ...(session ? { session } : {}) },
  );
}

/** The number that says that readers see something else than before. */
export const publicRevision = (
  models: Models,
): Pick<SiteCatalog, 'publicRevision' | 'bumpPublicRevision'> => ({
  // Every page asks for it: those who ask at once share one answer.
  publicRevision: sharedReading(
    async () => (await models.counters.findById(REVISION).lean())?.value ?? 0,
  ),
  bumpPublicRevision: () => bumpRevision(models),
});
