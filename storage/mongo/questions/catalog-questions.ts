import type { ClientSession, Connection, QueryFilter } from 'mongoose';
import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import type { Page } from '#server/base/page.ts';
import { OPEN_STATES, questionNumber, type Question } from '#server/questions/question.ts';
import type { QuestionCatalog, WaitingQuestions } from '#server/questions/question-catalog.ts';
import type { Models } from '../models.ts';
import { insertJobs } from '../queue.ts';
import type { QuestionRow } from '../rows/questions.ts';
import { inTransaction } from '../transactions.ts';

const rowOf = (question: Question): QuestionRow => {
  const [, year = '', count = '0'] = question.number.split('-');
  const sortAt = question.settledAt ?? question.runsFrom;
  return {
    _id: question.id,
    year,
    count: Number(count),
    secretHash: question.secretHash,
    state: question.state,
    unitId: question.unitId,
    version: question.version,
    createdAt: question.createdAt,
    sortAt,
    answeredAt: question.itemId === null ? null : sortAt,
    eraseAt: question.eraseAt,
    question,
  };
};

/** Inserts or replaces by id, inside a running transaction. */
export async function putQuestion(
  { questions }: Models,
  question: Question,
  session: ClientSession,
): Promise<void> {
  await questions.replaceOne({ _id: question.id }, rowOf(question), {
    upsert: true,
    runValidators: true,
    session,
  });
}

const ofUnits = (unitIds: readonly string[] | null): QueryFilter<QuestionRow> =>
  unitIds === null ? {} : { unitId: { $in: [...unitIds] } };

/** While a question is open, `sortAt` is when its days began to count. */
function waitingFilter(which: WaitingQuestions): QueryFilter<QuestionRow> {
  const { unitIds, state, since, runsBefore, notBy } = which;
  const began = state === 'waiting' ? 'sortAt' : 'question.draft.at';
  return {
    $and: [
      { state, ...ofUnits(unitIds) },
      since === undefined ? {} : { [began]: { $gt: since } },
      runsBefore === undefined ? {} : { sortAt: { $lt: runsBefore } },
      notBy === undefined ? {} : { 'question.draft.byId': { $ne: notBy } },
    ],
  };
}

async function oneOf(
  { questions }: Models,
  filter: QueryFilter<QuestionRow>,
  session: ClientSession | null = null,
): Promise<Question | null> {
  const row = (await questions.findOne(filter).session(session).lean()) as QuestionRow | null;
  return row?.question ?? null;
}

interface PageQuery {
  readonly filter: QueryFilter<QuestionRow>;
  readonly limit: number;
  readonly after: string | null;
  readonly descending: boolean;
  readonly key: 'sortAt' | 'answeredAt';
}

async function pageOf(
  { questions }: Models,
  { filter, limit, after, descending, key }: PageQuery,
): Promise<Page<Question>> {
  const all = [filter];
  const beyond = descending ? '$lt' : '$gt';
  if (after !== null) {
    const [at, id] = readCursor(after, ['string', 'string']) as string[];
    all.push({ $or: [{ [key]: { [beyond]: at } }, { [key]: at, _id: { [beyond]: id } }] });
  }
  const order = descending ? -1 : 1;
  const found = (await questions
    .find({ $and: all }, null, { sort: { [key]: order, _id: order }, limit: limit + 1 })
    .lean()) as QuestionRow[];
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows: rows.map(({ question }) => question),
    next: found.length > limit && last ? writeCursor([last.sortAt, last._id]) : null,
  };
}

async function add(
  models: Models,
  question: Question,
  year: string,
  mostHeld: number,
  session: ClientSession,
): Promise<Question | null> {
  const { questions } = models;
  const known = await oneOf(models, { secretHash: question.secretHash }, session);
  if (known !== null) return known;
  const held =
    question.state === 'held'
      ? await questions.countDocuments({ state: 'held' }).session(session)
      : 0;
  if (question.state === 'held' && held >= mostHeld) return null;
  const [last] = await questions
    .find({ year }, { count: 1 }, { session, sort: { count: -1 }, limit: 1 })
    .lean();
  // Two at once take the same number, or have one secret: the index refuses the second, which looks
  // again.
  const number = questionNumber(year, (last?.count ?? 0) + 1);
  const added = { ...question, number, version: 1 };
  await questions.create([rowOf(added)], { session });
  return added;
}

/** Throws `stale-version` where the stored version is another. */
async function replace(
  { questions }: Models,
  { id, version }: Question,
  after: Question | null,
  session: ClientSession,
): Promise<void> {
  const stored = { _id: id, version };
  const met =
    after === null
      ? (await questions.deleteOne(stored, { session })).deletedCount
      : (await questions.replaceOne(stored, rowOf(after), { session, runValidators: true }))
          .matchedCount;
  if (met === 0) throw new AppError('stale-version', { id });
}

const FACTS = {
  state: 1,
  unitId: 1,
  'question.subject': 1,
  'question.createdAt': 1,
  'question.runsFrom': 1,
  'question.settledAt': 1,
  'question.helped': 1,
  'question.way': 1,
} as const;

const lists = (
  models: Models,
): Pick<
  QuestionCatalog,
  | 'listQuestions'
  | 'listPublishedQuestions'
  | 'countQuestions'
  | 'countWaitingQuestions'
  | 'questionFacts'
> => ({
  listQuestions: ({ unitIds, states, limit, after }) =>
    pageOf(models, {
      filter: { state: { $in: [...states] }, ...ofUnits(unitIds) },
      limit,
      after,
      descending: !states.some((state) => OPEN_STATES.includes(state)),
      key: 'sortAt',
    }),
  listPublishedQuestions: (limit, after) =>
    pageOf(models, {
      filter: { answeredAt: { $ne: null } },
      limit,
      after,
      descending: true,
      key: 'answeredAt',
    }),
  countQuestions: async (unitIds) => {
    const rows = await models.questions.aggregate<{ _id: string; n: number }>([
      { $match: ofUnits(unitIds) },
      { $group: { _id: '$state', n: { $sum: 1 } } },
    ]);
    return Object.fromEntries(rows.map(({ _id, n }) => [_id, n]));
  },
  countWaitingQuestions: (which, most) =>
    models.questions.countDocuments(waitingFilter(which), { limit: most }),
  questionFacts: async (unitIds, since) => {
    const rows = (await models.questions
      .find({ state: { $ne: 'held' }, createdAt: { $gte: since }, ...ofUnits(unitIds) }, FACTS)
      .lean()) as QuestionRow[];
    return rows.map(({ state, unitId, question }) => ({
      ...question,
      state: state as Question['state'],
      unitId,
    }));
  },
});

/** What citizens ask, and what became of it. */
export const catalogQuestions = (connection: Connection, models: Models): QuestionCatalog => ({
  addQuestion: (question, year, mostHeld) =>
    inTransaction(
      connection,
      (session) => add(models, question, year, mostHeld, session),
      // As many as come at the same instant have to count again.
      50,
    ),
  saveQuestion: (question, jobs) =>
    inTransaction(connection, async (session) => {
      const saved = { ...question, version: question.version + 1 };
      await replace(models, question, saved, session);
      await insertJobs(models, jobs, new Date().toISOString(), session);
      return saved;
    }),
  findQuestion: (id) => oneOf(models, { _id: id }),
  findQuestionByNumber: (number) => {
    const [, year = '', count = ''] = number.split('-');
    return oneOf(models, { year, count: Number(count) });
  },
  findQuestionBySecret: (secretHash) => oneOf(models, { secretHash }),
  ...lists(models),
  questionsToErase: async (now, limit) =>
    (
      (await models.questions
        .find({ eraseAt: { $ne: null, $lte: now } }, null, {
          sort: { eraseAt: 1, _id: 1 },
          limit,
        })
        .lean()) as QuestionRow[]
    ).map(({ question }) => question),
  eraseQuestion: (before, after) =>
    inTransaction(connection, (session) =>
      replace(
        models,
        before,
        after === null ? null : { ...after, version: before.version + 1 },
        session,
      ),
    ),
});
