import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import { askedSize, FULL_WIDTH, imageInformation, type Size } from '#server/exchange/iiif.ts';
import { rightsUri } from '#server/exchange/rights-uri.ts';
import { webpSize } from '#server/base/webp-size.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { derivedPictures, type DerivedPictures } from '#server/http/derived-pictures.ts';
import { baseUrl } from '#server/http/frame.ts';
import { createRoutes } from '#server/http/routes.ts';
import { revalidatedHeaders } from '#server/http/send-file.ts';
import { sendText } from '#server/http/send-page.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { pagesToGive } from '#server/items/routes/present-item.ts';
import { visibleAttachment } from '#server/items/routes/visible-item.ts';
import { PICTURE_FORM } from '#server/reading/page-picture-form.ts';
import {
  confidential,
  pagePictures,
  type PagePicture,
} from '#server/reading/routes/page-picture.ts';
import { imageServicePath } from '#web/paths/exchange.ts';
import { openToEverySite } from '../open-to-every-site.ts';

export const IMAGE_INFORMATION_TYPE =
  'application/ld+json;profile="http://iiif.io/api/image/3/context.json"';

interface Drawing extends AppDeps {
  readonly derived: DerivedPictures;
  readonly picture: PagePicture;
}

interface Page {
  readonly item: Item;
  readonly attachment: Attachment;
  readonly page: number;
}

/** The page an identifier (`file.page`) names. Throws `page-not-found` and `not-allowed`. */
async function pageOf(deps: AppDeps, res: Response, identifier: string): Promise<Page> {
  const [, id, number] = /^([\w-]{1,64})\.([1-9]\d{0,5})$/u.exec(identifier) ?? [];
  if (id === undefined) throw new AppError('page-not-found', { identifier });
  const { item, attachment } = await visibleAttachment(deps.storage.catalog, res, id);
  if (!pagesToGive(item).includes(attachment)) throw new AppError('not-allowed');
  const page = Number(number);
  if (page > (attachment.pages ?? 1)) throw new AppError('page-not-found', { page });
  return { item, attachment, page };
}

/** The largest picture of a page, and its size. */
async function largest(
  { picture }: Drawing,
  { attachment, page }: Page,
): Promise<{ readonly bytes: Uint8Array; readonly full: Size }> {
  const bytes = await picture(attachment, page, FULL_WIDTH);
  const full = webpSize(bytes);
  if (full === null) throw new AppError('file-broken', { attachmentId: attachment.id, page });
  return { bytes, full };
}

async function sendInformation(
  deps: Drawing,
  req: Request,
  res: Response,
  identifier: string,
): Promise<void> {
  const found = await pageOf(deps, res, identifier);
  const { full } = await largest(deps, found);
  const id = `${baseUrl(deps, req)}${imageServicePath(found.attachment.id, found.page)}`;
  openToEverySite(res);
  const json = /\bapplication\/json\b/u.test(String(req.headers.accept));
  await sendText(
    req,
    res,
    200,
    json ? 'application/json; charset=utf-8' : IMAGE_INFORMATION_TYPE,
    imageInformation(id, full, rightsUri(found.item.rights.kind)),
  );
}

interface Asked {
  readonly picture: string;
  readonly region: string;
  readonly size: string;
  readonly rotation: string;
  readonly file: string;
}

/** Level 0: the whole picture, upright, in one of the sizes offered, as JPEG. */
async function sendImage(deps: Drawing, req: Request, res: Response, asked: Asked): Promise<void> {
  const found = await pageOf(deps, res, asked.picture);
  const { item, attachment, page } = found;
  const whole = asked.region === 'full' && asked.rotation === '0' && asked.file === 'default.jpg';
  if (!whole) throw new AppError('invalid-input', { asked });
  const { bytes, full } = await largest(deps, found);
  const size = askedSize(asked.size, full);
  if (size === null) throw new AppError('invalid-input', { asked });
  const form = `${page}-${size.width}x${size.height}-${PICTURE_FORM}-jpg`;
  const etag = `${attachment.sha256.slice(0, 32)}-${form}`;
  revalidatedHeaders(res, etag, confidential(item));
  openToEverySite(res);
  if (req.headers['if-none-match'] === `"${etag}"`) return void res.status(304).end();
  const key = `${PICTURE_FORM}/${attachment.sha256}/${page}/${size.width}x${size.height}`;
  const jpeg = await deps.derived(`iiif/${key}`, () => deps.jpegPicture({ bytes, ...size }));
  const id = `${baseUrl(deps, req)}${imageServicePath(attachment.id, page)}`;
  const written = asked.size === 'max' ? 'max' : `${size.width},${size.height}`;
  res.setHeader(
    'Link',
    `<http://iiif.io/api/image/3/level0.json>; rel="profile", <${id}/full/${written}/0/default.jpg>; rel="canonical"`,
  );
  res.type('image/jpeg').send(Buffer.from(jpeg));
}

/** Page pictures for IIIF viewers (Image API 3.0, level 0). */
export function iiifImageRoutes(app: AppDeps): Router {
  const deps: Drawing = { ...app, derived: derivedPictures(app), picture: pagePictures(app) };
  const { router, get } = createRoutes();
  get('/iiif/:picture/info.json', (req, res, { picture }) =>
    sendInformation(deps, req, res, picture),
  );
  get('/iiif/:picture/:region/:size/:rotation/:file', (req, res, asked) =>
    sendImage(deps, req, res, asked),
  );
  get('/iiif/:picture', async (_req, res, { picture }) => {
    const { attachment, page } = await pageOf(deps, res, picture);
    openToEverySite(res);
    res.redirect(303, `${imageServicePath(attachment.id, page)}/info.json`);
  });
  return router;
}
