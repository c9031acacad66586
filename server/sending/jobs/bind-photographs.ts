import { AppError } from '#server/base/errors.ts';
import { extractJob, type Job } from '#server/base/job.ts';
import type { IdMaker } from '#server/base/ids.ts';
import type { ExtractionPool } from '#server/ingest/extract/extraction-pool.ts';
import { discardOf } from '#server/ingest/actions/discard-file.ts';
import { saveFinding } from '#server/items/actions/rewrite.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { shownPages, type Photograph, type Photographs } from '#server/items/photograph.ts';
import type { Catalog, Files, JobOutcome, StoredFile } from '#server/ports.ts';
import { nameOfPhotographs } from '../actions/send-files.ts';
import { pdfOfPages, type PicturePage } from '#server/items/actions/pdf-of-pages.ts';
import { samePages } from '../page-order.ts';

export interface BindDeps {
  readonly catalog: Catalog;
  readonly files: Files;
  readonly extraction: Pick<ExtractionPool, 'straightenPhotograph'>;
  readonly newId: IdMaker;
  readonly now: () => string;
  readonly maxFileBytes: number;
}

/** A page that no document can be made with. */
class BadPage extends Error {
  readonly fault: NonNullable<Photographs['fault']>;

  constructor(id: string, code: string) {
    super(code);
    this.fault = { id, code };
  }
}

/** The process stops; what was made so far is thrown away. */
class Stopped extends Error {}

async function* pagesOf(
  { files, extraction }: BindDeps,
  photographs: readonly Photograph[],
  stopping: AbortSignal,
): AsyncGenerator<PicturePage> {
  for (const { id, sha256, turn, whole } of photographs) {
    if (stopping.aborted) throw new Stopped();
    try {
      yield await files.withLocalPath(sha256, (path) =>
        extraction.straightenPhotograph({ path, turn, whole }),
      );
    } catch (error) {
      if (!(error instanceof AppError) || ['busy', 'unavailable'].includes(error.kind)) throw error;
      throw new BadPage(id, error.code);
    }
  }
}

const asAttachment = (
  { newId, now }: BindDeps,
  { sha256, bytes }: StoredFile,
  pages: number,
): Attachment => ({
  id: newId(),
  role: 'original',
  name: `${nameOfPhotographs(now())}.pdf`,
  mediaType: 'application/pdf',
  bytes,
  sha256,
  pages,
  ratio: null,
  seconds: null,
  text: { layer: 'none', encoding: 'unknown' },
  status: { state: 'waiting' },
});

const ATTEMPTS_AT_A_BUSY_ITEM = 5;

/**
 * Saves what came of the pages with the newest version of the item, unless somebody put them in
 * another order meanwhile: a job of its own makes that. False when it was not saved.
 */
async function settle(
  deps: BindDeps,
  itemId: string,
  pages: readonly Photograph[],
  made: (item: Item, photographs: Photographs) => Item,
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const item = await deps.catalog.findItem(itemId);
    const photographs = item?.photographs ?? null;
    if (item === null || photographs?.state !== 'binding' || !samePages(photographs.pages, pages))
      return false;
    const next = made(item, photographs);
    try {
      const added = next.attachments.filter((a) => !item.attachments.some(({ id }) => id === a.id));
      await saveFinding(deps, {
        before: item,
        item: next,
        jobs: added.map((a) => extractJob(item, a.id)),
      });
      return true;
    } catch (error) {
      const again = error instanceof AppError && error.code === 'stale-version';
      if (!again || attempt === ATTEMPTS_AT_A_BUSY_ITEM) throw error;
    }
  }
}

/** The document made of the pages takes the place of the one made before, which is given up. */
async function attach(
  deps: BindDeps,
  itemId: string,
  pages: readonly Photograph[],
  stored: StoredFile,
): Promise<void> {
  const attachment = asAttachment(deps, stored, shownPages({ pages }).length);
  let before: Attachment | undefined;
  const saved = await settle(deps, itemId, pages, (item, photographs) => {
    before = item.attachments.find(({ id }) => id === photographs.attachmentId);
    const others = item.attachments.filter(({ id }) => id !== photographs.attachmentId);
    return {
      ...item,
      attachments: [attachment, ...others],
      photographs: { ...photographs, attachmentId: attachment.id, state: 'bound', fault: null },
    };
  });
  if (!saved) await discardOf(deps, stored)();
  else if (before !== undefined && before.sha256 !== stored.sha256)
    await discardOf(deps, { ...before, existed: false })();
}

/**
 * Makes one PDF of an item's photographs, page by page, each in a child process. A page that cannot
 * be read is told to whoever sends it; that is this job's result, not its failure.
 */
export async function bindPhotographs(
  deps: BindDeps,
  job: Job,
  stopping: AbortSignal,
): Promise<JobOutcome> {
  const { itemId = '' } = job.payload;
  const item = await deps.catalog.findItem(itemId);
  const pages = item?.photographs?.pages ?? [];
  if (item?.photographs?.state !== 'binding') return { state: 'done' };
  try {
    const content = pdfOfPages(pagesOf(deps, shownPages({ pages }), stopping));
    await attach(deps, itemId, pages, await deps.files.put(content, deps.maxFileBytes));
  } catch (error) {
    if (error instanceof Stopped) return { state: 'handed-back' };
    const fault =
      error instanceof BadPage
        ? error.fault
        : error instanceof AppError && error.code === 'too-large'
          ? { id: '', code: error.code }
          : null;
    if (fault === null) throw error;
    await settle(deps, itemId, pages, (now, photographs) => ({
      ...now,
      photographs: { ...photographs, state: 'failed', fault },
    }));
  }
  return { state: 'done' };
}
