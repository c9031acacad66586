import { atomDocument, type AtomHead } from '#server/exchange/atom-document.ts';
import { xmlElement, xmlInstant, xmlText } from '#server/exchange/xml.ts';

export interface PlainFeedEntry {
  /** Absolute. */
  readonly address: string;
  readonly title: string;
  readonly summary: string;
  /** Instants. */
  readonly published: string;
  readonly updated: string;
}

const entryOf = (entry: PlainFeedEntry): string =>
  [
    '<entry>',
    xmlElement('id', entry.address),
    xmlElement('title', entry.title, ' type="text"'),
    `<updated>${xmlInstant(entry.updated)}</updated>`,
    `<published>${xmlInstant(entry.published)}</published>`,
    `<link rel="alternate" type="text/html" href="${xmlText(entry.address)}"/>`,
    xmlElement('summary', entry.summary, ' type="text"'),
    '</entry>',
  ].join('');

/** RFC 4287: what is no item, in the order given. */
export function plainFeed(head: AtomHead, entries: readonly PlainFeedEntry[], now: string): string {
  const updated =
    entries
      .map((entry) => entry.updated)
      .toSorted()
      .at(-1) ?? now;
  return atomDocument(head, updated, entries.map(entryOf));
}
