import type { Declared } from './author-styles.ts';
import { alphabetic, markerStyle, numeral } from './list-markers.ts';
import { cssStrings, type CounterStyle } from './style-sheet.ts';

interface Counter {
  readonly depth: number;
  value: number;
}

const MOST_TEXT = 500;
const KEYWORDS = new Set(['none', 'normal', 'inherit', 'initial', 'unset', 'revert']);

const pairs = (value: string, otherwise: number): [name: string, n: number][] =>
  [...value.matchAll(/(-?[\p{L}_][\w-]*)(?:\s+(-?\d{1,6})(?![\w-]))?/gu)]
    .filter((m) => !KEYWORDS.has(m[1]!))
    .slice(0, 20)
    .map((m) => [m[1]!, m[2] === undefined ? otherwise : Number(m[2])]);

/** Signs of icon fonts are no words; nothing else would be seen without the font either. */
const withoutIcons = (text: string): string => text.replace(/[\p{Co}\p{Cc}]/gu, '');

/**
 * Words and numbers that style sheets put before and after elements (CSS Generated Content 3, CSS
 * Lists 3 §4): `Điều 5. ` is as much of the law there as in the text.
 */
export class GeneratedText {
  readonly #counters = new Map<string, Counter[]>();
  readonly #styles: ReadonlyMap<string, CounterStyle>;

  constructor(styles: ReadonlyMap<string, CounterStyle>) {
    this.#styles = styles;
  }

  /** @param depth of the element, the outermost being 1 */
  count(declared: Declared, depth: number): void {
    for (const [name, n] of pairs(declared.get('counter-reset') ?? '', 0))
      this.reset(name, n, depth);
    for (const [name, n] of pairs(declared.get('counter-increment') ?? '', 1))
      this.#top(name, depth).value += n;
    for (const [name, n] of pairs(declared.get('counter-set') ?? '', 0))
      this.#top(name, depth).value = n;
  }

  reset(name: string, value: number, depth: number): void {
    const open = this.#counters.get(name) ?? [];
    const last = open.at(-1);
    if (last?.depth === depth) last.value = value;
    else if (open.length < 100) open.push({ depth, value });
    this.#counters.set(name, open);
  }

  add(name: string, depth: number, value: number | null): void {
    const counter = this.#top(name, depth);
    counter.value = value ?? counter.value + 1;
  }

  /** Counters end with the parent of the element that began them. */
  leave(depth: number): void {
    for (const open of this.#counters.values())
      while (open.length > 0 && open.at(-1)!.depth > depth) open.pop();
  }

  /** The text of a `content`; empty when there is none or it is not understood. */
  text(content: string | undefined, attribs: Readonly<Record<string, string>>): string {
    if (content === undefined || KEYWORDS.has(content)) return '';
    let text = '';
    // What follows a slash is said, not shown.
    const shown = content.split(/\s\/\s/u)[0]!;
    for (const [token] of shown.matchAll(
      // What is never closed ends with the text (CSS Syntax §4.3.5), so no beginning is tried in vain.
      /"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|'(?:[^'\\]|\\[\s\S])*(?:'|\\?$)|[\w-]+\([^)]*(?:\)|$)|[\w-]+/gu,
    ))
      text += this.#token(token, attribs);
    return withoutIcons(text).slice(0, MOST_TEXT);
  }

  /** The marker of a `list-style-type` that no attribute can say, or null. */
  marker(style: string): string | null {
    const own = cssStrings(style);
    if (own !== null) return own.length === 0 ? null : own.join('');
    const custom = this.#styles.get(style);
    if (custom === undefined) return null;
    return `${custom.prefix}${this.#number('list-item', style)}${custom.suffix}`;
  }

  #token(token: string, attribs: Readonly<Record<string, string>>): string {
    const strings = cssStrings(token);
    if (strings !== null) return strings.join('');
    const call = /^(counters?|attr)\((.*)\)$/su.exec(token);
    if (call === null) return token === 'open-quote' ? '“' : token === 'close-quote' ? '”' : '';
    const given = call[2]!.split(',').map((part) => part.trim());
    const name = given[0] ?? '';
    if (call[1] === 'attr') return attribs[name.toLowerCase()] ?? '';
    if (call[1] === 'counter') return this.#number(name, given[1] ?? 'decimal');
    const between = cssStrings(given[1] ?? '')?.[0] ?? '';
    const open = this.#counters.get(name) ?? [{ depth: 0, value: 0 }];
    return open.map(({ value }) => this.#written(value, given[2] ?? 'decimal')).join(between);
  }

  #number(name: string, style: string): string {
    return this.#written(this.#counters.get(name)?.at(-1)?.value ?? 0, style);
  }

  #written(value: number, style: string): string {
    const custom = this.#styles.get(style);
    if (custom !== undefined)
      return custom.cyclic
        ? custom.symbols[
            (((value - 1) % custom.symbols.length) + custom.symbols.length) % custom.symbols.length
          ]!
        : alphabetic(value, custom.symbols);
    return numeral(markerStyle(style) ?? 'decimal', value) ?? '';
  }

  #top(name: string, depth: number): Counter {
    const open = this.#counters.get(name) ?? [];
    const last = open.at(-1);
    if (last !== undefined) return last;
    const fresh = { depth, value: 0 };
    this.#counters.set(name, [fresh]);
    return fresh;
  }
}

/** The type that `list-style-type` or `list-style` names, or null. */
export function listStyle(declared: Declared): string | null {
  // The last of the two wins in CSS; the shorthand is the rarer one.
  const value = declared.get('list-style-type') ?? declared.get('list-style');
  if (value === undefined) return null;
  const strings = /^\s*(?:"[^"]*"|'[^']*')\s*$/u.test(value);
  if (strings) return value.trim();
  const words = value
    .replace(/url\([^)]*(?:\)|$)/giu, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '' && !/^(?:inside|outside|inherit|initial|unset)$/iu.test(word));
  return words.at(-1) ?? null;
}
