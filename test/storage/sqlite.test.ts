import { openTemporarySqlite } from '../support/storage-under-test.ts';
import { describeCatalog } from './contracts/catalog-contract.ts';
import { describeFiles } from './contracts/files-contract.ts';
import { describeQueue } from './contracts/queue-contract.ts';
import { describeSearch } from './contracts/search-contract.ts';

describeCatalog('SQLite', openTemporarySqlite);
describeFiles('SQLite', openTemporarySqlite);
describeQueue('SQLite', openTemporarySqlite);
describeSearch('SQLite', openTemporarySqlite);
