import { createHash } from 'node:crypto';
import { finished } from 'node:stream/promises';
import { mongo, type Connection } from 'mongoose';
import { AppError } from '#server/base/errors.ts';
import type { ByteRange, Files, StoredFile } from '#server/ports.ts';
import type { Circuit } from '../search/circuit.ts';
import { arrivingFiles } from './arriving-files.ts';
import { openFileCollections, type FileCollections, type StoredFileRow } from './file-models.ts';
import { sweepLocalFiles, withLocalFile } from './local-files.ts';
import { asAppError, duplicateOf, guarded } from '../mongo-errors.ts';

const NAME = /^[0-9a-f]{64}$/u;
/** Another process may be uploading right now: only uploads older than a day are a crash's. */
const LEFT_BEHIND_MS = 24 * 3_600_000;
/** A document may not be larger than 16 MB; a picture that is, is made anew each time. */
const LARGEST_DERIVED = 15 * 1024 ** 2;

const derivedId = (key: string): string => createHash('sha256').update(key).digest('hex');

/**
 * Streams the bytes into GridFS under an id that nothing refers to yet; hashes them on the way.
 * Throws `too-large` and `file-empty`.
 */
async function upload(
  { bucket }: FileCollections,
  gridId: mongo.ObjectId,
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const stream = bucket.openUploadStreamWithId(gridId, gridId.toHexString());
  // Faults are told to the callback of the write that met them; without a listener they would end
  // the process as well.
  stream.on('error', () => undefined);
  const settled = (ask: (done: (error?: Error | null) => void) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      ask((error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > maxBytes) throw new AppError('too-large', { limit: maxBytes });
    hash.update(chunk);
    // One write at a time: when the source breaks off, none is still on its way to the server.
    if (chunk.length > 0)
      await settled((done) => {
        stream.write(chunk, done);
      });
  }
  if (size === 0) throw new AppError('file-empty');
  // The last piece and the entry are written now; their faults are told to whoever waits for the
  // end.
  stream.end();
  await finished(stream);
  return { sha256: hash.digest('hex'), size };
}

/**
 * Removes an upload that was not made visible: first its bytes, then the note of it, so that a
 * crash between is swept again.
 */
async function forget({ bucket, uploads }: FileCollections, gridId: mongo.ObjectId): Promise<void> {
  // Chunks of an upload that broke off have no file entry: GridFS removes them all the same and
  // then says so.
  await bucket.delete(gridId).catch((error: unknown) => {
    if (!(error instanceof mongo.MongoRuntimeError)) throw error;
  });
  await uploads.deleteOne({ _id: gridId });
}

/**
 * One document makes the bytes visible: its unique id decides between several that store the same
 * at once.
 */
async function makeVisible(collections: FileCollections, row: StoredFileRow): Promise<boolean> {
  try {
    await collections.stored.insertOne(row);
    await collections.uploads.deleteOne({ _id: row.gridId });
    return true;
  } catch (error) {
    if (duplicateOf(error) === null) throw error;
    return false;
  }
}

/** Says that the bytes were put just now; false when they are not there. */
const touch = async ({ stored }: FileCollections, sha256: string): Promise<boolean> =>
  (await stored.updateOne({ _id: sha256 }, { $set: { storedAt: new Date().toISOString() } }))
    .matchedCount === 1;

/** Makes pieces that are whole a file of the store; false when the same bytes were there. */
async function publish(
  collections: FileCollections,
  gridId: mongo.ObjectId,
  sha256: string,
  bytes: number,
): Promise<boolean> {
  let fresh = false;
  try {
    // Whoever takes bytes away while they are put again has gone first or leaves them: one of the
    // two steps finds nothing.
    while (!fresh && !(await touch(collections, sha256)))
      fresh = await makeVisible(collections, {
        _id: sha256,
        gridId,
        bytes,
        storedAt: new Date().toISOString(),
      });
    return fresh;
  } finally {
    // A server that is gone cannot forget now: the sweep of a later start will.
    if (!fresh) await forget(collections, gridId).catch(() => undefined);
  }
}

async function put(
  collections: FileCollections,
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<StoredFile> {
  const gridId = new mongo.ObjectId();
  await collections.uploads.insertOne({ _id: gridId, begunAt: new Date() });
  let uploaded = false;
  try {
    const { sha256, size } = await upload(collections, gridId, bytes, maxBytes);
    uploaded = true;
    return { sha256, bytes: size, existed: !(await publish(collections, gridId, sha256, size)) };
  } finally {
    if (!uploaded) await forget(collections, gridId).catch(() => undefined);
  }
}

/** Takes bytes away; noted as an upload first, so that a crash between leaves them to the sweep. */
async function remove(
  collections: FileCollections,
  sha256: string,
  storedBefore: string,
): Promise<void> {
  const row = NAME.test(sha256) ? await collections.stored.findOne({ _id: sha256 }) : null;
  if (row === null) return;
  await collections.uploads.updateOne(
    { _id: row.gridId },
    { $set: { begunAt: new Date(0) } },
    { upsert: true },
  );
  const { deletedCount } = await collections.stored.deleteOne({
    _id: sha256,
    gridId: row.gridId,
    storedAt: { $lt: storedBefore },
  });
  if (deletedCount === 1) await forget(collections, row.gridId);
  else await collections.uploads.deleteOne({ _id: row.gridId });
}

/** Removes what crashes left behind. */
async function sweep(collections: FileCollections): Promise<void> {
  const old = collections.uploads.find({ begunAt: { $lt: new Date(Date.now() - LEFT_BEHIND_MS) } });
  for await (const { _id } of old) {
    const visible = await collections.stored.findOne({ gridId: _id }, { projection: { _id: 1 } });
    if (visible) await collections.uploads.deleteOne({ _id });
    else await forget(collections, _id);
  }
}

/**
 * Pieces asked for at a time: the driver's own download stream holds sixteen megabytes for each
 * reader, and what was read lies about until the next collection.
 */
const PIECES_AT_ONCE = 2;

async function* read(
  { chunks, chunkSize, stored }: FileCollections,
  sha256: string,
  range: ByteRange | null,
): AsyncIterable<Uint8Array> {
  try {
    const row = NAME.test(sha256) ? await stored.findOne({ _id: sha256 }) : null;
    if (row === null) throw new AppError('file-missing', { sha256 });
    const [start, end] =
      range === null ? [0, row.bytes] : [range.start, Math.min(range.end + 1, row.bytes)];
    if (end <= start) return;
    let next = Math.floor(start / chunkSize);
    const pieces = chunks.find(
      { files_id: row.gridId, n: { $gte: next, $lte: Math.floor((end - 1) / chunkSize) } },
      { sort: { n: 1 }, batchSize: PIECES_AT_ONCE },
    );
    for await (const { n, data } of pieces) {
      if (n !== next) throw new AppError('file-missing', { sha256, piece: next });
      const at = n * chunkSize;
      yield data.buffer.subarray(Math.max(start - at, 0), Math.min(end - at, data.length()));
      next += 1;
    }
    if (next * chunkSize < end) throw new AppError('file-missing', { sha256, piece: next });
  } catch (error) {
    throw asAppError(error);
  }
}

async function* list({
  stored,
}: FileCollections): AsyncIterable<{ sha256: string; bytes: number; storedAt: string }> {
  for await (const { _id, bytes, storedAt } of stored.find(
    {},
    { projection: { bytes: 1, storedAt: 1 } },
  ))
    yield { sha256: _id, bytes, storedAt };
}

/**
 * Files by their SHA-256 in GridFS. Source: the GridFS specification; how a file becomes visible is
 * ours.
 */
export async function openFiles(connection: Connection, circuit: Circuit): Promise<Files> {
  const collections = await openFileCollections(connection);
  const { stored, derived } = collections;
  await stored.createIndex({ gridId: 1 });
  await collections.uploads.createIndex({ begunAt: 1 });
  await sweep(collections);
  await sweepLocalFiles();
  return {
    arriving: guarded(
      await arrivingFiles(collections, (...file) => publish(collections, ...file)),
      circuit,
    ),
    ...guarded(
      {
        put: (bytes: AsyncIterable<Uint8Array>, maxBytes: number) =>
          put(collections, bytes, maxBytes),
        stat: async (sha256: string) => {
          const row = NAME.test(sha256)
            ? await stored.findOne({ _id: sha256 }, { projection: { bytes: 1 } })
            : null;
          return row ? { bytes: row.bytes } : null;
        },
        remove: (sha256: string, storedBefore: string) => remove(collections, sha256, storedBefore),
        findDerived: async (key: string) =>
          (await derived.findOne({ _id: derivedId(key) }))?.bytes.value() ?? null,
        putDerived: async (key: string, bytes: Uint8Array) => {
          if (bytes.length > LARGEST_DERIVED) return;
          await derived.updateOne(
            { _id: derivedId(key) },
            { $set: { bytes: new mongo.Binary(bytes), madeAt: new Date() } },
            { upsert: true },
          );
        },
      },
      circuit,
    ),
    read: (sha256, range) => read(collections, sha256, range),
    withLocalPath: (sha256, use) => withLocalFile(read(collections, sha256, null), use),
    list: () => list(collections),
  };
}
