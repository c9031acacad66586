import { outsideLink, safeId, type Addresses } from './addresses.ts';
import { MATH_ATTRIBUTES, SVG_ATTRIBUTES, SVG_DRAWN, SVG_PAINT } from './allowed-markup.ts';
import type { Declared } from './author-styles.ts';
import { escapeAttribute } from './chapter-blocks.ts';
import { mathWords, type MathNode } from './math-words.ts';

type Attributes = Readonly<Record<string, string>>;

export const attribute = (name: string, value: string): string =>
  ` ${name}="${escapeAttribute(value)}"`;

/** Nodes of one formula whose words are laid out; of a larger one they only follow each other. */
const MOST_NODES = 5_000;
const DEEPEST = 100;

/** A formula while it is read: its tree, for its words. */
export class Formula {
  readonly #root: MathNode = { name: 'math', text: '', children: [] };
  readonly #open: MathNode[] = [this.#root];
  #nodes = 0;

  enter(name: string): void {
    const node: MathNode = { name, text: '', children: [] };
    const parent = this.#open.at(-1)!;
    const deep = this.#open.length > DEEPEST;
    if (++this.#nodes <= MOST_NODES && !deep) parent.children.push(node);
    this.#open.push(deep ? parent : node);
  }

  leave(): void {
    if (this.#open.length > 1) this.#open.pop();
  }

  text(data: string): void {
    this.#open.at(-1)!.text += data;
  }

  get words(): string {
    return mathWords(this.#root).slice(0, 4_000);
  }
}

const PLAIN_VALUE = /^[\w\s.,%#+-]{1,80}$/u;

/** The attributes of a MathML element that say how it looks. */
export function mathAttributes(attribs: Attributes): string {
  let text = '';
  for (const [name, value] of Object.entries(attribs))
    if (MATH_ATTRIBUTES.has(name) && PLAIN_VALUE.test(value)) text += attribute(name, value);
  return text;
}

/** A bracketed list of old MathML, which browsers show without its brackets, as the row it means. */
export class Fence {
  readonly #attribs: Attributes;
  #count = 0;

  constructor(attribs: Attributes) {
    this.#attribs = attribs;
  }

  get opening(): string {
    return this.#attribs['open']?.trim() ?? '(';
  }

  get closing(): string {
    return this.#attribs['close']?.trim() ?? ')';
  }

  /** What stands before the next part. */
  separator(): string {
    const signs = [...(this.#attribs['separators'] ?? ',').replace(/\s+/gu, '')];
    const at = this.#count++ - 1;
    return at < 0 || signs.length === 0 ? '' : signs[Math.min(at, signs.length - 1)]!;
  }
}

const LOCAL_URL = /url\(\s*["']?#([^"')\s]+)["']?\s*\)/giu;

/** A value of a drawing's attribute with addresses inside the drawing only, or null. */
function drawingValue(value: string): string | null {
  const tidy = value.replace(LOCAL_URL, (_, id: string) => `url(#${safeId(id)})`);
  const bare = tidy.replace(/url\(#[\w.:-]*\)/gu, '');
  return /url\s*\(|[\\<>]|expression|javascript|@import|\/\*/iu.test(bare) ? null : tidy;
}

/** How far a drawing's parts may be used again: targets that use others multiply. */
const USE = /<use\s([^<>]*)><\/use>/gu;

/** A drawing while it is read. */
export class Drawing {
  readonly #pictures: string[] = [];
  readonly #multiplying = new Set<string>();
  #drawn = 0;

  /**
   * The opening tag of an element.
   * @param ancestors ids of the elements it stands in
   */
  element(
    name: string,
    attribs: Attributes,
    paint: Declared,
    how: { addresses: Addresses; ancestors: readonly string[] },
  ): string {
    if (name === 'image') return this.#image(attribs, paint, how.addresses);
    if (SVG_DRAWN.has(name)) this.#drawn++;
    if (name === 'use') for (const id of how.ancestors) this.#multiplying.add(safeId(id));
    const href = (attribs['href'] ?? attribs['xlink:href'] ?? '').trim();
    let target = '';
    if (name === 'a' && href !== '') target = outsideLink(href) ?? how.addresses.link(href) ?? '';
    else if (/^#./u.test(href)) target = `#${safeId(href.slice(1))}`;
    return `<${name}${drawingAttributes(attribs, paint)}${target === '' ? '' : attribute('href', target)}${name === 'a' && outsideLink(href) !== null ? ' rel="noopener nofollow"' : ''}>`;
  }

  #image(attribs: Attributes, paint: Declared, addresses: Addresses): string {
    const href = attribs['href'] ?? attribs['xlink:href'] ?? attribs['src'] ?? '';
    const shown = href === '' ? null : addresses.picture(href.trim());
    if (shown === null) return '';
    const source = `resource:${shown.name}`;
    const size =
      shown.size === null
        ? ''
        : attribute('width', String(shown.size.width)) +
          attribute('height', String(shown.size.height));
    const alt = attribs['aria-label'] ?? attribs['alt'] ?? '';
    this.#pictures.push(
      `<img${attribute('alt', alt)}${size} loading="lazy"${attribute('src', source)}>`,
    );
    return `<image${drawingAttributes(attribs, paint)}${attribute('href', source)}>`;
  }

  /** The whole drawing; one that only frames pictures as these pictures, an empty one as nothing. */
  finish(html: string): string {
    if (this.#drawn === 0) return this.#pictures.join(' ');
    return html.replace(USE, (whole, attributes: string) => {
      const id = /(?:^|\s)href="#([^"]*)"/u.exec(attributes)?.[1];
      return id !== undefined && this.#multiplying.has(id) ? '' : whole;
    });
  }
}

function drawingAttributes(attribs: Attributes, paint: Declared): string {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(attribs))
    if (SVG_ATTRIBUTES.has(name) || SVG_PAINT.has(name)) values.set(name, value);
  for (const [name, value] of paint) values.set(name, value);
  let text = attribs['id']?.trim() ? attribute('id', safeId(attribs['id'].trim())) : '';
  for (const [name, value] of values) {
    const safe = drawingValue(value);
    if (safe !== null && safe.trim() !== '') text += attribute(name, safe.trim());
  }
  const label = attribs['aria-label']?.trim();
  if (label) text += attribute('aria-label', label);
  if (attribs['role'] === 'img') text += attribute('role', 'img');
  return text;
}
