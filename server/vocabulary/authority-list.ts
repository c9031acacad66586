import type { OwnAudience } from './audience.ts';
import type { Banner } from '#server/site/banner.ts';
import type { FixedPage } from '#server/site/fixed-page.ts';
import type { OwnGenre } from './genre.ts';
import type { Library } from '#server/holdings/library.ts';
import type { SubjectNote } from './subject-note.ts';
import type { SubSubject } from './sub-subject.ts';
import type { AuthorityTerm } from './term.ts';

/** What stands in each list that officials keep (docs/decisions/025-lists-kept-by-officials.md). */
export interface AuthorityValues {
  readonly audience: AuthorityTerm<OwnAudience>;
  readonly genre: AuthorityTerm<OwnGenre>;
  readonly page: FixedPage;
  readonly banner: Banner;
  readonly place: Library;
  readonly subject: SubjectNote;
  readonly 'sub-subject': SubSubject;
}

export const AUTHORITY_LISTS = [
  'audience',
  'banner',
  'genre',
  'page',
  'place',
  'subject',
  'sub-subject',
] as const satisfies readonly (keyof AuthorityValues)[];
export type AuthorityList = keyof AuthorityValues;

/** One entry of a list, as somebody left it. */
export interface AuthorityEntry<L extends AuthorityList = AuthorityList> {
  readonly list: L;
  /** Unique in its list. */
  readonly id: string;
  /** Smaller ones come first. */
  readonly rank: number;
  /** Grows by one at every saved change; 0 before the first. */
  readonly version: number;
  /** ISO instant of this change, and the name of who made it. */
  readonly changedAt: string;
  readonly changedBy: string;
  readonly value: AuthorityValues[L];
}

/** Versions of one entry that are kept; the oldest go first. */
export const MOST_AUTHORITY_VERSIONS = 50;

/** The rank of entries that have no place of their own: after all that have. */
export const UNPLACED = 10_000;

/** What is said of a rank that is no number of four digits. */
export const WRONG_RANK = 'Ghi một số từ 0 đến 9999; số nhỏ đứng trước.';
