import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
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
import type { Config } from './config.ts';
import { AppError } from '#server/base/errors.ts';
import type { Storage } from '#server/ports.ts';
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

const OPTIONS = {
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
} as const;

const parse = (words: readonly string[]) =>
  parseArgs({ args: [...words], allowPositionals: true, options: OPTIONS });

/** What one call of a command says, and how its storage is opened. */
interface Call extends ReturnType<typeof parse> {
  readonly open: (config: Config & { readonly filesAlone?: boolean }) => Promise<Storage>;
}

type Command = (config: Config) => Promise<number>;

/**
 * Every command is told to the security log of the storage that it works on. `filesAlone`: for what
 * brings a catalogue to files that have lost theirs.
 */
const onStorage =
  (call: Call, run: (storage: Shelf['storage']) => Promise<number>, filesAlone = false): Command =>
  async (config) => {
    const storage = await call.open({ ...config, filesAlone });
    try {
      return await toldCommand(storage, call.positionals, call.values, () => run(storage));
    } finally {
      await storage.close();
    }
  };

/** With extraction and jobs, beside a server that may be running. */
const onShelf =
  (call: Call, run: (shelf: Shelf) => Promise<number>): Command =>
  (config) =>
    onStorage(call, async (storage) => {
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
  (call: Call, fromUrl: string, toUrl: string): Command =>
  async (config) => {
    if (
      [fromUrl, toUrl].some((url) => url.startsWith('mongodb')) &&
      config.ELASTICSEARCH_URL === ''
    ) {
      throw new AppError('invalid-input', {
        fields: { ELASTICSEARCH_URL: 'ELASTICSEARCH_URL phải được đặt khi dùng mongodb://' },
      });
    }
    return onStorage(call, (from) =>
      onStorage(call, (to) => move(from, fromUrl, to), true)({ ...config, DATABASE_URL: toUrl }),
    )({ ...config, DATABASE_URL: fromUrl });
  };

/** `deliver pack FOLDER` and the like; null when the words do not make a command. */
function deliverCommandOf(call: Call, step: string, object: string): Command | null {
  const { values } = call;
  const { target, whole } = values;
  switch (step) {
    case 'pack':
      return onShelf(call, (shelf) => packCommand(shelf, object));
    case 'send':
      return onShelf(call, (shelf) =>
        deliverCommand(shelf, object, whole ? 'whole' : 'difference'),
      );
    case 'receipt':
      return target === undefined
        ? null
        : onShelf(call, (shelf) => receiptCommand(shelf, object, target, values['dry-run']));
    case 'reconcile':
      return target === undefined
        ? null
        : onShelf(call, (shelf) => reconcileCommand(shelf, object, target));
    default:
      return null;
  }
}

/** `account reset-password NAME` and the like; null when the words do not make a command. */
function accountCommandOf(call: Call, step: string | undefined, username: string): Command | null {
  switch (step) {
    case 'reset-password':
      return onStorage(call, (storage) => resetAccountPassword(storage, username));
    case 'reset-second-factor':
      return onStorage(call, (storage) => resetAccountSecondFactor(storage, username));
    default:
      return null;
  }
}

const BACKUP_STEPS: readonly string[] = ['list', 'verify', 'key'];

/** `backup FOLDER`, `backup verify FOLDER` and the like; null when the words do not make a command. */
function backupCommandOf(
  call: Call,
  step: string | undefined,
  object: string | undefined,
): Command | null {
  const { keep, schedule, identity } = call.values;
  const into =
    (folder: string | null): Command =>
    (config) =>
      onStorage(call, (storage) => backup(storage, config, { folder, keep }))(config);
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
const isForeignFile = (path: string, unit: string | undefined): boolean =>
  unit !== undefined || ['.mrc', '.marc', '.iso', '.xml', '.zip'].includes(extname(path));

/** Null when the words do not make a command. */
function commandOf(call: Call): Command | null {
  const { values } = call;
  const [name, folder, file] = call.positionals;
  const { from, to, repair, bytes } = values;
  const dryRun = values['dry-run'];
  switch (name) {
    case 'import':
      if (folder !== undefined && isForeignFile(folder, values.unit))
        return onShelf(call, (shelf) => importFile(shelf, folder, values));
      return folder === undefined || extname(folder) === '.csv'
        ? null
        : onShelf(call, (shelf) => runImport(shelf, folder, values));
    case 'harvest':
      return folder === undefined
        ? null
        : onShelf(call, (shelf) => harvestAddress(shelf, folder, values));
    case 'laws':
      return folder !== 'import' || file === undefined
        ? null
        : onShelf(call, (shelf) => importLaws(shelf, file, dryRun));
    case 'deliver':
      return folder === undefined || file === undefined
        ? null
        : deliverCommandOf(call, folder, file);
    case 'account':
      return file === undefined ? null : accountCommandOf(call, folder, file);
    case 'security-log':
      return folder === 'verify' ? onShelf(call, verifySecurityLog) : null;
    case 'reindex':
      return onShelf(call, reindex);
    case 'check':
      return onShelf(call, (shelf) => check(shelf, { repair, bytes }));
    case 'backup':
      return backupCommandOf(call, folder, file);
    case 'restore':
      return folder === undefined
        ? null
        : onStorage(call, (storage) => restore(storage, folder, values.identity ?? null), true);
    case 'move':
      return from === undefined || to === undefined || from === to ? null : between(call, from, to);
    default:
      return null;
  }
}

/** Null when they hold an option that no command has. */
function parsed(words: readonly string[]): ReturnType<typeof parse> | null {
  try {
    return parse(words);
  } catch {
    return null;
  }
}

/**
 * Runs the command that these words make and says on the console how it went. Gives the exit code:
 * 0 done, 3 when something was refused or is left wrong, 1 when it could not run.
 */
export async function runCommand(
  words: readonly string[],
  readConfig: () => Config,
  open: Call['open'],
): Promise<number> {
  const said = parsed(words);
  const command = said === null || said.values.help ? null : commandOf({ ...said, open });
  if (command === null) {
    console.log(USAGE);
    return said?.values.help ? 0 : 1;
  }
  try {
    return await command(readConfig());
  } catch (error) {
    const fields = error instanceof AppError ? Object.values(error.details.fields ?? {}) : [];
    console.error(
      [
        (error as Error).message,
        ...fields,
        ...(error instanceof AppError ? [] : [(error as Error).stack ?? '']),
      ].join('\n  '),
    );
    return 1;
  }
}
