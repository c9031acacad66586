import type { Connection } from 'mongoose';
import {
  IMPORT_OUTCOMES,
  type ImportOutcome,
  type ImportRow,
  type ImportRun,
} from '#server/imports/sheet-import.ts';
import { model, text, number, whole, words } from './model.ts';

export interface ImportRunRow {
  readonly _id: string;
  readonly unitId: string;
  readonly run: ImportRun;
}

/** `_id` is `importId/line`. */
export interface ImportLineRow {
  readonly _id: string;
  readonly importId: string;
  readonly line: number;
  readonly outcome: ImportOutcome;
  readonly row: ImportRow;
}

export const importModels = (connection: Connection) => ({
  importRuns: model<ImportRunRow>(connection, 'import-runs', { unitId: words, run: whole }, [
    { keys: { unitId: 1, _id: -1 } },
  ]),
  importRows: model<ImportLineRow>(
    connection,
    'import-rows',
    { importId: text, line: number, outcome: { ...text, enum: IMPORT_OUTCOMES }, row: whole },
    [{ keys: { importId: 1, line: 1 } }, { keys: { importId: 1, outcome: 1, line: 1 } }],
  ),
});
