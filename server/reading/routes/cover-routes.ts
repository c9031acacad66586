import { createHash } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { derivedPictures, type DerivedPictures } from '#server/http/derived-pictures.ts';
import { createRoutes } from '#server/http/routes.ts';
import { readStanding } from '#server/laws/actions/read-standings.ts';
import { itemCard, readable } from '#server/items/routes/present-item.ts';
import { visibleItem } from '#server/items/routes/visible-item.ts';
import { subjectHue } from '#web/items/subject-icon.tsx';
import { COVER_WIDTHS, type CoverSize } from '../cover-picture.ts';
import { COVER_WIDTH } from '../page-picture-form.ts';
import { confidential, noPicture, pagePictures, type PagePicture } from './page-picture.ts';

/** Grows when covers are drawn differently. */
const COVER_FORM = 1;

interface Drawing extends AppDeps {
  readonly derived: DerivedPictures;
  readonly pagePicture: PagePicture;
}

async function sendCover(
  deps: Drawing,
  req: Request,
  res: Response,
  id: string,
  size: CoverSize,
): Promise<void> {
  const item = await visibleItem(deps.storage.catalog, res, id);
  const pictured = readable(item).find((r) => r.kind === 'pages')?.attachment;
  const { subject, isMedia: media } = itemCard(item, await readStanding(deps, item));
  const cloth = { kind: 'cloth', title: item.title, hue: subjectHue(subject), media } as const;
  const width = COVER_WIDTHS[size];
  const key = createHash('sha256')
    .update(JSON.stringify([COVER_FORM, width, cloth, pictured?.sha256]))
    .digest('hex');
  const etag = `"${key.slice(0, 24)}"`;
  res.setHeader('ETag', etag);
  res.setHeader('Cache-Control', confidential(item) ? 'private, no-cache' : 'no-cache');
  if (req.headers['if-none-match'] === etag) return void res.status(304).end();
  const bytes = await deps.derived(`cover/${key}`, async () => {
    // What cannot be drawn any more still has a title.
    const page = pictured
      ? await deps.pagePicture(pictured, 1, COVER_WIDTH).catch(noPicture)
      : null;
    return deps.cover({
      width,
      cover: page === null ? cloth : { kind: 'picture', bytes: page },
    });
  });
  return void res.type('image/jpeg').send(Buffer.from(bytes));
}

/** Covers as JPEG, for programs that show no WebP. */
export function coverRoutes(app: AppDeps): Router {
  const deps: Drawing = { ...app, derived: derivedPictures(app), pagePicture: pagePictures(app) };
  const { router, get } = createRoutes();
  get('/tai-lieu/:id/bia.jpg', (req, res, { id }) => sendCover(deps, req, res, id, 'large'));
  get('/tai-lieu/:id/bia-nho.jpg', (req, res, { id }) => sendCover(deps, req, res, id, 'small'));
  return router;
}
