import type { Job, JobKind, JobState, NewJob } from '#server/base/job.ts';
import type { JobOutcome, KindCensus, Queue } from '#server/ports.ts';
import type { Database } from './database.ts';

interface JobRow {
  id: number;
  kind: JobKind;
  key: string;
  payload: string;
  priority: number;
  job_group: string;
  owner: string | null;
  state: JobState;
  attempts: number;
  reason: string | null;
  created_at: string;
}

const jobOf = (row: JobRow): Job => ({
  id: String(row.id),
  kind: row.kind,
  key: row.key,
  payload: JSON.parse(row.payload) as Record<string, string>,
  priority: row.priority,
  group: row.job_group,
  ...(row.owner === null ? {} : { owner: row.owner }),
  state: row.state,
  attempts: row.attempts,
  reason: row.reason,
  createdAt: row.created_at,
});

/**
 * The round of its kind in which a job has its turn: one after the owner's last that waits, else the
 * round that is on (start-time fair queueing: Goyal, Vin and Cheng, SIGCOMM 1996, with every job as
 * long as another).
 */
function turnOf(db: Database, { kind, owner }: NewJob): number {
  if (owner === undefined) return 0;
  const round = (which: string, ...values: readonly string[]): number | null =>
    db.get<{ turn: number | null }>(
      `SELECT ${which} AS turn FROM job WHERE state = 'waiting' AND kind = ?${values.length > 0 ? ' AND owner = ?' : ' AND owner IS NOT NULL'}`,
      kind,
      ...values,
    )!.turn;
  return round('max(turn) + 1', owner) ?? round('min(turn)') ?? 0;
}

/** Adds jobs inside a running transaction; one with the key of a waiting job is that job. */
export function insertJobs(db: Database, jobs: readonly NewJob[], now: string): void {
  for (const job of jobs) {
    db.run(
      `INSERT INTO job (kind, key, payload, priority, job_group, owner, turn, state, not_before, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?) ON CONFLICT DO NOTHING`,
      job.kind,
      job.key,
      JSON.stringify(job.payload),
      job.priority,
      job.group,
      job.owner ?? null,
      turnOf(db, job),
      now,
      now,
    );
  }
}

function claim(
  db: Database,
  kinds: readonly JobKind[],
  worker: string,
  now: string,
  leaseUntil: string,
): Job | null {
  return db.transaction(() => {
    // A dead worker's job comes back; when the same work was submitted again meanwhile, that one
    // stands for both.
    db.run(
      `DELETE FROM job WHERE state = 'running' AND lease_until < ? AND key IN (SELECT key FROM job WHERE state = 'waiting')`,
      now,
    );
    db.run(
      `UPDATE job SET state = 'waiting', worker = NULL, lease_until = NULL WHERE state = 'running' AND lease_until < ?`,
      now,
    );
    const row = db.get<JobRow>(
      `SELECT * FROM job j WHERE state = 'waiting' AND not_before <= ? AND kind IN (${kinds.map(() => '?').join(', ')})
         AND NOT EXISTS (SELECT 1 FROM job r WHERE r.job_group = j.job_group AND r.state = 'running')
       ORDER BY priority DESC, turn, id LIMIT 1`,
      now,
      ...kinds,
    );
    if (!row) return null;
    db.run(
      `UPDATE job SET state = 'running', attempts = attempts + 1, worker = ?, lease_until = ? WHERE id = ?`,
      worker,
      leaseUntil,
      row.id,
    );
    return jobOf({ ...row, state: 'running', attempts: row.attempts + 1 });
  });
}

const isSubmittedAgain = (db: Database, key: string): boolean =>
  db.get(`SELECT 1 FROM job WHERE state = 'waiting' AND key = ?`, key) !== undefined;

/** Ends a run; ignored when the lease was lost to another worker. */
function finish(db: Database, id: number, worker: string, outcome: JobOutcome): void {
  db.transaction(() => {
    const mine = db.get<{ key: string }>(
      `SELECT key FROM job WHERE id = ? AND worker = ? AND state = 'running'`,
      id,
      worker,
    );
    if (mine) putOutcome(db, id, mine.key, outcome);
  });
}

function putOutcome(db: Database, id: number, key: string, outcome: JobOutcome): void {
  switch (outcome.state) {
    case 'done':
      db.run('DELETE FROM job WHERE id = ?', id);
      break;
    case 'failed':
      db.run(
        `UPDATE job SET state = 'failed', reason = ?, worker = NULL, lease_until = NULL WHERE id = ?`,
        outcome.reason,
        id,
      );
      break;
    default:
      // Work that was submitted again while this job ran waits already: that job stands for both.
      if (isSubmittedAgain(db, key)) db.run('DELETE FROM job WHERE id = ?', id);
      else if (outcome.state === 'retry')
        db.run(
          `UPDATE job SET state = 'waiting', reason = ?, not_before = ?, worker = NULL, lease_until = NULL WHERE id = ?`,
          outcome.reason,
          outcome.notBefore,
          id,
        );
      else
        db.run(
          `UPDATE job SET state = 'waiting', attempts = attempts - 1, not_before = '', worker = NULL, lease_until = NULL WHERE id = ?`,
          id,
        );
  }
}

/** Puts a failed job back to waiting; false when there is none such. */
const retry = (db: Database, id: number): boolean =>
  db.transaction(() => {
    const job = db.get<{ key: string }>(
      `SELECT key FROM job WHERE id = ? AND state = 'failed'`,
      id,
    );
    if (!job) return false;
    if (isSubmittedAgain(db, job.key)) db.run('DELETE FROM job WHERE id = ?', id);
    else
      db.run(
        `UPDATE job SET state = 'waiting', attempts = 0, reason = NULL, not_before = '' WHERE id = ?`,
        id,
      );
    return true;
  });

/**
 * Jobs in the catalogue's own file: what a change causes is submitted in the change's transaction.
 */
export function openQueue(db: Database): Queue {
  const count = (where: string, ...values: string[]): number =>
    db.get<{ n: number }>(
      `SELECT count(*) AS n FROM job WHERE state IN ('waiting', 'running') ${where}`,
      ...values,
    )?.n ?? 0;
  return {
    submit: async (jobs) => {
      db.transaction(() => insertJobs(db, jobs, new Date().toISOString()));
    },
    claim: async (kinds, worker, now, leaseUntil) => claim(db, kinds, worker, now, leaseUntil),
    heartbeat: async (id, worker, leaseUntil) =>
      db.run(
        `UPDATE job SET lease_until = ? WHERE id = ? AND worker = ? AND state = 'running'`,
        leaseUntil,
        Number(id),
        worker,
      ).changes === 1,
    finish: async (id, worker, outcome) => finish(db, Number(id), worker, outcome),
    pending: async () => count(''),
    pendingOfGroup: async (group) => count('AND job_group = ?', group),
    failed: async (limit) =>
      db
        .all<JobRow>(`SELECT * FROM job WHERE state = 'failed' ORDER BY id DESC LIMIT ?`, limit)
        .map(jobOf),
    census: async () =>
      db
        .all<KindCensus>(
          `SELECT kind, sum(state = 'waiting') AS waiting, sum(state = 'running') AS running, sum(state = 'failed') AS failed,
             min(CASE WHEN state = 'waiting' THEN created_at END) AS oldestAt FROM job GROUP BY kind ORDER BY kind`,
        )
        .map((row) => ({ ...row })),
    retry: async (id) => retry(db, Number(id)),
  };
}
