import { phraseWord } from './phrase-words.ts';
import { foldKey } from './syllables.ts';

/**
 * How often syllables follow each other in legal texts, to tell which tones and hats a syllable
 * carries. A syllable is named by its tone key (`toneKey`).
 *
 * As a file, little-endian: the magic number, how many syllables, pairs and bytes of names (four
 * uint32); for each syllable where its pairs begin (uint32, one more than syllables); the second
 * syllable of each pair (uint16); how often each syllable, then each pair, was seen (uint8, the
 * logarithm in sixteenths); the syllables' names, parted by line ends, by their bare letters and
 * then by name. Syllable 0 has no name: it stands for all that parts phrases.
 */
export interface TonePairs {
  /** The syllable with this tone key, or -1. */
  readonly idOf: (key: string) => number;
  readonly keyOf: (id: number) => string;
  /** Syllables with these bare letters. */
  readonly sameLetters: (bare: string) => readonly number[];
  /** How many syllables there are, {@link BREAK} among them. */
  readonly size: number;
  /** How often the syllable was seen, and how often the second followed the first. */
  readonly seen: (id: number) => number;
  readonly followed: (first: number, second: number) => number;
  /** How often the one of these that followed the first most did; all have the same bare letters. */
  readonly mostFollowed: (first: number, seconds: readonly number[]) => number;
  /** What it costs that the second follows the first, in nats; -1 is a syllable not known. */
  readonly cost: (first: number, second: number) => number;
}

/** The syllable that stands for the end of a phrase, numbers and what is no syllable. */
export const BREAK = 0;

const MAGIC = 0x31_52_50_54;
const HEAD = 16;
const STEPS = 16;
/** A pair counts so much beside the second syllable alone. */
const PAIR_SHARE = 0.9;
/** As if a syllable not known had been seen this often. */
const UNKNOWN_SEEN = 0.01;

const packed = (count: number): number => Math.min(255, Math.round(Math.log(count) * STEPS));
const unpacked = (step: number): number => Math.exp(step / STEPS);

/** Counts as a file. @param pairs first → second → how often, by tone key; '' is a break */
export function packTonePairs(
  pairs: ReadonlyMap<string, ReadonlyMap<string, number>>,
): Uint8Array<ArrayBuffer> {
  const names = new Map<string, number>();
  for (const [first, seconds] of pairs)
    for (const [second, count] of seconds) {
      names.set(second, (names.get(second) ?? 0) + count);
      if (!names.has(first)) names.set(first, 0);
    }
  const order = [...names.keys()]
    .map((name) => ({ name, bare: foldKey(name) }))
    .toSorted((a, b) => (a.bare === b.bare ? (a.name < b.name ? -1 : 1) : a.bare < b.bare ? -1 : 1))
    .map(({ name }) => name);
  const idOf = new Map(order.map((name, id) => [name, id]));
  const rows = order.map((first) =>
    [...(pairs.get(first) ?? [])]
      .map(([second, count]) => [idOf.get(second)!, count] as const)
      .toSorted(([a], [b]) => a - b),
  );
  const flat = rows.flat();
  const named = new TextEncoder().encode(order.join('\n'));
  const starts = [0, ...rows.map((row) => row.length)];
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
  const view = (array: { buffer: ArrayBuffer }): Uint8Array => new Uint8Array(array.buffer);
  const pieces = [
    view(Uint32Array.of(MAGIC, order.length, flat.length, named.length)),
    view(Uint32Array.from(starts)),
    view(Uint16Array.from(flat, ([second]) => second)),
    Uint8Array.from(order, (name) => packed(Math.max(1, names.get(name)!))),
    Uint8Array.from(flat, ([, count]) => packed(count)),
    named,
  ];
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** The arrays of a file, over its bytes. */
function arraysOf(bytes: Uint8Array<ArrayBuffer>) {
  const [magic = 0, syllables = 0, count = 0, named = 0] = new Uint32Array(bytes.buffer, 0, 4);
  const starts = HEAD;
  const seconds = starts + 4 * (syllables + 1);
  const seen = seconds + 2 * count;
  const pairsSeen = seen + syllables;
  const names = pairsSeen + count;
  if (magic !== MAGIC || names + named !== bytes.length) throw new Error('no tone pairs');
  return {
    starts: new Uint32Array(bytes.buffer, starts, syllables + 1),
    seconds: new Uint16Array(bytes.buffer, seconds, count),
    seen: Float64Array.from(bytes.subarray(seen, pairsSeen), unpacked),
    pairsSeen: bytes.subarray(pairsSeen, names),
    names: new TextDecoder().decode(bytes.subarray(names)).split('\n'),
  };
}

/** Pairs from what was counted of them. */
function pairsOf(counted: Omit<TonePairs, 'sameLetters' | 'cost'>): TonePairs {
  const groups = new Map<string, number[]>();
  let all = 0;
  for (let id = 0; id < counted.size; id++) {
    const bare = foldKey(counted.keyOf(id));
    const group = groups.get(bare);
    if (group === undefined) groups.set(bare, [id]);
    else group.push(id);
    all += counted.seen(id);
  }
  return {
    ...counted,
    sameLetters: (bare) => groups.get(bare) ?? [],
    cost(first, second) {
      const alone = (second < 0 ? UNKNOWN_SEEN : counted.seen(second)) / all;
      const pair =
        first < 0 || second < 0 ? 0 : counted.followed(first, second) / counted.seen(first);
      return -Math.log(PAIR_SHARE * pair + (1 - PAIR_SHARE) * alone);
    },
  };
}

/** Opens a file made by {@link packTonePairs}. @throws Error where it is none */
export function openTonePairs(file: Uint8Array): TonePairs {
  // Typed arrays over a buffer need its beginning.
  const { starts, seconds, seen, pairsSeen, names } = arraysOf(Uint8Array.from(file));
  const ids = new Map(names.map((name, id) => [name, id]));
  /** Where the pair stands, or would. */
  const placeOf = (first: number, second: number): number => {
    let [low, high] = [starts[first]!, starts[first + 1]!];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (seconds[middle]! < second) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return pairsOf({
    size: names.length,
    idOf: (key) => ids.get(key) ?? -1,
    keyOf: (id) => names[id]!,
    seen: (id) => seen[id]!,
    followed(first, second) {
      const at = placeOf(first, second);
      return at < starts[first + 1]! && seconds[at] === second ? unpacked(pairsSeen[at]!) : 0;
    },
    // Syllables of the same letters are neighbours in the file.
    mostFollowed(first, group) {
      if (group.length === 0) return 0;
      const last = group.at(-1)!;
      let most = -1;
      for (
        let at = placeOf(first, group[0]!);
        at < starts[first + 1]! && seconds[at]! <= last;
        at++
      )
        most = Math.max(most, pairsSeen[at]!);
      return most < 0 ? 0 : unpacked(most);
    },
  });
}

/**
 * The pairs and what stands in these phrases, each counted `times` times: what people say and no law
 * writes.
 */
export function withPhrases(
  pairs: TonePairs,
  phrases: Iterable<{ readonly text: string; readonly times: number }>,
): TonePairs {
  const names: string[] = [];
  const ids = new Map<string, number>();
  const seen = new Map<number, number>();
  const followed = new Map<number, Map<number, number>>();
  const idOf = (key: string): number => {
    const known = pairs.idOf(key);
    return known >= 0 ? known : (ids.get(key) ?? -1);
  };
  const take = (key: string): number => {
    const known = idOf(key);
    if (known >= 0) return known;
    ids.set(key, pairs.size + names.length);
    names.push(key);
    return pairs.size + names.length - 1;
  };
  for (const { text, times } of phrases) {
    let before = BREAK;
    const count = (id: number): void => {
      seen.set(id, (seen.get(id) ?? 0) + times);
      const seconds = followed.get(before) ?? new Map<number, number>();
      followed.set(before, seconds.set(id, (seconds.get(id) ?? 0) + times));
      before = id;
    };
    for (const word of text.normalize('NFC').split(/\s+/u)) {
      const { key, ends } = phraseWord(word.toLowerCase());
      if (key !== '') count(take(key));
      if (key === '' || ends) before = BREAK;
    }
  }
  const timesOf = (first: number, second: number): number =>
    (first < pairs.size && second < pairs.size ? pairs.followed(first, second) : 0) +
    (followed.get(first)?.get(second) ?? 0);
  return pairsOf({
    size: pairs.size + names.length,
    idOf,
    keyOf: (id) => names[id - pairs.size] ?? pairs.keyOf(id),
    seen: (id) => (id < pairs.size ? pairs.seen(id) : 0) + (seen.get(id) ?? 0),
    followed: timesOf,
    mostFollowed(first, group) {
      if (followed.has(first))
        return group.reduce((most, second) => Math.max(most, timesOf(first, second)), 0);
      if (first >= pairs.size) return 0;
      // Those of the phrases alone stand behind all others.
      const added = group.findIndex((id) => id >= pairs.size);
      return pairs.mostFollowed(first, added < 0 ? group : group.slice(0, added));
    },
  });
}
