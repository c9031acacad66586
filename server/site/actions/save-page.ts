import { rankErrors } from '#server/vocabulary/rank.ts';
import { messages } from '#server/site/messages.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import { LONGEST_PAGE, type PageEntry } from '../fixed-page.ts';
import { refusedAddresses } from '../page-text.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { isSlug, LONGEST_SLUG } from './save-collection.ts';

const LONGEST_TITLE = 200;

/** What is wrong with a page, by field of its form; empty when nothing is. */
export function pageErrors({ id, rank, value: { title, body } }: PageEntry): FieldErrors {
  const errors: Record<string, string> = {};
  if (title === '') errors['title'] = messages.writePageName;
  if (!isSlug(id)) errors['slug'] = messages.wrongPageSlug;
  else if (id === 'moi') errors['slug'] = messages.slugTaken;
  Object.assign(errors, rankErrors(rank));
  const refused = refusedAddresses(body);
  if (body === '') errors['body'] = messages.writePageBody;
  else if (refused.length > 0)
    errors['body'] = messages.linksRefused(refused.slice(0, 3).join(', '));
  return {
    ...errors,
    ...tooLongErrors({
      title: [FIELD_LABELS.name, title, LONGEST_TITLE],
      slug: [FIELD_LABELS.address, id, LONGEST_SLUG],
      body: [FIELD_LABELS.body, body, LONGEST_PAGE],
    }),
  };
}

/**
 * Saves a page of the site. Throws `not-allowed`, `invalid-input` and `stale-version` (a new one:
 * when its address is there already).
 */
export async function savePage(
  { catalog, now }: Pick<ActionDeps, 'catalog' | 'now'>,
  actor: Actor,
  entry: PageEntry,
): Promise<PageEntry> {
  authorise(actor, 'edit-lists', 'shelf');
  refuseErrors(pageErrors(entry));
  return catalog.saveAuthority({ ...entry, changedAt: now(), changedBy: actor.displayName });
}

/**
 * Takes an older text of a page up again as a new version. Throws `not-allowed`, `page-not-found`
 * and `stale-version`.
 */
export async function takePageBack(
  deps: Pick<ActionDeps, 'catalog' | 'now'>,
  actor: Actor,
  input: { readonly id: string; readonly version: number; readonly to: number },
): Promise<PageEntry> {
  authorise(actor, 'edit-lists', 'shelf');
  const older = (await deps.catalog.authorityVersions('page', input.id)).find(
    (entry) => entry.version === input.to,
  );
  if (older === undefined)
    throw new AppError('page-not-found', { id: input.id, version: input.to });
  return savePage(deps, actor, { ...older, version: input.version });
}
