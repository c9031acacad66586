import { messages } from '#server/holdings/messages.ts';
import { authorise } from '#server/workflow/access.ts';
import { REASON_MISSING } from '#server/workflow/workflow.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { FIELD_LABELS } from '#server/base/field-labels.ts';
import {
  countsSeen,
  stockCounts,
  type Holding,
  type Stocktake,
  type StocktakeResult,
} from '../holding.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { libraryObject } from './keep-holdings.ts';
import type { LibraryEntry } from '../library.ts';

type Deps = Pick<ActionDeps, 'catalog' | 'newId' | 'now'>;

const BATCH = 500;

/** Every copy of a place, by register number. */
export async function* holdingsOf(
  { catalog }: Pick<ActionDeps, 'catalog'>,
  placeId: string,
): AsyncIterable<Holding> {
  let after: string | null = null;
  do {
    const page = await catalog.listHoldings({
      placeId,
      itemId: null,
      states: [],
      limit: BATCH,
      after,
    });
    yield* page.rows;
    after = page.next;
  } while (after !== null);
}

/**
 * What a stock-take comes to as things stand: copies on the shelf, damaged ones included, are
 * looked for; lent ones are not.
 */
export async function stockResult(
  deps: Pick<ActionDeps, 'catalog'>,
  { id, placeId }: Stocktake,
): Promise<StocktakeResult> {
  const found = new Set(await deps.catalog.foundIn(id));
  const [missing, unexpected]: [string[], string[]] = [[], []];
  let [expected, lent] = [0, 0];
  for await (const copy of holdingsOf(deps, placeId)) {
    const onShelf = copy.state === 'con' || copy.state === 'hong';
    if (onShelf) expected += 1;
    if (copy.state === 'dang-muon') lent += 1;
    if (onShelf && !found.has(copy.id)) missing.push(copy.registerNumber);
    if (!onShelf && found.has(copy.id)) unexpected.push(copy.registerNumber);
  }
  return { expected, found: expected - missing.length, lent, unexpected, missing };
}

/** Throws `page-not-found`. */
export async function getStocktake(
  { catalog }: Pick<ActionDeps, 'catalog'>,
  id: string,
): Promise<Stocktake> {
  const stocktake = await catalog.findStocktake(id);
  if (stocktake === null) throw new AppError('page-not-found', { stocktakeId: id });
  return stocktake;
}

/** Begins a stock-take; a place has one at a time. Throws `not-allowed` and `wrong-state`. */
export async function openStocktake(
  { catalog, newId, now }: Deps,
  actor: Actor,
  place: LibraryEntry,
): Promise<Stocktake> {
  authorise(actor, 'keep-holdings', libraryObject(place));
  if ((await catalog.listStocktakes(place.id)).some((one) => one.closedAt === null))
    throw new AppError('wrong-state', { placeId: place.id });
  const stocktake: Stocktake = {
    id: newId(),
    placeId: place.id,
    openedAt: now(),
    openedBy: actor.displayName,
    closedAt: null,
    closedBy: '',
    result: null,
  };
  await catalog.saveStocktake(stocktake);
  return stocktake;
}

/**
 * Notes that a copy was found, by its register number. Throws `not-allowed`, `wrong-state` (it is
 * closed) and `invalid-input`.
 */
export async function tickFound(
  { catalog }: Deps,
  actor: Actor,
  place: LibraryEntry,
  stocktake: Stocktake,
  number: string,
): Promise<{ readonly copy: Holding; readonly again: boolean }> {
  authorise(actor, 'keep-holdings', libraryObject(place));
  if (stocktake.closedAt !== null) throw new AppError('wrong-state', { stocktakeId: stocktake.id });
  const copy = number === '' ? null : await catalog.findHoldingByNumber(place.id, number);
  if (copy === null)
    refuseErrors({
      so: number === '' ? messages.scanRegisterNumber : messages.numberNotHere(number),
    });
  const again = (await catalog.foundIn(stocktake.id)).includes(copy!.id);
  await catalog.addFound(stocktake.id, copy!.id);
  return { copy: copy!, again };
}

/**
 * Closes a stock-take with its figures, after somebody has looked at them: `seen` is what they were
 * shown ({@link countsSeen}). Copies keep their state until somebody decides. Null, and nothing is
 * saved, where the figures are others by now. Throws `not-allowed` and `wrong-state`.
 */
export async function closeStocktake(
  deps: Deps,
  actor: Actor,
  place: LibraryEntry,
  stocktake: Stocktake,
  seen: string,
): Promise<Stocktake | null> {
  authorise(actor, 'keep-holdings', libraryObject(place));
  if (stocktake.closedAt !== null) throw new AppError('wrong-state', { stocktakeId: stocktake.id });
  const result = await stockResult(deps, stocktake);
  if (countsSeen(result) !== seen) return null;
  const [at, by] = [deps.now(), actor.displayName];
  const event = { action: 'close' as const, at, by, reason: '', ...stockCounts(result) };
  const closed: Stocktake = {
    ...stocktake,
    closedAt: at,
    closedBy: by,
    result,
    events: [...(stocktake.events ?? []), event],
  };
  await deps.catalog.saveStocktake(closed);
  return closed;
}

/**
 * Opens a closed stock-take again, for a reason that stays with it; what was found stays found, the
 * figures are counted anew. Throws `not-allowed`, `wrong-state` (it is open, or another one of the
 * place is) and `invalid-input` (no reason).
 */
export async function reopenStocktake(
  { catalog, now }: Deps,
  actor: Actor,
  place: LibraryEntry,
  stocktake: Stocktake,
  why: string,
): Promise<Stocktake> {
  authorise(actor, 'keep-holdings', libraryObject(place));
  const { result } = stocktake;
  if (stocktake.closedAt === null || result === null)
    throw new AppError('wrong-state', { stocktakeId: stocktake.id });
  const reason = why.trim();
  if (reason === '') refuseErrors({ reason: REASON_MISSING });
  refuseErrors(tooLongErrors({ reason: [FIELD_LABELS.reason, reason] }));
  if ((await catalog.listStocktakes(place.id)).some((one) => one.closedAt === null))
    throw new AppError('wrong-state', { placeId: place.id, sentence: messages.anotherIsOpen });
  const event = {
    action: 'reopen' as const,
    at: now(),
    by: actor.displayName,
    reason,
    ...stockCounts(result),
  };
  const open: Stocktake = {
    ...stocktake,
    closedAt: null,
    closedBy: '',
    result: null,
    events: [...(stocktake.events ?? []), event],
  };
  await catalog.saveStocktake(open);
  return open;
}
