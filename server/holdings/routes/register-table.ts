import { HOLDING_COLUMNS, holdingCells, holdingLabel, type HoldingColumn } from '../holding-row.ts';
import type { Holding } from '../holding.ts';
import type { Item } from '#server/items/item.ts';
import type { FigureTable } from '#server/tables/routes/write-table.ts';
import { vi } from '#web/text/vi.ts';

/** A place's register as a table that can be edited and imported again. */
export const registerTable = (
  place: string,
  holdings: readonly Holding[],
  items: ReadonlyMap<string, Item>,
  heading: readonly string[] = [],
): FigureTable => ({
  name: vi.libraryReport.register,
  heading,
  columns: HOLDING_COLUMNS.keys.map(holdingLabel),
  rows: holdings.map((holding) => {
    const cells = holdingCells(holding, place, items.get(holding.itemId) ?? null);
    // Money is a figure, so that a spreadsheet adds it up.
    return HOLDING_COLUMNS.keys.map((column) =>
      column === 'price' && holding.price !== null ? holding.price : cells[column],
    );
  }),
});

const others = (column: HoldingColumn): string => HOLDING_COLUMNS.others(column).join(', ');

/** An empty register to fill in, and what its columns mean. */
export const registerTemplate = (): readonly FigureTable[] => [
  registerTable('', [], new Map()),
  {
    name: vi.holdingImport.help,
    heading: [],
    columns: [
      vi.holdingImport.helpColumn,
      vi.holdingImport.helpMeaning,
      vi.holdingImport.helpOthers,
    ],
    rows: HOLDING_COLUMNS.keys.map((column) => [
      holdingLabel(column),
      vi.holdingImport.meanings[column],
      others(column),
    ]),
  },
];
