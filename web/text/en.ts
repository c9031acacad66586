import { box, form, frame, pager } from './en/frame.ts';
import { audienceNotes, home } from './en/home.ts';
import { fileStatus, item, mediaName, role } from './en/item.ts';
import { names } from './en/names.ts';
import { about, browse, error, help, list } from './en/pages.ts';
import { book, original, picture } from './en/original.ts';
import { device, inside, print, reader, watch } from './en/reader.ts';
import { none, search } from './en/search.ts';
import { accessibility, collections, contact, siteMap } from './en/site.ts';
import { offline } from './en/offline.ts';
import { rating } from './en/rating.ts';
import { share } from './en/share.ts';
import { units } from './en/units.ts';
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
