import type { Request, Response, Router } from 'express';
import { vi } from '#web/text/vi.ts';
import { readerText } from '#server/http/interface-language.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { authorise } from '#server/workflow/access.ts';
import { staffSubscriptionsPath } from '#web/paths/subscriptions.ts';
import { StaffSubscriptionsPage } from '#web/subscriptions/staff-subscriptions.tsx';
import { topicLabel } from '#web/text/topic-label.ts';
import { trial } from '../event.ts';
import { receiverState } from '../receiver-state.ts';
import { lastRun } from '../runs.ts';
import { RHYTHMS } from '../subscriber.ts';

const MOST_SHOWN = 100;

async function show(deps: AppDeps, req: Request, res: Response): Promise<void> {
  authorise(theActor(res), 'edit-lists', 'shelf');
  const { catalog, queue } = deps.storage;
  const units = await catalog.listUnits();
  const runs = await Promise.all(RHYTHMS.map((rhythm) => lastRun(catalog, rhythm)));
  const topics = await catalog.countTopics(MOST_SHOWN);
  await sendPage(
    deps,
    req,
    res,
    <StaffSubscriptionsPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      sends={deps.config.SMTP_URL !== ''}
      counts={await catalog.countSubscriptions()}
      topics={topics.map(({ topic, subscribers }) => ({
        key: topic,
        label: topicLabel(readerText(req), topic, units),
        subscribers,
      }))}
      runs={runs.filter((run) => run !== null)}
      receiver={
        deps.config.WEBHOOK_URL === ''
          ? null
          : {
              waiting: await queue.pendingOfGroup('send-event'),
              last: await receiverState(catalog),
            }
      }
      notice={param(req.query['bao']) === 'gui-thu' ? vi.subscriptions.tried : null}
    />,
  );
}

/** How many want word of what, what was sent, and whether the receiver of events takes them. */
export function staffRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/nhan-tin', (req, res) => show(deps, req, res));
  post('/can-bo/nhan-tin/gui-thu', async (_req, res) => {
    authorise(theActor(res), 'edit-lists', 'shelf');
    await deps.storage.queue.submit([trial(deps.now())]);
    deps.wakeJobs();
    res.redirect(303, staffSubscriptionsPath('gui-thu'));
  });
  return router;
}
