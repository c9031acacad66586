import type { FactCatalog } from '#server/base/fact-catalog.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { CorrectionCatalog } from '#server/correction/correction-catalog.ts';
import type { ReaderCatalog } from '#server/figures/reader-catalog.ts';
import { forgetLeftAccounts } from '#server/people/actions/forget-left-accounts.ts';
import type { PeopleCatalog } from '#server/people/people-catalog.ts';
import type { QueryCatalog } from '#server/search/query-catalog.ts';

/** What readers wrote may name people, and has served its purpose after the next year's report. */
const COMMENT_DAYS = 730;
/** What was looked for in vain this long ago is no longer missed; somebody may have typed a name. */
const QUERY_DAYS = 180;
const DAY_MS = 86_400_000;

const FORGOTTEN_ON = 'persons-forgotten-on';

/**
 * Once a day of Vietnam's: erases what concerns persons and whose time is over
 * (docs/personal-data.md; Điều 14 Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15); the fact
 * outlives restarts.
 */
export async function forgetDaily({
  catalog,
  now,
}: {
  readonly catalog: FactCatalog & PeopleCatalog & ReaderCatalog & QueryCatalog & CorrectionCatalog;
  readonly now: () => string;
}): Promise<void> {
  const instant = now();
  const today = dayInVietnam(instant);
  if ((await catalog.findFact(FORGOTTEN_ON)) === today) return;
  const before = (days: number): string =>
    new Date(Date.parse(instant) - days * DAY_MS).toISOString();
  await catalog.forgetRatingComments(dayInVietnam(before(COMMENT_DAYS)));
  await catalog.forgetTextReports(dayInVietnam(before(COMMENT_DAYS)));
  await catalog.forgetEmptyQueries(before(QUERY_DAYS));
  await catalog.forgetQueries(dayInVietnam(before(QUERY_DAYS)));
  await catalog.deleteSessionsBefore(instant);
  await forgetLeftAccounts({ catalog, now });
  await catalog.saveFact(FORGOTTEN_ON, today);
}
