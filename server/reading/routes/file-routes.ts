import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { mayRead } from '#server/items/rights.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { revalidatedHeaders, sendFile } from '#server/http/send-file.ts';
import { mayHaveBytes } from '#server/items/routes/present-item.ts';
import { param, wholeNumber } from '#server/http/query.ts';
import { visibleAttachment } from '#server/items/routes/visible-item.ts';
import { COVER_WIDTH, PICTURE_FORM } from '../page-picture-form.ts';
import { confidential, pagePictures, type PagePicture } from './page-picture.ts';
import { sendSearchableCopy } from './searchable-copy.ts';
import { fileHeader } from './signposts.ts';
import { captionText } from '#server/ingest/utf16.ts';
import { createRoutes } from '#server/http/routes.ts';

const WIDTHS = [640, 1280, 1920] as const;

/** Throws `not-allowed` and `attachment-not-found` for what has no picture to show. */
function drawable(item: Item, attachment: Attachment): void {
  if (!mayRead(item.rights.kind)) throw new AppError('not-allowed');
  if (attachment.mediaType !== 'application/pdf' && !attachment.mediaType.startsWith('image/'))
    throw new AppError('attachment-not-found');
}

async function sendPicture(
  picture: PagePicture,
  req: Request,
  res: Response,
  { item, attachment }: { item: Item; attachment: Attachment },
  page: number,
  width: number,
): Promise<void> {
  const etag = `${attachment.sha256.slice(0, 32)}-${page}-${width}-${PICTURE_FORM}`;
  if (req.headers['if-none-match'] === `"${etag}"`) {
    revalidatedHeaders(res, etag, confidential(item));
    res.status(304).end();
    return;
  }
  const bytes = await picture(attachment, page, width);
  revalidatedHeaders(res, etag, confidential(item));
  res.type('image/webp').send(Buffer.from(bytes));
}

async function sendPageImage(
  deps: AppDeps,
  picture: PagePicture,
  req: Request,
  res: Response,
  id: string,
  file: string,
): Promise<void> {
  const { catalog } = deps.storage;
  const { item, attachment } = await visibleAttachment(catalog, res, id);
  drawable(item, attachment);
  const page = wholeNumber(/^(\d+)\.webp$/u.exec(file)?.[1]);
  const width = WIDTHS.find((w) => String(w) === (param(req.query['rong']) || '1280'));
  if (page === null || width === undefined || page > (attachment.pages ?? 1))
    throw new AppError('page-not-found');
  await sendPicture(picture, req, res, { item, attachment }, page, width);
}

async function sendCover(
  deps: AppDeps,
  picture: PagePicture,
  req: Request,
  res: Response,
  id: string,
): Promise<void> {
  const { catalog } = deps.storage;
  const { item, attachment } = await visibleAttachment(catalog, res, id);
  drawable(item, attachment);
  await sendPicture(picture, req, res, { item, attachment }, 1, COVER_WIDTH);
}

async function sendResource(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
  name: string,
): Promise<void> {
  const { catalog, files } = deps.storage;
  const { item, attachment } = await visibleAttachment(catalog, res, id);
  const resource = mayRead(item.rights.kind)
    ? await catalog.findResource(attachment.id, name)
    : null;
  if (resource === null) throw new AppError('attachment-not-found');
  await sendFile(files, req, res, {
    ...resource,
    download: false,
    confidential: confidential(item),
  });
}

async function sendCaptions(deps: AppDeps, res: Response, id: string): Promise<void> {
  const { catalog, files } = deps.storage;
  const { item, attachment } = await visibleAttachment(catalog, res, id);
  if (!mayHaveBytes(item, attachment) || attachment.role !== 'captions')
    throw new AppError('attachment-not-found');
  const chunks: Uint8Array[] = [];
  for await (const chunk of files.read(attachment.sha256, null)) chunks.push(chunk);
  revalidatedHeaders(res, `${attachment.sha256.slice(0, 32)}-vtt`, confidential(item));
  res.type('text/vtt; charset=utf-8').send(asWebVtt(captionText(Buffer.concat(chunks))));
}

async function sendWhole(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const { catalog, files } = deps.storage;
  const { item, attachment } = await visibleAttachment(catalog, res, id);
  if (!mayHaveBytes(item, attachment)) throw new AppError('not-allowed');
  res.locals['fileOfItem'] = item.id;
  res.setHeader('Link', fileHeader(deps, req, item, attachment.mediaType));
  await sendFile(files, req, res, {
    ...attachment,
    download: param(req.query['tai-ve']) === '1',
    confidential: confidential(item),
  });
}

export function fileRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  const picture = pagePictures(deps);

  get('/tep/:id/trang/:file', (req, res, { id, file }) =>
    sendPageImage(deps, picture, req, res, id, file),
  );
  get('/tep/:id/tim-duoc-chu.pdf', (req, res, { id }) =>
    sendSearchableCopy(deps, picture, req, res, id),
  );
  get('/tep/:id/bia.webp', (req, res, { id }) => sendCover(deps, picture, req, res, id));
  get('/tep/:id/anh/:name', (req, res, { id, name }) => sendResource(deps, req, res, id, name));
  get('/tep/:id/phu-de.vtt', (_req, res, { id }) => sendCaptions(deps, res, id));
  get('/tep/:id', (req, res, { id }) => sendWhole(deps, req, res, id));
  return router;
}

/** SubRip differs from WebVTT by its first line and the comma in its times. */
export const asWebVtt = (captions: string): string => {
  const plain = captions.replace(/^\ufeff/u, '').replace(/\r\n?/gu, '\n');
  return plain.startsWith('WEBVTT')
    ? plain
    : `WEBVTT\n\n${plain.replace(/(\d{1,2}:\d{2}:\d{2}),(\d{3})/gu, '$1.$2')}`;
};
