import { messages } from '#server/imports/messages.ts';
import {
  columnLabel,
  ITEM_COLUMNS,
  lawsIn,
  parseLawCell,
  recordCells,
  type CatalogColumn,
} from '../catalog-row.ts';
import { dateInCell, tidyCell } from '#server/tables/cell-text.ts';
import type { Item, ItemRecord } from '#server/items/item.ts';
import { lawReference, tidyNumber, type LawReference } from '#server/base/vietnamese/law-number.ts';
import type { SheetWords } from '../listed-values.ts';
import { withoutFaults } from '../optional-faults.ts';
import { readRow } from './import-sheet.ts';
import type { CellChange } from '#server/tables/plan-rows.ts';
import type { CellRow } from '#server/tables/read-table.ts';
import { EMPTY_RECORD } from '#server/items/record-rules.ts';

export interface RowUpdate {
  readonly record: ItemRecord;
  readonly changes: readonly CellChange[];
  /** Vietnamese sentences on cells that could not be read and for which the line is refused. */
  readonly faults: readonly string[];
  /** Sentences on optional cells that are left as they were. */
  readonly notes: readonly string[];
}

const FIXED: readonly CatalogColumn[] = ITEM_COLUMNS;
type RecordColumn = keyof ReturnType<typeof recordCells>;

/** What an item knew of a document beside its number, title and articles stays. */
const laws = (cell: string, before: readonly LawReference[]): LawReference[] =>
  lawsIn(cell).map((part) => {
    const { number, title, articles } = parseLawCell(part);
    const tidy = tidyNumber(number);
    return { ...(before.find((r) => r.number === tidy) ?? lawReference(tidy)), title, articles };
  });

/** The record with these cells put in: an emptied cell empties the field. */
function withCells(
  before: ItemRecord,
  cells: ReadonlyMap<RecordColumn, string>,
  read: Partial<ItemRecord>,
): ItemRecord {
  let { validity, rights } = before;
  const fields: Partial<Record<keyof ItemRecord, unknown>> = {};
  for (const [column, cell] of cells) {
    const day = cell === '' ? null : dateInCell(cell);
    switch (column) {
      case 'validity':
        validity = { ...validity, state: read.validity?.state ?? EMPTY_RECORD.validity.state };
        break;
      case 'validityFrom':
        validity = { ...validity, from: day };
        break;
      case 'validityTo':
        validity = { ...validity, to: day };
        break;
      case 'validityReason':
        validity = { ...validity, reason: cell };
        break;
      case 'rights':
        rights = { ...rights, kind: read.rights?.kind ?? rights.kind };
        break;
      case 'rightsNote':
        rights = { ...rights, note: cell };
        break;
      case 'lawRefs':
        fields.lawRefs = laws(cell, before.lawRefs);
        break;
      default:
        fields[column] = read[column] ?? EMPTY_RECORD[column];
    }
  }
  return { ...before, ...(fields as Partial<ItemRecord>), validity, rights };
}

/**
 * What a line of an exported and edited sheet changes. Only cells that differ from what an export
 * would write today count, so an untouched line changes nothing, however its values are spelt.
 */
export function updateFromRow(
  item: Item,
  { line, cells }: CellRow<CatalogColumn>,
  words: SheetWords,
): RowUpdate {
  const now = recordCells(item, words);
  const edited = new Map(
    [...cells].filter(
      (entry): entry is [RecordColumn, string] =>
        !FIXED.includes(entry[0]) && tidyCell(now[entry[0] as RecordColumn]) !== entry[1],
    ),
  );
  const {
    record: read,
    faults,
    unread,
    notes,
  } = readRow((column) => edited.get(column as RecordColumn) ?? '', line, words, item);
  for (const column of unread) edited.delete(column as RecordColumn);
  const unit = cells.get('unit') ?? item.unitId;
  const moved = unit !== '' && unit !== item.unitId ? [messages.unitNotBySheet] : [];
  const emptied = edited.get('rights') === '' ? [messages.rightsEmpty] : [];
  const mended = withoutFaults(withCells(item, edited, read), words, item);
  const after = recordCells(mended.record, words);
  return {
    record: mended.record,
    faults: [...faults, ...moved, ...emptied],
    notes: [...notes, ...mended.notes],
    changes: [...edited.keys()]
      .filter((column) => after[column] !== now[column])
      .map((column) => ({
        column: columnLabel(column),
        before: now[column],
        after: after[column],
      })),
  };
}
