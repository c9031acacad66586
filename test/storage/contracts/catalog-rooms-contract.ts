import type { Catalog, Queue } from '#server/ports.ts';
import type { OpenStorage } from '../../support/storage-under-test.ts';
import { describeAudit } from './audit/catalog-audit-contract.ts';
import { describeDeeds } from './audit/catalog-deeds-contract.ts';
import { describeSubscriptions } from './subscriptions/catalog-subscriptions-contract.ts';
import { describeDesk } from './desk/catalog-desk-contract.ts';
import { describeUnitEntries } from './site/catalog-unit-entries-contract.ts';
import { describeReports } from './reports/catalog-reports-contract.ts';
import { describeQuestions } from './questions/catalog-questions-contract.ts';
import { describeCorrections } from './ingest/catalog-correction-contract.ts';
import { describeCollections } from './catalog-collections-contract.ts';
import { describeDump } from './catalog-dump-contract.ts';
import { describeFigures } from './catalog-figures-contract.ts';
import { describeHoldings } from './catalog-holdings-contract.ts';
import { describeDeliveries } from './catalog-delivery-contract.ts';
import { describeHarvest } from './catalog-harvest-contract.ts';
import { describeImports } from './catalog-imports-contract.ts';
import { describeAuthority } from './catalog-authority-contract.ts';
import { describeLaws } from './catalog-laws-contract.ts';
import { describeLinks } from './catalog-links-contract.ts';
import { describeNames } from './catalog-names-contract.ts';
import { describeNotices } from './catalog-notices-contract.ts';
import { describePeople } from './catalog-people-contract.ts';
import { describeRecognition } from './ingest/catalog-recognition-contract.ts';
import { describePrints } from './catalog-fingerprints-contract.ts';
import { describeWaiting } from './catalog-waiting-contract.ts';
import { describeQueries } from './search/catalog-queries-contract.ts';
import { describeReaders } from './catalog-readers-contract.ts';
import { describeTextsAndPeople } from './catalog-texts-contract.ts';
import { describeUnsaved } from './unsaved-forms-contract.ts';

/** What every Catalog keeps, room by room. */
export function describeRooms(
  catalogOf: () => Catalog,
  queueOf: () => Queue,
  open: OpenStorage,
): void {
  describeTextsAndPeople(catalogOf);
  describePeople(catalogOf);
  describeWaiting(catalogOf);
  describeNotices(catalogOf);
  describeLinks(catalogOf);
  describeImports(catalogOf);
  describeHarvest(catalogOf);
  describeDeliveries(catalogOf, queueOf);
  describeLaws(catalogOf, queueOf);
  describeCollections(catalogOf);
  describeAuthority(catalogOf);
  describeHoldings(catalogOf);
  describeDump(open);
  describeAudit(open);
  describeDeeds(open);
  describeQueries(catalogOf);
  describeReaders(catalogOf);
  describeFigures(catalogOf);
  describePrints(catalogOf);
  describeRecognition(catalogOf);
  describeCorrections(catalogOf, queueOf);
  describeQuestions(catalogOf, queueOf);
  describeSubscriptions(catalogOf, queueOf);
  describeUnitEntries(catalogOf);
  describeDesk(catalogOf);
  describeReports(catalogOf);
  describeNames(catalogOf);
  describeUnsaved(catalogOf);
}
