import type { Request, Response, Router } from 'express';
import type { FieldErrors } from '#server/base/errors.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { baseUrl, pageFrame } from '#server/http/frame.ts';
import { fromTable, param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { makePoster } from '#server/papers/routes/make-poster.ts';
import { unitToday } from '#server/people/unit.ts';
import { findNearest } from '#server/questions/actions/find-nearest.ts';
import { passageCitation } from '#server/questions/routes/sources.ts';
import { qrCode } from '#server/reading/routes/qr-code.ts';
import { UNIT_ENTRY_STATES } from '#server/site/unit-entry.ts';
import { authorise, can, unitsSeen } from '#server/workflow/access.ts';
import type { FormState, FormValues } from '#web/frame/form-field.tsx';
import { staffKitPath, weeklyKitPath } from '#web/paths/weekly.ts';
import { vi } from '#web/text/vi.ts';
import { NewKitPage, StaffKitPage, StaffWeeklyPage } from '#web/weekly/staff-weekly.tsx';
import { weekParts } from '#web/weekly/week-label.ts';
import { kitViews } from './kit-view.ts';
import { decideKit, getKit, kitObject, makeKit, narrowKit, writeKit } from '../actions/kits.ts';
import { kitTexts, posterText, type KitEntry, type KitSource } from '../kit.ts';
import { messages } from '../messages.ts';
import { syllableCount } from '../read-aloud.ts';
import { weeksFrom } from '../week.ts';

type Body = Readonly<Record<string, unknown>>;

const PER_PAGE = 30;
const MOST_ITEMS = 8;
const MOST_OF_ITEM = 3;
const WEEKS_AHEAD = 12;
/** As announcers of a commune read. */
const SYLLABLES_A_SECOND = 3.3;
const LONGEST_HEADING = 120;

const t = vi.weeklyForm;

const weeks = (deps: AppDeps) => weeksFrom(dayInVietnam(deps.now()), WEEKS_AHEAD);
const lines = (body: Body, name: string): string => wordOf(body, name).replaceAll('\r\n', '\n');

async function showNew(
  deps: AppDeps,
  req: Request,
  res: Response,
  q: string,
  form: FormState = { values: {}, errors: {} },
  status = 200,
): Promise<void> {
  const actor = theActor(res);
  authorise(actor, 'write-unit-entry', { entryOf: actor.unitId });
  const words = q.slice(0, 200);
  const found = await findNearest(deps.storage, words, { limit: MOST_ITEMS, most: MOST_OF_ITEM });
  const passages = found.flatMap(({ item, passages: some }) =>
    some
      .filter(({ hit }) => hit.locator.kind !== 'record')
      .map(({ hit, heading, snippet }) => ({
        ref: `${hit.attachmentId}/${hit.ordinal}`,
        label: passageCitation(item, hit, heading).label,
        runs: snippet,
      })),
  );
  await sendPage(
    deps,
    req,
    res,
    <NewKitPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      q={words}
      passages={passages}
      weeks={weeks(deps)}
      form={form}
    />,
    { status },
  );
}

/** The passage of a reference, of an item that readers see; null for none. */
async function sourceAt(
  { storage: { catalog } }: AppDeps,
  ref: string,
): Promise<{ source: KitSource; heading: string } | null> {
  const [, attachmentId = '', ordinal = ''] = /^([\w-]{1,40})\/(\d{1,7})$/u.exec(ref) ?? [];
  const [passage] = await catalog.findPassages([{ attachmentId, ordinal: Number(ordinal) }]);
  const item = passage === undefined ? null : await catalog.findItem(passage.itemId);
  if (passage === undefined || item?.state !== 'published') return null;
  const { label, href } = passageCitation(item, passage, passage.heading);
  return {
    source: {
      itemId: item.id,
      attachmentId,
      ordinal: passage.ordinal,
      label,
      href,
      quote: passage.text,
    },
    heading: (passage.heading === '' ? item.title : passage.heading).slice(0, LONGEST_HEADING),
  };
}

/** The unit whose kits an official makes: code and name stand in address and texts. */
async function unitOf({ storage: { catalog } }: AppDeps, unitId: string) {
  const units = await catalog.listUnits();
  const id = unitToday(units, unitId);
  const unit = units.find((one) => one.id === id);
  return { code: unit?.code ?? id, name: unit?.name ?? '' };
}

/** Where readers find the kit of a unit's week. */
const addressIn = (deps: AppDeps, req: Request, week: string, unitCode: string): string =>
  `${baseUrl(deps, req)}${weeklyKitPath(`${week.toLowerCase()}-${unitCode}`)}`;

async function make(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const actor = theActor(res);
  authorise(actor, 'write-unit-entry', { entryOf: actor.unitId });
  const body = formBody(req);
  const [q, week] = [wordOf(body, 'q'), wordOf(body, 'week')];
  const again = (errors: FieldErrors, status: number): Promise<void> =>
    showNew(deps, req, res, q, { values: { week }, errors }, status);
  const found = await sourceAt(deps, wordOf(body, 'passage'));
  if (found === null) return again({ week: messages.noPassage }, 400);
  const { code, name } = await unitOf(deps, actor.unitId);
  const link = addressIn(deps, req, week, code);
  const texts = kitTexts(found.source, found.heading, { unit: name, link });
  try {
    const { id } = await makeKit(deps, actor, {
      unitCode: code,
      source: found.source,
      texts: { ...texts, heading: found.heading, week },
    });
    res.redirect(303, staffKitPath(id, 'da-tao'));
  } catch (error) {
    assertFormRefusal(error);
    return again(error.details.fields ?? {}, HTTP_STATUS[error.kind]);
  }
  return undefined;
}

const valuesOf = ({ value }: KitEntry): FormValues => ({
  week: value.week,
  heading: value.heading,
  script: value.script,
  message: value.message,
  question: value.question,
  answer: value.answer,
  quote: value.source.quote,
  used: value.used ? '1' : '',
});

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  entry: KitEntry,
  {
    form,
    conflict = false,
    status = 200,
  }: { form?: FormState; conflict?: boolean; status?: number } = {},
): Promise<void> {
  const actor = theActor(res);
  const [view] = await kitViews(deps, [entry]);
  const shown = form ?? { values: valuesOf(entry), errors: {} };
  const syllables = syllableCount(String(shown.values['script']));
  await sendPage(
    deps,
    req,
    res,
    <StaffKitPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      {...view!}
      form={shown}
      weeks={[...new Set([entry.value.week, ...weeks(deps)])].toSorted()}
      syllables={syllables}
      seconds={Math.round(syllables / SYLLABLES_A_SECOND)}
      notice={fromTable(t.notices, req.query['bao'])}
      conflict={conflict}
      mayWrite={can(actor, 'write-unit-entry', kitObject(entry))}
      mayApprove={can(actor, 'approve-unit-entry', kitObject(entry))}
      ownWork={can({ ...actor, twoPersons: false }, 'approve-unit-entry', kitObject(entry))}
    />,
    { status },
  );
}

async function save(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const actor = theActor(res);
  const entry = await getKit(deps, actor, 'write-unit-entry', id);
  const body = formBody(req);
  const texts = {
    week: wordOf(body, 'week'),
    heading: wordOf(body, 'heading'),
    script: lines(body, 'script'),
    message: lines(body, 'message'),
    question: lines(body, 'question'),
    answer: lines(body, 'answer'),
  };
  const used = wordOf(body, 'used') === '1';
  const { code } = await unitOf(deps, entry.unitId);
  try {
    const version = Number(wordOf(body, 'version')) || 0;
    await writeKit(deps, actor, { id, version, unitCode: code, texts, used });
    res.redirect(303, staffKitPath(id, 'da-luu'));
  } catch (error) {
    assertFormRefusal(error);
    const errors = error.details.fields ?? {};
    await show(deps, req, res, entry, {
      form: { values: { ...valuesOf(entry), ...texts, used: used ? '1' : '' }, errors },
      conflict: error.code === 'stale-version',
      status: HTTP_STATUS[error.kind],
    });
  }
}

/** Keeps a part of the quotation. */
async function narrow(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const actor = theActor(res);
  const entry = await getKit(deps, actor, 'write-unit-entry', id);
  const body = formBody(req);
  const kept = lines(body, 'quote');
  const { code, name } = await unitOf(deps, entry.unitId);
  const frame = { unit: name, link: addressIn(deps, req, entry.value.week, code) };
  try {
    const version = Number(wordOf(body, 'version')) || 0;
    await narrowKit(deps, actor, { id, version, kept, unitCode: code, frame });
    res.redirect(303, staffKitPath(id, 'da-trich'));
  } catch (error) {
    assertFormRefusal(error);
    await show(deps, req, res, entry, {
      form: { values: { ...valuesOf(entry), quote: kept }, errors: error.details.fields ?? {} },
      conflict: error.code === 'stale-version',
      status: HTTP_STATUS[error.kind],
    });
  }
}

async function decide(
  deps: AppDeps,
  req: Request,
  res: Response,
  id: string,
  shown: boolean,
): Promise<void> {
  const version = Number(wordOf(formBody(req), 'version')) || 0;
  await decideKit(deps, theActor(res), { id, version, shown });
  res.redirect(303, staffKitPath(id, shown ? 'da-duyet' : 'da-rut'));
}

async function showCalendar(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const actor = theActor(res);
  authorise(actor, 'view-unit-entries', { entryOf: actor.unitId });
  const after = param(req.query['sau']) || null;
  const page = await deps.storage.catalog.listUnitEntries('weekly', {
    unitIds: unitsSeen(actor),
    states: UNIT_ENTRY_STATES,
    topics: null,
    day: null,
    limit: PER_PAGE,
    after,
  });
  await sendPage(
    deps,
    req,
    res,
    <StaffWeeklyPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      rows={await kitViews(deps, page.rows)}
      next={page.next}
      first={after === null}
      mayWrite={can(actor, 'write-unit-entry', { entryOf: actor.unitId })}
    />,
  );
}

async function sendPoster(deps: AppDeps, req: Request, res: Response, id: string): Promise<void> {
  const { slug, value, unitId } = await getKit(deps, theActor(res), 'view-unit-entries', id);
  const address = `${baseUrl(deps, req)}${weeklyKitPath(slug)}`;
  const { name } = await unitOf(deps, unitId);
  const bytes = await makePoster(
    {
      size: 'a3',
      above: name,
      heading: value.heading,
      lead: `${vi.weekly.title}. ${vi.weekly.week(...weekParts(vi, value.week))}`,
      text: posterText(value.source.quote),
      source: value.source.label,
      call: t.call,
      code: qrCode(address),
      address,
      foot: deps.config.SHELF_NAME,
    },
    deps.now(),
  );
  res.attachment(`dieu-luat-${slug}.pdf`).type('application/pdf').send(bytes);
}

/** What officials do here. */
export function weeklyStaff(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/dieu-luat', (req, res) => showCalendar(deps, req, res));
  get('/can-bo/dieu-luat/moi', (req, res) => showNew(deps, req, res, param(req.query['q'])));
  post('/can-bo/dieu-luat/moi', (req, res) => make(deps, req, res));
  get('/can-bo/dieu-luat/:id', async (req, res, { id }) =>
    show(deps, req, res, await getKit(deps, theActor(res), 'view-unit-entries', id)),
  );
  post('/can-bo/dieu-luat/:id', (req, res, { id }) => save(deps, req, res, id));
  get('/can-bo/dieu-luat/:id/to-dan.pdf', (req, res, { id }) => sendPoster(deps, req, res, id));
  post('/can-bo/dieu-luat/:id/trich', (req, res, { id }) => narrow(deps, req, res, id));
  post('/can-bo/dieu-luat/:id/duyet', (req, res, { id }) => decide(deps, req, res, id, true));
  post('/can-bo/dieu-luat/:id/rut', (req, res, { id }) => decide(deps, req, res, id, false));
  return router;
}
