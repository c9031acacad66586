import { openSqliteStorage } from '#storage/sqlite/open-sqlite-storage.ts';
import type { Storage } from '#server/ports.ts';
import { makeFolder } from './make/make-folder.ts';

/**
 * What a contract suite is given: a fresh, empty storage of its own. `close` leaves nothing behind.
 */
export type StorageUnderTest = Pick<
  Storage,
  'catalog' | 'files' | 'search' | 'queue' | 'ready' | 'close'
>;
export type OpenStorage = () => Promise<StorageUnderTest>;

/** The embedded storage in a temporary folder. */
export async function openTemporarySqlite(): Promise<StorageUnderTest & { readonly path: string }> {
  const folder = makeFolder();
  const storage = await openSqliteStorage(folder.path);
  return {
    ...storage,
    path: folder.path,
    close: async () => {
      await storage.close();
      folder.remove();
    },
  };
}
