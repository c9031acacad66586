import type { Request, Response, Router } from 'express';
import { readNotices, saveMailWishes, stepCounts } from '../actions/notices.ts';
import { authorise, can } from '../access.ts';
import type { Actor } from '#server/people/account.ts';
import { AppError } from '#server/base/errors.ts';
import type { Notice, NoticeKind } from '#server/items/notice.ts';
import { StaffNoticesPage, type NoticeView } from '#web/workflow/staff-notices.tsx';
import type { FormErrors } from '#web/frame/form-field.tsx';
import { securityLogPath } from '#web/paths/audit.ts';
import { staffQueriesPath } from '#web/paths/search-words.ts';
import { noticesPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { staffReportsPath } from '#web/paths/reports.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { param } from '#server/http/query.ts';
import { wordOf } from '#server/http/staff-form.ts';
import { createRoutes } from '#server/http/routes.ts';

const PER_PAGE = 50;

/** Where notices lead that are about no item. */
const ABOUT: Partial<Readonly<Record<NoticeKind, () => string>>> = {
  alert: securityLogPath,
  'weak-queries': staffQueriesPath,
  report: () => staffReportsPath(),
};

/** What the person has to know, read again as they may see it today. */
async function viewsOf(
  { storage: { catalog } }: AppDeps,
  actor: Actor,
  notices: readonly Notice[],
): Promise<NoticeView[]> {
  const items = new Map(
    (
      await catalog.findItems([...new Set(notices.map((n) => n.itemId).filter((id) => id !== ''))])
    ).map((item) => [item.id, item]),
  );
  return notices.map(({ id, kind, itemId, title, by, note, at, readAt }) => {
    const item = items.get(itemId);
    const about = ABOUT[kind];
    return {
      id,
      kind,
      item:
        item !== undefined && can(actor, 'view', item) ? { id: itemId, title: item.title } : null,
      other: about === undefined ? null : { title, href: about() },
      by,
      note,
      at,
      unread: readAt === null,
    };
  });
}

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  typed: { email: string; digest: boolean } | null = null,
  errors: FormErrors = {},
): Promise<void> {
  const { catalog } = deps.storage;
  const actor = theActor(res);
  const [account, after] = [
    await catalog.getAccount(actor.accountId),
    param(req.query['sau']) || null,
  ];
  const page = await catalog.listNotices({ accountId: actor.accountId, limit: PER_PAGE, after });
  const steps = await stepCounts(deps, actor, account.noticesSeenAt ?? '');
  const fresh = page.rows.some((n) => n.readAt === null) || steps.some((s) => s.fresh > 0);
  const wishes = typed ?? { email: account.email ?? '', digest: account.noDigest !== true };
  await sendPage(
    deps,
    req,
    res,
    <StaffNoticesPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      steps={steps}
      notices={await viewsOf(deps, actor, page.rows)}
      next={page.next}
      first={after === null}
      shown={fresh && after === null ? { upTo: page.rows[0]?.id ?? '', at: deps.now() } : null}
      notice={param(req.query['bao']) === 'da-luu' ? vi.notices.saved : null}
      mail={
        deps.config.SMTP_URL === ''
          ? null
          : { form: { values: { email: wishes.email }, errors }, digest: wishes.digest }
      }
    />,
    { status: Object.keys(errors).length > 0 ? 400 : 200 },
  );
}

async function readAll(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const [actor, body] = [theActor(res), formBody(req)];
  authorise(actor, 'view', 'shelf');
  await readNotices(deps, actor, { upTo: wordOf(body, 'den'), at: wordOf(body, 'luc') });
  res.redirect(303, noticesPath());
}

async function saveWishes(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const [actor, body] = [theActor(res), formBody(req)];
  authorise(actor, 'view', 'shelf');
  const wishes = { email: wordOf(body, 'email'), digest: wordOf(body, 'digest') === '1' };
  try {
    await saveMailWishes(deps, actor, wishes);
    res.redirect(303, noticesPath({ done: 'da-luu' }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid-input') throw error;
    await show(deps, req, res, wishes, error.details.fields ?? {});
  }
}

/** A person's own notices, and how they want to be told by e-mail. */
export function noticeRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();

  get('/can-bo/thong-bao', async (req, res) => {
    authorise(theActor(res), 'view', 'shelf');
    await show(deps, req, res);
  });

  post('/can-bo/thong-bao/da-doc', (req, res) => readAll(deps, req, res));
  post('/can-bo/thong-bao/thu', (req, res) => saveWishes(deps, req, res));
  return router;
}
