import { XML_HEAD, xmlElement, xmlInstant, xmlText } from '#server/exchange/xml.ts';
import type { NewsEntry } from './news.ts';

export interface NewsFeedHead {
  readonly title: string;
  /** Absolute addresses of the feed, which is its id too, and of the page with the same list. */
  readonly address: string;
  readonly page: string;
  readonly author: string;
}

/** RFC 4287: in the order given; `addressOf` gives each piece's absolute address. */
export function newsFeed(
  head: NewsFeedHead,
  entries: readonly NewsEntry[],
  addressOf: (entry: NewsEntry) => string,
  now: string,
): string {
  const updated =
    entries
      .map(({ changedAt }) => changedAt)
      .toSorted()
      .at(-1) ?? now;
  return `${XML_HEAD}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">${[
    xmlElement('id', head.address),
    xmlElement('title', head.title, ' type="text"'),
    `<updated>${xmlInstant(updated)}</updated>`,
    `<link rel="self" type="application/atom+xml" href="${xmlText(head.address)}"/>`,
    `<link rel="alternate" type="text/html" href="${xmlText(head.page)}"/>`,
    `<author>${xmlElement('name', head.author)}</author>`,
    ...entries.map((entry) =>
      [
        '<entry>',
        xmlElement('id', addressOf(entry)),
        xmlElement('title', entry.value.title, ' type="text"'),
        `<updated>${xmlInstant(entry.changedAt)}</updated>`,
        `<published>${xmlInstant(entry.value.publishedAt ?? entry.changedAt)}</published>`,
        `<link rel="alternate" type="text/html" href="${xmlText(addressOf(entry))}"/>`,
        xmlElement('summary', entry.value.summary, ' type="text"'),
        '</entry>',
      ].join(''),
    ),
  ].join('')}</feed>\n`;
}
