import type { Router } from 'express';
import { isOnShow } from '../banner.ts';
import { AppError } from '#server/base/errors.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { BannerView } from '#web/site/banner-row.tsx';
import type { AppDeps } from '#server/http/app-deps.ts';
import { sendFile } from '#server/http/send-file.ts';
import { createRoutes } from '#server/http/routes.ts';

/** Banners that readers see today: on show, and not known to lead nowhere. */
export async function bannersOnShow({
  storage: { catalog },
  now,
}: Pick<AppDeps, 'storage' | 'now'>): Promise<BannerView[]> {
  const day = dayInVietnam(now());
  const entries = (await catalog.listAuthority('banner')).filter(({ value }) =>
    isOnShow(value, day),
  );
  const broken = new Set(
    (await catalog.findLinkChecks(entries.map(({ value }) => value.address)))
      .filter((link) => link.state === 'broken')
      .map((link) => link.address),
  );
  return entries
    .filter(({ value }) => !broken.has(value.address))
    .map(({ id, value: { alt, address, group, picture } }) => ({
      id,
      alt,
      address,
      group,
      sha256: picture.sha256,
    }));
}

/** Pictures of banners: nothing but what a banner names is given out. */
export function bannerRoutes(deps: AppDeps): Router {
  const { catalog, files } = deps.storage;
  const { router, get } = createRoutes();

  get('/lien-ket/:name', async (req, res, params) => {
    const [, sha256 = ''] = /^([0-9a-f]{64})\.webp$/u.exec(params.name) ?? [];
    const entry = (await catalog.listAuthority('banner')).find(
      ({ value }) => value.picture.sha256 === sha256,
    );
    if (entry === undefined) throw new AppError('page-not-found');
    await sendFile(files, req, res, {
      ...entry.value.picture,
      mediaType: 'image/webp',
      name: 'bieu-trung.webp',
      download: false,
      confidential: false,
    });
  });

  return router;
}
