import MarkdownIt from 'markdown-it';
import { AppError } from '#server/base/errors.ts';
import type { Extraction } from '#server/items/extraction.ts';
import type { TextEncoding } from '#server/items/file-text.ts';
import { assembleBook, bookExtraction, NO_METADATA, withoutText } from './book.ts';
import { escapeText } from './html/chapter-blocks.ts';
import { decodeText } from './decode-text.ts';
import { divideIntoChapters } from './html/html-sections.ts';
import { safeId, sanitizeChapter } from './html/sanitize.ts';
import { cleanText, detectEncoding } from './vietnamese-text.ts';
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

async function readClean(
  path: string,
): Promise<{ text: string; encoding: TextEncoding; legacy: Extraction | null }> {
  const raw = decodeText(await readWholeText(path));
  const encoding = detectEncoding(raw);
  if (encoding === 'tcvn3' || encoding === 'vni')
    return { text: '', encoding, legacy: withoutText('needs-conversion', encoding, 1) };
  const text = cleanText(raw);
  if (text.trim() === '') throw new AppError('file-empty');
  return { text, encoding, legacy: null };
}

const LOCAL_ONLY = {
  link: (href: string): string | null =>
    href.startsWith('#') ? `#${safeId(href.slice(1))}` : null,
  picture: () => null,
};

const ready = (html: string, href: string, encoding: TextEncoding): Extraction => ({
  ...bookExtraction(assembleBook(divideIntoChapters(html, href)), {
    encoding,
    metadata: NO_METADATA,
    resources: [],
    notes: [],
  }),
  // A text file is never a picture of its text.
  layer: 'born-digital',
});

/** @throws AppError file-empty | file-too-slow */
export async function extractPlainText(path: string): Promise<Extraction> {
  const { text, encoding, legacy } = await readClean(path);
  return legacy ?? ready(plainTextToHtml(text), 'text', encoding);
}

/** @throws AppError file-empty | file-too-slow */
export async function extractMarkdown(path: string): Promise<Extraction> {
  const { text, encoding, legacy } = await readClean(path);
  if (legacy !== null) return legacy;
  const markdown = new MarkdownIt({ html: false, linkify: false });
  // A YAML head is for machines.
  const html = markdown.render(text.replace(/^---\n[\s\S]*?\n---\n/u, ''));
  return ready(sanitizeChapter(html, LOCAL_ONLY), 'text', encoding);
}
