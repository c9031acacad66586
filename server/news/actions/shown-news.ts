import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import type { Page } from '#server/base/page.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { isShownOn } from '#server/site/unit-entry.ts';
import type { NewsEntry, NewsKind } from '../news.ts';
import type { NewsCatalog } from './get-news.ts';

interface Deps extends Pick<ActionDeps, 'now'> {
  readonly catalog: NewsCatalog;
}

/** What readers see today, pinned pieces first, then the newest. Throws `invalid-cursor`. */
export const shownNews = (
  { catalog, now }: Deps,
  {
    kind = null,
    limit,
    after = null,
  }: { kind?: NewsKind | null; limit: number; after?: string | null },
): Promise<Page<NewsEntry>> =>
  catalog.listUnitEntries('news', {
    unitIds: null,
    states: ['published'],
    topics: kind === null ? null : [kind],
    day: dayInVietnam(now()),
    limit,
    after,
  });

/**
 * The piece at an address that readers see today. Throws `news-over` for one that was withdrawn or
 * whose days are over, and `page-not-found`.
 */
export async function readNews({ catalog, now }: Deps, slug: string): Promise<NewsEntry> {
  const entry = await catalog.findUnitEntryBySlug('news', slug);
  const day = dayInVietnam(now());
  if (entry !== null && isShownOn(entry, day)) return entry;
  const ended = entry?.state === 'published' && entry.to !== null && day > entry.to;
  if (ended || entry?.state === 'withdrawn') throw new AppError('news-over', { slug });
  throw new AppError('page-not-found', { slug });
}

const MOST_OUTAGES = 20;

/** Outages that were announced and not withdrawn, whatever the day. */
export const knownOutages = async (catalog: NewsCatalog): Promise<readonly NewsEntry[]> =>
  (
    await catalog.listUnitEntries('news', {
      unitIds: null,
      states: ['published'],
      topics: ['outage'],
      day: null,
      limit: MOST_OUTAGES,
      after: null,
    })
  ).rows;
