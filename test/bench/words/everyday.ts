import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Search } from '#server/ports.ts';
import { NO_FILTERS } from '#server/search/search-query.ts';
import type { SearchDocument } from '#server/search/search-document.ts';
import { asDocument, cut } from '../corpus.ts';
import { percentile } from '../figures.ts';
import { ndcg } from '../relevance.ts';

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

const articleOf = (id: string): string => (/QH|VBHN|^DEMO/u.test(id) ? id : id.split('/', 1)[0]!);

/** The readings that are left out, and what each form of the search is called. */
export const EVERYDAY_FORMS = [
  ['as typed', 'reading'],
  ['read', 'words'],
  ['read, with words', null],
] as const;

/** How well and how fast everyday questions are answered; copies of an answer count as it. */
export async function everydayQuality(
  search: Search,
  credit: ReadonlyMap<string, string>,
  without: 'reading' | 'words' | null,
): Promise<{ hit3: number; hit10: number; ndcg: number; p95: number }> {
  const same = (id: string): string => credit.get(id) ?? credit.get(`${id}/0`) ?? articleOf(id);
  const questions = readEveryday();
  const sums = { hit3: 0, hit10: 0, ndcg: 0 };
  const times: number[] = [];
  for (const { text, answers } of questions) {
    const start = performance.now();
    const { hits } = await search.query({
      text,
      filters: NO_FILTERS,
      sort: 'relevance',
      exact: false,
      collapse: false,
      limit: 20,
      after: null,
      without,
    });
    times.push(performance.now() - start);
    const right = new Set(answers.map(same));
    const ids = [...new Set(hits.map(({ itemId }) => same(itemId)))];
    if (ids.slice(0, 3).some((id) => right.has(id))) sums.hit3++;
    if (ids.slice(0, 10).some((id) => right.has(id))) sums.hit10++;
    sums.ndcg += ndcg(ids, [...right]);
  }
  const n = questions.length;
  return {
    hit3: sums.hit3 / n,
    hit10: sums.hit10 / n,
    ndcg: sums.ndcg / n,
    p95: percentile(times, 95),
  };
}
