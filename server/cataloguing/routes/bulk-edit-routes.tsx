import type { Request, Response, Router } from 'express';
import { unitErrors } from '../actions/change-unit.ts';
import { recordOfItem } from '../actions/duplicate-item.ts';
import { editItem } from '../actions/edit-item.ts';
import { missingForPublishing, recordErrors } from '#server/items/record-rules.ts';
import { refuseErrors } from '#server/base/form-errors.ts';
import { authorise, can } from '#server/workflow/access.ts';
import type { Actor } from '#server/people/account.ts';
import {
  isEmptyEdit,
  LIST_MODES,
  withBulkEdit,
  type BulkEdit,
  type ListEdit,
} from '../bulk-edit.ts';
import { changesBetween } from '#server/items/change.ts';
import type { Item } from '#server/items/item.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import { findRights } from '#server/items/rights.ts';
import { findSubject } from '#server/vocabulary/subject.ts';
import { tooLongErrors } from '#server/base/text-length.ts';
import { standsOn, type Unit } from '#server/people/unit.ts';
import { findTerm } from '#server/vocabulary/term.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import { StaffBulkEditPage, type BulkEditRow } from '#web/cataloguing/staff-bulk-edit.tsx';
import type { FormValues } from '#web/frame/form-field.tsx';
import { vi } from '#web/text/vi.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { formBody } from '#server/http/form-body.ts';
import { pageFrame } from '#server/http/frame.ts';
import { sendPage } from '#server/http/send-page.ts';
import { theActor } from '#server/http/session.ts';
import { vocabularyFor } from '#server/http/vocabulary.ts';
import { outcome, pickedItems, type Picked } from '#server/http/bulk-outcome.ts';
import { listedOf } from './item-form.ts';
import { nameOffers } from './name-offers.ts';
import { showChange } from './show-field.ts';
import { listOf, wordOf } from '#server/http/staff-form.ts';
import { createRoutes } from '#server/http/routes.ts';

type Body = Readonly<Record<string, unknown>>;

const listEdit = (body: Body, name: string, values: readonly string[]): ListEdit => ({
  mode: LIST_MODES.find((mode) => mode === wordOf(body, `${name}Mode`)) ?? 'add',
  values,
});

/** The change that the form means; codes that no list has are left out. */
export const bulkEditOf = (body: Body, { genres, audiences }: Vocabulary): BulkEdit => ({
  genre: findTerm(genres, wordOf(body, 'genre'))?.code ?? '',
  rightsKind: findRights(wordOf(body, 'rightsKind'))?.code ?? '',
  publisher: wordOf(body, 'publisher'),
  unitId: wordOf(body, 'unitId'),
  subjects: listEdit(body, 'subjects', listOf(body, 'subjects').filter(findSubject)),
  audiences: listEdit(
    body,
    'audiences',
    listOf(body, 'audiences').filter((code) => findTerm(audiences, code)),
  ),
  keywords: listEdit(body, 'keywords', listedOf(wordOf(body, 'keywords'))),
});

/** Units that this person writes in and that work today; each item is looked at by itself. */
const unitOptions = (actor: Actor, units: readonly Unit[], now: string) =>
  units
    .filter(
      (unit) =>
        standsOn(unit, dayInVietnam(now)) &&
        can(actor, 'edit', { state: 'draft', unitId: unit.id }),
    )
    .map(({ id, name }) => ({ value: id, label: name }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'vi'));

function after(item: Item, edit: BulkEdit): Item {
  return {
    ...item,
    ...withBulkEdit(recordOfItem(item), edit),
    unitId: edit.unitId || item.unitId,
  };
}

async function check(
  deps: AppDeps,
  actor: Actor,
  item: Item,
  edited: Item,
  vocabulary: Vocabulary,
): Promise<void> {
  return refuseErrors({
    ...(await unitErrors(deps, actor, item, edited.unitId)),
    ...(item.state === 'published' ? missingForPublishing : recordErrors)(edited, vocabulary, item),
  });
}

/** What a posted form asks for. */
interface Asked {
  readonly actor: Actor;
  readonly body: Readonly<Record<string, unknown>>;
  readonly vocabulary: Vocabulary;
  readonly edit: BulkEdit;
  readonly units: readonly Unit[];
  /** Written, not only shown. */
  readonly done: boolean;
}

const errorsOf = (
  body: Readonly<Record<string, unknown>>,
  edit: BulkEdit,
): Readonly<Record<string, string>> =>
  isEmptyEdit(edit)
    ? { '': vi.bulkEdit.nothing }
    : tooLongErrors({
        publisher: [vi.fields.publisher[0], edit.publisher],
        keywords: [vi.fields.keywords[0], wordOf(body, 'keywords')],
      });

/** What becomes of one record, or did. */
async function rowOf(deps: AppDeps, asked: Asked, { item, version }: Picked): Promise<BulkEditRow> {
  const { actor, vocabulary, units } = asked;
  const edited = after(item, asked.edit);
  const changes = changesBetween(item, edited);
  const fault = await outcome(async () => {
    authorise(actor, 'edit', item);
    if (changes.length === 0) return;
    if (!asked.done) return check(deps, actor, item, edited, vocabulary);
    await editItem(deps, {
      actor,
      itemId: item.id,
      version,
      record: recordOfItem(edited),
      unitId: edited.unitId,
      approval: item.approval,
      nationalUrl: item.national.url ?? '',
    });
  });
  return {
    id: item.id,
    title: item.title,
    version,
    changes: changes.map(showChange(item, vocabulary, units)),
    fault,
  };
}

const valuesOf = ({ body, edit }: Asked): FormValues => ({
  genre: edit.genre,
  rightsKind: edit.rightsKind,
  publisher: edit.publisher,
  unitId: edit.unitId,
  subjects: edit.subjects.values,
  subjectsMode: edit.subjects.mode,
  audiences: edit.audiences.values,
  audiencesMode: edit.audiences.mode,
  keywords: wordOf(body, 'keywords'),
  keywordsMode: edit.keywords.mode,
});

/** The same change of several records: chosen, shown, then saved. */
async function editMany(
  deps: AppDeps,
  offers: ReturnType<typeof nameOffers>,
  req: Request,
  res: Response,
): Promise<void> {
  const { catalog } = deps.storage;
  const [actor, body, vocabulary] = [theActor(res), formBody(req), vocabularyFor(req)];
  authorise(actor, 'edit', 'shelf');
  const picked = await pickedItems(catalog, actor, body);
  const [edit, step] = [bulkEditOf(body, vocabulary), wordOf(body, 'buoc')];
  const errors = step === '' ? {} : errorsOf(body, edit);
  const wrong = Object.keys(errors).length > 0;
  const done = step === 'lam' && !wrong;
  const asked: Asked = { actor, body, vocabulary, edit, units: await catalog.listUnits(), done };
  const rows: BulkEditRow[] = [];
  for (const one of picked) rows.push(await rowOf(deps, asked, one));
  if (done) deps.wakeJobs();
  await sendPage(
    deps,
    req,
    res,
    <StaffBulkEditPage
      frame={pageFrame(deps, req, res, { noindex: true })}
      step={wrong || step === '' ? 'form' : done ? 'done' : 'preview'}
      rows={rows}
      form={{ values: valuesOf(asked), errors }}
      publishers={(await offers(actor)).publisher}
      units={unitOptions(actor, asked.units, deps.now())}
      vocabulary={vocabulary}
    />,
    { status: wrong ? 400 : 200 },
  );
}

/** The same change of several records: first what would become of each, then what did. */
export function bulkEditRoutes(deps: AppDeps): Router {
  const { router, post } = createRoutes();
  const offers = nameOffers(deps);

  post('/can-bo/hang-loat/sua', (req, res) => editMany(deps, offers, req, res));
  return router;
}
