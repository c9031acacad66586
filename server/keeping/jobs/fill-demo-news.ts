import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActionDeps } from '#server/action-deps.ts';
import { dayInVietnam, daysAfter } from '#server/base/vietnam-time.ts';
import { newsSortKey, type NewsEntry, type NewsKind, type NewsPiece } from '#server/news/news.ts';

interface DemoNews {
  readonly id: string;
  readonly slug: string;
  readonly unit: string;
  readonly kind: NewsKind;
  /** How many days ago it was published, or sent on. */
  readonly days: number;
  /** How many days it is on show from then on; null for always. */
  readonly until: number | null;
  readonly pinned: boolean;
  readonly waiting?: boolean;
  readonly outage?: { readonly daysAgo: number; readonly start: string; readonly end: string };
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  /** What can be seen on the picture of the collection; absent for none. */
  readonly picture?: string;
  readonly writer: string;
  readonly approver: string;
}

type Deps = Pick<ActionDeps, 'catalog' | 'files' | 'now'>;

const DAY_MS = 86_400_000;
const MOST_BYTES = 1024 ** 2;

async function pictureOf({ files }: Deps, folder: string, alt: string | undefined) {
  if (alt === undefined) return [];
  const bytes = await readFile(join(folder, 'news.webp'));
  const stored = await files.put(
    (async function* one() {
      yield bytes;
    })(),
    MOST_BYTES,
  );
  return [{ sha256: stored.sha256, bytes: stored.bytes, alt }];
}

/** The piece as its writer sent it on, and as it was approved. */
async function versionsOf(deps: Deps, folder: string, demo: DemoNews): Promise<NewsEntry[]> {
  const { id, slug, unit, kind, days, until, pinned, outage, title, summary, body } = demo;
  const now = deps.now();
  const at = new Date(Date.parse(now) - days * DAY_MS).toISOString();
  const outageDay = daysAfter(dayInVietnam(now), -(outage?.daysAgo ?? 0));
  const pictures = await pictureOf(deps, folder, demo.picture);
  const value: NewsPiece = {
    title,
    summary,
    body,
    kind,
    pinned,
    pictures,
    outage: outage
      ? { start: `${outageDay} ${outage.start}`, end: `${outageDay} ${outage.end}` }
      : null,
    act: 'submitted',
    reason: '',
    writtenBy: ['mau'],
    publishedAt: null,
  };
  const written: NewsEntry = {
    list: 'news',
    id,
    slug,
    unitId: unit,
    state: 'submitted',
    topic: kind,
    sortKey: newsSortKey(pinned, at),
    from: null,
    to: until === null ? null : daysAfter(dayInVietnam(at), until),
    files: pictures.map(({ sha256 }) => sha256),
    version: 0,
    changedAt: at,
    changedBy: demo.writer,
    value,
  };
  const approved: NewsEntry = {
    ...written,
    state: 'published',
    version: 1,
    changedBy: demo.approver,
    value: { ...value, act: 'published', publishedAt: at },
  };
  return demo.waiting === true ? [written] : [written, approved];
}

/**
 * Puts the news of the demo collection there: four pieces that readers see, one of them an outage
 * that is over, and one that waits for approval. What is there already is left alone.
 */
export async function fillDemoNews(deps: Deps, folder: string): Promise<void> {
  const news = JSON.parse(await readFile(join(folder, 'news.json'), 'utf8')) as DemoNews[];
  for (const demo of news) {
    if ((await deps.catalog.findUnitEntry('news', demo.id)) !== null) continue;
    for (const entry of await versionsOf(deps, folder, demo))
      await deps.catalog.saveUnitEntry(entry);
  }
}
