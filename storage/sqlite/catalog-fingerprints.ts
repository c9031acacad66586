import type { AlikeText } from '#server/cataloguing/cataloguing-records.ts';
import type { AttachmentText, Catalog } from '#server/ports.ts';
import { bandsOf, shareOf, type Fingerprint } from '#server/items/fingerprint.ts';
import type { Database } from './database.ts';

type PrintMethods = Pick<Catalog, 'findFingerprint' | 'saveFingerprint' | 'findAlike'>;

/** Boilerplate may stand in thousands: those that agree in most bands are looked at. */
const MOST_LOOKED_AT = 500;

const bytesOf = (print: Fingerprint): Uint8Array => new Uint8Array(Uint32Array.from(print).buffer);
const printFrom = (bytes: Uint8Array): Fingerprint => [...new Uint32Array(bytes.slice().buffer)];

function findFingerprint(db: Database, attachmentId: string): Fingerprint | null {
  const row = db.get<{ print: Uint8Array }>(
    'SELECT print FROM text_print WHERE attachment_id = ?',
    attachmentId,
  );
  return row === undefined ? null : printFrom(row.print);
}

/** As a part of the text's record; nothing where there is none. */
export function fingerprintIn(db: Database, attachmentId: string): Pick<AttachmentText, 'print'> {
  const print = findFingerprint(db, attachmentId);
  return print === null ? {} : { print };
}

/** Takes a print away, inside a running transaction. */
export function deleteFingerprint(db: Database, attachmentId: string): void {
  const print = findFingerprint(db, attachmentId);
  if (print === null) return;
  for (const band of bandsOf(print))
    db.run('DELETE FROM text_band WHERE band = ? AND attachment_id = ?', band, attachmentId);
  db.run('DELETE FROM text_print WHERE attachment_id = ?', attachmentId);
}

/** Adds a print where there is none, inside a running transaction. */
export function writeFingerprint(db: Database, attachmentId: string, print: Fingerprint): void {
  db.run(
    'INSERT INTO text_print (attachment_id, print) VALUES (?, ?)',
    attachmentId,
    bytesOf(print),
  );
  for (const band of bandsOf(print))
    db.run('INSERT INTO text_band (band, attachment_id) VALUES (?, ?)', band, attachmentId);
}

function findAlike(
  db: Database,
  print: Fingerprint,
  { least, limit }: { least: number; limit: number },
): AlikeText[] {
  const rows = db.all<{ attachmentId: string; itemId: string; print: Uint8Array }>(
    `WITH near AS (SELECT attachment_id, count(*) AS n FROM text_band WHERE band IN (SELECT value FROM json_each(?)) GROUP BY attachment_id ORDER BY n DESC, attachment_id LIMIT ?)
     SELECT a.id AS attachmentId, a.item_id AS itemId, p.print FROM near JOIN text_print p ON p.attachment_id = near.attachment_id JOIN attachment a ON a.id = near.attachment_id`,
    JSON.stringify(bandsOf(print)),
    MOST_LOOKED_AT,
  );
  return rows
    .map(({ attachmentId, itemId, print: other }) => ({
      itemId,
      attachmentId,
      share: shareOf(print, printFrom(other)),
    }))
    .filter(({ share }) => share >= least)
    .toSorted((a, b) => b.share - a.share || (a.attachmentId < b.attachmentId ? -1 : 1))
    .slice(0, limit);
}

/** Prints of texts, by which texts that are alike are found. */
export const catalogFingerprints = (db: Database): PrintMethods => ({
  findFingerprint: async (attachmentId) => findFingerprint(db, attachmentId),
  saveFingerprint: async (attachmentId, print) => {
    db.transaction(() => {
      deleteFingerprint(db, attachmentId);
      writeFingerprint(db, attachmentId, print);
    });
  },
  findAlike: async (print, list) => findAlike(db, print, list),
});
