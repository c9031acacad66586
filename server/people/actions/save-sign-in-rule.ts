import type { ActionDeps } from '#server/action-deps.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { UNPLACED } from '#server/vocabulary/authority-list.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '../account.ts';
import { messages } from '../messages.ts';
import { MOST_RULES, type SignInRule, type SignInRuleEntry } from '../sign-in-rule.ts';

const LONGEST = 300;

/**
 * Lets the sign-in service bring people in. Throws `not-allowed` and `invalid-input` with a sentence
 * a field: `claim`, `value`, `unitId`, `roles`.
 */
export async function addSignInRule(
  { catalog, now, newId }: Pick<ActionDeps, 'catalog' | 'now' | 'newId'>,
  actor: Actor,
  rule: SignInRule,
): Promise<SignInRuleEntry> {
  authorise(actor, 'manage-access', 'shelf');
  const known = await catalog.listAuthority('sign-in-rule');
  const units = await catalog.listUnits();
  const stands = units.some(({ id, successorId }) => id === rule.unitId && successorId === null);
  refuseErrors({
    ...(rule.claim === '' ? { claim: messages.writeClaim } : {}),
    ...(rule.value === '' ? { value: messages.writeClaimValue } : {}),
    ...(stands ? {} : { unitId: messages.chooseActiveUnit }),
    ...(rule.roles.length === 0 ? { roles: messages.chooseRole } : {}),
    ...(known.length >= MOST_RULES ? { claim: messages.tooManyRules(MOST_RULES) } : {}),
    ...tooLongErrors({
      claim: [messages.claim, rule.claim, LONGEST],
      value: [messages.claimValue, rule.value, LONGEST],
    }),
  });
  return catalog.saveAuthority<'sign-in-rule'>({
    list: 'sign-in-rule',
    id: newId(),
    rank: UNPLACED,
    version: 0,
    changedAt: now(),
    changedBy: actor.displayName,
    value: rule,
  });
}

/**
 * Takes a rule away: whom it let in is refused at the next sign-in. Throws `not-allowed`; a rule
 * that is not there is ignored.
 */
export async function removeSignInRule(
  { catalog }: Pick<ActionDeps, 'catalog'>,
  actor: Actor,
  id: string,
): Promise<void> {
  authorise(actor, 'manage-access', 'shelf');
  await catalog.deleteAuthority('sign-in-rule', id);
}
