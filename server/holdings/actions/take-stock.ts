import { messages } from '#server/holdings/messages.ts';
import { authorise } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import type { Holding, Stocktake, StocktakeResult } from '../holding.ts';
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
 * Closes a stock-take with its figures; copies keep their state until somebody decides. Throws
 * `not-allowed` and `wrong-state`.
 */
export async function closeStocktake(
  deps: Deps,
  actor: Actor,
  place: LibraryEntry,
  stocktake: Stocktake,
): Promise<Stocktake> {
  authorise(actor, 'keep-holdings', libraryObject(place));
  if (stocktake.closedAt !== null) throw new AppError('wrong-state', { stocktakeId: stocktake.id });
  const closed = {
    ...stocktake,
    closedAt: deps.now(),
    closedBy: actor.displayName,
    result: await stockResult(deps, stocktake),
  };
  await deps.catalog.saveStocktake(closed);
  return closed;
}
