import type { Request, Response, Router } from 'express';
import { unitsOffered } from '../actions/change-unit.ts';
import { duplicateItem } from '../actions/duplicate-item.ts';
import { editItem } from '../actions/edit-item.ts';
import { getItem } from '#server/items/actions/get-item.ts';
import { keepForm } from '../actions/autosave-form.ts';
import { moveItem } from '#server/workflow/actions/move-item.ts';
import { decideConversion } from '#server/ingest/actions/decide-conversion.ts';
import { retryReading } from '#server/ingest/actions/retry-reading.ts';
import { authorise, can } from '#server/workflow/access.ts';
import { whereaboutsOf } from '#server/workflow/whereabouts.ts';
import { AppError } from '#server/base/errors.ts';
import type { Item } from '#server/items/item.ts';
import { unitToday, type Unit } from '#server/people/unit.ts';
import { afterWriting } from '#server/items/history/after-writing.ts';
import type { Actor } from '#server/people/account.ts';
import { CHANGE_FIELDS } from '#server/items/change.ts';
import { vi } from '#web/text/vi.ts';
import { historyOf } from './history-view.ts';
import { marksOf } from './gaps-view.ts';
import { likenessView } from './likeness-view.ts';
import { nameOffers } from './name-offers.ts';
import { suggester } from './suggestions.ts';
import { unsavedOf } from './unsaved-form.ts';
import { takenSuggestions, withTaken } from './take-suggestion.ts';
import { chosenBody, mergePage } from './merge-view.tsx';
import { wordOf } from '#server/http/staff-form.ts';
import { showField } from './show-field.ts';
import { StaffItemPage, type StaffItemProps } from '#web/cataloguing/staff-item.tsx';
import type { FormErrors, FormValues } from '#web/frame/form-field.tsx';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody, longStaffForm } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { HTTP_STATUS } from '#server/http/status.ts';
import { fromTable, param } from '#server/http/query.ts';
import {
  approvalOf,
  formErrors,
  nationalUrlOf,
  reasonOf,
  recordOf,
  shownFields,
  unitOf,
  valuesOf,
  valuesOfBody,
  versionOf,
} from './item-form.ts';
import { opinionsOf } from '#server/figures/routes/opinion-routes.ts';
import { standingsOfItem } from '#server/delivery/actions/target-standings.ts';
import { visitsOf } from '#server/figures/routes/visits-view.ts';
import { staffFiles } from './staff-files.ts';
import { MOST_FILES } from './received-files.ts';
import { createRoutes } from '#server/http/routes.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';

const NOTICES: Readonly<Record<string, string>> = {
  ...vi.edit.notices,
  'da-bo': vi.unsaved.dropped,
};

const noticeOf = (code: string): string | null =>
  fromTable(NOTICES, code) ??
  (code.startsWith('tu-choi:') ? vi.edit.notTaken(code.slice('tu-choi:'.length)) : null);

interface Shown {
  readonly values?: FormValues;
  readonly version?: number;
  readonly errors?: FormErrors;
  readonly conflict?: boolean;
  readonly notice?: string | null;
  readonly status?: number;
}

/**
 * Publishing straight from the form saves first: what may be published is the item as it is then.
 */
const mayOf = (actor: Actor, item: Item) => ({
  edit: can(actor, 'edit', item),
  copy: can(actor, 'create', 'shelf'),
  attach: can(actor, 'attach', item),
  retry: can(actor, 'retry-job', item),
  recall: can(actor, 'recall', item),
  withdraw: can(actor, 'withdraw', item),
  restore: can(actor, 'restore', item),
  publish:
    can(actor, 'edit', item) && can(actor, 'publish', afterWriting(item, actor, item.work.since)),
});

/** Units by name; one that was merged says what it is today. */
const unitChoice = (
  actor: Actor,
  item: Item,
  units: readonly Unit[],
  now: string,
): StaffItemProps['units'] => ({
  present: item.unitId,
  options: unitsOffered(actor, item, units, now)
    .map((unit) => {
      const today = units.find(({ id }) => id === unitToday(units, unit.id) && id !== unit.id);
      return {
        value: unit.id,
        label: today === undefined ? unit.name : vi.edit.unitMerged(unit.name, today.name),
      };
    })
    .toSorted((a, b) => a.label.localeCompare(b.label, 'vi')),
});

/**
 * What the form of a record needs besides: proposals and the commonest names, each counted now and
 * then and not for every form.
 */
interface FormDeps extends AppDeps {
  readonly suggest: ReturnType<typeof suggester>;
  readonly offers: ReturnType<typeof nameOffers>;
}

/** The record's facts as people read it; files are listed by themselves. */
const factsOf = (
  item: Item,
  vocabulary: Vocabulary,
  units: readonly Unit[],
): StaffItemProps['facts'] =>
  CHANGE_FIELDS.filter((field) => field !== 'attachments')
    .map((field) => ({
      label: vi.changeFields[field],
      value: showField(field, item[field], item, vocabulary, units),
      before: null,
    }))
    .filter(({ value }) => value !== '');

async function show(
  deps: FormDeps,
  req: Request,
  res: Response,
  item: Item,
  more: Shown = {},
): Promise<void> {
  const { catalog } = deps.storage;
  const actor = theActor(res);
  const events = await catalog.events(item.id);
  const units = await catalog.listUnits();
  await sendPage(
    deps,
    req,
    res,
    <StaffItemPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      item={item}
      unitName={units.find((u) => u.id === item.unitId)?.name ?? item.unitId}
      units={unitChoice(actor, item, units, deps.now())}
      values={more.values ?? valuesOf(item)}
      version={more.version ?? item.version}
      suggestions={
        can(actor, 'edit', item)
          ? await deps.suggest(
              item,
              more.values === undefined ? item : recordOf(more.values, item),
              param(req.query['goi-y']) !== '',
            )
          : []
      }
      errors={more.errors ?? {}}
      marks={marksOf(item)}
      conflict={more.conflict ?? false}
      notice={more.notice ?? null}
      limits={{ maxBytes: deps.maxFileBytes, maxFiles: MOST_FILES }}
      files={await staffFiles(deps, item)}
      unsavedAt={
        more.values === undefined && can(actor, 'edit', item)
          ? ((await unsavedOf(deps, actor, item))?.at ?? null)
          : null
      }
      offers={await deps.offers(actor)}
      vocabulary={vocabularyFor(req)}
      whereabouts={whereaboutsOf(item, actor)}
      likeness={await likenessView(deps, actor, item)}
      deliveries={await standingsOfItem(deps, item.id)}
      visits={item.publishedAt === null ? null : await visitsOf(deps, actor, item.id)}
      opinions={item.publishedAt === null ? null : await opinionsOf(deps, actor, item.id)}
      history={historyOf(item, events, vocabularyFor(req), units)}
      returned={item.work.returned}
      facts={factsOf(item, vocabularyFor(req), units)}
      may={mayOf(actor, item)}
    />,
    { status: more.status ?? 200 },
  );
}

async function load(deps: FormDeps, req: Request, res: Response): Promise<Item> {
  const item = await getItem(deps, String(req.params['id']));
  authorise(theActor(res), 'view', item);
  return item;
}

/** Shows the form again with what was typed and what is wrong; other faults go on. */
async function again(deps: FormDeps, req: Request, res: Response, error: unknown): Promise<void> {
  const { catalog } = deps.storage;
  if (
    !(error instanceof AppError) ||
    ![
      'invalid-input',
      'incomplete-record',
      'stale-version',
      'duplicate-identifier',
      'wrong-state',
    ].includes(error.code)
  )
    throw error;
  const item = await load(deps, req, res);
  const fields = formErrors(
    error.details.fields ??
      (error.code === 'duplicate-identifier' ? { identifier: error.message } : {}),
  );
  const conflict = error.code === 'stale-version';
  const merge = conflict
    ? mergePage(
        pageFrame(deps, req, res, { noindex: true }),
        item,
        await catalog.events(item.id),
        formBody(req),
        vocabularyFor(req),
        await catalog.listUnits(),
      )
    : null;
  if (merge !== null) return sendPage(deps, req, res, merge, { status: HTTP_STATUS[error.kind] });
  return show(deps, req, res, item, {
    values: valuesOfBody(formBody(req)),
    errors: Object.keys(fields).length === 0 && !conflict ? { '': error.message } : fields,
    conflict,
    status: HTTP_STATUS[error.kind],
  });
}

async function save(deps: FormDeps, req: Request, res: Response, before: Item): Promise<Item> {
  const { catalog } = deps.storage;
  const body = chosenBody(formBody(req), before);
  const saved = await editItem(deps, {
    actor: theActor(res),
    itemId: before.id,
    version: versionOf(body),
    record: recordOf(body, before),
    unitId: unitOf(body, before),
    approval: approvalOf(body),
    nationalUrl: nationalUrlOf(body),
    confirmed: shownFields(body),
  });
  await catalog.deleteUnsaved(theActor(res).accountId, saved.id);
  return saved;
}

function done(deps: FormDeps, res: Response, item: Item, notice: string): void {
  deps.wakeJobs();
  res.redirect(303, `${staffItemPath(item.id)}?bao=${notice}`);
}

async function showStored(deps: FormDeps, req: Request, res: Response): Promise<void> {
  const item = await load(deps, req, res);
  const kept =
    param(req.query['khoi-phuc']) === '' ? null : await unsavedOf(deps, theActor(res), item);
  return show(
    deps,
    req,
    res,
    item,
    kept === null
      ? { notice: noticeOf(param(req.query['bao'])) }
      : { values: valuesOfBody(kept.values), version: kept.version, notice: vi.unsaved.restored },
  );
}

/** Keeps what is being typed, sent by the page itself. */
async function autosave(deps: FormDeps, req: Request, res: Response): Promise<void> {
  await keepForm(deps, theActor(res), await load(deps, req, res), {
    version: versionOf(formBody(req)),
    values: valuesOfBody(formBody(req)) as Readonly<Record<string, string | readonly string[]>>,
  });
  res.status(204).end();
}

async function dropAutosaved(deps: FormDeps, req: Request, res: Response): Promise<void> {
  const { catalog } = deps.storage;
  const item = await load(deps, req, res);
  authorise(theActor(res), 'edit', item);
  await catalog.deleteUnsaved(theActor(res).accountId, item.id);
  res.redirect(303, `${staffItemPath(item.id)}?bao=da-bo`);
}

async function saveForm(deps: FormDeps, req: Request, res: Response): Promise<void> {
  try {
    done(deps, res, await save(deps, req, res, await load(deps, req, res)), 'da-luu');
  } catch (error) {
    await again(deps, req, res, error);
  }
}

/** From the screen of two people's changes back into the whole form, with what was chosen. */
async function editOn(deps: FormDeps, req: Request, res: Response): Promise<void> {
  const item = await load(deps, req, res);
  authorise(theActor(res), 'edit', item);
  if (versionOf(formBody(req)) !== item.version)
    return again(deps, req, res, new AppError('stale-version', { itemId: item.id }));
  return show(deps, req, res, item, { values: valuesOfBody(chosenBody(formBody(req), item)) });
}

/** A proposal is taken into the form, not onto the shelf. */
async function takeProposals(deps: FormDeps, req: Request, res: Response): Promise<void> {
  const item = await load(deps, req, res);
  authorise(theActor(res), 'edit', item);
  const taken = takenSuggestions(formBody(req));
  await show(deps, req, res, item, {
    values: withTaken(valuesOfBody(formBody(req)), taken),
    version: versionOf(formBody(req)),
    notice: vi.suggestions.taken(taken.length),
  });
}

/** Saves the form, then publishes what was saved. */
async function publishForm(deps: FormDeps, req: Request, res: Response): Promise<void> {
  try {
    const before = await load(deps, req, res);
    authorise(theActor(res), 'edit', before);
    authorise(theActor(res), 'publish', afterWriting(before, theActor(res), before.work.since));
    const saved = await save(deps, req, res, before);
    // Saved even where publishing is refused: the form then holds the new version.
    req.body = { ...formBody(req), version: String(saved.version) };
    done(
      deps,
      res,
      await moveItem(deps, {
        actor: theActor(res),
        itemId: saved.id,
        version: saved.version,
        action: 'publish',
        reason: '',
      }),
      'da-dang',
    );
  } catch (error) {
    await again(deps, req, res, error);
  }
}

/** Withdraws or restores; a refusal shows the form with what was typed. */
async function move(
  deps: FormDeps,
  req: Request,
  res: Response,
  action: 'withdraw' | 'restore',
  notice: string,
): Promise<void> {
  const body = formBody(req);
  const before = await load(deps, req, res);
  try {
    done(
      deps,
      res,
      await moveItem(deps, {
        actor: theActor(res),
        itemId: before.id,
        version: versionOf(body),
        action,
        reason: reasonOf(body),
        supersededBy: wordOf(body, 'supersededBy'),
      }),
      notice,
    );
  } catch (error) {
    if (
      !(error instanceof AppError) ||
      !['invalid-input', 'incomplete-record', 'stale-version', 'wrong-state'].includes(error.code)
    )
      throw error;
    const fields = error.details.fields ?? {};
    await show(deps, req, res, await load(deps, req, res), {
      values: {
        ...valuesOf(before),
        reason: reasonOf(body),
        supersededBy: wordOf(body, 'supersededBy'),
      },
      errors: Object.keys(fields).length > 0 ? fields : { '': error.message },
      conflict: error.code === 'stale-version',
      status: HTTP_STATUS[error.kind],
    });
  }
}

/** The form of a record, and what is done from it. */
export function staffItemRoutes(app: AppDeps): Router {
  const { router, get, post } = createRoutes();
  const deps: FormDeps = { ...app, suggest: suggester(app), offers: nameOffers(app) };

  get('/can-bo/tai-lieu/:id', (req, res) => showStored(deps, req, res));
  post('/can-bo/tai-lieu/:id/do-dang', (req, res) => autosave(deps, req, res), longStaffForm);
  post('/can-bo/tai-lieu/:id/bo-do-dang', (req, res) => dropAutosaved(deps, req, res));
  post('/can-bo/tai-lieu/:id/luu', (req, res) => saveForm(deps, req, res), longStaffForm);
  post('/can-bo/tai-lieu/:id/sua-tiep', (req, res) => editOn(deps, req, res), longStaffForm);
  post('/can-bo/tai-lieu/:id/goi-y', (req, res) => takeProposals(deps, req, res), longStaffForm);
  post('/can-bo/tai-lieu/:id/dang', (req, res) => publishForm(deps, req, res), longStaffForm);
  post(
    '/can-bo/tai-lieu/:id/go',
    (req, res) => move(deps, req, res, 'withdraw', 'da-go'),
    longStaffForm,
  );
  post('/can-bo/tai-lieu/:id/dang-lai', (req, res) =>
    move(deps, req, res, 'restore', 'da-dang-lai'),
  );
  post('/can-bo/tai-lieu/:id/chep', async (req, res) => {
    const { id } = await load(deps, req, res);
    done(deps, res, await duplicateItem(deps, { actor: theActor(res), itemId: id }), 'da-chep');
  });

  post('/can-bo/tai-lieu/:id/thu-lai', async (req, res) => {
    const item = await load(deps, req, res);
    done(deps, res, await retryReading(deps, { actor: theActor(res), itemId: item.id }), 'thu-lai');
  });

  post('/can-bo/tai-lieu/:id/chuyen-ma', async (req, res) => {
    const { id } = await load(deps, req, res);
    const { attachment, nguyen } = formBody(req);
    const decision = { attachmentId: param(attachment), asItIs: param(nguyen) === '1' };
    const item = await decideConversion(deps, { actor: theActor(res), itemId: id, ...decision });
    done(deps, res, item, 'doc-lai');
  });

  return router;
}
