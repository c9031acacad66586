import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import type { Actor } from '#server/people/account.ts';
import type { UnitEntryState } from '#server/site/unit-entry.ts';
import { messages } from '../messages.ts';
import { newsSortKey, type NewsAct, type NewsEntry } from '../news.ts';
import { mergeChange } from './change-news.ts';
import { getNews, mustBeAt, type NewsCatalog } from './get-news.ts';

interface Deps extends Pick<ActionDeps, 'now'> {
  readonly catalog: NewsCatalog;
}

interface Decision {
  readonly id: string;
  /** The version that the form was made of. */
  readonly version: number;
  readonly reason: string;
}

const LONGEST_REASON = 2_000;

/** The states between which each decision moves a piece. */
const MOVES = {
  published: ['submitted', 'published'],
  returned: ['submitted', 'draft'],
  withdrawn: ['published', 'withdrawn'],
} as const satisfies Partial<Record<NewsAct, readonly [UnitEntryState, UnitEntryState]>>;

async function decide(
  deps: Deps,
  actor: Actor,
  act: keyof typeof MOVES,
  { id, version, reason }: Decision,
): Promise<NewsEntry> {
  const entry = await getNews(deps, actor, 'approve-unit-entry', id);
  mustBeAt(entry, version);
  const [from, to] = MOVES[act];
  if (entry.state !== from) throw new AppError('wrong-state', { state: entry.state });
  if (act !== 'published')
    refuseErrors({
      ...(reason === '' ? { reason: messages.writeReason } : {}),
      ...tooLongErrors({ reason: [FIELD_LABELS.reason, reason, LONGEST_REASON] }),
    });
  if (act === 'published' && entry.value.replaces !== undefined)
    return mergeChange(deps, actor, entry, entry.value.replaces);
  const now = deps.now();
  const publishedAt = entry.value.publishedAt ?? (act === 'published' ? now : null);
  return deps.catalog.saveUnitEntry({
    ...entry,
    state: to,
    sortKey: newsSortKey(entry.value.pinned, publishedAt ?? now),
    changedAt: now,
    changedBy: actor.displayName,
    value: { ...entry.value, act, reason: act === 'published' ? '' : reason, publishedAt },
  });
}

/**
 * A second person lets readers see it; a change is given back as the piece that it was made of.
 * Throws `page-not-found`, `not-allowed`, `wrong-state` and `stale-version`.
 */
export const publishNews = (
  deps: Deps,
  actor: Actor,
  of: Omit<Decision, 'reason'>,
): Promise<NewsEntry> => decide(deps, actor, 'published', { ...of, reason: '' });

/** Gives it back to whoever wrote it. Throws as {@link publishNews}, and `invalid-input`. */
export const returnNews = (deps: Deps, actor: Actor, of: Decision): Promise<NewsEntry> =>
  decide(deps, actor, 'returned', of);

/** Takes it from readers; its address says so. Throws as {@link returnNews}. */
export const withdrawNews = (deps: Deps, actor: Actor, of: Decision): Promise<NewsEntry> =>
  decide(deps, actor, 'withdrawn', of);
