import type { RequestHandler } from 'express';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { KnownAtRevision } from '#server/http/guard/known-at-revision.ts';
import { revisionOf } from '#server/http/guard/know-settings.ts';
import { isShownOn } from '#server/site/unit-entry.ts';
import { newsPiecePath } from '#web/paths/news.ts';
import { knownOutages } from '../actions/shown-news.ts';
import { isToldOn, showMoment } from '../news.ts';

/**
 * Reads planned outages once, and again once anything public has changed, so that every page tells
 * of them from the day they are announced (Điều 13 Nghị định 224/2026/NĐ-CP). Kept pages go by day.
 */
export function knowOutages({
  storage: { catalog },
  now,
}: Pick<AppDeps, 'storage' | 'now'>): RequestHandler {
  const known = new KnownAtRevision(() => knownOutages(catalog));
  return async (_req, res, next) => {
    const entries = await known.at(revisionOf(res) ?? (await catalog.publicRevision()));
    const day = dayInVietnam(now());
    res.locals['outages'] = entries
      .filter((entry) => isShownOn(entry, day) && isToldOn(entry, day))
      .map(({ slug, value: { outage } }) => ({
        href: newsPiecePath(slug),
        start: showMoment(outage!.start),
        end: showMoment(outage!.end),
      }));
    next();
  };
}
