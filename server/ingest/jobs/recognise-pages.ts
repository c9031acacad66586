import type { CorrectionCatalog } from '#server/correction/correction-catalog.ts';
import { recogniseJob, type Job } from '#server/base/job.ts';
import { AppError } from '#server/base/errors.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { holdsPage, type PageRange } from '#server/items/page-ranges.ts';
import type { Recognition } from '#server/items/recognition.ts';
import type { AttachmentText, TextCatalog } from '#server/items/text-catalog.ts';
import type { Files, JobOutcome, Queue } from '#server/ports.ts';
import type { RecognitionCatalog } from '../recognition-catalog.ts';
import type { Recogniser } from '../recogniser.ts';
import { withReadings, type RecognisedText, type RecognisedTextDeps } from './recognised-text.ts';
import { saveToFile } from './save-to-file.ts';

export interface RecogniseDeps {
  readonly catalog: ItemCatalog & TextCatalog & RecognitionCatalog & CorrectionCatalog;
  readonly files: Files;
  readonly queue: Queue;
  readonly recogniser: Recogniser;
  readonly extraction: RecognisedTextDeps['extraction'];
  readonly now: () => string;
  /** Milliseconds that one file is read before others have their turn. */
  readonly turnMs?: number;
}

type Recognised = Attachment & { readonly recognition: Recognition };
interface File {
  readonly item: Item;
  readonly attachment: Recognised;
}

/** A page is tried so often; then it is told as one that could not be read, and the next follows. */
const MOST_ATTEMPTS = 3;
const AGAIN_AFTER_MS = 5_000;
/** Lending a file copies it whole where it lies on servers: a turn is worth a copy. */
const TURN_MS = 30_000;
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

/** A page, where its file lies on this machine, and how often it was tried, this time included. */
interface PageAtHand {
  readonly page: number;
  readonly path: string;
  readonly attempts: number;
}

/** Reads one page and keeps what came of it. Throws while it is worth another attempt. */
async function readPage(
  { catalog, recogniser, now }: RecogniseDeps,
  { item, attachment }: File,
  { page, path, attempts }: PageAtHand,
): Promise<void> {
  const fact = {
    itemId: item.id,
    attachmentId: attachment.id,
    page,
    recogniser: recogniser.version,
  };
  const isPicture = attachment.mediaType.startsWith('image/');
  try {
    const found = await recogniser.readPage(isPicture ? { path } : { path, page });
    await catalog.saveReading({ ...fact, at: now(), found, reason: null });
  } catch (error) {
    if (isOfStorage(error) || attempts < MOST_ATTEMPTS) throw error;
    const reason = error instanceof AppError ? error.code : 'internal';
    await catalog.saveReading({ ...fact, at: now(), found: null, reason });
  }
}

/** The text as it stands: of files with pages it is passages and contents alone. */
export const storedText = async (
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
const bringIn = (deps: RecogniseDeps, { item, attachment }: File, isDone: boolean) =>
  saveToFile(deps, [item.id, attachment.id], async (_, now) => {
    if (now.recognition === undefined) return null;
    const file = { ...now, recognition: now.recognition };
    const state = isDone ? 'done' : now.recognition.state;
    const text = await storedText(deps.catalog, now);
    const whole = await withReadings(deps, { itemId: item.id, attachment: file, text }, state);
    return isDone ? readBy(whole, deps.recogniser) : whole;
  });

async function isDue({ catalog }: RecogniseDeps, { attachment }: File): Promise<boolean> {
  const { read, failed } = await catalog.countReadings(attachment.id);
  const { inText } = attachment.recognition;
  return read + failed - inText >= Math.max(FEWEST_NEW, inText / 2);
}

/** The file while its pages wait to be read; null when it is gone, held up or done. */
async function waitingFile(
  { catalog }: RecogniseDeps,
  { itemId = '', attachmentId = '' }: Job['payload'],
): Promise<File | null> {
  const item = await catalog.findItem(itemId);
  const attachment = item?.attachments.find((a) => a.id === attachmentId);
  return item && attachment?.recognition?.state === 'waiting'
    ? { item, attachment: { ...attachment, recognition: attachment.recognition } }
    : null;
}

/** Reads a page, and makes the text anew when enough is new. */
async function readAndBringIn(deps: RecogniseDeps, file: File, at: PageAtHand): Promise<void> {
  await readPage(deps, file, at);
  if (await isDue(deps, file)) await bringIn(deps, file, false);
}

/** A page that failed is tried again in a while; want of the storage is the runner's to handle. */
async function orTryAgain(
  deps: RecogniseDeps,
  { attempts }: Job,
  work: () => Promise<void>,
): Promise<JobOutcome> {
  try {
    await work();
    return { state: 'done' };
  } catch (error) {
    if (isOfStorage(error)) throw error;
    const notBefore = new Date(Date.parse(deps.now()) + AGAIN_AFTER_MS * attempts).toISOString();
    const reason = error instanceof AppError ? error.code : 'internal';
    return { state: 'retry', reason, notBefore };
  }
}

/**
 * Reads pages of a file from `first` on for one turn. Each is kept at once, so that a killed process
 * loses one; whoever reads on is another job, which waits behind those of other files.
 */
async function readForOneTurn(
  deps: RecogniseDeps,
  job: Job,
  first: number,
  [path, stopping]: readonly [string, AbortSignal],
): Promise<void> {
  const ends = Date.parse(deps.now()) + (deps.turnMs ?? TURN_MS);
  const { attempts } = job;
  let page: number | null = first;
  while (page !== null) {
    const file = await waitingFile(deps, job.payload);
    if (file === null) return;
    await readAndBringIn(deps, file, { page, path, attempts });
    const { item, attachment } = file;
    const next: number = page + 1;
    page = await nextUnread(deps.catalog, attachment, deps.recogniser.version, next);
    // The attempts of the page at hand are not those of the pages after it.
    const isOver = stopping.aborted || attempts > 1 || Date.parse(deps.now()) >= ends;
    if (page === null || isOver) {
      await deps.queue.submit([recogniseJob(item, attachment.id, next)]);
      return;
    }
  }
}

/**
 * Reads pages of a file from their pictures, one after the other, as long as its turn lasts. The
 * text is made of them now and then, and the file is found by the words it has so far.
 */
export async function recognisePages(
  deps: RecogniseDeps,
  job: Job,
  stopping: AbortSignal,
): Promise<JobOutcome> {
  if (stopping.aborted) return { state: 'handed-back' };
  const file = await waitingFile(deps, job.payload);
  if (file === null) return { state: 'done' };
  const first = await firstPage(deps, file, Number(job.payload['page'] ?? 1));
  if (first !== null)
    return orTryAgain(deps, job, () =>
      deps.files.withLocalPath(file.attachment.sha256, (path) =>
        readForOneTurn(deps, job, first, [path, stopping]),
      ),
    );
  await bringIn(deps, file, true);
  return { state: 'done' };
}

async function firstPage(deps: RecogniseDeps, file: File, from: number): Promise<number | null> {
  const { catalog, recogniser } = deps;
  const next = await nextUnread(catalog, file.attachment, recogniser.version, from);
  // Pages before may have been left out: the last look is at all of them.
  return next === null && from > 1
    ? nextUnread(catalog, file.attachment, recogniser.version, 1)
    : next;
}

/** Reads the page of a file that somebody has open. */
export async function recogniseOpenPage(deps: RecogniseDeps, job: Job): Promise<JobOutcome> {
  const file = await waitingFile(deps, job.payload);
  const page = Number(job.payload['page'] ?? 1);
  if (file === null || !(await isUnread(deps, file, page))) return { state: 'done' };
  return orTryAgain(deps, job, () =>
    deps.files.withLocalPath(file.attachment.sha256, (path) =>
      readAndBringIn(deps, file, { page, path, attempts: job.attempts }),
    ),
  );
}
