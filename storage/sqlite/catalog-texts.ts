import type { OutlineEntry } from '#server/items/file-text.ts';
import type { Passage, Resource, Section } from '#server/items/item.ts';
import { formatLocator, parseLocator, placeOf } from '#server/base/locator.ts';
import type { AttachmentText, Catalog } from '#server/ports.ts';
import { deleteFingerprint, writeFingerprint } from './catalog-fingerprints.ts';
import type { Database } from './database.ts';

type TextMethods = Pick<
  Catalog,
  | 'listPassages'
  | 'findPassages'
  | 'passagesOfPages'
  | 'findSection'
  | 'listSections'
  | 'findResource'
  | 'outline'
>;

export interface PassageRow {
  attachment_id: string;
  ordinal: number;
  item_id: string;
  locator: string;
  heading: string;
  text: string;
}
const PASSAGE = 'attachment_id, ordinal, item_id, locator, heading, text';

export const passageOf = (row: PassageRow): Passage => ({
  itemId: row.item_id,
  attachmentId: row.attachment_id,
  ordinal: row.ordinal,
  locator: parseLocator(row.locator) ?? { kind: 'record' },
  heading: row.heading,
  text: row.text,
});

export interface SectionRow {
  attachment_id: string;
  number: number;
  title: string;
  href: string;
  html: string;
}
export const sectionOf = (row: SectionRow): Section => ({
  attachmentId: row.attachment_id,
  number: row.number,
  title: row.title,
  href: row.href,
  html: row.html,
});

/** Replaces an attachment's text inside a running transaction. */
export function writeText(db: Database, { attachmentId, ...text }: AttachmentText): void {
  for (const table of ['passage', 'section', 'resource', 'outline'])
    db.run(`DELETE FROM ${table} WHERE attachment_id = ?`, attachmentId);
  for (const p of text.passages) {
    db.run(
      'INSERT INTO passage (attachment_id, ordinal, item_id, place, locator, heading, text) VALUES (?, ?, ?, ?, ?, ?, ?)',
      attachmentId,
      p.ordinal,
      p.itemId,
      placeOf(p.locator),
      formatLocator(p.locator),
      p.heading,
      p.text,
    );
  }
  for (const s of text.sections)
    db.run(
      'INSERT INTO section (attachment_id, number, title, href, html) VALUES (?, ?, ?, ?, ?)',
      attachmentId,
      s.number,
      s.title,
      s.href,
      s.html,
    );
  for (const r of text.resources)
    db.run(
      'INSERT INTO resource (attachment_id, name, media_type, sha256, bytes) VALUES (?, ?, ?, ?, ?)',
      attachmentId,
      r.name,
      r.mediaType,
      r.sha256,
      r.bytes,
    );
  deleteFingerprint(db, attachmentId);
  if (text.print) writeFingerprint(db, attachmentId, text.print);
  if (text.outline.length > 0)
    db.run(
      'INSERT INTO outline (attachment_id, doc) VALUES (?, ?)',
      attachmentId,
      JSON.stringify(text.outline),
    );
}

function listPassages(
  db: Database,
  itemId: string,
  after: { attachmentId: string; ordinal: number } | null,
  limit: number,
): Passage[] {
  const item = db.get<{ doc: string }>('SELECT doc FROM item WHERE id = ?', itemId);
  if (!item) return [];
  const order = (JSON.parse(item.doc) as { attachments: { id: string }[] }).attachments.map(
    (a) => a.id,
  );
  const found: Passage[] = [];
  const first = after === null ? 0 : order.indexOf(after.attachmentId);
  // The file of the cursor has been taken away meanwhile: what stood after it is not known any more.
  if (first < 0) return [];
  for (let i = first; i < order.length && found.length < limit; i++) {
    const from = after !== null && i === first ? after.ordinal : -1;
    found.push(
      ...db
        .all<PassageRow>(
          `SELECT ${PASSAGE} FROM passage WHERE attachment_id = ? AND ordinal > ? ORDER BY ordinal LIMIT ?`,
          order[i]!,
          from,
          limit - found.length,
        )
        .map(passageOf),
    );
  }
  return found;
}

export function catalogTexts(db: Database): TextMethods {
  return {
    listPassages: async (itemId, after, limit) => listPassages(db, itemId, after, limit),
    findPassages: async (refs) =>
      refs
        .map((ref) =>
          db.get<PassageRow>(
            `SELECT ${PASSAGE} FROM passage WHERE attachment_id = ? AND ordinal = ?`,
            ref.attachmentId,
            ref.ordinal,
          ),
        )
        .filter((row) => row !== undefined)
        .map(passageOf),
    passagesOfPages: async (attachmentId, from, to) =>
      db
        .all<PassageRow>(
          `SELECT ${PASSAGE} FROM passage WHERE attachment_id = ? AND place BETWEEN ? AND ? ORDER BY ordinal`,
          attachmentId,
          from,
          to,
        )
        .map(passageOf),
    findSection: async (attachmentId, number) => {
      const row = db.get<SectionRow>(
        'SELECT * FROM section WHERE attachment_id = ? AND number = ?',
        attachmentId,
        number,
      );
      return row ? sectionOf(row) : null;
    },
    listSections: async (attachmentId) =>
      db
        .all<Omit<SectionRow, 'html'>>(
          'SELECT attachment_id, number, title, href FROM section WHERE attachment_id = ? ORDER BY number',
          attachmentId,
        )
        .map((row) => ({
          attachmentId: row.attachment_id,
          number: row.number,
          title: row.title,
          href: row.href,
        })),
    findResource: async (attachmentId, name) => {
      const row = db.get<{ media_type: string; sha256: string; bytes: number }>(
        'SELECT media_type, sha256, bytes FROM resource WHERE attachment_id = ? AND name = ?',
        attachmentId,
        name,
      );
      return row
        ? ({
            attachmentId,
            name,
            mediaType: row.media_type,
            sha256: row.sha256,
            bytes: row.bytes,
          } satisfies Resource)
        : null;
    },
    outline: async (attachmentId) => {
      const row = db.get<{ doc: string }>(
        'SELECT doc FROM outline WHERE attachment_id = ?',
        attachmentId,
      );
      return row ? (JSON.parse(row.doc) as OutlineEntry[]) : [];
    },
  };
}
