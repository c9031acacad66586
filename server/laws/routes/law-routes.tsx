import type { Request, Response, Router } from 'express';
import { saveLaw } from '../actions/save-law.ts';
import { findLawSeen } from '../actions/find-law-seen.ts';
import { authorise, can, unitsSeen } from '#server/workflow/access.ts';
import { AppError } from '#server/base/errors.ts';
import { lawStateOn, unknownLaw, type LawRecord } from '../law-record.ts';
import { lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { StaffLawPage, type StaffLawProps } from '#web/laws/staff-law.tsx';
import { StaffLawsPage } from '#web/laws/staff-laws.tsx';
import { staffLawPath } from '#web/paths/laws.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { param } from '#server/http/query.ts';
import { valuesOfBody } from '#server/cataloguing/routes/item-form.ts';
import { lawOf, lawValues } from './law-form.ts';
import { assertFormRefusal } from '#server/http/staff-form.ts';
import { createRoutes } from '#server/http/routes.ts';

const PER_PAGE = 50;

function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  law: LawRecord | null,
  more: Partial<StaffLawProps> = {},
  status = 200,
): Promise<void> {
  return sendPage(
    deps,
    req,
    res,
    <StaffLawPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      law={law}
      values={lawValues(law ?? unknownLaw(''))}
      errors={{}}
      conflict={false}
      saved={false}
      source={law?.source ?? null}
      mayEdit={can(theActor(res), 'edit-law', 'shelf')}
      {...more}
    />,
    { status },
  );
}

/** Throws `page-not-found`. */
async function load(deps: AppDeps, res: Response, key: string): Promise<LawRecord> {
  const law = await findLawSeen(deps, theActor(res), key);
  if (law === null) throw new AppError('page-not-found', { lawKey: key });
  return law;
}

async function save(
  deps: AppDeps,
  req: Request,
  res: Response,
  before: LawRecord | null,
): Promise<void> {
  const { catalog } = deps.storage;
  const law = lawOf(formBody(req), before);
  try {
    const saved = await saveLaw(deps, { actor: theActor(res), law });
    res.redirect(303, `${staffLawPath(saved.key)}?bao=da-luu`);
  } catch (error) {
    assertFormRefusal(error);
    const conflict = error.code === 'stale-version';
    // What was typed for a new one meets the record that is there already.
    const stored = conflict ? ((await catalog.findLaws([law.key]))[0] ?? before) : before;
    await show(
      deps,
      req,
      res,
      stored,
      { values: valuesOfBody(formBody(req)), errors: error.details.fields ?? {}, conflict },
      HTTP_STATUS[error.kind],
    );
  }
}

async function showLaws(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const { catalog } = deps.storage;
  authorise(theActor(res), 'view', 'shelf');
  const [search, after, day] = [
    param(req.query['so']).trim().slice(0, 100),
    param(req.query['sau']) || null,
    dayInVietnam(deps.now()),
  ];
  const page = await catalog.listLaws({
    search: lawNumberKey(search),
    units: unitsSeen(theActor(res)),
    limit: PER_PAGE,
    after,
  });
  await sendPage(
    deps,
    req,
    res,
    <StaffLawsPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      search={search}
      next={page.next}
      first={after === null}
      rows={page.rows.map(({ law, citing }) => ({ ...law, state: lawStateOn(law, day), citing }))}
      waiting={await catalog.countCitationsToReview(day)}
      mayEdit={can(theActor(res), 'edit-law', 'shelf')}
    />,
  );
}

/** Shared records of legal documents: list, form. */
export function lawRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();

  get('/can-bo/van-ban', (req, res) => showLaws(deps, req, res));
  get('/can-bo/van-ban/moi', async (req, res) => {
    authorise(theActor(res), 'edit-law', 'shelf');
    await show(deps, req, res, null);
  });

  get('/can-bo/van-ban/:key', async (req, res, params) => {
    authorise(theActor(res), 'view', 'shelf');
    await show(deps, req, res, await load(deps, res, params.key), {
      saved: param(req.query['bao']) === 'da-luu',
    });
  });

  post('/can-bo/van-ban/moi', async (req, res) => {
    authorise(theActor(res), 'edit-law', 'shelf');
    await save(deps, req, res, null);
  });

  post('/can-bo/van-ban/:key', async (req, res, params) => {
    authorise(theActor(res), 'edit-law', 'shelf');
    await save(deps, req, res, await load(deps, res, params.key));
  });

  return router;
}
