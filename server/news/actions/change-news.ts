import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import type { Actor } from '#server/people/account.ts';
import { newsSortKey, type NewsEntry } from '../news.ts';
import { getNews, mustBeAt, type NewsCatalog } from './get-news.ts';

interface Deps extends Pick<ActionDeps, 'now'> {
  readonly catalog: NewsCatalog;
}

/**
 * A change of a piece that readers see, to be written and approved as a piece of its own; one that was
 * begun of the same version before is given again. What readers see stays until it is approved. Throws
 * `page-not-found`, `not-allowed`, `stale-version` and `wrong-state`.
 */
export async function beginChange(
  deps: Deps,
  actor: Actor,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<NewsEntry> {
  const published = await getNews(deps, actor, 'write-unit-entry', id);
  mustBeAt(published, version);
  if (published.state !== 'published')
    throw new AppError('wrong-state', { state: published.state });
  const changeId = `${id}-sua-${published.version}`;
  const begun = await deps.catalog.findUnitEntry('news', changeId);
  if (begun !== null) return begun;
  const now = deps.now();
  return deps.catalog.saveUnitEntry({
    ...published,
    id: changeId,
    slug: `${published.slug}-sua-${published.version}`,
    state: 'draft',
    sortKey: newsSortKey(published.value.pinned, now),
    version: 0,
    changedAt: now,
    changedBy: actor.displayName,
    value: {
      ...published.value,
      act: 'saved',
      reason: '',
      writtenBy: [actor.accountId],
      publishedAt: null,
      replaces: id,
    },
  });
}

/**
 * Puts the words of an approved change in the place of the published piece's, at its address. Killed
 * between both it waits for approval as before, and approving again ends it. Throws `wrong-state` where
 * the piece was withdrawn meanwhile, and `stale-version`.
 */
export async function mergeChange(
  deps: Deps,
  actor: Actor,
  change: NewsEntry,
  replaces: string,
): Promise<NewsEntry> {
  const published = await deps.catalog.findUnitEntry('news', replaces);
  if (published?.state !== 'published') throw new AppError('wrong-state', { id: replaces });
  const { publishedAt } = published.value;
  const { replaces: _, ...words } = change.value;
  const told = { changedAt: deps.now(), changedBy: actor.displayName };
  const { topic, from, to, files } = change;
  const merged = await deps.catalog.saveUnitEntry({
    ...published,
    ...told,
    topic,
    from,
    to,
    files,
    sortKey: newsSortKey(words.pinned, publishedAt ?? told.changedAt),
    value: { ...words, act: 'published', reason: '', publishedAt },
  });
  await deps.catalog.saveUnitEntry({
    ...change,
    ...told,
    state: 'withdrawn',
    value: { ...change.value, act: 'merged', reason: '' },
  });
  return merged;
}
