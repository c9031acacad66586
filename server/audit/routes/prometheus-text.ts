import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Registry, type Metric } from 'prom-client';
import type { AppDeps } from '#server/http/app-deps.ts';
import { indexLag } from '../actions/index-lag.ts';
import { DURATION_BUCKETS, type RequestCounts } from '../request-counts.ts';

const NANOSECONDS = 1e9;
const SAMPLED_MS = 10;
const QUANTILES = [0.5, 0.9, 0.99] as const;

/** From the first look on, each time since the look before. */
const delay = monitorEventLoopDelay({ resolution: SAMPLED_MS });
delay.enable();

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number];

const labelNames = (samples: readonly Sample[]): string[] => Object.keys(samples[0]?.[0] ?? {});

/** One answer's metrics: made anew each time from what is counted anyway. */
class Exposition {
  readonly registry = new Registry();

  /** Nothing for no samples: a family without labels would say 0. */
  gauge(name: string, help: string, ...samples: readonly Sample[]): void {
    if (samples.length === 0) return;
    const registers = [this.registry];
    const gauge = new Gauge({ name, help, labelNames: labelNames(samples), registers });
    for (const [labels, value] of samples) gauge.set(labels, value);
  }

  counter(name: string, help: string, ...samples: readonly Sample[]): void {
    if (samples.length === 0) return;
    const registers = [this.registry];
    const counter = new Counter({ name, help, labelNames: labelNames(samples), registers });
    for (const [labels, value] of samples) counter.inc(labels, value);
  }
}

/** The durations as they were counted: the library's own histogram could only count them again. */
function addDurations({ registry }: Exposition, { routes }: RequestCounts): void {
  const name = 'shelf_request_duration_seconds';
  const values = [...routes].flatMap(([route, { buckets, seconds }]) => [
    ...buckets.map((value, i) => ({
      metricName: `${name}_bucket`,
      labels: { route, le: String(DURATION_BUCKETS[i] ?? '+Inf') },
      value,
    })),
    { metricName: `${name}_sum`, labels: { route }, value: seconds },
    { metricName: `${name}_count`, labels: { route }, value: buckets.at(-1)! },
  ]);
  const facts = { name, help: 'Answers by route and duration', type: 'histogram', values };
  registry.registerMetric({
    ...facts,
    get: async () => facts,
  } as unknown as Metric);
}

function addProcess(to: Exposition, { pages, requests }: AppDeps): void {
  const { rss, heapUsed, external } = process.memoryUsage();
  to.gauge(
    'shelf_process_memory_bytes',
    'Memory of this process',
    [{ area: 'resident' }, rss],
    [{ area: 'heap' }, heapUsed],
    [{ area: 'external' }, external],
  );
  to.gauge('shelf_page_cache_bytes', 'Pages kept ready for readers', [{}, pages.bytes]);
  to.counter(
    'shelf_requests_total',
    'Answers by class of status',
    ...[...requests.classes].map(([kind, count]): Sample => [{ class: kind }, count]),
  );
  addDurations(to, requests);
  if (delay.count > 0)
    to.gauge(
      'shelf_event_loop_delay_seconds',
      'How late the event loop was since the look before',
      ...QUANTILES.map((quantile): Sample => [
        { quantile: String(quantile) },
        delay.percentile(quantile * 100) / NANOSECONDS,
      ]),
    );
  delay.reset();
}

/** Kinds of the security log that are the end of a try to sign in. */
const SIGN_INS = {
  'sign-in done': 'done',
  'sign-in-failed failed': 'failed',
  'code-failed failed': 'wrong-code',
  'sign-in-delayed failed': 'delayed',
} as const;

function addSecurity(to: Exposition, { securityLog }: AppDeps): void {
  const { kept, missed } = securityLog.counts();
  to.counter(
    'shelf_sign_ins_total',
    'Tries to sign in by their end, in this process',
    ...Object.entries(SIGN_INS).map(([name, outcome]): Sample => [
      { outcome },
      kept.get(name) ?? 0,
    ]),
  );
  to.counter(
    'shelf_security_events_total',
    'Rows of the security log that this process wrote',
    ...[...kept].map(([name, count]): Sample => {
      const [kind = '', outcome = ''] = name.split(' ');
      return [{ kind, outcome }, count];
    }),
  );
  to.counter('shelf_security_events_missed_total', 'Rows that could not be written', [{}, missed]);
}

async function addJobs(to: Exposition, { queue, now }: AppDeps): Promise<void> {
  const census = await queue.census();
  to.gauge(
    'shelf_jobs',
    'Jobs by kind and state',
    ...census.flatMap(({ kind, waiting, running, failed }): Sample[] => [
      [{ kind, state: 'waiting' }, waiting],
      [{ kind, state: 'running' }, running],
      [{ kind, state: 'failed' }, failed],
    ]),
  );
  const age = (at: string): number => Math.max(0, (Date.parse(now()) - Date.parse(at)) / 1_000);
  to.gauge(
    'shelf_job_oldest_waiting_seconds',
    'How long the oldest job of a kind waits',
    ...census.flatMap(({ kind, oldestAt }): Sample[] =>
      oldestAt === null ? [] : [[{ kind }, age(oldestAt)]],
    ),
  );
}

async function addStorage(to: Exposition, { catalog, storage }: AppDeps): Promise<void> {
  const { databaseBytes, freeBytes, diskBytes } = await storage.space();
  const lag = await indexLag(catalog, storage.search);
  for (const [name, help, value] of [
    ['shelf_database_bytes', 'Records, and the index of the embedded form', databaseBytes],
    ['shelf_disk_free_bytes', 'Room on the disk of records and files', freeBytes],
    ['shelf_disk_bytes', 'Size of that disk', diskBytes],
    ['shelf_index_lag_items', 'Published items that the search index does not hold', lag],
  ] as const)
    if (value !== null) to.gauge(name, help, [{}, value]);
  to.gauge('shelf_index_up', 'Whether the search index can be asked', [{}, lag === null ? 0 : 1]);
  const open = Map.groupBy(await catalog.listAlerts(), ({ kind }) => kind);
  to.gauge(
    'shelf_alerts_open',
    'Alerts that are open, by kind',
    ...[...open].map(([kind, alerts]): Sample => [{ kind }, alerts.length]),
  );
}

/** What is counted and measured now. A storage that cannot be asked leaves the rest to be told. */
export async function prometheusText(
  deps: AppDeps,
): Promise<{ readonly type: string; readonly text: string }> {
  const to = new Exposition();
  addProcess(to, deps);
  addSecurity(to, deps);
  let up = 1;
  try {
    await addJobs(to, deps);
    await addStorage(to, deps);
  } catch (error) {
    up = 0;
    deps.log.warn({ err: error }, 'the storage could not be measured');
  }
  to.gauge('shelf_storage_up', 'Whether the storage can be asked', [{}, up]);
  return { type: to.registry.contentType, text: await to.registry.metrics() };
}
