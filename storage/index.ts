/**
 * Opens the storage that the settings name, and imports only that one. What an adapter must keep:
 * server/ports.ts and test/storage.
 */
import { AppError } from '#server/base/errors.ts';
import type { Storage } from '#server/ports.ts';

export interface StorageAddresses {
  /** `sqlite:FOLDER` or `mongodb://…`. */
  readonly DATABASE_URL: string;
  /** Needed with `mongodb://…`. */
  readonly ELASTICSEARCH_URL: string;
  /** A restored catalogue may come to files that have lost theirs; else that is refused. */
  readonly filesAlone?: boolean;
}

/**
 * Throws `invalid-input` for an address no adapter knows, `storage-busy` when a server cannot be
 * reached, and before anything is written `storage-newer`, `storage-damaged` and `catalog-gone`.
 */
export async function openStorage({
  DATABASE_URL: databaseUrl,
  ELASTICSEARCH_URL: elasticsearchUrl,
  filesAlone = false,
}: StorageAddresses): Promise<Storage> {
  if (databaseUrl.startsWith('sqlite:')) {
    const { openSqliteStorage } = await import('#storage/sqlite/open-sqlite-storage.ts');
    return openSqliteStorage(databaseUrl.slice('sqlite:'.length), { filesAlone });
  }
  if (/^mongodb(?:\+srv)?:/u.test(databaseUrl)) {
    const { openMongoStorage } = await import('#storage/mongo/open-mongo-storage.ts');
    return openMongoStorage(databaseUrl, elasticsearchUrl, { filesAlone });
  }
  throw new AppError('invalid-input', { setting: 'DATABASE_URL', value: databaseUrl });
}
