import type { ArrivingCatalog, ArrivingFile } from '#server/ingest/arriving-catalog.ts';
import type { Models } from '../models.ts';
import type { ArrivingRow } from '../rows/arriving.ts';

const fileOf = ({ _id, writer: _writer, ...rest }: ArrivingRow): ArrivingFile => ({
  id: _id,
  ...rest,
});

export const catalogArriving = ({ arriving }: Models): ArrivingCatalog => ({
  addArriving: async ({ id, ...rest }) => {
    await arriving.replaceOne({ _id: id }, { ...rest, writer: '' }, { upsert: true });
  },
  findArriving: async (id) => {
    const row = await arriving.findById(id).lean<ArrivingRow>();
    return row === null ? null : fileOf(row);
  },
  takeArriving: async (id, writer) => {
    const row = await arriving
      .findOneAndUpdate({ _id: id }, { $set: { writer } }, { returnDocument: 'after' })
      .lean<ArrivingRow>();
    return row === null ? null : fileOf(row);
  },
  advanceArriving: async (id, writer, { from, to, expiresAt }) => {
    const { matchedCount } = await arriving.updateOne(
      { _id: id, writer, received: from },
      { $set: { received: to, expiresAt } },
    );
    return matchedCount === 1;
  },
  noteArrived: async (id, sha256) => {
    await arriving.updateOne({ _id: id }, { $set: { sha256 } });
  },
  markTaken: async (id, expiresAt) => {
    await arriving.updateOne({ _id: id }, { $set: { taken: true, expiresAt } });
  },
  listArriving: async (accountId) =>
    (
      await arriving
        .find({ accountId, taken: false })
        .sort({ createdAt: 1, _id: 1 })
        .limit(250)
        .lean<ArrivingRow[]>()
    ).map(fileOf),
  expiredArriving: async (now, limit) =>
    (
      await arriving
        .find({ expiresAt: { $lte: now } })
        .sort({ expiresAt: 1, _id: 1 })
        .limit(limit)
        .lean<ArrivingRow[]>()
    ).map(fileOf),
  sumArriving: async (unitIds) => {
    const rows = await arriving
      .find({ unitId: { $in: [...unitIds] }, taken: false }, { bytes: 1 })
      .lean<Pick<ArrivingRow, 'bytes'>[]>();
    return rows.reduce((sum, { bytes }) => sum + bytes, 0);
  },
  removeArriving: async (id) => {
    await arriving.deleteOne({ _id: id });
  },
});
