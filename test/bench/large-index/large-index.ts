import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SearchDocument } from '#server/search/search-document.ts';
import { NO_FILTERS } from '#server/search/search-query.ts';
import { openSqliteStorage } from '#storage/sqlite/open-sqlite-storage.ts';
import { cut, readArticles } from '../corpus.ts';
import type { Figure } from '../figures.ts';

/** Passages of the shelves that are made; `LARGE_INDEX` names others. */
const SIZES = (process.env['LARGE_INDEX'] ?? '250000').split(',').map(Number);
const PASSAGES_PER_ITEM = 30;
const BATCH = 20;
/** Goals for a question's p95 in milliseconds: up to so many passages. */
const P95_GOALS = [
  [250_000, 10],
  [Infinity, 30],
] as const;
/** Merging goes on for a while after the last document. */
const REST_MS = 20_000;

/** What the reading process says (`read-index.ts`). */
export interface Read {
  readonly firstMs: number;
  readonly p50: number;
  readonly p95: number;
  readonly busyP95: number;
  readonly memoryMb: number;
}

/**
 * Items of as many passages, each of the halves of two articles: words and their frequencies are
 * those of Vietnamese law, and no two passages are alike.
 */
function* makeDocuments(passages: number): Iterable<SearchDocument> {
  const parts = readArticles().flatMap((a) =>
    cut(a.text).map((text) => ({ heading: a.heading, text })),
  );
  for (let n = 0; n < passages; n += PASSAGES_PER_ITEM) {
    const itemId = `item-${n}`;
    yield {
      itemId,
      version: 1,
      title: parts[n % parts.length]!.heading,
      record: '',
      keywords: [],
      numbers: [],
      filters: NO_FILTERS,
      publishedAt: '2026-01-01T00:00:00.000Z',
      passages: Array.from({ length: PASSAGES_PER_ITEM - 1 }, (_, i) => {
        const a = parts[(n + i) % parts.length]!;
        const b = parts[((n + i) * 7_919 + Math.floor(n / parts.length)) % parts.length]!;
        return {
          itemId,
          attachmentId: itemId,
          ordinal: i,
          locator: { kind: 'page', page: i + 1 } as const,
          heading: a.heading,
          text: a.text.slice(0, a.text.length / 2) + b.text.slice(b.text.length / 2),
        };
      }),
    };
  }
}

const bytesOf = ({ title, passages }: SearchDocument): number =>
  passages.reduce(
    (sum, p) => sum + Buffer.byteLength(p.heading) + Buffer.byteLength(p.text),
    Buffer.byteLength(title),
  );

async function fill(folder: string, passages: number): Promise<{ bytes: number; seconds: number }> {
  const storage = await openSqliteStorage(folder);
  let bytes = 0;
  let seconds = 0;
  let batch: SearchDocument[] = [];
  const flush = async (): Promise<void> => {
    const start = performance.now();
    await storage.search.index(batch);
    seconds += (performance.now() - start) / 1000;
    batch = [];
  };
  for (const document of makeDocuments(passages)) {
    bytes += bytesOf(document);
    batch.push(document);
    if (batch.length === BATCH) await flush();
  }
  await flush();
  await sleep(REST_MS);
  await storage.close();
  return { bytes, seconds };
}

const READER = fileURLToPath(new URL('./read-index.ts', import.meta.url));

async function benchSize(passages: number): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-large-'));
  try {
    const { bytes, seconds } = await fill(folder, passages);
    const size = statSync(join(folder, 'search.db')).size;
    const said = execFileSync(process.execPath, [...process.execArgv, READER, folder], {
      encoding: 'utf8',
    });
    const read = JSON.parse(said) as Read;
    const p95 = P95_GOALS.find(([most]) => passages <= most)![1];
    const of = (name: string): string => `${passages} passages, ${name}`;
    return [
      { name: of('MB of text/s'), value: bytes / 1e6 / seconds, goal: 6, better: 'more' },
      { name: of('index size / text'), value: size / bytes, goal: 1.05, better: 'less' },
      { name: of('first answer ms'), value: read.firstMs, goal: 1_000, better: 'less' },
      { name: of('questions p50 ms'), value: read.p50, goal: p95 / 2, better: 'less' },
      { name: of('questions p95 ms'), value: read.p95, goal: p95, better: 'less' },
      { name: of('p95 ms beside saves'), value: read.busyP95, goal: p95 * 2, better: 'less' },
      { name: of('memory MB'), value: read.memoryMb, goal: 300, better: 'less' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How an index of many passages answers: docs/search.md. */
export async function benchLargeIndex(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const size of SIZES) figures.push(...(await benchSize(size)));
  return figures;
}
