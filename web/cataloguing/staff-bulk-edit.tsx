import type { VNode } from 'preact';
import { LIST_MODES } from '#server/cataloguing/bulk-edit.ts';
import { RIGHTS } from '#server/items/rights.ts';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import { Badge } from '#web/frame/badge.tsx';
import {
  ChoiceField,
  manyValues,
  oneValue,
  SelectField,
  TextArea,
  TextField,
  type FormState,
  type Option,
} from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { termOptions } from '#web/frame/term-options.ts';
import { staffBulkEditPath, staffItemPath } from '#web/paths/cataloguing.ts';
import { staffPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.bulkEdit;
const f = vi.fields;

export interface BulkEditRow {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  /** What would change, or did. */
  readonly changes: readonly {
    readonly label: string;
    readonly before: string;
    readonly after: string;
  }[];
  /** Vietnamese sentence why not. */
  readonly fault: string | null;
}

export interface StaffBulkEditProps {
  readonly frame: PageFrame;
  readonly step: 'form' | 'preview' | 'done';
  readonly rows: readonly BulkEditRow[];
  readonly form: FormState;
  /** Names to choose from. */
  readonly publishers: readonly string[];
  /** Units that items may be given to. */
  readonly units: readonly Option[];
  readonly vocabulary: Vocabulary;
}

const options = (list: readonly { readonly code: string; readonly label: string }[]) =>
  list.map(({ code, label }) => ({ value: code, label }));
const KEEP = { value: '', label: t.keep };
const MODES = LIST_MODES.map((mode) => ({ value: mode, label: t.modes[mode] }));

const ListPart = ({
  form,
  name,
  label,
  choices,
}: {
  form: FormState;
  name: string;
  label: string;
  choices: readonly Option[];
}): VNode => (
  <details class="choices" open={manyValues(form.values, name).length > 0}>
    <summary>{label}</summary>
    <SelectField form={form} name={`${name}Mode`} text={[t.mode(label)]} required options={MODES} />
    <ChoiceField
      form={form}
      name={name}
      text={[label]}
      required
      kind="checkbox"
      options={choices}
    />
  </details>
);

const EditFields = ({
  form,
  publishers,
  units,
  vocabulary: { genres, audiences },
}: Pick<StaffBulkEditProps, 'form' | 'publishers' | 'units' | 'vocabulary'>): VNode => (
  <>
    <p class="help">{t.fieldsLead}</p>
    <SelectField
      form={form}
      name="genre"
      text={f.genre}
      options={[KEEP, ...termOptions(genres, [oneValue(form.values, 'genre')])]}
    />
    <SelectField
      form={form}
      name="rightsKind"
      text={[f.rightsKind[0]]}
      options={[KEEP, ...options(RIGHTS)]}
    />
    <TextField form={form} name="publisher" text={f.publisher} list="nxb-ds" />
    {units.length > 1 && (
      <SelectField form={form} name="unitId" text={[f.unitId[0]]} options={[KEEP, ...units]} />
    )}
    <datalist id="nxb-ds">
      {publishers.map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
    <ListPart form={form} name="subjects" label={f.subjects[0]} choices={options(SUBJECTS)} />
    <ListPart
      form={form}
      name="audiences"
      label={f.audiences[0]}
      choices={termOptions(audiences, manyValues(form.values, 'audiences'))}
    />
    <TextArea form={form} name="keywords" text={f.keywords} rows={2} />
    <SelectField
      form={form}
      name="keywordsMode"
      text={[t.mode(f.keywords[0])]}
      required
      options={MODES}
    />
  </>
);

/** The change carried along while it is looked at. */
const Carried = ({ form }: { form: FormState }): VNode => (
  <>
    {[
      'genre',
      'rightsKind',
      'publisher',
      'unitId',
      'keywords',
      'keywordsMode',
      'subjectsMode',
      'audiencesMode',
    ].map((name) => (
      <input key={name} type="hidden" name={name} value={oneValue(form.values, name)} />
    ))}
    {['subjects', 'audiences'].flatMap((name) =>
      manyValues(form.values, name).map((value) => (
        <input key={name + value} type="hidden" name={name} value={value} />
      )),
    )}
  </>
);

const Row = ({ row, step }: { row: BulkEditRow; step: 'preview' | 'done' }): VNode => {
  const same = row.fault === null && row.changes.length === 0;
  return (
    <li class="task">
      <div>
        <h3>
          <a href={staffItemPath(row.id)}>{row.title === '' ? vi.edit.untitled : row.title}</a>
        </h3>
        {row.fault === null ? (
          <ul class="changes">
            {row.changes.map((c) => (
              <li key={c.label}>
                <b>{c.label}:</b>{' '}
                <del>{c.before === '' ? vi.review.nothingToNothing : c.before}</del> →{' '}
                <ins>{c.after === '' ? vi.review.nothingToNothing : c.after}</ins>
              </li>
            ))}
          </ul>
        ) : (
          <p>{row.fault}</p>
        )}
      </div>
      <p>
        <Badge
          tone={row.fault !== null ? 'bad' : same ? '' : 'good'}
          label={
            row.fault !== null
              ? vi.work.bulkRefused
              : same
                ? t.same
                : step === 'done'
                  ? vi.work.bulkOk
                  : vi.work.bulkReady
          }
        />
      </p>
    </li>
  );
};

export const StaffBulkEditPage = ({
  frame,
  step,
  rows,
  form,
  publishers,
  units,
  vocabulary,
}: StaffBulkEditProps): VNode => {
  const ready = rows.filter((row) => row.fault === null && row.changes.length > 0);
  const chosen = step === 'preview' ? ready : rows;
  return (
    <StaffPage frame={frame} title={t.title} errors={form.errors} errorTitle={vi.review.errorTitle}>
      <p role="status">
        {rows.length === 0
          ? vi.work.bulkNone
          : step === 'done'
            ? vi.work.bulkDone
            : step === 'preview'
              ? vi.work.bulkLead
              : t.lead(rows.length)}
      </p>
      {step === 'form' ? (
        <details>
          <summary>{t.chosen(rows.length)}</summary>
          <ul>
            {rows.map((row) => (
              <li key={row.id}>{row.title === '' ? vi.edit.untitled : row.title}</li>
            ))}
          </ul>
        </details>
      ) : (
        <ul class="rows">
          {rows.map((row) => (
            <Row key={row.id} row={row} step={step} />
          ))}
        </ul>
      )}
      {step !== 'done' && chosen.length > 0 && (
        <form class="stack narrow" method="post" action={staffBulkEditPath()} noValidate>
          {chosen.map((row) => (
            <input key={row.id} type="hidden" name="chon" value={`${row.id}.${row.version}`} />
          ))}
          {step === 'form' ? (
            <EditFields form={form} publishers={publishers} units={units} vocabulary={vocabulary} />
          ) : (
            <Carried form={form} />
          )}
          <p class="row">
            <button class="button" name="buoc" value={step === 'form' ? 'xem' : 'lam'}>
              {step === 'form' ? t.preview : vi.work.bulkButton(ready.length)}
            </button>
            {step === 'preview' && (
              <button class="button plain" name="buoc" value="">
                {t.back}
              </button>
            )}
          </p>
        </form>
      )}
      {step === 'preview' && chosen.length === 0 && rows.length > 0 && (
        <form method="post" action={staffBulkEditPath()}>
          {rows.map((row) => (
            <input key={row.id} type="hidden" name="chon" value={`${row.id}.${row.version}`} />
          ))}
          <Carried form={form} />
          <button class="button plain" name="buoc" value="">
            {t.back}
          </button>
        </form>
      )}
      <p>
        <a href={staffPath()}>{vi.work.bulkBack}</a>
      </p>
    </StaffPage>
  );
};
