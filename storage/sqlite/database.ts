import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { AppError } from '#server/base/errors.ts';
import { nameKey } from '#server/cataloguing/name-list.ts';

const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

const primaryCode = (error: unknown): number | null => {
  const { errcode } = error as { errcode?: number };
  return errcode === undefined ? null : errcode & 0xff;
};

/** Whether the file itself is damaged: pages that cannot be, or tables that should be there. */
export const isDamage = (error: unknown): boolean =>
  (error instanceof AppError && error.code === 'storage-damaged') ||
  [SQLITE_CORRUPT, SQLITE_NOTADB].includes(primaryCode(error) ?? 0) ||
  /\bno such (?:table|column)\b|malformed/u.test((error as Error).message);

/** Errors of statements, constraints and types. */
const MISFITS: readonly (number | null)[] = [1, 19, 20];
/** Whether a step of the schema met tables that this program never made. */
export const isMisfit = (error: unknown): boolean => MISFITS.includes(primaryCode(error));

/** Turns driver errors into errors of the error table; others pass as they are. */
export function asAppError(error: unknown): unknown {
  const primary = primaryCode(error);
  if (primary === null) return error;
  if (primary === SQLITE_CORRUPT || primary === SQLITE_NOTADB)
    return new AppError('storage-damaged', {}, { cause: error });
  if (primary === SQLITE_BUSY) return new AppError('storage-busy', {}, { cause: error });
  if (primary === SQLITE_FULL || primary === SQLITE_IOERR)
    return new AppError('storage-full', {}, { cause: error });
  return error;
}

/** Texts of statements differ by the number of their values: far more are nobody's pages. */
const MOST_STATEMENTS = 1_000;

/** One connection with its prepared statements and transactions. */
export class Database {
  readonly raw: DatabaseSync;
  /** Told after every transaction that was kept. */
  onCommit: () => void = () => undefined;
  readonly #statements = new Map<string, StatementSync>();
  /** Damage that was met: nothing is written from then on. */
  #damage: AppError | null = null;

  constructor(path: string, options: { readOnly?: boolean; timeoutMs?: number } = {}) {
    const timeout = options.timeoutMs ?? 5_000;
    this.raw = new DatabaseSync(path, { readOnly: options.readOnly ?? false, timeout });
    if (options.readOnly === true) {
      this.raw.exec('PRAGMA query_only = 1');
      return;
    }
    // For steps of the schema that look names up: the same key as the code makes.
    this.raw.function('name_key', { deterministic: true }, (value) =>
      typeof value === 'string' ? nameKey(value) : '',
    );
    this.#turnToWal(timeout);
    // NORMAL in WAL mode: a crash of the process loses nothing; only a power cut may lose the last
    // transactions, never integrity.
    this.raw.exec('PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = 1');
  }

  /**
   * SQLite does not wait for this one lock by itself: two processes may open a new file at the same
   * time.
   */
  #turnToWal(timeout: number): void {
    const deadline = performance.now() + timeout;
    for (;;) {
      try {
        this.raw.exec('PRAGMA journal_mode = WAL');
        return;
      } catch (thrown) {
        const error = asAppError(thrown);
        if (
          !(error instanceof AppError && error.code === 'storage-busy') ||
          performance.now() > deadline
        ) {
          this.raw.close();
          throw error;
        }
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
      }
    }
  }

  prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.raw.prepare(sql);
      if (this.#statements.size >= MOST_STATEMENTS) this.#statements.clear();
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  get<Row>(sql: string, ...values: readonly SqlValue[]): Row | undefined {
    return this.#told(() => this.prepare(sql).get(...values) as Row | undefined);
  }

  all<Row>(sql: string, ...values: readonly SqlValue[]): Row[] {
    return this.#told(() => this.prepare(sql).all(...values) as Row[]);
  }

  run(sql: string, ...values: readonly SqlValue[]): { changes: number; lastId: number } {
    this.mustBeSound();
    return this.#told(() => {
      const { changes, lastInsertRowid } = this.prepare(sql).run(...values);
      return { changes: Number(changes), lastId: Number(lastInsertRowid) };
    });
  }

  /** Errors of the engine as those of the error table; damage is remembered. */
  #told<T>(work: () => T): T {
    try {
      return work();
    } catch (thrown) {
      const error = asAppError(thrown);
      if (error instanceof AppError && error.code === 'storage-damaged') this.#damage = error;
      throw error;
    }
  }

  /** Throws `storage-damaged` once damage was met. */
  mustBeSound(): void {
    if (this.#damage !== null) throw this.#damage;
  }

  /** Runs `work` as one write transaction: all of it or nothing. Not nested. */
  transaction<T>(work: () => T): T {
    this.mustBeSound();
    try {
      this.raw.exec('BEGIN IMMEDIATE');
      const result = work();
      this.raw.exec('COMMIT');
      this.onCommit();
      return result;
    } catch (error) {
      if (this.raw.isTransaction) this.raw.exec('ROLLBACK');
      throw asAppError(error);
    }
  }

  /**
   * Applies the steps this file has not seen yet, each in its own transaction; `user_version`
   * counts them.
   */
  migrate(steps: readonly string[]): void {
    const done = (): number =>
      (this.raw.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
    for (let step = done(); step < steps.length; step++) {
      this.transaction(() => {
        // Another process may have done it while this one waited for the lock.
        if (done() > step) return;
        this.raw.exec(steps[step]!);
        this.raw.exec(`PRAGMA user_version = ${step + 1}`);
      });
    }
  }

  /** Pages of the log after which a commit writes them into the file itself. */
  set logPages(pages: number) {
    this.raw.exec(`PRAGMA wal_autocheckpoint = ${pages}`);
  }

  close(): void {
    if (this.raw.isOpen) this.raw.close();
  }
}

export type SqlValue = string | number | null | Uint8Array;
