import type { Request, Response, Router } from 'express';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { param, wholeNumber } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { theActor } from '#server/http/session.ts';
import { wordOf } from '#server/http/staff-form.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { authorise } from '#server/workflow/access.ts';
import { correctionPath } from '#web/paths/correction.ts';
import { vi } from '#web/text/vi.ts';
import { correctLines, type LineOutcome, type LineWish } from '../actions/correct-lines.ts';
import { finishPage } from '../actions/finish-page.ts';
import type { PageAddress } from '../actions/page-to-correct.ts';
import { redrawLines, type RedrawWish } from '../actions/redraw-lines.ts';
import { settleReport } from '../actions/settle-report.ts';
import { lastOwnCorrection, undoCorrection } from '../actions/undo-correction.ts';
import { tidyLine } from '../page-correction.ts';
import { wordEdits, wordsOf } from '../word-edits.ts';
import { lineViews } from './correction-views.ts';
import { askedPage, showItemPages, showPage } from './show-page.tsx';

type Body = Readonly<Record<string, unknown>>;
const LONGEST_FORM = 1_000;

/** The page that a form is of. */
const addressOf = (itemId: string, body: Body): PageAddress => ({
  itemId,
  attachmentId: wordOf(body, 'tep'),
  page: wholeNumber(body['trang']) ?? 0,
});

const wantsJson = (req: Request): boolean => req.accepts(['html', 'json']) === 'json';

/** Where a form leads: back to its page, or to a spot on it. */
const back = (
  { itemId, attachmentId, page }: PageAddress,
  told: string,
  { whole = false, spot = '' } = {},
): string => `${correctionPath(itemId, { attachmentId, page, whole }, { told })}${spot}`;

/** Asks the matrix before anything of the form is looked at. */
async function guard(deps: AppDeps, res: Response, id: string): Promise<void> {
  authorise(theActor(res), 'edit', await getItem(deps, id));
}

/** What somebody makes of a word: the line as they saw it, with this word in it. */
function wordWish(body: Body): LineWish {
  const saw = tidyLine(wordOf(body, 'thay'));
  const words = wordsOf(saw);
  const at = wholeNumber(body['vi-tri'], 0) ?? -1;
  if (at < 0 || at >= words.length) throw new AppError('invalid-input');
  const text = tidyLine(wordOf(body, 'lay') || wordOf(body, 'chu'));
  const written = wordsOf(text);
  const line = words.toSpliced(at, 1, ...written).join(' ');
  return {
    line: wordOf(body, 'dong'),
    saw,
    text: line === '' ? null : line,
    checked: written.map((_, i) => at + i),
  };
}

const TOLD: Readonly<Record<LineOutcome['state'], string>> = {
  saved: 'da-luu',
  same: 'khong-doi',
  conflict: 'trung-chu',
};

async function takeWord(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  await guard(deps, res, id);
  const body = formBody(req);
  const address = addressOf(id, body);
  const [outcome] = await correctLines(deps, theActor(res), address, [wordWish(body)]);
  deps.wakeJobs();
  const { state, text } = outcome!;
  if (wantsJson(req)) {
    res.status(state === 'conflict' ? 409 : 200).json({ state, text });
    return;
  }
  // A word that was settled is gone from the list: the next has its number.
  const n = wholeNumber(body['so']) ?? 1;
  res.redirect(303, back(address, TOLD[state], { spot: `#chu-${n}` }));
}

/** What somebody makes of all lines of a page: those that were left as they were are no wish. */
function lineWishes(body: Body): LineWish[] {
  const wishes: LineWish[] = [];
  for (let n = 1; n <= LONGEST_FORM && wordOf(body, `id-${n}`) !== ''; n++) {
    const saw = tidyLine(wordOf(body, `thay-${n}`));
    const text = wordOf(body, `bo-${n}`) === '1' ? '' : tidyLine(wordOf(body, `dong-${n}-chu`));
    if (text !== saw)
      wishes.push({
        line: wordOf(body, `id-${n}`),
        saw: saw === '' ? null : saw,
        text: text === '' ? null : text,
        checked: 'all',
      });
  }
  return wishes;
}

const addedOf = (body: Body) => ({ text: wordOf(body, 'them'), below: wordOf(body, 'duoi') });

const addWish = ({ text, below }: ReturnType<typeof addedOf>): LineWish[] =>
  tidyLine(text) === '' ? [] : [{ line: '', saw: null, text, checked: 'all', below }];

/** The form again, with what both wrote where somebody else was quicker. */
async function showConflicts(
  deps: AppDeps,
  req: Request,
  res: Response,
  address: PageAddress,
  conflicts: readonly LineOutcome[],
): Promise<void> {
  const { itemId, attachmentId, page: n } = address;
  const page = await askedPage(deps, res, itemId, attachmentId, n);
  const lines = lineViews(page.now).map((line) => {
    const conflict = conflicts.find((c) => c.line === line.id);
    return conflict === undefined
      ? line
      : {
          ...line,
          text: conflict.wanted ?? line.text,
          drop: conflict.wanted === null,
          theirs: line.text,
        };
  });
  // A line that somebody took away meanwhile stands no more: what was written is offered as a new one.
  const gone = conflicts.find(({ line }) => !lines.some(({ id }) => id === line));
  await showPage(deps, req, res, page, {
    whole: true,
    status: 409,
    lines,
    ...(gone?.wanted ? { added: { text: gone.wanted, below: lines.at(-1)?.id ?? '' } } : {}),
    error: vi.correction.conflictTitle,
  });
}

/** Which line the pressed button parts or joins, as it stands once the boxes were saved; null for none. */
function redrawWish(body: Body): RedrawWish | null {
  const [, step, number = ''] = /^(tach|noi)-(\d+)$/u.exec(wordOf(body, 'viec')) ?? [];
  if (step === undefined) return null;
  const textOf = (n: number): string => tidyLine(wordOf(body, `dong-${n}-chu`));
  const n = Number(number);
  const of = { line: wordOf(body, `id-${n}`), saw: textOf(n) };
  if (step === 'noi')
    return { kind: 'join', ...of, next: wordOf(body, `id-${n + 1}`), nextSaw: textOf(n + 1) };
  // The word was chosen in the line as it was shown; the box may say more by now.
  const at = wholeNumber(body[`tach-${n}`]) ?? 0;
  const edits = wordEdits(wordsOf(tidyLine(wordOf(body, `thay-${n}`))), wordsOf(of.saw));
  const before = edits.filter(({ to }) => to <= at);
  const moved = before.reduce((sum, e) => sum + e.words.length - (e.to - e.from), at);
  return { kind: 'split', ...of, at: moved };
}

async function redraw(
  deps: AppDeps,
  res: Response,
  address: PageAddress,
  wish: RedrawWish,
): Promise<void> {
  const state = await redrawLines(deps, theActor(res), address, wish);
  deps.wakeJobs();
  const told = wish.kind === 'split' ? 'da-tach' : 'da-noi';
  res.redirect(303, back(address, state === 'saved' ? told : 'khong-ve-lai', { whole: true }));
}

async function takeLines(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  await guard(deps, res, id);
  const body = formBody(req);
  const address = addressOf(id, body);
  const added = addedOf(body);
  const wishes = [...lineWishes(body), ...addWish(added)];
  try {
    const outcomes = await correctLines(deps, theActor(res), address, wishes);
    deps.wakeJobs();
    const conflicts = outcomes.filter(({ state }) => state === 'conflict');
    if (conflicts.length > 0) return await showConflicts(deps, req, res, address, conflicts);
    const wish = redrawWish(body);
    if (wish !== null) return await redraw(deps, res, address, wish);
    const told = outcomes.some(({ state }) => state === 'saved') ? 'da-luu' : 'khong-doi';
    res.redirect(303, back(address, told, { whole: true }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error;
    const { attachmentId, page: n } = address;
    const page = await askedPage(deps, res, id, attachmentId, n);
    const typed = new Map(wishes.map((wish) => [wish.line, wish.text]));
    const lines = lineViews(page.now).map((line) =>
      typed.has(line.id)
        ? { ...line, text: typed.get(line.id) ?? line.text, drop: typed.get(line.id) === null }
        : line,
    );
    const sentence = Object.values(error.details.fields ?? {})[0] ?? null;
    await showPage(deps, req, res, page, {
      whole: true,
      status: 400,
      lines,
      added,
      error: sentence,
    });
  }
  return undefined;
}

async function takeFinish(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  await guard(deps, res, id);
  const body = formBody(req);
  const address = addressOf(id, body);
  const step = wordOf(body, 'viec');
  if (step !== 'xong' && step !== 'mo') throw new AppError('invalid-input');
  await finishPage(deps, theActor(res), address, step === 'xong');
  deps.wakeJobs();
  res.redirect(303, back(address, step === 'xong' ? 'da-xong' : 'mo-lai'));
}

async function takeUndo(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  await guard(deps, res, id);
  const body = formBody(req);
  const address = addressOf(id, body);
  const actor = theActor(res);
  const page = await askedPage(deps, res, id, address.attachmentId, address.page);
  const named = wordOf(body, 'lan');
  const last = named === '' ? ((await lastOwnCorrection(deps, actor, page))?.id ?? '') : named;
  const undone = last === '' ? null : await undoCorrection(deps, actor, address, last);
  deps.wakeJobs();
  const told =
    undone === null
      ? 'het-hoan-tac'
      : undone.state === 'conflict'
        ? 'khong-hoan-tac'
        : 'da-hoan-tac';
  if (wantsJson(req)) res.json({ state: undone?.state ?? 'none', told });
  else res.redirect(303, back(address, told));
}

async function takeSettling(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  await guard(deps, res, id);
  const body = formBody(req);
  const step = wordOf(body, 'xu-ly');
  if (step !== 'nhan' && step !== 'bo') throw new AppError('invalid-input');
  const isTaken = step === 'nhan';
  const reportId = wordOf(body, 'bao');
  await settleReport(deps, theActor(res), { itemId: id, reportId, isTaken });
  const told = isTaken ? 'da-nhan' : 'da-tu-choi';
  res.redirect(303, correctionPath(id, null, { told }));
}

/** The desk at which people put right what a machine read. */
export function correctionRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/tai-lieu/:id/doc-lai', async (req, res, { id }) => {
    const attachmentId = param(req.query['tep']);
    if (attachmentId === '') return showItemPages(deps, req, res, id, param(req.query['truoc']));
    const page = wholeNumber(req.query['trang']) ?? 0;
    return showPage(deps, req, res, await askedPage(deps, res, id, attachmentId, page), {
      whole: param(req.query['xem']) === 'ca-trang',
    });
  });
  post('/can-bo/tai-lieu/:id/doc-lai/chu', (req, res, { id }) => takeWord(deps, req, res, id));
  post('/can-bo/tai-lieu/:id/doc-lai/cac-dong', (req, res, { id }) =>
    takeLines(deps, req, res, id),
  );
  post('/can-bo/tai-lieu/:id/doc-lai/xong', (req, res, { id }) => takeFinish(deps, req, res, id));
  post('/can-bo/tai-lieu/:id/doc-lai/hoan-tac', (req, res, { id }) => takeUndo(deps, req, res, id));
  post('/can-bo/tai-lieu/:id/doc-lai/bao-loi', (req, res, { id }) =>
    takeSettling(deps, req, res, id),
  );
  return router;
}
