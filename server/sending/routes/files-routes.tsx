import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { keepFormFiles } from '#server/http/form-files.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { MOST_PHOTOGRAPHS, type Photograph } from '#server/items/photograph.ts';
import { authorise } from '#server/workflow/access.ts';
import { SendFilesPage, type SendFilesProps } from '#web/sending/send-files.tsx';
import { sayPath, sendPath } from '#web/paths/sending.ts';
import { bindPages, sendMore, startSending } from '../actions/send-files.ts';
import { pagesAfter } from './page-form.ts';
import { sentFiles, sentForm } from './taken-files.ts';

interface Shown {
  readonly item: Item | null;
  /** As they are on the form; those of the item when absent. */
  readonly pages?: readonly Photograph[];
  readonly refused?: readonly string[];
  readonly error?: string | null;
  readonly status?: number;
}

const viewOf = (
  { item, pages, refused = [], error = null }: Shown,
  maxBytes: number,
): Omit<SendFilesProps, 'frame'> => ({
  id: item?.id ?? null,
  files: (item?.attachments ?? [])
    .filter(({ id }) => id !== item?.photographs?.attachmentId)
    .map(({ name, bytes }) => ({ name, bytes })),
  pages: pages ?? item?.photographs?.pages ?? [],
  fault: item?.photographs?.fault ?? null,
  limits: { maxBytes, maxFiles: MOST_PHOTOGRAPHS },
  refused,
  error,
});

const show = (deps: AppDeps, req: Request, res: Response, shown: Shown): Promise<void> =>
  sendPage(
    deps,
    req,
    res,
    <SendFilesPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      {...viewOf(shown, deps.maxFileBytes)}
    />,
    { status: shown.status ?? 200 },
  );

/** A draft that this person may add to. */
async function load(deps: AppDeps, res: Response, id: string): Promise<Item> {
  const item = await getItem(deps, id);
  authorise(theActor(res), 'attach', item);
  return item;
}

/** Where the road goes on after files were taken: photographs are put in order first. */
const onwards = (item: Item): string =>
  item.photographs?.state === 'open' ? sendPath(item.id) : sayPath(item.id);

/** What came of the files of a form: the draft that has them now, and what was not taken. */
interface Sent {
  readonly item: Item;
  readonly refused: readonly string[];
}

/**
 * Gives the files of a form to a draft. Null after the form was shown again, because nothing could
 * be taken.
 */
async function takeSent(
  deps: AppDeps,
  req: Request,
  res: Response,
  before: Item | null,
  save: (files: readonly Attachment[]) => Promise<Item>,
): Promise<Sent | null> {
  const files = await sentFiles(deps, req, theActor(res));
  const pages = pagesAfter(formBody(req), before?.photographs?.pages ?? []);
  if (files.taken.length === 0 && files.refused.length > 0) {
    await show(deps, req, res, { item: before, pages, refused: files.refused, status: 400 });
    return null;
  }
  try {
    const item = await save(files.taken);
    await files.settle();
    keepFormFiles(res);
    deps.wakeJobs();
    return { item, refused: files.refused };
  } catch (error) {
    await files.discard();
    if (!(error instanceof AppError) || !['invalid-input', 'quota-full'].includes(error.code))
      throw error;
    const sentence = error.details.fields?.['files'] ?? error.sentences;
    const status = HTTP_STATUS[error.kind];
    await show(deps, req, res, { item: before, pages, error: sentence, status });
    return null;
  }
}

async function begin(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const sent = await takeSent(deps, req, res, null, (files) =>
    startSending(deps, theActor(res), files),
  );
  if (sent === null) return;
  if (sent.refused.length > 0) await show(deps, req, res, sent);
  else res.redirect(303, onwards(sent.item));
}

/** The form of a draft that has files: more of them, another order, or on to the next step. */
async function goOn(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const before = await load(deps, res, id);
  const sent = await takeSent(deps, req, res, before, (files) =>
    files.length === 0 ? Promise.resolve(before) : sendMore(deps, theActor(res), id, files),
  );
  if (sent === null) return;
  const { item, refused } = sent;
  const body = formBody(req);
  const pages = pagesAfter(body, item.photographs?.pages ?? []);
  const added = (item.photographs?.pages.length ?? 0) > (before.photographs?.pages.length ?? 0);
  // New pages are looked at before a document is made of them.
  if (wordOf(body, 'viec') !== 'tiep' || refused.length > 0 || added)
    return show(deps, req, res, { item, pages, refused });
  try {
    await bindPages(deps, theActor(res), id, pages);
    deps.wakeJobs();
    res.redirect(303, sayPath(id));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error;
    const sentence = error.details.fields?.['files'] ?? error.message;
    await show(deps, req, res, { item, pages, error: sentence, status: 400 });
  }
}

/** The first step: files, or pictures of a camera in the order of the pages. */
export function sendFilesRoutes(deps: AppDeps): Router {
  const { router, get, postFiles } = createRoutes();
  get('/can-bo/gui', async (req, res) => {
    authorise(theActor(res), 'create', 'shelf');
    await show(deps, req, res, { item: null });
  });
  postFiles(
    '/can-bo/gui',
    { guard: (res) => authorise(theActor(res), 'create', 'shelf'), take: sentForm(deps) },
    (req, res) => begin(deps, req, res),
  );
  get('/can-bo/gui/:id', async (req, res, { id }) => {
    await show(deps, req, res, { item: await load(deps, res, id) });
  });
  postFiles(
    '/can-bo/gui/:id',
    { guard: (res, { id }) => load(deps, res, id), take: sentForm(deps) },
    (req, res, { id }) => goOn(deps, req, res, id),
  );
  return router;
}
