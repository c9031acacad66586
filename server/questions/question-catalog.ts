import type { NewJob } from '#server/base/job.ts';
import type { Page } from '#server/base/page.ts';
import type { Question, QuestionFact, QuestionState } from './question.ts';

export interface QuestionList {
  /** Units whose questions are meant; null for all. */
  readonly unitIds: readonly string[] | null;
  readonly states: readonly QuestionState[];
  readonly limit: number;
  readonly after: string | null;
}

/** Which of the questions that wait for somebody are meant. */
export interface WaitingQuestions {
  /** Units whose questions are meant; null for all. */
  readonly unitIds: readonly string[] | null;
  /** Those that want an answer, or those whose answer wants an approval. */
  readonly state: 'waiting' | 'drafted';
  /** Only those that began to wait after this instant. */
  readonly since?: string;
  /** Only those whose days count from before this instant. */
  readonly runsBefore?: string;
  /** Without those that this account drafted. */
  readonly notBy?: string;
}

/** The part of the port `Catalog` that keeps what citizens ask: private, beside the items. */
export interface QuestionCatalog {
  /**
   * Keeps a new question as version 1 and gives it the next number of `year`; of a secret that is
   * known, the one that has it as it stands. Null, and nothing is kept, where it is held and
   * `mostHeld` are already.
   */
  addQuestion(question: Question, year: string, mostHeld: number): Promise<Question | null>;
  /**
   * Saves it as `version + 1` with the jobs it causes, all or nothing; what stood there before is
   * overwritten. Throws `stale-version` when the stored version differs.
   */
  saveQuestion(question: Question, jobs: readonly NewJob[]): Promise<Question>;
  /** Null when missing. */
  findQuestion(id: string): Promise<Question | null>;
  findQuestionByNumber(number: string): Promise<Question | null>;
  findQuestionBySecret(secretHash: string): Promise<Question | null>;
  /** Open ones from the one that has waited longest, settled ones from the newest; ties by id. */
  listQuestions(list: QuestionList): Promise<Page<Question>>;
  /** How many of each state there are; states without any are left out. */
  countQuestions(
    unitIds: readonly string[] | null,
  ): Promise<Partial<Readonly<Record<QuestionState, number>>>>;
  /** How many of these wait; counting stops at `most`. */
  countWaitingQuestions(which: WaitingQuestions, most: number): Promise<number>;
  /** Of all questions that are not held and came since this instant; no order. */
  questionFacts(unitIds: readonly string[] | null, since: string): Promise<QuestionFact[]>;
  /** Those that were published as items, newest answer first. */
  listPublishedQuestions(limit: number, after: string | null): Promise<Page<Question>>;
  /** Those whose `eraseAt` has come at `now`, oldest first. */
  questionsToErase(now: string, limit: number): Promise<Question[]>;
  /**
   * Saves what is left of a question after its data were erased, or takes it away whole for null;
   * what stood there is overwritten where the engine keeps it. Throws `stale-version`.
   */
  eraseQuestion(before: Question, after: Question | null): Promise<void>;
}
