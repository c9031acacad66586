import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { Models } from './models.ts';
import { bumpRevision, readRevision } from './revision.ts';
import { sharedReading } from './search/shared-reading.ts';

export const catalogBase = (models: Models): FactCatalog => ({
  findFact: async (key) => (await models.facts.findById(key).lean())?.value ?? null,
  saveFact: async (key, value) => {
    await models.facts.replaceOne(
      { _id: key },
      { _id: key, value },
      { upsert: true, runValidators: true },
    );
  },
  // Every page asks for it: those who ask at once share one answer.
  publicRevision: sharedReading(() => readRevision(models)),
  bumpPublicRevision: () => bumpRevision(models),
});
