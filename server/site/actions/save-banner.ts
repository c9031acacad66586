import { rankErrors } from '#server/vocabulary/rank.ts';
import { messages } from '#server/site/messages.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { WRONG_ADDRESS } from '#server/links/link-check.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { BANNER_GROUPS, type BannerEntry } from '../banner.ts';
import type { FieldErrors } from '#server/base/errors.ts';
import { isLink } from '#server/links/link-check.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { isDay, WRONG_DAY } from '#server/base/partial-date.ts';
import { refuseErrors } from '#server/base/form-errors.ts';

const LONGEST_ALT = 200;
const LONGEST_ADDRESS = 2_000;

/** What is wrong with a banner, by field of its form; empty when nothing is. */
export function bannerErrors({
  rank,
  value: { alt, address, group, from, to, picture },
}: BannerEntry): FieldErrors {
  const errors: Record<string, string> = {};
  if (alt === '') errors['alt'] = messages.writeOffice;
  if (!(isLink(address) && URL.canParse(address))) errors['address'] = WRONG_ADDRESS;
  if (!BANNER_GROUPS.includes(group)) errors['group'] = messages.chooseGroup;
  for (const [name, day] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (day !== null && !isDay(day)) errors[name] = WRONG_DAY;
  if (from !== null && to !== null && isDay(from) && isDay(to) && to < from)
    errors['to'] ??= messages.endsBeforeItBegins;
  if (picture.sha256 === '') errors['picture'] = messages.chooseLogo;
  return {
    ...errors,
    ...rankErrors(rank),
    ...tooLongErrors({
      alt: [FIELD_LABELS.office, alt, LONGEST_ALT],
      address: [FIELD_LABELS.address, address, LONGEST_ADDRESS],
    }),
  };
}

/**
 * Saves a banner whose picture is in the store already. Throws `not-allowed`, `invalid-input` and
 * `stale-version`.
 */
export async function saveBanner(
  { catalog, now }: Pick<ActionDeps, 'catalog' | 'now'>,
  actor: Actor,
  entry: BannerEntry,
): Promise<BannerEntry> {
  authorise(actor, 'edit-lists', 'shelf');
  refuseErrors(bannerErrors(entry));
  return catalog.saveAuthority({ ...entry, changedAt: now(), changedBy: actor.displayName });
}
