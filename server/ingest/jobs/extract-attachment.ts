import { titleOfDraft } from '#server/cataloguing/actions/complete-record.ts';
import { AppError, errorMessage } from '#server/base/errors.ts';
import type { FileMetadata } from '#server/items/extraction.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import type { Job } from '#server/base/job.ts';
import { recogniseJobs } from '#server/ingest/recognition-jobs.ts';
import type { JobOutcome } from '#server/ports.ts';
import type { AttachmentText } from '#server/items/text-catalog.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import { readerVersion } from '../reader-versions.ts';
import type { CorrectionCatalog } from '#server/correction/correction-catalog.ts';
import type { RecognitionCatalog } from '../recognition-catalog.ts';
import { withReadings, type RecognisedText, type RecognisedTextDeps } from './recognised-text.ts';
import { saveToFile } from './save-to-file.ts';
import { readAttachment, type PipelineDeps } from './pipeline.ts';

export interface ExtractDeps extends PipelineDeps {
  readonly catalog: ItemCatalog & RecognitionCatalog & CorrectionCatalog;
  readonly extraction: PipelineDeps['extraction'] & RecognisedTextDeps['extraction'];
  /** Pages without text are read from their pictures. */
  readonly recognises: boolean;
  readonly now: () => string;
}

/**
 * Reads one attachment and saves what was found with the item. A file that cannot be read becomes a
 * state with its reason: that is this job's result, not its failure.
 */
export async function extractAttachment(deps: ExtractDeps, job: Job): Promise<JobOutcome> {
  const { itemId = '', attachmentId = '' } = job.payload;
  const item = await deps.catalog.findItem(itemId);
  const attachment = item?.attachments.find((a) => a.id === attachmentId);
  if (!item || !attachment) return { state: 'done' };
  const found = await readOrFail(deps, item, attachment);
  await saveToFile(deps, [itemId, attachmentId], async (now) => ({
    attachment: found.attachment,
    text: found.text,
    title: named(now, found.attachment, found.metadata),
    jobs: deps.recognises ? recogniseJobs(item, found.attachment) : [],
  }));
  return { state: 'done' };
}

/** What reading a file gave; text and metadata are null when it could not be read. */
interface Found {
  readonly attachment: Attachment;
  readonly text: AttachmentText | null;
  readonly metadata: FileMetadata | null;
}

/** What a newer reader cannot read keeps the text that an older one gave. */
const unread = (attachment: Attachment, error: AppError): Attachment =>
  attachment.status.state === 'ready'
    ? {
        ...attachment,
        reader: readerVersion(attachment.mediaType),
        notes: [
          ...(attachment.notes ?? []).filter(({ code }) => code !== 'reread-failed'),
          { code: 'reread-failed', count: 1, detail: errorMessage(error.code) },
        ],
      }
    : { ...attachment, status: { state: 'failed', reason: error.code } };

/** A file that is read again keeps the words that were read from the pictures of its pages. */
async function withEarlierReadings(
  deps: RecognisedTextDeps,
  itemId: string,
  { attachment, text }: RecognisedText,
): Promise<RecognisedText> {
  const { recognition } = attachment;
  if (recognition === undefined) return { attachment, text };
  const { read } = await deps.catalog.countReadings(attachment.id);
  if (read === 0) return { attachment, text };
  return withReadings(
    deps,
    { itemId, attachment: { ...attachment, recognition }, text },
    recognition.state,
  );
}

async function readOrFail(deps: ExtractDeps, item: Item, attachment: Attachment): Promise<Found> {
  try {
    const read = await readAttachment(deps, item.id, attachment);
    const { attachment: file, text } = await withEarlierReadings(deps, item.id, {
      attachment: read.attachment,
      text: read.text,
    });
    return { attachment: file, text, metadata: read.extraction.metadata };
  } catch (error) {
    // Want of disk or a closing server says nothing about the file: the queue tries again.
    if (!(error instanceof AppError) || error.kind === 'unavailable' || error.kind === 'not-found')
      throw error;
    return { attachment: unread(attachment, error), text: null, metadata: null };
  }
}

/** The main file of a draft names it; what else the file says is proposed on the form. */
const named = (item: Item, attachment: Attachment, metadata: FileMetadata | null): string =>
  item.state === 'draft' && item.attachments[0]?.id === attachment.id && metadata !== null
    ? titleOfDraft(item, { fileName: attachment.name, metadata })
    : item.title;
