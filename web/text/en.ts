import { box, form, frame, pager } from './en/reader/frame.ts';
import { audienceNotes, home } from './en/reader/home.ts';
import { fileStatus, item, mediaName, role } from './en/reader/item.ts';
import { names } from './en/reader/names.ts';
import { about, browse, error, help, list } from './en/reader/pages.ts';
import { book, original, picture } from './en/reader/original.ts';
import { device, inside, print, reader, watch } from './en/reader/reader.ts';
import { none, search } from './en/reader/search.ts';
import { accessibility, collections, contact, siteMap } from './en/reader/site.ts';
import { offline } from './en/reader/offline.ts';
import { rating } from './en/reader/rating.ts';
import { share } from './en/reader/share.ts';
import { units } from './en/reader/units.ts';
import { vi, type StaffText, type Words } from './vi.ts';

/** Everything readers see; a missing word is a type error. */
const forReaders: Omit<Words, keyof StaffText> = {
  language: 'en',
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
};

/** English for readers. Officials' pages have no English: their words, and what they decide, are Vietnamese. */
export const en: Words = { ...vi, ...forReaders };
