import type { FileNote } from '#server/items/file-note.ts';
import { faceOf } from './face.ts';
import {
  added,
  decode,
  decodeWords,
  NO_WORDS,
  tallyOf,
  type LegacyEncoding,
  type Reading,
  type Tally,
} from './tally.ts';
import { goesWithLetterBefore } from './vni.ts';

/** Of the words that bear marks: fewer prove no encoding that no font speaks of. */
const LEAST_WORDS = 4;
/** How many words must be spelled right after decoding. */
const LEAST_SHARE = 0.6;
/** So many words of a line overrule what holds for its font. */
const LEAST_OF_LINE = 3;

const better = ({ right }: Tally): LegacyEncoding => (right.vni > right.tcvn3 ? 'vni' : 'tcvn3');

/**
 * What the words in one font, or of the whole file, say; null where they say nothing, because they
 * are too few or spelled right either way.
 */
function verdictOf(tally: Tally, promised: LegacyEncoding | null): Reading | null {
  const { words, right } = tally;
  const best = better(tally);
  if (
    promised !== null &&
    right[promised] > right.unicode &&
    right[promised] >= words * LEAST_SHARE
  ) {
    // A font may lie about which encoding it is, too.
    return right[best] > right[promised] * 1.5 ? best : promised;
  }
  const enough = words >= LEAST_WORDS && right[best] >= words * LEAST_SHARE;
  if (enough && right[best] > right.unicode * 2) return best;
  return right.unicode > right[best] || (promised === null && right.unicode > 0) ? 'unicode' : null;
}

/** Whether a line is Unicode amid a file or a font that is not. */
function isUnicodeLine({ words, certain, right, common }: Tally, font: LegacyEncoding): boolean {
  if (certain > 0 && right.unicode >= right[font]) return true;
  // Spelled right either way: the common words are meant.
  return right.unicode === words && common.unicode > common[font];
}

/** What a single line says against the verdict on its font; real files mix encodings by lines. */
function verdictOfLine(tally: Tally, font: Reading): Reading {
  const { words, right } = tally;
  if (font !== 'unicode' && isUnicodeLine(tally, font)) return 'unicode';
  if (words < LEAST_OF_LINE || right[font] > words * 0.4) return font;
  const best = better(tally);
  if (right[best] < words * 0.8 || right[best] <= right.unicode) return font;
  return best;
}

/** Longest example of a note. */
const LONGEST_EXAMPLE = 60;
const ENCODING_NAMES: Readonly<Record<LegacyEncoding, string>> = { tcvn3: 'TCVN3', vni: 'VNI' };

/**
 * Decodes the legacy text of one file, run by run: every line is first shown to {@link learn} with
 * its font, then decoded by what all lines in this font, and all lines of the file, said together.
 * Text that is Unicode already comes back as it is.
 */
export class LegacyDecoder {
  readonly #faces = new Map<string, Tally>();
  #whole: Tally = NO_WORDS;
  readonly #verdicts = new Map<string, Reading>();
  readonly #changed = new Map<LegacyEncoding, number>();
  #example = '';
  #exampleWords = 0;

  /** @param line what stands on one line in one font, raw; `face` is empty where none is named */
  learn(face: string, line: string): void {
    const tally = tallyOf(line);
    if (tally.words === 0) return;
    this.#faces.set(face, added(this.#faces.get(face) ?? NO_WORDS, tally));
    this.#whole = added(this.#whole, tally);
  }

  #verdict(face: string): Reading {
    const known = this.#verdicts.get(face);
    if (known !== undefined) return known;
    const { encoding } = faceOf(face);
    const own = verdictOf(this.#faces.get(face) ?? NO_WORDS, encoding);
    const verdict = own ?? this.#inherited(encoding);
    this.#verdicts.set(face, verdict);
    return verdict;
  }

  /** Words that read either way, or that only decoding makes right, go with the file. */
  #inherited(promised: LegacyEncoding | null): Reading {
    return verdictOf(this.#whole, promised) ?? 'unicode';
  }

  /**
   * The runs of one line in one font as Unicode; a mark that was parted from its letter goes with
   * the letter.
   */
  decode(face: string, runs: readonly string[]): readonly string[] {
    const line = runs.join('');
    const tally = tallyOf(line);
    const font = this.#verdict(face);
    const reading = verdictOfLine(tally, font);
    const encoding = reading === 'unicode' ? font : reading;
    if (encoding === 'unicode') return runs;
    const isMixed = reading === 'unicode' || tally.certain > 0;
    const { encoding: promised, capitals } = faceOf(face);
    const read = (text: string): string =>
      isMixed
        ? decodeWords(text, encoding, reading)
        : decode(text, encoding, encoding === promised);
    const decoded = encoding === 'vni' ? joinedMarks(runs).map(read) : sliced(read(line), runs);
    const result =
      capitals && reading === 'tcvn3' ? decoded.map((run) => run.toUpperCase()) : decoded;
    this.#note(encoding, line, result.join(''));
    return result;
  }

  #note(encoding: LegacyEncoding, before: string, after: string): void {
    const words = before === after ? 0 : tallyOf(before).words;
    if (words === 0) return;
    this.#changed.set(encoding, (this.#changed.get(encoding) ?? 0) + words);
    // A single word may be all there is, but says less.
    if (words < Math.min(2, this.#exampleWords + 1)) return;
    if (this.#exampleWords >= 2) return;
    this.#exampleWords = words;
    this.#example = exampleOf(before, after);
  }

  /** The encoding that most words were in; null when nothing was decoded. */
  get found(): LegacyEncoding | null {
    return [...this.#changed].toSorted((x, y) => y[1] - x[1])[0]?.[0] ?? null;
  }

  /** What staff have to know; empty when nothing was decoded. */
  get notes(): FileNote[] {
    const count = this.#changed.values().reduce((all, words) => all + words, 0);
    if (count === 0) return [];
    const names = [...this.#changed.keys()].map((encoding) => ENCODING_NAMES[encoding]).join(', ');
    return [{ code: 'converted', count, detail: `${names}: ${this.#example}` }];
  }
}

const shortened = (line: string): string => {
  const words = line.trim().replace(/\s+/gu, ' ');
  return words.length <= LONGEST_EXAMPLE
    ? words
    : `${words.slice(0, words.lastIndexOf(' ', LONGEST_EXAMPLE))} …`;
};

/** A line before and after, for people. */
export const exampleOf = (before: string, after: string): string =>
  `“${shortened(before)}” → “${shortened(after)}”`;

/** A text of the same length as the runs together, cut where they end. */
function sliced(text: string, runs: readonly string[]): string[] {
  let at = 0;
  return runs.map((run) => text.slice(at, (at += run.length)));
}

function joinedMarks(runs: readonly string[]): string[] {
  const joined = [...runs];
  for (let i = 1; i < joined.length; i++)
    if (goesWithLetterBefore(joined[i - 1]!, joined[i]!)) {
      joined[i - 1] += joined[i]![0]!;
      joined[i] = joined[i]!.slice(1);
    }
  return joined;
}
