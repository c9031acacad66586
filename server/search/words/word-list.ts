import { foldKey } from '#server/base/vietnamese/syllables.ts';
import { words } from '#server/base/vietnamese/tokens.ts';

/** Legal words, and how much they count beside others (0–1). */
export interface MeantWords {
  readonly words: string;
  readonly weight: number;
}

/** What people say and the words of law for it (docs/decisions/059-words-of-citizens.md). */
export interface WordEntry {
  /** Unique in the list. */
  readonly id: string;
  /** Several ways to say one thing. */
  readonly said: readonly string[];
  readonly meant: readonly MeantWords[];
  /** One of {@link WORD_GROUPS}, by which librarians find it. */
  readonly group: string;
  /** Subjects (two digits) to whose items it is bound; none for all. */
  readonly only: readonly string[];
}

/** The seventeen subjects that citizens look for (Luật PBGDPL, Điều 10), and short names. */
export const WORD_GROUPS = [
  'Dân sự',
  'Hình sự',
  'Hành chính',
  'Hôn nhân và gia đình',
  'Bình đẳng giới',
  'Đất đai',
  'Xây dựng',
  'Bảo vệ môi trường',
  'Lao động',
  'Giáo dục',
  'Y tế',
  'Quốc phòng',
  'An ninh',
  'Giao thông',
  'Quyền và nghĩa vụ công dân',
  'Cán bộ, công chức',
  'Văn bản mới',
  'Viết tắt',
] as const;

/** Bounds, so that no entry makes a search slow: syllables said, syllables meant, ways, targets. */
export const LONGEST_SAID = 8;
export const LONGEST_MEANT = 16;
export const MOST_SAID = 30;
export const MOST_MEANT = 5;
/** Longer questions say enough by themselves. */
export const MOST_SYLLABLES_TO_HELP = 14;
/** Legal words that one question is searched with besides its own. */
const MOST_ADDED = 8;
/** Syllables of a saying in which others may stand, how many, and what it counts for then. */
const SHORTEST_PARTED = 3;
const MOST_BETWEEN = 2;
const PARTED_WEIGHT = 0.7;

/** Legal words that a question is searched with besides its own. */
export interface AddedWords {
  /** What was said, as the list writes it. */
  readonly said: string;
  readonly words: string;
  readonly weight: number;
  readonly only: readonly string[];
}

interface Saying {
  readonly keys: readonly string[];
  readonly folded: readonly string[];
  readonly shown: string;
  readonly entry: WordEntry;
}

/** A question's syllables: as they were typed, and as they were most likely meant. */
export interface SaidSyllable {
  readonly typed: string;
  readonly meant: string;
}

/** Says which entries of a list a question holds. */
export class WordMatcher {
  /** By the first folded syllable, the longest first. */
  readonly #sayings = new Map<string, Saying[]>();

  constructor(entries: Iterable<WordEntry>) {
    for (const entry of entries) {
      if (entry.meant.length === 0) continue;
      for (const shown of entry.said.slice(0, MOST_SAID)) {
        const keys = words(shown).map(({ key }) => key);
        if (keys.length === 0 || keys.length > LONGEST_SAID) continue;
        const folded = keys.map(foldKey);
        const held = this.#sayings.get(folded[0]!);
        if (held === undefined) this.#sayings.set(folded[0]!, [{ keys, folded, shown, entry }]);
        else held.push({ keys, folded, shown, entry });
      }
    }
    for (const held of this.#sayings.values()) held.sort((a, b) => b.keys.length - a.keys.length);
  }

  /** Every saying at its places, longer ones before those that stand inside them. */
  #said(syllables: readonly SaidSyllable[]): Found[] {
    const found: Found[] = [];
    syllables.forEach(({ typed, meant }, at) => {
      for (const first of new Set([foldKey(meant), foldKey(typed)]))
        for (const saying of this.#sayings.get(first) ?? []) {
          const places = placesOf(syllables, at, saying);
          if (places !== null) found.push({ saying, places });
        }
    });
    const taken = new Uint8Array(syllables.length);
    return found
      .toSorted((a, b) => Number(isParted(a)) - Number(isParted(b)) || lengthOf(b) - lengthOf(a))
      .filter((one) => {
        // Another entry may say the very same words; one inside a longer saying adds nothing.
        const inside = one.places.every((at) => taken[at]! > lengthOf(one));
        for (const at of one.places) taken[at] = Math.max(taken[at]!, lengthOf(one));
        return !inside;
      });
  }

  /** Legal words for what the question says, each once and none that the question holds itself. */
  added(syllables: readonly SaidSyllable[]): AddedWords[] {
    if (syllables.length > MOST_SYLLABLES_TO_HELP) return [];
    const own = ` ${syllables.map(({ meant }) => foldKey(meant)).join(' ')} `;
    const added = new Map<string, AddedWords>();
    for (const found of this.#said(syllables)) {
      const { shown, entry } = found.saying;
      for (const { words: meant, weight } of entry.meant.slice(0, MOST_MEANT)) {
        const cut = words(meant).slice(0, LONGEST_MEANT);
        const folded = cut.map(({ key }) => foldKey(key)).join(' ');
        if (folded === '' || own.includes(` ${folded} `) || added.has(folded)) continue;
        if (added.size === MOST_ADDED) return [...added.values()];
        added.set(folded, {
          said: shown,
          words: meant.slice(0, cut.at(-1)!.end),
          weight: Math.min(Math.max(weight, 0), 1) * (isParted(found) ? PARTED_WEIGHT : 1),
          only: entry.only,
        });
      }
    }
    return [...added.values()];
  }
}

/** A saying in a question: where each of its syllables stands. */
interface Found {
  readonly saying: Saying;
  readonly places: readonly number[];
}

const lengthOf = ({ places }: Found): number => places.length;
const isParted = ({ places }: Found): boolean => places.at(-1)! - places[0]! >= places.length;

/**
 * Where the saying stands that begins here, other syllables in between where it is long enough to be
 * known by; null for nowhere. A syllable typed with marks must carry them; of a longer saying one
 * bare syllable may have been read otherwise.
 */
function placesOf(
  syllables: readonly SaidSyllable[],
  from: number,
  { keys, folded }: Saying,
): number[] | null {
  const places: number[] = [];
  let between = keys.length >= SHORTEST_PARTED ? MOST_BETWEEN : 0;
  let parted = 0;
  let others = keys.length > 2 ? 1 : 0;
  let at = from;
  for (const [i, key] of keys.entries()) {
    for (; ; at++) {
      const said = syllables[at];
      if (said === undefined) return null;
      if (said.meant === key || (said.typed === key && foldKey(key) !== key)) break;
      const isBare = foldKey(said.typed) === folded[i] && foldKey(said.typed) === said.typed;
      if (isBare && others-- > 0) break;
      // One gap: syllables strewn over a question say something else.
      if (i === 0 || between-- === 0 || (parted !== 0 && parted !== i)) return null;
      parted = i;
    }
    places.push(at++);
  }
  return places;
}

/** Entries of a text: `said, said = words; words*0.5`, one a line; lines without `=` are left out. */
export function readEntries(group: string, prefix: string, text: string): WordEntry[] {
  return text
    .split('\n')
    .filter((line) => line.includes(' = '))
    .map((line, i) => {
      const [said = '', meant = ''] = line.split(' = ');
      return {
        id: `${prefix}-${i + 1}`,
        said: said.split(',').map((one) => one.trim()),
        meant: meant.split(';').map((one) => readMeant(one)),
        group,
        only: [],
      };
    });
}

/** `words`, or `words*0.5` with a weight. */
export function readMeant(cell: string): MeantWords {
  const star = cell.lastIndexOf('*');
  const weight = cell.slice(star + 1).trim();
  if (star < 0 || !/^\d(?:[.,]\d{1,9})?$/u.test(weight)) return { words: cell.trim(), weight: 1 };
  return { words: cell.slice(0, star).trim(), weight: Number(weight.replace(',', '.')) };
}

export const showMeant = ({ words: text, weight }: MeantWords): string =>
  weight === 1 ? text : `${text}*${String(weight).replace('.', ',')}`;
