import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { slugify } from '#server/base/vietnamese/syllables.ts';
import type { Actor } from '#server/people/account.ts';
import { authorise } from '#server/workflow/access.ts';
import { newsErrors, newsSortKey, type NewsEntry, type NewsPiece } from '../news.ts';
import { getNews, mustBeAt, type NewsCatalog } from './get-news.ts';

interface Deps extends Pick<ActionDeps, 'now' | 'newId'> {
  readonly catalog: NewsCatalog;
}

/** What the form says. */
export type TypedNews = Pick<
  NewsPiece,
  'title' | 'summary' | 'body' | 'kind' | 'pinned' | 'pictures' | 'outage'
> &
  Pick<NewsEntry, 'from' | 'to'>;

export interface WriteInput {
  /** Null for a new piece. */
  readonly id: string | null;
  /** The version that the form was made of. */
  readonly version: number;
  readonly typed: TypedNews;
  /** Sends it to whoever approves; else it is only kept. */
  readonly submit: boolean;
}

const LONGEST_SLUG = 70;
const MOST_OF_A_NAME = 99;

const slugOf = (title: string): string =>
  slugify(title).slice(0, LONGEST_SLUG).replace(/-$/u, '') || 'tin';

/** Saves it under the first address of its title that no other piece has. */
async function saveNew({ catalog }: Deps, entry: NewsEntry): Promise<NewsEntry> {
  for (let n = 1; ; n++)
    try {
      const slug = n === 1 ? entry.slug : `${entry.slug}-${n}`;
      return await catalog.saveUnitEntry({ ...entry, slug });
    } catch (error) {
      const taken = error instanceof AppError && error.code === 'address-taken';
      if (!taken || n >= MOST_OF_A_NAME) throw error;
    }
}

/** A piece of the writer's own unit that nobody has saved. */
const blankNews = (id: string, unitId: string, title: string) => ({
  list: 'news' as const,
  id,
  slug: slugOf(title),
  unitId,
  version: 0,
});

/** The piece as it is written over; what readers see, or has from a change, is not: nothing approved changes. */
async function writable(deps: Deps, actor: Actor, id: string, version: number): Promise<NewsEntry> {
  const stored = await getNews(deps, actor, 'write-unit-entry', id);
  mustBeAt(stored, version);
  if (stored.state === 'published' || stored.value.act === 'merged')
    throw new AppError('wrong-state', { state: stored.state });
  return stored;
}

/**
 * Keeps a piece of news, or sends it on for approval; a new one belongs to the writer's unit.
 * Throws `page-not-found`, `not-allowed`, `wrong-state`, `stale-version` and `invalid-input`.
 */
export async function writeNews(
  deps: Deps,
  actor: Actor,
  { id, version, typed, submit }: WriteInput,
): Promise<NewsEntry> {
  const stored = id === null ? null : await writable(deps, actor, id, version);
  if (stored === null) authorise(actor, 'write-unit-entry', { entryOf: actor.unitId });
  const { from, to, ...piece } = typed;
  refuseErrors(newsErrors({ from, to, value: { ...EMPTY, ...piece } }));
  const now = deps.now();
  const publishedAt = stored?.value.publishedAt ?? null;
  const before = stored === null || stored.state === 'withdrawn' ? [] : stored.value.writtenBy;
  const entry: NewsEntry = {
    ...(stored ?? blankNews(deps.newId(), actor.unitId, piece.title)),
    state: submit ? 'submitted' : 'draft',
    topic: piece.kind,
    sortKey: newsSortKey(piece.pinned, publishedAt ?? now),
    from,
    to,
    files: piece.pictures.map(({ sha256 }) => sha256),
    changedAt: now,
    changedBy: actor.displayName,
    value: {
      ...piece,
      act: submit ? 'submitted' : 'saved',
      reason: '',
      writtenBy: [...new Set([...before, actor.accountId])],
      publishedAt,
      ...(stored?.value.replaces === undefined ? {} : { replaces: stored.value.replaces }),
    },
  };
  return stored === null ? saveNew(deps, entry) : deps.catalog.saveUnitEntry(entry);
}

/** What no form says. */
const EMPTY = { act: 'saved', reason: '', writtenBy: [], publishedAt: null } as const;
