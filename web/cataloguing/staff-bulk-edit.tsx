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

const titleOf = ({ title }: BulkEditRow): string => (title === '' ? vi.edit.untitled : title);

const ListChange = ({
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
    <ListChange form={form} name="subjects" label={f.subjects[0]} choices={options(SUBJECTS)} />
    <ListChange
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

const ChangedFields = ({ changes }: Pick<BulkEditRow, 'changes'>): VNode => (
  <ul class="changes">
    {changes.map((c) => (
      <li key={c.label}>
        <b>{c.label}:</b> <del>{c.before === '' ? vi.review.nothingToNothing : c.before}</del> →{' '}
        <ins>{c.after === '' ? vi.review.nothingToNothing : c.after}</ins>
      </li>
    ))}
  </ul>
);

const Outcome = ({ row, step }: { row: BulkEditRow; step: 'preview' | 'done' }): VNode => {
  if (row.fault !== null) return <Badge tone="bad" label={vi.work.bulkRefused} />;
  if (row.changes.length === 0) return <Badge tone="" label={t.same} />;
  return <Badge tone="good" label={step === 'done' ? vi.work.bulkOk : vi.work.bulkReady} />;
};

const Row = ({ row, step }: { row: BulkEditRow; step: 'preview' | 'done' }): VNode => (
  <li class="task">
    <div>
      <h3>
        <a href={staffItemPath(row.id)}>{titleOf(row)}</a>
      </h3>
      {row.fault === null ? <ChangedFields changes={row.changes} /> : <p>{row.fault}</p>}
    </div>
    <p>
      <Outcome row={row} step={step} />
    </p>
  </li>
);

const ChosenItems = ({ rows }: Pick<StaffBulkEditProps, 'rows'>): VNode => (
  <details>
    <summary>{t.chosen(rows.length)}</summary>
    <ul>
      {rows.map((row) => (
        <li key={row.id}>{titleOf(row)}</li>
      ))}
    </ul>
  </details>
);

const ChosenInputs = ({ rows }: Pick<StaffBulkEditProps, 'rows'>): VNode => (
  <>
    {rows.map((row) => (
      <input key={row.id} type="hidden" name="chon" value={`${row.id}.${row.version}`} />
    ))}
  </>
);

const BackButton = (): VNode => (
  <button class="button plain" name="buoc" value="">
    {t.back}
  </button>
);

const AskForm = (props: StaffBulkEditProps): VNode => (
  <form class="stack narrow" method="post" action={staffBulkEditPath()} noValidate>
    <ChosenInputs rows={props.rows} />
    <EditFields {...props} />
    <p class="row">
      <button class="button" name="buoc" value="xem">
        {t.preview}
      </button>
    </p>
  </form>
);

/** Saves those that would change, or goes back; with none, there is only the way back. */
const ConfirmForm = ({ rows, form }: Pick<StaffBulkEditProps, 'rows' | 'form'>): VNode => {
  const ready = rows.filter((row) => row.fault === null && row.changes.length > 0);
  if (ready.length === 0)
    return (
      <form method="post" action={staffBulkEditPath()}>
        <ChosenInputs rows={rows} />
        <Carried form={form} />
        <BackButton />
      </form>
    );
  return (
    <form class="stack narrow" method="post" action={staffBulkEditPath()} noValidate>
      <ChosenInputs rows={ready} />
      <Carried form={form} />
      <p class="row">
        <button class="button" name="buoc" value="lam">
          {vi.work.bulkButton(ready.length)}
        </button>
        <BackButton />
      </p>
    </form>
  );
};

const LEADS: Readonly<Record<StaffBulkEditProps['step'], (rows: number) => string>> = {
  form: t.lead,
  preview: () => vi.work.bulkLead,
  done: () => vi.work.bulkDone,
};

export const StaffBulkEditPage = (props: StaffBulkEditProps): VNode => {
  const { frame, step, rows, form } = props;
  return (
    <StaffPage frame={frame} title={t.title} errors={form.errors} errorTitle={vi.review.errorTitle}>
      <p role="status">{rows.length === 0 ? vi.work.bulkNone : LEADS[step](rows.length)}</p>
      {step === 'form' ? (
        <ChosenItems rows={rows} />
      ) : (
        <ul class="rows">
          {rows.map((row) => (
            <Row key={row.id} row={row} step={step} />
          ))}
        </ul>
      )}
      {rows.length > 0 && step === 'form' && <AskForm {...props} />}
      {rows.length > 0 && step === 'preview' && <ConfirmForm rows={rows} form={form} />}
      <p>
        <a href={staffPath()}>{vi.work.bulkBack}</a>
      </p>
    </StaffPage>
  );
};
