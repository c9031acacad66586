import { readCursor, writeCursor } from '#server/base/cursor.ts';
import { AppError } from '#server/base/errors.ts';
import type { Page } from '#server/base/page.ts';
import { OPEN_STATES, questionNumber, type Question } from '#server/questions/question.ts';
import type { QuestionFact, QuestionState } from '#server/questions/question.ts';
import type {
  QuestionCatalog,
  QuestionList,
  WaitingQuestions,
} from '#server/questions/question-catalog.ts';
import type { Database, SqlValue } from '../database.ts';
import { emptyLog, findDocument, listDocuments, writingOver } from '../documents.ts';
import { insertJobs } from '../queue.ts';

/** Inserts or replaces by id; inside a running transaction where there is one. */
export function putQuestion(db: Database, question: Question): void {
  const [, year = '', count = '0'] = question.number.split('-');
  db.run(
    `INSERT OR REPLACE INTO question (id, year, count, secret_hash, state, unit_id, version, sort_at, answered_at, erase_at, doc)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    question.id,
    year,
    Number(count),
    question.secretHash,
    question.state,
    question.unitId,
    question.version,
    question.settledAt ?? question.runsFrom,
    question.itemId === null ? null : (question.settledAt ?? question.runsFrom),
    question.eraseAt,
    JSON.stringify(question),
  );
}

const ofUnits = (unitIds: readonly string[] | null): readonly [sql: string, values: SqlValue[]] =>
  unitIds === null
    ? ['', []]
    : ['AND unit_id IN (SELECT value FROM json_each(?))', [JSON.stringify(unitIds)]];

/** One page of questions in an order of `column` and id. */
function pageOf(
  db: Database,
  { where, values, limit, after, descending, column }: PageQuery,
): Page<Question> {
  const beyond = descending ? '<' : '>';
  const [at, id] = after === null ? [] : (readCursor(after, ['string', 'string']) as string[]);
  const found = listDocuments<Question>(
    db,
    `SELECT doc FROM question WHERE ${where} ${after === null ? '' : `AND (${column}, id) ${beyond} (?, ?)`}
     ORDER BY ${column} ${descending ? 'DESC, id DESC' : ', id'} LIMIT ?`,
    ...values,
    ...(after === null ? [] : [at!, id!]),
    limit + 1,
  );
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    rows,
    next:
      found.length > limit && last ? writeCursor([last.settledAt ?? last.runsFrom, last.id]) : null,
  };
}

interface PageQuery {
  readonly where: string;
  readonly values: readonly SqlValue[];
  readonly limit: number;
  readonly after: string | null;
  readonly descending: boolean;
  readonly column: 'sort_at' | 'answered_at';
}

function list(db: Database, { unitIds, states, limit, after }: QuestionList): Page<Question> {
  const [units, values] = ofUnits(unitIds);
  return pageOf(db, {
    where: `state IN (SELECT value FROM json_each(?)) ${units}`,
    values: [JSON.stringify(states), ...values],
    limit,
    after,
    descending: !states.some((state) => OPEN_STATES.includes(state)),
    column: 'sort_at',
  });
}

/** While a question is open, `sort_at` is when its days began to count. */
function countWaiting(db: Database, which: WaitingQuestions, most: number): number {
  const { unitIds, state, since, runsBefore, notBy } = which;
  const [units, unitValues] = ofUnits(unitIds);
  const began = state === 'waiting' ? 'sort_at' : `doc ->> '$.draft.at'`;
  const limits: readonly (readonly [string, string | undefined])[] = [
    [`AND ${began} > ?`, since],
    ['AND sort_at < ?', runsBefore],
    [`AND doc ->> '$.draft.byId' <> ?`, notBy],
  ];
  const given = limits.filter(
    (limit): limit is readonly [string, string] => limit[1] !== undefined,
  );
  return db.get<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM question WHERE state = ? ${units}
     ${given.map(([sql]) => sql).join(' ')} LIMIT ?)`,
    state,
    ...unitValues,
    ...given.map(([, value]) => value),
    most,
  )!.n;
}

function mustBeAt(db: Database, { id, version }: Question): void {
  const stored = db.get<{ version: number }>('SELECT version FROM question WHERE id = ?', id);
  if (stored?.version !== version) throw new AppError('stale-version', { id });
}

const ofSecret = (db: Database, hash: string): Question | null =>
  findDocument<Question>(db, 'SELECT doc FROM question WHERE secret_hash = ?', hash);

function add(db: Database, question: Question, year: string, mostHeld: number): Question | null {
  return db.transaction(() => {
    const known = ofSecret(db, question.secretHash);
    if (known !== null) return known;
    const { held } = db.get<{ held: number }>(
      `SELECT count(*) AS held FROM question WHERE state = 'held'`,
    )!;
    if (question.state === 'held' && held >= mostHeld) return null;
    const { most } = db.get<{ most: number }>(
      'SELECT coalesce(max(count), 0) AS most FROM question WHERE year = ?',
      year,
    )!;
    const added = { ...question, number: questionNumber(year, most + 1), version: 1 };
    putQuestion(db, added);
    return added;
  });
}

function save(db: Database, question: Question, jobs: Parameters<typeof insertJobs>[1]): Question {
  return writingOver(db, () => {
    mustBeAt(db, question);
    const saved = { ...question, version: question.version + 1 };
    putQuestion(db, saved);
    insertJobs(db, jobs, new Date().toISOString());
    return saved;
  });
}

function erase(db: Database, before: Question, after: Question | null): void {
  writingOver(db, () => {
    mustBeAt(db, before);
    if (after === null) db.run('DELETE FROM question WHERE id = ?', before.id);
    else putQuestion(db, { ...after, version: before.version + 1 });
  });
  emptyLog(db);
}

/** What citizens ask, and what became of it. */
export const catalogQuestions = (db: Database): QuestionCatalog => ({
  addQuestion: async (question, year, mostHeld) => add(db, question, year, mostHeld),
  saveQuestion: async (question, jobs) => save(db, question, jobs),
  findQuestion: async (id) => findDocument(db, 'SELECT doc FROM question WHERE id = ?', id),
  findQuestionByNumber: async (number) => {
    const [, year = '', count = ''] = number.split('-');
    return findDocument(
      db,
      'SELECT doc FROM question WHERE year = ? AND count = ?',
      year,
      Number(count),
    );
  },
  findQuestionBySecret: async (hash) => ofSecret(db, hash),
  listQuestions: async (wanted) => list(db, wanted),
  countQuestions: async (unitIds) => {
    const [units, values] = ofUnits(unitIds);
    const rows = db.all<{ state: QuestionState; n: number }>(
      `SELECT state, count(*) AS n FROM question WHERE 1 ${units} GROUP BY state`,
      ...values,
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  },
  countWaitingQuestions: async (which, most) => countWaiting(db, which, most),
  questionFacts: async (unitIds, since) => {
    const [units, values] = ofUnits(unitIds);
    return db
      .all<Omit<QuestionFact, 'helped'> & { readonly helped: number | null }>(
        `SELECT state, unit_id AS unitId, doc ->> '$.subject' AS subject, doc ->> '$.createdAt' AS createdAt,
           doc ->> '$.runsFrom' AS runsFrom, doc ->> '$.settledAt' AS settledAt, doc ->> '$.helped' AS helped, doc ->> '$.way' AS way
         FROM question WHERE state <> 'held' AND doc ->> '$.createdAt' >= ? ${units}`,
        since,
        ...values,
      )
      .map((row) => ({ ...row, helped: row.helped === null ? null : row.helped === 1 }));
  },
  listPublishedQuestions: async (limit, after) =>
    pageOf(db, {
      where: 'answered_at IS NOT NULL',
      values: [],
      limit,
      after,
      descending: true,
      column: 'answered_at',
    }),
  questionsToErase: async (now, limit) =>
    listDocuments(
      db,
      'SELECT doc FROM question WHERE erase_at <= ? ORDER BY erase_at, id LIMIT ?',
      now,
      limit,
    ),
  eraseQuestion: async (before, after) => erase(db, before, after),
});

/** All of them by id, as backups and moves carry them. */
export function* questionRecords(db: Database): Iterable<Question> {
  const rows = db.raw.prepare('SELECT doc FROM question ORDER BY id').iterate();
  for (const row of rows) yield JSON.parse((row as { doc: string }).doc) as Question;
}
