import MarkdownIt from 'markdown-it';
import { AppError } from '#server/base/errors.ts';
import type { Extraction } from '#server/items/extraction.ts';
import type { FileNote } from '#server/items/file-note.ts';
import type { TextEncoding } from '#server/items/file-text.ts';
import { assembleBook, bookExtraction, NO_METADATA, withoutText } from './book.ts';
import { escapeText } from './html/chapter-blocks.ts';
import { decodeText } from './decode-text.ts';
import { divideIntoChapters } from './html/html-sections.ts';
import { safeId, sanitizeChapter } from './html/sanitize.ts';
import { repairText } from './legacy/repair-text.ts';
import { cleanText } from './vietnamese-text.ts';
import { readWholeText } from './whole-text.ts';

/** Paragraphs are parted by blank lines; a text that has hardly any is one paragraph a line. */
export function plainTextToHtml(text: string): string {
  const lines = text.split('\n');
  const filled = lines.filter((l) => l.trim() !== '').length;
  const gaps = (text.trim().match(/\n\s*\n/gu) ?? []).length;
  const byLine = gaps < filled / 20;
  const paragraphs = byLine ? lines : text.split(/\n\s*\n/u);
  return paragraphs
    .map((p) => p.trim())
    .filter((p) => p !== '')
    .map((p) => `<p>${escapeText(p).replaceAll('\n', '<br>')}</p>`)
    .join('\n');
}

interface CleanText {
  readonly text: string;
  readonly encoding: TextEncoding;
  readonly notes: readonly FileNote[];
  /** What there is instead where the text cannot be decoded. */
  readonly legacy: Extraction | null;
}

async function readClean(path: string, asItIs: boolean): Promise<CleanText> {
  const raw = decodeText(await readWholeText(path));
  const { text, encoding, notes, held } = repairText(raw, asItIs);
  if (held)
    return { text: '', encoding, notes, legacy: withoutText('needs-conversion', encoding, 1) };
  const clean = cleanText(text);
  if (clean.trim() === '') throw new AppError('file-empty');
  return { text: clean, encoding, notes, legacy: null };
}

const LOCAL_ONLY = {
  link: (href: string): string | null =>
    href.startsWith('#') ? `#${safeId(href.slice(1))}` : null,
  picture: () => null,
};

const ready = (
  html: string,
  href: string,
  { encoding, notes }: Pick<CleanText, 'encoding' | 'notes'>,
): Extraction => ({
  ...bookExtraction(assembleBook(divideIntoChapters(html, href)), {
    encoding,
    metadata: NO_METADATA,
    resources: [],
    notes,
  }),
  // A text file is never a picture of its text.
  layer: 'born-digital',
});

/**
 * @param asItIs staff said that its text is Unicode already
 * @throws AppError file-empty | file-too-slow
 */
export async function extractPlainText(path: string, asItIs = false): Promise<Extraction> {
  const read = await readClean(path, asItIs);
  return read.legacy ?? ready(plainTextToHtml(read.text), 'text', read);
}

/**
 * @param asItIs staff said that its text is Unicode already
 * @throws AppError file-empty | file-too-slow
 */
export async function extractMarkdown(path: string, asItIs = false): Promise<Extraction> {
  const read = await readClean(path, asItIs);
  if (read.legacy !== null) return read.legacy;
  const markdown = new MarkdownIt({ html: false, linkify: false });
  // A YAML head is for machines.
  const html = markdown.render(read.text.replace(/^---\n[\s\S]*?\n---\n/u, ''));
  return ready(sanitizeChapter(html, LOCAL_ONLY), 'text', read);
}
