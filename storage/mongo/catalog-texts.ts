import type { ClientSession } from 'mongoose';
import type { OutlineEntry } from '#server/items/file-text.ts';
import type { Passage } from '#server/items/item.ts';
import { formatLocator, parseLocator, placeOf } from '#server/base/locator.ts';
import type { AttachmentText, Catalog, PassageRef } from '#server/ports.ts';
import { fingerprintRow } from './catalog-fingerprints.ts';
import type { Models } from './models.ts';
import type { PassageRow } from './rows.ts';

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

const keyOf = (attachmentId: string, part: string | number): string => `${attachmentId}/${part}`;

export const passageOf = (row: PassageRow): Passage => ({
  itemId: row.itemId,
  attachmentId: row.attachmentId,
  ordinal: row.ordinal,
  locator: parseLocator(row.locator) ?? { kind: 'record' },
  heading: row.heading,
  text: row.text,
});

/** Replaces an attachment's text inside a running transaction. */
export async function writeText(
  { passages, sections, resources, outlines, prints }: Models,
  { attachmentId, ...text }: AttachmentText,
  session: ClientSession,
): Promise<void> {
  await passages.deleteMany({ attachmentId }, { session });
  await sections.deleteMany({ attachmentId }, { session });
  await resources.deleteMany({ attachmentId }, { session });
  await outlines.deleteOne({ _id: attachmentId }, { session });
  await prints.deleteOne({ _id: attachmentId }, { session });
  if (text.print) await prints.insertMany([fingerprintRow(attachmentId, text.print)], { session });
  if (text.passages.length > 0) {
    await passages.insertMany(
      text.passages.map((p) => ({
        _id: keyOf(attachmentId, p.ordinal),
        attachmentId,
        ordinal: p.ordinal,
        itemId: p.itemId,
        place: placeOf(p.locator),
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
  // The file of the cursor has been taken away meanwhile: what stood after it is not known any more.
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
export function catalogTexts(models: Models): TextMethods {
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
      return row
        ? { attachmentId, number: row.number, title: row.title, href: row.href, html: row.html }
        : null;
    },
    listSections: async (attachmentId) =>
      (await sections.find({ attachmentId }, { html: 0 }, { sort: { number: 1 } }).lean()).map(
        (row) => ({ attachmentId, number: row.number, title: row.title, href: row.href }),
      ),
    findResource: async (attachmentId, name) => {
      const row = await resources.findById(keyOf(attachmentId, name)).lean();
      return row
        ? { attachmentId, name, mediaType: row.mediaType, sha256: row.sha256, bytes: row.bytes }
        : null;
    },
    outline: async (attachmentId) =>
      ((await outlines.findById(attachmentId).lean())?.entries ?? []) as OutlineEntry[],
  };
}
