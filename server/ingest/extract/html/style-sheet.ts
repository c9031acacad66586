/**
 * Style sheets, as far as they say what a reader reads: what is hidden, how lists are marked, which
 * words stand before an element. CSS Syntax Level 3, without nesting; what is not understood is
 * passed over.
 */

export interface Compound {
  readonly tag: string;
  readonly id: string;
  readonly classes: readonly string[];
  /** Must be the parent's child, not any descendant's. */
  readonly child: boolean;
}

export type PseudoElement = '' | 'before' | 'after' | 'marker';

export interface Rule {
  /** From the outermost ancestor to the element itself. */
  readonly selector: readonly Compound[];
  readonly pseudo: PseudoElement;
  readonly specificity: number;
  readonly declarations: readonly Declaration[];
}

export interface Declaration {
  readonly property: string;
  readonly value: string;
  readonly important: boolean;
}

export interface CounterStyle {
  readonly symbols: readonly string[];
  readonly cyclic: boolean;
  readonly prefix: string;
  readonly suffix: string;
}

export interface StyleSheet {
  readonly rules: readonly Rule[];
  readonly counterStyles: ReadonlyMap<string, CounterStyle>;
  /** Addresses of `@import`. */
  readonly imports: readonly string[];
}

/** Characters of one sheet that are read, and rules that are kept. */
const MOST_CSS = 512 * 1024;
const MOST_RULES = 2_000;
const MOST_COMPOUNDS = 8;

/** The place behind a string that begins at `at`. */
function stringEnd(css: string, at: number): number {
  const quote = css[at];
  let i = at + 1;
  while (i < css.length && css[i] !== quote) i += css[i] === '\\' ? 2 : 1;
  return i + 1;
}

/** The place of the first of `signs` outside strings and brackets, or the end. */
function findOutside(css: string, signs: string, from: number): number {
  let depth = 0;
  let i = from;
  while (i < css.length) {
    const c = css[i]!;
    if (depth === 0 && signs.includes(c)) return i;
    if (c === '"' || c === "'") {
      i = stringEnd(css, i);
      continue;
    }
    if (c === '(' || c === '[') depth++;
    else if ((c === ')' || c === ']') && depth > 0) depth--;
    i += c === '\\' ? 2 : 1;
  }
  return css.length;
}

/** The place of the bracket that closes the block opened before `from`. */
function blockEnd(css: string, from: number): number {
  let depth = 1;
  let i = from;
  for (;;) {
    i = findOutside(css, '{}', i);
    if (i >= css.length) return css.length;
    depth += css[i] === '{' ? 1 : -1;
    if (depth === 0) return i;
    i++;
  }
}

function splitOutside(text: string, sign: string): string[] {
  const parts: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const end = findOutside(text, sign, at);
    parts.push(text.slice(at, end));
    at = end + 1;
  }
  return parts;
}

/** Declarations of a block or of a `style` attribute, of the wanted properties only. */
export function readDeclarations(text: string, wanted: ReadonlySet<string>): Declaration[] {
  const found: Declaration[] = [];
  for (const part of splitOutside(text, ';')) {
    const colon = part.indexOf(':');
    if (colon < 0) continue;
    const property = part.slice(0, colon).trim().toLowerCase();
    if (!wanted.has(property)) continue;
    const value = part.slice(colon + 1).trim();
    const important = /!\s*important$/iu.test(value);
    found.push({
      property,
      value: (important ? value.slice(0, value.lastIndexOf('!')) : value).trim().slice(0, 400),
      important,
    });
  }
  return found;
}

const NAME = String.raw`-?[\p{L}_][\p{L}\p{N}_-]*`;
const COMPOUND = new RegExp(String.raw`^(${NAME}|\*)?((?:[.#]${NAME})*)$`, 'u');
const PSEUDO = /::?(before|after)$|::(marker)$/iu;

/** Null for a selector with anything but names, classes, ids and the two plain combinators. */
function readSelector(text: string): Omit<Rule, 'declarations'> | null {
  const m = PSEUDO.exec(text);
  const pseudo = (m?.[1] ?? m?.[2] ?? '').toLowerCase() as PseudoElement;
  const bare = m === null ? text : text.slice(0, m.index) || '*';
  const steps = bare
    .split('>')
    .map((part) => part.trim())
    .join(' >')
    .trim()
    .split(/\s+/u);
  if (steps.length > MOST_COMPOUNDS) return null;
  const selector: Compound[] = [];
  let specificity = 0;
  for (const step of steps) {
    const child = step.startsWith('>');
    const found = COMPOUND.exec(child ? step.slice(1) : step);
    if (found === null || step === '' || step === '>') return null;
    const marks = found[2]!.match(/[.#][^.#]+/gu) ?? [];
    const tag = (found[1] ?? '*').toLowerCase();
    const ids = marks.filter((mark) => mark.startsWith('#'));
    const classes = marks.filter((mark) => mark.startsWith('.')).map((mark) => mark.slice(1));
    selector.push({ tag: tag === '*' ? '' : tag, id: ids[0]?.slice(1) ?? '', classes, child });
    specificity += ids.length * 10_000 + classes.length * 100 + (tag === '*' ? 0 : 1);
  }
  return { selector, pseudo, specificity: specificity + (pseudo === '' ? 0 : 1) };
}

/** `"a" "b"` and escapes as text; null when there is anything but strings. */
export function cssStrings(value: string): string[] | null {
  const found: string[] = [];
  let at = 0;
  while (at < value.length) {
    if (/\s/u.test(value[at]!)) at++;
    else if (value[at] === '"' || value[at] === "'") {
      const end = stringEnd(value, at);
      found.push(unescapeCss(value.slice(at + 1, end - 1)));
      at = end;
    } else return null;
  }
  return found;
}

export const unescapeCss = (text: string): string =>
  text.replace(/\\(?:([\da-f]{1,6})\s?|\r?\n|(.))/giu, (_, hex?: string, plain?: string) => {
    if (hex === undefined) return plain ?? '';
    const code = Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });

const COUNTER_PROPERTIES = new Set(['system', 'symbols', 'prefix', 'suffix']);

function readCounterStyle(block: string): CounterStyle | null {
  const given = new Map(
    readDeclarations(block, COUNTER_PROPERTIES).map((d) => [d.property, d.value]),
  );
  const system = given.get('system') ?? 'symbolic';
  if (system !== 'alphabetic' && system !== 'cyclic') return null;
  const symbols = (given.get('symbols') ?? '').match(/"[^"]*"|'[^']*'|[^\s"']+/gu) ?? [];
  if (symbols.length < 1 || (system === 'alphabetic' && symbols.length < 2)) return null;
  const text = (value: string | undefined, otherwise: string): string =>
    value === undefined ? otherwise : (cssStrings(value)?.[0] ?? otherwise);
  return {
    symbols: symbols.map((s) => cssStrings(s)?.[0] ?? unescapeCss(s)),
    cyclic: system === 'cyclic',
    prefix: text(given.get('prefix'), ''),
    suffix: text(given.get('suffix'), '. '),
  };
}

/** Whether a list of media means a screen. */
export const meansScreen = (media: string): boolean =>
  media.trim() === '' || /(?:^|[\s,])(?:all|screen)\b/iu.test(media.replace(/\bnot\s+\w+/giu, ''));

class SheetReader {
  readonly rules: Rule[] = [];
  readonly counterStyles = new Map<string, CounterStyle>();
  readonly imports: string[] = [];
  readonly #wanted: ReadonlySet<string>;

  constructor(wanted: ReadonlySet<string>) {
    this.#wanted = wanted;
  }

  read(css: string, depth = 0): void {
    let at = 0;
    while (at < css.length && this.rules.length < MOST_RULES) {
      const end = findOutside(css, '{;}', at);
      const head = css.slice(at, end).trim();
      if (css[end] !== '{') {
        this.#statement(head);
        at = end + 1;
        continue;
      }
      const close = blockEnd(css, end + 1);
      this.#block(head, css.slice(end + 1, close), depth);
      at = close + 1;
    }
  }

  #statement(head: string): void {
    const found = /^@import\s+(?:url\()?\s*["']?([^"')]+)["']?\s*\)?(.*)$/isu.exec(head);
    if (found !== null && meansScreen(found[2]!) && this.imports.length < 16)
      this.imports.push(found[1]!.trim());
  }

  #block(head: string, body: string, depth: number): void {
    if (head.startsWith('@')) {
      const media = /^@media\b(.*)$/isu.exec(head);
      if (media !== null && meansScreen(media[1]!) && depth < 4) this.read(body, depth + 1);
      const counter = /^@counter-style\s+([\w-]+)$/iu.exec(head);
      const style = counter === null ? null : readCounterStyle(body);
      if (style !== null && this.counterStyles.size < 100)
        this.counterStyles.set(counter![1]!, style);
      return;
    }
    const declarations = readDeclarations(body, this.#wanted);
    if (declarations.length === 0) return;
    for (const text of head.split(',').slice(0, 100)) {
      const selector = readSelector(text.trim());
      if (selector !== null) this.rules.push({ ...selector, declarations });
    }
  }
}

/** Reads a style sheet for the properties wanted; never throws. */
export function readStyleSheet(css: string, wanted: ReadonlySet<string>): StyleSheet {
  const reader = new SheetReader(wanted);
  reader.read(
    css
      .slice(0, MOST_CSS)
      .replace(/\/\*[\s\S]*?(?:\*\/|$)/gu, ' ')
      .replace(/<!--|-->/gu, ' '),
  );
  return reader;
}
