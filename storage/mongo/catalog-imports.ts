import type { ClientSession, Connection } from 'mongoose';
import type { ImportCatalog } from '#server/imports/import-catalog.ts';
import {
  storedImport,
  type ImportOutcome,
  type ImportRow,
  type ImportRun,
} from '#server/imports/sheet-import.ts';
import type { Models } from './models.ts';
import { insertJobs } from './queue.ts';
import type { ImportLineRow } from './rows/imports.ts';
import { inTransaction } from './transactions.ts';

const lineRow =
  (importId: string) =>
  (row: ImportRow): ImportLineRow => ({
    _id: `${importId}/${row.line}`,
    importId,
    line: row.line,
    outcome: row.outcome,
    row,
  });

async function putRows(
  { importRows }: Models,
  importId: string,
  rows: readonly ImportRow[],
  session: ClientSession,
): Promise<void> {
  if (rows.length === 0) return;
  await importRows.bulkWrite(
    rows
      .map(lineRow(importId))
      .map((row) => ({ replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } })),
    { session },
  );
}

/** Imports saved before they were of a unit are of the unit of who began them. */
export async function fillImportUnits({ importRuns, accounts }: Models): Promise<void> {
  const older = await importRuns.find({ unitId: { $exists: false } }).lean();
  for (const { _id, run } of older) {
    const account = await accounts.findById((run as ImportRun).accountId).lean();
    const unitId = (account?.account as { unitId: string } | undefined)?.unitId ?? '';
    await importRuns.updateOne({ _id }, { $set: { unitId, 'run.unitId': unitId } });
  }
}

/** Imports of sheets, line by line. */
export const catalogImports = (connection: Connection, models: Models): ImportCatalog => ({
  saveImport: (run, rows, jobs) =>
    inTransaction(connection, async (session) => {
      await models.importRuns.replaceOne(
        { _id: run.id },
        { _id: run.id, unitId: run.unitId, run },
        { upsert: true, session, runValidators: true },
      );
      if (rows !== null) {
        await models.importRows.deleteMany({ importId: run.id }, { session });
        if (rows.length > 0)
          await models.importRows.insertMany(rows.map(lineRow(run.id)), { session });
      }
      await insertJobs(models, jobs, run.createdAt, session);
    }),
  findImport: async (id) => {
    const row = await models.importRuns.findById(id).lean();
    return row ? storedImport(row.run as ImportRun) : null;
  },
  listImports: async (unitIds, limit) =>
    (
      await models.importRuns
        .find(unitIds === null ? {} : { unitId: { $in: [...unitIds] } }, null, {
          sort: { _id: -1 },
          limit,
        })
        .lean()
    ).map((row) => storedImport(row.run as ImportRun)),
  saveImportRows: (importId, rows) =>
    inTransaction(connection, (session) => putRows(models, importId, rows, session)),
  listImportRows: async (importId, outcomes, after, limit) =>
    (
      await models.importRows
        .find(
          {
            importId,
            ...(outcomes.length === 0 ? {} : { outcome: { $in: [...outcomes] } }),
            line: { $gt: after },
          },
          { row: 1 },
          { sort: { line: 1 }, limit },
        )
        .lean()
    ).map((row) => row.row as ImportRow),
  countImportRows: async (importId) =>
    Object.fromEntries(
      (
        await models.importRows.aggregate<{ _id: ImportOutcome; n: number }>([
          { $match: { importId } },
          { $group: { _id: '$outcome', n: { $sum: 1 } } },
        ])
      ).map(({ _id, n }) => [_id, n]),
    ),
});
