import { AppError } from '#server/base/errors.ts';
import type { Archive } from '../archive.ts';
import { decodeText } from '../decode-text.ts';
import { readSheet, type ReadSheet } from '../html/author-styles.ts';
import { resolveInside, type EpubPackage } from './epub-package.ts';

const MOST_SHEETS = 200;
const MOST_BYTES = 512 * 1024;
const MOST_BYTES_TOGETHER = 8 * 2 ** 20;

/** The style sheets of a book, each read once. */
export class BookStyles {
  readonly #sheets: ReadonlyMap<string, ReadSheet>;

  constructor(sheets: ReadonlyMap<string, ReadSheet>) {
    this.#sheets = sheets;
  }

  /** A sheet that the page at `base` names, behind those that it imports. */
  of(base: string, href: string, seen = new Set<string>()): ReadSheet[] {
    const path = resolveInside(base, href)?.path ?? '';
    const sheet = this.#sheets.get(path);
    if (sheet === undefined || seen.has(path)) return [];
    seen.add(path);
    return [...sheet.read.imports.flatMap((i) => this.of(path, i, seen)), sheet];
  }
}

/** Reads every style sheet that the package lists; a damaged one costs only itself. */
export async function readBookStyles(archive: Archive, book: EpubPackage): Promise<BookStyles> {
  const sheets = new Map<string, ReadSheet>();
  let bytes = 0;
  for (const { path, mediaType } of book.items.values()) {
    if (mediaType !== 'text/css' || !archive.has(path) || sheets.size >= MOST_SHEETS) continue;
    bytes += archive.size(path);
    if (archive.size(path) > MOST_BYTES || bytes > MOST_BYTES_TOGETHER) continue;
    try {
      sheets.set(path, readSheet(decodeText(await archive.read(path, MOST_BYTES))));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'file-broken') throw error;
    }
  }
  return new BookStyles(sheets);
}
