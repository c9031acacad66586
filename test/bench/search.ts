import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Search } from '#server/ports.ts';
import type { SearchDocument } from '#server/search/search-document.ts';
import { openSqliteStorage } from '#storage/sqlite/open-sqlite-storage.ts';
import { openTemporaryMongo, serversGiven } from '../support/mongo-under-test.ts';
import { asDocument, cut, readArticles, readQuestions, type Question } from './corpus.ts';
import type { Figure } from './figures.ts';
import { creditCopies, crowd, quality, shortQueries } from './relevance.ts';
import { demoDocuments, EVERYDAY_FORMS, everydayQuality } from './words/everyday.ts';

const DISTRACTORS = 60_000;
const READERS = 8;
const REST_MS = 5_000;
const FORMS = ['typed', 'plain'] as const;

/** What one engine must reach on the whole corpus. */
interface Goals {
  readonly p50: number;
  readonly p95: number;
  readonly shortP95: number;
}
const EMBEDDED: Goals = { p50: 7, p95: 15, shortP95: 25 };
/** Another process and another protocol are between question and answer. */
const PRODUCTION: Goals = { p50: 15, p95: 30, shortP95: 60 };

type Tops = Readonly<Record<(typeof FORMS)[number], readonly string[][]>>;

async function indexAll(
  search: Search,
  documents: readonly ReturnType<typeof asDocument>[],
): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < documents.length; i += 500) await search.index(documents.slice(i, i + 500));
  return (performance.now() - start) / 1000;
}

/** Relevance, latency and throughput of one engine that holds the whole corpus. */
async function measure(
  search: Search,
  questions: readonly Question[],
  credit: ReadonlyMap<string, string>,
  goals: Goals,
  passages: number,
): Promise<{ figures: Figure[]; tops: Tops }> {
  const figures: Figure[] = [];
  const tops: Record<(typeof FORMS)[number], string[][]> = { typed: [], plain: [] };
  for (const form of FORMS) {
    await quality(search, questions.slice(0, 60), form === 'plain', credit);
    const q = await quality(search, questions, form === 'plain', credit);
    tops[form] = q.tops;
    figures.push(
      { name: `${passages} passages, R@10 ${form}`, value: q.recall, goal: 0.93, better: 'more' },
      { name: `raw nDCG@10 ${form}`, value: q.raw, goal: 0.77, better: 'more' },
      { name: `credited nDCG@10 ${form}`, value: q.credited, goal: 0.88, better: 'more' },
      { name: `questions p50 ms ${form}`, value: q.p50, goal: goals.p50, better: 'less' },
      { name: `questions p95 ms ${form}`, value: q.p95, goal: goals.p95, better: 'less' },
    );
  }
  const short = await shortQueries(search);
  figures.push(
    { name: '1–4 syllables p95 ms', value: short.p95, goal: goals.shortP95, better: 'less' },
    { name: 'same of top 10, typed and plain', value: short.same, goal: 9, better: 'more' },
  );
  const many = await crowd(search, questions, READERS);
  figures.push(
    { name: `${READERS} readers, queries/s`, value: many.rate, goal: 100, better: 'more' },
    { name: `${READERS} readers, p95 ms`, value: many.p95, goal: 150, better: 'less' },
  );
  return { figures, tops };
}

/** Share of questions whose ten best items are the very same, in the very same order. */
const sameTops = (a: readonly string[][], b: readonly string[][]): number =>
  a.filter((ids, i) => ids.join() === b[i]!.join()).length / a.length;

/** The same corpus and questions on Elasticsearch, where servers are given. */
async function besideProduction(
  documents: readonly SearchDocument[],
  questions: readonly Question[],
  credit: ReadonlyMap<string, string>,
  embedded: Tops,
): Promise<Figure[]> {
  const servers = serversGiven();
  if (servers === null) {
    console.log(
      '\nsearch on Elasticsearch: skipped, MONGODB_URL and ELASTICSEARCH_URL name no servers',
    );
    return [];
  }
  const storage = await openTemporaryMongo(servers);
  try {
    const bytes = documents.reduce(
      (sum, d) =>
        sum +
        d.passages.reduce(
          (n, p) => n + Buffer.byteLength(p.heading) + Buffer.byteLength(p.text),
          Buffer.byteLength(d.title),
        ),
      0,
    );
    const seconds = await indexAll(storage.search, documents);
    const { figures, tops } = await measure(
      storage.search,
      questions,
      credit,
      PRODUCTION,
      documents.length,
    );
    const same = FORMS.map((form): Figure => ({
      name: `the embedded form's top 10, ${form}`,
      value: sameTops(tops[form], embedded[form]),
      goal: 0.95,
      better: 'more',
    }));
    return [
      {
        name: 'index rate, MB of text/s',
        value: bytes / 1e6 / seconds,
        goal: 1,
        better: 'more',
      } as Figure,
      ...figures,
      ...same,
    ].map((f) => ({ ...f, name: `Elasticsearch: ${f.name}` }));
  } finally {
    await storage.close();
  }
}

/** Everyday questions, over the same corpus and the demo shelf. */
async function everydayFigures(
  search: Search,
  credit: ReadonlyMap<string, string>,
): Promise<Figure[]> {
  await indexAll(search, demoDocuments());
  const figures: Figure[] = [];
  for (const [form, without] of EVERYDAY_FORMS) {
    const { hit3, hit10, ndcg, p95 } = await everydayQuality(search, credit, without);
    figures.push(
      { name: `everyday questions ${form}: hit@3`, value: hit3, goal: 0.7, better: 'more' },
      { name: `everyday questions ${form}: hit@10`, value: hit10, goal: 0.9, better: 'more' },
      { name: `everyday questions ${form}: nDCG@10`, value: ndcg, goal: 0.5, better: 'more' },
      { name: `everyday questions ${form}: p95 ms`, value: p95, goal: 40, better: 'less' },
    );
  }
  return figures;
}

/** docs/search.md. Memory and times are of this machine; ratios to the goals are what counts. */
export async function benchSearch(): Promise<Figure[]> {
  const { laws, questions } = readQuestions();
  const figures: Figure[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'bench-search-'));
  const storage = await openSqliteStorage(folder);
  try {
    const articles = laws.map((l) => asDocument(l.id, l.heading, l.text));
    await indexAll(storage.search, articles);
    for (const plain of [false, true]) {
      const q = await quality(storage.search, questions, plain, new Map());
      figures.push({
        name: `1,377 articles, nDCG@10 ${plain ? 'plain' : 'typed'}`,
        value: q.raw,
        goal: 0.94,
        better: 'more',
      });
    }
    const parts = readArticles().flatMap((a) =>
      cut(a.text).map((text, i) => ({ id: `${a.id}/${i}`, heading: a.heading, text })),
    );
    const step = parts.length / Math.min(DISTRACTORS, parts.length);
    const others = Array.from(
      { length: Math.min(DISTRACTORS, parts.length) },
      (_, i) => parts[Math.floor(i * step)]!,
    );
    const bytes = others.reduce(
      (sum, p) => sum + Buffer.byteLength(p.heading) * 2 + Buffer.byteLength(p.text),
      0,
    );
    const distractors = others.map((p) => asDocument(p.id, p.heading, p.text));
    const seconds = await indexAll(storage.search, distractors);
    figures.push({
      name: 'index rate, MB of text/s',
      value: bytes / 1e6 / seconds,
      goal: 4,
      better: 'more',
    });
    figures.push({
      name: 'index size / text',
      value: statSync(join(folder, 'search.db')).size / bytes,
      goal: 1.5,
      better: 'less',
    });
    const credit = creditCopies(laws, others);
    // Readers come to an index at rest: its writer has counted the frequent terms once more.
    await sleep(REST_MS);
    const embedded = await measure(
      storage.search,
      questions,
      credit,
      EMBEDDED,
      laws.length + others.length,
    );
    return [
      ...figures,
      ...embedded.figures,
      ...(await everydayFigures(storage.search, credit)),
      ...(await besideProduction([...articles, ...distractors], questions, credit, embedded.tops)),
    ];
  } finally {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
