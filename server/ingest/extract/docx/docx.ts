import { AppError } from '#server/base/errors.ts';
import type { Extraction } from '#server/items/extraction.ts';
import { openArchive, type Archive } from '../archive.ts';
import { assembleBook, bookExtraction, withoutText } from '../book.ts';
import { divideIntoChapters } from '../html/html-sections.ts';
import { safeId, sanitizeChapter } from '../html/sanitize.ts';
import { repairedIfNeeded } from '../legacy/repaired.ts';
import { PictureStore } from '../media/pictures.ts';
import { coreProperties } from '../office/core-properties.ts';
import { ReadingNotes } from '../reading-notes.ts';
import { convertDocx, type Conversion } from './convert.ts';

const sanitised = (html: string, store: PictureStore): string =>
  sanitizeChapter(html, {
    link: (href) => (/^#./u.test(href) ? `#${safeId(href.slice(1))}` : null),
    picture: (src) => (src.startsWith('picture/') ? store.use(src.slice(8)) : null),
  });

/**
 * A Word document as chapters.
 * @param asItIs staff said that its text is Unicode already
 * @throws AppError file-broken | file-empty | file-bomb | file-unsafe-path | file-encrypted
 */
export async function extractDocx(
  path: string,
  workDir: string,
  asItIs = false,
): Promise<Extraction> {
  const archive = await openArchive(path);
  try {
    const store = new PictureStore(workDir);
    const findings = new ReadingNotes();
    const written = await convertOrRefuse(archive, { store, workDir, findings });
    const { html, encoding, notes, held } = repairedIfNeeded(written, asItIs);
    const metadata = await coreProperties(archive, 'docProps/core.xml', 'dcterms:created');
    if (held) return withoutText('needs-conversion', encoding, null, metadata);
    const book = assembleBook(divideIntoChapters(sanitised(html, store), 'document'));
    const resources = await store.used();
    if (book.passages.length === 0 && resources.length === 0) throw new AppError('file-empty');
    return bookExtraction(book, {
      encoding,
      metadata,
      resources,
      notes: [...findings.all(), ...notes],
    });
  } finally {
    archive.close();
  }
}

async function convertOrRefuse(archive: Archive, conversion: Conversion): Promise<string> {
  try {
    return await convertDocx(archive, conversion);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('file-broken', {}, { cause: error });
  }
}
