import { trustOf, type DonePage } from '#server/correction/trust.ts';
import { errorMessage, isErrorCode } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { progressOf } from '#server/ingest/recognition-progress.ts';
import { noteSentence } from '#server/items/file-note.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { fileView } from '#server/items/routes/present-item.ts';
import type { RecognitionView } from '#web/cataloguing/recognition-progress.tsx';
import type { StaffItemProps } from '#web/cataloguing/staff-item.tsx';

type Deps = Pick<AppDeps, 'storage' | 'recognises'> & {
  readonly config: Pick<AppDeps['config'], 'RECOGNITION'>;
};

/** How far the pages of a file are read from their pictures; null where none is. */
async function recognitionOf(
  deps: Deps,
  done: readonly DonePage[],
  file: Attachment,
): Promise<RecognitionView | null> {
  const { id, recognition } = file;
  if (recognition === undefined || recognition.pages.length === 0) return null;
  const progress = progressOf(recognition, await deps.storage.catalog.countReadings(id));
  const held = deps.recognises ? (deps.config.RECOGNITION === 'paused' ? 'paused' : null) : 'off';
  return { ...progress, held, done: trustOf([file], done).done };
}

/** What staff may overrule: letters that were decoded, or that are held back. */
function conversionOf({ asItIs, notes = [], status }: Attachment): 'done' | 'refused' | null {
  if (asItIs === true) return 'refused';
  const isLegacy = status.state === 'needs-conversion';
  return isLegacy || notes.some(({ code }) => code === 'converted') ? 'done' : null;
}

/** The item's files, each with why it could not be read and how far its pages are. */
export async function staffFiles(deps: Deps, item: Item): Promise<StaffItemProps['files']> {
  const view = fileView(item);
  const done = await deps.storage.catalog.listDonePages(item.id);
  return Promise.all(
    item.attachments.map(async (a) => ({
      ...view(a),
      reason:
        a.status.state === 'failed' && isErrorCode(a.status.reason)
          ? errorMessage(a.status.reason)
          : null,
      notes: (a.notes ?? []).map(noteSentence),
      conversion: conversionOf(a),
      recognition: await recognitionOf(deps, done, a),
    })),
  );
}
