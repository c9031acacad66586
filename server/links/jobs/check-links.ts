import { checkLinksJob } from '#server/base/job.ts';
import { afterFailures, judgeLink, type LinkAnswer, type LinkCheck } from '../link-check.ts';
import type { FactCatalog } from '#server/base/fact-catalog.ts';
import type { LinkCatalog } from '../link-catalog.ts';
import type { Banner } from '#server/site/banner.ts';
import type { AuthorityCatalog } from '#server/vocabulary/authority-catalog.ts';
import type { JobOutcome, Queue } from '#server/ports.ts';

export interface CheckLinksDeps {
  readonly catalog: FactCatalog & LinkCatalog & AuthorityCatalog<{ readonly banner: Banner }>;
  readonly ask: (address: string, stopping: AbortSignal) => Promise<LinkAnswer>;
  readonly clock: () => number;
  /** Template of a search in the law database; empty for none. */
  readonly lawDatabase: string;
  /** Template of a search on the national bookshelf; empty for none. */
  readonly nationalShelf: string;
}

const CHECKED_AT = 'links-checked-at';
const SILENT_HOSTS = 'links-silent-hosts';
const DAY_MS = 86_400_000;
const BATCH = 200;
/** Then other jobs get their turn. */
const BATCH_MS = 60_000;
const PAUSE_MS = 1_000;
/** Different hosts asked at the same time. */
const WIDTH = 4;
/** One slow page is not a silent host. */
const SILENCES = 3;
/** Any number and title would do: a template is one link, however many documents are cited. */
const A_NUMBER = '14/2019/QĐ-TTg';
const A_TITLE = 'hòa giải ở cơ sở';

const hostOf = (address: string): string => URL.parse(address)?.hostname ?? '';
const iso = (ms: number): string => new Date(ms).toISOString();
const isSilence = (answer: LinkAnswer): boolean =>
  !answer.ok && ['timeout', 'network', 'name'].includes(answer.fault);

/** Hosts that do not answer at all, and until when they are left in peace. */
type SilentHosts = Record<string, { readonly failures: number; readonly until: string }>;

/** Once a day; the fact outlives restarts, and two workers that both see it give the same job. */
export async function submitDailyLinkCheck({
  catalog,
  queue,
  clock,
}: {
  readonly catalog: FactCatalog;
  readonly queue: Queue;
  readonly clock: () => number;
}): Promise<void> {
  const last = await catalog.findFact(CHECKED_AT);
  if (last !== null && clock() - Date.parse(last) < DAY_MS) return;
  await queue.submit([checkLinksJob()]);
  await catalog.saveFact(CHECKED_AT, iso(clock()));
}

/** The searches elsewhere that pages lead to, each with an example. */
const ownSearches = ({ lawDatabase, nationalShelf }: CheckLinksDeps): string[] =>
  (
    [
      [lawDatabase, A_NUMBER],
      [nationalShelf, A_TITLE],
    ] as const
  )
    .filter(([template]) => template !== '')
    .map(([template, q]) => template.replaceAll('{q}', encodeURIComponent(q)));

const brokenOf = async (catalog: LinkCatalog, addresses: readonly string[]): Promise<string> =>
  (await catalog.findLinkChecks(addresses))
    .filter((link) => link.state === 'broken')
    .map((link) => link.address)
    .join('\n');

/** Asks a batch of the addresses that are due; comes again until none is left. */
export async function checkLinks(deps: CheckLinksDeps, stopping: AbortSignal): Promise<JobOutcome> {
  const { catalog, clock } = deps;
  const begun = clock();
  const banners = (await catalog.listAuthority('banner'))
    .filter(({ value }) => !value.hidden)
    .map(({ value }) => value.address);
  await catalog.saveShelfLinks([...new Set([...ownSearches(deps), ...banners])]);
  const brokenBefore = await brokenOf(catalog, banners);
  const due = await catalog.linksToCheck(iso(begun), BATCH);
  const silent = JSON.parse((await catalog.findFact(SILENT_HOSTS)) ?? '{}') as SilentHosts;
  const hosts = [...Map.groupBy(due, (link) => hostOf(link.address))];
  const goesOn = (): boolean => !stopping.aborted && clock() - begun < BATCH_MS;
  const work = async (): Promise<void> => {
    for (let host = hosts.shift(); host !== undefined; host = hosts.shift())
      await checkHost(deps, host[0], host[1], silent, goesOn, stopping);
  };
  const ends = await Promise.allSettled(Array.from({ length: WIDTH }, work));
  await catalog.saveFact(SILENT_HOSTS, JSON.stringify(silent));
  // Banners that lead nowhere leave the home page, and come back.
  if ((await brokenOf(catalog, banners)) !== brokenBefore) await catalog.bumpPublicRevision();
  if (stopping.aborted) return { state: 'handed-back' };
  const fault = ends.find((end) => end.status === 'rejected');
  if (fault) throw fault.reason;
  const more = (await catalog.linksToCheck(iso(begun), 1)).length > 0;
  return more
    ? { state: 'retry', reason: 'more-links', notBefore: iso(clock() + PAUSE_MS) }
    : { state: 'done' };
}

/**
 * The links of one host, one after the other. When the host is silent, what holds for some of them
 * holds for all.
 */
async function checkHost(
  deps: CheckLinksDeps,
  host: string,
  links: readonly LinkCheck[],
  silent: SilentHosts,
  goesOn: () => boolean,
  stopping: AbortSignal,
): Promise<void> {
  const { catalog, clock, ask } = deps;
  const known = silent[host];
  if (known !== undefined && known.until > iso(clock())) {
    for (const link of links) await catalog.saveLinkCheck({ ...link, nextAt: known.until });
    return;
  }
  let silences = known === undefined ? 0 : SILENCES - 1;
  let gaveUp: LinkAnswer | null = null;
  for (const link of links) {
    if (gaveUp === null && !goesOn()) return;
    const answer: LinkAnswer = gaveUp ?? (await ask(link.address, stopping));
    const at = iso(clock());
    await catalog.saveLinkCheck(judgeLink(link, answer, at));
    if (gaveUp !== null) continue;
    if (!isSilence(answer)) {
      silences = 0;
      delete silent[host];
    } else if (++silences >= SILENCES) {
      const failures = (known?.failures ?? 0) + 1;
      silent[host] = { failures, until: afterFailures(failures, at) };
      gaveUp = answer;
    }
  }
}
