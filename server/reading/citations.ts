import { provisionName } from '#server/base/vietnamese/provisions.ts';
import type { Item } from '#server/items/item.ts';

export interface CitationFacts {
  readonly item: Item;
  /** What readers call its genre; empty for none. */
  readonly genre: string;
  readonly shelfName: string;
  /** Absolute. */
  readonly address: string;
  /** ISO date of the visit. */
  readonly today: string;
  /** How it stands today, in one line of the shelf's language; empty where nothing is against it. */
  readonly note: string;
  /** The whole item when absent. */
  readonly place?: CitedLocator;
}

/** A page or a chapter, and in it a provision of a law. */
export interface CitedLocator {
  readonly page?: number;
  /** The number printed on the page where it is another one: what books are cited by. */
  readonly printed?: string;
  readonly chapter?: number;
  /** Its id, `dieu-12-khoan-3`. */
  readonly provision?: string;
}

/** BibTeX, RIS and CSL-JSON of an item, for the tools that write bibliographies. */
export const CITATION_FORMS = {
  bib: { mediaType: 'application/x-bibtex; charset=utf-8', write: bibtex },
  ris: { mediaType: 'application/x-research-info-systems; charset=utf-8', write: ris },
  json: { mediaType: 'application/vnd.citationstyles.csl+json; charset=utf-8', write: csl },
} as const;
export type CitationForm = keyof typeof CITATION_FORMS;

const pageOf = ({ page, printed }: CitedLocator): string => printed ?? String(page ?? '');
const chapterOf = ({ chapter }: CitedLocator): string => String(chapter ?? '');

const provisionOf = ({ provision }: CitedLocator): string =>
  provision === undefined ? '' : (provisionName(provision) ?? '');

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
const braces = (text: string): string =>
  oneLine(text)
    .replace(/[\\{}]/gu, '')
    .replace(/[%&#$_]/gu, '\\$&');

/** Names of bodies are kept whole by double braces. */
export function bibtex({
  item,
  shelfName,
  address,
  today,
  note,
  place = {},
}: CitationFacts): string {
  const fields: [string, string][] = [
    ['title', `{${braces(item.title)}}`],
    ['author', item.compilers.map((name) => `{${braces(name)}}`).join(' and ')],
    ['publisher', braces(item.publisher)],
    ['year', item.issued?.slice(0, 4) ?? ''],
    ['edition', braces(item.edition)],
    ['isbn', braces(item.isbn)],
    ['language', item.language],
    ['pages', pageOf(place)],
    ['chapter', chapterOf(place)],
    ['howpublished', braces(shelfName)],
    ['note', [provisionOf(place), braces(note)].filter((part) => part !== '').join('; ')],
    ['url', address],
    ['urldate', today.slice(0, 10)],
  ];
  return `@misc{${item.id},\n${fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `  ${name} = {${value}}`)
    .join(',\n')}\n}\n`;
}

export function ris({
  item,
  genre,
  shelfName,
  address,
  today,
  note,
  place = {},
}: CitationFacts): string {
  const [year = '', month = '', day = ''] = (item.issued ?? '').split('-');
  const lines: [string, string][] = [
    ['TY', item.isbn === '' ? 'GEN' : 'BOOK'],
    ['TI', item.title],
    ...item.compilers.map((name): [string, string] => ['AU', name]),
    ['PB', item.publisher],
    ['PY', year],
    ['DA', year === '' ? '' : `${year}/${month}/${day}/`],
    ['ET', item.edition],
    ['SN', item.isbn],
    ['SP', pageOf(place)],
    ['SE', provisionOf(place) || chapterOf(place)],
    ['LA', item.language],
    ['AB', item.abstract],
    ...item.keywords.map((word): [string, string] => ['KW', word]),
    ['N1', note],
    ['M3', genre],
    ['DP', shelfName],
    ['UR', address],
    ['Y2', today.slice(0, 10).replaceAll('-', '/')],
  ];
  return `${lines
    .filter(([, value]) => value !== '')
    .map(([tag, value]) => `${tag}  - ${oneLine(value)}`)
    .join('\r\n')}\r\nER  - \r\n`;
}

const dateParts = (date: string) => ({ 'date-parts': [date.slice(0, 10).split('-').map(Number)] });

export function csl({
  item,
  genre,
  shelfName,
  address,
  today,
  note,
  place = {},
}: CitationFacts): string {
  return `${JSON.stringify(
    [
      {
        id: item.id,
        type: item.isbn === '' ? 'document' : 'book',
        title: item.title,
        author: item.compilers.map((literal) => ({ literal })),
        language: item.language,
        URL: address,
        archive: shelfName,
        ...(genre === '' ? {} : { genre }),
        ...(note === '' ? {} : { note }),
        accessed: dateParts(today),
        ...(item.issued === null ? {} : { issued: dateParts(item.issued) }),
        ...(item.publisher === '' ? {} : { publisher: item.publisher }),
        ...(item.edition === '' ? {} : { edition: item.edition }),
        ...(item.isbn === '' ? {} : { ISBN: item.isbn }),
        ...(item.abstract === '' ? {} : { abstract: item.abstract }),
        ...(place.page === undefined ? {} : { page: pageOf(place) }),
        ...(place.chapter === undefined ? {} : { 'chapter-number': String(place.chapter) }),
        ...(provisionOf(place) === '' ? {} : { section: provisionOf(place) }),
      },
    ],
    null,
    2,
  )}\n`;
}
