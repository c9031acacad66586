import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SearchDocument } from '#server/search/search-document.ts';
import { openSqliteStorage } from '#storage/sqlite/open-sqlite-storage.ts';
import { SearchReader } from '#storage/sqlite/search/search-reader.ts';
import { asDocument, cut, readArticles, readQuestions } from '../corpus.ts';
import type { Figure } from '../figures.ts';
import { creditCopies } from '../relevance.ts';
import { demoDocuments } from '../words/everyday.ts';
import { honestHelp } from './honest-help.ts';
import { prefixesHelped } from './prefixes.ts';
import { SLIP_KINDS, slipsForgiven } from './slips.ts';

const DISTRACTORS = 60_000;
const BATCH = 500;

async function index(folder: string, documents: readonly SearchDocument[]): Promise<void> {
  const storage = await openSqliteStorage(folder);
  for (let i = 0; i < documents.length; i += BATCH)
    await storage.search.index(documents.slice(i, i + BATCH));
  await storage.close();
}

/** How people are understood who ask in a hurry: slips, prefixes, and questions without an answer. */
export async function benchAsking(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-asking-'));
  const [everything, demo] = [join(folder, 'all'), join(folder, 'demo')];
  try {
    const { laws } = readQuestions();
    const parts = readArticles().flatMap((a) =>
      cut(a.text).map((text, i) => ({ id: `${a.id}/${i}`, heading: a.heading, text })),
    );
    const others = Array.from(
      { length: DISTRACTORS },
      (_, i) => parts[Math.floor((i * parts.length) / DISTRACTORS)]!,
    );
    const documents = [...laws, ...others].map((p) => asDocument(p.id, p.heading, p.text));
    await index(everything, [...documents, ...demoDocuments()]);
    await index(demo, demoDocuments());
    const readers = [everything, demo].map((path) => new SearchReader(join(path, 'search.db')));
    const figures = honestHelp(readers[0]!, readers[1]!, creditCopies(laws, others));
    for (const reader of readers) reader.close();
    const storage = await openSqliteStorage(everything);
    for (const kind of SLIP_KINDS)
      figures.push({
        name: `topics with a slip, ${kind}: first hit in the first three`,
        value: await slipsForgiven(storage.search, kind),
        goal: 0.85,
        better: 'more',
      });
    await storage.close();
    const demoShelf = await openSqliteStorage(demo);
    figures.push({
      name: 'everyday prefixes helped, demo shelf',
      value: (await prefixesHelped(demoShelf.search)).share,
      goal: 0.6,
      better: 'more',
    });
    await demoShelf.close();
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
