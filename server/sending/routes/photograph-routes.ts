import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { derivedPictures } from '#server/http/derived-pictures.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { revalidatedHeaders, sendFile } from '#server/http/send-file.ts';
import { theActor } from '#server/http/session.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { TURNS, type Photograph } from '#server/items/photograph.ts';
import { authorise } from '#server/workflow/access.ts';

/** Pixels across, twice as wide as it is shown. */
const PREVIEW_WIDTH = 480;
/** Grows when previews are drawn in another way. */
const PREVIEW_FORM = 1;

/** Throws `attachment-not-found` for another item's. */
async function photographOf(
  deps: AppDeps,
  res: Response,
  id: string,
  photograph: string,
): Promise<Photograph> {
  const item = await getItem(deps, id);
  authorise(theActor(res), 'view', item);
  const found = item.photographs?.pages.find((page) => page.id === photograph);
  if (found === undefined) throw new AppError('attachment-not-found', { photograph });
  return found;
}

/** The page that would be made of a photograph, small, as JPEG. */
function sendPreview(deps: AppDeps) {
  const kept = derivedPictures(deps);
  return async (req: Request, res: Response, { sha256 }: Photograph): Promise<void> => {
    const turn = TURNS.find((t) => String(t) === param(req.query['xoay'])) ?? 0;
    const whole = param(req.query['nguyen']) === '1';
    const form = `${PREVIEW_FORM}-${turn}-${whole ? 1 : 0}`;
    const etag = `${sha256.slice(0, 32)}-${form}`;
    revalidatedHeaders(res, etag, true);
    if (req.headers['if-none-match'] === `"${etag}"`) return void res.status(304).end();
    const bytes = await kept(`photograph/${sha256}-${form}.jpg`, () =>
      deps.files.withLocalPath(sha256, async (path) => {
        const page = await deps.photographPreview({ path, turn, whole, width: PREVIEW_WIDTH });
        return page.jpeg;
      }),
    );
    res.type('image/jpeg').send(Buffer.from(bytes));
  };
}

/** Photographs as they came, and small pages of them; for staff alone. */
export function photographRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  const preview = sendPreview(deps);
  get('/can-bo/gui/:id/anh/:photograph', async (req, res, { id, photograph }) => {
    const found = await photographOf(deps, res, id, photograph);
    await sendFile(deps.files, req, res, { ...found, download: true, confidential: true });
  });
  get('/can-bo/gui/:id/anh/:photograph/trang', async (req, res, { id, photograph }) =>
    preview(req, res, await photographOf(deps, res, id, photograph)),
  );
  return router;
}
