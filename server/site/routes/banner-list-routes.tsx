import { shownRank, typedRank } from '#server/vocabulary/rank.ts';
import { tellLog } from '#server/audit/routes/tell-log.ts';
import type { Router, Request, Response } from 'express';
import { saveBanner } from '../actions/save-banner.ts';
import { authorise, can } from '#server/workflow/access.ts';
import type { BannerGroup, BannerEntry } from '../banner.ts';
import { AppError } from '#server/base/errors.ts';
import { parsePartialDate, showPartialDate } from '#server/base/partial-date.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import {
  StaffBannerPage,
  StaffBannersPage,
  type BannerRow,
  type StaffBannerProps,
} from '#web/site/staff-banners.tsx';
import type { FormErrors, FormValues } from '#web/frame/form-field.tsx';
import { staffBannersPath } from '#web/paths/site.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { param } from '#server/http/query.ts';
import { bannerUpload, drawnPicture, storedPicture } from './banner-picture.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { createRoutes } from '#server/http/routes.ts';

type Body = Readonly<Record<string, unknown>>;

const day = (typed: string): string | null =>
  typed === '' ? null : (parsePartialDate(typed) ?? typed);
const shown = (date: string | null): string =>
  date === null ? '' : parsePartialDate(date) === null ? date : showPartialDate(date);

const NO_PICTURE = { sha256: '', bytes: 0 } as const;
const blank = (id: string): BannerEntry => ({
  list: 'banner',
  id,
  rank: 100,
  version: 0,
  changedAt: '',
  changedBy: '',
  value: {
    alt: '',
    address: '',
    group: 'commune',
    from: null,
    to: null,
    hidden: false,
    picture: NO_PICTURE,
  },
});

const entryOf = (body: Body, before: BannerEntry): BannerEntry => ({
  ...before,
  rank: typedRank(wordOf(body, 'rank')),
  version: Number(wordOf(body, 'version')) || 0,
  value: {
    alt: wordOf(body, 'alt'),
    address: wordOf(body, 'address'),
    group: wordOf(body, 'group') as BannerGroup,
    from: day(wordOf(body, 'from')),
    to: day(wordOf(body, 'to')),
    hidden: wordOf(body, 'hidden') === '1',
    picture: before.value.picture,
  },
});

const valuesOf = ({ rank, value }: BannerEntry): FormValues => ({
  alt: value.alt,
  address: value.address,
  group: value.group,
  from: shown(value.from),
  to: shown(value.to),
  rank: shownRank(rank),
  hidden: value.hidden ? '1' : '',
});

function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  stored: BannerEntry | null,
  edited: BannerEntry,
  more: Partial<StaffBannerProps> = {},
  status = 200,
): Promise<void> {
  return sendPage(
    deps,
    req,
    res,
    <StaffBannerPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      stored={stored}
      version={edited.version}
      form={{ values: valuesOf(edited), errors: {} }}
      received=""
      conflict={false}
      {...more}
    />,
    { status },
  );
}

/** Throws `page-not-found`. */
async function load(deps: AppDeps, id: string): Promise<BannerEntry> {
  const { catalog } = deps.storage;
  const entry = await catalog.findAuthority('banner', id);
  if (entry === null) throw new AppError('page-not-found', { id });
  return entry;
}

async function rowsOf(deps: AppDeps): Promise<BannerRow[]> {
  const { catalog } = deps.storage;
  const entries = await catalog.listAuthority('banner');
  const links = new Map(
    (await catalog.findLinkChecks(entries.map(({ value }) => value.address))).map((link) => [
      link.address,
      link,
    ]),
  );
  const today = dayInVietnam(deps.now());
  return entries.map((entry) => {
    const { from, to, address } = entry.value;
    return {
      entry,
      link: links.get(address) ?? { state: 'new', failingSince: null },
      time: from !== null && today < from ? 'later' : to !== null && today > to ? 'over' : 'now',
    };
  });
}

async function save(
  deps: AppDeps,
  req: Request,
  res: Response,
  stored: BannerEntry | null,
): Promise<void> {
  const body = formBody(req);
  const drawn =
    req.file === undefined
      ? { sha256: wordOf(body, 'received') }
      : await drawnPicture(deps, req.file);
  const received = typeof drawn === 'string' ? '' : drawn.sha256;
  const picture = received === '' ? null : await storedPicture(deps, received);
  const typed = entryOf(body, stored ?? blank(deps.newId()));
  const edited = picture === null ? typed : { ...typed, value: { ...typed.value, picture } };
  const again = (errors: FormErrors, status: number): Promise<void> =>
    show(
      deps,
      req,
      res,
      stored,
      edited,
      {
        form: { values: { ...valuesOf(edited), rank: wordOf(body, 'rank') }, errors },
        received: picture === null ? '' : received,
      },
      status,
    );
  if (typeof drawn === 'string') return again({ picture: drawn }, 400);
  try {
    await saveBanner(deps, theActor(res), edited);
    res.redirect(303, staffBannersPath('da-luu'));
  } catch (error) {
    assertFormRefusal(error);
    if (error.code === 'invalid-input')
      return again(error.details.fields ?? {}, HTTP_STATUS[error.kind]);
    return show(
      deps,
      req,
      res,
      stored,
      { ...edited, version: stored?.version ?? 0 },
      { conflict: true, received: picture === null ? '' : received },
      HTTP_STATUS[error.kind],
    );
  }
}

async function showBanners(deps: AppDeps, req: Request, res: Response): Promise<void> {
  authorise(theActor(res), 'view', 'shelf');
  const notice =
    { 'da-luu': vi.authorityForm.saved, 'da-xoa': vi.authorityForm.removed }[
      param(req.query['bao'])
    ] ?? null;
  await sendPage(
    deps,
    req,
    res,
    <StaffBannersPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      rows={await rowsOf(deps)}
      notice={notice}
      mayEdit={can(theActor(res), 'edit-lists', 'shelf')}
    />,
  );
}

async function removeBanner(deps: AppDeps, res: Response, id: string): Promise<void> {
  const { catalog } = deps.storage;
  authorise(theActor(res), 'edit-lists', 'shelf');
  const known = await catalog.findAuthority('banner', id);
  await catalog.deleteAuthority('banner', id);
  if (known !== null) tellLog(res, { kind: 'deleted', targetKind: 'banner', targetId: id });
  res.redirect(303, staffBannersPath('da-xoa'));
}

/** Links to sites of communes and ministries: list, form with a picture. */
export function bannerListRoutes(deps: AppDeps): Router {
  const { router, get, post, postFiles } = createRoutes();

  get('/can-bo/lien-ket', (req, res) => showBanners(deps, req, res));
  get('/can-bo/lien-ket/moi', async (req, res) => {
    authorise(theActor(res), 'edit-lists', 'shelf');
    await show(deps, req, res, null, blank(''));
  });

  get('/can-bo/lien-ket/:id', async (req, res, params) => {
    authorise(theActor(res), 'edit-lists', 'shelf');
    const entry = await load(deps, params.id);
    await show(deps, req, res, entry, entry);
  });

  // Before the bytes: who may not save sends no picture either.
  postFiles(
    '/can-bo/lien-ket/moi',
    { guard: (res) => authorise(theActor(res), 'edit-lists', 'shelf'), take: bannerUpload },
    (req, res) => save(deps, req, res, null),
  );
  postFiles(
    '/can-bo/lien-ket/:id',
    { guard: (res) => authorise(theActor(res), 'edit-lists', 'shelf'), take: bannerUpload },
    async (req, res, params) => save(deps, req, res, await load(deps, params.id)),
  );

  post('/can-bo/lien-ket/:id/xoa', (_req, res, { id }) => removeBanner(deps, res, id));
  return router;
}
