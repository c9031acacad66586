import type { Item } from '#server/items/item.ts';
import { genreName, subjectNames, type Vocabulary } from '#server/vocabulary/vocabulary.ts';
import { XML_HEAD, xmlElement, xmlInstant, xmlText } from './xml.ts';

export interface FeedHead {
  readonly title: string;
  /** Absolute address of the feed, which is its id too. */
  readonly address: string;
  /** Absolute address of the page with the same list. */
  readonly page: string;
  readonly author: string;
  /** What items choose from; hidden terms are not told. */
  readonly vocabulary: Vocabulary;
}

const category = (scheme: string, code: string, name: string): string =>
  `<category scheme="urn:tu-sach:${scheme}" term="${xmlText(code)}" label="${xmlText(name)}"/>`;

const entry = (
  item: Item,
  address: string,
  genre: string,
  subjects: readonly (readonly [code: string, name: string])[],
): string =>
  [
    '<entry>',
    xmlElement('id', address),
    xmlElement('title', item.title, ' type="text"'),
    `<updated>${xmlInstant(item.updatedAt)}</updated>`,
    item.publishedAt === null ? '' : `<published>${xmlInstant(item.publishedAt)}</published>`,
    `<link rel="alternate" type="text/html" href="${xmlText(address)}"/>`,
    ...item.compilers.map((name) => `<author>${xmlElement('name', name)}</author>`),
    ...(genre === '' ? [] : [category('the-loai', item.genre, genre)]),
    ...subjects.map(([code, name]) => category('chu-de', code, name)),
    xmlElement('summary', item.abstract, ' type="text"'),
    '</entry>',
  ].join('');

/** RFC 4287: newest items first; `addressOf` gives each item's absolute address. */
export function atomFeed(
  head: FeedHead,
  items: readonly Item[],
  addressOf: (item: Item) => string,
  now: string,
): string {
  const updated =
    items
      .map((i) => i.updatedAt)
      .toSorted()
      .at(-1) ?? now;
  return `${XML_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">${[
    xmlElement('id', head.address),
    xmlElement('title', head.title, ' type="text"'),
    `<updated>${xmlInstant(updated)}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${xmlText(head.address)}"/>`,
    `<link rel="alternate" type="text/html" href="${xmlText(head.page)}"/>`,
    `<author>${xmlElement('name', head.author)}</author>`,
    ...items.map((item) =>
      entry(
        item,
        addressOf(item),
        genreName(item, head.vocabulary),
        subjectNames(item, head.vocabulary),
      ),
    ),
  ].join('')}</feed>\n`;
}
