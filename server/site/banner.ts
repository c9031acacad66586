import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';

export const BANNER_GROUPS = ['commune', 'ministry', 'other'] as const;
export type BannerGroup = (typeof BANNER_GROUPS)[number];

/**
 * A picture that leads to the site of a commune or a ministry (link exchange, Kế hoạch 1236/KH-UBND
 * mục 2.3).
 */
export interface Banner {
  /** What can be read on it, for those who do not see it. */
  readonly alt: string;
  readonly address: string;
  readonly group: BannerGroup;
  /** First and last day on show, `YYYY-MM-DD`, both included; open when null. */
  readonly from: string | null;
  readonly to: string | null;
  readonly hidden: boolean;
  /** The picture as drawn anew: WebP. */
  readonly picture: { readonly sha256: string; readonly bytes: number };
}

/**
 * Whether it is on show on a day of Vietnam's, as far as it knows itself: its address may be
 * broken.
 */
export const isOnShow = (
  { hidden, from, to }: Pick<Banner, 'hidden' | 'from' | 'to'>,
  day: string,
): boolean => !hidden && (from === null || day >= from) && (to === null || day <= to);

export type BannerEntry = AuthorityEntry<'banner', Banner>;
