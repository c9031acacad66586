import type { Request, Response, Router } from 'express';
import { refuseOverwriting } from '#server/cataloguing/actions/edit-item.ts';
import { gapsView } from '#server/cataloguing/routes/gaps-view.ts';
import { versionOf } from '#server/cataloguing/routes/item-form.ts';
import { staffFiles } from '#server/cataloguing/routes/staff-files.ts';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import type { Item } from '#server/items/item.ts';
import { itemCard } from '#server/items/routes/present-item.ts';
import { readStanding } from '#server/laws/actions/read-standings.ts';
import { asReadersSee, genreName } from '#server/vocabulary/vocabulary.ts';
import { authorise, can } from '#server/workflow/access.ts';
import { moveItem } from '#server/workflow/actions/move-item.ts';
import { LookOverPage, type LookOverProps } from '#web/sending/look-over.tsx';
import { staffDonePath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';

async function load(deps: AppDeps, res: Response, id: string): Promise<Item> {
  const item = await getItem(deps, id);
  authorise(theActor(res), 'edit', item);
  return item;
}

const A4 = Math.SQRT2;

function previewOf({ attachments }: Item): LookOverProps['preview'] {
  const file = attachments.find(
    ({ mediaType, status }) =>
      (mediaType === 'application/pdf' || mediaType.startsWith('image/')) &&
      status.state !== 'failed',
  );
  return file === undefined
    ? null
    : { attachmentId: file.id, name: file.name, ratio: file.ratio ?? A4 };
}

/** A document that is still being made of photographs, or could not be, is not sent. */
const isUnbound = ({ photographs }: Item): boolean =>
  photographs !== undefined && photographs !== null && photographs.state !== 'bound';

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  item: Item,
  error: string | null = null,
  status = 200,
): Promise<void> {
  const vocabulary = vocabularyFor(req);
  const standing = await readStanding(deps, item);
  const unit = (await deps.storage.catalog.listUnits()).find(({ id }) => id === item.unitId);
  await sendPage(
    deps,
    req,
    res,
    <LookOverPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      item={{
        ...asReadersSee(item, vocabulary),
        visits: null,
        unit: unit === undefined ? null : { code: unit.code, name: unit.name },
      }}
      version={item.version}
      card={itemCard(item, standing)}
      standing={standing}
      genre={genreName(item, vocabulary)}
      gaps={gapsView(item, vocabulary)}
      preview={previewOf(item)}
      files={await staffFiles(deps, item)}
      binding={item.photographs?.state === 'binding'}
      maySend={can(theActor(res), 'submit', item)}
      error={error}
    />,
    { status },
  );
}

async function sendOn(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const item = await load(deps, res, id);
  authorise(theActor(res), 'submit', item);
  if (isUnbound(item)) return show(deps, req, res, item, vi.sending.notBound, 409);
  try {
    // Reading the file may have made a new version: only another person's change is in the way.
    await refuseOverwriting(deps, item, versionOf(formBody(req)));
    await moveItem(deps, {
      actor: theActor(res),
      itemId: id,
      version: item.version,
      action: 'submit',
      reason: '',
    });
    deps.wakeJobs();
    return res.redirect(303, staffDonePath('da-gui'));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'stale-version') throw error;
    const now = await load(deps, res, id);
    return show(deps, req, res, now, error.message, HTTP_STATUS[error.kind]);
  }
}

/** The third step: as readers will see it; then it is sent. */
export function lookRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/gui/:id/xem', async (req, res, { id }) =>
    show(deps, req, res, await load(deps, res, id)),
  );
  post('/can-bo/gui/:id/gui', (req, res, { id }) => sendOn(deps, req, res, id));
  return router;
}
