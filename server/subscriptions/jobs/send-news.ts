import { AppError } from '#server/base/errors.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { Job } from '#server/base/job.ts';
import type { JobOutcome, Queue } from '#server/ports.ts';
import type { SendMail } from '#server/workflow/jobs/send-mail.ts';
import type { Mail } from '#server/workflow/notice.ts';
import { findNews, settledUntil, type NewsDeps } from '../actions/find-news.ts';
import { managingSecret } from '../actions/subscribe.ts';
import { isEmptyLetter, lawsFollowed, letterTo, type Letter, type News } from '../news.ts';
import { refused, RHYTHMS, type Rhythm, type Subscriber } from '../subscriber.ts';
import type { SubscriptionCatalog } from '../subscription-catalog.ts';
import { noteRun, type Run } from '../runs.ts';

export interface SendNewsDeps extends NewsDeps {
  readonly catalog: NewsDeps['catalog'] & SubscriptionCatalog & FactCatalog;
  readonly queue: Queue;
  /** Null while no mail server is set. */
  readonly send: SendMail | null;
  readonly compose: (
    subscriber: Subscriber,
    letter: Letter,
    secret: string,
  ) => Promise<Omit<Mail, 'to'>>;
  readonly onError: (reason: string, subscriberId: string) => void;
}

/**
 * After the first, second … failure of the mail server: two days in all; then the next run says
 * everything.
 */
const BACK_OFF_MINUTES = [1, 5, 15, 60, 120, 240, 480, 720, 720, 720] as const;
const AT_ONCE = 200;
/** Topics whose news are kept at a time; more are asked for in turns. */
const MOST_TOPICS = 2_000;
const DAY_MS = 86_400_000;
/** An address that refused a letter has a day to come back: one refusal a day is counted. */
const REFUSED_MS = 20 * 3_600_000;

type Due = Pick<Run, 'rhythm' | 'until'>;

const due = (deps: SendNewsDeps, { rhythm, until }: Due, after: string | null) =>
  deps.catalog.listDue({ rhythm, until, limit: AT_ONCE, after });

/** Subscribers whose topics are asked for together. */
interface Turn {
  readonly topics: ReadonlySet<string>;
  /** Since when the one who was told longest ago was not. */
  readonly since: string;
  readonly pages: number;
}

/** Null when nobody is left. */
async function nextTurn(deps: SendNewsDeps, run: Due, from: string | null): Promise<Turn | null> {
  const topics = new Set<string>();
  let [since, pages, after] = [run.until, 0, from];
  do {
    const page = await due(deps, run, after);
    if (page.rows.length === 0) break;
    for (const subscriber of page.rows) {
      for (const topic of subscriber.topics) topics.add(topic);
      if (subscriber.toldUntil < since) since = subscriber.toldUntil;
    }
    pages++;
    after = page.next;
  } while (after !== null && topics.size < MOST_TOPICS);
  return pages === 0 ? null : { topics, since, pages };
}

/**
 * One person's letter. An address that nobody has is noted, and set aside in the end; a letter that
 * the server takes from nobody is told again in the next run; a silent server throws.
 */
async function tell(
  deps: SendNewsDeps,
  run: Run,
  subscriber: Subscriber,
  letter: Letter,
  news: News,
): Promise<void> {
  const { catalog, compose, now, onError } = deps;
  const { id, email, topics } = subscriber;
  const secret = await managingSecret(deps, subscriber);
  try {
    await deps.send!({ to: email, ...(await compose(subscriber, letter, secret)) });
  } catch (error) {
    if (!(error instanceof AppError) || error.details['refused'] !== true) throw error;
    // The cause names the address: it is not for the log.
    onError(error.code, id);
    run.refused++;
    await catalog.noteSubscribers(
      [id],
      error.details['noMailbox'] === true
        ? refused(subscriber, run.until, now())
        : { refusedUntil: run.until },
    );
    return;
  }
  run.sent++;
  const laws = lawsFollowed(topics, news.stateOf);
  const told = { toldUntil: run.until, laws, refusals: 0, refusedUntil: null };
  await catalog.noteSubscribers([id], told);
}

/** Those with nothing to be told: noted together, and where it is asked every minute, once a day. */
async function noteQuiet(
  { catalog }: SendNewsDeps,
  { rhythm, until }: Due,
  quiet: readonly Subscriber[],
): Promise<void> {
  const yesterday = new Date(Date.parse(until) - DAY_MS).toISOString();
  const noted = quiet.filter((one) => rhythm === 'weekly' || one.toldUntil < yesterday);
  if (noted.length > 0)
    await catalog.noteSubscribers(
      noted.map(({ id }) => id),
      { toldUntil: until },
    );
}

const refusedToday = ({ refusedUntil }: Subscriber, { until }: Due): boolean =>
  refusedUntil !== null && Date.parse(until) < Date.parse(refusedUntil) + REFUSED_MS;

/** Tells one page of subscribers; false when the process stops. */
async function tellPage(
  deps: SendNewsDeps,
  run: Run,
  page: readonly Subscriber[],
  news: News,
  stopping: AbortSignal,
): Promise<boolean> {
  const quiet: Subscriber[] = [];
  for (const subscriber of page) {
    if (stopping.aborted) return false;
    if (refusedToday(subscriber, run)) continue;
    const letter = letterTo(subscriber, news);
    if (isEmptyLetter(letter)) quiet.push(subscriber);
    else await tell(deps, run, subscriber, letter, news);
  }
  await noteQuiet(deps, run, quiet);
  return true;
}

/** Everybody who is due, turn by turn; false when the process stops. */
async function tellAll(deps: SendNewsDeps, run: Run, stopping: AbortSignal): Promise<boolean> {
  let after: string | null = null;
  for (;;) {
    const turn: Turn | null = await nextTurn(deps, run, after);
    if (turn === null) return true;
    const window = { since: turn.since, until: run.until };
    const news = await findNews(deps, turn.topics, window);
    for (let page = 0; page < turn.pages; page++) {
      const { rows, next }: Awaited<ReturnType<typeof due>> = await due(deps, run, after);
      if (!(await tellPage(deps, run, rows, news, stopping))) return false;
      after = next;
      if (after === null) return true;
    }
  }
}

/**
 * Tells everybody of one rhythm what was published since they were told last: weekly up to the
 * instant of the payload, at once up to now. Killed in the middle it goes on where it was: whom it told bears the instant, so at
 * most one person is told twice. A dead mail server only holds this job up.
 */
export async function sendNews(
  deps: SendNewsDeps,
  { payload, attempts }: Pick<Job, 'payload' | 'attempts'>,
  stopping: AbortSignal,
): Promise<JobOutcome> {
  const { now, catalog } = deps;
  const rhythm: Rhythm | undefined = RHYTHMS.find((one) => one === payload['rhythm']);
  if (deps.send === null || rhythm === undefined) return { state: 'done' };
  // A week ends when it was said to: who was told is not told the rest of it when others are.
  const until = rhythm === 'weekly' ? (payload['until'] ?? '') : await settledUntil(deps);
  const run: Run = { rhythm, until, at: now(), sent: 0, refused: 0, reason: null };
  try {
    const whole = await tellAll(deps, run, stopping);
    await noteRun(catalog, run);
    return { state: whole ? 'done' : 'handed-back' };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'mail-unavailable') throw error;
    deps.onError(error.code, '');
    await noteRun(catalog, { ...run, reason: error.code });
    const minutes = BACK_OFF_MINUTES[attempts - 1];
    if (minutes === undefined) return { state: 'done' };
    const notBefore = new Date(Date.parse(now()) + minutes * 60_000).toISOString();
    return { state: 'retry', reason: error.code, notBefore };
  }
}
