import type { RequestHandler } from 'express';
import type { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { takeFiles, takenFiles } from '#server/http/form-files.ts';
import { cleanFileName, receiveFile } from '#server/ingest/actions/receive-file.ts';
import type { Attachment } from '#server/items/item.ts';

export const MOST_FILES = 50;

/** What became of one file of a form: stored, or refused with its reason; the others go on. */
export interface ReceivedFile {
  readonly name: string;
  readonly attachment: Attachment | null;
  readonly refused: AppError | null;
}

/** Takes the files of a form as attachments, looked at and stored. */
export const uploadForm = (deps: AppDeps): RequestHandler =>
  takeFiles<ReceivedFile>(
    {
      receive: async ({ path }, bytes) => {
        const attachment = await receiveFile(deps, path, bytes);
        return { name: attachment.name, attachment, refused: null };
      },
      refuse: ({ path }, refused) => ({ name: cleanFileName(path), attachment: null, refused }),
    },
    { files: MOST_FILES, fields: 20, field: 'files' },
  );

/** The files of a request that {@link uploadForm} took, in order. */
export const receivedFiles = (files: unknown): ReceivedFile[] => takenFiles<ReceivedFile>(files);
