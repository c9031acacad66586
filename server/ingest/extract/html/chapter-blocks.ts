import { ListMarkers } from './list-markers.ts';
import { VOID, walkMarkup, type MarkupEvents } from './walk-markup.ts';
import { cleanLine, cleanText, CONTROL, isTidy } from '../vietnamese-text.ts';

/**
 * One findable block of a chapter: a heading or a paragraph, with the id that a link to it uses.
 */
export interface Block {
  readonly id: string | null;
  /** 1 for the chapter's top heading (an h2 in its html), 0 for text. */
  readonly level: number;
  readonly text: string;
  /**
   * Stands beside the running text: in a table, a note or a table of contents, or is all one link.
   */
  readonly aside: boolean;
}

export interface NumberedChapter {
  /** The same markup with an id on every block and headings from h2 down. */
  readonly html: string;
  readonly blocks: readonly Block[];
}

const NAMED = new Set([
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'p',
  'div',
  'li',
  'dt',
  'dd',
  'pre',
  'tr',
  'figcaption',
  'caption',
  'summary',
]);
const BLOCK = new Set([
  ...NAMED,
  'blockquote',
  'section',
  'article',
  'aside',
  'figure',
  'ul',
  'ol',
  'dl',
  'table',
  'thead',
  'tbody',
  'tfoot',
  'details',
  'hr',
]);
/** Shown beside the words, or said by `alttext` instead. */
const SILENT = new Set(['rt', 'rp', 'math', 'title', 'desc']);
const HEADING = /^h[1-6]$/u;

export const escapeText = (text: string): string =>
  /[&<>]/u.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    : text;
export const escapeAttribute = (text: string): string => escapeText(text).replaceAll('"', '&quot;');

export function openTag(name: string, attribs: Readonly<Record<string, string>>): string {
  let tag = `<${name}`;
  for (const key in attribs) tag += ` ${key}="${escapeAttribute(attribs[key]!)}"`;
  return `${tag}>`;
}

/** The heading levels that occur, closed up: h1, h3, h4 become h2, h3, h4, so none is skipped. */
function headingRanks(html: string): Map<string, number> {
  const used = [...new Set([...html.matchAll(/<(h[1-6])[\s>]/gu)].map((m) => m[1]!))].toSorted();
  return new Map(used.map((name, i) => [name, i + 1]));
}

const MARK_OF_NOTE = /^\s*[\d*†‡§[(]/u;
/** A whole word but for units and single letters: `120 m²`, `x²`. */
const WORD_BEFORE =
  /(?<![\p{L}\p{M}])(?![A-Za-z](?![\p{L}\p{M}])|[kdcm]m(?![\p{L}\p{M}]))[\p{L}\p{M}]+\p{P}*$/u;
const BESIDE = new Set(['doc-toc', 'doc-footnote', 'doc-endnote', 'doc-endnotes']);

/** Looked for first: most texts have nothing to mend, and replacing copies each of them. */
const MANY_BLANKS = /[^\S ]| {2}/u;
const singleBlanks = (text: string): string =>
  MANY_BLANKS.test(text) ? text.replace(/\s+/gu, ' ') : text;
const RAGGED = /[^\S \n]| [ \n]|\n /u;
const tidied = (text: string): string => text.replace(/[^\S\n]+/gu, ' ').replace(/ ?\n ?/gu, '\n');

interface OpenBlock {
  readonly name: string;
  readonly id: string | null;
  readonly aside: boolean;
}

class BlockNumberer implements MarkupEvents {
  readonly #ranks: Map<string, number>;
  readonly #taken: Set<string>;
  readonly #blocks: Block[] = [];
  readonly #open: OpenBlock[] = [];
  readonly #used = new Set<string>();
  readonly #markers = new ListMarkers();
  /** Of a list item whose first words are still to come. */
  #marker = '';
  #html = '';
  #words = '';
  #owner: OpenBlock | null = null;
  /** A raised part begins whose first words are still to come. */
  #raised = false;
  /** All texts of the block were tidy. */
  #tidy = true;
  /** Letters of the block, and those of them that are a link. */
  #said = 0;
  #linked = 0;
  #inLink = false;
  /** Depth inside ruby annotations or page numbers: shown, but no words of the text. */
  #silent = 0;
  #next = 1;

  constructor(html: string) {
    this.#ranks = headingRanks(html);
    this.#taken = new Set([...html.matchAll(/\sid="(m\d+)"/gu)].map((m) => m[1]!));
  }

  open(name: string, attribs: Record<string, string>): void {
    if (BLOCK.has(name)) this.#endBlock();
    else if (name === 'br') this.#words += '\n';
    else if ((name === 'td' || name === 'th') && this.#words.trim() !== '') this.#words += ' | ';
    const id = this.#idFor(name, attribs);
    if (id === null) delete attribs['id'];
    else attribs['id'] = id;
    this.#html += openTag(this.#shown(name), attribs);
    if (name === 'sup' || attribs['role'] === 'doc-noteref') this.#raised = true;
    if (name === 'a' && attribs['href'] !== undefined) this.#inLink = true;
    if (BLOCK.has(name) && !VOID.has(name)) {
      const aside = name === 'table' || BESIDE.has(attribs['role'] ?? '');
      this.#open.push({ name, id, aside: aside || this.#open.at(-1)?.aside === true });
    }
    if (name === 'ol' || name === 'ul') this.#markers.openList(name, attribs);
    if (name === 'li') this.#marker = this.#markers.item(attribs);
    if (name === 'math' && attribs['alttext'] !== undefined) {
      this.#tidy = false;
      this.#addWords(attribs['alttext']);
    }
    if (
      !VOID.has(name) &&
      (this.#silent > 0 || SILENT.has(name) || attribs['role'] === 'doc-pagebreak')
    )
      this.#silent++;
  }

  text(data: string): void {
    const tidy = isTidy(data);
    this.#tidy &&= tidy;
    const text = tidy
      ? data
      : data.normalize('NFC').replaceAll('Ð', 'Đ').replaceAll('ð', 'đ').replace(CONTROL, '');
    this.#html += escapeText(text);
    this.#addWords(text);
  }

  close(name: string): void {
    if (BLOCK.has(name)) {
      this.#endBlock();
      this.#open.pop();
      if (name === 'ol' || name === 'ul') this.#markers.closeList();
      if (name === 'li') this.#marker = '';
    }
    if (name === 'sup') this.#raised = false;
    if (name === 'a') this.#inLink = false;
    if (this.#silent > 0) this.#silent--;
    this.#html += `</${this.#shown(name)}>`;
  }

  finish(): NumberedChapter {
    this.#endBlock();
    return { html: this.#html.trim(), blocks: this.#blocks };
  }

  #shown(name: string): string {
    const rank = this.#ranks.get(name);
    return rank === undefined ? name : `h${Math.min(6, rank + 1)}`;
  }

  #idFor(name: string, attribs: Record<string, string>): string | null {
    const own = attribs['id'];
    if (own !== undefined && !this.#used.has(own)) {
      this.#used.add(own);
      return own;
    }
    if (!NAMED.has(name)) return null;
    while (this.#taken.has(`m${this.#next}`)) this.#next++;
    return `m${this.#next++}`;
  }

  #addWords(text: string): void {
    if (this.#silent > 0) return;
    if (this.#words === '' && text.trim() !== '') this.#owner = this.#open.at(-1) ?? null;
    if (this.#marker !== '' && text.trim() !== '') {
      this.#words += `${this.#marker} `;
      this.#marker = '';
    }
    // The number of a note is no part of the word before it; the 2 of m² is.
    if (this.#raised && MARK_OF_NOTE.test(text) && WORD_BEFORE.test(this.#words.slice(-40)))
      this.#words += ' ';
    if (text.trim() !== '') this.#raised = false;
    const letters = text.trim().length;
    this.#said += letters;
    if (this.#inLink) this.#linked += letters;
    this.#words += this.#open.at(-1)?.name === 'pre' ? text : singleBlanks(text);
  }

  #endBlock(): void {
    const clean = this.#tidy ? this.#words : cleanText(this.#words);
    this.#tidy = true;
    const text = (RAGGED.test(clean) ? tidied(clean) : clean).trim();
    const isLink = this.#linked > 0 && this.#linked === this.#said;
    this.#words = '';
    this.#said = this.#linked = 0;
    if (text === '') return;
    const heading = this.#open.findLast((o) => HEADING.test(o.name));
    const owner = this.#owner ?? heading ?? null;
    const level = heading === undefined ? 0 : (this.#ranks.get(heading.name) ?? 1);
    this.#blocks.push({
      id: owner?.id ?? null,
      level,
      text: level > 0 ? cleanLine(text) : text,
      aside: isLink || owner?.aside === true,
    });
  }
}

/**
 * Gives every block of a sanitised chapter an id (`m1`, `m2` …, deterministic) and returns the
 * blocks' clean text.
 */
export function numberBlocks(html: string): NumberedChapter {
  const numberer = new BlockNumberer(html);
  walkMarkup(html, numberer);
  return numberer.finish();
}
