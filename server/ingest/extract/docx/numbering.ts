import { countOn, LEVELS, newCounters, type Counters } from './level-counters.ts';
import { formatNumber } from './number-format.ts';
import type { NumberingRef, ParagraphStyle, Styles } from './styles.ts';
import {
  child,
  childrenNamed,
  descendants,
  toggleOf,
  valueOf,
  wholeNumber,
  type XmlElement,
} from './xml-element.ts';

/** What Word writes before a paragraph. */
export type Label =
  | { readonly kind: 'number'; readonly text: string; readonly gap: string; readonly level: number }
  | { readonly kind: 'bullet'; readonly level: number };

interface Level {
  readonly start: number;
  readonly format: string;
  /** The sample of a custom format, `001`. */
  readonly sample: string;
  /** `Điều %2.`; undefined for a level without text. */
  readonly text: string | undefined;
  /** A level above this number begins this one anew; 0 never. */
  readonly restart: number;
  /** All numbers of the label in digits (w:isLgl). */
  readonly legal: boolean;
  readonly gap: string;
  readonly hidden: boolean;
  readonly picture: boolean;
  readonly style: string | undefined;
  readonly language: string;
}

interface List {
  /** Lists of one abstract definition count on together. */
  readonly counters: Counters;
  readonly levels: readonly Level[];
  /** Numbers with which this list begins its levels anew when it is first used. */
  readonly overrides: ReadonlyMap<number, number>;
}

/** Word itself takes no longer one; it is written before every paragraph of the list. */
const LONGEST_TEXT = 255;
const GAPS: Readonly<Record<string, string>> = { nothing: '' };

function readLevel(lvl: XmlElement | undefined, index: number): Level {
  const format = [...(lvl === undefined ? [] : descendants(lvl))].find(
    (e) => e.name === 'w:numFmt',
  );
  const run = child(lvl, 'w:rPr');
  return {
    start: wholeNumber(valueOf(lvl, 'w:start')) ?? 0,
    format: format?.attributes['w:val'] ?? 'decimal',
    sample: format?.attributes['w:format'] ?? '',
    text: lvl === undefined ? undefined : valueOf(lvl, 'w:lvlText')?.slice(0, LONGEST_TEXT),
    restart: wholeNumber(valueOf(lvl, 'w:lvlRestart')) ?? index,
    legal: toggleOf(lvl, 'w:isLgl') ?? false,
    gap: GAPS[valueOf(lvl, 'w:suff') ?? 'tab'] ?? ' ',
    hidden: toggleOf(run, 'w:vanish') ?? false,
    picture: child(lvl, 'w:lvlPicBulletId') !== undefined,
    style: valueOf(lvl, 'w:pStyle'),
    language: child(run, 'w:lang')?.attributes['w:val'] ?? '',
  };
}

const indexOf = (element: XmlElement): number =>
  Math.min(LEVELS - 1, Math.max(0, wholeNumber(element.attributes['w:ilvl']) ?? 0));

function levelsOf(abstract: XmlElement | undefined): Level[] {
  const given = new Map(childrenNamed(abstract, 'w:lvl').map((lvl) => [indexOf(lvl), lvl]));
  return Array.from({ length: LEVELS }, (_, i) => readLevel(given.get(i), i));
}

/** The lists of a document as their definitions stand in word/numbering.xml. */
class Definitions {
  readonly #abstracts = new Map<string, XmlElement>();
  readonly #numbers = new Map<string, XmlElement>();
  readonly #counters = new Map<string, Counters>();
  readonly #lists = new Map<string, List | null>();
  readonly #styles: Styles;

  constructor(root: XmlElement | undefined, styles: Styles) {
    const numbering = child(root, 'w:numbering');
    for (const abstract of childrenNamed(numbering, 'w:abstractNum'))
      this.#abstracts.set(abstract.attributes['w:abstractNumId'] ?? '', abstract);
    for (const num of childrenNamed(numbering, 'w:num'))
      this.#numbers.set(num.attributes['w:numId'] ?? '', num);
    this.#styles = styles;
  }

  list(numId: string): List | null {
    const known = this.#lists.get(numId);
    if (known !== undefined) return known;
    const list = this.#read(numId);
    this.#lists.set(numId, list);
    return list;
  }

  #read(numId: string): List | null {
    const num = this.#numbers.get(numId);
    const id = this.#abstractOf(num);
    const abstract = this.#abstracts.get(id);
    if (num === undefined || abstract === undefined) return null;
    const levels = levelsOf(abstract);
    const overrides = new Map<number, number>();
    for (const override of childrenNamed(num, 'w:lvlOverride')) {
      const at = indexOf(override);
      const lvl = child(override, 'w:lvl');
      if (lvl !== undefined) levels[at] = readLevel(lvl, at);
      const start = wholeNumber(valueOf(override, 'w:startOverride'));
      if (start !== undefined) overrides.set(at, start);
    }
    const counters = this.#counters.get(id) ?? newCounters();
    this.#counters.set(id, counters);
    return { counters, levels, overrides };
  }

  /** A list style's list lies elsewhere: numStyleLink → style → its num → that abstract. */
  #abstractOf(num: XmlElement | undefined): string {
    let id = valueOf(num, 'w:abstractNumId') ?? '';
    for (let steps = 0; steps < 5; steps++) {
      const link = valueOf(this.#abstracts.get(id), 'w:numStyleLink');
      const linked = link === undefined ? undefined : this.#styles.paragraph(link).numbering;
      const next = this.#numbers.get(linked?.numId ?? '');
      if (next === undefined) break;
      id = valueOf(next, 'w:abstractNumId') ?? id;
    }
    return id;
  }
}

/**
 * Counts the numbered paragraphs of one document as Word does (ECMA-376 part 1, 17.9). Ask it for
 * every paragraph that is shown, in the order of the document: each answer moves the count on.
 */
export class Numbering {
  readonly #definitions: Definitions;
  readonly #styles: Styles;
  readonly #begun = new Set<string>();

  constructor(root: XmlElement | undefined, styles: Styles) {
    this.#definitions = new Definitions(root, styles);
    this.#styles = styles;
  }

  /** @returns null for a paragraph that bears neither number nor bullet */
  label(own: NumberingRef | undefined, style: ParagraphStyle): Label | null {
    const numId = own?.numId ?? style.numbering?.numId;
    if (numId === undefined || numId === '0') return null;
    const list = this.#definitions.list(numId);
    if (list === null) return null;
    const at = Math.min(LEVELS - 1, Math.max(0, this.#levelOf(own, style, list)));
    this.#count(numId, list, at);
    return this.#write(list, at);
  }

  #levelOf(own: NumberingRef | undefined, style: ParagraphStyle, list: List): number {
    if (own?.level !== undefined) return own.level;
    const named = list.levels.findIndex((level) => level.style === style.id);
    return named >= 0 ? named : (style.numbering?.level ?? 0);
  }

  #count(numId: string, { counters, levels, overrides: starts }: List, at: number): void {
    countOn(counters, { levels, starts }, at, !this.#begun.has(numId));
    this.#begun.add(numId);
  }

  #write({ counters, levels, overrides }: List, at: number): Label | null {
    const level = levels[at]!;
    if (level.hidden) return null;
    if (level.picture) return { kind: 'bullet', level: at };
    if (level.format === 'bullet')
      return level.text === undefined || level.text === '' ? null : { kind: 'bullet', level: at };
    const text = (level.text ?? '').replace(/%([1-9])/gu, (_, digit: string) => {
      const index = Number(digit) - 1;
      const counted = levels[index]!;
      // A bullet has no number to show.
      if (counted.format === 'bullet') return '';
      return formatNumber(
        // A level that comes before its upper ones shows them as if they had begun.
        counters[index] ?? overrides.get(index) ?? counted.start,
        level.legal && counted.format !== 'none' ? 'decimal' : counted.format,
        { language: level.language || this.#styles.language, sample: counted.sample },
      );
    });
    return text.trim() === ''
      ? null
      : { kind: 'number', text: text.trim(), gap: level.gap, level: at };
  }
}
