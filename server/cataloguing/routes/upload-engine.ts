import type { StorageEngine } from 'multer';
import multer from 'multer';
import type { Readable } from 'node:stream';
import { cleanFileName, receiveFile } from '#server/ingest/actions/receive-file.ts';
import { AppError } from '#server/base/errors.ts';
import type { Attachment } from '#server/items/item.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { MOST_FIELD_BYTES } from '#server/http/form-body.ts';

export const MOST_FILES = 50;

/** What became of one file of a form: stored, or refused with its reason; the others go on. */
export interface ReceivedFile {
  readonly name: string;
  readonly attachment: Attachment | null;
  readonly refused: AppError | null;
}

/** Multer hands on a copy of what an engine says of a file: what became of it travels in there. */
interface Told {
  readonly size: number;
  readonly received: ReceivedFile;
}

const drain = async (stream: Readable): Promise<void> => {
  for await (const _ of stream) {
    /* The rest of a refused file is read past, so that the next part of the form can be reached. */
  }
};

/** Streams each part straight into the store: nothing whole in memory, no second copy on disk. */
const engine = (deps: AppDeps): StorageEngine => ({
  _handleFile: (_req, file, done) => {
    const name = file.originalname.normalize('NFC');
    const tell = (told: Told): void => {
      done(null, told);
    };
    // A stream destroyed in the middle would keep the parser waiting for ever.
    receiveFile(
      deps,
      name,
      file.stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>,
    )
      .then((attachment) =>
        tell({
          size: attachment.bytes,
          received: { name: attachment.name, attachment, refused: null },
        }),
      )
      .catch(async (error: unknown) => {
        if (!(error instanceof AppError) || error.kind === 'unavailable') return done(error);
        await drain(file.stream).catch(() => undefined);
        return tell({
          size: 0,
          received: { name: cleanFileName(name), attachment: null, refused: error },
        });
      });
  },
  // Stored bytes stay: they are found again by their SHA-256 when the form is sent once more.
  _removeFile: (_req, _file, done) => {
    done(null);
  },
});

// No limit of size here: it would end the whole form; receiveFile refuses the one file.
export const uploadForm = (deps: AppDeps) =>
  multer({
    storage: engine(deps),
    defParamCharset: 'utf8',
    limits: { files: MOST_FILES, fields: 20, fieldSize: MOST_FIELD_BYTES },
  } as multer.Options & { defParamCharset: string }).array('files', MOST_FILES);

/** The files of a request that {@link uploadForm} took, in order. */
export const receivedFiles = (files: unknown): ReceivedFile[] =>
  ((files as readonly Partial<Told>[] | undefined) ?? []).flatMap((file) => file.received ?? []);
