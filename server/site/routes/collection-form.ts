import { shownRank, typedRank } from '#server/vocabulary/rank.ts';
import { showSeasonDay, type Collection } from '../collection.ts';
import { slugify } from '#server/base/vietnamese/syllables.ts';
import type { FormValues } from '#web/frame/form-field.tsx';
import { listOf, wordOf } from '#server/http/staff-form.ts';

type Body = Readonly<Record<string, unknown>>;

/** `1/11` → `11-01`; what is no day is kept, so that the form names the fault. */
const seasonDay = (typed: string): string => {
  const [, day, month] = /^(\d{1,2})[/.-](\d{1,2})$/u.exec(typed) ?? [];
  return day === undefined || month === undefined
    ? typed
    : `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};
const shownDay = (day: string): string => (/^\d{2}-\d{2}$/u.test(day) ? showSeasonDay(day) : day);

export const EMPTY_COLLECTION: Collection = {
  slug: '',
  title: '',
  intro: '',
  itemIds: [],
  season: null,
  rank: 100,
  hidden: false,
  version: 0,
  changedAt: '',
  changedBy: '',
};

/** The collection that a posted form means; `before` is the stored one, null for a new one. */
export function collectionOf(body: Body, before: Collection | null): Collection {
  const [title, from, to] = [wordOf(body, 'title'), wordOf(body, 'from'), wordOf(body, 'to')];
  return {
    ...(before ?? EMPTY_COLLECTION),
    title,
    slug: before?.slug ?? (wordOf(body, 'slug').toLowerCase() || slugify(title)),
    intro: wordOf(body, 'intro'),
    season: from === '' && to === '' ? null : { from: seasonDay(from), to: seasonDay(to) },
    rank: typedRank(wordOf(body, 'rank')),
    hidden: wordOf(body, 'hidden') === '1',
    itemIds: [...new Set(listOf(body, 'item'))],
    version: Number(wordOf(body, 'version')) || 0,
  };
}

export const collectionValues = ({
  title,
  slug,
  intro,
  season,
  rank,
  hidden,
}: Collection): FormValues => ({
  title,
  slug,
  intro,
  from: shownDay(season?.from ?? ''),
  to: shownDay(season?.to ?? ''),
  rank: shownRank(rank),
  hidden: hidden ? '1' : '',
  them: '',
});

/** The order after one button: an item up, down, out or in at the end. */
export function rearranged(ids: readonly string[], task: string, id: string): string[] {
  const at = ids.indexOf(id);
  const to = task === 'len' ? at - 1 : at + 1;
  if (task === 'chon') return at < 0 ? [...ids, id] : [...ids];
  if (task === 'bo') return ids.filter((other) => other !== id);
  if (at < 0 || to < 0 || to >= ids.length) return [...ids];
  return ids.with(at, ids[to]!).with(to, id);
}
