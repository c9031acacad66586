import { mongo, type Connection } from 'mongoose';

/** A file that may be read: `_id` is its SHA-256, `gridId` where its bytes stand. One per content, whoever uploads. */
export interface StoredFileRow { readonly _id: string; readonly gridId: mongo.ObjectId; readonly bytes: number; readonly storedAt: string }
/** An upload under way, noted before its first byte: what a crash left behind is found by it. */
export interface UploadRow { readonly _id: mongo.ObjectId; readonly begunAt: Date }
/** A picture made from a file: `_id` is the SHA-256 of its key. */
export interface DerivedRow { readonly _id: string; readonly bytes: mongo.Binary; readonly madeAt: Date }

export interface FileCollections {
  readonly bucket: mongo.GridFSBucket;
  readonly stored: mongo.Collection<StoredFileRow>;
  readonly uploads: mongo.Collection<UploadRow>;
  readonly derived: mongo.Collection<DerivedRow>;
}

/** Derived pictures are made again when missing: old ones make room. */
const DERIVED_DAYS = 90;

/** The collections of files, used through the driver: GridFS has no Mongoose model. */
export async function openFileCollections(connection: Connection): Promise<FileCollections> {
  const db = connection.db!;
  const derived = db.collection<DerivedRow>('derived');
  await derived.createIndex({ madeAt: 1 }, { expireAfterSeconds: DERIVED_DAYS * 86_400 });
  return {
    bucket: new mongo.GridFSBucket(db, { bucketName: 'files' }), stored: db.collection<StoredFileRow>('stored-files'), uploads: db.collection<UploadRow>('uploads'), derived,
  };
}
