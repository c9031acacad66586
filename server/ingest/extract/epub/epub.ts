import { withoutTags } from '#server/base/spans.ts';
import { AppError } from '#server/base/errors.ts';
import type { Extraction } from '#server/items/extraction.ts';
import type { FileNote } from '#server/items/file-note.ts';
import type { TextEncoding } from '#server/items/file-text.ts';
import { openArchive, type Archive } from '../archive.ts';
import { assembleBook, bookExtraction, withoutText, type DraftChapter } from '../book.ts';
import { escapeAttribute } from '../html/chapter-blocks.ts';
import { decodeXml } from '../decode-text.ts';
import { readContents } from './epub-contents.ts';
import {
  readPackage,
  refuseLocked,
  resolveInside,
  type EpubPackage,
  type ManifestItem,
} from './epub-package.ts';
import { decodeEntities } from '../html/entities.ts';
import { decodeLine } from '../legacy/decode-line.ts';
import { LegacyDecoder } from '../legacy/legacy-decoder.ts';
import { repairChapters } from '../legacy/repair-markup.ts';
import { InlinePictures } from '../media/inline-pictures.ts';
import { PictureStore, playedType } from '../media/pictures.ts';
import type { Addresses, ShownMedia } from '../html/addresses.ts';
import { ReadingNotes } from '../reading-notes.ts';
import { safeId, sanitizeChapter } from '../html/sanitize.ts';
import { readBookStyles, type BookStyles } from './epub-styles.ts';
import { detectEncoding } from '../vietnamese-text.ts';

const MAX_CHAPTER = 16 * 2 ** 20;
/** All chapters together, in memory at once because links need every chapter's number. */
const MAX_TEXT = 96 * 2 ** 20;
const MAX_PICTURE = 40 * 2 ** 20;
const MAX_SVG_DRAWN = 300;
/** Chapters unpacked side by side. */
const AT_ONCE = 8;

const isPicture = (item: ManifestItem): boolean => item.mediaType.startsWith('image/');
/** Larger drawings, and those without words, are shown as pictures: they are lighter so. */
const MAX_SVG_PAGE = 128 * 1024;

/**
 * A spine entry may be a picture, or a foreign file with a fallback chain (EPUB 3.3 §3.5.1),
 * perhaps a circular one.
 */
function readable(item: ManifestItem, book: EpubPackage): ManifestItem | null {
  let current: ManifestItem | undefined = item;
  for (let step = 0; current !== undefined && step < 8; step++) {
    if (
      /html|xml$/u.test(current.mediaType.split(';', 1)[0]!.trim()) ||
      current.mediaType === '' ||
      isPicture(current)
    )
      return current;
    current = book.items.get(current.fallback ?? '');
  }
  return /\.x?html?$/iu.test(item.path) ? item : null;
}

interface RawChapter {
  readonly path: string;
  readonly markup: string;
}

const pictureChapter = ({ path }: ManifestItem): RawChapter => ({
  path,
  markup: `<figure><img src="${escapeAttribute(`/${encodeURI(path).replaceAll('#', '%23')}`)}" alt=""></figure>`,
});

async function readChapter(archive: Archive, item: ManifestItem): Promise<RawChapter | null> {
  const isDrawing = item.mediaType === 'image/svg+xml' && archive.size(item.path) <= MAX_SVG_PAGE;
  if (isPicture(item) && !isDrawing) return pictureChapter(item);
  try {
    const markup = decodeXml(await archive.read(item.path, MAX_CHAPTER));
    return isDrawing && !/<(?:\w+:)?text[\s>]/u.test(markup)
      ? pictureChapter(item)
      : { path: item.path, markup };
  } catch (error) {
    // One damaged chapter is skipped; a bomb or a lock is not.
    if (!(error instanceof AppError) || error.code !== 'file-broken') throw error;
    return null;
  }
}

async function readChapters(archive: Archive, book: EpubPackage): Promise<RawChapter[]> {
  const items = new Map<string, ManifestItem>();
  for (const entry of book.spine) {
    const item = readable(entry, book);
    if (item !== null && archive.has(item.path)) items.set(item.path, item);
  }
  const total = items
    .values()
    .reduce((sum, item) => sum + (isPicture(item) ? 0 : archive.size(item.path)), 0);
  if (total > MAX_TEXT) throw new AppError('file-bomb', { bytes: total, limit: MAX_TEXT });
  const chapters: RawChapter[] = [];
  const waiting = [...items.values()];
  while (waiting.length > 0) {
    const batch = await Promise.all(
      waiting.splice(0, AT_ONCE).map((item) => readChapter(archive, item)),
    );
    chapters.push(...batch.filter((c) => c !== null));
  }
  if (chapters.length === 0) throw new AppError('file-broken', { missing: 'chapters' });
  return chapters;
}

async function readPictures(
  archive: Archive,
  book: EpubPackage,
  store: PictureStore,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  let drawn = 0;
  let number = 0;
  for (const item of book.items.values()) {
    if (
      !isPicture(item) ||
      !archive.has(item.path) ||
      names.has(item.path) ||
      archive.size(item.path) > MAX_PICTURE
    )
      continue;
    if (item.mediaType === 'image/svg+xml' && ++drawn > MAX_SVG_DRAWN) continue;
    number++;
    try {
      const name = await store.add(
        item.path === book.coverPath ? 'cover' : `p${number}`,
        await archive.read(item.path, MAX_PICTURE),
      );
      if (name !== null) names.set(item.path, name);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'file-broken') throw error;
    }
  }
  for (const item of book.items.values()) {
    const shown = names.get(item.path) ?? fallbackOf(item, book, (path) => names.get(path));
    if (shown !== undefined) names.set(item.path, shown);
  }
  const cover = names.get(book.coverPath ?? '');
  if (cover !== undefined) store.use(cover);
  return names;
}

/** What is shown for a file of a kind that no page shows (EPUB 3.3 §3.5.1). */
function fallbackOf<Shown>(
  item: ManifestItem,
  book: EpubPackage,
  shown: (path: string) => Shown | undefined,
): Shown | undefined {
  let current = item.fallback === null ? undefined : book.items.get(item.fallback);
  for (let step = 0; current !== undefined && step < 8; step++) {
    const found = shown(current.path);
    if (found !== undefined) return found;
    current = current.fallback === null ? undefined : book.items.get(current.fallback);
  }
  return undefined;
}

/** Sound, film and captions by their paths; they are unpacked when a chapter plays them. */
function listMedia(
  archive: Archive,
  book: EpubPackage,
  store: PictureStore,
): Map<string, ShownMedia> {
  const media = new Map<string, ShownMedia>();
  for (const item of book.items.values()) {
    const type = playedType(item.mediaType);
    if (type === null || !archive.has(item.path) || media.has(item.path)) continue;
    media.set(
      item.path,
      store.addMedia(`m${media.size + 1}`, type, (path) => archive.save(item.path, path)),
    );
  }
  return media;
}

/**
 * `<title>` often repeats the book's title, so it is only the last resort for a chapter without
 * heading.
 */
const pageTitle = (markup: string): string =>
  decodeLine(decodeEntities(/<title[^<>]*>([^<]{1,300})/iu.exec(markup)?.[1] ?? ''));

interface BookFiles {
  readonly store: PictureStore;
  readonly pictures: ReadonlyMap<string, string>;
  readonly inline: InlinePictures;
  readonly media: ReadonlyMap<string, ShownMedia>;
  readonly styles: BookStyles;
  /** Everything that the package lists, by its path. */
  readonly listed: ReadonlySet<string>;
  readonly notes: ReadingNotes;
}

async function readFiles(
  archive: Archive,
  book: EpubPackage,
  raw: readonly RawChapter[],
  workDir: string,
): Promise<BookFiles> {
  const store = new PictureStore(workDir);
  const inline = new InlinePictures(store);
  for (const { markup } of raw) await inline.take(markup);
  return {
    store,
    inline,
    pictures: await readPictures(archive, book, store),
    media: listMedia(archive, book, store),
    styles: await readBookStyles(archive, book),
    listed: new Set(book.items.values().map((item) => item.path)),
    notes: new ReadingNotes(),
  };
}

const addressesOf = (
  path: string,
  chapterOf: ReadonlyMap<string, number>,
  { store, pictures, inline, media, styles, listed, notes }: BookFiles,
): Addresses => ({
  link(href) {
    const target = resolveInside(path, href);
    if (target === null) return null;
    const fragment = target.fragment === null ? '' : `#${safeId(target.fragment)}`;
    if (target.path === path) return fragment === '' ? null : fragment;
    const chapter = chapterOf.get(target.path);
    return chapter === undefined ? null : `section:${chapter}${fragment}`;
  },
  picture(src) {
    const target = resolveInside(path, src)?.path ?? '';
    const name = inline.nameOf(src) ?? pictures.get(target);
    if (name !== undefined) return store.use(name);
    if (listed.has(target) && !media.has(target))
      notes.add('pictures-dropped', target.split('/').at(-1));
    return null;
  },
  media(src) {
    const target = resolveInside(path, src)?.path ?? '';
    const shown = media.get(target) ?? null;
    if (shown !== null) store.use(shown.name);
    else if (listed.has(target)) notes.add('not-kept', target.split('/').at(-1));
    return shown;
  },
  hidden: () => notes.add('hidden-text'),
  sheets: (href) => styles.of(path, href),
});

/**
 * An EPUB 2 or 3 book. Fixed layout, right-to-left and picture-only books come through; a book
 * without any text is
 * `ready` with layer `none`. A resource named `cover.*` is the book's cover.
 * @param asItIs staff said that its text is Unicode already
 * @throws AppError file-broken | file-encrypted | file-bomb | file-unsafe-path
 */
export async function extractEpub(
  path: string,
  workDir: string,
  asItIs = false,
): Promise<Extraction> {
  const archive = await openArchive(path);
  try {
    await refuseLocked(archive);
    const book = await readPackage(archive);
    const raw = await readChapters(archive, book);
    const chapterOf = new Map(raw.map((c, i) => [c.path, i + 1]));
    const contents = await readContents(archive, book, chapterOf);
    const files = await readFiles(archive, book, raw, workDir);
    const drafts = raw.map(({ path: href, markup }) => ({
      title: '',
      href,
      html: sanitizeChapter(markup, addressesOf(href, chapterOf, files)),
    }));
    const { chapters, encoding, notes, held } = decodedChapters(drafts, asItIs);
    if (held) return withoutText('needs-conversion', encoding, raw.length, book.metadata);
    const titled = chapters.map((draft, i) => ({
      ...draft,
      title: titleFor(i + 1, draft, raw[i]!, contents),
    }));
    const assembled = assembleBook(titled);
    return bookExtraction(
      { ...assembled, outline: contents.length > 0 ? contents : assembled.outline },
      {
        encoding,
        metadata: book.metadata,
        resources: await files.store.used(),
        notes: [...files.notes.all(), ...notes],
      },
    );
  } finally {
    archive.close();
  }
}

interface DecodedChapters {
  readonly chapters: readonly DraftChapter[];
  readonly encoding: TextEncoding;
  readonly notes: readonly FileNote[];
  readonly held: boolean;
}

const encodingOf = (chapters: readonly DraftChapter[]): TextEncoding =>
  detectEncoding(chapters.map(({ html }) => decodeEntities(withoutTags(html, '\n'))).join('\n'));

/** Books in TCVN3 or VNI are decoded by their words: their fonts lie in style sheets. */
function decodedChapters(drafts: readonly DraftChapter[], asItIs: boolean): DecodedChapters {
  const encoding = asItIs ? 'unicode' : encodingOf(drafts);
  if (encoding !== 'tcvn3' && encoding !== 'vni')
    return { chapters: drafts, encoding, notes: [], held: false };
  const decoder = new LegacyDecoder();
  const markup = repairChapters(
    drafts.map(({ html }) => html),
    decoder,
  );
  const chapters = drafts.map((draft, i) => ({ ...draft, html: markup[i]! }));
  const { found, notes } = decoder;
  return { chapters, encoding: found ?? encoding, notes, held: found === null };
}

function titleFor(
  chapter: number,
  draft: DraftChapter,
  raw: RawChapter,
  contents: Extraction['outline'],
): string {
  const entry = contents.find((e) => e.locator.kind === 'chapter' && e.locator.chapter === chapter);
  if (entry !== undefined) return entry.title;
  return /<h[1-6][\s>]/u.test(draft.html) ? '' : pageTitle(raw.markup);
}
