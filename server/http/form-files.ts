import type { Request, RequestHandler, Response } from 'express';
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import multer, { type StorageEngine } from 'multer';
import { AppError } from '#server/base/errors.ts';
import { discardOf, type Discard } from '#server/ingest/actions/discard-file.ts';
import { refuseOverQuota } from '#server/items/actions/unit-quota.ts';
import { theActor } from './session.ts';
import type { AppDeps } from './app-deps.ts';
import { askedBy } from './guard/asked-by.ts';
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
  /** Gives up what was received: the form broke off, or was refused as a whole. */
  readonly discard: (outcome: T) => Promise<void>;
}

interface FormLimits {
  /** Asked before a byte is taken: throws where the length of the form alone forbids it. */
  readonly before?: (bytes: number, res: Response) => Promise<void>;
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

/** The files of one request so far. */
class Batch<T> {
  readonly #discard: FileReceiver<T>['discard'];
  readonly #outcomes: T[] = [];
  #over = false;

  constructor(discard: FileReceiver<T>['discard']) {
    this.#discard = discard;
  }

  add(outcome: T): void {
    this.#outcomes.push(outcome);
    // It was still being looked at when the line was cut.
    if (this.#over) this.drop();
  }

  drop(): void {
    this.#over = true;
    // A storage that cannot be reached leaves bytes that nobody names, which `check` finds.
    for (const outcome of this.#outcomes.splice(0))
      void this.#discard(outcome).catch(() => undefined);
  }
}

const engine = <T>(
  { receive, refuse }: FileReceiver<T>,
  batches: WeakMap<Request, Batch<T>>,
): StorageEngine => ({
  _handleFile: (req, sent, done) => {
    const file = { field: sent.fieldname, path: sent.originalname.normalize('NFC') };
    const tell = (told: Told<T>): void => {
      done(null, told);
    };
    // A stream destroyed in the middle would keep the parser waiting for ever.
    const bytes = sent.stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
    // The parser calls from the socket's events, which know nothing of the request.
    askedBy(req, req.res!, () => receive(file, bytes))
      .then((outcome) => {
        batches.get(req)?.add(outcome);
        tell({ size: 0, outcome });
      })
      .catch(async (error: unknown) => {
        if (!(error instanceof AppError) || error.kind === 'unavailable') return done(error);
        await drain(sent.stream).catch(() => undefined);
        return tell({ size: 0, outcome: refuse(file, error) });
      });
  },
  // The batch knows what to do when a form breaks off.
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
  const { before, files, fields, field, keepFolders = false } = limits;
  const batches = new WeakMap<Request, Batch<T>>();
  const form = multer({
    storage: engine(receiver, batches),
    defParamCharset: 'utf8',
    preservePath: keepFolders,
    limits: { files, fields, fieldSize: MOST_FIELD_BYTES },
  } as Options);
  const take = field === undefined ? form.any() : form.array(field, files);
  return async (req, res, next) => {
    await before?.(Number(req.headers['content-length'] ?? 0), res);
    const batch = new Batch<T>(receiver.discard);
    batches.set(req, batch);
    res.once('close', () => {
      if (res.writableEnded && res.statusCode >= 400 && !res.locals['keepsFiles']) batch.drop();
    });
    take(req, res, (error?: unknown) => {
      if (error) batch.drop();
      next(error);
    });
  };
}

/** The answer names what was sent: the form is to be sent once more without the file. */
export const keepFormFiles = (res: Response): void => {
  res.locals['keepsFiles'] = true;
};

/** Refuses a form that is longer than the room its sender's unit has left. Throws `quota-full`. */
export const withinQuota =
  ({ catalog }: Pick<AppDeps, 'catalog'>) =>
  (bytes: number, res: Response): Promise<void> =>
    refuseOverQuota({ catalog }, theActor(res).unitId, bytes);

/** What {@link takeFiles} made of the files of a request, in order. */
export const takenFiles = <T>(files: unknown): T[] =>
  ((files as readonly Partial<Told<T>>[] | undefined) ?? []).flatMap((file) =>
    file.outcome === undefined ? [] : [file.outcome],
  );

/**
 * One small file of a form, kept on disk under a temporary name that whoever asked for it removes.
 * `req.file` tells of it.
 */
export const takeOneToDisk = (field: string, maxBytes: number, fields = 20): RequestHandler =>
  multer({
    dest: tmpdir(),
    limits: { files: 1, fileSize: maxBytes, fields, fieldSize: MOST_FIELD_BYTES },
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

interface StoredFormFile extends FormFile {
  readonly discard: Discard;
}

const nothing = async (): Promise<void> => undefined;

export const MOST_PARTS = 5_000;

/**
 * Streams the files of any field of a form into the store under their SHA-256, at most {@link
 * MOST_PARTS}.
 */
export const storeFormFiles = (
  { catalog, files, maxFileBytes }: AppDeps,
  before?: FormLimits['before'],
): RequestHandler =>
  takeFiles<StoredFormFile>(
    {
      receive: async ({ field, path }, content) => {
        const stored = await files.put(content, maxFileBytes);
        const { sha256, bytes } = stored;
        const discard = discardOf({ catalog, files }, stored);
        return { field, path, sha256, bytes, refused: null, discard };
      },
      refuse: ({ field, path }, refused) => ({
        field,
        path,
        sha256: '',
        bytes: 0,
        refused,
        discard: nothing,
      }),
      discard: ({ discard }) => discard(),
    },
    { files: MOST_PARTS, fields: 50, keepFolders: true, ...(before ? { before } : {}) },
  );

/**
 * The files of a request that {@link storeFormFiles} took, in order; a file field left empty sends
 * one without a name.
 */
export const formFiles = (files: unknown): FormFile[] =>
  takenFiles<FormFile>(files).filter((file) => file.path !== '');
