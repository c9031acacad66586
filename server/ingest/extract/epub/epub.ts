import { AppError } from '#server/base/errors.ts';
import type { Extraction } from '#server/items/extraction.ts';
import { openArchive, type Archive } from '../archive.ts';
import { assembleBook, withoutText, type DraftChapter } from '../book.ts';
import { escapeAttribute } from '../html/chapter-blocks.ts';
import { decodeText } from '../decode-text.ts';
import { readContents } from './epub-contents.ts';
import {
  readPackage,
  refuseLocked,
  resolveInside,
  type EpubPackage,
  type ManifestItem,
} from './epub-package.ts';
import { decodeEntities } from '../html/html.ts';
import { PictureStore } from '../media/pictures.ts';
import { safeId, sanitizeChapter } from '../html/sanitize.ts';
import { detectEncoding } from '../vietnamese-text.ts';

const MAX_CHAPTER = 16 * 2 ** 20;
/** All chapters together, in memory at once because links need every chapter's number. */
const MAX_TEXT = 96 * 2 ** 20;
const MAX_PICTURE = 40 * 2 ** 20;
const MAX_SVG_DRAWN = 300;
/** Chapters unpacked side by side. */
const AT_ONCE = 8;

const isPicture = (item: ManifestItem): boolean => item.mediaType.startsWith('image/');

/**
 * A spine entry may be a picture, or a foreign file with a fallback chain (EPUB 3.3 §3.5.1),
 * perhaps a circular one.
 */
function readable(item: ManifestItem, book: EpubPackage): ManifestItem | null {
  let current: ManifestItem | undefined = item;
  for (let step = 0; current !== undefined && step < 8; step++) {
    if (/html|xml$/u.test(current.mediaType) || current.mediaType === '' || isPicture(current))
      return current;
    current = book.items.get(current.fallback ?? '');
  }
  return /\.x?html?$/iu.test(item.path) ? item : null;
}

interface RawChapter {
  readonly path: string;
  readonly markup: string;
}

async function readChapter(archive: Archive, item: ManifestItem): Promise<RawChapter | null> {
  if (isPicture(item)) {
    return {
      path: item.path,
      markup: `<figure><img src="${escapeAttribute(`/${encodeURI(item.path).replaceAll('#', '%23')}`)}" alt=""></figure>`,
    };
  }
  try {
    return {
      path: item.path,
      markup: decodeText(await archive.read(item.path, MAX_CHAPTER), { html: true }),
    };
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
  const cover = names.get(book.coverPath ?? '');
  if (cover !== undefined) store.use(cover);
  return names;
}

/**
 * `<title>` often repeats the book's title, so it is only the last resort for a chapter without
 * heading.
 */
const pageTitle = (markup: string): string =>
  decodeEntities(/<title[^>]*>([^<]{1,300})/iu.exec(markup)?.[1] ?? '');

function sanitizeAll(
  raw: readonly RawChapter[],
  chapterOf: ReadonlyMap<string, number>,
  pictures: ReadonlyMap<string, string>,
  store: PictureStore,
): DraftChapter[] {
  return raw.map(({ path, markup }) => {
    const html = sanitizeChapter(markup, {
      link(href) {
        const target = resolveInside(path, href);
        if (target === null) return null;
        const fragment = target.fragment === null ? '' : `#${safeId(target.fragment)}`;
        if (target.path === path) return fragment === '' ? null : fragment;
        const chapter = chapterOf.get(target.path);
        return chapter === undefined ? null : `section:${chapter}${fragment}`;
      },
      picture(src) {
        const name = pictures.get(resolveInside(path, src)?.path ?? '');
        return name === undefined ? null : store.use(name);
      },
    });
    return { title: '', href: path, html };
  });
}

/**
 * An EPUB 2 or 3 book. Fixed layout, right-to-left and picture-only books come through; a book
 * without any text is
 * `ready` with layer `none`. A resource named `cover.*` is the book's cover.
 * @throws AppError file-broken | file-encrypted | file-bomb | file-unsafe-path
 */
export async function extractEpub(path: string, workDir: string): Promise<Extraction> {
  const archive = await openArchive(path);
  try {
    await refuseLocked(archive);
    const book = await readPackage(archive);
    const raw = await readChapters(archive, book);
    const chapterOf = new Map(raw.map((c, i) => [c.path, i + 1]));
    const contents = await readContents(archive, book, chapterOf);
    const store = new PictureStore(workDir);
    const pictures = await readPictures(archive, book, store);
    const drafts = sanitizeAll(raw, chapterOf, pictures, store);
    const encoding = detectEncoding(
      drafts.map((d) => decodeEntities(d.html.replace(/<[^>]*>/gu, '\n'))).join('\n'),
    );
    if (encoding === 'tcvn3' || encoding === 'vni')
      return withoutText('needs-conversion', encoding, raw.length, book.metadata);
    const titled = drafts.map((draft, i) => ({
      ...draft,
      title: titleFor(i + 1, draft, raw[i]!, contents),
    }));
    const { sections, passages, outline } = assembleBook(titled);
    return {
      outcome: 'ready',
      layer: passages.length === 0 ? 'none' : 'born-digital',
      encoding,
      pages: sections.length,
      seconds: null,
      ratio: null,
      metadata: book.metadata,
      outline: contents.length > 0 ? contents : outline,
      passages,
      sections,
      resources: await store.used(),
    };
  } finally {
    archive.close();
  }
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
