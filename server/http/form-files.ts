import type { RequestHandler } from 'express';
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import multer, { type StorageEngine } from 'multer';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from './app-deps.ts';
import { askedBy } from './asked-by.ts';
import { MOST_FIELD_BYTES } from './form-body.ts';

/** One file of a form while it arrives. */
export interface ArrivingFile {
  readonly field: string;
  /**
   * As the browser calls it, NFC; with its folders where the browser tells them and the form keeps
   * them.
   */
  readonly path: string;
}

/** What becomes of the files of a form. */
export interface FileReceiver<T> {
  /**
   * Reads the bytes; what it throws as a fault of the file is told to {@link refuse}, the other
   * files go on.
   */
  readonly receive: (file: ArrivingFile, bytes: AsyncIterable<Uint8Array>) => Promise<T>;
  readonly refuse: (file: ArrivingFile, error: AppError) => T;
}

interface FormLimits {
  readonly files: number;
  readonly fields: number;
  /** The only field that may carry files; any when absent. */
  readonly field?: string;
  readonly keepFolders?: boolean;
}

/** Multer hands on a copy of what an engine says of a file: what became of it travels in there. */
interface Told<T> {
  readonly size: number;
  readonly outcome: T;
}

/** The rest of a refused file is read past, so that the next part of the form can be reached. */
async function drain(stream: Readable): Promise<void> {
  for await (const _ of stream) {
    /* Nothing is kept. */
  }
}

const engine = <T>({ receive, refuse }: FileReceiver<T>): StorageEngine => ({
  _handleFile: (req, sent, done) => {
    const file = { field: sent.fieldname, path: sent.originalname.normalize('NFC') };
    const tell = (told: Told<T>): void => {
      done(null, told);
    };
    // A stream destroyed in the middle would keep the parser waiting for ever.
    const bytes = sent.stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
    // The parser calls from the socket's events, which know nothing of the request.
    askedBy(req, req.res!, () => receive(file, bytes))
      .then((outcome) => tell({ size: 0, outcome }))
      .catch(async (error: unknown) => {
        if (!(error instanceof AppError) || error.kind === 'unavailable') return done(error);
        await drain(sent.stream).catch(() => undefined);
        return tell({ size: 0, outcome: refuse(file, error) });
      });
  },
  // Stored bytes stay: they are found again by their SHA-256 when the form is sent once more.
  _removeFile: (_req, _file, done) => {
    done(null);
  },
});

/** `defParamCharset` is of multer's parser and not in its types: names of files are UTF-8. */
type Options = multer.Options & { readonly defParamCharset?: string };

/**
 * Takes a form with files, streaming each to its receiver: nothing whole in memory, no second copy
 * on disk. The receiver, not this, knows how large a file may be: a limit here would end the whole
 * form.
 */
export function takeFiles<T>(receiver: FileReceiver<T>, limits: FormLimits): RequestHandler {
  const { files, fields, field, keepFolders = false } = limits;
  const form = multer({
    storage: engine(receiver),
    defParamCharset: 'utf8',
    preservePath: keepFolders,
    limits: { files, fields, fieldSize: MOST_FIELD_BYTES },
  } as Options);
  return field === undefined ? form.any() : form.array(field, files);
}

/** What {@link takeFiles} made of the files of a request, in order. */
export const takenFiles = <T>(files: unknown): T[] =>
  ((files as readonly Partial<Told<T>>[] | undefined) ?? []).flatMap((file) =>
    file.outcome === undefined ? [] : [file.outcome],
  );

/**
 * One small file of a form, kept on disk under a temporary name that whoever asked for it removes.
 * `req.file` tells of it.
 */
export const takeOneToDisk = (field: string, maxBytes: number): RequestHandler =>
  multer({
    dest: tmpdir(),
    limits: { files: 1, fileSize: maxBytes, fields: 20, fieldSize: MOST_FIELD_BYTES },
  }).single(field);

/** One file of a form as it stands in the store; its type is looked at when it is used. */
export interface FormFile {
  readonly field: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Why the bytes were not taken; null when they were. */
  readonly refused: AppError | null;
}

export const MOST_PARTS = 5_000;

/**
 * Streams the files of any field of a form into the store under their SHA-256, at most {@link
 * MOST_PARTS}.
 */
export const storeFormFiles = ({ files, maxFileBytes }: AppDeps): RequestHandler =>
  takeFiles<FormFile>(
    {
      receive: async ({ field, path }, content) => {
        const { sha256, bytes } = await files.put(content, maxFileBytes);
        return { field, path, sha256, bytes, refused: null };
      },
      refuse: ({ field, path }, refused) => ({ field, path, sha256: '', bytes: 0, refused }),
    },
    { files: MOST_PARTS, fields: 50, keepFolders: true },
  );

/**
 * The files of a request that {@link storeFormFiles} took, in order; a file field left empty sends
 * one without a name.
 */
export const formFiles = (files: unknown): FormFile[] =>
  takenFiles<FormFile>(files).filter((file) => file.path !== '');
