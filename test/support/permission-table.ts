import { ACTIONS, can, type AccessObject, type Action } from '#server/workflow/access.ts';
import { ROLES, type Role } from '#server/people/account.ts';
import { ITEM_STATES } from '#server/items/item.ts';
import { MANAGING_UNIT } from '#server/people/unit.ts';
import { anActor, anItem } from './builders.ts';

const OWN = 'xa-an';
const PAST = 'xa-cu';
const BELOW = 'truong-xa-an';
const OTHER = 'xa-khac';

export const SHELF_ACTIONS: readonly Action[] = [
  'create',
  'import',
  'edit-law',
  'merge-names',
  'edit-lists',
  'manage-access',
  'manage-shelf',
  'manage-units',
  'view-units',
  'view-deliveries',
  'deliver',
  'manage-targets',
  'view-security-log',
];
export const PEOPLE_ACTIONS: readonly Action[] = ['view-people', 'manage-people'];
export const PLACE_ACTIONS: readonly Action[] = [
  'view-holdings',
  'keep-holdings',
  'manage-place',
  'lend',
];
export const FIGURE_ACTIONS: readonly Action[] = ['view-figures'];
export const QUESTION_ACTIONS: readonly Action[] = [
  'view-questions',
  'answer-question',
  'approve-answer',
];
export const UNIT_ENTRY_ACTIONS: readonly Action[] = [
  'view-unit-entries',
  'write-unit-entry',
  'approve-unit-entry',
];
export const REPORT_ACTIONS: readonly Action[] = ['view-reports', 'fill-report', 'manage-reports'];
export const ITEM_ACTIONS: readonly Action[] = ACTIONS.filter(
  (a) =>
    a !== 'change-unit' &&
    ![
      SHELF_ACTIONS,
      PEOPLE_ACTIONS,
      PLACE_ACTIONS,
      FIGURE_ACTIONS,
      QUESTION_ACTIONS,
      UNIT_ENTRY_ACTIONS,
      REPORT_ACTIONS,
    ].some((group) => group.includes(a)),
);

/** Somebody of a commune with a school below it, that took over another commune. */
const actorOf = (role: Role, twoPersons = false) =>
  anActor([role], OWN, { ownUnits: [OWN, PAST], reach: [OWN, PAST, BELOW], twoPersons });

/** How far a role's answer holds, in one word; throws when it holds for an odd set of units. */
function reachOf(ask: (unitId: string) => boolean): string {
  const held = [OWN, PAST, BELOW, OTHER]
    .map(ask)
    .map((yes) => (yes ? '1' : '0'))
    .join('');
  const word: Readonly<Record<string, string>> = {
    '0000': '–',
    '1100': 'own',
    '1110': 'units',
    '1111': 'all',
  };
  if (word[held] === undefined) throw new Error(`an odd reach: ${held}`);
  return word[held];
}

const row = (name: string, cells: readonly string[]): string =>
  `| ${name} | ${cells.join(' | ')} |`;
const head = (first: string): string[] => [
  row(first, ROLES),
  row(
    '---',
    ROLES.map(() => '---'),
  ),
];

const itemRows = (twoPersons: boolean, actions: readonly Action[], compiledBy: string): string[] =>
  actions.flatMap((action) =>
    ITEM_STATES.map((state) => {
      // Whoever asks has sent it, and nobody has taken it over.
      const sentBy = actorOf('contributor').accountId;
      const work = { ...anItem().work, compiledBy: [compiledBy], sentBy };
      return row(
        `\`${action}\` ${state}`,
        ROLES.map((role) =>
          reachOf((unitId) => can(actorOf(role, twoPersons), action, { state, unitId, work })),
        ),
      );
    }),
  );

/** Out of which units an item may go into the person's own, and into which it may go from there. */
const unitRows = (): string[] =>
  ITEM_STATES.flatMap((state) => {
    const cells = (way: (unitId: string) => readonly [from: string, to: string]): string[] =>
      ROLES.map((role) =>
        reachOf((unitId) => {
          const [from, toUnit] = way(unitId);
          return can(actorOf(role), 'change-unit', { item: { state, unitId: from }, toUnit });
        }),
      );
    return [
      row(
        `${state}, out of`,
        cells((unitId) => [unitId, OWN]),
      ),
      row(
        `${state}, into`,
        cells((unitId) => [OWN, unitId]),
      ),
    ];
  });
const managing = (role: Role) =>
  anActor([role], MANAGING_UNIT, { ownUnits: [MANAGING_UNIT], reach: null });

const person = (unitId: string, roles: readonly Role[]): AccessObject => ({
  id: 'somebody',
  unitId,
  roles,
});

/** The whole of docs/permissions.md below its introduction, from the function that decides. */
export const permissionTable = (): string =>
  [
    '## Items',
    '',
    ...head('action, state'),
    ...itemRows(false, ITEM_ACTIONS, 'somebody'),
    '',
    '## Approval under the two-person rule',
    '',
    'Compiled and compared by somebody else:',
    '',
    ...head('action, state'),
    ...itemRows(true, ['publish'], 'somebody'),
    '',
    'Compiled or compared by the same person:',
    '',
    ...head('action, state'),
    ...itemRows(true, ['publish'], 'a1'),
    '',
    '## The shelf',
    '',
    ...head('action'),
    ...SHELF_ACTIONS.map((action) =>
      row(
        `\`${action}\``,
        ROLES.map((role) => (can(actorOf(role), action, 'shelf') ? 'yes' : '–')),
      ),
    ),
    '',
    '## Imports',
    '',
    ...head('action, for a unit'),
    row(
      '`import`',
      ROLES.map((role) =>
        reachOf((unitId) => can(actorOf(role), 'import', { state: 'draft', unitId })),
      ),
    ),
    '',
    '## Managing unit of an item',
    '',
    'In a unit: from where into the own unit, and from there into which:',
    '',
    ...head('state, way'),
    ...unitRows(),
    '',
    'In the managing unit, from any unit to any other:',
    '',
    ...head('state'),
    ...ITEM_STATES.map((state) =>
      row(
        state,
        ROLES.map((role) =>
          can(managing(role), 'change-unit', { item: { state, unitId: OWN }, toUnit: OTHER })
            ? 'yes'
            : '–',
        ),
      ),
    ),
    '',
    '## Printed copies',
    '',
    ...head('action, at a place of'),
    ...PLACE_ACTIONS.map((action) =>
      row(
        `\`${action}\``,
        ROLES.map((role) => reachOf((unitId) => can(actorOf(role), action, { placeOf: unitId }))),
      ),
    ),
    '',
    '## Figures',
    '',
    ...head('action, of a unit'),
    ...FIGURE_ACTIONS.map((action) =>
      row(
        `\`${action}\``,
        ROLES.map((role) => reachOf((unitId) => can(actorOf(role), action, { figuresOf: unitId }))),
      ),
    ),
    '',
    '## Questions of citizens',
    '',
    ...head('action, of a unit'),
    ...QUESTION_ACTIONS.map((action) =>
      row(
        `\`${action}\``,
        ROLES.map((role) =>
          reachOf((unitId) => can(actorOf(role), action, { questionOf: unitId })),
        ),
      ),
    ),
    row(
      '`approve-answer` of the own, two persons',
      ROLES.map((role) =>
        reachOf((unitId) =>
          can(actorOf(role, true), 'approve-answer', { questionOf: unitId, draftedBy: 'a1' }),
        ),
      ),
    ),
    '',
    '## News and what else units write',
    '',
    ...head('action, of a unit'),
    ...UNIT_ENTRY_ACTIONS.map((action) =>
      row(
        `\`${action}\``,
        ROLES.map((role) => reachOf((unitId) => can(actorOf(role), action, { entryOf: unitId }))),
      ),
    ),
    row(
      '`approve-unit-entry` of the own, two persons',
      ROLES.map((role) =>
        reachOf((unitId) =>
          can(actorOf(role, true), 'approve-unit-entry', { entryOf: unitId, writtenBy: ['a1'] }),
        ),
      ),
    ),
    '',
    '## Reports of units',
    '',
    ...head('action, of a unit'),
    ...REPORT_ACTIONS.map((action) =>
      row(
        `\`${action}\``,
        ROLES.map((role) => reachOf((unitId) => can(actorOf(role), action, { reportOf: unitId }))),
      ),
    ),
    '',
    'Whoever may not see a report is told that there is none (404).',
    '',
    '## People',
    '',
    ...head('action, whose account'),
    ...PEOPLE_ACTIONS.flatMap((action) =>
      ROLES.map((held) =>
        row(
          `\`${action}\` ${held}`,
          ROLES.map((role) =>
            reachOf((unitId) => can(actorOf(role), action, person(unitId, [held]))),
          ),
        ),
      ),
    ),
    '',
  ].join('\n');
