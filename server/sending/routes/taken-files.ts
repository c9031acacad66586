import type { Request, RequestHandler } from 'express';
import type { ReceivedFile } from '#server/cataloguing/routes/received-files.ts';
import { arrivedFiles, receivedFiles } from '#server/cataloguing/routes/received-files.ts';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { takeFiles, withinQuota } from '#server/http/form-files.ts';
import { listOf } from '#server/http/staff-form.ts';
import { cleanFileName, takeFile } from '#server/ingest/actions/receive-file.ts';
import type { Attachment } from '#server/items/item.ts';
import { MOST_PHOTOGRAPHS } from '#server/items/photograph.ts';
import type { Actor } from '#server/people/account.ts';
import { refuseBadPhotograph } from '../actions/take-photographs.ts';

/** Four fields for each photograph that is put in order, and those of the form. */
const MOST_FIELDS = MOST_PHOTOGRAPHS * 6;

const nothing = async (): Promise<void> => undefined;

/** Takes files and photographs; what is wrong with one of them leaves the others. */
export const sentForm = (deps: AppDeps): RequestHandler =>
  takeFiles<ReceivedFile>(
    {
      receive: async ({ path }, bytes) => {
        const { attachment, discard } = await takeFile(deps, path, bytes);
        try {
          await refuseBadPhotograph(deps, attachment);
        } catch (error) {
          await discard();
          throw error;
        }
        return { name: attachment.name, attachment, refused: null, discard };
      },
      refuse: ({ path }, refused) => ({
        name: path === '' ? '' : cleanFileName(path),
        attachment: null,
        refused,
        discard: nothing,
      }),
      discard: ({ discard }) => discard(),
    },
    // A camera's field and a field of files: one of them is usually left empty.
    {
      files: MOST_PHOTOGRAPHS + 2,
      fields: MOST_FIELDS,
      field: 'files',
      before: withinQuota(deps),
    },
  );

async function looked(deps: AppDeps, file: ReceivedFile): Promise<ReceivedFile> {
  if (file.attachment === null) return file;
  try {
    await refuseBadPhotograph(deps, file.attachment);
    return file;
  } catch (refused) {
    if (!(refused instanceof AppError) || ['busy', 'unavailable'].includes(refused.kind))
      throw refused;
    await file.discard();
    return { name: file.name, attachment: null, refused, discard: nothing };
  }
}

/** What came with a form, and before it in pieces. */
export interface SentFiles {
  readonly taken: readonly Attachment[];
  /** A sentence for each file that was not taken, with its name. */
  readonly refused: readonly string[];
  /** An item has them now. */
  readonly settle: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** Throws `upload-not-found`, `upload-unfinished`. */
export async function sentFiles(deps: AppDeps, req: Request, actor: Actor): Promise<SentFiles> {
  const ids = listOf(formBody(req), 'arrived').slice(0, MOST_PHOTOGRAPHS);
  const arrived: ReceivedFile[] = [];
  for (const file of await arrivedFiles(deps, actor, ids)) arrived.push(await looked(deps, file));
  // A field left empty sends a file without a name.
  const all = [...receivedFiles(req.files), ...arrived].filter(({ name }) => name !== '');
  return {
    taken: all.flatMap(({ attachment }) => attachment ?? []),
    refused: all.flatMap(({ name, refused }) =>
      refused === null ? [] : `${name}: ${refused.sentences}`,
    ),
    settle: async () => {
      for (const { taken } of all) await taken?.();
    },
    discard: async () => {
      for (const { discard } of all) await discard();
    },
  };
}
