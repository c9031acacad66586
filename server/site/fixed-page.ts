import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';

/** A page of the site that officials write; `body` is what `parsePageText` reads. */
export interface FixedPage {
  readonly title: string;
  readonly body: string;
  readonly hidden: boolean;
}

/** The page behind "Giới thiệu": its stored text takes the place of the built-in one. */
export const ABOUT_PAGE = 'gioi-thieu';
/** The regulations of the shelf (nội quy, khoản 1 Điều 12 Quyết định 14/2019/QĐ-TTg). */
export const RULES_PAGE = 'quy-che';

export const LONGEST_PAGE = 100_000;

export type PageEntry = AuthorityEntry<'page', FixedPage>;
