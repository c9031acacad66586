import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Search } from '#server/domain/ports.ts';
import { NO_FILTERS } from '#server/domain/search-query.ts';
import { fold, foldKey } from '#server/domain/vietnamese/syllables.ts';
import { words } from '#server/domain/vietnamese/tokens.ts';
import { openSqliteStorage } from '#storage/sqlite/open-sqlite-storage.ts';
import { asDocument, cut, readArticles, readQuestions, type Question } from './corpus.ts';
import { percentile, type Figure } from './figures.ts';

const DISTRACTORS = 60_000;

const ask = (search: Search, text: string, limit = 10) => search.query({ text, filters: NO_FILTERS, sort: 'relevance', exact: false, collapse: false, limit, after: null });

const fiveRuns = (text: string): string[] => {
  const keys = words(text.replace(/\(Điều này có nội dung liên quan[^)]*\)/gu, '')).map((w) => foldKey(w.key));
  return keys.slice(0, Math.max(keys.length - 4, 0)).map((_, i) => keys.slice(i, i + 5).join(' '));
};

/** Copies of an answer in another code count as the answer: at least 80 % of a passage's runs of five stand in one article. */
function creditCopies(laws: readonly { id: string; text: string; heading: string }[], others: readonly { id: string; text: string }[]): Map<string, string> {
  const articleOfRun = new Map<string, Set<string>>();
  for (const law of laws) for (const run of fiveRuns(`${law.heading} ${law.text}`)) (articleOfRun.get(run) ?? articleOfRun.set(run, new Set()).get(run)!).add(law.id);
  const credit = new Map<string, string>();
  for (const other of others) {
    const runs = fiveRuns(other.text);
    if (runs.length === 0) continue;
    const hits = new Map<string, number>();
    for (const run of runs) for (const id of articleOfRun.get(run) ?? []) hits.set(id, (hits.get(id) ?? 0) + 1);
    const best = [...hits].toSorted((a, b) => b[1] - a[1])[0];
    if (best && best[1] >= 0.8 * runs.length) credit.set(other.id, best[0]);
  }
  return credit;
}

const ndcg = (ids: readonly string[], relevant: readonly string[]): number => {
  const gain = (i: number): number => 1 / Math.log2(i + 2);
  const ideal = relevant.slice(0, 10).reduce((sum, _, i) => sum + gain(i), 0);
  return ids.slice(0, 10).reduce((sum, id, i) => sum + (relevant.includes(id) ? gain(i) : 0), 0) / ideal;
};

async function quality(search: Search, questions: readonly Question[], plain: boolean, credit: ReadonlyMap<string, string>) {
  const sums = { recall: 0, raw: 0, credited: 0 };
  const times: number[] = [];
  for (const q of questions) {
    const start = performance.now();
    const { hits } = await ask(search, plain ? fold(q.text) : q.text, 20);
    times.push(performance.now() - start);
    const ids = hits.map((h) => h.itemId);
    sums.raw += ndcg(ids, q.relevant);
    const credited = [...new Set(ids.map((id) => credit.get(id) ?? id))];
    sums.credited += ndcg(credited, q.relevant);
    sums.recall += q.relevant.filter((id) => ids.slice(0, 10).includes(id)).length / q.relevant.length;
  }
  const n = questions.length;
  return { recall: sums.recall / n, raw: sums.raw / n, credited: sums.credited / n, p50: percentile(times, 50), p95: percentile(times, 95) };
}

const SHORT = ['tội', 'ly hôn', 'bảo hiểm y tế', 'đất đai', 'khai sinh', 'thừa kế', 'thuế', 'hợp đồng lao động', 'tai nạn giao thông', 'khiếu nại', 'tố cáo',
  'nghĩa vụ quân sự', 'hộ khẩu', 'xây dựng', 'môi trường', 'trẻ em', 'hình phạt', 'bồi thường', 'di chúc', 'tái định cư', 'cấp sổ đỏ', 'lao động nữ',
  'nghỉ thai sản', 'kết hôn', 'nuôi con nuôi', 'cai nghiện', 'ma túy', 'đánh bạc', 'trộm cắp', 'lừa đảo', 'hòa giải', 'tạm trú', 'chứng thực',
  'giấy phép lái xe', 'nồng độ cồn', 'hộ nghèo', 'học phí', 'viên chức', 'công đoàn', 'hợp tác xã'];

async function shortQueries(search: Search): Promise<{ p95: number; same: number }> {
  const times: number[] = [];
  let same = 0;
  for (const text of SHORT) {
    const start = performance.now();
    const typed = (await ask(search, text)).hits.map((h) => h.itemId);
    times.push(performance.now() - start);
    const plain = (await ask(search, fold(text))).hits.map((h) => h.itemId);
    same += typed.filter((id) => plain.includes(id)).length / Math.max(typed.length, 1);
  }
  return { p95: percentile(times, 95), same: (10 * same) / SHORT.length };
}

async function crowd(search: Search, questions: readonly Question[], readers: number): Promise<{ rate: number; p95: number }> {
  const times: number[] = [];
  const start = performance.now();
  await Promise.all(Array.from({ length: readers }, async (_, r) => {
    for (let i = r; i < questions.length; i += readers) {
      const begun = performance.now();
      await ask(search, questions[i]!.text);
      times.push(performance.now() - begun);
    }
  }));
  return { rate: questions.length / ((performance.now() - start) / 1000), p95: percentile(times, 95) };
}

async function indexAll(search: Search, documents: readonly ReturnType<typeof asDocument>[]): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < documents.length; i += 500) await search.index(documents.slice(i, i + 500));
  return (performance.now() - start) / 1000;
}

/** SEARCH.md §5. Memory and times are of this machine; ratios to the goals are what counts. */
export async function benchSearch(): Promise<Figure[]> {
  const { laws, questions } = readQuestions();
  const figures: Figure[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'bench-search-'));
  const storage = await openSqliteStorage(folder);
  try {
    await indexAll(storage.search, laws.map((l) => asDocument(l.id, l.heading, l.text)));
    for (const plain of [false, true]) {
      const q = await quality(storage.search, questions, plain, new Map());
      figures.push({ name: `1,377 articles, nDCG@10 ${plain ? 'plain' : 'typed'}`, value: q.raw, goal: 0.94, better: 'more' });
    }
    const parts = readArticles().flatMap((a) => cut(a.text).map((text, i) => ({ id: `${a.id}/${i}`, heading: a.heading, text })));
    const step = parts.length / Math.min(DISTRACTORS, parts.length);
    const others = Array.from({ length: Math.min(DISTRACTORS, parts.length) }, (_, i) => parts[Math.floor(i * step)]!);
    const bytes = others.reduce((sum, p) => sum + Buffer.byteLength(p.heading) * 2 + Buffer.byteLength(p.text), 0);
    const seconds = await indexAll(storage.search, others.map((p) => asDocument(p.id, p.heading, p.text)));
    figures.push({ name: 'index rate, MB of text/s', value: bytes / 1e6 / seconds, goal: 4, better: 'more' });
    figures.push({ name: 'index size / text', value: statSync(join(folder, 'search.db')).size / bytes, goal: 1.5, better: 'less' });
    const credit = creditCopies(laws, others);
    for (const plain of [false, true]) {
      await quality(storage.search, questions.slice(0, 60), plain, credit);
      const q = await quality(storage.search, questions, plain, credit);
      const form = plain ? 'plain' : 'typed';
      figures.push(
        { name: `${laws.length + others.length} passages, R@10 ${form}`, value: q.recall, goal: 0.93, better: 'more' },
        { name: `raw nDCG@10 ${form}`, value: q.raw, goal: 0.77, better: 'more' },
        { name: `credited nDCG@10 ${form}`, value: q.credited, goal: 0.88, better: 'more' },
        { name: `questions p50 ms ${form}`, value: q.p50, goal: 7, better: 'less' },
        { name: `questions p95 ms ${form}`, value: q.p95, goal: 15, better: 'less' });
    }
    const short = await shortQueries(storage.search);
    figures.push({ name: '1–4 syllables p95 ms', value: short.p95, goal: 25, better: 'less' });
    figures.push({ name: 'same of top 10, typed and plain', value: short.same, goal: 9, better: 'more' });
    const many = await crowd(storage.search, questions, 8);
    figures.push({ name: '8 readers, queries/s', value: many.rate, goal: 100, better: 'more' }, { name: '8 readers, p95 ms', value: many.p95, goal: 150, better: 'less' });
    return figures;
  } finally {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
