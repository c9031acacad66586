import type { AuthorityEntry } from '#server/vocabulary/authority-list.ts';
import type { Role } from './account.ts';
import type { Claims } from './outside-identity.ts';

/**
 * Whom the sign-in service may let in (docs/decisions/053): whoever it says this of works in that
 * unit with these roles.
 */
export interface SignInRule {
  /** What the service says of a person; dots lead into what is nested: `realm_access.roles`. */
  readonly claim: string;
  /** What it has to be, letter by letter; of a list: one of its members. */
  readonly value: string;
  readonly unitId: string;
  readonly roles: readonly Role[];
}

export type SignInRuleEntry = AuthorityEntry<'sign-in-rule', SignInRule>;

export const MOST_RULES = 200;
const MOST_STEPS = 10;

/** Names with dots, the longest first: `https://example.org/roles` is one name, `a.b` may be two. */
function claimOf(claims: unknown, path: string, steps = MOST_STEPS): unknown {
  if (typeof claims !== 'object' || claims === null || steps === 0) return undefined;
  if (Object.hasOwn(claims, path)) return (claims as Claims)[path];
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const name = path.slice(0, dot);
    if (Object.hasOwn(claims, name))
      return claimOf((claims as Claims)[name], path.slice(dot + 1), steps - 1);
  }
  return undefined;
}

const isSaid = (said: unknown, value: string): boolean =>
  Array.isArray(said)
    ? said.some((one) => typeof one === 'string' && one === value)
    : ['string', 'number', 'boolean'].includes(typeof said) && String(said) === value;

/**
 * Unit and roles of whoever these claims are of: the first rule that fits gives the unit, all that
 * fit and name the same unit give roles. Null when none fits.
 */
export function rightsByRules(
  rules: readonly SignInRule[],
  claims: Claims,
): { readonly unitId: string; readonly roles: readonly Role[] } | null {
  const fitting = rules.filter(({ claim, value }) => isSaid(claimOf(claims, claim), value));
  const unitId = fitting[0]?.unitId;
  if (unitId === undefined) return null;
  const roles = fitting.filter((rule) => rule.unitId === unitId).flatMap((rule) => rule.roles);
  return { unitId, roles: [...new Set(roles)] };
}
