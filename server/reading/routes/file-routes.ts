import type { Router, Request, Response } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { mayRead } from '#server/items/rights.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { immutableHeaders, sendFile } from '#server/http/send-file.ts';
import { mayHaveBytes } from '#server/items/routes/present-item.ts';
import { param, wholeNumber } from '#server/http/query.ts';
import { visibleAttachment } from '#server/items/routes/visible-item.ts';
import { confidential, COVER_WIDTH, pagePictures, PICTURE_FORM } from './page-picture.ts';
import { createRoutes } from '#server/http/routes.ts';

const WIDTHS = [640, 1280, 1920] as const;

export function fileRoutes(deps: AppDeps): Router {
  const { catalog, files } = deps.storage;
  const { router, get } = createRoutes();
  const picture = pagePictures(deps);

  const drawable = (item: Item, attachment: Attachment): void => {
    if (!mayRead(item.rights.kind)) throw new AppError('not-allowed');
    if (attachment.mediaType !== 'application/pdf' && !attachment.mediaType.startsWith('image/'))
      throw new AppError('attachment-not-found');
  };

  const sendPicture = async (
    req: Request,
    res: Response,
    { item, attachment }: { item: Item; attachment: Attachment },
    page: number,
    width: number,
  ): Promise<void> => {
    const etag = `${attachment.sha256.slice(0, 32)}-${page}-${width}-${PICTURE_FORM}`;
    if (req.headers['if-none-match'] === `"${etag}"`) {
      immutableHeaders(res, etag, confidential(item));
      res.status(304).end();
      return;
    }
    const bytes = await picture(attachment, page, width);
    immutableHeaders(res, etag, confidential(item));
    res.type('image/webp').send(Buffer.from(bytes));
  };

  get('/tep/:id/trang/:file', async (req, res, params) => {
    const { item, attachment } = await visibleAttachment(catalog, res, params.id);
    drawable(item, attachment);
    const page = wholeNumber(/^(\d+)\.webp$/u.exec(params.file)?.[1]);
    const width = WIDTHS.find((w) => String(w) === (param(req.query['rong']) || '1280'));
    if (page === null || width === undefined || page > (attachment.pages ?? 1))
      throw new AppError('page-not-found');
    await sendPicture(req, res, { item, attachment }, page, width);
  });

  get('/tep/:id/bia.webp', async (req, res, params) => {
    const { item, attachment } = await visibleAttachment(catalog, res, params.id);
    drawable(item, attachment);
    await sendPicture(req, res, { item, attachment }, 1, COVER_WIDTH);
  });

  get('/tep/:id/anh/:name', async (req, res, params) => {
    const { item, attachment } = await visibleAttachment(catalog, res, params.id);
    const resource = mayRead(item.rights.kind)
      ? await catalog.findResource(attachment.id, params.name)
      : null;
    if (resource === null) throw new AppError('attachment-not-found');
    await sendFile(files, req, res, {
      ...resource,
      download: false,
      confidential: confidential(item),
    });
  });

  get('/tep/:id/phu-de.vtt', async (_req, res, params) => {
    const { item, attachment } = await visibleAttachment(catalog, res, params.id);
    if (!mayHaveBytes(item, attachment) || attachment.role !== 'captions')
      throw new AppError('attachment-not-found');
    const chunks: Uint8Array[] = [];
    for await (const chunk of files.read(attachment.sha256, null)) chunks.push(chunk);
    immutableHeaders(res, `${attachment.sha256.slice(0, 32)}-vtt`, confidential(item));
    res.type('text/vtt; charset=utf-8').send(asWebVtt(Buffer.concat(chunks).toString('utf8')));
  });

  get('/tep/:id', async (req, res, params) => {
    const { item, attachment } = await visibleAttachment(catalog, res, params.id);
    if (!mayHaveBytes(item, attachment)) throw new AppError('not-allowed');
    res.locals['fileOfItem'] = item.id;
    await sendFile(files, req, res, {
      ...attachment,
      download: param(req.query['tai-ve']) === '1',
      confidential: confidential(item),
    });
  });

  return router;
}

/** SubRip differs from WebVTT by its first line and the comma in its times. */
export const asWebVtt = (captions: string): string => {
  const plain = captions.replace(/^\ufeff/u, '').replace(/\r\n?/gu, '\n');
  return plain.startsWith('WEBVTT')
    ? plain
    : `WEBVTT\n\n${plain.replace(/(\d{2}:\d{2}:\d{2}),(\d{3})/gu, '$1.$2')}`;
};
