import type { Request, Response, Router } from 'express';
import { reviewCitation } from '../actions/review-citation.ts';
import { authorise, can } from '#server/workflow/access.ts';
import { AppError, type FieldErrors } from '#server/base/errors.ts';
import { findDecision, REVIEW_DECISIONS } from '#server/items/law-review.ts';
import { lawStateOn, reviewOf, type CitationToReview } from '../law-record.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { StaffCitationReviewPage, type ReviewRow } from '#web/laws/staff-citation-review.tsx';
import { citationReviewPath } from '#web/paths/laws.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';

const PER_PAGE = 20;

/** A refused decision: which form it was, what was typed, what is wrong. */
interface Refused {
  readonly itemId: string;
  readonly lawKey: string;
  readonly decision: string;
  readonly reason: string;
  readonly fields: FieldErrors;
  readonly message: string;
}

const REFUSALS = ['invalid-input', 'stale-version', 'wrong-state', 'incomplete-record'];

function rowOf(
  res: Response,
  { item, law }: CitationToReview,
  day: string,
  refused: Refused | null,
): ReviewRow {
  const actor = theActor(res);
  const mine = refused !== null && refused.itemId === item.id && refused.lawKey === law.key;
  const id = `${item.id}-${law.key}`;
  const { decision, reason, ...others } = refused?.fields ?? {};
  const errors = {
    ...(decision === undefined ? {} : { [`${id}-d`]: decision }),
    ...(reason === undefined ? {} : { [`${id}-r`]: reason }),
    ...others,
  };
  return {
    item: { id: item.id, slug: item.slug, title: item.title, version: item.version },
    law: {
      key: law.key,
      number: law.number,
      title: law.title,
      state: lawStateOn(law, day),
      since: law.effectiveTo,
      replacedBy: law.replacedBy,
    },
    review: reviewOf(item, law),
    decisions: can(actor, 'review-law', item)
      ? REVIEW_DECISIONS.filter((d) => d !== 'withdraw' || can(actor, 'withdraw', item))
      : [],
    typed: mine
      ? {
          decision: refused.decision,
          reason: refused.reason,
          errors: Object.keys(errors).length > 0 ? errors : { [`${id}-r`]: refused.message },
        }
      : null,
  };
}

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  refused: Refused | null = null,
  status = 200,
): Promise<void> {
  const { catalog } = deps.storage;
  authorise(theActor(res), 'view', 'shelf');
  const [day, after] = [dayInVietnam(deps.now()), param(req.query['sau']) || null];
  const page = await catalog.citationsToReview({ day, limit: PER_PAGE, after });
  // A refused form stands first, wherever in the list its item is.
  const [item, law] =
    refused === null
      ? []
      : [await catalog.findItem(refused.itemId), (await catalog.findLaws([refused.lawKey]))[0]];
  const refusedRow = item && law ? [{ item, law }] : [];
  const others = page.rows.filter(
    (row) => row.item.id !== refused?.itemId || row.law.key !== refused.lawKey,
  );
  await sendPage(
    deps,
    req,
    res,
    <StaffCitationReviewPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      total={await catalog.countCitationsToReview(day)}
      next={page.next}
      first={after === null}
      done={findDecision(param(req.query['bao'])) ?? null}
      rows={[...refusedRow, ...others].map((row) => rowOf(res, row, day, refused))}
    />,
    { status },
  );
}

async function decide(deps: AppDeps, req: Request, res: Response): Promise<void> {
  authorise(theActor(res), 'review-law', 'shelf');
  const body = formBody(req);
  const [itemId, lawKey, reason, decision] = [
    param(body['item']),
    param(body['law']),
    param(body['reason']).normalize('NFC'),
    param(body['decision']),
  ];
  // Before anything is said of it, or of what is wrong with the form.
  const item = await deps.storage.catalog.findItem(itemId);
  if (item === null || !can(theActor(res), 'view', item))
    throw new AppError('item-not-found', { itemId });
  try {
    const chosen = findDecision(decision);
    if (chosen === undefined)
      throw new AppError('invalid-input', { fields: { decision: vi.citationReview.choose } });
    await reviewCitation(deps, {
      actor: theActor(res),
      itemId,
      version: Number.parseInt(param(body['version']), 10) || 0,
      lawKey,
      decision: chosen,
      reason,
    });
    deps.wakeJobs();
    res.redirect(303, citationReviewPath({ done: chosen }));
  } catch (error) {
    if (!(error instanceof AppError) || !REFUSALS.includes(error.code)) throw error;
    await show(
      deps,
      req,
      res,
      {
        itemId,
        lawKey,
        decision,
        reason,
        fields: error.details.fields ?? {},
        message: error.message,
      },
      HTTP_STATUS[error.kind],
    );
  }
}

/** Published items that cite a document that ended, whole or in part, and the three decisions on each. */
export function citationReviewRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();

  get('/can-bo/xem-lai', (req, res) => show(deps, req, res));

  post('/can-bo/xem-lai', (req, res) => decide(deps, req, res));
  return router;
}
