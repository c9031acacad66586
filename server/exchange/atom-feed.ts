import { isDay } from '#server/base/partial-date.ts';
import { beginningOf } from '#server/base/vietnam-time.ts';
import type { Item } from '#server/items/item.ts';
import { findStanding, type Standing } from '#server/laws/standing.ts';
import { genreName, subjectNames, type Vocabulary } from '#server/vocabulary/vocabulary.ts';
import { atomDocument, type AtomHead } from './atom-document.ts';
import { xmlElement, xmlInstant, xmlText } from './xml.ts';

export interface FeedHead extends AtomHead {
  /** What items choose from; hidden terms are not told. */
  readonly vocabulary: Vocabulary;
}

const category = (scheme: string, code: string, name: string): string =>
  `<category scheme="urn:tu-sach:${scheme}" term="${xmlText(code)}" label="${xmlText(name)}"/>`;

/** An item with how it stands: its code, and a line of warning where something is against it. */
export interface FedItem {
  readonly item: Item;
  readonly standing: Standing;
  readonly warning: string;
}

/** It was changed last when its record was, or when the day came that changed how it stands. */
function changedAt({ item, standing }: FedItem): string {
  const days = [standing.since, ...standing.laws.map((law) => law.since)];
  return days
    .filter((day) => day !== null && isDay(day) && day <= standing.day)
    .map((day) => beginningOf(day!))
    .concat(item.updatedAt)
    .reduce((last, at) => (at > last ? at : last));
}

const entry = (
  fed: FedItem,
  address: string,
  genre: string,
  subjects: readonly (readonly [code: string, name: string])[],
): string => {
  const { item, standing, warning } = fed;
  return [
    '<entry>',
    xmlElement('id', address),
    xmlElement('title', item.title, ' type="text"'),
    `<updated>${xmlInstant(changedAt(fed))}</updated>`,
    item.publishedAt === null ? '' : `<published>${xmlInstant(item.publishedAt)}</published>`,
    `<link rel="alternate" type="text/html" href="${xmlText(address)}"/>`,
    ...item.compilers.map((name) => `<author>${xmlElement('name', name)}</author>`),
    ...(genre === '' ? [] : [category('the-loai', item.genre, genre)]),
    ...subjects.map(([code, name]) => category('chu-de', code, name)),
    category('hieu-luc', standing.state, findStanding(standing.state)?.label ?? ''),
    xmlElement(
      'summary',
      [warning, item.abstract].filter((part) => part !== '').join('\n\n'),
      ' type="text"',
    ),
    '</entry>',
  ].join('');
};

/** RFC 4287: newest items first; `addressOf` gives each item's absolute address. */
export function atomFeed(
  head: FeedHead,
  items: readonly FedItem[],
  addressOf: (item: Item) => string,
  now: string,
): string {
  const updated = items.map(changedAt).toSorted().at(-1) ?? now;
  return atomDocument(
    head,
    updated,
    items.map((fed) =>
      entry(
        fed,
        addressOf(fed.item),
        genreName(fed.item, head.vocabulary),
        subjectNames(fed.item, head.vocabulary),
      ),
    ),
  );
}
