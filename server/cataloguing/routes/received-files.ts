import type { RequestHandler } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { takeFiles, takenFiles, withinQuota } from '#server/http/form-files.ts';
import { listOf } from '#server/http/staff-form.ts';
import { arrivingTaken, dropArriving, getArriving } from '#server/ingest/actions/arriving.ts';
import { cleanFileName, receiveArrived, takeFile } from '#server/ingest/actions/receive-file.ts';
import type { ArrivingFile } from '#server/ingest/arriving-catalog.ts';
import type { Actor } from '#server/people/account.ts';
import type { Attachment } from '#server/items/item.ts';

export const MOST_FILES = 50;

/** What became of one file of a form: stored, or refused with its reason; the others go on. */
export interface ReceivedFile {
  readonly name: string;
  readonly attachment: Attachment | null;
  readonly refused: AppError | null;
  /** Gives the bytes up again. */
  readonly discard: () => Promise<void>;
  /** Of one that came in pieces: an item has it now. */
  readonly taken?: () => Promise<void>;
}

const nothing = async (): Promise<void> => undefined;

/** Takes the files of a form as attachments, looked at and stored. */
export const uploadForm = (deps: AppDeps): RequestHandler =>
  takeFiles<ReceivedFile>(
    {
      receive: async ({ path }, bytes) => {
        const { attachment, discard } = await takeFile(deps, path, bytes);
        return { name: attachment.name, attachment, refused: null, discard };
      },
      refuse: ({ path }, refused) => ({
        name: cleanFileName(path),
        attachment: null,
        refused,
        discard: nothing,
      }),
      discard: ({ discard }) => discard(),
    },
    { files: MOST_FILES, fields: 20, field: 'files', before: withinQuota(deps) },
  );

/** The files of a request that {@link uploadForm} took, in order. */
export const receivedFiles = (files: unknown): ReceivedFile[] => takenFiles<ReceivedFile>(files);

/** Ids of the files that came in pieces before the form. */
export const arrivedIds = (body: Readonly<Record<string, unknown>>): string[] =>
  listOf(body, 'arrived').slice(0, MOST_FILES);

async function arrivedFile(deps: AppDeps, file: ArrivingFile): Promise<ReceivedFile> {
  const { name } = file;
  try {
    const { attachment, discard } = await receiveArrived(deps, file);
    return {
      name,
      attachment,
      refused: null,
      discard: async () => {
        await discard();
        await dropArriving(deps, file);
      },
      taken: () => arrivingTaken(deps, file),
    };
  } catch (refused) {
    if (!(refused instanceof AppError) || ['busy', 'unavailable'].includes(refused.kind))
      throw refused;
    await dropArriving(deps, file);
    return { name, attachment: null, refused, discard: nothing };
  }
}

/**
 * Files that came in pieces, looked at and stored as others are. Throws `upload-not-found`,
 * `upload-unfinished`.
 */
export async function arrivedFiles(
  deps: AppDeps,
  actor: Actor,
  ids: readonly string[],
): Promise<ReceivedFile[]> {
  const files: ArrivingFile[] = [];
  for (const id of ids) files.push(await getArriving(deps, actor, id));
  if (files.some(({ received, bytes }) => received < bytes))
    throw new AppError('upload-unfinished');
  const taken: ReceivedFile[] = [];
  for (const file of files) taken.push(await arrivedFile(deps, file));
  return taken;
}
