/**
 * Writes `server/search/scoring/order-trees.json` from the 520 questions beside the repository, and
 * says what five-fold cross-checks give: `npm run order-trees`. Takes ten minutes.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fold } from '#server/base/vietnamese/syllables.ts';
import {
  FEATURES,
  featuresOf,
  MOST_ORDERED,
  treeScore,
  type OrderTrees,
} from '#server/search/scoring/learned-order.ts';
import { NO_FILTERS } from '#server/search/search-query.ts';
import { openSqliteStorage } from '#storage/sqlite/open-sqlite-storage.ts';
import { SearchReader } from '#storage/sqlite/search/search-reader.ts';
import { asDocument, cut, readArticles, readQuestions } from '../corpus.ts';
import { creditCopies, ndcg } from '../relevance.ts';
import { learnTrees, type Judged } from './learn-trees.ts';

const TREES = 150;
const FOLDS = 5;
const TARGET = new URL('../../../server/search/scoring/order-trees.json', import.meta.url);

interface JudgedQuestion extends Judged {
  readonly ids: readonly string[];
  readonly relevant: readonly string[];
}

const nDCG = (questions: readonly JudgedQuestion[], trees: OrderTrees | null): number =>
  questions.reduce((sum, { rows, ids, relevant }) => {
    const said = rows.map((row, i) => (trees === null ? -i : treeScore(trees, row)));
    const order = ids.map((_, i) => i).toSorted((a, b) => said[b]! - said[a]! || a - b);
    return sum + ndcg([...new Set(order.map((i) => ids[i]!))], relevant);
  }, 0) / questions.length;

const folder = mkdtempSync(join(tmpdir(), 'order-trees-'));
const { laws, questions } = readQuestions();
const parts = readArticles().flatMap((a) =>
  cut(a.text).map((text, i) => ({ id: `${a.id}/${i}`, heading: a.heading, text })),
);
const storage = await openSqliteStorage(folder);
const documents = [...laws, ...parts].map((p) => asDocument(p.id, p.heading, p.text));
for (let i = 0; i < documents.length; i += 500)
  await storage.search.index(documents.slice(i, i + 500));
await storage.close();
const credit = creditCopies(laws, parts);
const reader = new SearchReader(join(folder, 'search.db'));

/** The first candidates of a question as they stand without trees, and which of them answer it. */
function judge(text: string, relevant: readonly string[]): JudgedQuestion {
  const { passages, syllables } = reader.scored({
    text,
    filters: NO_FILTERS,
    sort: 'relevance',
    exact: false,
    collapse: false,
    limit: 20,
    after: null,
  });
  const first = passages
    .filter(({ score, locator }) => score.score > 0 && locator.kind !== 'record')
    .toSorted((a, b) => b.score.score - a.score.score)
    .slice(0, MOST_ORDERED);
  const ids = first.map(({ item }) => credit.get(item.itemId) ?? item.itemId);
  return {
    rows: featuresOf(first, syllables),
    gains: ids.map((id) => (relevant.includes(id) ? 1 : 0)),
    ids,
    relevant,
  };
}

const forms = [(text: string) => text, fold].map((form) =>
  questions.map(({ text, relevant }) => judge(form(text), relevant)),
);
const answered = (list: readonly JudgedQuestion[]): JudgedQuestion[] =>
  list.filter(({ gains }) => gains.includes(1));
for (const [name, list] of [
  ['typed', forms[0]!],
  ['plain', forms[1]!],
] as const) {
  let sum = 0;
  for (let f = 0; f < FOLDS; f++) {
    const others = forms.flatMap((form) => form.filter((_, i) => i % FOLDS !== f));
    const trees = learnTrees(answered(others), FEATURES, TREES);
    sum += nDCG(
      list.filter((_, i) => i % FOLDS === f),
      trees,
    );
  }
  console.log(
    `${name}: nDCG@10 ${nDCG(list, null).toFixed(3)}, learned ${(sum / FOLDS).toFixed(3)}`,
  );
}
const text = JSON.stringify(learnTrees(answered(forms.flat()), FEATURES, TREES));
writeFileSync(TARGET, text);
console.log(`${TREES} trees, ${text.length} bytes`);
reader.close();
rmSync(folder, { recursive: true, force: true });
