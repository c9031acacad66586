import { BoundedParser } from '../bounded-parser.ts';
import type { OutlineEntry } from '#server/items/file-text.ts';
import type { Archive } from '../archive.ts';
import { decodeXml } from '../decode-text.ts';
import { resolveInside, type EpubPackage } from './epub-package.ts';
import { safeId } from '../html/sanitize.ts';
import { decodeLine } from '../legacy/decode-line.ts';
import { cleanLine } from '../vietnamese-text.ts';

const MAX_ENTRIES = 2_000;
const MAX_DEPTH = 6;

interface Entry {
  readonly title: string;
  readonly level: number;
  readonly href: string;
}

/** EPUB 3: the lists inside `<nav epub:type="toc">`. */
function readNav(html: string): Entry[] {
  const entries: Entry[] = [];
  let inside = 0;
  let level = 0;
  let link: { href: string; title: string } | null = null;
  const parser = new BoundedParser(
    {
      onopentag: (name, a) => {
        if (name === 'nav')
          inside =
            inside > 0 ||
            !/(?:^|\s)(?:landmarks|page-list|lo[itav])(?:\s|$)/u.test(a['epub:type'] ?? '')
              ? inside + 1
              : 0;
        if (inside === 0) return;
        if (name === 'ol' || name === 'ul') level++;
        if (name === 'a' && a['href']) link = { href: a['href'], title: '' };
      },
      ontext: (text) => {
        if (link !== null) link.title += text;
      },
      onclosetag: (name) => {
        if (name === 'nav') inside = Math.max(0, inside - 1);
        if (name === 'ol' || name === 'ul') level = Math.max(0, level - 1);
        if (name !== 'a' || link === null) return;
        if (inside > 0 && entries.length < MAX_ENTRIES)
          entries.push({ title: link.title, level: Math.max(1, level), href: link.href });
        link = null;
      },
    },
    { recognizeSelfClosing: true },
  );
  parser.end(html);
  return entries;
}

/** EPUB 2: nested navPoint elements. */
function readNcx(xml: string): Entry[] {
  const entries: Entry[] = [];
  const open: { title: string; href: string; at: number }[] = [];
  let inText = false;
  const parser = new BoundedParser(
    {
      onopentag: (qualified, a) => {
        const name = qualified.slice(qualified.indexOf(':') + 1);
        if (name === 'navPoint') {
          open.push({ title: '', href: '', at: entries.length });
          entries.push({ title: '', level: open.length, href: '' });
        }
        if (name === 'text') inText = true;
        const point = open.at(-1);
        if (name === 'content' && point !== undefined && point.href === '')
          point.href = a['src'] ?? '';
      },
      ontext: (text) => {
        const point = open.at(-1);
        if (inText && point !== undefined && point.title.length < 1_000) point.title += text;
      },
      onclosetag: (qualified) => {
        const name = qualified.slice(qualified.indexOf(':') + 1);
        if (name === 'text') inText = false;
        if (name !== 'navPoint') return;
        const point = open.pop();
        if (point !== undefined)
          entries[point.at] = { title: point.title, level: open.length + 1, href: point.href };
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return entries.slice(0, MAX_ENTRIES);
}

async function entriesOf(
  archive: Archive,
  path: string | null,
  read: (text: string) => Entry[],
): Promise<Entry[]> {
  if (path === null || !archive.has(path)) return [];
  try {
    return read(decodeXml(await archive.read(path, 8 * 2 ** 20)));
  } catch {
    // A damaged table of contents costs the outline, not the book.
    return [];
  }
}

/**
 * The book's own table of contents as an outline: nav document first, NCX otherwise. Entries that
 * lead nowhere are left out.
 * @param chapterOf chapter number of a path inside the archive
 */
export async function readContents(
  archive: Archive,
  book: EpubPackage,
  chapterOf: ReadonlyMap<string, number>,
): Promise<OutlineEntry[]> {
  let base = book.navPath ?? '';
  let entries = await entriesOf(archive, book.navPath, readNav);
  if (entries.length === 0) {
    base = book.ncxPath ?? '';
    entries = await entriesOf(archive, book.ncxPath, readNcx);
  }
  const outline: OutlineEntry[] = [];
  for (const entry of entries) {
    const target = resolveInside(base, entry.href);
    const chapter = target === null ? undefined : chapterOf.get(target.path);
    const title = cleanLine(decodeLine(entry.title)).slice(0, 300);
    if (chapter === undefined || title === '') continue;
    const fragment = target?.fragment ? safeId(target.fragment) : null;
    outline.push({
      title,
      level: Math.min(MAX_DEPTH, entry.level),
      locator: { kind: 'chapter', chapter, fragment },
    });
  }
  return outline;
}
