import { AppError } from '#server/base/errors.ts';
import type { Extraction, FileMetadata } from '#server/items/extraction.ts';
import { assembleBook, bookExtraction, withoutText } from '../book.ts';
import { divideIntoChapters } from '../html/html-sections.ts';
import { safeId, sanitizeChapter, type ShownPicture } from '../html/sanitize.ts';
import { repaired } from '../legacy/repaired.ts';
import type { PictureStore } from '../media/pictures.ts';
import type { ReadingNotes } from '../reading-notes.ts';

/** What was found while a file was written as markup. */
export interface WrittenFile {
  readonly html: string;
  readonly metadata: FileMetadata;
  readonly findings: ReadingNotes;
  readonly store: PictureStore | null;
}

const picture = (store: PictureStore | null, src: string): ShownPicture | null =>
  store !== null && src.startsWith('picture/') ? store.use(src.slice(8)) : null;

/**
 * Markup that a reader of office files wrote as a book of chapters, decoded, sanitised and divided.
 * @throws AppError file-empty
 */
export async function bookOf(
  { html, metadata, findings, store }: WrittenFile,
  asItIs: boolean,
): Promise<Extraction> {
  const { html: decoded, encoding, notes: decodingNotes, held } = repaired(html, asItIs);
  if (held) return withoutText('needs-conversion', encoding, null, metadata);
  const shown = sanitizeChapter(decoded, {
    link: (href) => (/^#./u.test(href) ? `#${safeId(href.slice(1))}` : null),
    picture: (src) => picture(store, src),
  });
  const book = assembleBook(divideIntoChapters(shown, 'document'));
  const resources = store === null ? [] : await store.used();
  if (book.passages.length === 0 && resources.length === 0) throw new AppError('file-empty');
  const notes = [...findings.all(), ...decodingNotes];
  return bookExtraction(book, { encoding, metadata, resources, notes });
}
