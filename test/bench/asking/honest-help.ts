import { readFileSync } from 'node:fs';
import { fold } from '#server/base/vietnamese/syllables.ts';
import { inLearnedOrder } from '#server/search/scoring/learned-order.ts';
import { rankItems } from '#server/search/scoring/rank-items.ts';
import { isHardlyAnswered } from '#server/search/scoring/support.ts';
import { wordsQuery } from '#server/search/words-query.ts';
import { SHIPPED_DATA } from '#storage/shipped-data.ts';
import type { SearchReader } from '#storage/sqlite/search/search-reader.ts';
import { readQuestions } from '../corpus.ts';
import type { Figure } from '../figures.ts';
import { readEveryday } from '../words/everyday.ts';

/** Everyday questions of our own that no law answers. */
const readUnanswered = (): string[] =>
  JSON.parse(readFileSync(new URL('unanswered.json', import.meta.url), 'utf8')) as string[];

/** So many copies of a law's articles in a field make the two one. */
const FEWEST_COPIES = 5;

const articleOf = (id: string): string => (/QH|VBHN|^DEMO/u.test(id) ? id : id.split('/', 1)[0]!);
/** The law, field of the codified law, or item of the demo shelf that an article belongs to. */
const groupOf = (id: string): string =>
  id.startsWith('DEMO')
    ? id
    : id.includes('#')
      ? id.split('#', 1)[0]!
      : id.split('.').slice(0, 2).join('.');

/** What must leave the shelf so that it holds nothing of a question's answer. */
class Answers {
  readonly #credit: ReadonlyMap<string, string>;
  readonly #fields = new Map<string, Map<string, number>>();

  constructor(credit: ReadonlyMap<string, string>) {
    this.#credit = credit;
    for (const [part, article] of credit) {
      const [law, field] = [groupOf(article), groupOf(part)];
      const fields = this.#fields.get(law) ?? new Map<string, number>();
      this.#fields.set(law, fields.set(field, (fields.get(field) ?? 0) + 1));
    }
  }

  same(id: string): string {
    return this.#credit.get(id) ?? this.#credit.get(`${id}/0`) ?? articleOf(id);
  }

  groups(answers: readonly string[]): ReadonlySet<string> {
    const laws = answers.flatMap((id) => [groupOf(id), groupOf(this.same(id))]);
    return new Set([
      ...laws,
      ...laws.flatMap((law) =>
        [...(this.#fields.get(law) ?? [])]
          .filter(([, copies]) => copies >= FEWEST_COPIES)
          .map(([field]) => field),
      ),
    ]);
  }
}

interface Asked {
  readonly text: string;
  readonly answers: readonly string[];
}

/** Whether a question is said to be hardly answered: by the shelf as it is, and without its answers. */
function judge(reader: SearchReader, answers: Answers, { text, answers: right }: Asked) {
  const { passages, syllables, hasAdded } = reader.scored(wordsQuery(text, 10));
  const trees = SHIPPED_DATA.trees();
  const isWeak = (left: typeof passages): boolean => {
    const ranked = rankItems(inLearnedOrder(trees, left, { syllables, hasAdded }), true);
    return isHardlyAnswered(ranked[0]?.best ?? null, syllables);
  };
  const found = new Set(passages.map(({ item }) => answers.same(item.itemId)));
  const gone = answers.groups(right);
  return {
    isAnswered: right.some((id) => found.has(answers.same(id))),
    asIs: isWeak(passages),
    without: isWeak(passages.filter(({ item }) => !gone.has(groupOf(item.itemId)))),
  };
}

function figuresOf(
  reader: SearchReader,
  answers: Answers,
  name: string,
  questions: readonly Asked[],
  goals: { readonly precision: number; readonly recall: number },
): Figure[] {
  const said = { right: 0, wrong: 0, missed: 0 };
  for (const question of questions) {
    const { isAnswered, asIs, without } = judge(reader, answers, question);
    if (isAnswered && asIs) said.wrong++;
    if (without) said.right++;
    else said.missed++;
  }
  const share = (part: number, rest: number): number => part / Math.max(part + rest, 1);
  return [
    {
      name: `hardly answered, ${name}: precision`,
      value: share(said.right, said.wrong),
      goal: goals.precision,
      better: 'more',
    },
    {
      name: `hardly answered, ${name}: recall`,
      value: share(said.right, said.missed),
      goal: goals.recall,
      better: 'more',
    },
  ];
}

/**
 * How surely the shelf says that it has no close answer: of questions whose answers are taken away
 * with all of their laws and fields, and of questions of no law.
 */
export function honestHelp(
  all: SearchReader,
  demo: SearchReader,
  credit: ReadonlyMap<string, string>,
): Figure[] {
  const answers = new Answers(credit);
  const laws: Asked[] = readQuestions().questions.map(({ text, relevant }, i) => ({
    text: i % 2 === 0 ? text : fold(text),
    answers: relevant,
  }));
  const everyday: Asked[] = [
    ...readEveryday(),
    ...readUnanswered().map((text) => ({ text, answers: [] })),
  ];
  return [
    ...figuresOf(all, answers, '520 questions', laws, { precision: 0.85, recall: 0.6 }),
    ...figuresOf(all, answers, 'everyday', everyday, { precision: 0.85, recall: 0.4 }),
    ...figuresOf(demo, answers, 'everyday, demo shelf', everyday, { precision: 0.85, recall: 0.7 }),
  ];
}
