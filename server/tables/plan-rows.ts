import { AppError } from '#server/base/errors.ts';

/** One cell that a line changes, as people read it. */
export interface CellChange {
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

/** Lines looked at together: each may ask the catalogue. */
const TOGETHER = 50;

/** Plans lines in their order, some at a time. */
export async function planRows<Row, Planned>(
  rows: readonly Row[],
  plan: (row: Row) => Promise<Planned> | Planned,
): Promise<Planned[]> {
  const planned: Planned[] = [];
  for (let at = 0; at < rows.length; at += TOGETHER)
    planned.push(...(await Promise.all(rows.slice(at, at + TOGETHER).map(plan))));
  return planned;
}

export interface Applying<Row> {
  /** Lines saved by one transaction. */
  readonly together: number;
  /** Saves all of these or none. */
  readonly save: (rows: readonly Row[]) => Promise<unknown>;
  readonly done: (row: Row) => Row;
  readonly refused: (row: Row, fault: AppError) => Row;
}

/** A server out of reach is no fault of a line. */
function faultOf(error: unknown): AppError {
  if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
  return error;
}

async function applyOne<Row>(row: Row, { save, done, refused }: Applying<Row>): Promise<Row> {
  try {
    await save([row]);
    return done(row);
  } catch (error) {
    return refused(row, faultOf(error));
  }
}

/**
 * All together, or one by one where somebody else wrote in between: the others are not lost with
 * the one.
 */
async function applySome<Row>(rows: readonly Row[], how: Applying<Row>): Promise<Row[]> {
  try {
    await how.save(rows);
    return rows.map(how.done);
  } catch (error) {
    faultOf(error);
    const applied: Row[] = [];
    for (const row of rows) applied.push(await applyOne(row, how));
    return applied;
  }
}

/** Carries planned lines out; each says what became of it. */
export async function applyRows<Row>(rows: readonly Row[], how: Applying<Row>): Promise<Row[]> {
  const applied: Row[] = [];
  for (let at = 0; at < rows.length; at += how.together)
    applied.push(...(await applySome(rows.slice(at, at + how.together), how)));
  return applied;
}

/** What becomes of a line whose entries are kept by key. */
export type RowOutcome = 'new' | 'changed' | 'same' | 'refused';

/** How many lines of a plan have each outcome. */
export const countOutcomes = (
  rows: readonly { readonly outcome: RowOutcome }[],
): Readonly<Record<RowOutcome, number>> => {
  const count = (outcome: RowOutcome): number =>
    rows.filter((row) => row.outcome === outcome).length;
  return {
    new: count('new'),
    changed: count('changed'),
    same: count('same'),
    refused: count('refused'),
  };
};
