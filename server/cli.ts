import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { openStorage } from '#storage/index.ts';
import { check } from '#server/keeping/commands/check-command.ts';
import {
  backup,
  listBackups,
  makeBackupKey,
  verify,
} from '#server/keeping/commands/backup-command.ts';
import { move, restore } from '#server/keeping/commands/move-command.ts';
import {
  resetAccountPassword,
  resetAccountSecondFactor,
} from '#server/keeping/commands/account-command.ts';
import {
  deliverCommand,
  packCommand,
  receiptCommand,
  reconcileCommand,
} from '#server/keeping/commands/deliver-command.ts';
import { verifySecurityLog } from '#server/keeping/commands/security-log-command.ts';
import { toldCommand } from '#server/keeping/commands/told-command.ts';
import { runImport } from '#server/keeping/commands/import-command.ts';
import { harvestAddress, importFile } from '#server/keeping/commands/foreign-command.ts';
import { importLaws } from '#server/keeping/commands/laws-command.ts';
import { reindex } from '#server/keeping/commands/reindex-command.ts';
import { readConfig, readSecretFiles, type Config } from './config.ts';
import { AppError } from '#server/base/errors.ts';
import { openShelf, type Shelf } from './shelf.ts';

const USAGE = `Dùng:
  npm run -s bookshelf -- import THƯ-MỤC [--sheet BẢNG.csv] [--publish] [--report BÁO-CÁO.csv]
  npm run -s bookshelf -- import TỆP.mrc|.xml|.zip|.csv|.xlsx --unit MÃ-ĐƠN-VỊ [--sender NƠI-GỬI] [--dry-run] [--report BÁO-CÁO.csv]
  npm run -s bookshelf -- harvest ĐỊA-CHỈ-OAI --unit MÃ-ĐƠN-VỊ [--set TẬP-HỢP] [--prefix DẠNG] [--files] [--dry-run]
  npm run -s bookshelf -- laws import DANH-SÁCH.xlsx|.csv|.json [--dry-run]
  npm run -s bookshelf -- deliver pack THƯ-MỤC
  npm run -s bookshelf -- deliver send NƠI-NHẬN [--whole]
  npm run -s bookshelf -- deliver receipt BIÊN-NHẬN --target NƠI-NHẬN [--dry-run]
  npm run -s bookshelf -- deliver reconcile DANH-MỤC --target NƠI-NHẬN
  npm run -s bookshelf -- account reset-password|reset-second-factor TÊN-ĐĂNG-NHẬP
  npm run -s bookshelf -- security-log verify
  npm run -s bookshelf -- reindex
  npm run -s bookshelf -- check [--bytes] [--repair]
  npm run -s bookshelf -- backup THƯ-MỤC [--keep SỐ-BẢN]
  npm run -s bookshelf -- backup --schedule
  npm run -s bookshelf -- backup list THƯ-MỤC
  npm run -s bookshelf -- backup verify THƯ-MỤC [--identity TỆP-KHÓA]
  npm run -s bookshelf -- backup key TỆP-KHÓA
  npm run -s bookshelf -- restore THƯ-MỤC [--identity TỆP-KHÓA]
  npm run -s bookshelf -- move --from ĐỊA-CHỈ --to ĐỊA-CHỈ
ĐỊA-CHỈ như DATABASE_URL: sqlite:./data hoặc mongodb://… (khi đó cần ELASTICSEARCH_URL).
Mã thoát: 0 xong; 3 có tệp bị từ chối, bị thiếu hoặc có lỗi chưa sửa; 1 không chạy được.`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    sheet: { type: 'string' },
    publish: { type: 'boolean', default: false },
    report: { type: 'string' },
    unit: { type: 'string' },
    sender: { type: 'string' },
    set: { type: 'string' },
    prefix: { type: 'string' },
    files: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    bytes: { type: 'boolean', default: false },
    repair: { type: 'boolean', default: false },
    whole: { type: 'boolean', default: false },
    target: { type: 'string' },
    keep: { type: 'string' },
    schedule: { type: 'boolean', default: false },
    identity: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

type Command = (config: Config) => Promise<number>;

/**
 * Every command is told to the security log of the storage that it works on. `filesAlone`: for what
 * brings a catalogue to files that have lost theirs.
 */
const onStorage =
  (run: (storage: Shelf['storage']) => Promise<number>, filesAlone = false): Command =>
  async (config) => {
    const storage = await openStorage({ ...config, filesAlone });
    try {
      return await toldCommand(storage, positionals, values, () => run(storage));
    } finally {
      await storage.close();
    }
  };

/** With extraction and jobs, beside a server that may be running. */
const onShelf =
  (run: (shelf: Shelf) => Promise<number>): Command =>
  (config) =>
    onStorage(async (storage) => {
      const log = pino(
        { level: config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL },
        pino.destination(2),
      );
      const shelf = openShelf(config, storage, log, {
        workers: availableParallelism() > 2 ? 2 : 1,
      });
      try {
        await shelf.refreshSettings();
        return await run(shelf);
      } finally {
        await shelf.extraction.close();
      }
    })(config);

const between =
  (fromUrl: string, toUrl: string): Command =>
  async (config) => {
    if (
      [fromUrl, toUrl].some((url) => url.startsWith('mongodb')) &&
      config.ELASTICSEARCH_URL === ''
    ) {
      throw new AppError('invalid-input', {
        fields: { ELASTICSEARCH_URL: 'ELASTICSEARCH_URL phải được đặt khi dùng mongodb://' },
      });
    }
    return onStorage((from) =>
      onStorage((to) => move(from, fromUrl, to), true)({ ...config, DATABASE_URL: toUrl }),
    )({ ...config, DATABASE_URL: fromUrl });
  };

/** `deliver pack FOLDER` and the like; null when the words do not make a command. */
function deliverCommandOf(step: string, object: string): Command | null {
  const { target, whole } = values;
  switch (step) {
    case 'pack':
      return onShelf((shelf) => packCommand(shelf, object));
    case 'send':
      return onShelf((shelf) => deliverCommand(shelf, object, whole ? 'whole' : 'difference'));
    case 'receipt':
      return target === undefined
        ? null
        : onShelf((shelf) => receiptCommand(shelf, object, target, values['dry-run']));
    case 'reconcile':
      return target === undefined
        ? null
        : onShelf((shelf) => reconcileCommand(shelf, object, target));
    default:
      return null;
  }
}

/** `account reset-password NAME` and the like; null when the words do not make a command. */
function accountCommandOf(step: string | undefined, username: string): Command | null {
  switch (step) {
    case 'reset-password':
      return onStorage((storage) => resetAccountPassword(storage, username));
    case 'reset-second-factor':
      return onStorage((storage) => resetAccountSecondFactor(storage, username));
    default:
      return null;
  }
}

const BACKUP_STEPS: readonly string[] = ['list', 'verify', 'key'];

/** `backup FOLDER`, `backup verify FOLDER` and the like; null when the words do not make a command. */
function backupCommandOf(step: string | undefined, object: string | undefined): Command | null {
  const { keep, schedule, identity } = values;
  const into =
    (folder: string | null): Command =>
    (config) =>
      onStorage((storage) => backup(storage, config, { folder, keep }))(config);
  if (schedule) return step === undefined ? into(null) : null;
  if (object === undefined)
    return step === undefined || BACKUP_STEPS.includes(step) ? null : into(step);
  switch (step) {
    case 'list':
      return () => listBackups(object);
    case 'verify':
      return () => verify(object, identity ?? null);
    case 'key':
      return () => makeBackupKey(object);
    default:
      return null;
  }
}

/** A file by itself: its ending says so, or the unit that it is for. */
const isForeignFile = (path: string): boolean =>
  values.unit !== undefined || ['.mrc', '.marc', '.iso', '.xml', '.zip'].includes(extname(path));

/** Null when the words do not make a command. */
function commandOf([name, folder, file]: readonly string[]): Command | null {
  const { from, to, repair, bytes } = values;
  const dryRun = values['dry-run'];
  switch (name) {
    case 'import':
      if (folder !== undefined && isForeignFile(folder))
        return onShelf((shelf) => importFile(shelf, folder, values));
      return folder === undefined || extname(folder) === '.csv'
        ? null
        : onShelf((shelf) => runImport(shelf, folder, values));
    case 'harvest':
      return folder === undefined
        ? null
        : onShelf((shelf) => harvestAddress(shelf, folder, values));
    case 'laws':
      return folder !== 'import' || file === undefined
        ? null
        : onShelf((shelf) => importLaws(shelf, file, dryRun));
    case 'deliver':
      return folder === undefined || file === undefined ? null : deliverCommandOf(folder, file);
    case 'account':
      return file === undefined ? null : accountCommandOf(folder, file);
    case 'security-log':
      return folder === 'verify' ? onShelf(verifySecurityLog) : null;
    case 'reindex':
      return onShelf(reindex);
    case 'check':
      return onShelf((shelf) => check(shelf, { repair, bytes }));
    case 'backup':
      return backupCommandOf(folder, file);
    case 'restore':
      return folder === undefined
        ? null
        : onStorage((storage) => restore(storage, folder, values.identity ?? null), true);
    case 'move':
      return from === undefined || to === undefined || from === to ? null : between(from, to);
    default:
      return null;
  }
}

async function main(): Promise<number> {
  const command = values.help ? null : commandOf(positionals);
  if (command === null) {
    console.log(USAGE);
    return values.help ? 0 : 1;
  }
  return command(readConfig(readSecretFiles(process.env, (path) => readFileSync(path, 'utf8'))));
}

// As the server: what is written here holds what is private.
process.umask(0o077);
try {
  process.exitCode = await main();
} catch (error) {
  const fields = error instanceof AppError ? Object.values(error.details.fields ?? {}) : [];
  console.error(
    [
      (error as Error).message,
      ...fields,
      ...(error instanceof AppError ? [] : [(error as Error).stack ?? '']),
    ].join('\n  '),
  );
  process.exitCode = 1;
}
