import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '#server/base/errors.ts';
import type { Storage } from '#server/ports.ts';
import type { ShelfManifest } from '../shelf-manifest.ts';
import { listGenerations } from '../jobs/backup/generations.ts';
import { openBackup, verifyBackup } from '../jobs/backup/open-backup.ts';
import { runBackup } from '../jobs/backup/run-backup.ts';
import { makeKeys } from '../jobs/backup/seal.ts';

const EVERY = 500;

/** A line on standard error now and then, where somebody watches. */
export const counter =
  (what: string) =>
  (n: number): void => {
    if (process.stderr.isTTY && n % EVERY === 0) process.stderr.write(`\r${what}: ${n}`);
  };

const told = ({ records, files }: ShelfManifest): string =>
  `${records.kinds.item ?? 0} tài liệu, ${records.count} bản ghi (SHA-256 ${records.sha256.slice(0, 16)}…), ${files.count} tệp, ${files.bytes} byte`;

/** Bytes that are gone in the source are gone in the copy; everything else is there. */
export function report(what: string, manifest: ShelfManifest, missing: readonly string[]): number {
  console.log(`${what}: ${told(manifest)}`);
  for (const sha256 of missing) console.error(`  thiếu hoặc hỏng tệp ${sha256}`);
  return missing.length === 0 ? 0 : 3;
}

export interface BackupSettings {
  readonly BACKUP_FOLDER: string;
  readonly BACKUP_KEEP: number;
  readonly BACKUP_RECIPIENT: readonly string[];
}

/** `keep`: as typed; undefined for that of the settings. */
function keepOf(keep: string | undefined, settings: BackupSettings): number {
  const n = keep === undefined ? settings.BACKUP_KEEP : Number(keep);
  if (Number.isInteger(n) && n >= 1) return n;
  throw new AppError('invalid-input', {
    fields: { keep: '--keep phải là số nguyên từ 1 trở lên' },
  });
}

/** Into a folder, or into that of the settings as the worker does every night. */
export async function backup(
  storage: Storage,
  settings: BackupSettings,
  options: { readonly folder: string | null; readonly keep: string | undefined },
): Promise<number> {
  if (options.folder === null && settings.BACKUP_FOLDER === '')
    throw new AppError('invalid-input', {
      fields: { BACKUP_FOLDER: 'BACKUP_FOLDER phải được đặt khi dùng --schedule' },
    });
  const { manifest, missing, path } = await runBackup(
    storage,
    {
      folder: options.folder ?? settings.BACKUP_FOLDER,
      keep: keepOf(options.keep, settings),
      recipients: settings.BACKUP_RECIPIENT,
      makeFolder: options.folder !== null,
    },
    { now: () => new Date().toISOString(), progress: counter('bản ghi') },
  );
  console.log(path);
  return report('đã sao lưu', manifest, missing);
}

/** Every backup of a folder, oldest first. */
export async function listBackups(folder: string): Promise<number> {
  const all = await listGenerations(resolve(folder));
  for (const { path, manifest } of all)
    console.log(
      `${path}: ${told(manifest)}${(manifest.backup?.recipients.length ?? 0) > 0 ? ', mã hóa' : ''}`,
    );
  if (all.length === 0) throw new AppError('backup-broken', { folder });
  return 0;
}

/** Reads a whole backup; exit code 3 when a byte of it is missing or damaged. */
export async function verify(path: string, identity: string | null): Promise<number> {
  const opened = await openBackup(resolve(path), identity);
  const { missing, damaged, lostBefore } = await verifyBackup(opened);
  console.log(`${opened.generation.path}: ${told(opened.generation.manifest)}`);
  for (const name of missing) console.error(`  bản sao lưu thiếu tệp ${name}`);
  for (const name of damaged) console.error(`  tệp hỏng trong bản sao lưu ${name}`);
  for (const name of lostBefore)
    console.error(`  tủ sách đã mất từ trước khi sao lưu: tệp ${name}`);
  const whole = missing.length + damaged.length + lostBefore.length === 0;
  console.log(whole ? 'bản sao lưu trọn vẹn' : 'bản sao lưu KHÔNG trọn vẹn');
  return whole ? 0 : 3;
}

/** Makes a pair of keys: the private one into a file that must not be there yet, the public one is shown. */
export async function makeBackupKey(path: string): Promise<number> {
  const { file, recipient } = await makeKeys();
  await writeFile(resolve(path), file, { flag: 'wx', mode: 0o600 }).catch((cause: unknown) => {
    const fields = { path: `${path} không ghi được hoặc đã có; không ghi đè lên khóa cũ` };
    throw new AppError('invalid-input', { fields }, { cause });
  });
  console.log(`Khóa bí mật: ${path} (cất ngoài máy chủ, ít nhất hai nơi)`);
  console.log(`BACKUP_RECIPIENT=${recipient}`);
  return 0;
}
