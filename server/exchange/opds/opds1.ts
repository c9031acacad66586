import { XML_HEAD, xmlAttribute, xmlElement, xmlInstant, xmlText } from '../xml.ts';
import { languageTag } from '../record/language-codes.ts';
import { isbnDigits, titleWords } from '../record/record-words.ts';
import { OPDS1_TYPES } from './opds-types.ts';
import {
  ALL_PATH,
  introductionPath,
  publicationPath,
  SEARCH_DESCRIPTION_PATH,
  SEARCH_PATH,
} from './opds-address.ts';
import {
  acquisitionsOf,
  issuedOf,
  summaryOf,
  type OpdsCatalogue,
  type OpdsFacet,
  type OpdsFeed,
  type OpdsNavigation,
  type OpdsPublication,
} from './opds-feed.ts';

const NAMESPACES = [
  'xmlns="http://www.w3.org/2005/Atom"',
  'xmlns:dc="http://purl.org/dc/terms/"',
  'xmlns:opds="http://opds-spec.org/2010/catalog"',
  'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"',
  'xmlns:thr="http://purl.org/syndication/thread/1.0"',
  'xml:lang="vi"',
].join(' ');

const PLAIN = ' type="text"';

const link = (rel: string, href: string, type: string, more = ''): string =>
  `<link rel="${rel}" href="${xmlText(href)}" type="${type}"${more}/>`;

const category = (scheme: string, code: string, label: string): string =>
  `<category scheme="urn:tu-sach:${scheme}"${xmlAttribute('term', code)}${xmlAttribute('label', label)}/>`;

function publicationLinks(catalogue: OpdsCatalogue, publication: OpdsPublication): string[] {
  const { record, addresses } = publication;
  const introduction = `${catalogue.introductions}${introductionPath(record.id)}`;
  return [
    ...acquisitionsOf(publication, introduction).map(({ rel, href, type, title, bytes }) =>
      link(
        `http://opds-spec.org/acquisition/${rel}`,
        href,
        type,
        `${xmlAttribute('title', title)}${bytes === null ? '' : ` length="${bytes}"`}`,
      ),
    ),
    link('http://opds-spec.org/image', addresses.cover, 'image/jpeg'),
    link('http://opds-spec.org/image/thumbnail', addresses.thumbnail, 'image/jpeg'),
    link('alternate', addresses.page, 'text/html'),
    link('alternate', `${catalogue.root}${publicationPath(record.id)}`, OPDS1_TYPES.entry),
  ];
}

/** What stands inside an entry of a publication. */
function publicationBody(catalogue: OpdsCatalogue, publication: OpdsPublication): string {
  const { record, addresses } = publication;
  const isbn = isbnDigits(record);
  const makers = record.compilers.length === 0 ? [record.unit.label] : record.compilers;
  return [
    xmlElement('id', addresses.oai),
    xmlElement('title', titleWords(record), PLAIN),
    `<updated>${xmlInstant(record.updatedAt)}</updated>`,
    `<published>${xmlInstant(record.publishedAt)}</published>`,
    ...makers
      .map((name) => xmlElement('name', name))
      .filter((name) => name !== '')
      .map((name) => `<author>${name}</author>`),
    xmlElement('dc:language', languageTag(record.language.code) ?? record.language.code),
    xmlElement('dc:issued', issuedOf(record)),
    xmlElement('dc:publisher', record.publisher),
    isbn === '' ? '' : xmlElement('dc:identifier', `urn:isbn:${isbn}`),
    xmlElement('dc:extent', record.extent),
    record.genre === null ? '' : category('the-loai', record.genre.code, record.genre.label),
    ...record.subjects.map(({ code, label }) => category('chu-de', code, label)),
    ...record.audiences.map(({ code, label }) => category('doi-tuong', code, label)),
    category('hieu-luc', record.standing.code, record.standing.label),
    xmlElement('rights', record.rights.label, PLAIN),
    xmlElement('summary', summaryOf(record), PLAIN),
    ...publicationLinks(catalogue, publication),
  ].join('');
}

/** A complete entry as a document of its own. */
export const opds1Entry = (catalogue: OpdsCatalogue, publication: OpdsPublication): string =>
  `${XML_HEAD}<entry ${NAMESPACES}>${publicationBody(catalogue, publication)}</entry>\n`;

function navigationEntry(
  { root }: OpdsCatalogue,
  { title, note, path, kind, isNewest }: OpdsNavigation,
  updated: string,
): string {
  const address = `${root}${path}`;
  return [
    '<entry>',
    xmlElement('id', address),
    xmlElement('title', title, PLAIN),
    `<updated>${xmlInstant(updated)}</updated>`,
    xmlElement('content', note || title, PLAIN),
    link(isNewest ? 'http://opds-spec.org/sort/new' : 'subsection', address, OPDS1_TYPES[kind]),
    '</entry>',
  ].join('');
}

const facetLink = (
  { root }: OpdsCatalogue,
  { group, title, path, count, active }: OpdsFacet,
): string =>
  link(
    'http://opds-spec.org/facet',
    `${root}${path}`,
    OPDS1_TYPES.acquisition,
    `${xmlAttribute('title', title)}${xmlAttribute('opds:facetGroup', group)}${
      active ? ' opds:activeFacet="true"' : ''
    } thr:count="${count}"`,
  );

/** Links of the feed itself: where it is, where others are, how to search. */
function feedLinks({ root, home }: OpdsCatalogue, feed: OpdsFeed): string[] {
  const to = (rel: string, path: string | null, kind: 'navigation' | 'acquisition'): string =>
    path === null ? '' : link(rel, `${root}${path}`, OPDS1_TYPES[kind]);
  return [
    to('self', feed.path, feed.kind),
    to('start', '', 'navigation'),
    to('up', feed.up, 'navigation'),
    to('http://opds-spec.org/crawlable', ALL_PATH, 'acquisition'),
    link('search', `${root}${SEARCH_DESCRIPTION_PATH}`, 'application/opensearchdescription+xml'),
    // Not in the standard; the only form that some programs read.
    link('search', `${root}${SEARCH_PATH}?query={searchTerms}`, 'application/atom+xml'),
    link('alternate', home, 'text/html'),
    ...(feed.kind === 'acquisition'
      ? [
          to('first', feed.first, 'acquisition'),
          to('previous', feed.previous, 'acquisition'),
          to('next', feed.next, 'acquisition'),
        ]
      : []),
  ];
}

/** A feed of OPDS 1.2. */
export function opds1Feed(catalogue: OpdsCatalogue, feed: OpdsFeed): string {
  const body =
    feed.kind === 'navigation'
      ? feed.navigation.map((entry) => navigationEntry(catalogue, entry, feed.updated))
      : [
          feed.total === null
            ? ''
            : `<opensearch:totalResults>${feed.total}</opensearch:totalResults>`,
          ...feed.facets.map((facet) => facetLink(catalogue, facet)),
          ...feed.publications.map(
            (publication) => `<entry>${publicationBody(catalogue, publication)}</entry>`,
          ),
        ];
  return [
    `${XML_HEAD}<feed ${NAMESPACES}>`,
    xmlElement('id', `${catalogue.root}${feed.path}`),
    xmlElement('title', feed.title, PLAIN),
    `<updated>${xmlInstant(feed.updated)}</updated>`,
    `<author>${xmlElement('name', catalogue.author)}${xmlElement('uri', catalogue.home)}</author>`,
    ...feedLinks(catalogue, feed),
    ...body,
    '</feed>\n',
  ].join('');
}
