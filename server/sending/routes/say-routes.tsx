import type { Request, Response, Router } from 'express';
import { keepForm } from '#server/cataloguing/actions/autosave-form.ts';
import { editItem } from '#server/cataloguing/actions/edit-item.ts';
import { titleFromName } from '#server/cataloguing/actions/complete-record.ts';
import {
  approvalOf,
  formErrors,
  nationalUrlOf,
  recordOf,
  shownFields,
  unitOf,
  valuesOf,
  valuesOfBody,
  versionOf,
} from '#server/cataloguing/routes/item-form.ts';
import { likenessView } from '#server/cataloguing/routes/likeness-view.ts';
import { nameOffers } from '#server/cataloguing/routes/name-offers.ts';
import { suggester } from '#server/cataloguing/routes/suggestions.ts';
import { unsavedOf } from '#server/cataloguing/routes/unsaved-form.ts';
import { AppError } from '#server/base/errors.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody, longStaffForm } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { createRoutes } from '#server/http/routes.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { wordOf } from '#server/http/staff-form.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import type { Item } from '#server/items/item.ts';
import { missingForPublishing } from '#server/items/record-rules.ts';
import { authorise } from '#server/workflow/access.ts';
import type { FormErrors, FormValues } from '#web/frame/form-field.tsx';
import { lookPath, sendPath } from '#web/paths/sending.ts';
import { SayWhatPage } from '#web/sending/say-what.tsx';
import { vi } from '#web/text/vi.ts';
import { isOpen, likeliest, type Proposal } from '../proposals.ts';

interface SayDeps extends AppDeps {
  readonly suggest: ReturnType<typeof suggester>;
  readonly offers: ReturnType<typeof nameOffers>;
}

async function load(deps: AppDeps, res: Response, id: string): Promise<Item> {
  const item = await getItem(deps, id);
  authorise(theActor(res), 'edit', item);
  return item;
}

/** All fields of a record: those the form has, and of the others those it was made from. */
const whole = (item: Item, body: Readonly<Record<string, unknown>>): FormValues => ({
  ...valuesOf(item),
  subjects: [],
  audiences: [],
  ...valuesOfBody(body),
});

/** Proposals for what is open in these values, the likeliest of each field. */
async function proposalsFor(deps: SayDeps, item: Item, values: FormValues): Promise<Proposal[]> {
  const record = recordOf(values, item);
  const typed = record.title !== item.title;
  const guessed = typed ? [] : (item.guessed ?? []);
  const file = item.attachments[0];
  // The title that the machine wrote gives way to what the file says.
  const asked =
    guessed.includes('title') && file ? { ...record, title: titleFromName(file.name) } : record;
  const found = (await deps.suggest(item, asked, true)) ?? [];
  return likeliest(found).filter(({ field }) => isOpen(record, field, guessed));
}

const valueIn = ({ field, values }: Proposal): string | readonly string[] =>
  field === 'subjects' || field === 'audiences' ? values : values.join('\n');

/** The values with the proposals in their open fields, and a mark beside each. */
function filled(item: Item, values: FormValues, proposals: readonly Proposal[]) {
  const marks: Record<string, string> = Object.fromEntries(
    (item.guessed ?? []).map((field) => [
      field,
      vi.sending.guessedFrom(field === 'title' ? vi.sending.guessedTitle : ''),
    ]),
  );
  const next: Record<string, string | readonly string[]> = { ...values };
  for (const proposal of proposals) {
    next[proposal.field] = valueIn(proposal);
    marks[proposal.field] = vi.sending.guessedFrom(vi.suggestions.reason(proposal.reason));
  }
  return { values: next as FormValues, marks };
}

const busyWith = ({ photographs, attachments }: Item): 'binding' | 'reading' | null => {
  if (photographs?.state === 'binding') return 'binding';
  const reads = attachments.some(
    ({ status, recognition }) =>
      status.state === 'waiting' || (status.state === 'needs-ocr' && recognition?.state !== 'done'),
  );
  return reads ? 'reading' : null;
};

interface Shown {
  readonly values: FormValues;
  readonly marks?: Readonly<Record<string, string>>;
  readonly version: number;
  readonly errors?: FormErrors;
  readonly notice?: string | null;
  readonly status?: number;
}

async function show(
  deps: SayDeps,
  req: Request,
  res: Response,
  item: Item,
  { values, marks = {}, version, errors = {}, notice = null, status = 200 }: Shown,
): Promise<void> {
  const vocabulary = vocabularyFor(req);
  const missing = missingForPublishing(recordOf(values, item), vocabulary, item);
  await sendPage(
    deps,
    req,
    res,
    <SayWhatPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      id={item.id}
      version={version}
      form={{ values, errors, marks }}
      missing={formErrors(missing)}
      offers={await deps.offers(theActor(res))}
      vocabulary={vocabulary}
      likeness={await likenessView(deps, theActor(res), item)}
      busy={busyWith(item)}
      returned={item.work.returned}
      notice={notice}
    />,
    { status },
  );
}

/** The form as it was left, or as the machine fills it. */
async function open(deps: SayDeps, req: Request, res: Response, id: string): Promise<void> {
  const item = await load(deps, res, id);
  const kept = await unsavedOf(deps, theActor(res), item);
  if (kept !== null)
    return show(deps, req, res, item, {
      values: whole(item, kept.values),
      version: kept.version,
      notice: vi.sending.restored,
    });
  const values = valuesOf(item);
  const proposals = await proposalsFor(deps, item, values);
  return show(deps, req, res, item, { ...filled(item, values, proposals), version: item.version });
}

async function save(deps: SayDeps, res: Response, item: Item, values: FormValues): Promise<void> {
  const actor = theActor(res);
  const saved = await editItem(deps, {
    actor,
    itemId: item.id,
    version: versionOf(values),
    record: recordOf(values, item),
    unitId: unitOf(values, item),
    approval: approvalOf(values),
    nationalUrl: nationalUrlOf(values),
    confirmed: shownFields(values),
  });
  await deps.storage.catalog.deleteUnsaved(actor.accountId, saved.id);
  deps.wakeJobs();
}

/** Proposals into what is still open; nothing is saved. */
async function suggestAgain(
  deps: SayDeps,
  req: Request,
  res: Response,
  item: Item,
  values: FormValues,
): Promise<void> {
  const proposals = await proposalsFor(deps, item, values);
  await show(deps, req, res, item, {
    ...filled(item, values, proposals),
    version: versionOf(values),
    notice: vi.sending.suggested(proposals.length),
  });
}

/** On, back, or proposals once more: whatever was typed is kept. */
async function take(deps: SayDeps, req: Request, res: Response, id: string): Promise<void> {
  const item = await load(deps, res, id);
  const press = wordOf(formBody(req), 'viec');
  const { viec: _, ...body } = formBody(req);
  const values = whole(item, body);
  if (press === 'goi-y') return suggestAgain(deps, req, res, item, values);
  if (press === 'lui') {
    const version = versionOf(values);
    await keepForm(deps, theActor(res), item, { version, values });
    return res.redirect(303, sendPath(id));
  }
  try {
    await save(deps, res, item, values);
    return res.redirect(303, lookPath(id));
  } catch (error) {
    if (
      !(error instanceof AppError) ||
      !['invalid-input', 'stale-version', 'duplicate-identifier'].includes(error.code)
    )
      throw error;
    const fields = formErrors(error.details.fields ?? {});
    const errors = Object.keys(fields).length > 0 ? fields : { '': error.message };
    const status = HTTP_STATUS[error.kind];
    return show(deps, req, res, item, { values, version: versionOf(values), errors, status });
  }
}

/** The second step: what the document is. */
export function sayRoutes(app: AppDeps): Router {
  const { router, get, post } = createRoutes();
  const deps: SayDeps = { ...app, suggest: suggester(app), offers: nameOffers(app) };
  get('/can-bo/gui/:id/la-gi', (req, res, { id }) => open(deps, req, res, id));
  post('/can-bo/gui/:id/la-gi', (req, res, { id }) => take(deps, req, res, id), longStaffForm);
  return router;
}
