import type { Connection } from 'mongoose';
import { AppError } from '#server/base/errors.ts';
import { COPY_PROGRESS } from '#server/keeping/shelf-manifest.ts';
import type { Models } from './models.ts';
import { asAppError } from './mongo-errors.ts';

/**
 * Grows whenever rows are written in a way that an older program would not understand; what brings
 * older rows into that form runs at the opening, before the database is said to have it.
 */
export const DATABASE_FORM = 1;
/** The `_id` of the counter that holds the form; the first databases have none. */
const FORM = 'form';

/** Whether a row fits in a collection that need not exist yet. */
const holds = async (connection: Connection, name: string, filter: object = {}): Promise<boolean> =>
  (await connection.db!.collection(name).findOne(filter, { projection: { _id: 1 } })) !== null;

/**
 * Looks at the database before anything is written: one that a newer program wrote, and one whose
 * records are gone beside stored files are refused. `filesAlone`: a restored catalogue may come to
 * files that have lost theirs.
 */
export async function guardCatalog(connection: Connection, filesAlone: boolean): Promise<void> {
  try {
    if (await holds(connection, 'counters', { _id: FORM, value: { $gt: DATABASE_FORM } }))
      throw new AppError('storage-newer');
    if (
      !filesAlone &&
      (await holds(connection, 'stored-files')) &&
      !(await holds(connection, 'accounts')) &&
      !(await holds(connection, 'items')) &&
      !(await holds(connection, 'facts', { _id: COPY_PROGRESS }))
    )
      throw new AppError('catalog-gone');
  } catch (error) {
    throw asAppError(error);
  }
}

/** Says that every row has this program's form now. */
export async function stampForm({ counters }: Models): Promise<void> {
  await counters.updateOne({ _id: FORM }, { $max: { value: DATABASE_FORM } }, { upsert: true });
}
