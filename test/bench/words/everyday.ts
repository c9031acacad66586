import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { SearchDocument } from '#server/search/search-document.ts';
import { asDocument, cut } from '../corpus.ts';

/** A question as people type it, and the articles and items of the demo shelf that answer it. */
export interface EverydayQuestion {
  /** One of the seventeen subjects that citizens look for (Luật PBGDPL, Điều 10). */
  readonly subject: string;
  readonly text: string;
  readonly answers: readonly string[];
}

const here = (path: string): URL => new URL(path, import.meta.url);

/** Sixty of our own, written before the list of words; most of them typed bare. */
export const readEveryday = (): EverydayQuestion[] =>
  JSON.parse(readFileSync(here('everyday.json'), 'utf8')) as EverydayQuestion[];

const DEMO = '../../../server/demo/';

const plain = (text: string): string =>
  text
    .replace(/^---\n[\s\S]*?\n---\n/u, '')
    .replace(/<(?:style|script)[\s\S]*?<\/(?:style|script)>|<[^>]+>/gu, ' ')
    .replace(/\*\*|^\|?[-|: ]+\|$/gmu, '');

/** Texts of the demo shelf cut at headings; one item each, its record first. */
export function demoDocuments(): SearchDocument[] {
  const rows = parse(readFileSync(here(`${DEMO}sheet.csv`)), { columns: true }) as Readonly<
    Record<string, string>
  >[];
  const sources = readdirSync(here(`${DEMO}source`));
  return rows.map((row) => {
    const id = row['identifier']!;
    const number = `${id.slice(-2)}-`;
    const text = sources
      .filter((name) => name.startsWith(number) && /\.(?:md|txt)$/u.test(name))
      .map((name) => plain(readFileSync(here(`${DEMO}source/${name}`), 'utf8')))
      .join('\n\n');
    const pieces = text.split(/^(?=#+ )/mu).flatMap((piece) => {
      const [, heading = '', body = piece] = /^#+ (.*)\n([\s\S]*)$/u.exec(piece) ?? [];
      return cut(body.trim()).map((part) => ({ heading, text: part }));
    });
    return {
      ...asDocument(id, row['title']!, ''),
      record: [row['compilers'], row['abstract'], row['keywords'], row['lawRefs']]
        .map((cell) => cell!.replaceAll('|', ', '))
        .join('\n\n'),
      keywords: row['keywords']!.split('|'),
      passages: pieces.map((piece, ordinal) => ({
        itemId: id,
        attachmentId: id,
        ordinal,
        locator: { kind: 'page', page: ordinal + 1 },
        ...piece,
      })),
    };
  });
}
