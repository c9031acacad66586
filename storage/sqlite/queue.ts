import type { Job, JobKind, JobState, NewJob } from '#server/base/job.ts';
import type { Queue } from '#server/ports.ts';
import type { Database } from './database.ts';

interface JobRow {
  id: number;
  kind: JobKind;
  key: string;
  payload: string;
  priority: number;
  job_group: string;
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
  state: row.state,
  attempts: row.attempts,
  reason: row.reason,
  createdAt: row.created_at,
});

/** Adds jobs inside a running transaction; one with the key of a waiting job is that job. */
export function insertJobs(db: Database, jobs: readonly NewJob[], now: string): void {
  for (const job of jobs) {
    db.run(
      `INSERT INTO job (kind, key, payload, priority, job_group, state, not_before, created_at) VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?) ON CONFLICT DO NOTHING`,
      job.kind,
      job.key,
      JSON.stringify(job.payload),
      job.priority,
      job.group,
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
    // A dead worker's job comes back; when the same work was submitted again meanwhile, that one stands for both.
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
       ORDER BY priority DESC, id LIMIT 1`,
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
    finish: async (id, worker, outcome) => {
      db.transaction(() => {
        const mine = db.get<{ key: string }>(
          `SELECT key FROM job WHERE id = ? AND worker = ? AND state = 'running'`,
          Number(id),
          worker,
        );
        if (!mine) return;
        // Done jobs leave nothing behind; so does one whose work was submitted again while it ran and must be retried.
        const again =
          (outcome.state === 'retry' || outcome.state === 'handed-back') &&
          db.get(`SELECT 1 FROM job WHERE state = 'waiting' AND key = ?`, mine.key) !== undefined;
        if (outcome.state === 'done' || again) db.run('DELETE FROM job WHERE id = ?', Number(id));
        else if (outcome.state === 'retry')
          db.run(
            `UPDATE job SET state = 'waiting', reason = ?, not_before = ?, worker = NULL, lease_until = NULL WHERE id = ?`,
            outcome.reason,
            outcome.notBefore,
            Number(id),
          );
        else if (outcome.state === 'handed-back')
          db.run(
            `UPDATE job SET state = 'waiting', attempts = attempts - 1, not_before = '', worker = NULL, lease_until = NULL WHERE id = ?`,
            Number(id),
          );
        else
          db.run(
            `UPDATE job SET state = 'failed', reason = ?, worker = NULL, lease_until = NULL WHERE id = ?`,
            outcome.reason,
            Number(id),
          );
      });
    },
    pending: async () => count(''),
    pendingOfGroup: async (group) => count('AND job_group = ?', group),
    failed: async (limit) =>
      db
        .all<JobRow>(`SELECT * FROM job WHERE state = 'failed' ORDER BY id DESC LIMIT ?`, limit)
        .map(jobOf),
    retry: async (id) =>
      db.transaction(() => {
        const job = db.get<{ key: string }>(
          `SELECT key FROM job WHERE id = ? AND state = 'failed'`,
          Number(id),
        );
        if (!job) return false;
        if (db.get(`SELECT 1 FROM job WHERE state = 'waiting' AND key = ?`, job.key))
          db.run('DELETE FROM job WHERE id = ?', Number(id));
        else
          db.run(
            `UPDATE job SET state = 'waiting', attempts = 0, reason = NULL, not_before = '' WHERE id = ?`,
            Number(id),
          );
        return true;
      }),
  };
}
