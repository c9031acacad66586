import type { Connection } from 'mongoose';
import type { DeskCatalog } from '#server/desk/desk-catalog.ts';
import type { DeskScan } from '#server/desk/scan.ts';
import type { Models } from '../models.ts';
import type { DeskScanRow } from '../rows/figures-readers.ts';
import { inTransaction } from '../transactions.ts';

const keyOf = ({ day, unitId, procedure }: Omit<DeskScan, 'count'>): string =>
  `${day}/${unitId}/${procedure}`;

export const deskScanRow = (scan: DeskScan): DeskScanRow => ({ _id: keyOf(scan), ...scan });

/** What is asked for at one-stop desks. */
export const catalogDesk = (connection: Connection, { deskScans }: Models): DeskCatalog => ({
  addDeskScans: async (scans) => {
    if (scans.length === 0) return;
    await inTransaction(connection, async (session) => {
      await deskScans.bulkWrite(
        scans.map(({ day, unitId, procedure, count }) => ({
          updateOne: {
            filter: { _id: keyOf({ day, unitId, procedure }) },
            update: { $inc: { count }, $setOnInsert: { day, unitId, procedure } },
            upsert: true,
          },
        })),
        { session },
      );
    });
  },
  sumDeskScans: async (unitIds, { from, to }) => {
    const rows = await deskScans.aggregate<{
      readonly _id: { readonly unitId: string; readonly procedure: string };
      readonly count: number;
    }>([
      {
        $match: {
          day: { $gte: from, $lte: to },
          ...(unitIds === null ? {} : { unitId: { $in: [...unitIds] } }),
        },
      },
      {
        $group: { _id: { unitId: '$unitId', procedure: '$procedure' }, count: { $sum: '$count' } },
      },
      { $sort: { count: -1, '_id.unitId': 1, '_id.procedure': 1 } },
    ]);
    return rows.map(({ _id: { unitId, procedure }, count }) => ({ unitId, procedure, count }));
  },
});
