import type { Request, Response, Router } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AppDeps } from '#server/http/app-deps.ts';
import { pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import type { Actor } from '#server/people/account.ts';
import { CSV_MARK, csvLine } from '#server/tables/csv.ts';
import { authorise, unitsSeen } from '#server/workflow/access.ts';
import { DeedsPage } from '#web/audit/deeds.tsx';
import type { Option } from '#web/frame/form-field.tsx';
import { deedsPath, type DeedsQuery } from '#web/paths/audit.ts';
import { vi } from '#web/text/vi.ts';
import {
  deedsFor,
  FROM_THE_NEWEST,
  pageOfDeeds,
  walkDeeds,
  type DeedCursor,
  type DeedFilter,
} from '../actions/read-deeds.ts';
import { SECURITY_OUTCOMES } from '../security-event.ts';
import { deedViews } from './deed-view.ts';

const PER_PAGE = 50;
const t = vi.deeds;

const typedIn = ({ query }: Request): DeedsQuery => ({
  kind: param(query['viec']).slice(0, 50),
  person: param(query['nguoi']).slice(0, 100),
  unit: param(query['don-vi']).slice(0, 100),
  item: param(query['tai-lieu']).trim().slice(0, 300),
  from: param(query['tu']).slice(0, 20),
  until: param(query['den']).slice(0, 20),
});

/** `instant~id~sequence`, each part empty where nothing of its kind was given yet. */
const cursorText = ({ event, sequence }: DeedCursor): string =>
  `${event?.at ?? ''}~${event?.id ?? ''}~${sequence ?? ''}`;

const cursorOf = (text: string): DeedCursor => {
  const [, at, id, sequence] =
    /^(?:(\d{4}-[\dT:.Z-]{1,30})~([0-9a-z-]{1,40})|~)~(\d{0,12})$/u.exec(text) ?? [];
  return {
    event: at === undefined || id === undefined ? null : { at, id },
    sequence: sequence === undefined || sequence === '' ? null : Number(sequence),
  };
};

/** The units this person answers for, to choose from. */
async function unitOptions({ catalog }: AppDeps, actor: Actor): Promise<Option[]> {
  const seen = unitsSeen(actor);
  return [
    { value: '', label: t.anyUnit },
    ...(await catalog.listUnits())
      .filter(({ id }) => seen === null || seen.includes(id))
      .map(({ id, name }) => ({ value: id, label: name })),
  ];
}

async function show(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const [actor, query] = [theActor(res), typedIn(req)];
  const { filter, errors } = await deedsFor(deps, actor, query);
  const given = param(req.query['sau']);
  const after = given === '' ? FROM_THE_NEWEST : cursorOf(given);
  const { deeds, next } = await pageOfDeeds(deps.catalog, filter, after, PER_PAGE);
  await sendPage(
    deps,
    req,
    res,
    <DeedsPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      query={query}
      errors={errors}
      units={await unitOptions(deps, actor)}
      deeds={await deedViews(deps.catalog, actor, deeds)}
      next={next === null ? null : deedsPath(query, cursorText(next))}
      first={given === ''}
      whole={unitsSeen(actor) === null}
    />,
    { status: Object.keys(errors).length > 0 ? 400 : 200 },
  );
}

async function* lines(deps: AppDeps, actor: Actor, filter: DeedFilter): AsyncIterable<string> {
  yield CSV_MARK + csvLine(t.columns);
  for await (const deeds of walkDeeds(deps.catalog, filter))
    for (const view of await deedViews(deps.catalog, actor, deeds)) {
      const { at, by, unit, what, object, note, outcome } = view;
      yield csvLine([at, by, unit, what, object?.name ?? '', note, SECURITY_OUTCOMES[outcome]]);
    }
}

/** Streams the whole of a filter; who has gone away meanwhile gets no more of it. */
async function send(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const actor = theActor(res);
  const { filter } = await deedsFor(deps, actor, typedIn(req));
  res.attachment('nhat-ky-cong-viec.csv').type('text/csv; charset=utf-8');
  res.setHeader('Cache-Control', 'no-store');
  await pipeline(Readable.from(lines(deps, actor, filter)), res).catch((error: unknown) => {
    if (!res.destroyed) throw error;
  });
}

/** What people did, to items and to the shelf: page and file. */
export function deedRoutes(deps: AppDeps): Router {
  const { router, get } = createRoutes();
  const guard = (res: Response): void => authorise(theActor(res), 'view-security-log', 'shelf');
  get('/can-bo/nhat-ky-cong-viec', async (req, res) => {
    guard(res);
    await show(deps, req, res);
  });
  get('/can-bo/nhat-ky-cong-viec.csv', async (req, res) => {
    guard(res);
    await send(deps, req, res);
  });
  return router;
}
