import type { Connection } from 'mongoose';
import type { Catalog } from '#server/ports.ts';
import type { Models } from './models.ts';
import { inTransaction } from './transactions.ts';

type UnsavedMethods = Pick<
  Catalog,
  'saveUnsaved' | 'findUnsaved' | 'deleteUnsaved' | 'deleteUnsavedBefore'
>;

const keyOf = (accountId: string, itemId: string): string => `${accountId}/${itemId}`;

/** Forms that are being typed. */
export const catalogUnsaved = (connection: Connection, { unsaved }: Models): UnsavedMethods => ({
  saveUnsaved: (form, most) =>
    inTransaction(connection, async (session) => {
      const row = {
        _id: keyOf(form.accountId, form.itemId),
        accountId: form.accountId,
        at: form.at,
        form,
      };
      await unsaved.replaceOne({ _id: row._id }, row, {
        upsert: true,
        session,
        runValidators: true,
      });
      const older = await unsaved
        .find(
          { accountId: form.accountId },
          { _id: 1 },
          { sort: { at: -1, _id: -1 }, skip: most, session },
        )
        .lean();
      if (older.length > 0)
        await unsaved.deleteMany({ _id: { $in: older.map((one) => one._id) } }, { session });
    }),
  findUnsaved: async (accountId, itemId) =>
    (await unsaved.findById(keyOf(accountId, itemId)).lean())?.form ?? null,
  deleteUnsaved: async (accountId, itemId) => {
    await unsaved.deleteOne({ _id: keyOf(accountId, itemId) });
  },
  deleteUnsavedBefore: async (at) => {
    await unsaved.deleteMany({ at: { $lt: at } });
  },
});
