import type { ClientSession, Connection } from 'mongoose';
import { createIdMaker } from '#server/base/ids.ts';
import type { Job, JobKind, NewJob } from '#server/base/job.ts';
import type { JobOutcome, KindCensus, Queue } from '#server/ports.ts';
import type { Models } from './models.ts';
import { DUPLICATE_KEY, duplicateOf } from './mongo-errors.ts';
import type { FailedRow, RunningRow, WaitingRow } from './rows/queue.ts';
import { inTransaction } from './transactions.ts';

/** Ids sort by the time they were made: the oldest job goes first. */
const newJobId = createIdMaker(Date.now, Math.random);

/** What a job keeps wherever its row stands. */
const factsOf = ({
  kind,
  payload,
  priority,
  attempts,
  reason,
  createdAt,
  owner,
  turn = 0,
}: WaitingRow | RunningRow | FailedRow) => ({
  kind,
  payload,
  priority,
  attempts,
  reason,
  createdAt,
  turn,
  ...(owner === undefined ? {} : { owner }),
});

/** A job as it was submitted. */
function jobOf(
  row: WaitingRow | RunningRow | FailedRow,
): Omit<Job, 'id' | 'key' | 'group' | 'state'> {
  const { turn: _, ...facts } = factsOf(row);
  return facts;
}

/**
 * The round of its kind in which the next job of this owner has its turn, as on the embedded storage
 * (storage/sqlite/queue.ts).
 */
async function nextTurn(
  { waiting }: Models,
  kind: JobKind,
  owner: string,
  session: ClientSession | null,
): Promise<number> {
  const turnOf = async (filter: Readonly<Record<string, unknown>>, order: 1 | -1) =>
    (await waiting.findOne(filter, { turn: 1 }, { session, sort: { turn: order } }).lean())?.turn;
  const last = await turnOf({ kind, owner }, -1);
  return last === undefined ? ((await turnOf({ kind, owner: { $gt: '' } }, 1)) ?? 0) : last + 1;
}

/** Puts a job among those that wait; when the same work waits already, that one stands for both. */
async function putBack(
  { waiting }: Models,
  { _id, ...row }: WaitingRow,
  session: ClientSession,
): Promise<void> {
  await waiting.updateOne({ _id }, { $setOnInsert: row }, { upsert: true, session });
}

/** The turn of each, one after another where they have one owner. */
async function turnsOf(
  models: Models,
  added: readonly NewJob[],
  session: ClientSession | null,
): Promise<number[]> {
  const next = new Map<string, number>();
  const turns: number[] = [];
  for (const { kind, owner } of added) {
    const line = `${kind} ${owner}`;
    const turn =
      owner === undefined ? 0 : (next.get(line) ?? (await nextTurn(models, kind, owner, session)));
    next.set(line, turn + 1);
    turns.push(turn);
  }
  return turns;
}

/**
 * Adds jobs, inside a running transaction when one is given; one with the key of a waiting job is
 * that job.
 */
export async function insertJobs(
  models: Models,
  added: readonly NewJob[],
  now: string,
  session: ClientSession | null = null,
): Promise<void> {
  if (added.length === 0) return;
  const turns = await turnsOf(models, added, session);
  await models.waiting.bulkWrite(
    added.map(({ key, ...job }, i) => ({
      updateOne: {
        filter: { _id: key },
        upsert: true,
        update: {
          $setOnInsert: {
            ...job,
            turn: turns[i]!,
            jobId: newJobId(),
            attempts: 0,
            reason: null,
            notBefore: now,
            createdAt: now,
          },
        },
      },
    })),
    session ? { session } : { ordered: false },
  );
}

/**
 * Outside a transaction another may insert the same key between look and write: then it waits
 * already.
 */
async function submit(models: Models, added: readonly NewJob[]): Promise<void> {
  try {
    await insertJobs(models, added, new Date().toISOString());
  } catch (error) {
    const refused = (error as { writeErrors?: readonly { code: number }[] }).writeErrors ?? [];
    if (duplicateOf(error) === null || refused.some(({ code }) => code !== DUPLICATE_KEY))
      throw error;
  }
}

type Lease = Pick<RunningRow, '_id' | 'jobId' | 'leaseUntil'>;

/** Jobs whose worker died come back. */
async function returnDead(
  connection: Connection,
  models: Models,
  dead: readonly Lease[],
): Promise<void> {
  const { running } = models;
  for (const { _id, jobId, leaseUntil } of dead) {
    await inTransaction(connection, async (session) => {
      const row = (await running
        .findOneAndDelete({ _id, jobId, leaseUntil }, { session })
        .lean()) as RunningRow | null;
      if (row)
        await putBack(
          models,
          { ...factsOf(row), _id: row.key, jobId: row.jobId, group: row._id, notBefore: '' },
          session,
        );
    });
  }
}

/**
 * Moves one waiting job to this worker; null when another was quicker, with the job or with its
 * group.
 */
async function take(
  connection: Connection,
  { waiting, running }: Models,
  chosen: { _id: string; jobId: string },
  lease: { worker: string; leaseUntil: string },
): Promise<Job | null> {
  try {
    return await inTransaction(
      connection,
      async (session) => {
        const row = (await waiting
          .findOneAndDelete({ _id: chosen._id, jobId: chosen.jobId }, { session })
          .lean()) as WaitingRow | null;
        if (!row) return null;
        const counted = { ...row, attempts: row.attempts + 1 };
        await running.insertMany(
          [{ ...factsOf(counted), ...lease, _id: row.group, jobId: row.jobId, key: row._id }],
          { session },
        );
        return {
          ...jobOf(counted),
          id: row.jobId,
          key: row._id,
          group: row.group,
          state: 'running',
        } satisfies Job;
      },
      1,
    );
  } catch (error) {
    if (duplicateOf(error) === null) throw error;
    return null;
  }
}

async function claim(
  connection: Connection,
  models: Models,
  kinds: readonly JobKind[],
  now: string,
  lease: { worker: string; leaseUntil: string },
): Promise<Job | null> {
  for (;;) {
    const leases = await models.running.find({}, { jobId: 1, leaseUntil: 1 }).lean<Lease[]>();
    const [dead, alive] = [true, false].map((ended) =>
      leases.filter(({ leaseUntil }) => leaseUntil < now === ended),
    );
    await returnDead(connection, models, dead!);
    const busy = alive!.map(({ _id }) => _id);
    const chosen = await models.waiting
      .findOne(
        { kind: { $in: [...kinds] }, notBefore: { $lte: now }, group: { $nin: busy } },
        { jobId: 1 },
        { sort: { priority: -1, turn: 1, jobId: 1 } },
      )
      .lean();
    if (!chosen) return null;
    const job = await take(connection, models, chosen, lease);
    if (job) return job;
  }
}

async function finish(
  connection: Connection,
  models: Models,
  jobId: string,
  worker: string,
  outcome: JobOutcome,
): Promise<void> {
  // Done jobs leave nothing behind.
  if (outcome.state === 'done') {
    await models.running.deleteOne({ jobId, worker });
    return;
  }
  await inTransaction(connection, async (session) => {
    const row = (await models.running
      .findOneAndDelete({ jobId, worker }, { session })
      .lean()) as RunningRow | null;
    if (!row) return;
    if (outcome.state === 'handed-back') {
      await putBack(
        models,
        {
          ...factsOf(row),
          attempts: row.attempts - 1,
          _id: row.key,
          jobId,
          group: row._id,
          notBefore: '',
        },
        session,
      );
      return;
    }
    const facts = { ...factsOf(row), reason: outcome.reason };
    if (outcome.state === 'retry')
      await putBack(
        models,
        { ...facts, _id: row.key, jobId, group: row._id, notBefore: outcome.notBefore },
        session,
      );
    else
      await models.failed.insertMany([{ ...facts, _id: jobId, key: row.key, group: row._id }], {
        session,
      });
  });
}

/**
 * A job that moves back while it is counted must not be missed: nothing is left only when a second
 * look says so.
 */
async function countOpen(
  countWaiting: () => Promise<number>,
  countRunning: () => Promise<number>,
): Promise<number> {
  const open = (await countWaiting()) + (await countRunning());
  return open > 0 ? open : countWaiting();
}

type Counted = Pick<KindCensus, 'kind' | 'oldestAt'> & { readonly count: number };

/** How many of each kind a collection holds, and since when. */
async function countKinds(model: Models['waiting' | 'running' | 'failed']): Promise<Counted[]> {
  const rows = await (model as Models['waiting'])
    .aggregate<{ _id: JobKind; count: number; oldestAt: string }>([
      { $group: { _id: '$kind', count: { $sum: 1 }, oldestAt: { $min: '$createdAt' } } },
    ])
    .exec();
  return rows.map(({ _id, count, oldestAt }) => ({ kind: _id, count, oldestAt }));
}

async function census({ waiting, running, failed }: Models): Promise<KindCensus[]> {
  const [waits, runs, failures] = await Promise.all([waiting, running, failed].map(countKinds));
  const kinds = [...waits!, ...runs!, ...failures!].map(({ kind }) => kind);
  const of = (rows: readonly Counted[], kind: JobKind): Counted | undefined =>
    rows.find((row) => row.kind === kind);
  return [...new Set(kinds)].toSorted().map((kind) => ({
    kind,
    waiting: of(waits!, kind)?.count ?? 0,
    running: of(runs!, kind)?.count ?? 0,
    failed: of(failures!, kind)?.count ?? 0,
    oldestAt: of(waits!, kind)?.oldestAt ?? null,
  }));
}

/**
 * Runs work of this process one after another: two that choose at once choose the same job, and one
 * has to begin anew.
 */
function oneByOne(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

/**
 * Jobs in three collections whose ids keep the queue's two rules (a key waits once, a group runs
 * once) whoever writes; moves are transactions.
 */
export function openQueue(connection: Connection, models: Models): Queue {
  const { waiting, running, failed } = models;
  const inTurn = oneByOne();
  return {
    submit: (added) => submit(models, added),
    claim: (kinds, worker, now, leaseUntil) =>
      inTurn(() => claim(connection, models, kinds, now, { worker, leaseUntil })),
    heartbeat: async (jobId, worker, leaseUntil) =>
      (await running.updateOne({ jobId, worker }, { $set: { leaseUntil } })).matchedCount === 1,
    finish: (jobId, worker, outcome) => finish(connection, models, jobId, worker, outcome),
    pending: () =>
      countOpen(
        () => waiting.countDocuments({}),
        () => running.countDocuments({}),
      ),
    pendingOfGroup: (group) =>
      countOpen(
        () => waiting.countDocuments({ group }),
        () => running.countDocuments({ _id: group }),
      ),
    failed: async (limit) =>
      limit <= 0
        ? []
        : ((await failed.find({}, null, { sort: { _id: -1 }, limit }).lean()) as FailedRow[]).map(
            (row): Job => ({
              ...jobOf(row),
              id: row._id,
              key: row.key,
              group: row.group,
              state: 'failed',
            }),
          ),
    census: () => census(models),
    retry: (jobId) =>
      inTransaction(connection, async (session) => {
        const row = (await failed
          .findOneAndDelete({ _id: jobId }, { session })
          .lean()) as FailedRow | null;
        if (row)
          await putBack(
            models,
            {
              ...factsOf(row),
              attempts: 0,
              reason: null,
              _id: row.key,
              jobId,
              group: row.group,
              notBefore: '',
            },
            session,
          );
        return row !== null;
      }),
  };
}
