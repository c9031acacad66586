import { AppError } from '#server/base/errors.ts';
import { asAppError, isDamage, type Database } from '../database.ts';

/** Why the index cannot be asked, as `reason` of `search-unavailable`. */
const REASONS = { gone: 'gone', damaged: 'damaged', built: 'being-built' } as const;

const unavailable = (reason: string, file?: number, cause?: unknown): AppError =>
  new AppError('search-unavailable', { reason, file }, { cause });

/** Its file is not there any more. */
export const indexGone = (): AppError => unavailable(REASONS.gone);
/** It was begun anew and does not hold everything yet. */
export const beingBuilt = (): AppError => unavailable(REASONS.built);

/**
 * What a thread of the index throws; damage of the index is none of the catalogue. `file`: the
 * number of the file that was open, as another may stand under its name by now.
 */
export const asIndexError = (error: unknown, file?: number): unknown =>
  error instanceof AppError && error.code !== 'storage-damaged'
    ? error
    : isDamage(error)
      ? unavailable(REASONS.damaged, file, error)
      : asAppError(error);

/** The file that a thread met damage in; null when it does not say. */
export const fileOf = (error: unknown): number | null =>
  error instanceof AppError && typeof error.details['file'] === 'number'
    ? error.details['file']
    : null;

/** Whether the file has to make room for a new one. */
export const isLost = (error: unknown): boolean =>
  error instanceof AppError &&
  error.code === 'search-unavailable' &&
  [REASONS.gone, REASONS.damaged].includes(error.details['reason'] as never);

/** An error that nobody can explain: a damaged page may be behind it. */
export const isUnexplained = (error: unknown): boolean =>
  error instanceof AppError &&
  error.code === 'search-unavailable' &&
  error.details['reason'] === undefined;

export const isWhole = (db: Database): boolean =>
  db.get<{ value: number }>(`SELECT value FROM state WHERE key = 'whole'`)?.value === 1;
