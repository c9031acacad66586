import { CRIME, DEFENCE, SECURITY, TRAFFIC } from './shipped/crime-and-order.ts';
import { CIVIL, FAMILY, GENDER } from './shipped/family-and-civil.ts';
import { BUILDING, ENVIRONMENT, LAND } from './shipped/land-and-homes.ts';
import {
  CITIZENS,
  NEW_LAWS,
  OFFICES,
  OFFICIALS,
  SHORT_NAMES,
} from './shipped/state-and-citizens.ts';
import { HEALTH, SCHOOL, WORK } from './shipped/work-school-health.ts';
import { readEntries, WORD_GROUPS, type WordEntry } from './word-list.ts';

/** In the order of {@link WORD_GROUPS}; the prefix of their ids never changes. */
const TEXTS: readonly (readonly [prefix: string, text: string])[] = [
  ['dan-su', CIVIL],
  ['hinh-su', CRIME],
  ['hanh-chinh', OFFICES],
  ['gia-dinh', FAMILY],
  ['gioi', GENDER],
  ['dat-dai', LAND],
  ['xay-dung', BUILDING],
  ['moi-truong', ENVIRONMENT],
  ['lao-dong', WORK],
  ['giao-duc', SCHOOL],
  ['y-te', HEALTH],
  ['quoc-phong', DEFENCE],
  ['an-ninh', SECURITY],
  ['giao-thong', TRAFFIC],
  ['cong-dan', CITIZENS],
  ['can-bo', OFFICIALS],
  ['van-ban', NEW_LAWS],
  ['viet-tat', SHORT_NAMES],
];

/** The list that every shelf begins with: our own words, of all regions. */
export const SHIPPED_WORDS: readonly WordEntry[] = TEXTS.flatMap(([prefix, text], i) =>
  readEntries(WORD_GROUPS[i]!, prefix, text),
);
