import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { unitToday } from '#server/people/unit.ts';
import { isWorkday, workdaysBetween, type Calendar } from '#server/questions/working-days.ts';
import type { NewsView } from '#web/news/news-list.tsx';
import type { StaffNewsRow } from '#web/news/staff-news.tsx';
import { OUTAGE_NOTICE_DAYS, type NewsEntry } from '../news.ts';

/** Each piece with the name of the unit that stands today for its own. */
export async function newsViews(
  { storage: { catalog } }: Pick<AppDeps, 'storage'>,
  entries: readonly NewsEntry[],
): Promise<NewsView[]> {
  const units = await catalog.listUnits();
  return entries.map((entry) => {
    const own = unitToday(units, entry.unitId);
    return { entry, unitName: units.find(({ id }) => id === own)?.name ?? '' };
  });
}

export async function staffRows(
  deps: Pick<AppDeps, 'storage' | 'now'>,
  entries: readonly NewsEntry[],
): Promise<StaffNewsRow[]> {
  const day = dayInVietnam(deps.now());
  return (await newsViews(deps, entries)).map((view) => {
    const { from, to } = view.entry;
    const time = from !== null && day < from ? 'later' : to !== null && day > to ? 'over' : 'now';
    return { ...view, time };
  });
}

/**
 * Working days between today and the day on which an outage begins, where they are fewer than the
 * law asks for; null where they are enough, or it has begun.
 */
export function shortNotice(
  calendar: Calendar,
  outage: NewsEntry['value']['outage'],
  today: string,
): number | null {
  const start = outage?.start.slice(0, 10) ?? '';
  if (start < today) return null;
  // The day on which it begins is no day of notice.
  const left = Math.max(
    0,
    workdaysBetween(calendar, today, start) - (isWorkday(calendar, start) ? 1 : 0),
  );
  return left < OUTAGE_NOTICE_DAYS ? left : null;
}
