import type { Request, Response, Router } from 'express';
import { parsePartialDate, showPartialDate } from '#server/base/partial-date.ts';
import { slugify } from '#server/base/vietnamese/syllables.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { FieldErrors } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { fromTable } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { findToCollect } from '#server/search/actions/find-to-collect.ts';
import { refusedEntry } from '#server/site/routes/refused-entry.ts';
import { shownRank, typedRank } from '#server/vocabulary/rank.ts';
import { authorise, can } from '#server/workflow/access.ts';
import {
  StaffProcedurePage,
  StaffProceduresPage,
  type StaffProcedureProps,
} from '#web/desk/staff-desk.tsx';
import type { FormValues } from '#web/frame/form-field.tsx';
import { staffProcedurePath } from '#web/paths/desk.ts';
import { itemPath } from '#web/paths/reading.ts';
import { vi } from '#web/text/vi.ts';
import {
  getProcedure,
  listProcedures,
  procedureVersions,
  saveProcedure,
  takeProcedureBack,
} from '../actions/procedures.ts';
import { messages } from '../messages.ts';
import { hasEndedOn, MOST_CHOSEN, type ProcedureEntry } from '../procedure.ts';
import { desksOf } from './desk-units.ts';

type Body = Readonly<Record<string, unknown>>;

const linesOf = (body: Body, name: string): string[] => [
  ...new Set(
    wordOf(body, name)
      .split(/\r?\n/u)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

const BLANK: ProcedureEntry = {
  list: 'procedure',
  id: '',
  rank: 300,
  version: 0,
  changedAt: '',
  changedBy: '',
  value: {
    name: '',
    summary: '',
    subject: '',
    laws: [],
    words: '',
    itemIds: [],
    ended: null,
    successor: '',
  },
};

const shownDay = (day: string | null): string =>
  day === null ? '' : parsePartialDate(day) === null ? day : showPartialDate(day);
const typedDay = (typed: string): string | null =>
  typed === '' ? null : (parsePartialDate(typed) ?? typed);

const valuesOf = ({ id, rank, value }: ProcedureEntry): FormValues => ({
  name: value.name,
  slug: id,
  summary: value.summary,
  subject: value.subject,
  laws: value.laws.join('\n'),
  words: value.words,
  items: value.itemIds.map((item) => itemPath(item)).join('\n'),
  ended: shownDay(value.ended),
  successor: value.successor,
  rank: shownRank(rank),
});

/** Each line of the form as an item, and what is wrong with those that name none or several. */
async function itemsIn(
  deps: AppDeps,
  body: Body,
): Promise<{ itemIds: readonly string[]; errors: FieldErrors }> {
  const lines = linesOf(body, 'items');
  if (lines.length > MOST_CHOSEN)
    return { itemIds: [], errors: { items: messages.tooMany(MOST_CHOSEN) } };
  const found = await Promise.all(lines.map((line) => findToCollect(deps, line)));
  const unknown = lines.find((_, i) => found[i]!.length !== 1);
  return {
    itemIds: [...new Set(found.flatMap((items) => (items.length === 1 ? [items[0]!.id] : [])))],
    errors: unknown === undefined ? {} : { items: messages.unknownItem(unknown.slice(0, 80)) },
  };
}

function entryOf(
  body: Body,
  stored: ProcedureEntry | null,
  itemIds: readonly string[],
): ProcedureEntry {
  const name = wordOf(body, 'name');
  return {
    ...BLANK,
    id: stored?.id ?? (wordOf(body, 'slug').toLowerCase() || slugify(name)),
    rank: typedRank(wordOf(body, 'rank')),
    version: Number(wordOf(body, 'version')) || 0,
    value: {
      name,
      summary: wordOf(body, 'summary').replaceAll('\r\n', '\n'),
      subject: wordOf(body, 'subject'),
      laws: linesOf(body, 'laws'),
      words: wordOf(body, 'words'),
      itemIds,
      ended: typedDay(wordOf(body, 'ended')),
      successor: wordOf(body, 'successor'),
    },
  };
}

async function show(
  deps: AppDeps,
  req: Request,
  res: Response,
  stored: ProcedureEntry | null,
  edited: ProcedureEntry,
  more: Partial<StaffProcedureProps> = {},
  status = 200,
): Promise<void> {
  const { catalog } = deps.storage;
  const actor = theActor(res);
  const chosen = (await catalog.findItems(edited.value.itemIds)).filter((item) =>
    can(actor, 'view', item),
  );
  await sendPage(
    deps,
    req,
    res,
    <StaffProcedurePage
      frame={pageFrame(deps, req, res, { noindex: true })}
      stored={stored}
      version={edited.version}
      form={{ values: valuesOf(edited), errors: {} }}
      chosen={chosen.map(({ id, title, state }) => ({
        id,
        title,
        published: state === 'published',
      }))}
      versions={stored === null ? [] : await procedureVersions(catalog, stored.id)}
      desks={desksOf(actor, await catalog.listUnits()).map(({ id, name }) => ({
        value: id,
        label: name,
      }))}
      notice={fromTable(
        { 'da-luu': vi.authorityForm.saved, 'lay-lai': vi.deskForm.tookBack },
        req.query['bao'],
      )}
      conflict={false}
      mayEdit={can(actor, 'edit-lists', 'shelf')}
      {...more}
    />,
    { status },
  );
}

async function save(
  deps: AppDeps,
  req: Request,
  res: Response,
  stored: ProcedureEntry | null,
): Promise<void> {
  const actor = theActor(res);
  authorise(actor, 'edit-lists', 'shelf');
  const body = formBody(req);
  const { itemIds, errors } = await itemsIn(deps, body);
  const edited = entryOf(body, stored, itemIds);
  const values = { ...valuesOf(edited), items: wordOf(body, 'items') };
  if (Object.keys(errors).length > 0)
    return show(deps, req, res, stored, edited, { form: { values, errors } }, 400);
  try {
    const { id } = await saveProcedure(deps, actor, edited);
    res.redirect(303, staffProcedurePath(id, 'da-luu'));
  } catch (error) {
    assertFormRefusal(error);
    const again = refusedEntry(error, body, stored, edited, values, vi.deskForm.taken);
    return show(deps, req, res, stored, again.edited, again.more, HTTP_STATUS[error.kind]);
  }
  return undefined;
}

async function showList(deps: AppDeps, req: Request, res: Response): Promise<void> {
  const actor = theActor(res);
  authorise(actor, 'view', 'shelf');
  const day = dayInVietnam(deps.now());
  await sendPage(
    deps,
    req,
    res,
    <StaffProceduresPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      rows={(await listProcedures(deps.storage.catalog)).map((entry) => ({
        entry,
        ended: hasEndedOn(entry.value, day),
      }))}
      mayEdit={can(actor, 'edit-lists', 'shelf')}
    />,
  );
}

/** Procedures as officials keep them: list, form, versions with a way back. */
export function staffProcedureRoutes(deps: AppDeps): Router {
  const { catalog } = deps.storage;
  const { router, get, post } = createRoutes();
  get('/can-bo/thu-tuc', (req, res) => showList(deps, req, res));
  get('/can-bo/thu-tuc/moi', async (req, res) => {
    authorise(theActor(res), 'edit-lists', 'shelf');
    await show(deps, req, res, null, BLANK);
  });
  post('/can-bo/thu-tuc/moi', (req, res) => save(deps, req, res, null));
  get('/can-bo/thu-tuc/:slug', async (req, res, { slug }) => {
    authorise(theActor(res), 'view', 'shelf');
    const entry = await getProcedure(catalog, slug);
    await show(deps, req, res, entry, entry);
  });
  post('/can-bo/thu-tuc/:slug', async (req, res, { slug }) => {
    authorise(theActor(res), 'edit-lists', 'shelf');
    await save(deps, req, res, await getProcedure(catalog, slug));
  });
  post('/can-bo/thu-tuc/:slug/lay-lai', async (req, res, { slug }) => {
    const body = formBody(req);
    await takeProcedureBack(deps, theActor(res), {
      id: slug,
      version: Number(wordOf(body, 'version')),
      to: Number(wordOf(body, 'ban')),
    });
    res.redirect(303, staffProcedurePath(slug, 'lay-lai'));
  });
  return router;
}
