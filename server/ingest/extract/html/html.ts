import { AppError } from '#server/base/errors.ts';
import type { Extraction, FileMetadata } from '#server/items/extraction.ts';
import {
  assembleBook,
  fileDate,
  NO_METADATA,
  orNull,
  plainDescription,
  withoutText,
} from '../book.ts';
import { decodeText } from '../decode-text.ts';
import { divideIntoChapters } from './html-sections.ts';
import { safeId, sanitizeChapter } from './sanitize.ts';
import { detectEncoding } from '../vietnamese-text.ts';
import { readWholeText } from '../whole-text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Entities of titles and attributes; markup itself is parsed by sanitize-html. */
export const decodeEntities = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/giu,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );

function meta(head: string, name: string): string | null {
  const tag = new RegExp(
    String.raw`<meta\b[^>]{0,300}\bname\s*=\s*["']?(?:dc\.|dcterms\.)?${name}["'\s/>][^>]{0,5000}>?`,
    'iu',
  ).exec(head)?.[0];
  const content =
    tag === undefined ? undefined : /\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')/iu.exec(tag);
  return content === undefined || content === null
    ? null
    : decodeEntities(content[1] ?? content[2] ?? '');
}

function metadataOf(html: string): FileMetadata {
  const head = html.slice(0, 64 * 1024);
  const author = orNull(meta(head, 'author') ?? meta(head, 'creator'));
  return {
    ...NO_METADATA,
    title: orNull(decodeEntities(/<title[^>]*>([^<]*)/iu.exec(head)?.[1] ?? '')),
    creators: author === null ? [] : [author],
    publisher: orNull(meta(head, 'publisher')),
    issued: fileDate(meta(head, 'date')),
    language: /<html[^>]*\slang\s*=\s*["']?([\w-]{2,20})/iu.exec(head)?.[1] ?? null,
    description: plainDescription(meta(head, 'description')),
  };
}

/**
 * Pictures are dropped: a single page brings none of its own, and outside addresses are never
 * fetched.
 */
const ADDRESSES = {
  link: (href: string): string | null =>
    /^#./u.test(href) ? `#${safeId(decodeEntities(href.slice(1)))}` : null,
  picture: () => null,
};

/** Legacy fonts named by `<font face>` or a style sheet. */
const fontNames = (html: string): string[] => [
  ...new Set(html.match(/\.Vn[A-Z]\w{2,20}|\bVNI-\w{2,20}/gu) ?? []),
];

/**
 * A saved web page as chapters.
 * @throws AppError file-empty | file-too-slow
 */
export async function extractHtml(path: string): Promise<Extraction> {
  const raw = decodeText(await readWholeText(path), { html: true });
  const clean = sanitizeChapter(raw, ADDRESSES);
  const plain = decodeEntities(clean.replace(/<[^>]*>/gu, '\n'));
  const encoding = detectEncoding(plain, fontNames(raw));
  if (encoding === 'tcvn3' || encoding === 'vni')
    return withoutText('needs-conversion', encoding, 1);
  const { sections, passages, outline } = assembleBook(divideIntoChapters(clean, 'page'));
  if (passages.length === 0) throw new AppError('file-empty');
  return {
    outcome: 'ready',
    layer: 'born-digital',
    encoding,
    pages: sections.length,
    seconds: null,
    ratio: null,
    metadata: metadataOf(raw),
    outline,
    passages,
    sections,
    resources: [],
  };
}
