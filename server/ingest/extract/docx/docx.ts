import { withoutTags } from '#server/base/spans.ts';
import { AppError } from '#server/base/errors.ts';
import type { Extraction, FileMetadata } from '#server/items/extraction.ts';
import { openArchive, type Archive } from '../archive.ts';
import {
  assembleBook,
  bookExtraction,
  fileDate,
  NO_METADATA,
  orNull,
  plainDescription,
  withoutText,
} from '../book.ts';
import { decodeEntities } from '../html/entities.ts';
import { divideIntoChapters } from '../html/html-sections.ts';
import { safeId, sanitizeChapter } from '../html/sanitize.ts';
import { PictureStore } from '../media/pictures.ts';
import { detectEncoding } from '../vietnamese-text.ts';
import { convertDocx, type Conversion } from './convert.ts';
import { ReadingNotes } from '../reading-notes.ts';

async function shownHtml(archive: Archive, conversion: Conversion): Promise<string> {
  return sanitizeChapter(await convertDocx(archive, conversion), {
    link: (href) => (/^#./u.test(href) ? `#${safeId(href.slice(1))}` : null),
    picture: (src) => (src.startsWith('picture/') ? conversion.store.use(src.slice(8)) : null),
  });
}

const property = (xml: string, name: string): string | null =>
  decodeEntities(new RegExp(`<${name}(?:\\s[^<>]*)?>([^<]*)</${name}>`, 'u').exec(xml)?.[1] ?? '');

async function metadataOf(archive: Archive): Promise<FileMetadata> {
  if (!archive.has('docProps/core.xml')) return NO_METADATA;
  const xml = (await archive.read('docProps/core.xml', 2 ** 20)).toString('utf8');
  const creator = orNull(property(xml, 'dc:creator'));
  return {
    title: orNull(property(xml, 'dc:title')),
    creators: creator === null ? [] : [creator],
    publisher: orNull(property(xml, 'dc:publisher')),
    issued: fileDate(property(xml, 'dcterms:created')),
    language: orNull(property(xml, 'dc:language')),
    description: plainDescription(property(xml, 'dc:description')),
  };
}

async function fontNames(archive: Archive): Promise<string[]> {
  const names = new Set<string>();
  for (const part of ['word/styles.xml', 'word/document.xml']) {
    if (!archive.has(part)) continue;
    const xml = (await archive.read(part)).toString('latin1');
    for (const m of xml.matchAll(/w:(?:ascii|hAnsi)="([^"]{2,60})"/gu)) names.add(m[1]!);
  }
  return [...names];
}

/**
 * A Word document as chapters.
 * @throws AppError file-broken | file-empty | file-bomb | file-unsafe-path | file-encrypted
 */
export async function extractDocx(path: string, workDir: string): Promise<Extraction> {
  const archive = await openArchive(path);
  try {
    const store = new PictureStore(workDir);
    const findings = new ReadingNotes();
    const html = await convertOrRefuse(archive, { store, workDir, findings });
    const plain = decodeEntities(withoutTags(html, '\n'));
    const encoding = detectEncoding(plain, await fontNames(archive));
    const metadata = await metadataOf(archive);
    if (encoding === 'tcvn3' || encoding === 'vni')
      return withoutText('needs-conversion', encoding, null, metadata);
    const book = assembleBook(divideIntoChapters(html, 'document'));
    const resources = await store.used();
    if (book.passages.length === 0 && resources.length === 0) throw new AppError('file-empty');
    return bookExtraction(book, { encoding, metadata, resources, notes: findings.all() });
  } finally {
    archive.close();
  }
}

async function convertOrRefuse(archive: Archive, conversion: Conversion): Promise<string> {
  try {
    return await shownHtml(archive, conversion);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('file-broken', {}, { cause: error });
  }
}
