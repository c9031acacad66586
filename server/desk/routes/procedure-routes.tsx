import type { Request, Response, Router } from 'express';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { isReader } from '#server/figures/routes/count-visits.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import type { Item } from '#server/items/item.ts';
import { itemCards } from '#server/items/routes/present-item.ts';
import { describedTitle } from '#server/laws/law-record.ts';
import { ANSWER_GENRE } from '#server/questions/answer-item.ts';
import { isSearchDown } from '#server/search/actions/browse-shelf.ts';
import { searchShelf } from '#server/search/actions/search-shelf.ts';
import { wordsQuery } from '#server/search/words-query.ts';
import { lawLine } from '#server/site/routes/law-line.ts';
import { ProcedurePage, ProceduresPage } from '#web/desk/procedures.tsx';
import type { LawLineView } from '#web/items/law-line.tsx';
import { procedurePath, proceduresPath } from '#web/paths/desk.ts';
import { getProcedure, listProcedures } from '../actions/procedures.ts';
import { hasEndedOn, type Procedure } from '../procedure.ts';

/** With what a search finds; all that were chosen are shown. What it finds after these is far off. */
const MOST_ITEMS = 6;
const MOST_ANSWERS = 5;
const MOST_FOUND = 20;

const lawsOf = async (
  deps: AppDeps,
  numbers: readonly string[],
): Promise<readonly LawLineView[]> => {
  const known = await deps.storage.catalog.findLaws(numbers.map(lawNumberKey));
  return numbers.map((number) => {
    const law = known.find(({ key }) => key === lawNumberKey(number));
    return lawLine(deps, number, law && { ...law, title: describedTitle(law) });
  });
};

/** What fits its words, besides what is chosen; null while the index cannot be asked. */
async function foundFor(deps: AppDeps, words: string): Promise<readonly Item[] | null> {
  const { catalog, search } = deps.storage;
  const readWords = () => catalog.listAuthority('word');
  try {
    const found = await searchShelf({ catalog, search, readWords }, wordsQuery(words, MOST_FOUND));
    return found.items.map(({ item }) => item);
  } catch (error) {
    if (!isSearchDown(error)) throw error;
    return null;
  }
}

/** Chosen items first, then what a search for its words finds: reading, and answers. */
async function itemsOf(
  deps: AppDeps,
  { itemIds, words }: Procedure,
): Promise<{ items: readonly Item[]; answers: readonly Item[]; whole: boolean }> {
  const chosen = (await deps.storage.catalog.findItems(itemIds)).filter(
    ({ state }) => state === 'published',
  );
  const found = await foundFor(deps, words);
  const isAnswer = ({ genre }: Item): boolean => genre === ANSWER_GENRE;
  const all = [...new Map([...chosen, ...(found ?? [])].map((item) => [item.id, item])).values()];
  return {
    items: all.filter((item) => !isAnswer(item)).slice(0, Math.max(MOST_ITEMS, chosen.length)),
    answers: all.filter(isAnswer).slice(0, Math.max(MOST_ANSWERS, chosen.length)),
    whole: found !== null,
  };
}

async function showAll(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const day = dayInVietnam(deps.now());
  const all = await listProcedures(deps.storage.catalog);
  await sendPage(
    deps,
    req,
    res,
    <ProceduresPage
      frame={pageFrame(deps, req, res, { canonical: proceduresPath(), described: true })}
      procedures={all.filter(({ value }) => !hasEndedOn(value, day))}
    />,
    { keep: true },
  );
}

async function showOne(deps: AppDeps, req: Request, res: Response, slug: string): Promise<void> {
  const { catalog } = deps.storage;
  const entry = await getProcedure(catalog, slug);
  const { items, answers, whole } = await itemsOf(deps, entry.value);
  const { successor } = entry.value;
  await sendPage(
    deps,
    req,
    res,
    <ProcedurePage
      frame={pageFrame(deps, req, res, { canonical: procedurePath(slug), described: true })}
      entry={entry}
      ended={hasEndedOn(entry.value, dayInVietnam(deps.now()))}
      successor={
        (await listProcedures(catalog)).find(({ id }) => id === successor && id !== slug) ?? null
      }
      items={await itemCards(deps, items)}
      answers={await itemCards(deps, answers)}
      laws={await lawsOf(deps, entry.value.laws)}
    />,
    { keep: whole },
  );
}

/**
 * Whoever follows the code on a card of a desk: counted for the day, the desk and the procedure, by
 * nothing that tells who it was. A desk that is unknown leads on too, uncounted.
 */
async function follow(
  deps: AppDeps,
  req: Request,
  res: Response,
  { procedure, unit: code }: { readonly procedure: string; readonly unit: string },
): Promise<void> {
  const { catalog } = deps.storage;
  const { id } = await getProcedure(catalog, procedure);
  const unit = (await catalog.listUnits()).find((one) => one.code === code);
  if (unit !== undefined && isReader(req)) deps.scans.note(unit.id, id);
  // Each press is counted: nobody's browser remembers where it led.
  res.setHeader('Cache-Control', 'no-store');
  res.redirect(302, procedurePath(id));
}

/** Procedures for readers, and the short addresses on cards of desks. */
export function procedureRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  get('/thu-tuc', (req, res) => showAll(deps, req, res));
  get('/thu-tuc/:slug', (req, res, { slug }) => showOne(deps, req, res, slug));
  get('/q/:procedure/:unit', (req, res, params) => follow(deps, req, res, params));
  return router;
}
