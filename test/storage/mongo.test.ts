import { describe, test } from '@jest/globals';
import { openTemporaryMongo, serversGiven } from '../support/mongo-under-test.ts';
import { describeCatalog } from './contracts/catalog-contract.ts';
import { describeFiles } from './contracts/files-contract.ts';
import { describeQueue } from './contracts/queue-contract.ts';
import { describeSearch } from './contracts/search-contract.ts';

const servers = serversGiven();

if (servers === null) {
  describe.skip('MongoDB and Elasticsearch: SKIPPED, set MONGODB_URL and ELASTICSEARCH_URL to run these', () => {
    test('the four contracts', () => undefined);
  });
} else {
  const open = () => openTemporaryMongo(servers);
  describeCatalog('MongoDB', open);
  describeFiles('GridFS', open);
  describeQueue('MongoDB', open);
  describeSearch('Elasticsearch', open);
}
