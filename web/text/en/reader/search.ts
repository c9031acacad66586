import { SEARCH_INTERRUPTED } from './frame.ts';
import type { searchWords as vietnamese } from '../../vi/reader/search.ts';

const search = {
  title: (q: string): string => (q === '' ? 'All items' : `Search results: ${q}`),
  titleCount: (q: string, total: string): string =>
    q === '' ? `All items: ${total}` : `${q}: ${total === '1' ? '1 result' : `${total} results`}`,
  description: 'Search results of the bookshelf.',
  everything: 'All items, the last published first.',
  items: (n: string): string => (n === '1' ? '1 item' : `${n} items`),
  passages: (n: string): string => `, your words stand in ${n === '1' ? '1 place' : `${n} places`}`,
  bothWays: 'Showing spellings with and without diacritics.',
  onlyExact: 'Only exactly',
  exact: 'Showing only what is spelt exactly as typed.',
  notExact: 'Find other spellings too',
  cut: 'The question is very long: only its first 64 syllables were used.',
  partial:
    'The search was stopped after its time limit, so results may be missing. Add a word or choose a filter.',
  activeFilters: 'Filters in use',
  removeFilter: ', remove filter',
  clearFilters: 'Remove all filters',
  facets: 'Filter results',
  facetsChosen: (n: number): string =>
    n === 0 ? 'Filter results' : `Filter results (${n} chosen)`,
  facet: {
    subjects: 'Subject',
    genres: 'Kind',
    validity: 'Validity',
    audiences: 'For',
    years: 'Year',
    languages: 'Language',
    units: 'Unit',
    formats: 'Format',
  },
  facetNoun: {
    subjects: 'subjects',
    genres: 'kinds',
    validity: 'states',
    audiences: 'groups of readers',
    years: 'years',
    languages: 'languages',
    units: 'units',
    formats: 'formats',
  },
  moreValues: (n: number, noun: string): string => `${n} more ${noun}`,
  chosen: ', chosen',
  sort: 'Sort',
  sorts: { relevance: 'Best match', newest: 'Newest', title: 'Title A–Y' },
  list: 'List of items',
  page: (n: number | string): string => `Page ${n}`,
  chapter: (n: number): string => `Part ${n}`,
  time: (clock: string): string => `At ${clock}`,
  record: 'Record',
  more: (n: string): string => `${n} more`,
  moreNote: 'places with these words',
  alsoIn: 'Also in:',
  unavailableTitle: SEARCH_INTERRUPTED,
  unavailableText: 'What you typed is still in the box above. Try again in a few minutes.',
  unavailableTitles:
    'The contents cannot be searched now. These items have your words in their title; search again in a few minutes.',
};

const none = {
  title: 'Nothing found for',
  titleText: (q: string): string => `Nothing found: ${q}`,
  emptyTitle: 'No item fits these filters',
  meant: 'Did you mean:',
  other: 'Other ways',
  withoutFilter: (filter: string): string => `Remove the filter ${filter} and search again`,
  shorter: (text: string): string => `Search with fewer words: “${text}”`,
  subject: (label: string): string => `See the whole subject ${label}`,
  notExact: 'Find spellings with and without diacritics',
  everything: 'See all items, the last published first',
  allSubjects: 'See the list of 45 subjects',
  hint: 'Type Vietnamese words with or without diacritics, the number of a legal document (such as 31/2024/QH15), or a question as you would say it.',
  ask: 'Ask a librarian',
  askText: 'A librarian looks it up for you, free of charge.',
  call: (phone: string): string => `Call ${phone}`,
  write: 'Write',
  mailSubject: (q: string): string => `Please help me find: ${q}`,
};

/** What readers see when they search. */
export const searchWords: typeof vietnamese = { search, none };
