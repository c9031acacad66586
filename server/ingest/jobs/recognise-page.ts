import { recogniseJob, type Job } from '#server/base/job.ts';
import { AppError } from '#server/base/errors.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { Attachment } from '#server/items/item.ts';
import { holdsPage, type PageRange } from '#server/items/page-ranges.ts';
import type { Recognition } from '#server/items/recognition.ts';
import type { AttachmentText, TextCatalog } from '#server/items/text-catalog.ts';
import type { Files, JobOutcome, Queue } from '#server/ports.ts';
import type { RecognitionCatalog } from '../recognition-catalog.ts';
import type { Recogniser } from '../recogniser.ts';
import { withReadings, type RecognisedText, type RecognisedTextDeps } from './recognised-text.ts';
import { saveToFile } from './save-to-file.ts';

export interface RecogniseDeps {
  readonly catalog: ItemCatalog & TextCatalog & RecognitionCatalog;
  readonly files: Files;
  readonly queue: Queue;
  readonly recogniser: Recogniser;
  readonly extraction: RecognisedTextDeps['extraction'];
  readonly now: () => string;
}

type Recognised = Attachment & { readonly recognition: Recognition };
interface File {
  readonly itemId: string;
  readonly attachment: Recognised;
}

/** A page is tried so often; then it is told as one that could not be read, and the next follows. */
const MOST_ATTEMPTS = 3;
const AGAIN_AFTER_MS = 5_000;
/** Facts looked at for the next page: pages are read in order, so the first gap is near. */
const FACTS = 200;
/** New pages after which the text is made anew, at least; of a text that grows, half as many again. */
const FEWEST_NEW = 8;

/**
 * The first page from `from` on that this recogniser has not looked at; null when none is left. Each
 * job begins where the one before ended, so that few facts are read.
 */
export async function nextUnread(
  catalog: RecognitionCatalog,
  { id, recognition }: Pick<Recognised, 'id' | 'recognition'>,
  version: number,
  from: number,
): Promise<number | null> {
  const wanted = recognition.pages.filter(({ to }) => to >= from);
  let next = Math.max(from, wanted[0]?.from ?? 0);
  while (wanted.length > 0) {
    const facts = await catalog.listReadingFacts(id, next, FACTS);
    const known = new Set(facts.filter((f) => f.recogniser >= version).map(({ page }) => page));
    // What lies beyond the last fact was not looked at, unless the facts were cut off there.
    const end = facts.length < FACTS ? Infinity : facts.at(-1)!.page;
    const found = firstOutside(wanted, known, next, end);
    if (found !== null) return found;
    if (end === Infinity) return null;
    next = end + 1;
  }
  return null;
}

function firstOutside(
  wanted: readonly PageRange[],
  known: ReadonlySet<number>,
  from: number,
  end: number,
): number | null {
  for (const range of wanted)
    for (let page = Math.max(from, range.from); page <= Math.min(range.to, end); page++)
      if (!known.has(page)) return page;
  return null;
}

/** Whether a page is still to be read. */
async function isUnread({ catalog, recogniser }: RecogniseDeps, file: File, page: number) {
  const { id, recognition } = file.attachment;
  if (!holdsPage(recognition.pages, page)) return false;
  const [fact] = await catalog.listReadingFacts(id, page, 1);
  return fact?.page !== page || fact.recogniser < recogniser.version;
}

/** Want of disk or a closing server says nothing about the page: the queue tries again. */
const isOfStorage = (error: unknown): boolean =>
  error instanceof AppError &&
  (error.kind === 'unavailable' || error.kind === 'busy' || error.code === 'file-missing');

/** Reads one page and keeps what came of it. Throws while it is worth another attempt. */
async function readPage(
  { catalog, files, recogniser, now }: RecogniseDeps,
  { itemId, attachment }: File,
  page: number,
  attempts: number,
): Promise<void> {
  const fact = { itemId, attachmentId: attachment.id, page, recogniser: recogniser.version };
  const isPicture = attachment.mediaType.startsWith('image/');
  try {
    const found = await files.withLocalPath(attachment.sha256, (path) =>
      recogniser.readPage(isPicture ? { path } : { path, page }),
    );
    await catalog.saveReading({ ...fact, at: now(), found, reason: null });
  } catch (error) {
    if (isOfStorage(error) || attempts < MOST_ATTEMPTS) throw error;
    const reason = error instanceof AppError ? error.code : 'internal';
    await catalog.saveReading({ ...fact, at: now(), found: null, reason });
  }
}

/** The text as it stands: of files with pages it is passages and contents alone. */
const storedText = async (
  catalog: TextCatalog,
  { id, pages }: Pick<Attachment, 'id' | 'pages'>,
): Promise<AttachmentText> => ({
  attachmentId: id,
  passages: await catalog.passagesOfPages(id, 1, pages ?? 1),
  sections: [],
  resources: [],
  outline: await catalog.outline(id),
});

const readBy = ({ attachment, text }: RecognisedText, { version }: Recogniser): RecognisedText => ({
  attachment: {
    ...attachment,
    recognition: { ...attachment.recognition!, recogniser: version },
  },
  text,
});

/** Makes the text of the file anew with all that was read of it. */
const bringIn = (deps: RecogniseDeps, { itemId, attachment }: File, isDone: boolean) =>
  saveToFile(deps, [itemId, attachment.id], async (_, now) => {
    if (now.recognition === undefined) return null;
    const file = { ...now, recognition: now.recognition };
    const state = isDone ? 'done' : now.recognition.state;
    const text = await storedText(deps.catalog, now);
    const whole = await withReadings(deps, { itemId, attachment: file, text }, state);
    return isDone ? readBy(whole, deps.recogniser) : whole;
  });

async function isDue({ catalog }: RecogniseDeps, { attachment }: File): Promise<boolean> {
  const { read, failed } = await catalog.countReadings(attachment.id);
  const { inText } = attachment.recognition;
  return read + failed - inText >= Math.max(FEWEST_NEW, inText / 2);
}

/**
 * Reads the picture of one page of a file: the page that somebody has open, or the next that was
 * not read. What was read is kept page by page, so that a killed process loses one page; the text
 * is made of it now and then, and the file is found by the words it has so far. Whoever reads the
 * next page is another job, which waits behind those of other files.
 */
export async function recognisePage(
  deps: RecogniseDeps,
  job: Job,
  stopping: AbortSignal,
): Promise<JobOutcome> {
  if (stopping.aborted) return { state: 'handed-back' };
  const { itemId = '', attachmentId = '', page = '1', asked } = job.payload;
  const item = await deps.catalog.findItem(itemId);
  const attachment = item?.attachments.find((a) => a.id === attachmentId);
  if (attachment?.recognition?.state !== 'waiting') return { state: 'done' };
  const file: File = {
    itemId,
    attachment: { ...attachment, recognition: attachment.recognition },
  };
  const next = await chosenPage(deps, file, Number(page), asked !== undefined);
  if (next !== null) {
    try {
      await readPage(deps, file, next, job.attempts);
    } catch (error) {
      if (isOfStorage(error)) throw error;
      const notBefore = new Date(Date.parse(deps.now()) + AGAIN_AFTER_MS * job.attempts);
      const reason = error instanceof AppError ? error.code : 'internal';
      return { state: 'retry', reason, notBefore: notBefore.toISOString() };
    }
    if (await isDue(deps, file)) await bringIn(deps, file, false);
    if (asked === undefined)
      await deps.queue.submit([recogniseJob(itemId, attachmentId, next + 1)]);
  } else if (asked === undefined) await bringIn(deps, file, true);
  return { state: 'done' };
}

async function chosenPage(
  deps: RecogniseDeps,
  file: File,
  page: number,
  asked: boolean,
): Promise<number | null> {
  if (asked) return (await isUnread(deps, file, page)) ? page : null;
  const { catalog, recogniser } = deps;
  const next = await nextUnread(catalog, file.attachment, recogniser.version, page);
  // Pages before may have been left out: the last look is at all of them.
  return next === null && page > 1
    ? nextUnread(catalog, file.attachment, recogniser.version, 1)
    : next;
}
