import { titleOfDraft } from '#server/cataloguing/actions/complete-record.ts';
import { AppError, errorMessage } from '#server/base/errors.ts';
import type { FileMetadata } from '#server/items/extraction.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import type { Job } from '#server/base/job.ts';
import type { JobOutcome } from '#server/ports.ts';
import type { AttachmentText } from '#server/items/text-catalog.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import { readerVersion } from '../reader-versions.ts';
import { readAttachment, type PipelineDeps } from './pipeline.ts';
import { saveFinding } from '#server/items/actions/rewrite.ts';

export interface ExtractDeps extends PipelineDeps {
  readonly catalog: ItemCatalog;
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
  await saveFound(deps, itemId, found);
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

async function readOrFail(deps: ExtractDeps, item: Item, attachment: Attachment): Promise<Found> {
  try {
    const read = await readAttachment(deps, item.id, attachment);
    return { attachment: read.attachment, text: read.text, metadata: read.extraction.metadata };
  } catch (error) {
    // Want of disk or a closing server says nothing about the file: the queue tries again.
    if (!(error instanceof AppError) || error.kind === 'unavailable' || error.kind === 'not-found')
      throw error;
    return { attachment: unread(attachment, error), text: null, metadata: null };
  }
}

const ATTEMPTS_AT_A_BUSY_ITEM = 5;

/** The main file of a draft names it; what else the file says is proposed on the form. */
const named = (item: Item, attachment: Attachment, metadata: FileMetadata | null): string =>
  item.state === 'draft' && item.attachments[0]?.id === attachment.id && metadata !== null
    ? titleOfDraft(item, { fileName: attachment.name, metadata })
    : item.title;

/** Somebody may have edited the record meanwhile: the text belongs to the newest version. */
async function saveFound(
  deps: ExtractDeps,
  itemId: string,
  { attachment, text, metadata }: Found,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const item = await deps.catalog.findItem(itemId);
    if (!item || item.attachments.every((a) => a.id !== attachment.id)) return;
    try {
      await saveFinding(deps, {
        before: item,
        item: {
          ...item,
          title: named(item, attachment, metadata),
          attachments: item.attachments.map((a) => (a.id === attachment.id ? attachment : a)),
        },
        texts: text === null ? [] : [text],
      });
      return;
    } catch (error) {
      if (
        !(error instanceof AppError) ||
        error.code !== 'stale-version' ||
        attempt === ATTEMPTS_AT_A_BUSY_ITEM
      )
        throw error;
    }
  }
}
