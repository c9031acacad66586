import { wordsQuery } from '#server/search/words-query.ts';
import type { Search } from '#server/ports.ts';
import { openSqliteStorage } from '#storage/sqlite/open-sqlite-storage.ts';
import { asDocument, readQuestions } from '../corpus.ts';
import { percentile } from '../figures.ts';
import type { Read } from './large-index.ts';

/**
 * A process that opens the index of a folder, asks it questions one after the other, then asks them
 * again while documents are saved; says what it measured as JSON.
 */
const SAVES = 1_000;

const [folder = ''] = process.argv.slice(2);
const questions = readQuestions().questions.map((q) => q.text);

async function timesOf(search: Search, texts: Iterable<string>): Promise<number[]> {
  const times: number[] = [];
  for (const text of texts) {
    const start = performance.now();
    await search.query(wordsQuery(text, 10));
    times.push(performance.now() - start);
  }
  return times;
}

const began = performance.now();
const storage = await openSqliteStorage(folder);
await timesOf(storage.search, [questions[0]!]);
const firstMs = performance.now() - began;
await timesOf(storage.search, questions.slice(0, 60));
const quiet = await timesOf(storage.search, questions);
const memoryMb = process.memoryUsage.rss() / 1e6;

const saves = { done: 0 };
function* untilSaved(): Iterable<string> {
  for (let i = 0; ; i++) {
    if (saves.done >= SAVES) return;
    yield questions[i % questions.length]!;
  }
}
async function save(): Promise<void> {
  for (; saves.done < SAVES; saves.done++) {
    const text = questions.slice(saves.done % 400, (saves.done % 400) + 20).join(' ');
    await storage.search.index([asDocument(`muc-${saves.done % 200}`, 'Tài liệu đang sửa', text)]);
  }
}
const saving = save();
const busy = await timesOf(storage.search, untilSaved());
await saving;
await storage.close();

const read: Read = {
  firstMs,
  p50: percentile(quiet, 50),
  p95: percentile(quiet, 95),
  busyP95: percentile(busy, 95),
  memoryMb,
};
process.stdout.write(JSON.stringify(read));
