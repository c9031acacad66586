import { box, form, frame, pager } from './vi/reader/frame.ts';
import { audienceNotes, home } from './vi/reader/home.ts';
import { fileStatus, item, mediaName, role } from './vi/reader/item.ts';
import { about, browse, error, help, list } from './vi/reader/pages.ts';
import { imports } from './vi/staff/imports.ts';
import { laws, citationReview } from './vi/staff/laws.ts';
import { names } from './vi/reader/names.ts';
import { book, original, picture } from './vi/reader/original.ts';
import { device, inside, print, reader, watch } from './vi/reader/reader.ts';
import { none, search } from './vi/reader/search.ts';
import { accessibility, collections, contact, siteMap } from './vi/reader/site.ts';
import { offline } from './vi/reader/offline.ts';
import { rating } from './vi/reader/rating.ts';
import { share } from './vi/reader/share.ts';
import { notices } from './vi/staff/notices.ts';
import { opinions } from './vi/staff/opinions.ts';
import { visits } from './vi/reader/visits.ts';
import {
  edit,
  events,
  fields,
  signIn,
  state,
  upload,
  uploadScript,
  work,
} from './vi/staff/staff.ts';
import { units } from './vi/reader/units.ts';
import { approval } from './vi/staff/approval.ts';
import { changeFields, checks, merge, review } from './vi/staff/review.ts';
import { collectionForm, authorityForm, lists } from './vi/staff/lists.ts';
import { bulkEdit, likeness, nameLists, suggestions, unsaved } from './vi/staff/cataloguing.ts';
import { bannerForm } from './vi/staff/banner-form.ts';
import { figures } from './vi/staff/figures.ts';
import {
  holdingImport,
  holdings,
  loans,
  libraries,
  libraryReport,
  stocktakes,
} from './vi/staff/holdings.ts';
import { pageForm } from './vi/staff/page-form.ts';
import { subjectForm } from './vi/staff/subject-form.ts';
import { termForms } from './vi/staff/term-form.ts';
import {
  ownPassword,
  people,
  roles,
  staffMenu,
  unitImport,
  units as unitTree,
} from './vi/staff/people.ts';

/** Every word the pages show. Another language is a second object of type {@link Words}. */
export const vi = {
  /** BCP 47 code of the interface. */
  language: 'vi' as string,
  units,
  names,
  frame,
  box,
  pager,
  form,
  home,
  audienceNotes,
  search,
  none,
  item,
  role,
  fileStatus,
  mediaName,
  reader,
  device,
  watch,
  inside,
  print,
  browse,
  list,
  about,
  help,
  error,
  collections,
  contact,
  siteMap,
  accessibility,
  book,
  original,
  picture,
  share,
  rating,
  offline,
  state,
  signIn,
  work,
  upload,
  uploadScript,
  edit,
  fields,
  events,
  opinions,
  visits,
  staffMenu,
  roles,
  people,
  unitTree,
  unitImport,
  ownPassword,
  changeFields,
  checks,
  review,
  merge,
  laws,
  citationReview,
  imports,
  lists,
  suggestions,
  likeness,
  nameLists,
  bulkEdit,
  unsaved,
  notices,
  approval,
  authorityForm,
  collectionForm,
  pageForm,
  subjectForm,
  termForms,
  bannerForm,
  libraries,
  holdings,
  holdingImport,
  loans,
  stocktakes,
  libraryReport,
  figures,
};

/** The words that stand in code. */
export type Words = typeof vi;

/** A name that officials gave, and the language it is in. */
export interface Name {
  readonly label: string;
  readonly language: string;
}

/** What the terms of this shelf are called; an unknown code stands for itself, a hidden one has no name. */
export interface TermNames {
  readonly genre: (code: string) => Name;
  readonly genreShort: (code: string) => Name;
  readonly audience: (code: string) => Name;
  /** What an audience finds behind its tile. */
  readonly audienceNote: (code: string) => Name;
  /** Null for one that is hidden or unknown. */
  readonly subjectPart: (code: string) => Name | null;
}

/** All that a page says: the words, and the names that officials gave ({@link withVocabulary}). */
export type Text = Omit<Words, 'names'> & { readonly names: Words['names'] & TermNames };
/** What only officials see. */
export type StaffText = Pick<
  Words,
  | 'state'
  | 'signIn'
  | 'work'
  | 'upload'
  | 'uploadScript'
  | 'edit'
  | 'fields'
  | 'events'
  | 'opinions'
  | 'visits'
  | 'staffMenu'
  | 'roles'
  | 'people'
  | 'unitTree'
  | 'unitImport'
  | 'ownPassword'
  | 'changeFields'
  | 'checks'
  | 'review'
  | 'merge'
  | 'laws'
  | 'citationReview'
  | 'imports'
  | 'lists'
  | 'suggestions'
  | 'likeness'
  | 'nameLists'
  | 'bulkEdit'
  | 'unsaved'
  | 'notices'
  | 'approval'
  | 'authorityForm'
  | 'collectionForm'
  | 'pageForm'
  | 'subjectForm'
  | 'termForms'
  | 'bannerForm'
  | 'libraries'
  | 'holdings'
  | 'holdingImport'
  | 'loans'
  | 'stocktakes'
  | 'libraryReport'
  | 'figures'
>;
