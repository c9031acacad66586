import type { Request, Response, Router } from 'express';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { param } from '#server/http/query.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { assertFormRefusal, wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { authorise, can } from '#server/workflow/access.ts';
import type { FormErrors, FormValues } from '#web/frame/form-field.tsx';
import { holidaysPath, templatesPath } from '#web/paths/questions.ts';
import {
  StaffHolidaysPage,
  StaffHolidayYearPage,
  StaffTemplatePage,
  StaffTemplatesPage,
} from '#web/questions/staff-lists.tsx';
import { vi } from '#web/text/vi.ts';
import { getHolidays, getTemplate, saveHolidays, saveTemplate } from '../actions/keep-lists.ts';
import type { TemplateEntry } from '../answer-template.ts';
import type { HolidayEntry } from '../holiday.ts';
import { showNamedDay } from '../working-days.ts';
import { calendarOfShelf } from './calendar-view.ts';

const t = vi.questions.lists;

interface Refused {
  readonly values?: FormValues;
  readonly errors?: FormErrors;
  readonly conflict?: boolean;
  readonly status?: number;
}

const mayEdit = (res: Response): boolean => can(theActor(res), 'edit-lists', 'shelf');
const guard = (res: Response): void => authorise(theActor(res), 'edit-lists', 'shelf');

const refusal = (error: unknown): Required<Omit<Refused, 'values'>> => {
  assertFormRefusal(error);
  return {
    errors: error.details.fields ?? {},
    conflict: error.code === 'stale-version',
    status: HTTP_STATUS[error.kind],
  };
};

async function showHolidays(deps: AppDeps, req: Request, res: Response): Promise<void> {
  authorise(theActor(res), 'view', 'shelf');
  const wanted = param(req.query['nam']).trim();
  if (wanted !== '' && mayEdit(res)) {
    await getHolidays(deps, wanted);
    return res.redirect(303, holidaysPath(wanted));
  }
  const years = [...(await calendarOfShelf(deps)).keys()].toSorted().toReversed();
  await sendPage(
    deps,
    req,
    res,
    <StaffHolidaysPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      years={await Promise.all(years.map((year) => getHolidays(deps, year)))}
      mayEdit={mayEdit(res)}
      notice={param(req.query['bao']) === 'da-luu' ? t.saved : null}
    />,
  );
  return undefined;
}

const holidayValues = ({ value }: HolidayEntry): FormValues => ({
  off: value.off.map(showNamedDay).join('\n'),
  worked: value.worked.map(showNamedDay).join('\n'),
  confirmed: value.confirmed ? '1' : '',
});

async function showYear(
  deps: AppDeps,
  req: Request,
  res: Response,
  entry: HolidayEntry,
  { values, errors = {}, conflict = false, status = 200 }: Refused = {},
): Promise<void> {
  await sendPage(
    deps,
    req,
    res,
    <StaffHolidayYearPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      entry={entry}
      form={{ values: values ?? holidayValues(entry), errors }}
      conflict={conflict}
    />,
    { status },
  );
}

async function saveYear(deps: AppDeps, req: Request, res: Response, year: string): Promise<void> {
  const body = formBody(req);
  const typed = {
    version: Number(wordOf(body, 'version')) || 0,
    off: wordOf(body, 'off'),
    worked: wordOf(body, 'worked'),
    confirmed: wordOf(body, 'confirmed') === '1',
  };
  try {
    await saveHolidays(deps, theActor(res), year, typed);
    res.redirect(303, holidaysPath('', 'da-luu'));
  } catch (error) {
    const refused = refusal(error);
    const values = { off: typed.off, worked: typed.worked, confirmed: typed.confirmed ? '1' : '' };
    await showYear(deps, req, res, await getHolidays(deps, year), { ...refused, values });
  }
}

const newTemplate = (id: string): TemplateEntry => ({
  list: 'answer-template',
  id,
  rank: 0,
  version: 0,
  changedAt: '',
  changedBy: '',
  value: { name: '', text: '' },
});

async function showTemplate(
  deps: AppDeps,
  req: Request,
  res: Response,
  entry: TemplateEntry,
  { values, errors = {}, conflict = false, status = 200 }: Refused = {},
): Promise<void> {
  await sendPage(
    deps,
    req,
    res,
    <StaffTemplatePage
      frame={pageFrame(deps, req, res, { noindex: true })}
      entry={entry}
      isNew={entry.version === 0}
      form={{ values: values ?? { ...entry.value }, errors }}
      conflict={conflict}
    />,
    { status },
  );
}

async function keepTemplate(
  deps: AppDeps,
  req: Request,
  res: Response,
  entry: TemplateEntry,
): Promise<void> {
  const body = formBody(req);
  const value = {
    name: wordOf(body, 'name'),
    text: wordOf(body, 'text').replaceAll('\r\n', '\n'),
  };
  try {
    const version = Number(wordOf(body, 'version')) || 0;
    await saveTemplate(deps, theActor(res), { ...entry, version, value });
    res.redirect(303, templatesPath('da-luu'));
  } catch (error) {
    await showTemplate(deps, req, res, entry, { ...refusal(error), values: value });
  }
}

async function showTemplates(deps: AppDeps, req: Request, res: Response): Promise<void> {
  authorise(theActor(res), 'view', 'shelf');
  const told = param(req.query['bao']);
  await sendPage(
    deps,
    req,
    res,
    <StaffTemplatesPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      templates={await deps.storage.catalog.listAuthority('answer-template')}
      mayEdit={mayEdit(res)}
      notice={told === 'da-luu' ? t.saved : told === 'da-xoa' ? t.removed : null}
    />,
  );
}

/** What officials keep for answering: holidays of each year, pieces of answers. */
export function listRoutes(deps: AppDeps): Router {
  const { router, get, post } = createRoutes();
  get('/can-bo/ngay-nghi', (req, res) => showHolidays(deps, req, res));
  get('/can-bo/ngay-nghi/:year', async (req, res, { year }) => {
    guard(res);
    await showYear(deps, req, res, await getHolidays(deps, year));
  });
  post('/can-bo/ngay-nghi/:year', async (req, res, { year }) => {
    guard(res);
    await saveYear(deps, req, res, year);
  });
  get('/can-bo/mau-tra-loi', (req, res) => showTemplates(deps, req, res));
  get('/can-bo/mau-tra-loi/moi', async (req, res) => {
    guard(res);
    await showTemplate(deps, req, res, newTemplate(''));
  });
  post('/can-bo/mau-tra-loi/moi', async (req, res) => {
    guard(res);
    await keepTemplate(deps, req, res, newTemplate(deps.newId()));
  });
  get('/can-bo/mau-tra-loi/:id', async (req, res, { id }) => {
    guard(res);
    await showTemplate(deps, req, res, await getTemplate(deps, id));
  });
  post('/can-bo/mau-tra-loi/:id', async (req, res, { id }) => {
    guard(res);
    await keepTemplate(deps, req, res, await getTemplate(deps, id));
  });
  post('/can-bo/mau-tra-loi/:id/xoa', async (_req, res, { id }) => {
    guard(res);
    await getTemplate(deps, id);
    await deps.storage.catalog.deleteAuthority('answer-template', id);
    res.redirect(303, templatesPath('da-xoa'));
  });
  return router;
}
