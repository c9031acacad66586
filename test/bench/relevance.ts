import type { Search } from '#server/ports.ts';
import { NO_FILTERS } from '#server/search/search-query.ts';
import { fold, foldKey } from '#server/base/vietnamese/syllables.ts';
import { words } from '#server/base/vietnamese/tokens.ts';
import type { Question } from './corpus.ts';
import { percentile } from './figures.ts';

const ask = (search: Search, text: string, limit = 10) =>
  search.query({
    text,
    filters: NO_FILTERS,
    sort: 'relevance',
    exact: false,
    collapse: false,
    limit,
    after: null,
  });

const fiveRuns = (text: string): string[] => {
  const keys = words(text.replace(/\(Điều này có nội dung liên quan[^)]*\)/gu, '')).map((w) =>
    foldKey(w.key),
  );
  return keys.slice(0, Math.max(keys.length - 4, 0)).map((_, i) => keys.slice(i, i + 5).join(' '));
};

/**
 * Copies of an answer in another code count as the answer: at least 80 % of a passage's runs of
 * five stand in one article.
 */
export function creditCopies(
  laws: readonly { id: string; text: string; heading: string }[],
  others: readonly { id: string; text: string }[],
): Map<string, string> {
  const articleOfRun = new Map<string, Set<string>>();
  for (const law of laws)
    for (const run of fiveRuns(`${law.heading} ${law.text}`))
      (articleOfRun.get(run) ?? articleOfRun.set(run, new Set()).get(run)!).add(law.id);
  const credit = new Map<string, string>();
  for (const other of others) {
    const runs = fiveRuns(other.text);
    if (runs.length === 0) continue;
    const hits = new Map<string, number>();
    for (const run of runs)
      for (const id of articleOfRun.get(run) ?? []) hits.set(id, (hits.get(id) ?? 0) + 1);
    const best = [...hits].toSorted((a, b) => b[1] - a[1])[0];
    if (best && best[1] >= 0.8 * runs.length) credit.set(other.id, best[0]);
  }
  return credit;
}

export const ndcg = (ids: readonly string[], relevant: readonly string[]): number => {
  const gain = (i: number): number => 1 / Math.log2(i + 2);
  const ideal = relevant.slice(0, 10).reduce((sum, _, i) => sum + gain(i), 0);
  return (
    ids.slice(0, 10).reduce((sum, id, i) => sum + (relevant.includes(id) ? gain(i) : 0), 0) / ideal
  );
};

/**
 * How well and how fast one engine answers questions, one after the other; `tops` are the ten best
 * items of each.
 */
export async function quality(
  search: Search,
  questions: readonly Question[],
  plain: boolean,
  credit: ReadonlyMap<string, string>,
) {
  const sums = { recall: 0, raw: 0, credited: 0 };
  const times: number[] = [];
  const tops: string[][] = [];
  for (const q of questions) {
    const start = performance.now();
    const { hits } = await ask(search, plain ? fold(q.text) : q.text, 20);
    times.push(performance.now() - start);
    const ids = hits.map((h) => h.itemId);
    tops.push(ids.slice(0, 10));
    sums.raw += ndcg(ids, q.relevant);
    const credited = [...new Set(ids.map((id) => credit.get(id) ?? id))];
    sums.credited += ndcg(credited, q.relevant);
    sums.recall +=
      q.relevant.filter((id) => ids.slice(0, 10).includes(id)).length / q.relevant.length;
  }
  const n = questions.length;
  return {
    recall: sums.recall / n,
    raw: sums.raw / n,
    credited: sums.credited / n,
    p50: percentile(times, 50),
    p95: percentile(times, 95),
    tops,
  };
}

const SHORT = [
  'tội',
  'ly hôn',
  'bảo hiểm y tế',
  'đất đai',
  'khai sinh',
  'thừa kế',
  'thuế',
  'hợp đồng lao động',
  'tai nạn giao thông',
  'khiếu nại',
  'tố cáo',
  'nghĩa vụ quân sự',
  'hộ khẩu',
  'xây dựng',
  'môi trường',
  'trẻ em',
  'hình phạt',
  'bồi thường',
  'di chúc',
  'tái định cư',
  'cấp sổ đỏ',
  'lao động nữ',
  'nghỉ thai sản',
  'kết hôn',
  'nuôi con nuôi',
  'cai nghiện',
  'ma túy',
  'đánh bạc',
  'trộm cắp',
  'lừa đảo',
  'hòa giải',
  'tạm trú',
  'chứng thực',
  'giấy phép lái xe',
  'nồng độ cồn',
  'hộ nghèo',
  'học phí',
  'viên chức',
  'công đoàn',
  'hợp tác xã',
];

export async function shortQueries(search: Search): Promise<{ p95: number; same: number }> {
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

export async function crowd(
  search: Search,
  questions: readonly Question[],
  readers: number,
): Promise<{ rate: number; p95: number }> {
  const times: number[] = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: readers }, async (_, r) => {
      for (let i = r; i < questions.length; i += readers) {
        const begun = performance.now();
        await ask(search, questions[i]!.text);
        times.push(performance.now() - begun);
      }
    }),
  );
  return {
    rate: questions.length / ((performance.now() - start) / 1000),
    p95: percentile(times, 95),
  };
}
