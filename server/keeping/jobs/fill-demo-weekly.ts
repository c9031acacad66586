import type { ActionDeps } from '#server/action-deps.ts';
import { dayInVietnam, daysAfter } from '#server/base/vietnam-time.ts';
import type { Item } from '#server/items/item.ts';
import { kitTexts, partLeft, type KitSource } from '#server/weekly/kit.ts';
import { daysOfWeek, weekOf } from '#server/weekly/week.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'now'>;

const COMMUNE = 'xa-muong-khe';
const COMMUNE_NAME = 'Ủy ban nhân dân xã Mường Khe';
const KIT = 'maudieuluat1';
/** The catalogue's own number of the item that is quoted, what its passage speaks of, and the part that is quoted. */
const IDENTIFIER = 'DEMO-0014';
const WORDS = /60 ngày/u;
const [PART_FROM, PART_TO] = ['Bao giờ?', 'Mang theo gì?'];
const HEADING = 'Khai sinh cho con trong 60 ngày';
const FEWEST_LETTERS = 120;
const MOST_LOOKED_AT = 60;

async function sourceIn({ catalog }: Deps, item: Item): Promise<KitSource | null> {
  const passages = await catalog.listPassages(item.id, null, MOST_LOOKED_AT);
  const passage = passages.find(({ text }) => WORDS.test(text) && text.length >= FEWEST_LETTERS);
  if (passage === undefined) return null;
  const { attachmentId, ordinal, heading, locator, text } = passage;
  const page = locator.kind === 'page' ? `/trang/${locator.page}` : '';
  return {
    itemId: item.id,
    attachmentId,
    ordinal,
    label: [...new Set([heading, item.title])].filter((part) => part !== '').join(', '),
    href: `/tai-lieu/${item.id}${page}`,
    quote: partLeft(text, text.slice(text.indexOf(PART_FROM), text.indexOf(PART_TO))) ?? text,
  };
}

/** Puts last week's provision there, as the commune of the demo collection chose it; what is there stays. */
export async function fillDemoWeekly(deps: Deps): Promise<void> {
  const item = await deps.catalog.findItemByIdentifier(IDENTIFIER);
  const source = item === null ? null : await sourceIn(deps, item);
  if (source === null || (await deps.catalog.findUnitEntry('weekly', KIT)) !== null) return;
  const now = deps.now();
  const week = weekOf(daysAfter(dayInVietnam(now), -7));
  const slug = `${week.toLowerCase()}-${COMMUNE}`;
  await deps.catalog.saveUnitEntry({
    list: 'weekly',
    id: KIT,
    slug,
    unitId: COMMUNE,
    state: 'published',
    topic: week,
    sortKey: week,
    from: daysOfWeek(week)?.from ?? null,
    to: null,
    files: [],
    version: 0,
    changedAt: now,
    changedBy: 'Vì Văn Thắng',
    value: {
      ...kitTexts(source, HEADING, { unit: COMMUNE_NAME, link: `/dieu-luat/${slug}` }),
      week,
      source,
      heading: HEADING,
      used: true,
      writtenBy: ['mau'],
      publishedAt: now,
    },
  });
}
