import { cleanLine } from './clean-line.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { Item } from '#server/items/item.ts';
import { rightsLabel } from '#server/items/rights.ts';

/**
 * Fields of a page's head by Thông tư 24/2011/TT-BTTTT: the first six are mandatory and never
 * blank, the next four recommended, the others optional.
 */
export type DublinCoreTerm =
  | 'title'
  | 'creator'
  | 'date'
  | 'description'
  | 'publisher'
  | 'identifier'
  | 'language'
  | 'source'
  | 'contributor'
  | 'subject'
  | 'coverage'
  | 'type'
  | 'format'
  | 'relation'
  | 'rights';

/** What stands in `DCTERMS.` fields; several values of one are separated by `;`. */
export type DublinCore = readonly (readonly [term: DublinCoreTerm, value: string])[];

/** One value, in which the separator cannot stand. */
export const dublinCoreValue = (text: string): string => cleanLine(text).replaceAll(';', ',');

/** Each value once, none blank. */
const values = (texts: readonly string[]): string =>
  [...new Set(texts.map(dublinCoreValue))].filter((text) => text !== '').join('; ');

export interface ItemDublinCoreFacts {
  /** What readers call its genre; empty when that is hidden. */
  readonly genre: string;
  readonly subjects: readonly string[];
  /** The unit that looks after it, and the one that keeps the shelf. */
  readonly unit: string;
  readonly shelfUnit: string;
  /** Its permanent absolute address. */
  readonly address: string;
  /** One sentence or more about it, as search engines get it; may be empty. */
  readonly description: string;
}

/** A record as the head of its page says it; whatever is unknown has the next best in its place. */
export function itemDublinCore(item: Item, facts: ItemDublinCoreFacts): DublinCore {
  const keepers = [facts.unit, facts.shelfUnit].filter((name) => name.trim() !== '').slice(0, 1);
  const title = values([item.title]) || item.id;
  const fields: DublinCore = [
    ['title', title],
    ['creator', values(item.compilers) || values(keepers)],
    ['date', item.issued ?? dayInVietnam(item.publishedAt ?? item.updatedAt)],
    ['description', values([facts.description]) || values([facts.genre, title])],
    ['publisher', values([item.publisher]) || values(keepers)],
    ['identifier', values([facts.address, item.identifier ?? '', item.isbn])],
    ['language', item.language],
    ['source', values([item.source])],
    ['contributor', values(keepers)],
    ['subject', values([...facts.subjects, ...item.keywords])],
    ['coverage', values([item.place])],
    ['type', values([facts.genre])],
    ['format', values(item.attachments.map((a) => a.mediaType))],
    ['relation', values(item.lawRefs.map((law) => law.number))],
    ['rights', values([rightsLabel(item.rights.kind)])],
  ];
  return fields.filter(([, text]) => text !== '');
}

/** A page of the shelf itself; its title and description are those of its head. */
export const pageDublinCore = (page: {
  readonly unit: string;
  readonly day: string;
  readonly address: string;
  readonly language: string;
}): DublinCore => [
  ['creator', dublinCoreValue(page.unit)],
  ['date', page.day],
  ['publisher', dublinCoreValue(page.unit)],
  ['identifier', page.address],
  ['language', page.language],
];
