import { withoutTags } from '#server/base/spans.ts';
import type { DraftChapter } from '../book.ts';
import { escapeText, openTag } from './chapter-blocks.ts';
import { VOID, walkMarkup, type MarkupEvents } from './walk-markup.ts';

/** Characters of markup after which a chapter without headings is divided, for cheap phones. */
const LARGE = 120_000;
/** Chapters of one document; what follows stays with the last of them. */
const MOST_CHAPTERS = 5_000;
const WRAPPERS = new Set(['div', 'section', 'article']);

const PART =
  /^(?:(Phần)|(Chương)|(Mục|Tiểu mục)|(Điều))\s+(?:thứ\s+\p{L}+|[IVXLC]+|\d+[a-zđ]?)\s*(?:[.:–-]|$)/iu;
const words = (html: string): string =>
  withoutTags(html)
    .replace(/&nbsp;/gu, ' ')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();
const isName = (html: string): boolean => {
  if (html.length > 4_000) return false;
  const text = words(html);
  return text.length < 200 && /\p{Lu}/u.test(text) && text === text.toUpperCase();
};
const withoutBold = (html: string): string =>
  html.replace(/<\/?(?:strong|b|span)(?:\s[^<>]*)?>/gu, '').trim();

interface Paragraph {
  readonly start: number;
  readonly end: number;
  readonly attributes: string;
  readonly inner: string;
}

/**
 * Paragraphs of sanitised markup, where they never nest. No one regular expression: paragraphs can
 * be megabytes long.
 */
function paragraphsOf(html: string): Paragraph[] {
  const found: Paragraph[] = [];
  for (const m of html.matchAll(/<p(\s[^<>]*)?>/gu)) {
    const close = html.indexOf('</p>', m.index);
    if (close < 0) break;
    found.push({
      start: m.index,
      end: close + 4,
      attributes: m[1] ?? '',
      inner: html.slice(m.index + m[0].length, close),
    });
  }
  return found;
}

/**
 * Vietnamese legal texts are seldom typed with heading styles: their `Chương I`, `Mục 1`, `Điều 5.`
 * paragraphs become headings when a document has no headings of its own.
 */
export function promoteLegalHeadings(html: string): string {
  if (/<h[1-6][\s>]/u.test(html)) return html;
  const paragraphs = paragraphsOf(html);
  const levels = paragraphs.map((p) => (p.inner.length > 4_000 ? 0 : levelOf(words(p.inner))));
  if (levels.filter((l) => l > 0).length < 3) return html;
  let out = '';
  let at = 0;
  for (let i = 0; i < paragraphs.length; i++) {
    const { start, end: after, attributes, inner } = paragraphs[i]!;
    const level = levels[i]!;
    if (level === 0) continue;
    let text = withoutBold(inner);
    let end = after;
    // `Chương I` stands alone on its line; its name is the next one, in capitals.
    const next = paragraphs[i + 1];
    if (
      level < 4 &&
      next !== undefined &&
      levels[i + 1] === 0 &&
      isName(next.inner) &&
      html.slice(end, next.start).trim() === ''
    ) {
      text += `<br>${withoutBold(next.inner)}`;
      end = next.end;
      i++;
    }
    out += `${html.slice(at, start)}<h${level}${attributes}>${text}</h${level}>`;
    at = end;
  }
  return out + html.slice(at);
}

function levelOf(text: string): number {
  if (text.length > 300) return 0;
  const m = PART.exec(text);
  if (m === null) return 0;
  const level = m.slice(1, 5).findIndex((g) => g !== undefined) + 1;
  // `Chương trình …` and running text that merely begins with such a word.
  return level === 4 && !/^Điều\s+\d+[a-zđ]?\s*[.:]/iu.test(text) ? 0 : level;
}

/** The heading level to divide at: the first of the two uppermost levels that occurs twice. */
function dividingLevel(html: string): number {
  const found = [...html.matchAll(/<h([1-6])[\s>]/gu)].map((m) => Number(m[1]));
  const levels = [...new Set(found)].toSorted((a, b) => a - b).slice(0, 2);
  return levels.find((l) => l < 4 && found.filter((f) => f <= l).length >= 2) ?? 0;
}

class Divider implements MarkupEvents {
  readonly #level: number;
  readonly #parts: string[] = [];
  readonly #open: { name: string; tag: string }[] = [];
  #part = '';
  #solid = false;

  constructor(level: number) {
    this.#level = level;
  }

  open(name: string, attribs: Record<string, string>): void {
    const loose = this.#open.every((o) => WRAPPERS.has(o.name));
    const level = /^h[1-6]$/u.test(name) ? Number(name[1]) : 9;
    if (
      loose &&
      this.#solid &&
      this.#parts.length < MOST_CHAPTERS &&
      (level <= this.#level || (this.#part.length > LARGE && (name === 'p' || level < 9)))
    )
      this.#divide();
    this.#part += openTag(name, attribs);
    if (name === 'img' || name === 'hr') this.#solid = true;
    if (!VOID.has(name)) {
      const { id: _id, ...rest } = attribs;
      this.#open.push({ name, tag: openTag(name, rest) });
    }
  }

  text(data: string): void {
    if (data.trim() !== '') this.#solid = true;
    this.#part += escapeText(data);
  }

  close(name: string): void {
    this.#open.pop();
    this.#part += `</${name}>`;
  }

  finish(): string[] {
    if (this.#solid || this.#parts.length === 0) this.#parts.push(this.#part);
    return this.#parts;
  }

  /** Wrappers around the cut are closed before it and opened again, without their ids, after it. */
  #divide(): void {
    this.#parts.push(
      this.#part +
        this.#open
          .toReversed()
          .map((o) => `</${o.name}>`)
          .join(''),
    );
    this.#part = this.#open.map((o) => o.tag).join('');
    this.#solid = false;
  }
}

/**
 * Divides one sanitised document into chapters at its uppermost repeated heading, and where it
 * grows too long. Links inside the document (`#note`) are pointed at the chapter that now holds
 * their target.
 */
export function divideIntoChapters(html: string, href: string): DraftChapter[] {
  const source = promoteLegalHeadings(html);
  const divider = new Divider(dividingLevel(source));
  walkMarkup(source, divider);
  const parts = divider.finish();
  const home = new Map<string, number>();
  parts.forEach((part, i) => {
    for (const m of part.matchAll(/\sid="([^"]+)"/gu)) if (!home.has(m[1]!)) home.set(m[1]!, i + 1);
  });
  return parts.map((part, i) => ({
    title: '',
    href: i === 0 ? href : `${href}#${i + 1}`,
    html: part.replace(/(<a [^<>]*?href=")#([^"]*)"/gu, (whole, before: string, id: string) => {
      const target = home.get(id);
      return target === undefined || target === i + 1 ? whole : `${before}section:${target}#${id}"`;
    }),
  }));
}
