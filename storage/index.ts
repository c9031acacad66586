/** Opens the storage that DATABASE_URL names. What an adapter must keep: server/domain/ports.ts and test/storage. */
import { AppError } from '#server/domain/errors.ts';
import type { Storage } from '#server/domain/ports.ts';

export async function openStorage(databaseUrl: string): Promise<Storage> {
  if (databaseUrl.startsWith('sqlite:')) {
    const { openSqliteStorage } = await import('./sqlite/open-sqlite-storage.ts');
    return openSqliteStorage(databaseUrl.slice('sqlite:'.length));
  }
  throw new AppError('invalid-input', { setting: 'DATABASE_URL', value: databaseUrl });
}
