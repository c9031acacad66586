import type { Connection } from 'mongoose';
import { auditModels } from './rows/audit.ts';
import { arrivingModels } from './rows/arriving.ts';
import { correctionModels } from './rows/correction.ts';
import { baseModels } from './rows/base.ts';
import { cataloguingModels } from './rows/cataloguing.ts';
import { readerModels } from './rows/figures-readers.ts';
import { holdingModels } from './rows/holdings.ts';
import { deliveryModels } from './rows/delivery.ts';
import { harvestModels } from './rows/harvest.ts';
import { importModels } from './rows/imports.ts';
import { itemModels } from './rows/items.ts';
import { textModels } from './rows/items-texts.ts';
import { lawModels } from './rows/laws.ts';
import { linkModels } from './rows/links.ts';
import { peopleModels } from './rows/people.ts';
import { questionModels } from './rows/questions.ts';
import { reportModels } from './rows/reports.ts';
import { queueModels } from './rows/queue.ts';
import { recognitionModels } from './rows/recognition.ts';
import { searchModels } from './rows/search.ts';
import { subscriptionModels } from './rows/subscriptions.ts';
import { siteModels } from './rows/site.ts';
import { vocabularyModels } from './rows/vocabulary.ts';
import { workflowModels } from './rows/workflow.ts';

/**
 * Every collection of the catalogue and the queue; `createIndexes` of each is due once at the
 * start. `rows/` says what stands in each: the domain's object whole, beside the keys that queries
 * and indexes need.
 */
export const createModels = (connection: Connection) => ({
  ...baseModels(connection),
  ...itemModels(connection),
  ...textModels(connection),
  ...cataloguingModels(connection),
  ...workflowModels(connection),
  ...lawModels(connection),
  ...linkModels(connection),
  ...peopleModels(connection),
  ...importModels(connection),
  ...harvestModels(connection),
  ...deliveryModels(connection),
  ...searchModels(connection),
  ...siteModels(connection),
  ...vocabularyModels(connection),
  ...readerModels(connection),
  ...holdingModels(connection),
  ...arrivingModels(connection),
  ...recognitionModels(connection),
  ...correctionModels(connection),
  ...questionModels(connection),
  ...subscriptionModels(connection),
  ...reportModels(connection),
  ...queueModels(connection),
  ...auditModels(connection),
});

export type Models = ReturnType<typeof createModels>;
