import { createHash } from 'node:crypto';
import { mongo } from 'mongoose';
import { AppError } from '#server/base/errors.ts';
import type { ArrivingFiles, StoredFile } from '#server/ports.ts';
import { duplicateOf } from '../mongo-errors.ts';
import type { FileCollections } from './file-models.ts';

/** The GridFS id under which a file arrives: the same for every process. */
const gridIdOf = (id: string): mongo.ObjectId =>
  new mongo.ObjectId(createHash('sha256').update(id).digest().subarray(0, 12));

const PIECES_AT_ONCE = 8;

/** Tells how the store takes in a file whose pieces are there. */
type Publish = (gridId: mongo.ObjectId, sha256: string, bytes: number) => Promise<boolean>;

/**
 * Puts one piece down, unless a longer one stands there: somebody who was overtaken may still write
 * what is there already.
 */
async function putPiece(
  { chunks }: FileCollections,
  gridId: mongo.ObjectId,
  n: number,
  data: Buffer,
): Promise<void> {
  try {
    await chunks.updateOne(
      { files_id: gridId, n, size: { $lte: data.length } },
      { $set: { data: new mongo.Binary(data), size: data.length } },
      { upsert: true },
    );
  } catch (error) {
    if (duplicateOf(error) === null) throw error;
  }
}

/** The first bytes of the piece that a write goes on with. */
async function beginningOf(
  { chunks }: FileCollections,
  gridId: mongo.ObjectId,
  n: number,
  length: number,
): Promise<Buffer> {
  if (length === 0) return Buffer.alloc(0);
  const piece = await chunks.findOne({ files_id: gridId, n });
  if (piece === null || piece.data.length() < length)
    throw new AppError('file-missing', { piece: n });
  return Buffer.from(piece.data.buffer.subarray(0, length));
}

async function write(
  collections: FileCollections,
  id: string,
  offset: number,
  bytes: Uint8Array,
): Promise<void> {
  const { chunkSize } = collections;
  const gridId = gridIdOf(id);
  const first = Math.floor(offset / chunkSize);
  const before = await beginningOf(collections, gridId, first, offset % chunkSize);
  const whole = Buffer.concat([before, bytes]);
  for (let at = 0; at < whole.length; at += chunkSize)
    await putPiece(collections, gridId, first + at / chunkSize, whole.subarray(at, at + chunkSize));
}

async function hashOf(
  { chunks }: FileCollections,
  gridId: mongo.ObjectId,
  bytes: number,
): Promise<string> {
  const hash = createHash('sha256');
  let left = bytes;
  const pieces = chunks.find({ files_id: gridId }, { sort: { n: 1 }, batchSize: PIECES_AT_ONCE });
  for await (const { data } of pieces) {
    hash.update(data.buffer.subarray(0, Math.min(left, data.length())));
    left -= data.length();
  }
  if (left > 0) throw new AppError('file-missing', { left });
  return hash.digest('hex');
}

async function store(
  collections: FileCollections,
  publish: Publish,
  [id, bytes, note]: Parameters<ArrivingFiles['store']>,
): Promise<StoredFile> {
  const { chunkSize, entries, stored, uploads } = collections;
  const gridId = gridIdOf(id);
  const sha256 = await hashOf(collections, gridId, bytes);
  await note(sha256);
  const known = await stored.findOne({ gridId });
  if (known) return { sha256, bytes, existed: true };
  // Noted as an upload: should this process die, a later start sweeps what is not visible.
  await uploads.updateOne({ _id: gridId }, { $set: { begunAt: new Date() } }, { upsert: true });
  await entries.updateOne(
    { _id: gridId },
    { $set: { length: bytes, chunkSize, uploadDate: new Date(), filename: sha256 } },
    { upsert: true },
  );
  return { sha256, bytes, existed: !(await publish(gridId, sha256, bytes)) };
}

/** Pieces of GridFS that no file entry names until they are whole. */
export async function arrivingFiles(
  collections: FileCollections,
  publish: Publish,
): Promise<ArrivingFiles> {
  // The driver makes it with its own first upload.
  await collections.chunks.createIndex({ files_id: 1, n: 1 }, { unique: true });
  return {
    write: (id, offset, bytes) => write(collections, id, offset, bytes),
    store: (...wanted) => store(collections, publish, wanted),
    remove: async (id) => {
      const gridId = gridIdOf(id);
      if ((await collections.stored.findOne({ gridId })) !== null) return;
      await collections.chunks.deleteMany({ files_id: gridId });
    },
  };
}
