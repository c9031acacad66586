import multer, { type StorageEngine } from 'multer';
import type { Readable } from 'node:stream';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from './app-deps.ts';
import { MOST_FIELD_BYTES } from './form-body.ts';

/** One file of a form as it stands in the store; its type is looked at when it is used. */
export interface FormFile {
  readonly field: string;
  /** With its folders, where the browser tells them. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Why the bytes were not taken; null when they were. */
  readonly refused: AppError | null;
}

interface Told {
  readonly size: number;
  readonly part: FormFile;
}

/** Streams each part into the store under its SHA-256; a refused one lets the rest of the form be read. */
const engine = (deps: AppDeps): StorageEngine => ({
  _handleFile: (_req, file, done) => {
    const base = { field: file.fieldname, path: file.originalname.normalize('NFC') };
    const tell = (told: Told): void => {
      done(null, told);
    };
    deps.files
      .put(
        file.stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>,
        deps.maxFileBytes,
      )
      .then(({ sha256, bytes }) =>
        tell({ size: bytes, part: { ...base, sha256, bytes, refused: null } }),
      )
      .catch(async (error: unknown) => {
        if (!(error instanceof AppError) || error.kind === 'unavailable') return done(error);
        await drain(file.stream);
        return tell({ size: 0, part: { ...base, sha256: '', bytes: 0, refused: error } });
      });
  },
  _removeFile: (_req, _file, done) => {
    done(null);
  },
});

const drain = async (stream: Readable): Promise<void> => {
  for await (const _ of stream) {
    /* Read past: the next part of the form can then be reached. */
  }
};

export const MOST_PARTS = 5_000;

/** Takes files of any field of a form, at most {@link MOST_PARTS}. */
export const storeFormFiles = (deps: AppDeps) =>
  multer({
    storage: engine(deps),
    defParamCharset: 'utf8',
    preservePath: true,
    limits: { files: MOST_PARTS, fields: 50, fieldSize: MOST_FIELD_BYTES },
  } as multer.Options & { defParamCharset: string }).any();

/** The parts of a request that {@link storeFormFiles} took, in order; a file field left empty sends one without a name. */
export const formFiles = (files: unknown): FormFile[] =>
  ((files as readonly Partial<Told>[] | undefined) ?? []).flatMap((file) =>
    file.part && file.part.path !== '' ? [file.part] : [],
  );
