import type { frameWords as vietnamese } from '../../vi/reader/frame.ts';

const NEWEST = 'New items';

export const frame = {
  feed: 'Feed (RSS)',
  product: 'Electronic legal bookshelf',
  skip: 'Skip to main content',
  skipToResults: 'Skip to results',
  menu: 'Menu',
  mainNav: 'Main',
  crumbs: 'Breadcrumb',
  staffArea: 'Staff area',
  home: 'Home',
  search: 'Search',
  subjects: 'Subjects',
  genres: 'Kinds of document',
  newest: NEWEST,
  about: 'About',
  help: 'Help',
  siteMap: 'Site map',
  more: 'About the bookshelf',
  collections: 'Collections',
  accessibility: 'Accessibility',
  signIn: 'Sign in',
  signOut: 'Sign out',
  work: 'My work',
  upload: 'Upload',
  publicPages: 'View public pages',
  contact: 'Contact',
  phone: 'Telephone',
  email: 'E-mail',
  keeper: 'Managing authority of the bookshelf',
  responsible: (who: string): string => `Responsible for contents: ${who}`,
  national: 'National electronic legal bookshelf of Viet Nam',
  titleWith: (page: string, shelf: string): string => `${page} | ${shelf}`,
  staffFooter: (shelf: string): string => `Staff area of ${shelf}. Every action is recorded.`,
  saved: 'Saved on this device',
  visitsMonth: 'Visits in 30 days',
  visitsAll: 'All visits',
  visitsUntil: 'Up to and including',
  support: 'Support:',
  otherLanguage: 'Tiếng Việt',
  otherLanguageCode: 'vi',
};

const box = {
  label: 'Search the bookshelf',
  button: 'Search',
  hint: 'Documents are in Vietnamese; type with or without diacritics. For example:',
  suggestions: 'Search suggestions',
};

const pager = {
  label: 'Pages of results',
  next: 'Next page',
  first: 'Back to the first page',
};

const form = {
  optional: '(optional)',
  errorsInTitle: (n: number, title: string): string => `${n} to correct: ${title}`,
};

export const SEARCH_INTERRUPTED = 'Search is interrupted';
const NO_FILE = 'This file was not found';

const error = {
  label: (status: number): string => `Error ${status}`,
  titles: {
    invalid: 'What was sent is not right',
    unauthenticated: 'Please sign in',
    forbidden: 'You may not see this page',
    'not-found': 'This page was not found',
    conflict: 'Somebody changed it before you',
    'too-large': 'The file is too large',
    'head-too-large': 'The address is too long',
    'wrong-method': 'Not sent this way',
    unsupported: 'Not supported',
    'rate-limited': 'Too many requests',
    busy: 'The bookshelf is busy',
    unavailable: 'The bookshelf has a problem',
  },
  titleOf: {
    'item-not-found': 'This document was not found',
    'attachment-not-found': NO_FILE,
    'file-missing': NO_FILE,
    'item-withdrawn': 'The document has been withdrawn',
    'search-unavailable': SEARCH_INTERRUPTED,
    'storage-busy': 'The server is busy',
    'storage-full': 'The server is full',
    'wrong-state': 'This cannot be done now',
    'duplicate-file': 'The file is already on the shelf',
    'duplicate-identifier': 'The identifier is in use',
    'wrong-origin': 'The request was refused',
    'not-allowed': 'You may not do this',
  } as Readonly<Record<string, string>>,
  notFound:
    'The address may be mistyped, or the document was moved or withdrawn. Search by its title:',
  withdrawn:
    'This document was once on the shelf and has been withdrawn by its managing unit. You can search for others:',
  reason: 'Reason',
  name: 'Document',
  successor: 'Replaced by',
  reference: 'Reference',
  at: 'At',
  tell: 'Please tell us',
  tellText: 'and give the reference',
  call: 'Call',
  write: 'Write to',
  forbidden:
    'This page is for officials in charge. Published documents can be read by everyone without signing in.',
  ours: 'The fault is ours, not yours. What you just entered may not have been saved. Please wait a few minutes and reload.',
  busy: 'What you just entered may not have been saved. Please wait a few minutes and reload.',
  wait: (seconds: string): string => `Please try again in ${seconds}.`,
  reload: 'Reload',
  home: 'To the home page',
  signIn: 'Sign in',
  onward: 'Or go on from here',
  subjectsNote: 'Land, family, traffic, labour and 41 other subjects',
  newestNote: 'What was approved and published last',
  helpNote: 'How to search, how to read, how to ask a librarian',
};

/** What stands around every page, and the pages of errors. */
export const frameWords: typeof vietnamese = { frame, box, pager, form, error };
