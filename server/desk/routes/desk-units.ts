import type { Actor } from '#server/people/account.ts';
import type { Unit } from '#server/people/unit.ts';
import { can } from '#server/workflow/access.ts';

/** Units that stand today and whose figures this person sees, by name: their desks are theirs. */
export const desksOf = (actor: Actor, units: readonly Unit[]): Unit[] =>
  units
    .filter(
      (unit) => unit.successorId === null && can(actor, 'view-figures', { figuresOf: unit.id }),
    )
    .toSorted((a, b) => a.name.localeCompare(b.name, 'vi'));
