import type { PersonChoices } from '#web/people/person-fields.tsx';
import { grantable } from '#server/workflow/access.ts';
import type { Actor } from '../account.ts';
import type { Unit } from '../unit.ts';

/** The units and roles this actor may give: units that still work, within its reach. */
export const choicesOf = (actor: Actor, units: readonly Unit[]): PersonChoices => ({
  roles: grantable(actor),
  units: units
    .filter(
      (u) =>
        u.successorId === null &&
        (actor.roles.includes('admin') || actor.reach === null || actor.reach.includes(u.id)),
    )
    .map((u) => ({ value: u.id, label: u.name }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'vi')),
});
