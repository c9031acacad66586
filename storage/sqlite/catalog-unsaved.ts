import type { Catalog } from '#server/ports.ts';
import type { UnsavedForm } from '#server/cataloguing/unsaved-form.ts';
import type { Database } from './database.ts';

type UnsavedMethods = Pick<
  Catalog,
  'saveUnsaved' | 'findUnsaved' | 'deleteUnsaved' | 'deleteUnsavedBefore'
>;

/** Forms that are being typed. */
export const catalogUnsaved = (db: Database): UnsavedMethods => ({
  saveUnsaved: async (form, most) => {
    db.transaction(() => {
      db.run(
        'INSERT OR REPLACE INTO unsaved_form (account_id, item_id, at, doc) VALUES (?, ?, ?, ?)',
        form.accountId,
        form.itemId,
        form.at,
        JSON.stringify(form),
      );
      db.run(
        'DELETE FROM unsaved_form WHERE account_id = ?1 AND item_id IN (SELECT item_id FROM unsaved_form WHERE account_id = ?1 ORDER BY at DESC, item_id DESC LIMIT -1 OFFSET ?2)',
        form.accountId,
        most,
      );
    });
  },
  findUnsaved: async (accountId, itemId) => {
    const row = db.get<{ doc: string }>(
      'SELECT doc FROM unsaved_form WHERE account_id = ? AND item_id = ?',
      accountId,
      itemId,
    );
    return row === undefined ? null : (JSON.parse(row.doc) as UnsavedForm);
  },
  deleteUnsaved: async (accountId, itemId) => {
    db.run('DELETE FROM unsaved_form WHERE account_id = ? AND item_id = ?', accountId, itemId);
  },
  deleteUnsavedBefore: async (at) => {
    db.run('DELETE FROM unsaved_form WHERE at < ?', at);
  },
});
