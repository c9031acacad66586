import { messages as ofPeople } from '#server/people/messages.ts';
import { messages } from '#server/holdings/messages.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import { LIBRARY_LABELS } from '../library.ts';
import { holdingLabel } from '../holding-row.ts';
import { authorise, type LibraryObject } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import { GIVEN_STATES, nextRegisterNumber, withState, type Holding } from '../holding.ts';
import { isDay, WRONG_DAY } from '#server/base/partial-date.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { LIBRARY_KINDS, type LibraryEntry } from '../library.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { refuseErrors } from '#server/base/form-errors.ts';

/** What access looks at: the unit that a place belongs to. */
export const libraryObject = ({ value }: LibraryEntry): LibraryObject => ({
  placeOf: value.unitId,
});
type Deps = Pick<ActionDeps, 'catalog' | 'newId' | 'now'>;

const LONGEST = 300;
const LONGEST_NUMBER = 60;
const MOST_COPIES = 100;
const HIGHEST_PRICE = 1_000_000_000;

/** Throws `page-not-found`. */
export async function getLibrary(
  { catalog }: Pick<ActionDeps, 'catalog'>,
  id: string,
): Promise<LibraryEntry> {
  const place = await catalog.findAuthority('place', id);
  if (place === null) throw new AppError('page-not-found', { placeId: id });
  return place;
}

/** Throws `page-not-found`. */
export async function getHolding(
  { catalog }: Pick<ActionDeps, 'catalog'>,
  id: string,
): Promise<Holding> {
  const holding = await catalog.findHolding(id);
  if (holding === null) throw new AppError('page-not-found', { holdingId: id });
  return holding;
}

function placeErrors({ value }: LibraryEntry): FieldErrors {
  const errors: Record<string, string> = {};
  if (value.name === '') errors['name'] = messages.writeLibraryName;
  if (value.address === '') errors['address'] = messages.writeLibraryAddress;
  if (!LIBRARY_KINDS.includes(value.kind)) errors['kind'] = messages.chooseKind;
  return {
    ...errors,
    ...tooLongErrors({
      name: [FIELD_LABELS.name, value.name, LONGEST],
      address: [LIBRARY_LABELS.address, value.address, LONGEST],
      phone: [LIBRARY_LABELS.phone, value.phone, LONGEST],
      hours: ['Giờ mở cửa', value.hours, LONGEST],
      keeper: [LIBRARY_LABELS.keeper, value.keeper, LONGEST],
      founded: [LIBRARY_LABELS.founded, value.founded, LONGEST],
    }),
  };
}

/**
 * Saves a place; whoever saves it must reach its unit, and the one it had. Throws `not-allowed`,
 * `invalid-input` and `stale-version`.
 */
export async function saveLibrary(
  deps: Deps,
  actor: Actor,
  entry: LibraryEntry,
  before: LibraryEntry | null,
): Promise<LibraryEntry> {
  if (before !== null) authorise(actor, 'manage-place', libraryObject(before));
  const known = (await deps.catalog.listUnits()).some((unit) => unit.id === entry.value.unitId);
  refuseErrors({
    ...placeErrors(entry),
    ...(known ? {} : { unit: ofPeople.chooseUnit }),
  });
  authorise(actor, 'manage-place', libraryObject(entry));
  return deps.catalog.saveAuthority({
    ...entry,
    changedAt: deps.now(),
    changedBy: actor.displayName,
  });
}

/** A copy that stands in no register yet. */
export const blankHolding = (placeId: string, itemId: string): Holding => ({
  id: '',
  placeId,
  itemId,
  registerNumber: '',
  state: 'con',
  since: '',
  past: [],
  receivedOn: null,
  price: null,
  source: '',
  note: '',
  version: 0,
  changedAt: '',
  changedBy: '',
});

/**
 * What is wrong with what a register says of a copy, by field of its form; empty when nothing is.
 */
export function holdingErrors(
  { registerNumber, receivedOn, price, source, note }: Holding,
  today: string,
): FieldErrors {
  const errors: Record<string, string> = {};
  if (registerNumber === '') errors['registerNumber'] = messages.writeRegisterNumber;
  if (receivedOn !== null && !isDay(receivedOn)) errors['receivedOn'] = WRONG_DAY;
  else if (receivedOn !== null && receivedOn > today)
    errors['receivedOn'] = messages.receivedInFuture;
  if (price !== null && !(Number.isInteger(price) && price >= 0 && price <= HIGHEST_PRICE))
    errors['price'] = messages.writePrice;
  return {
    ...errors,
    ...tooLongErrors({
      registerNumber: [holdingLabel('registerNumber'), registerNumber, LONGEST_NUMBER],
      source: [holdingLabel('source'), source, LONGEST],
      note: [holdingLabel('note'), note, LONGEST],
    }),
  };
}

/**
 * Enters copies of one item in a place's register, with numbers that follow one another; all or
 * none. Throws `not-allowed`, `invalid-input` and
 * `duplicate-register`.
 */
export async function addCopies(
  deps: Deps,
  actor: Actor,
  input: { readonly place: LibraryEntry; readonly copies: number; readonly first: Holding },
): Promise<Holding[]> {
  const { place, copies, first } = input;
  authorise(actor, 'keep-holdings', libraryObject(place));
  const today = dayInVietnam(deps.now());
  const several = Number.isInteger(copies) && copies >= 1 && copies <= MOST_COPIES;
  refuseErrors({
    ...holdingErrors(first, today),
    ...(several ? {} : { copies: messages.writeCount(MOST_COPIES) }),
    ...((await deps.catalog.findItem(first.itemId)) === null ? { tim: messages.chooseItem } : {}),
  });
  const holdings: Holding[] = [];
  for (
    let number = first.registerNumber;
    holdings.length < copies;
    number = nextRegisterNumber(number)
  ) {
    holdings.push({
      ...first,
      id: deps.newId(),
      placeId: place.id,
      registerNumber: number,
      state: 'con',
      since: today,
      version: 0,
      changedAt: deps.now(),
      changedBy: actor.displayName,
    });
  }
  return deps.catalog.saveHoldings(holdings.map((holding) => ({ holding, loan: null })));
}

/**
 * Saves what the register says of a copy. A lent one stays lent: its state changes when it comes
 * back. Throws `not-allowed`, `invalid-input`,
 * `wrong-state`, `stale-version` and `duplicate-register`.
 */
export async function editCopy(
  deps: Deps,
  actor: Actor,
  input: { readonly place: LibraryEntry; readonly before: Holding; readonly holding: Holding },
): Promise<Holding> {
  const { place, before, holding } = input;
  authorise(actor, 'keep-holdings', libraryObject(place));
  const today = dayInVietnam(deps.now());
  refuseErrors({
    ...holdingErrors(holding, today),
    ...(before.state === 'dang-muon' || GIVEN_STATES.includes(holding.state)
      ? {}
      : { state: messages.chooseState }),
  });
  const state = before.state === 'dang-muon' ? before.state : holding.state;
  const saved = {
    ...withState(
      { ...holding, state: before.state, since: before.since },
      state,
      state === before.state ? before.since : today,
    ),
    changedAt: deps.now(),
    changedBy: actor.displayName,
  };
  return (await deps.catalog.saveHoldings([{ holding: saved, loan: null }]))[0]!;
}
