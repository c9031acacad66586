import { mongo, type ClientSession } from 'mongoose';
import type { RecognitionCatalog } from '#server/ingest/recognition-catalog.ts';
import type { Item } from '#server/items/item.ts';
import type { PageReading, ReadingFact } from '#server/items/recognition.ts';
import type { PackedReading } from '#server/keeping/shelf-record.ts';
import { packedText, packFound, unpackFound } from '../../packed-reading.ts';
import type { Models } from '../models.ts';
import type { ReadingRow } from '../rows/recognition.ts';

const LATEST = 11;

const factOf = (row: Omit<ReadingRow, 'found'>): ReadingFact => ({
  itemId: row.itemId,
  attachmentId: row.attachmentId,
  page: row.page,
  recogniser: row.recogniser,
  at: row.at,
  reason: row.reason,
});

const bytesOf = ({ found }: ReadingRow): Buffer | null =>
  found === null ? null : Buffer.from(found.buffer.subarray(0, found.length()));

const readingOf = (row: ReadingRow): PageReading => ({
  ...factOf(row),
  found: unpackFound(bytesOf(row)),
});

async function put(
  { pageReadings }: Models,
  fact: ReadingFact,
  found: Buffer | null,
  session: ClientSession | null = null,
): Promise<void> {
  const _id = `${fact.attachmentId}/${fact.page}`;
  await pageReadings.replaceOne(
    { _id },
    { _id, ...fact, found: found === null ? null : new mongo.Binary(found) },
    { upsert: true, runValidators: true, ...(session ? { session } : {}) },
  );
}

/** Takes one in as a backup or move carries it, inside a running transaction. */
export const putPackedReading = (
  models: Models,
  { found, ...fact }: PackedReading,
  session: ClientSession,
): Promise<void> =>
  put(models, fact, found === null ? null : Buffer.from(found, 'base64'), session);

/** What was read of one file, as a backup or move carries it, one at a time. */
export async function* packedReadings(
  { pageReadings }: Models,
  attachmentId: string,
): AsyncIterable<PackedReading> {
  const rows = pageReadings
    .find({ attachmentId }, null, { sort: { page: 1 } })
    .lean()
    .cursor();
  for await (const row of rows)
    yield {
      ...factOf(row as ReadingRow),
      found: bytesOf(row as ReadingRow)?.toString('base64') ?? null,
    };
}

/** Forgets what was read of files that the item does not name any more. */
export async function dropReadingsOfGone(
  { pageReadings }: Models,
  { id, attachments }: Item,
  session: ClientSession,
): Promise<void> {
  await pageReadings.deleteMany(
    { itemId: id, attachmentId: { $nin: attachments.map((a) => a.id) } },
    { session },
  );
}

export function catalogRecognition(models: Models): RecognitionCatalog {
  const { pageReadings } = models;
  const from = (attachmentId: string, page: number) => ({ attachmentId, page: { $gte: page } });
  return {
    saveReading: ({ found, ...fact }) => put(models, fact, packFound(found)),
    findReading: async (attachmentId, page) => {
      const row = await pageReadings.findById(`${attachmentId}/${page}`).lean();
      return row ? readingOf(row as ReadingRow) : null;
    },
    listReadings: async (attachmentId, first, limit) =>
      (
        await pageReadings
          .find(from(attachmentId, first), null, { sort: { page: 1 }, limit })
          .lean()
      ).map((row) => ({
        ...factOf(row as ReadingRow),
        packed: packedText(bytesOf(row as ReadingRow)),
      })),
    listReadingFacts: async (attachmentId, first, limit) =>
      (
        await pageReadings
          .find(from(attachmentId, first), { found: 0 }, { sort: { page: 1 }, limit })
          .lean()
      ).map(factOf),
    countReadings: async (attachmentId) => {
      const [all, read, latest] = await Promise.all([
        pageReadings.countDocuments({ attachmentId }),
        pageReadings.countDocuments({ attachmentId, reason: null }),
        pageReadings.find({ attachmentId }, { at: 1 }, { sort: { at: -1 }, limit: LATEST }).lean(),
      ]);
      return { read, failed: all - read, latest: latest.map(({ at }) => at) };
    },
    dropReadings: async (attachmentId) => {
      await pageReadings.deleteMany({ attachmentId });
    },
  };
}
