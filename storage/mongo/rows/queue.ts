import type { Connection } from 'mongoose';
import { JOB_KINDS, type JobKind } from '#server/base/job.ts';
import { model, text, words, number, whole, nullableText } from './model.ts';

/** What a job keeps wherever it stands. */
interface JobFacts {
  readonly kind: JobKind;
  readonly payload: Readonly<Record<string, string>>;
  readonly priority: number;
  readonly attempts: number;
  readonly reason: string | null;
  readonly createdAt: string;
  /** Absent from jobs of nobody. */
  readonly owner?: string;
  /** The round of its kind in which it has its turn; absent from rows of a former version: 0. */
  readonly turn?: number;
}

/** `_id` is the job's key: a key waits once. */
export interface WaitingRow extends JobFacts {
  readonly _id: string;
  readonly jobId: string;
  readonly group: string;
  readonly notBefore: string;
}

/** `_id` is the job's group: a group runs once. */
export interface RunningRow extends JobFacts {
  readonly _id: string;
  readonly jobId: string;
  readonly key: string;
  readonly worker: string;
  readonly leaseUntil: string;
}

/** `_id` is the job's own id. */
export interface FailedRow extends JobFacts {
  readonly _id: string;
  readonly key: string;
  readonly group: string;
}

const jobFacts = {
  kind: { ...text, enum: JOB_KINDS },
  payload: whole,
  priority: number,
  attempts: number,
  reason: nullableText,
  createdAt: text,
  owner: { type: String },
  turn: { type: Number },
} as const;

/**
 * A collection for each state, named by what may stand in it once: a key waits once, a group runs
 * once.
 */
export const queueModels = (connection: Connection) => ({
  waiting: model<WaitingRow>(
    connection,
    'jobs-waiting',
    { ...jobFacts, jobId: text, group: text, notBefore: words },
    [
      { keys: { priority: -1, turn: 1, jobId: 1 } },
      { keys: { group: 1 } },
      { keys: { kind: 1, owner: 1, turn: 1 } },
    ],
  ),
  running: model<RunningRow>(
    connection,
    'jobs-running',
    { ...jobFacts, jobId: text, key: text, worker: text, leaseUntil: text },
    [{ keys: { jobId: 1 } }],
  ),
  failed: model<FailedRow>(connection, 'jobs-failed', { ...jobFacts, key: text, group: text }),
});
