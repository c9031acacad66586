import { openTemporarySqlite } from '../support/storage-under-test.ts';
import { describeCatalog } from './catalog-contract.ts';
import { describeFiles } from './files-contract.ts';
import { describeQueue } from './queue-contract.ts';
import { describeSearch } from './search-contract.ts';

describeCatalog('SQLite', openTemporarySqlite);
describeFiles('SQLite', openTemporarySqlite);
describeQueue('SQLite', openTemporarySqlite);
describeSearch('SQLite', openTemporarySqlite);
