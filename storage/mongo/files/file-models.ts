import { mongo, type Connection } from 'mongoose';

/**
 * A file that may be read: `_id` is its SHA-256, `gridId` where its bytes stand. One per content,
 * whoever uploads.
 */
export interface StoredFileRow {
  readonly _id: string;
  readonly gridId: mongo.ObjectId;
  readonly bytes: number;
  readonly storedAt: string;
}
/** An upload under way, noted before its first byte: what a crash left behind is found by it. */
export interface UploadRow {
  readonly _id: mongo.ObjectId;
  readonly begunAt: Date;
}
/** A picture made from a file: `_id` is the SHA-256 of its key. */
export interface DerivedRow {
  readonly _id: string;
  readonly bytes: mongo.Binary;
  readonly madeAt: Date;
}

/**
 * A piece of a file, as the GridFS specification lays it down; all but the last are `chunkSize`
 * long.
 */
export interface ChunkRow {
  readonly files_id: mongo.ObjectId;
  readonly n: number;
  readonly data: mongo.Binary;
  /** Of one that arrived in pieces: how long it is. */
  readonly size?: number;
}

/** What GridFS says of a file as a whole. */
export interface FileEntryRow {
  readonly _id: mongo.ObjectId;
  readonly length: number;
  readonly chunkSize: number;
  readonly uploadDate: Date;
  readonly filename: string;
}

export interface FileCollections {
  readonly bucket: mongo.GridFSBucket;
  readonly entries: mongo.Collection<FileEntryRow>;
  readonly chunks: mongo.Collection<ChunkRow>;
  readonly chunkSize: number;
  readonly stored: mongo.Collection<StoredFileRow>;
  readonly uploads: mongo.Collection<UploadRow>;
  readonly derived: mongo.Collection<DerivedRow>;
}

/** The specification's own default. */
const CHUNK_SIZE = 255 * 1_024;

/** Derived pictures are made again when missing: old ones make room. */
const DERIVED_DAYS = 90;

/** The collections of files, used through the driver: GridFS has no Mongoose model. */
export async function openFileCollections(connection: Connection): Promise<FileCollections> {
  const db = connection.db!;
  const derived = db.collection<DerivedRow>('derived');
  await derived.createIndex({ madeAt: 1 }, { expireAfterSeconds: DERIVED_DAYS * 86_400 });
  return {
    bucket: new mongo.GridFSBucket(db, { bucketName: 'files', chunkSizeBytes: CHUNK_SIZE }),
    entries: db.collection<FileEntryRow>('files.files'),
    chunks: db.collection<ChunkRow>('files.chunks'),
    chunkSize: CHUNK_SIZE,
    stored: db.collection<StoredFileRow>('stored-files'),
    uploads: db.collection<UploadRow>('uploads'),
    derived,
  };
}
