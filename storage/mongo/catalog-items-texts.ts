import type { ClientSession } from 'mongoose';
import type { OutlineEntry } from '#server/items/file-text.ts';
import type { Passage, Resource, Section } from '#server/items/item.ts';
import { formatLocator, parseLocator, rankOf } from '#server/base/locator.ts';
import type { AttachmentText, PassageRef, TextCatalog } from '#server/items/text-catalog.ts';
import { fingerprintRow } from './catalog-cataloguing.ts';
import type { Models } from './models.ts';
import type { PassageRow, ResourceRow, SectionRow } from './rows/items-texts.ts';

const keyOf = (attachmentId: string, name: string | number): string => `${attachmentId}/${name}`;

const passageOf = (row: PassageRow): Passage => ({
  itemId: row.itemId,
  attachmentId: row.attachmentId,
  ordinal: row.ordinal,
  locator: parseLocator(row.locator) ?? { kind: 'record' },
  heading: row.heading,
  text: row.text,
});

const sectionOf = ({ attachmentId, number, title, href, html }: SectionRow): Section => ({
  attachmentId,
  number,
  title,
  href,
  html,
});

const resourceOf = ({ attachmentId, name, mediaType, sha256, bytes }: ResourceRow): Resource => ({
  attachmentId,
  name,
  mediaType,
  sha256,
  bytes,
});

/** The whole text of one file, inside a running transaction; null when nothing was read from it. */
export async function findText(
  { passages, sections, resources, outlines, fingerprints }: Models,
  attachmentId: string,
  session: ClientSession,
): Promise<AttachmentText | null> {
  const read = { session };
  // One session answers one command at a time.
  const passageRows = await passages
    .find({ attachmentId }, null, { ...read, sort: { ordinal: 1 } })
    .lean();
  const sectionRows = await sections
    .find({ attachmentId }, null, { ...read, sort: { number: 1 } })
    .lean();
  const resourceRows = await resources
    .find({ attachmentId }, null, { ...read, sort: { _id: 1 } })
    .lean();
  const outline = (await outlines.findById(attachmentId, null, read).lean())?.entries ?? [];
  const fingerprint = (await fingerprints.findById(attachmentId, null, read).lean())?.print;
  if (passageRows.length + sectionRows.length + resourceRows.length + outline.length === 0)
    return null;
  return {
    attachmentId,
    passages: passageRows.map((row) => passageOf(row as PassageRow)),
    sections: sectionRows.map((row) => sectionOf(row as SectionRow)),
    resources: resourceRows.map((row) => resourceOf(row as ResourceRow)),
    outline: outline as OutlineEntry[],
    ...(fingerprint ? { print: fingerprint } : {}),
  };
}

/** Replaces an attachment's text inside a running transaction. */
export async function writeText(
  { passages, sections, resources, outlines, fingerprints }: Models,
  { attachmentId, ...text }: AttachmentText,
  session: ClientSession,
): Promise<void> {
  await passages.deleteMany({ attachmentId }, { session });
  await sections.deleteMany({ attachmentId }, { session });
  await resources.deleteMany({ attachmentId }, { session });
  await outlines.deleteOne({ _id: attachmentId }, { session });
  await fingerprints.deleteOne({ _id: attachmentId }, { session });
  if (text.print)
    await fingerprints.insertMany([fingerprintRow(attachmentId, text.print)], { session });
  if (text.passages.length > 0) {
    await passages.insertMany(
      text.passages.map((p) => ({
        _id: keyOf(attachmentId, p.ordinal),
        attachmentId,
        ordinal: p.ordinal,
        itemId: p.itemId,
        place: rankOf(p.locator),
        locator: formatLocator(p.locator),
        heading: p.heading,
        text: p.text,
      })),
      { session },
    );
  }
  if (text.sections.length > 0)
    await sections.insertMany(
      text.sections.map((s) => ({ ...s, _id: keyOf(attachmentId, s.number), attachmentId })),
      { session },
    );
  if (text.resources.length > 0)
    await resources.insertMany(
      text.resources.map((r) => ({ ...r, _id: keyOf(attachmentId, r.name), attachmentId })),
      { session },
    );
  if (text.outline.length > 0)
    await outlines.insertMany([{ _id: attachmentId, entries: text.outline }], { session });
}

async function listPassages(
  { items, passages }: Models,
  itemId: string,
  after: PassageRef | null,
  limit: number,
): Promise<Passage[]> {
  const order = (await items.findById(itemId, { attachmentIds: 1 }).lean())?.attachmentIds ?? [];
  const first = after === null ? 0 : order.indexOf(after.attachmentId);
  const found: Passage[] = [];
  // The file of the cursor was removed meanwhile: nobody knows any more which passages followed it.
  if (first < 0) return [];
  for (let i = first; i < order.length && found.length < limit; i++) {
    const from = after !== null && i === first ? after.ordinal : -1;
    const rows = await passages
      .find({ attachmentId: order[i]!, ordinal: { $gt: from } }, null, {
        sort: { ordinal: 1 },
        limit: limit - found.length,
      })
      .lean();
    found.push(...rows.map((row) => passageOf(row as PassageRow)));
  }
  return found;
}

/** Texts read from files; each belongs to one attachment. */
export function catalogTexts(models: Models): TextCatalog {
  const { passages, sections, resources, outlines } = models;
  return {
    listPassages: (itemId, after, limit) => listPassages(models, itemId, after, limit),
    findPassages: async (refs) => {
      const keys = refs.map((ref) => keyOf(ref.attachmentId, ref.ordinal));
      const rows = await passages.find({ _id: { $in: keys } }).lean();
      const byKey = new Map(rows.map((row) => [row._id, row as PassageRow]));
      return keys
        .map((key) => byKey.get(key))
        .filter((row) => row !== undefined)
        .map(passageOf);
    },
    passagesOfPages: async (attachmentId, from, to) =>
      (
        await passages
          .find({ attachmentId, place: { $gte: from, $lte: to } }, null, { sort: { ordinal: 1 } })
          .lean()
      ).map((row) => passageOf(row as PassageRow)),
    findSection: async (attachmentId, number) => {
      const row = await sections.findById(keyOf(attachmentId, number)).lean();
      return row ? sectionOf(row as SectionRow) : null;
    },
    listSections: async (attachmentId) =>
      (await sections.find({ attachmentId }, { html: 0 }, { sort: { number: 1 } }).lean()).map(
        (row) => ({ attachmentId, number: row.number, title: row.title, href: row.href }),
      ),
    findResource: async (attachmentId, name) => {
      const row = await resources.findById(keyOf(attachmentId, name)).lean();
      return row ? resourceOf(row as ResourceRow) : null;
    },
    outline: async (attachmentId) =>
      ((await outlines.findById(attachmentId).lean())?.entries ?? []) as OutlineEntry[],
  };
}
