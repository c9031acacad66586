export const frame = {
  feed: 'New items',
  product: 'Electronic legal bookshelf',
  skip: 'Skip to main content',
  menu: 'Menu',
  mainNav: 'Main',
  crumbs: 'Breadcrumb',
  staffArea: 'Staff area',
  home: 'Home',
  search: 'Search',
  subjects: 'Subjects',
  genres: 'Kinds of document',
  newest: 'New items',
  about: 'About',
  help: 'Help',
  siteMap: 'Site map',
  siteMapShort: 'Site map',
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

export const box = {
  label: 'Search the bookshelf',
  button: 'Search',
  hint: 'Documents are in Vietnamese; type with or without diacritics. For example:',
  suggestions: 'Search suggestions',
};

export const pager = {
  label: 'Pages of results',
  next: 'Next page',
  first: 'Back to the first page',
};

export const form = {
  optional: '(optional)',
  errorsInTitle: (n: number, title: string): string => `${n} to correct: ${title}`,
};
