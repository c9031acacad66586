import { XML_HEAD, xmlElement, xmlInstant, xmlText } from './xml.ts';

export interface AtomHead {
  readonly title: string;
  /** Absolute address of the feed, which is its id too. */
  readonly address: string;
  /** Absolute address of the page with the same list. */
  readonly page: string;
  readonly author: string;
}

/** RFC 4287: a feed of these `<entry>` elements, in their order; `updated`: an instant. */
export const atomDocument = (head: AtomHead, updated: string, entries: readonly string[]): string =>
  `${XML_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">${[
    xmlElement('id', head.address),
    xmlElement('title', head.title, ' type="text"'),
    `<updated>${xmlInstant(updated)}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${xmlText(head.address)}"/>`,
    `<link rel="alternate" type="text/html" href="${xmlText(head.page)}"/>`,
    `<author>${xmlElement('name', head.author)}</author>`,
    ...entries,
  ].join('')}</feed>\n`;
