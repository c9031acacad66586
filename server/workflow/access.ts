import type { Account, Actor, Role } from '#server/people/account.ts';
import { AppError } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import { mayMove } from './workflow.ts';
import { WORKFLOW_ACTIONS, type WorkflowAction } from '#server/items/workflow-event.ts';

export const ACTIONS = [
  ...WORKFLOW_ACTIONS,
  'view',
  'create',
  'edit',
  'change-unit',
  'attach',
  'take',
  'comment',
  'retry-job',
  'import',
  'clear-comment',
  'edit-law',
  'review-law',
  'merge-names',
  'edit-lists',
  'manage-access',
  'manage-shelf',
  'view-holdings',
  'keep-holdings',
  'manage-place',
  'lend',
  'view-figures',
  'view-people',
  'manage-people',
  'view-units',
  'manage-units',
  'view-deliveries',
  'deliver',
  'manage-targets',
  'view-security-log',
  'view-questions',
  'answer-question',
  'approve-answer',
  'view-unit-entries',
  'write-unit-entry',
  'approve-unit-entry',
  'view-reports',
  'fill-report',
  'manage-reports',
] as const;
export type Action = (typeof ACTIONS)[number];

type ItemObject = Pick<Item, 'state' | 'unitId'> & Partial<Pick<Item, 'work'>>;
type PersonObject = Pick<Account, 'id' | 'unitId' | 'roles'>;

/** A place of printed copies, by the unit that keeps it. */
export interface LibraryObject {
  readonly placeOf: string;
}

/** An item on its way from the unit it has to another. */
export interface UnitChange {
  readonly item: ItemObject;
  readonly toUnit: string;
}

/** Sums of what a unit has with all below it; null for the whole shelf. */
export interface FiguresObject {
  readonly figuresOf: string | null;
}

/** A question of a citizen, by the unit that answers it. */
export interface QuestionObject {
  readonly questionOf: string;
  /** Who wrote the answer that waits for approval; absent or null for nobody. */
  readonly draftedBy?: string | null;
}

/** What a unit writes for readers: news, the law of a week. */
export interface UnitEntryObject {
  readonly entryOf: string;
  /** Who wrote what waits for approval; absent for nobody. */
  readonly writtenBy?: readonly string[];
}

/** The report of a unit. */
export interface ReportObject {
  readonly reportOf: string;
}

/**
 * What access looks at: an item, one that changes its unit, a person, a place of printed copies,
 * figures, a question, what a unit writes, a report, or `shelf` for actions that have none of these.
 */
export type AccessObject =
  | ItemObject
  | UnitChange
  | PersonObject
  | LibraryObject
  | FiguresObject
  | QuestionObject
  | UnitEntryObject
  | ReportObject
  | 'shelf';

const ALLOWED: Readonly<Record<Action, readonly Role[]>> = {
  view: ['contributor', 'cataloguer', 'approver', 'unit-admin', 'admin', 'auditor'],
  create: ['contributor', 'cataloguer', 'admin'],
  edit: ['contributor', 'cataloguer', 'admin'],
  // Asked with the unit an item goes to, and decided by what may be written there.
  'change-unit': [],
  attach: ['contributor', 'cataloguer', 'admin'],
  submit: ['contributor', 'cataloguer', 'admin'],
  recall: ['contributor', 'cataloguer', 'admin'],
  verify: ['cataloguer', 'admin'],
  return: ['cataloguer', 'approver', 'admin'],
  publish: ['approver', 'admin'],
  withdraw: ['approver', 'admin'],
  restore: ['approver', 'admin'],
  take: ['contributor', 'cataloguer', 'approver', 'admin'],
  comment: ['contributor', 'cataloguer', 'approver', 'unit-admin', 'admin'],
  import: ['cataloguer', 'admin'],
  'retry-job': ['cataloguer', 'admin'],
  'clear-comment': ['cataloguer', 'approver', 'admin'],
  'view-people': ['unit-admin', 'admin', 'auditor'],
  'manage-people': ['unit-admin', 'admin'],
  'view-units': ['unit-admin', 'admin', 'auditor'],
  'manage-units': ['admin'],
  'edit-law': ['cataloguer', 'admin'],
  'merge-names': ['cataloguer', 'admin'],
  'review-law': ['cataloguer', 'approver', 'admin'],
  'edit-lists': ['cataloguer', 'admin'],
  // What else may read or bring people in: portals, clients of the API, the sign-in service.
  'manage-access': ['admin'],
  // What every page and every export says of the shelf itself.
  'manage-shelf': ['admin'],
  'view-holdings': ['contributor', 'cataloguer', 'approver', 'unit-admin', 'admin', 'auditor'],
  'keep-holdings': ['contributor', 'cataloguer', 'admin'],
  'manage-place': ['cataloguer', 'unit-admin', 'admin'],
  lend: ['contributor', 'cataloguer', 'unit-admin', 'admin'],
  'view-deliveries': ['cataloguer', 'approver', 'admin', 'auditor'],
  deliver: ['approver', 'admin'],
  'manage-targets': ['admin'],
  // Rows of the own units; an administrator's and an auditor's are all.
  'view-security-log': ['unit-admin', 'admin', 'auditor'],
  'view-figures': ['contributor', 'cataloguer', 'approver', 'unit-admin', 'admin', 'auditor'],
  'view-questions': ['contributor', 'cataloguer', 'approver', 'unit-admin', 'admin', 'auditor'],
  // Whoever answers sees how somebody is reached.
  'answer-question': ['contributor', 'cataloguer', 'approver', 'admin'],
  'approve-answer': ['approver', 'admin'],
  'view-unit-entries': ['contributor', 'cataloguer', 'approver', 'unit-admin', 'admin', 'auditor'],
  'write-unit-entry': ['contributor', 'cataloguer', 'approver', 'admin'],
  'approve-unit-entry': ['approver', 'admin'],
  'view-reports': ['contributor', 'cataloguer', 'approver', 'unit-admin', 'admin', 'auditor'],
  'fill-report': ['contributor', 'cataloguer', 'approver', 'unit-admin', 'admin'],
  // Opens rounds, takes reports or gives them back, freezes and corrects.
  'manage-reports': ['approver', 'admin'],
};

/**
 * What the whole shelf shows, records of laws that all items share, and what leaves the shelf for
 * other systems: other roles than an administrator's hold only in the managing unit.
 */
const MANAGING_UNIT_ONLY: readonly Action[] = [
  'edit-lists',
  'edit-law',
  'view-deliveries',
  'deliver',
  'manage-reports',
];

const forManagingUnit = (actor: Actor, role: Role, action: Action): boolean =>
  !MANAGING_UNIT_ONLY.includes(action) ||
  role === 'admin' ||
  role === 'auditor' ||
  actor.reach === null;

/** What a unit's administrator may hand out: nothing that reaches beyond the unit. */
const GRANTED_BY_UNIT: readonly Role[] = ['contributor', 'cataloguer', 'approver', 'unit-admin'];

const isWorkflowAction = (action: Action): action is WorkflowAction =>
  (WORKFLOW_ACTIONS as readonly string[]).includes(action);

/** Whether one role, by itself, reaches things of this unit. */
function reaches(actor: Actor, role: Role, unitId: string): boolean {
  if (role === 'admin' || role === 'auditor') return true;
  if (role === 'contributor') return actor.ownUnits.includes(unitId);
  return actor.reach === null || actor.reach.includes(unitId);
}

/** A contributor writes drafts; what was sent on is out of its hands. */
const WHILE_DRAFT: readonly Action[] = ['edit', 'attach', 'take'];

/** Whoever compiled or compared it does not approve it, and only what was compared is approved. */
const secondPerson = (actor: Actor, { state, work }: ItemObject): boolean =>
  state === 'verified' &&
  !(work?.compiledBy.includes(actor.accountId) ?? false) &&
  work?.verifiedBy !== actor.accountId;

/** What was sent is taken back by whoever sent it, while nobody has taken it over. */
const stillTheSenders = (actor: Actor, { work }: ItemObject): boolean =>
  work === undefined || (work.holder === null && work.sentBy === actor.accountId);

function canWithItem(actor: Actor, action: Action, item: ItemObject): boolean {
  if (isWorkflowAction(action) && !mayMove(item.state, action)) return false;
  if (action === 'take' && (item.state === 'published' || item.state === 'withdrawn')) return false;
  if (action === 'recall' && !stillTheSenders(actor, item)) return false;
  if (action === 'publish' && actor.twoPersons && !secondPerson(actor, item)) return false;
  if (action === 'view' && item.state === 'published' && actor.roles.length > 0) return true;
  return actor.roles.some(
    (role) =>
      ALLOWED[action].includes(role) &&
      reaches(actor, role, item.unitId) &&
      !(role === 'contributor' && WHILE_DRAFT.includes(action) && item.state !== 'draft'),
  );
}

/**
 * Whoever may write the item where it is and where it goes: nothing is pushed into a unit in which
 * this person could not have written it, and who sees, edits and approves it changes only within
 * what the person reaches already. What readers have seen is the managing unit's to place.
 */
function canChangeUnit(actor: Actor, { item, toUnit }: UnitChange): boolean {
  const shown = item.state === 'published' || item.state === 'withdrawn';
  const managing =
    actor.roles.includes('admin') || (actor.roles.includes('cataloguer') && actor.reach === null);
  return (
    canWithItem(actor, 'edit', item) &&
    canWithItem(actor, 'edit', { ...item, unitId: toUnit }) &&
    (!shown || managing)
  );
}

function canWithPerson(actor: Actor, action: Action, person: PersonObject): boolean {
  // Nobody locks themselves out or raises themselves.
  if (action === 'manage-people' && person.id === actor.accountId) return false;
  return actor.roles.some(
    (role) =>
      ALLOWED[action].includes(role) &&
      reaches(actor, role, person.unitId) &&
      (role !== 'unit-admin' ||
        action !== 'manage-people' ||
        person.roles.every((r) => GRANTED_BY_UNIT.includes(r))),
  );
}

/**
 * Borrowers are private persons: nobody but the people of the unit itself sees them, whatever else
 * their role reaches.
 */
const canWithLibrary = (actor: Actor, action: Action, { placeOf }: LibraryObject): boolean =>
  actor.roles.some(
    (role) =>
      ALLOWED[action].includes(role) &&
      (action === 'lend' ? actor.ownUnits.includes(placeOf) : reaches(actor, role, placeOf)),
  );

/**
 * Sums show no record and no person: whoever sends something in sees them for the unit and all
 * below it, as everybody else there does.
 */
const canWithFigures = (actor: Actor, action: Action, { figuresOf }: FiguresObject): boolean =>
  actor.roles.some(
    (role) =>
      ALLOWED[action].includes(role) &&
      (actor.reach === null ||
        role === 'admin' ||
        role === 'auditor' ||
        (figuresOf !== null && actor.reach.includes(figuresOf))),
  );

/** Whoever wrote an answer leaves its approval to somebody else, as with items. */
const canWithQuestion = (
  actor: Actor,
  action: Action,
  { questionOf, draftedBy = null }: QuestionObject,
): boolean =>
  !(action === 'approve-answer' && actor.twoPersons && draftedBy === actor.accountId) &&
  actor.roles.some((role) => ALLOWED[action].includes(role) && reaches(actor, role, questionOf));

/** Whoever wrote it leaves its approval to somebody else, as with items. */
const canWithUnitEntry = (
  actor: Actor,
  action: Action,
  { entryOf, writtenBy = [] }: UnitEntryObject,
): boolean =>
  !(action === 'approve-unit-entry' && actor.twoPersons && writtenBy.includes(actor.accountId)) &&
  actor.roles.some((role) => ALLOWED[action].includes(role) && reaches(actor, role, entryOf));
/** A report is filled in by the people of the unit itself; those above it only see it. */
const canWithReport = (actor: Actor, action: Action, { reportOf }: ReportObject): boolean =>
  actor.roles.some(
    (role) =>
      ALLOWED[action].includes(role) &&
      forManagingUnit(actor, role, action) &&
      (action === 'fill-report' && role !== 'admin'
        ? actor.ownUnits.includes(reportOf)
        : reaches(actor, role, reportOf)),
  );

/**
 * The one decision on who may do what (docs/domain.md; the whole table: docs/permissions.md). Roles
 * hold in the person's unit, the units below it and all that these succeeded; a contributor's in
 * its own unit. Administrators and auditors reach the whole shelf.
 */
export function can(actor: Actor | null, action: Action, object: AccessObject): boolean {
  if (actor === null)
    return (
      action === 'view' && object !== 'shelf' && 'state' in object && object.state === 'published'
    );
  if (object === 'shelf')
    return actor.roles.some(
      (role) => ALLOWED[action].includes(role) && forManagingUnit(actor, role, action),
    );
  if ('placeOf' in object) return canWithLibrary(actor, action, object);
  if ('toUnit' in object) return action === 'change-unit' && canChangeUnit(actor, object);
  if ('figuresOf' in object) return canWithFigures(actor, action, object);
  if ('entryOf' in object) return canWithUnitEntry(actor, action, object);
  if ('questionOf' in object) return canWithQuestion(actor, action, object);
  if ('reportOf' in object) return canWithReport(actor, action, object);
  return 'state' in object
    ? canWithItem(actor, action, object)
    : canWithPerson(actor, action, object);
}

/** Whoever only sends documents in: their way is the road of three steps. */
export const onlySends = ({ roles }: Actor): boolean =>
  roles.length > 0 && roles.every((role) => role === 'contributor');

/** The roles this actor may give to people of its units. */
export const grantable = (actor: Actor): readonly Role[] =>
  actor.roles.includes('admin')
    ? ['contributor', 'cataloguer', 'approver', 'unit-admin', 'admin', 'auditor']
    : GRANTED_BY_UNIT;

/**
 * The units whose items and people the actor sees, null for all: the same answer as {@link can}
 * gives for `view` of what is not published.
 */
export function unitsSeen(actor: Actor): readonly string[] | null {
  if (actor.roles.includes('admin') || actor.roles.includes('auditor')) return null;
  return actor.roles.some((role) => role !== 'contributor') ? actor.reach : actor.ownUnits;
}

/**
 * Throws `not-signed-in`, `second-person` (the two-person rule alone forbids it), `wrong-state`
 * (the state alone does) or `not-allowed`.
 */
export function authorise(actor: Actor | null, action: Action, object: AccessObject): void {
  if (can(actor, action, object)) return;
  if (actor === null) throw new AppError('not-signed-in');
  if (object !== 'shelf' && 'state' in object && isWorkflowAction(action)) {
    const fits = actor.roles.some(
      (role) => ALLOWED[action].includes(role) && reaches(actor, role, object.unitId),
    );
    if (fits && !mayMove(object.state, action))
      throw new AppError('wrong-state', { state: object.state, action });
    if (fits && action === 'publish' && actor.twoPersons)
      throw new AppError('second-person', { action });
  }
  throw new AppError('not-allowed', { action });
}
