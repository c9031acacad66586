import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { NO_FILTERS } from '#server/search/search-query.ts';
import type { SearchDocument } from '#server/search/search-document.ts';

const shared = (path: string): string =>
  fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));

/** A folder of the test data beside the repository. */
export const sharedFiles = (folder: string): string => shared(folder);

/**
 * The benchmark texts stand beside the repository; without them the benchmark says so and is
 * skipped.
 */
export const corpusIsThere = (): boolean => existsSync(shared('phapdien.jsonl.gz'));

export interface Article {
  readonly id: string;
  readonly field: string;
  readonly heading: string;
  readonly source: string;
  readonly text: string;
}
export interface Question {
  readonly id: string;
  readonly text: string;
  readonly relevant: readonly string[];
}

export const readArticles = (): Article[] =>
  gunzipSync(readFileSync(shared('phapdien.jsonl.gz')))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Article);

export function readQuestions(): {
  laws: { id: string; heading: string; text: string }[];
  questions: Question[];
} {
  const laws = JSON.parse(readFileSync(shared('questions/alqac2022-law.json'), 'utf8')) as {
    id: string;
    articles: { id: string; text: string }[];
  }[];
  const questions = JSON.parse(
    readFileSync(shared('questions/alqac2022-questions.json'), 'utf8'),
  ) as { id: string; text: string; relevant_articles: { law_id: string; article_id: string }[] }[];
  return {
    laws: laws.flatMap((law) =>
      law.articles.map((a) => {
        const [heading = '', ...rest] = a.text.split('\n\n');
        return { id: `${law.id}#${a.id}`, heading, text: rest.join('\n\n') };
      }),
    ),
    questions: questions.map((q) => ({
      id: q.id,
      text: q.text,
      relevant: q.relevant_articles.map((r) => `${r.law_id}#${r.article_id}`),
    })),
  };
}

const PASSAGE = 1_800;

/** Text cut at line ends into passages of about 1,800 characters. */
export function cut(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (const line of text.split('\n')) {
    if (part.length > 0 && part.length + line.length > PASSAGE) {
      parts.push(part);
      part = '';
    }
    part += part === '' ? line : `\n\n${line}`;
  }
  if (part !== '') parts.push(part);
  return parts;
}

/** One item per passage, so that ranks of items are ranks of passages. */
export const asDocument = (id: string, heading: string, text: string): SearchDocument => ({
  itemId: id,
  version: 1,
  title: heading,
  record: '',
  keywords: [],
  numbers: [],
  filters: NO_FILTERS,
  publishedAt: '2026-01-01T00:00:00.000Z',
  passages: [
    { itemId: id, attachmentId: id, ordinal: 0, locator: { kind: 'page', page: 1 }, heading, text },
  ],
});
