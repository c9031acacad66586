import { factsSheet } from '../support/make/facts-sheet.ts';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync, strToU8, type Zippable } from 'fflate';
import { readArticles, type Article } from './corpus.ts';
import type { Figure } from './figures.ts';
import { runCli } from './server-process.ts';

const BOOKS = 200;
const TEXT_PER_BOOK = 110_000;

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function epub(title: string, articles: readonly Article[]): Uint8Array {
  const chapters = articles.map(
    (a) =>
      `<h1>${escape(a.heading)}</h1>${a.text
        .split('\n')
        .map((line) => `<p>${escape(line)}</p>`)
        .join('')}`,
  );
  const files: Zippable = {
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': strToU8(
      '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    ),
    'c.opf': strToU8(
      `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">${escape(title)}</dc:identifier><dc:title>${escape(title)}</dc:title><dc:language>vi</dc:language></metadata><manifest>${chapters.map((_, i) => `<item id="c${i}" href="c${i}.xhtml" media-type="application/xhtml+xml"/>`).join('')}</manifest><spine>${chapters.map((_, i) => `<itemref idref="c${i}"/>`).join('')}</spine></package>`,
    ),
    ...Object.fromEntries(
      chapters.map((body, i) => [
        `c${i}.xhtml`,
        strToU8(
          `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>${i}</title></head><body>${body}</body></html>`,
        ),
      ]),
    ),
  };
  return zipSync(files, { level: 6 });
}

/** Books of about 110,000 characters each, cut from the running corpus. */
function writeBooks(folder: string, articles: readonly Article[]): number {
  let at = 0;
  let characters = 0;
  for (let b = 0; b < BOOKS; b++) {
    const chosen: Article[] = [];
    let size = 0;
    while (size < TEXT_PER_BOOK && at < articles.length) {
      const article = articles[at++]!;
      chosen.push(article);
      size += article.text.length;
    }
    characters += size;
    writeFileSync(join(folder, `sach-${b}.epub`), epub(`Sách thử ${b}`, chosen));
  }
  return characters;
}

/** Whole imports by the command line: read, stored, published and in the index. */
export async function benchIngest(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-ingest-'));
  try {
    const articles = readArticles();
    const books = join(folder, 'books');
    mkdirSync(books);
    writeBooks(books, articles);
    const epubs = await runCli(['import', books, ...factsSheet(books), '--publish'], {
      DATABASE_URL: `sqlite:${join(folder, 'a')}`,
    });
    const texts = join(folder, 'texts');
    mkdirSync(texts);
    const bytes = writeFields(texts, articles);
    const text = await runCli(['import', texts, ...factsSheet(texts), '--publish'], {
      DATABASE_URL: `sqlite:${join(folder, 'b')}`,
    });
    return [
      {
        name: `EPUB/s (${BOOKS} books of 110,000 characters)`,
        value: BOOKS / epubs.seconds,
        goal: 40,
        better: 'more',
      },
      { name: 'EPUB import memory, MB', value: epubs.highest, goal: 300, better: 'less' },
      {
        name: `whole of Pháp điển (${(bytes / 1e6).toFixed(0)} MB), MB of text/s`,
        value: bytes / 1e6 / text.seconds,
        goal: 6,
        better: 'more',
      },
      { name: 'text import memory, MB', value: text.highest, goal: 300, better: 'less' },
      {
        name: 'imports that did not end well',
        value: Number(epubs.code !== 0) + Number(text.code !== 0) + 1,
        goal: 1,
        better: 'less',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One Markdown file per topic (đề mục), an article a heading. */
export function writeFields(folder: string, articles: readonly Article[]): number {
  const fields = new Map<string, string[]>();
  for (const a of articles) {
    const key = a.id.split('.').slice(0, 2).join('.');
    const lines = fields.get(key) ?? [`# ${a.field}`];
    lines.push(`## ${a.heading}`, a.text.split('\n').join('\n\n'));
    fields.set(key, lines);
  }
  let bytes = 0;
  for (const [key, lines] of fields) {
    const text = lines.join('\n\n');
    bytes += Buffer.byteLength(text);
    writeFileSync(join(folder, `${key}.md`), text);
  }
  return bytes;
}
