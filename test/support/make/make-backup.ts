import type { ShelfSource } from '#server/keeping/actions/move-shelf.ts';
import { sealFor } from '#server/keeping/jobs/backup/seal.ts';
import {
  writeBackup,
  type BackupOptions,
  type WrittenBackup,
} from '#server/keeping/jobs/backup/write-backup.ts';

/** One more backup of a shelf in a folder of backups; `recipients`: public keys to encrypt for. */
export const makeBackup = async (
  source: ShelfSource,
  folder: string,
  { recipients = [], ...more }: Partial<BackupOptions> & { recipients?: readonly string[] } = {},
): Promise<WrittenBackup> =>
  writeBackup(source, folder, {
    seal: await sealFor(recipients),
    keep: 7,
    now: () => new Date().toISOString(),
    progress: () => undefined,
    ...more,
  });
