import type { Request, Response, Router } from 'express';
import { dayInVietnam, daysAfter } from '#server/base/vietnam-time.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { fromTable, param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { wordOf } from '#server/http/staff-form.ts';
import { authorise, can } from '#server/workflow/access.ts';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { QUERY_DAYS, staffQueriesPath } from '#web/paths/search-words.ts';
import { StaffQueriesPage } from '#web/search/staff-queries.tsx';
import { vi } from '#web/text/vi.ts';
import { orderForQuery } from '../actions/mend-query.ts';
import { notedWords } from '../noted-words.ts';

const SHOWN = 100;
const NOTICES: Readonly<Record<string, string>> = { xong: vi.queries.settled };

async function showQueries(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const actor = theActor(res);
  authorise(actor, 'view', 'shelf');
  const { catalog } = deps.storage;
  const days = QUERY_DAYS.find((n) => String(n) === param(req.query['ngay'])) ?? QUERY_DAYS[0];
  await deps.queries.flush();
  const today = dayInVietnam(deps.now());
  const from = daysAfter(today, 1 - days);
  await sendPage(
    deps,
    req,
    res,
    <StaffQueriesPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      days={days}
      counts={await catalog.countQueries({ from, to: today })}
      queries={await catalog.weakQueries(from, SHOWN)}
      notice={fromTable(NOTICES, req.query['bao'])}
      mayEdit={can(actor, 'edit-lists', 'shelf')}
      mayCreate={can(actor, 'create', 'shelf')}
      mayAnswer={can(actor, 'answer-question', { questionOf: actor.unitId })}
    />,
  );
}

/** What readers looked for in vain, week by week, and how it is mended. */
export function queryRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  const { catalog, search } = deps.storage;

  get('/can-bo/cau-tim', (req, res) => showQueries(deps, req, res));
  post('/can-bo/cau-tim/dat', async (req, res) => {
    await deps.queries.flush();
    const item = await orderForQuery(
      { catalog, search, newId: deps.newId, now: deps.now },
      theActor(res),
      wordOf(formBody(req), 'cau'),
    );
    res.redirect(303, item === null ? staffQueriesPath() : staffItemPath(item.id));
  });
  post('/can-bo/cau-tim/xong', async (req, res) => {
    authorise(theActor(res), 'edit-lists', 'shelf');
    await deps.queries.flush();
    await catalog.settleQuery(notedWords(wordOf(formBody(req), 'cau')));
    res.redirect(303, staffQueriesPath({ notice: 'xong' }));
  });
  return router;
}
