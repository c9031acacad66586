import { AppError } from '#server/base/errors.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { Job } from '#server/base/job.ts';
import type { ItemCatalog } from '#server/items/item-catalog.ts';
import type { LawCatalog } from '#server/laws/law-catalog.ts';
import { describedTitle, findLawState } from '#server/laws/law-record.ts';
import type { JobOutcome } from '#server/ports.ts';
import { lawPath } from '#web/paths/laws.ts';
import { itemPath } from '#web/paths/reading.ts';
import { newestPath } from '#web/paths/site.ts';
import { publishedWithin } from '../actions/find-news.ts';
import { noteReceiver } from '../receiver-state.ts';
import { postEvent, type Receiver } from './post-event.ts';

export interface SendEventDeps {
  readonly catalog: FactCatalog & ItemCatalog & LawCatalog;
  readonly now: () => string;
  /** Null while none is set. */
  readonly receiver: Receiver | null;
  readonly shelf: string;
  /** BASE_URL: addresses in events begin with it. */
  readonly base: string;
  readonly onError: (error: unknown, event: string) => void;
  readonly deadlineMs?: number;
}

/** After the first, second … failure; three days in all, then an official may try again. */
const BACK_OFF_MINUTES = [1, 5, 15, 60, 240, 720, 1_440, 1_440] as const;
const MOST_TITLES = 10;

type Payload = Job['payload'];
type Data = Readonly<Record<string, unknown>>;

async function itemData({ catalog, base }: SendEventDeps, payload: Payload): Promise<Data | null> {
  const item = await catalog.findItem(payload['itemId'] ?? '');
  // Withdrawn before anybody was told.
  if (item === null || item.state !== 'published') return null;
  const { id, title, genre, subjects, language, publishedAt } = item;
  return { id, title, genre, subjects, language, publishedAt, url: `${base}${itemPath(id)}` };
}

async function lawData({ catalog, base }: SendEventDeps, payload: Payload): Promise<Data | null> {
  const [law] = await catalog.findLaws([payload['lawKey'] ?? '']);
  if (law === undefined) return null;
  const { from = '', to = '' } = payload;
  return {
    number: law.number,
    title: describedTitle(law),
    before: { code: from, label: findLawState(from)?.label ?? from },
    state: { code: to, label: findLawState(to)?.label ?? to },
    url: `${base}${lawPath(law.number)}`,
  };
}

async function weekData({ catalog, base }: SendEventDeps, payload: Payload): Promise<Data> {
  const { since = '', until = '' } = payload;
  let count = 0;
  const newest: Data[] = [];
  for await (const items of publishedWithin(catalog, { since, until })) {
    count += items.length;
    for (const { id, title } of items.slice(0, MOST_TITLES - newest.length))
      newest.push({ id, title, url: `${base}${itemPath(id)}` });
  }
  return { since, until, count, newest, url: `${base}${newestPath()}` };
}

/** What an event says; null where there is nothing to be said any more. */
async function dataOf(deps: SendEventDeps, payload: Payload): Promise<Data | null> {
  switch (payload['kind']) {
    case 'item.published':
      return itemData(deps, payload);
    case 'law.changed':
      return lawData(deps, payload);
    case 'digest.weekly':
      return weekData(deps, payload);
    default:
      return {};
  }
}

/** Tells the receiver one event; tried again, ever later, until it answers with 2xx. */
export async function sendEvent(
  deps: SendEventDeps,
  { payload, attempts }: Pick<Job, 'payload' | 'attempts'>,
): Promise<JobOutcome> {
  const { receiver, now, shelf, catalog } = deps;
  const { event: id = '', kind = '', at = '' } = payload;
  if (receiver === null) return { state: 'done' };
  const data = await dataOf(deps, payload);
  if (data === null) return { state: 'done' };
  const body = JSON.stringify({ id, kind, at, shelf, data });
  try {
    await postEvent(receiver, { id, kind, body }, now(), deps.deadlineMs);
    await noteReceiver(catalog, { at: now(), event: id, status: 200, taken: true });
    return { state: 'done' };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'event-not-taken') throw error;
    deps.onError(error, id);
    const status = Number(error.details['status']);
    await noteReceiver(catalog, { at: now(), event: id, status, taken: false });
    // Somebody looks at the page and presses again: a trial is not told in the night.
    const minutes = kind === 'test' ? undefined : BACK_OFF_MINUTES[attempts - 1];
    if (minutes === undefined)
      return kind === 'test' ? { state: 'done' } : { state: 'failed', reason: error.code };
    const notBefore = new Date(Date.parse(now()) + minutes * 60_000).toISOString();
    return { state: 'retry', reason: error.code, notBefore };
  }
}
