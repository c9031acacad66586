import { AppError } from '#server/base/errors.ts';
import type { Actor } from '#server/people/account.ts';
import type { UnitEntryCatalog } from '#server/site/unit-entry-catalog.ts';
import { authorise, type UnitEntryObject } from '#server/workflow/access.ts';
import type { NewsEntry, NewsPiece } from '../news.ts';

export type NewsCatalog = UnitEntryCatalog<{ readonly news: NewsPiece }>;

/** What the matrix of permissions is asked about. */
export const newsObject = ({ unitId, value }: NewsEntry): UnitEntryObject => ({
  entryOf: unitId,
  writtenBy: value.writtenBy,
});

/** The piece for this person's action. Throws `page-not-found` and `not-allowed`. */
export async function getNews(
  { catalog }: { readonly catalog: NewsCatalog },
  actor: Actor,
  action: 'view-unit-entries' | 'write-unit-entry' | 'approve-unit-entry',
  id: string,
): Promise<NewsEntry> {
  const entry = await catalog.findUnitEntry('news', id);
  if (entry === null) throw new AppError('page-not-found', { id });
  authorise(actor, action, newsObject(entry));
  return entry;
}

/** Throws `stale-version` where the form was made of another version. */
export function mustBeAt({ id, version }: NewsEntry, given: number): void {
  if (version !== given) throw new AppError('stale-version', { id, stored: version, given });
}
