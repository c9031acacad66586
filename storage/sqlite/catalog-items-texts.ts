import { formatLocator, parseLocator, rankOf } from '#server/base/locator.ts';
import type { OutlineEntry } from '#server/items/file-text.ts';
import type { Item, Passage, Resource, Section } from '#server/items/item.ts';
import type { AttachmentText, PassageRef, TextCatalog } from '#server/items/text-catalog.ts';
import { deleteFingerprint, fingerprintIn, writeFingerprint } from './catalog-cataloguing.ts';
import type { Database } from './database.ts';
import { findDocument } from './documents.ts';

interface PassageRow {
  attachment_id: string;
  ordinal: number;
  item_id: string;
  locator: string;
  heading: string;
  text: string;
}
const PASSAGE = 'attachment_id, ordinal, item_id, locator, heading, text';

const passageOf = (row: PassageRow): Passage => ({
  itemId: row.item_id,
  attachmentId: row.attachment_id,
  ordinal: row.ordinal,
  locator: parseLocator(row.locator) ?? { kind: 'record' },
  heading: row.heading,
  text: row.text,
});

interface SectionRow {
  attachment_id: string;
  number: number;
  title: string;
  href: string;
  html: string;
}
const sectionOf = (row: SectionRow): Section => ({
  attachmentId: row.attachment_id,
  number: row.number,
  title: row.title,
  href: row.href,
  html: row.html,
});

interface ResourceRow {
  readonly attachment_id: string;
  readonly name: string;
  readonly media_type: string;
  readonly sha256: string;
  readonly bytes: number;
}

const resourceOf = (row: ResourceRow): Resource => ({
  attachmentId: row.attachment_id,
  name: row.name,
  mediaType: row.media_type,
  sha256: row.sha256,
  bytes: row.bytes,
});

const outlineOf = (db: Database, attachmentId: string): OutlineEntry[] =>
  findDocument<OutlineEntry[]>(
    db,
    'SELECT doc FROM outline WHERE attachment_id = ?',
    attachmentId,
  ) ?? [];

/** The whole text of one file; null when nothing was read from it. */
export function findText(db: Database, attachmentId: string): AttachmentText | null {
  const passages = db.all<PassageRow>(
    'SELECT * FROM passage WHERE attachment_id = ? ORDER BY ordinal',
    attachmentId,
  );
  const sections = db.all<SectionRow>(
    'SELECT * FROM section WHERE attachment_id = ? ORDER BY number',
    attachmentId,
  );
  const resources = db.all<ResourceRow>(
    'SELECT * FROM resource WHERE attachment_id = ? ORDER BY name',
    attachmentId,
  );
  const outline = outlineOf(db, attachmentId);
  if (passages.length + sections.length + resources.length + outline.length === 0) return null;
  return {
    attachmentId,
    passages: passages.map(passageOf),
    sections: sections.map(sectionOf),
    resources: resources.map(resourceOf),
    outline,
    ...fingerprintIn(db, attachmentId),
  };
}

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
      rankOf(p.locator),
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
  after: PassageRef | null,
  limit: number,
): Passage[] {
  const item = findDocument<Item>(db, 'SELECT doc FROM item WHERE id = ?', itemId);
  if (item === null) return [];
  const order = item.attachments.map((a) => a.id);
  const found: Passage[] = [];
  const first = after === null ? 0 : order.indexOf(after.attachmentId);
  // The file of the cursor was removed meanwhile: nobody knows any more which passages followed it.
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

const passages = (
  db: Database,
): Pick<TextCatalog, 'listPassages' | 'findPassages' | 'passagesOfPages'> => ({
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
});

/** Chapters, the pictures they show, and the table of contents. */
const chapters = (
  db: Database,
): Pick<TextCatalog, 'findSection' | 'listSections' | 'findResource' | 'outline'> => ({
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
    const row = db.get<ResourceRow>(
      'SELECT * FROM resource WHERE attachment_id = ? AND name = ?',
      attachmentId,
      name,
    );
    return row ? resourceOf(row) : null;
  },
  outline: async (attachmentId) => outlineOf(db, attachmentId),
});

/** Texts read from files; each belongs to one attachment. */
export const catalogTexts = (db: Database): TextCatalog => ({
  ...passages(db),
  ...chapters(db),
});
