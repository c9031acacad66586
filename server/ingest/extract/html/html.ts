import { AppError } from '#server/base/errors.ts';
import type { Extraction, FileMetadata } from '#server/items/extraction.ts';
import {
  assembleBook,
  bookExtraction,
  fileDate,
  NO_METADATA,
  orNull,
  plainDescription,
  withoutText,
} from '../book.ts';
import { ReadingNotes } from '../reading-notes.ts';
import { decodeXml } from '../decode-text.ts';
import { InlinePictures } from '../media/inline-pictures.ts';
import { PictureStore } from '../media/pictures.ts';
import { decodeEntities } from './entities.ts';
import { decodeLine } from '../legacy/decode-line.ts';
import { repairedIfNeeded } from '../legacy/repaired.ts';
import { divideIntoChapters } from './html-sections.ts';
import { safeId, sanitizeChapter, type Addresses } from './sanitize.ts';
import { readWholeText } from '../whole-text.ts';

function meta(head: string, name: string): string | null {
  const tag = new RegExp(
    String.raw`<meta\b[^<>]{0,300}\bname\s*=\s*["']?(?:dc\.|dcterms\.)?${name}["'\s/>][^>]{0,5000}>?`,
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
    title: orNull(decodeLine(decodeEntities(/<title[^<>]*>([^<]*)/iu.exec(head)?.[1] ?? ''))),
    creators: author === null ? [] : [author],
    publisher: orNull(meta(head, 'publisher')),
    issued: fileDate(meta(head, 'date')),
    language: /<html[^<>]*\slang\s*=\s*["']?([\w-]{2,20})/iu.exec(head)?.[1] ?? null,
    description: plainDescription(meta(head, 'description')),
  };
}

/** A single page brings only the pictures it holds itself; outside addresses are never fetched. */
const addressesOf = (
  inline: InlinePictures,
  store: PictureStore,
  notes: ReadingNotes,
): Addresses => ({
  hidden: () => notes.add('hidden-text'),
  link: (href) => (/^#./u.test(href) ? `#${safeId(decodeEntities(href.slice(1)))}` : null),
  picture: (src) => {
    const name = inline.nameOf(src);
    return name === null ? null : store.use(name);
  },
});

/** Whether it names a legacy font, by `<font face>` or a style sheet. */
const namesLegacyFont = (html: string): boolean => /\.Vn[A-Z]\w{2,20}|\bVNI-\w{2,20}/u.test(html);

/**
 * A saved web page as chapters.
 * @param asItIs staff said that its text is Unicode already
 * @throws AppError file-empty | file-too-slow
 */
export async function extractHtml(
  path: string,
  workDir: string,
  asItIs = false,
): Promise<Extraction> {
  const raw = decodeXml(await readWholeText(path));
  const store = new PictureStore(workDir);
  const inline = new InlinePictures(store);
  await inline.take(raw);
  const findings = new ReadingNotes();
  const faces = namesLegacyFont(raw);
  const shown = sanitizeChapter(raw, { ...addressesOf(inline, store, findings), faces });
  const { html, encoding, held, notes } = repairedIfNeeded(shown, asItIs);
  if (held) return withoutText('needs-conversion', encoding, 1);
  const book = assembleBook(divideIntoChapters(html, 'page'));
  const resources = await store.used();
  if (book.passages.length === 0 && resources.length === 0) throw new AppError('file-empty');
  return bookExtraction(book, {
    encoding,
    metadata: metadataOf(raw),
    resources,
    notes: [...findings.all(), ...notes],
  });
}
