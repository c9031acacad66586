import { createHash } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import { yearOf } from '#server/base/partial-date.ts';
import type { ShareCard } from '../share-card.ts';
import { genreName } from '#server/vocabulary/vocabulary.ts';
import { qrCode, qrCodeSvg } from './qr-code.ts';
import { shareText, zaloShareAddress } from '../share-text.ts';
import { SharePage } from '#web/reading/share.tsx';
import { itemPath, qrPath, sharePath } from '#web/paths/reading.ts';
import { subjectHue } from '#web/items/subject-icon.tsx';
import { standingNote } from '#web/items/standing.tsx';
import { readStanding } from '#server/laws/actions/read-standings.ts';
import { isWarned, type Standing } from '#server/laws/standing.ts';
import { readerWords } from '#web/text/reader-words.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { baseUrl, knowsHost, pageFrame } from '#server/http/frame.ts';
import { derivedPictures, type DerivedPictures } from '#server/http/derived-pictures.ts';
import { disposition } from '#server/http/send-file.ts';
import { sendPage, sendText } from '#server/http/send-page.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { itemCard, readItemLink, readable } from '#server/items/routes/present-item.ts';
import { visibleItem } from '#server/items/routes/visible-item.ts';
import { COVER_WIDTH } from '../page-picture-form.ts';
import { confidential, noPicture, pagePictures, type PagePicture } from './page-picture.ts';
import { createRoutes } from '#server/http/routes.ts';

/** Grows when cards are drawn differently. */
const CARD_FORM = 1;
const QR_FORM = 1;
/** Pixels: 12 cm of a printed poster at 300 dpi. */
const QR_WIDTH = 1_416;

/** What cards and codes are drawn with; both are kept once drawn. */
interface Drawing extends AppDeps {
  readonly derived: DerivedPictures;
  readonly pagePicture: PagePicture;
}

function addressOf(deps: AppDeps, req: Request, item: Item): string {
  return `${baseUrl(deps, req)}${itemPath(item.id)}`;
}

async function sendCard(
  deps: Drawing,
  req: Request,
  res: Response,
  key: string,
  forStaff: boolean,
  draw: () => Promise<ShareCard>,
): Promise<void> {
  const { SHELF_NAME: name, SHELF_PROVINCE: province } = deps.config;
  const hash = createHash('sha256').update(`${CARD_FORM}/${name}/${province}/${key}`).digest('hex');
  const etag = `"${hash.slice(0, 24)}"`;
  res.setHeader('ETag', etag);
  res.setHeader('Cache-Control', forStaff ? 'private, no-cache' : 'public, no-cache');
  if (req.headers['if-none-match'] === etag) return void res.status(304).end();
  const bytes = await deps.derived(`card/${hash}`, async () => deps.shareCard(await draw()));
  return void res.type('image/jpeg').send(Buffer.from(bytes));
}

async function showSharing(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const { catalog } = deps.storage;
  const item = await visibleItem(catalog, res, id);
  const address = addressOf(deps, req, item);
  const link = await readItemLink(deps, item);
  await sendPage(
    deps,
    req,
    res,
    <SharePage
      frame={pageFrame(deps, req, res, { canonical: sharePath(item.id), noindex: true })}
      item={link}
      code={qrCode(address)}
      address={address}
      text={shareText(item, genreName(item, vocabularyFor(req)), {
        address,
        warning: isWarned(link.standing) ? standingNote(readerWords, link.standing) : '',
      })}
      zalo={zaloShareAddress(address)}
    />,
    { keep: item.state === 'published' },
  );
}

async function sendQrCode(
  deps: Drawing,
  req: Request,
  res: Response,
  id: string,
  form: string,
): Promise<void> {
  const { catalog } = deps.storage;
  const item = await visibleItem(catalog, res, id);
  const svg = qrCodeSvg(qrCode(addressOf(deps, req, item)));
  const name = `ma-qr-${item.slug || item.id}.${form}`;
  if (form === 'svg') {
    res.setHeader('Content-Disposition', disposition('attachment', name));
    return void sendText(req, res, 200, 'image/svg+xml; charset=utf-8', svg);
  }
  if (form !== 'png') throw new AppError('page-not-found');
  // Whoever asks may name any host: under an unknown one no picture is drawn and kept.
  if (!knowsHost(deps, req)) return res.redirect(303, qrPath(item.id, 'svg'));
  const bytes = await deps.derived(
    `qr/${QR_FORM}/${createHash('sha256').update(svg).digest('hex')}`,
    () => deps.svgPicture({ svg, width: QR_WIDTH }),
  );
  res.setHeader('Content-Disposition', disposition('attachment', name));
  res.setHeader('Cache-Control', 'no-cache');
  res.type('image/png').send(Buffer.from(bytes));
}

/** In the few words of a picture; nothing where nothing is known against the item. */
const standingLine = (standing: Standing): string =>
  !isWarned(standing)
    ? ''
    : standing.state === 'het' && standing.since !== null
      ? readerWords.standing.ended(readerWords.units.date(standing.since)).replace(/\.$/u, '')
      : readerWords.standing.state(standing.state);

async function sendItemCard(deps: Drawing, req: Request, res: Response, id: string): Promise<void> {
  const { catalog } = deps.storage;
  const { SHELF_NAME: name, SHELF_PROVINCE: province } = deps.config;
  const item = await visibleItem(catalog, res, id);
  const pictured = readable(item).find((r) => r.kind === 'pages')?.attachment;
  const { subject, isMedia: media, standing } = itemCard(item, await readStanding(deps, item));
  const year = yearOf(item.issued);
  const under = [item.compilers[0] ?? '', year === null ? '' : String(year)]
    .filter((part) => part !== '')
    .join(' · ');
  const cloth = { kind: 'cloth', hue: subjectHue(subject), media } as const;
  const words = {
    title: item.title,
    over: standingLine(standing) || genreName(item, vocabularyFor(req)),
    under,
    shelf: { name, province },
  };
  await sendCard(
    deps,
    req,
    res,
    JSON.stringify([words, cloth, pictured?.sha256]),
    confidential(item),
    async () => {
      // What cannot be drawn any more must not keep the others from showing the title.
      const bytes = pictured
        ? await deps.pagePicture(pictured, 1, COVER_WIDTH).catch(noPicture)
        : null;
      return { ...words, cover: bytes === null ? cloth : { kind: 'picture', bytes } };
    },
  );
}

/**
 * Everything that makes an item known elsewhere: QR code, ready text, the picture other sites show.
 */
export function shareRoutes(app: AppDeps): Router {
  const deps: Drawing = { ...app, derived: derivedPictures(app), pagePicture: pagePictures(app) };
  const { SHELF_NAME: name, SHELF_PROVINCE: province } = deps.config;
  const { router, get } = createRoutes();
  get('/tai-lieu/:id/chia-se', (req, res, { id }) => showSharing(deps, req, res, id));
  get('/tai-lieu/:id/ma-qr.:form', (req, res, { id, form }) =>
    sendQrCode(deps, req, res, id, form),
  );
  get('/tai-lieu/:id/anh-chia-se.jpg', (req, res, { id }) => sendItemCard(deps, req, res, id));
  get('/anh-chia-se.jpg', (req, res) =>
    sendCard(deps, req, res, deps.config.SHELF_UNIT, false, async () => ({
      title: name,
      over: province,
      under: readerWords.share.homeLine,
      shelf: { name: readerWords.share.homeName, province: deps.config.SHELF_UNIT },
      cover: { kind: 'shelf' },
    })),
  );

  return router;
}
