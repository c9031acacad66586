import { sendNewsJob } from '#server/base/job.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { Queue } from '#server/ports.ts';
import { settledUntil } from '../actions/find-news.ts';
import { mondayOf, weekBegins } from '../subscriber.ts';
import type { SubscriptionCatalog } from '../subscription-catalog.ts';

export interface SubmitDeps {
  readonly catalog: FactCatalog & ItemCatalog & SubscriptionCatalog;
  readonly queue: Queue;
  /** The present instant, ISO. */
  readonly now: () => string;
}

const WEEK_DONE = 'news-week-done';
/** What the letters that go at once were last asked for: instant, public revision and day. */
const AT_ONCE_DONE = 'news-at-once-done';

/** From seven on Monday in Vietnam, once; a worker that was off makes it up. */
async function submitWeekly({ catalog, queue, now }: SubmitDeps, until: string): Promise<void> {
  const week = mondayOf(now());
  if (now() < weekBegins(now()) || (await catalog.findFact(WEEK_DONE)) === week) return;
  await queue.submit([sendNewsJob('weekly', until)]);
  await catalog.saveFact(WEEK_DONE, week);
}

/** Whether something was published since, or may stand otherwise. */
async function isNews(
  catalog: SubmitDeps['catalog'],
  done: string,
  [until, revision, day]: readonly [string, number, string],
): Promise<boolean> {
  const [before = '', ...state] = done.split(' ');
  if (until <= before) return false;
  if (state.join(' ') !== `${revision} ${day}`) return true;
  const { rows } = await catalog.listItems({
    states: ['published'],
    unitId: null,
    lawKey: null,
    updatedSince: null,
    order: 'newest',
    limit: 1,
    after: null,
  });
  return (rows[0]?.publishedAt ?? '') > before;
}

async function submitAtOnce({ catalog, queue, now }: SubmitDeps, until: string): Promise<void> {
  const day = dayInVietnam(now());
  const revision = await catalog.publicRevision();
  const done = (await catalog.findFact(AT_ONCE_DONE)) ?? '';
  if (!(await isNews(catalog, done, [until, revision, day]))) return;
  if ((await catalog.countSubscriptions()).atOnce > 0)
    await queue.submit([sendNewsJob('at-once', until)]);
  await catalog.saveFact(AT_ONCE_DONE, `${until} ${revision} ${day}`);
}

/**
 * Asks for the letters that are due; two workers that both see it give the same job. Whoever a run
 * could not reach is due in the next one of the same rhythm.
 */
export async function submitNews(deps: SubmitDeps): Promise<void> {
  const until = await settledUntil(deps);
  await submitWeekly(deps, until);
  await submitAtOnce(deps, until);
}
