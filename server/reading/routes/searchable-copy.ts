import type { Request, Response } from 'express';
import { AppError } from '#server/base/errors.ts';
import { webpSize } from '#server/base/webp-size.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { disposition, revalidatedHeaders, sendBytes } from '#server/http/send-file.ts';
import { pdfOfPages, type PicturePage } from '#server/items/actions/pdf-of-pages.ts';
import type { TextLayer } from '#server/items/actions/pdf-text-layer.ts';
import type { Attachment, Item } from '#server/items/item.ts';
import { holdsPage } from '#server/items/page-ranges.ts';
import { hasSearchableCopy, mayHaveBytes } from '#server/items/routes/present-item.ts';
import { visibleAttachment } from '#server/items/routes/visible-item.ts';
import { piecesOf, type PictureWords } from '../picture-words.ts';
import { confidential, type PagePicture } from './page-picture.ts';
import { readingOf } from './page-texts.ts';

/** A page of A4 at 230 pixels an inch: small print stays legible. */
const WIDTH = 1920;

/** Words of a page: as they were read from its picture and corrected, or as its own text says. */
async function layerOf(
  deps: AppDeps,
  item: Item,
  attachment: Attachment,
  page: number,
): Promise<TextLayer | null> {
  if (holdsPage(attachment.recognition?.pages ?? [], page)) {
    const reading = await readingOf(deps.storage.catalog, item.id, {
      attachment,
      pageInFile: page,
    });
    return reading?.found ? piecesOf(reading.found) : null;
  }
  const words: PictureWords = await deps.storage.files.withLocalPath(attachment.sha256, (path) =>
    deps.pageWords({ path, page }),
  );
  return piecesOf({ ...words, turn: 0, lines: words.lines.map((line) => ({ words: line })) });
}

/** Draws pages of a file and lays their words over them. */
const pagesOf =
  (deps: AppDeps, picture: PagePicture, item: Item, attachment: Attachment) =>
  async (page: number): Promise<PicturePage> => {
    const bytes = await picture(attachment, page, WIDTH);
    const size = webpSize(bytes);
    if (size === null) throw new AppError('file-broken', { page });
    const jpeg = await deps.jpegPicture({ bytes, ...size });
    const layer = await layerOf(deps, item, attachment, page);
    return { jpeg, ...size, ...(layer === null ? {} : { layer }) };
  };

/**
 * Sends a scan as a PDF whose words are found and selected, page by page as it is made. The original
 * is never altered. Throws `not-allowed`, and `attachment-not-found` for what was not read from
 * pictures.
 */
export async function sendSearchableCopy(
  deps: AppDeps,
  picture: PagePicture,
  req: Request,
  res: Response,
  id: string,
): Promise<void> {
  const { item, attachment } = await visibleAttachment(deps.storage.catalog, res, id);
  if (!mayHaveBytes(item, attachment)) throw new AppError('not-allowed');
  if (!hasSearchableCopy(attachment)) throw new AppError('attachment-not-found');
  const name = attachment.name.replace(/\.[^.]{1,5}$/u, '');
  // Words are read and corrected from day to day.
  const mark = `${attachment.sha256.slice(0, 32)}-${item.version}`;
  revalidatedHeaders(res, mark, confidential(item));
  res.setHeader('Content-Disposition', disposition('attachment', `${name} (tìm được chữ).pdf`));
  res.type('application/pdf');
  if (req.method === 'HEAD') {
    res.end();
    return;
  }
  const pageOf = pagesOf(deps, picture, item, attachment);
  // A file that cannot be drawn is told before anything is sent.
  const first = await pageOf(1);
  async function* pages(): AsyncGenerator<PicturePage> {
    yield first;
    for (let page = 2; page <= (attachment.pages ?? 1); page++) yield await pageOf(page);
  }
  await sendBytes(res, pdfOfPages(pages()));
}
