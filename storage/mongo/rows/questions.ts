import type { Connection } from 'mongoose';
import type { Question } from '#server/questions/question.ts';
import { model, nullableText, number, text, whole } from './model.ts';

/** A question whole, beside what lists and times need. */
export interface QuestionRow {
  readonly _id: string;
  readonly year: string;
  readonly count: number;
  readonly secretHash: string;
  readonly state: string;
  readonly unitId: string;
  readonly version: number;
  readonly createdAt: string;
  readonly sortAt: string;
  /** Null while it is not published. */
  readonly answeredAt: string | null;
  readonly eraseAt: string | null;
  readonly question: Question;
}

export const questionModels = (connection: Connection) => ({
  questions: model<QuestionRow>(
    connection,
    'questions',
    {
      year: text,
      count: number,
      secretHash: text,
      state: text,
      unitId: text,
      version: number,
      createdAt: text,
      sortAt: text,
      answeredAt: nullableText,
      eraseAt: nullableText,
      question: whole,
    },
    [
      { keys: { year: 1, count: 1 }, unique: true },
      { keys: { secretHash: 1 }, unique: true },
      { keys: { state: 1, sortAt: 1, _id: 1 } },
      { keys: { unitId: 1, state: 1, sortAt: 1, _id: 1 } },
      { keys: { answeredAt: 1, _id: 1 } },
      { keys: { eraseAt: 1, _id: 1 } },
    ],
  ),
});
