import type { Item } from '#server/items/item.ts';
import { fold } from '#server/base/vietnamese/syllables.ts';

/** Names that items share: the authority lists. */
export const NAME_KINDS = ['compiler', 'publisher', 'series', 'keyword'] as const;
export type NameKind = (typeof NAME_KINDS)[number];
/** Titles are looked up the same way, but are no list. */
export type NamedKind = NameKind | 'title';

/** As people shorten them (folded). */
const SHORT: Readonly<Record<string, string>> = {
  nxb: 'nha xuat ban',
  ubnd: 'uy ban nhan dan',
  hdnd: 'hoi dong nhan dan',
  ubmttq: 'uy ban mat tran to quoc',
  mttq: 'mat tran to quoc',
  tp: 'thanh pho',
  tphcm: 'thanh pho ho chi minh',
  hcm: 'ho chi minh',
  tw: 'trung uong',
  lhpn: 'lien hiep phu nu',
  ldld: 'lien doan lao dong',
  pbgdpl: 'pho bien giao duc phap luat',
  vn: 'viet nam',
  hd: 'hoi dong',
  tttt: 'thong tin truyen thong',
};

/**
 * One key for a name however it is written: no case, no marks, no punctuation, short forms written
 * out.
 */
export const nameKey = (name: string): string =>
  (fold(name).match(/[\p{L}\p{N}]+/gu) ?? [])
    .map((syllable) => SHORT[syllable] ?? syllable)
    .join(' ');

export interface ItemName {
  readonly kind: NamedKind;
  readonly key: string;
  readonly value: string;
}

/** The unit whose officials see the names of an item; empty for all. */
export const namesSeenBy = ({ state, unitId }: Pick<Item, 'state' | 'unitId'>): string =>
  state === 'published' ? '' : unitId;

/** Every name of an item, each once; names of nothing but punctuation have none. */
export function namesOf(
  item: Pick<Item, 'title' | 'compilers' | 'publisher' | 'series' | 'keywords'>,
): ItemName[] {
  const of = (kind: NamedKind, values: readonly string[]): ItemName[] =>
    values.map((value) => ({ kind, key: nameKey(value), value }));
  const all = [
    ...of('title', [item.title]),
    ...of('compiler', item.compilers),
    ...of('publisher', [item.publisher]),
    ...of('series', [item.series]),
    ...of('keyword', item.keywords),
  ];
  return [
    ...new Map(
      all.filter(({ key }) => key !== '').map((name) => [`${name.kind}\n${name.value}`, name]),
    ).values(),
  ];
}

/** A name with the number of items that have it. */
export interface CountedName {
  readonly value: string;
  readonly key: string;
  readonly items: number;
}
