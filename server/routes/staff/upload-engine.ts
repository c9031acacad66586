import type { StorageEngine } from 'multer';
import multer from 'multer';
import type { Readable } from 'node:stream';
import { receiveFile } from '#server/actions/receive-file.ts';
import { AppError } from '#server/domain/errors.ts';
import type { Attachment } from '#server/domain/item.ts';
import type { AppDeps } from '../../http/app-deps.ts';

export const MOST_FILES = 50;

/** What became of one file of a form: stored, or refused with its reason; the others go on. */
export interface ReceivedFile {
  readonly name: string;
  readonly attachment: Attachment | null;
  readonly refused: AppError | null;
}

const names = new WeakMap<Express.Multer.File, ReceivedFile>();

const drain = async (stream: Readable): Promise<void> => {
  for await (const _ of stream) { /* The rest of a refused file is read past, so that the next part of the form can be reached. */ }
};

/** Streams each part straight into the store: nothing whole in memory, no second copy on disk. */
const engine = (deps: AppDeps): StorageEngine => ({
  _handleFile: (_req, file, done) => {
    const name = file.originalname.normalize('NFC');
    receiveFile(deps, name, file.stream as AsyncIterable<Uint8Array>)
      .then((attachment) => { names.set(file, { name: attachment.name, attachment, refused: null }); done(null, { size: attachment.bytes }); })
      .catch(async (error: unknown) => {
        if (!(error instanceof AppError) || error.kind === 'unavailable') return done(error);
        names.set(file, { name, attachment: null, refused: error });
        await drain(file.stream).catch(() => undefined);
        return done(null, { size: 0 });
      });
  },
  // Stored bytes stay: they are found again by their SHA-256 when the form is sent once more.
  _removeFile: (_req, _file, done) => { done(null); },
});

export const uploadForm = (deps: AppDeps) => multer({
  storage: engine(deps), defParamCharset: 'utf8', limits: { files: MOST_FILES, fields: 20, fieldSize: 64 * 1024, fileSize: deps.maxFileBytes + 1 },
} as multer.Options & { defParamCharset: string }).array('files', MOST_FILES);

/** The files of a request that {@link uploadForm} took, in order; empty parts of an untouched input left out. */
export const receivedFiles = (files: unknown): ReceivedFile[] => ((files as Express.Multer.File[] | undefined) ?? [])
  .map((file) => names.get(file)).filter((r) => r !== undefined)
  .filter((r) => !(r.name === '' || (r.refused?.code === 'file-empty' && r.name === 'tep')));
