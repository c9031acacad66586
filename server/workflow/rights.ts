import type { Actor } from '#server/people/account.ts';
import { can, type AccessObject, type Action } from './access.ts';

/** How far a right goes: over one's own unit, those below it too, everything; `shelf`: one thing. */
export type RightScope = 'own' | 'units' | 'all' | 'shelf';

type Trial = readonly [action: Action, on: (unitId: string) => AccessObject];

const inState =
  (state: 'draft' | 'submitted' | 'verified' | 'published') =>
  (unitId: string): AccessObject => ({ state, unitId });
const ofLibrary = (unitId: string): AccessObject => ({ placeOf: unitId });
const ofShelf = (): AccessObject => 'shelf';
const ofPerson = (unitId: string): AccessObject => ({ id: '', unitId, roles: [] });

/** What people ask about somebody, each with what it is tried on. */
const TRIALS = {
  create: ['create', ofShelf],
  edit: ['edit', inState('draft')],
  'edit-published': ['edit', inState('published')],
  verify: ['verify', inState('submitted')],
  return: ['return', inState('submitted')],
  publish: ['publish', inState('verified')],
  withdraw: ['withdraw', inState('published')],
  import: ['import', ofShelf],
  'keep-holdings': ['keep-holdings', ofLibrary],
  lend: ['lend', ofLibrary],
  'view-figures': ['view-figures', (unitId) => ({ figuresOf: unitId })],
  'manage-people': ['manage-people', ofPerson],
  'manage-units': ['manage-units', ofShelf],
  'edit-lists': ['edit-lists', ofShelf],
  'edit-law': ['edit-law', ofShelf],
  deliver: ['deliver', ofShelf],
  'view-security-log': ['view-security-log', ofShelf],
  'manage-access': ['manage-access', ofShelf],
  'manage-shelf': ['manage-shelf', ofShelf],
} as const satisfies Readonly<Record<string, Trial>>;
export type Right = keyof typeof TRIALS;
export const RIGHTS = Object.keys(TRIALS) as readonly Right[];

/** No unit has it: only who reaches everything reaches this. */
const ELSEWHERE = '-';

/** How far a right of this person goes; null where there is none. */
export function scopeOf(actor: Actor, right: Right): RightScope | null {
  const [action, on]: Trial = TRIALS[right];
  if (on('') === 'shelf') return can(actor, action, 'shelf') ? 'shelf' : null;
  if (can(actor, action, on(ELSEWHERE))) return 'all';
  const below = actor.reach?.find((unit) => !actor.ownUnits.includes(unit));
  if (below !== undefined && can(actor, action, on(below))) return 'units';
  return can(actor, action, on(actor.unitId)) ? 'own' : null;
}
