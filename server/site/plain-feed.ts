import { XML_HEAD, xmlElement, xmlInstant, xmlText } from '#server/exchange/xml.ts';

export interface PlainFeedHead {
  readonly title: string;
  /** Absolute addresses of the feed, which is its id too, and of the page with the same list. */
  readonly address: string;
  readonly page: string;
  readonly author: string;
}

export interface PlainFeedEntry {
  /** Absolute. */
  readonly address: string;
  readonly title: string;
  readonly summary: string;
  /** Instants. */
  readonly published: string;
  readonly updated: string;
}

/** RFC 4287: what is no item, in the order given. */
export function plainFeed(
  head: PlainFeedHead,
  entries: readonly PlainFeedEntry[],
  now: string,
): string {
  const updated =
    entries
      .map((entry) => entry.updated)
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
        xmlElement('id', entry.address),
        xmlElement('title', entry.title, ' type="text"'),
        `<updated>${xmlInstant(entry.updated)}</updated>`,
        `<published>${xmlInstant(entry.published)}</published>`,
        `<link rel="alternate" type="text/html" href="${xmlText(entry.address)}"/>`,
        xmlElement('summary', entry.summary, ' type="text"'),
        '</entry>',
      ].join(''),
    ),
  ].join('')}</feed>\n`;
}
