import { isDay } from '#server/base/partial-date.ts';
import { cleanText, xmlInstant } from '../xml.ts';
import { languageTag } from '../record/language-codes.ts';
import { materialOf } from '../record/material.ts';
import { isbnDigits, titleWords } from '../record/record-words.ts';
import { OPDS2_TYPES } from './opds-types.ts';
import { opdsWords } from './opds-words.ts';
import { introductionPath, publicationPath, SEARCH_PATH } from './opds-address.ts';
import {
  acquisitionsOf,
  summaryOf,
  type AcquisitionFeed,
  type OpdsCatalogue,
  type OpdsFacet,
  type OpdsFeed,
  type OpdsNavigation,
  type OpdsPublication,
} from './opds-feed.ts';

const SCHEMA_TYPES = {
  Text: 'http://schema.org/Book',
  StillImage: 'http://schema.org/ImageObject',
  MovingImage: 'http://schema.org/VideoObject',
  Sound: 'http://schema.org/AudioObject',
} as const;

type Json = Readonly<Record<string, unknown>>;

/** Without fields that say nothing: the standard wants no blank values (§5.2). */
const told = (fields: Json): Json =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );

const clean = (text: string): string => cleanText(text).trim();
const named = (names: readonly string[]): Json[] =>
  names
    .map(clean)
    .filter((name) => name !== '')
    .map((name) => ({ name }));

const subjectsOf = ({ record: { genre, subjects, audiences } }: OpdsPublication): Json[] =>
  [
    ...subjects.map((subject) => ({ ...subject, scheme: 'urn:tu-sach:chu-de' })),
    ...(genre === null
      ? []
      : [{ code: genre.code, label: genre.label, scheme: 'urn:tu-sach:the-loai' }]),
    ...audiences.map((audience) => ({ ...audience, scheme: 'urn:tu-sach:doi-tuong' })),
  ].map(({ code, label, scheme }) => ({ name: clean(label), code, scheme }));

function metadata(publication: OpdsPublication): Json {
  const { record, addresses } = publication;
  const isbn = isbnDigits(record);
  const pages = record.files.find((file) => (file.pages ?? 0) > 0)?.pages ?? null;
  const seconds = record.files.find((file) => (file.seconds ?? 0) > 0)?.seconds ?? null;
  const series = clean(record.series);
  return told({
    '@type': SCHEMA_TYPES[materialOf(record).dcmi],
    identifier: addresses.oai,
    altIdentifier: isbn === '' ? [] : [`urn:isbn:${isbn}`],
    title: clean(titleWords(record)),
    subtitle: clean(record.altTitle),
    modified: xmlInstant(record.updatedAt),
    // A day or nothing: a year alone is no date to the schema.
    published: record.issued !== null && isDay(record.issued) ? record.issued : null,
    language: languageTag(record.language.code) ?? record.language.code,
    author: named(record.compilers),
    publisher: named([record.publisher]),
    description: clean(summaryOf(record)),
    subject: subjectsOf(publication),
    belongsTo: series === '' ? null : { series: [{ name: series }] },
    numberOfPages: pages,
    duration: seconds,
  });
}

/** A publication, in a feed or alone. */
export function opds2Publication(catalogue: OpdsCatalogue, publication: OpdsPublication): Json {
  const { record, addresses } = publication;
  const introduction = `${catalogue.introductions}${introductionPath(record.id)}`;
  return {
    metadata: metadata(publication),
    links: [
      {
        rel: 'self',
        href: `${catalogue.root}${publicationPath(record.id)}`,
        type: OPDS2_TYPES.publication,
      },
      { rel: 'alternate', href: addresses.page, type: 'text/html' },
      ...acquisitionsOf(publication, introduction).map(({ rel, href, type, title, bytes }) =>
        told({
          rel: `http://opds-spec.org/acquisition/${rel}`,
          href,
          type,
          title: clean(title),
          size: bytes === 0 ? null : bytes,
        }),
      ),
    ],
    images: [
      { href: addresses.cover, type: 'image/jpeg' },
      { href: addresses.thumbnail, type: 'image/jpeg' },
    ],
  };
}

const feedLink = (rel: string, href: string): Json => ({ rel, href, type: OPDS2_TYPES.feed });

const navigationLink =
  ({ root }: OpdsCatalogue) =>
  ({ title, path, isNewest }: OpdsNavigation): Json => ({
    ...feedLink(isNewest ? 'http://opds-spec.org/sort/new' : 'subsection', `${root}${path}`),
    title: clean(title),
  });

function facetGroups({ root }: OpdsCatalogue, facets: readonly OpdsFacet[]): Json[] {
  return [...Map.groupBy(facets, ({ group }) => group)].map(([group, values]) => ({
    metadata: { title: group },
    links: values.map(({ title, path, count, active }) => ({
      ...(active ? { rel: 'self' } : {}),
      href: `${root}${path}`,
      type: OPDS2_TYPES.feed,
      title: clean(title),
      properties: { numberOfItems: count },
    })),
  }));
}

/** No list may be empty (§1.1): where there is nothing, the feed leads back instead. */
const leadBack = ({ root, name }: OpdsCatalogue): Json => ({
  navigation: [{ ...feedLink('start', root), title: clean(name) }],
});

function pageOf(catalogue: OpdsCatalogue, feed: AcquisitionFeed): Json {
  if (feed.publications.length === 0) return leadBack(catalogue);
  return told({
    publications: feed.publications.map((one) => opds2Publication(catalogue, one)),
    facets: facetGroups(catalogue, feed.facets),
  });
}

function linksOf({ root, home }: OpdsCatalogue, feed: OpdsFeed): Json[] {
  const to = (rel: string, path: string | null): Json[] =>
    path === null ? [] : [feedLink(rel, `${root}${path}`)];
  return [
    ...to('self', feed.path),
    ...to('start', ''),
    ...to('up', feed.up),
    ...(feed.kind === 'acquisition'
      ? [...to('first', feed.first), ...to('previous', feed.previous), ...to('next', feed.next)]
      : []),
    { ...feedLink('search', `${root}${SEARCH_PATH}{?query}`), templated: true },
    { rel: 'alternate', href: home, type: 'text/html' },
  ];
}

/** A feed of OPDS 2.0. */
export function opds2Feed(catalogue: OpdsCatalogue, feed: OpdsFeed): Json {
  const isPage = feed.kind === 'acquisition';
  const content = isPage
    ? pageOf(catalogue, feed)
    : feed.navigation.length === 0
      ? leadBack(catalogue)
      : told({
          navigation: feed.navigation.map(navigationLink(catalogue)),
          groups:
            feed.newest.length === 0
              ? []
              : [
                  {
                    metadata: { title: opdsWords.newest },
                    publications: feed.newest.map((one) => opds2Publication(catalogue, one)),
                  },
                ],
        });
  return {
    metadata: told({
      title: clean(feed.title),
      modified: xmlInstant(feed.updated),
      numberOfItems: isPage ? feed.total : null,
      itemsPerPage: isPage && feed.publications.length > 0 ? feed.perPage : null,
    }),
    links: linksOf(catalogue, feed),
    ...content,
  };
}
