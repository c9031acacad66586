import { randomUUID } from 'node:crypto';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { dayBefore, VISIT_KINDS, type VisitCount } from '#server/figures/visit.ts';
import { aList, seededRandom } from './builders.ts';
import type { TestApp } from './start-test-app.ts';

const TWO_YEARS = 760;
const RATINGS = 40;

/**
 * Two years of visits and a few answers on everything that is published: more each year, more in
 * November, some items far more than others.
 */
export async function putVisits({
  shelf: {
    storage: { catalog },
    actions,
  },
}: TestApp): Promise<void> {
  const { rows } = await catalog.listItems(aList({ states: ['published'] }));
  const [random, today] = [seededRandom(7), dayInVietnam(actions.now())];
  const visits: VisitCount[] = [];
  for (let ago = 0; ago < TWO_YEARS; ago += 1) {
    const day = dayBefore(today, ago);
    const season = (day.slice(5, 7) === '11' ? 1.6 : 1) * (1.4 - ago / TWO_YEARS);
    rows.forEach((item, rank) => {
      for (const kind of VISIT_KINDS) {
        const count = Math.round(
          (random() *
            season *
            { view: 40, read: 60, download: 9, play: item.genre === 'video' ? 25 : 0, embed: 6 }[
              kind
            ]) /
            (rank + 1),
        );
        if (count > 0) visits.push({ day, itemId: item.id, kind, count });
      }
    });
  }
  await catalog.addVisits(visits);
  for (let n = 0; n < RATINGS; n += 1)
    await catalog.addRating({
      id: randomUUID(),
      itemId: rows[n % rows.length]!.id,
      day: dayBefore(today, n),
      answer: n % 9 === 0 ? 'no' : n % 4 === 0 ? 'partly' : 'yes',
      comment: '',
    });
}
