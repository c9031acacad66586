import type { Request, Response, Router } from 'express';
import { titleFromName } from '../actions/complete-record.ts';
import { createItem } from '../actions/create-item.ts';
import { attachFiles } from '../actions/attach-files.ts';
import { EMPTY_RECORD } from '#server/items/record-rules.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { recordLengthErrors } from '#server/items/record-length.ts';
import { authorise, can } from '#server/workflow/access.ts';
import { AppError, errorMessage } from '#server/base/errors.ts';
import { choosable } from '#server/vocabulary/term.ts';
import { StaffUploadPage, type UploadResult } from '#web/cataloguing/staff-upload.tsx';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';
import type { FormErrors, FormValues } from '#web/frame/form-field.tsx';
import type { AppDeps } from '#server/http/app-deps.ts';
import { prefersJson } from '#server/http/error-face.tsx';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { param } from '#server/http/query.ts';
import { wordOf } from '#server/http/staff-form.ts';
import {
  arrivedFiles,
  arrivedIds,
  MOST_FILES,
  receivedFiles,
  uploadForm,
  type ReceivedFile,
} from './received-files.ts';
import { listArriving } from '#server/ingest/actions/arriving.ts';
import { createRoutes } from '#server/http/routes.ts';

/** An address carries so many letters of a notice. */
const MOST_TOLD = 1_000;

/**
 * Whole refusals as far as they fit, then how many more there are: the files can be sent again to
 * see them.
 */
function told(refused: readonly string[]): string {
  let length = 0;
  const first = refused.filter((reason, i) => (length += reason.length) <= MOST_TOLD || i === 0);
  return [
    ...first,
    ...(first.length < refused.length
      ? [vi.upload.moreRefused(refused.length - first.length)]
      : []),
  ].join(' ');
}

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  values: FormValues,
  errors: FormErrors,
  results: readonly UploadResult[] | null,
): Promise<void> {
  return sendPage(
    deps,
    req,
    res,
    <StaffUploadPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      values={values}
      errors={errors}
      genres={choosable(vocabularyFor(req).genres)}
      limits={{ maxBytes: deps.maxFileBytes, maxFiles: MOST_FILES }}
      unfinished={await listArriving(deps, theActor(res))}
      results={results}
    />,
    { status: Object.keys(errors).length > 0 ? 400 : 200 },
  );
}

/** What was typed stays on the form; files that came with it are sent once more. */
function refuse(
  deps: AppDeps,
  req: Request,
  res: Response,
  values: FormValues,
  errors: FormErrors,
): Promise<void> {
  if (prefersJson(req)) throw new AppError('invalid-input', { fields: errors });
  return show(deps, req, res, values, errors, null);
}

function refusal(file: ReceivedFile): UploadResult {
  return {
    outcome: 'refused',
    name: file.name,
    bytes: 0,
    reason: file.refused?.sentences ?? errorMessage('internal'),
  };
}

async function addDraft(
  deps: AppDeps,
  res: Response,
  file: ReceivedFile,
  title: string,
  genre: string,
): Promise<UploadResult> {
  const { catalog } = deps.storage;
  if (file.attachment === null) return refusal(file);
  const { bytes, name, sha256 } = file.attachment;
  // A draft that this person may not see is as good as not there: nothing is told by refusing.
  const twin = (await catalog.findItemsByFile(sha256)).find((item) =>
    can(theActor(res), 'view', item),
  );
  if (twin) {
    await file.taken?.();
    return { outcome: 'exists', name, bytes, itemId: twin.id, title: twin.title };
  }
  try {
    const item = await createItem(deps, {
      actor: theActor(res),
      attachments: [file.attachment],
      record: { ...EMPTY_RECORD, title: title || titleFromName(name), genre },
      ...(title === '' ? { guessed: ['title'] as const } : {}),
    });
    await file.taken?.();
    return { outcome: 'added', name, bytes, itemId: item.id };
  } catch (refused) {
    // Several files of one form may fill what room there was.
    if (!(refused instanceof AppError) || refused.code !== 'quota-full') throw refused;
    await file.discard();
    return refusal({ ...file, attachment: null, refused });
  }
}

/** A draft for every file. */
async function takeUploads(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const body = formBody(req);
  // A genre that is not offered any more is left to whoever catalogues.
  const values = {
    title: wordOf(body, 'title'),
    genre:
      choosable(vocabularyFor(req).genres).find(({ code }) => code === param(body['genre']))
        ?.code ?? '',
  };
  const sent = receivedFiles(req.files);
  const arrived = arrivedIds(body);
  const count = sent.length + arrived.length;
  if (count === 0) return show(deps, req, res, values, { files: vi.upload.noFile }, null);
  const long = count === 1 ? recordLengthErrors({ ...EMPTY_RECORD, title: values.title }) : {};
  if (Object.keys(long).length > 0) return refuse(deps, req, res, values, long);
  const received = [...sent, ...(await arrivedFiles(deps, theActor(res), arrived))];
  const results: UploadResult[] = [];
  // One title for several files would name them all alike.
  for (const file of received)
    results.push(await addDraft(deps, res, file, count === 1 ? values.title : '', values.genre));
  deps.wakeJobs();
  if (prefersJson(req)) res.json({ results });
  else await show(deps, req, res, {}, {}, results);
}

/** Adds files to an item that is there. */
async function addFiles(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const actor = theActor(res);
  const received = [
    ...receivedFiles(req.files),
    ...(await arrivedFiles(deps, actor, arrivedIds(formBody(req)))),
  ];
  const attachments = received.map((f) => f.attachment).filter((a) => a !== null);
  const item = await attachFiles(deps, {
    actor,
    itemId: id,
    attachments,
  });
  for (const { taken } of received) await taken?.();
  deps.wakeJobs();
  const results = received.map((file): UploadResult =>
    file.attachment === null
      ? refusal(file)
      : { outcome: 'added', name: file.name, bytes: file.attachment.bytes, itemId: item.id },
  );
  if (prefersJson(req)) return void res.json({ results });
  const refused = results
    .filter((r) => r.outcome === 'refused')
    .map((r) => `${r.name}: ${r.reason}`);
  return res.redirect(
    303,
    `${staffItemPath(item.id)}?bao=${refused.length > 0 ? encodeURIComponent(`tu-choi:${told(refused)}`) : 'da-them'}`,
  );
}

export function uploadRoutes(deps: AppDeps): Router {
  const { router, get, postFiles } = createRoutes();

  get('/can-bo/tai-len', async (req, res) => {
    authorise(theActor(res), 'create', 'shelf');
    await show(deps, req, res, {}, {}, null);
  });

  postFiles(
    '/can-bo/tai-len',
    { guard: (res) => authorise(theActor(res), 'create', 'shelf'), take: uploadForm(deps) },
    (req, res) => takeUploads(deps, req, res),
  );
  postFiles(
    '/can-bo/tai-lieu/:id/them-tep',
    {
      guard: async (res, params) =>
        authorise(theActor(res), 'attach', await getItem(deps, params.id)),
      take: uploadForm(deps),
    },
    (req, res, { id }) => addFiles(deps, req, res, id),
  );
  return router;
}
