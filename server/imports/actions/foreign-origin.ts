import { createHash } from 'node:crypto';
import type { Item, ItemOrigin } from '#server/items/item.ts';
import type { CellRow } from '#server/tables/read-table.ts';
import type { CatalogColumn } from '../catalog-row.ts';

export type CatalogRow = CellRow<CatalogColumn>;

/** What says where a record came from, not what it says. */
const OF_THE_ORIGIN: readonly CatalogColumn[] = ['id', 'unit', 'originSource', 'originId'];
const DIGEST_SIGNS = 10;

/** Where a line says that its record came from; null for one that does not. */
export function originOf({ cells }: CatalogRow): Pick<ItemOrigin, 'source' | 'id'> | null {
  const id = cells.get('originId') ?? '';
  return id === '' ? null : { source: cells.get('originSource') ?? '', id };
}

const digest = (cell: string): string =>
  createHash('sha256').update(cell).digest('base64url').slice(0, DIGEST_SIGNS);

type Digests = Readonly<Record<string, string>> | undefined;

/** Files by their checksums where the sender gives any: packages call them otherwise each time. */
const fileCell = (cell: string, digests: Digests): string =>
  cell
    .split('|')
    .map((path) => digests?.[path.trim()] ?? path.trim())
    .join(' | ');

/** What stands in the cells now, by which the next coming is compared. */
export function originNow(row: CatalogRow, now: string, digests?: Digests): ItemOrigin | null {
  const origin = originOf(row);
  if (origin === null) return null;
  const cells = [...row.cells].filter(
    ([column, cell]) => cell !== '' && !OF_THE_ORIGIN.includes(column),
  );
  return {
    ...origin,
    cells: Object.fromEntries(
      cells.map(([column, cell]) => [
        column,
        digest(column === 'file' ? fileCell(cell, digests) : cell),
      ]),
    ),
    at: now,
  };
}

const changedAtSource = ({ cells: last }: ItemOrigin, column: CatalogColumn, cell: string) =>
  (last[column] ?? '') !== (cell === '' ? '' : digest(cell));

/**
 * The cells that the source changed since the record came last: what was written here meanwhile is
 * not undone by what the source says unchanged. Its number stays as it was given here; an empty cell
 * says nothing, because another form of the same record may have no place for the fact.
 */
export const cellsChanged = (item: Item, row: CatalogRow): CatalogRow => ({
  ...row,
  cells: new Map(
    [...row.cells].filter(
      ([column, cell]) =>
        !OF_THE_ORIGIN.includes(column) &&
        column !== 'file' &&
        column !== 'identifier' &&
        cell !== '' &&
        changedAtSource(item.origin!, column, cell),
    ),
  ),
});

/** Whether the source names other files than it did. */
export function filesChanged(item: Item, row: CatalogRow, digests?: Digests): boolean {
  const cell = row.cells.get('file') ?? '';
  return changedAtSource(item.origin!, 'file', cell === '' ? '' : fileCell(cell, digests));
}
