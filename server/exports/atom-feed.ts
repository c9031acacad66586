import { genreLabel } from '../domain/genre.ts';
import type { Item } from '../domain/item.ts';
import { subjectLabel } from '../domain/subject.ts';
import { isSubSubject, type SubSubjectEntry } from '../domain/sub-subject.ts';
import { XML_HEAD, xmlElement, xmlInstant, xmlText } from './xml.ts';

export interface FeedHead {
  readonly title: string;
  /** Absolute address of the feed, which is its id too. */
  readonly address: string;
  /** Absolute address of the page with the same list. */
  readonly page: string;
  readonly author: string;
  /** Parts of subjects; those that are hidden are not told. */
  readonly parts: readonly SubSubjectEntry[];
}

const named = (codes: readonly string[], parts: readonly SubSubjectEntry[]) => codes.flatMap((code) => {
  if (!isSubSubject(code)) return [[code, subjectLabel(code)] as const];
  const part = parts.find(({ id, value }) => id === code && !value.hidden);
  return part === undefined ? [] : [[code, part.value.name] as const];
});

const entry = (item: Item, address: string, subjects: readonly (readonly [code: string, name: string])[]): string => [
  '<entry>', xmlElement('id', address), xmlElement('title', item.title, ' type="text"'), `<updated>${xmlInstant(item.updatedAt)}</updated>`,
  item.publishedAt === null ? '' : `<published>${xmlInstant(item.publishedAt)}</published>`, `<link rel="alternate" type="text/html" href="${xmlText(address)}"/>`,
  ...item.compilers.map((name) => `<author>${xmlElement('name', name)}</author>`),
  `<category scheme="urn:tu-sach:the-loai" term="${xmlText(item.genre)}" label="${xmlText(genreLabel(item.genre))}"/>`,
  ...subjects.map(([code, name]) => `<category scheme="urn:tu-sach:chu-de" term="${xmlText(code)}" label="${xmlText(name)}"/>`),
  xmlElement('summary', item.abstract, ' type="text"'), '</entry>',
].join('');

/** RFC 4287: newest items first; `addressOf` gives each item's absolute address. */
export function atomFeed(head: FeedHead, items: readonly Item[], addressOf: (item: Item) => string, now: string): string {
  const updated = items.map((i) => i.updatedAt).toSorted().at(-1) ?? now;
  return `${XML_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">${[
    xmlElement('id', head.address), xmlElement('title', head.title, ' type="text"'), `<updated>${xmlInstant(updated)}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${xmlText(head.address)}"/>`, `<link rel="alternate" type="text/html" href="${xmlText(head.page)}"/>`,
    `<author>${xmlElement('name', head.author)}</author>`, ...items.map((item) => entry(item, addressOf(item), named(item.subjects, head.parts))),
  ].join('')}</feed>\n`;
}
