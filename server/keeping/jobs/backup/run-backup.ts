import { access, mkdir } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import type { Storage } from '#server/ports.ts';
import { noteFailedBackup, noteGoodBackup } from '../../actions/last-backup.ts';
import { storageSource } from '../../actions/move-shelf.ts';
import { sealFor } from './seal.ts';
import { writeBackup, type WrittenBackup } from './write-backup.ts';

export interface BackupPlan {
  readonly folder: string;
  readonly keep: number;
  /** Public keys; none: not encrypted. */
  readonly recipients: readonly string[];
  /** Whether a folder that is not there is made: never for one that a disk is mounted on. */
  readonly makeFolder: boolean;
}

/** Makes one backup and notes how it went. Throws as `writeBackup`. */
export async function runBackup(
  storage: Pick<Storage, 'catalog' | 'files'>,
  { folder, keep, recipients, makeFolder }: BackupPlan,
  more: {
    readonly now: () => string;
    readonly progress: (records: number) => void;
    readonly stopping?: AbortSignal;
  },
): Promise<WrittenBackup> {
  const { catalog } = storage;
  try {
    const path = resolve(folder);
    if (makeFolder) await mkdir(path, { recursive: true, mode: 0o700 });
    await access(path).catch((cause: unknown) => {
      throw new AppError('backup-unreachable', { path }, { cause });
    });
    const seal = await sealFor(recipients);
    const made = await writeBackup(storageSource('', storage), path, { ...more, seal, keep });
    const [at, name, lost] = [more.now(), basename(made.path), made.missing.length];
    await noteGoodBackup(catalog, { at, name, lost });
    return made;
  } catch (error) {
    const reason = error instanceof AppError ? error.code : 'internal';
    // Where not even this can be written, the first fault is the one to tell.
    if (more.stopping?.aborted !== true)
      await noteFailedBackup(catalog, more.now(), reason).catch(() => undefined);
    throw error;
  }
}
