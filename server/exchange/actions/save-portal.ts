import type { ActionDeps } from '#server/action-deps.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import type { Actor } from '#server/people/account.ts';
import { UNPLACED } from '#server/vocabulary/authority-list.ts';
import { authorise } from '#server/workflow/access.ts';
import {
  frameAncestors,
  LONGEST_ANCESTORS,
  MOST_PORTALS,
  portalOrigin,
  type PortalEntry,
} from '../embed/portal.ts';
import { messages } from '../messages.ts';

const LONGEST_NAME = 200;
const LONGEST_ORIGIN = 300;

/**
 * Lets a site show widgets of the shelf. Throws `not-allowed` and `invalid-input` with a sentence a
 * field: `name`, `origin`.
 */
export async function addPortal(
  { catalog, now, newId }: Pick<ActionDeps, 'catalog' | 'now' | 'newId'>,
  actor: Actor,
  typed: { readonly name: string; readonly origin: string },
): Promise<PortalEntry> {
  authorise(actor, 'manage-access', 'shelf');
  const origin = portalOrigin(typed.origin);
  const known = await catalog.listAuthority('portal');
  const portals = [...known.map(({ value }) => value), { name: '', origin: origin ?? '' }];
  const tooLong = frameAncestors(portals).length > LONGEST_ANCESTORS;
  refuseErrors({
    ...(typed.name === '' ? { name: messages.writePortalName } : {}),
    ...(origin === null ? { origin: messages.wrongOrigin } : {}),
    ...(known.some(({ value }) => value.origin === origin) ? { origin: messages.knownOrigin } : {}),
    ...(known.length >= MOST_PORTALS || tooLong
      ? { origin: messages.tooManyPortals(MOST_PORTALS) }
      : {}),
    ...tooLongErrors({
      name: [messages.portalName, typed.name, LONGEST_NAME],
      origin: [messages.portalOrigin, typed.origin, LONGEST_ORIGIN],
    }),
  });
  return catalog.saveAuthority<'portal'>({
    list: 'portal',
    id: newId(),
    rank: UNPLACED,
    version: 0,
    changedAt: now(),
    changedBy: actor.displayName,
    value: { name: typed.name, origin: origin! },
  });
}

/** Takes a site off the list. Throws `not-allowed`; a site that is not there is ignored. */
export async function removePortal(
  { catalog }: Pick<ActionDeps, 'catalog'>,
  actor: Actor,
  id: string,
): Promise<void> {
  authorise(actor, 'manage-access', 'shelf');
  await catalog.deleteAuthority('portal', id);
}
