import type { VNode } from 'preact';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { ChangeList, type Change } from '#web/frame/change-list.tsx';
import { FileField, TABLES } from '#web/frame/file-field.tsx';
import type { FormErrors } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { staffWordImportPath, staffWordsPath } from '#web/paths/search-words.ts';
import { staffListsPath } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.words;

type Outcome = 'new' | 'changed' | 'same' | 'refused';

export interface StaffWordImportProps {
  readonly frame: PageFrame;
  /** Labels of the columns that are understood. */
  readonly columns: readonly string[];
  readonly errors: FormErrors;
  /** Null before a sheet was sent. */
  readonly plan: {
    readonly rows: readonly {
      readonly line: number;
      readonly said: string;
      readonly outcome: Outcome;
      readonly changes: readonly Change[];
      readonly faults: readonly string[];
    }[];
    readonly counts: Readonly<Record<Outcome, number>>;
    /** Headers of columns that are left out. */
    readonly unknown: readonly string[];
    readonly sha256: string;
    readonly name: string;
  } | null;
  /** How many were just saved, or null. */
  readonly saved: number | null;
}

type Plan = NonNullable<StaffWordImportProps['plan']>;

const TONES: Readonly<Record<Outcome, Tone>> = {
  new: 'good',
  changed: 'warn',
  same: '',
  refused: 'bad',
};
const OUTCOMES = ['new', 'changed', 'same', 'refused'] as const;

const Confirm = ({ plan }: { plan: Plan }): VNode => {
  const writes = plan.counts.new + plan.counts.changed;
  if (writes === 0) return <p>{t.importNothing}</p>;
  return (
    <form method="post" action={staffWordImportPath()} encType="multipart/form-data">
      <input type="hidden" name="sha256" value={plan.sha256} />
      <input type="hidden" name="name" value={plan.name} />
      <p>
        <button class="button">{t.importSave(writes)}</button>
      </p>
    </form>
  );
};

const Lines = ({ plan }: { plan: Plan }): VNode => (
  <table class="cards">
    <thead>
      <tr>
        <th scope="col">{t.line}</th>
        <th scope="col">{t.fields.said[0]}</th>
        <th scope="col">{t.outcome}</th>
        <th scope="col">{t.notes}</th>
      </tr>
    </thead>
    <tbody>
      {plan.rows.map(({ line, said, outcome, changes, faults }) => (
        <tr key={line}>
          <td data-label={t.line}>{line}</td>
          <th scope="row">{said}</th>
          <td data-label={t.outcome}>
            <Badge tone={TONES[outcome]} label={t.outcomes[outcome]} />
          </td>
          <td data-label={t.notes}>
            {faults.join(' ')}
            <ChangeList changes={changes} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const PlanSection = ({ plan }: { plan: Plan }): VNode => (
  <section aria-labelledby="xem-truoc">
    <h2 id="xem-truoc">{t.importPlan(plan.name)}</h2>
    <p>
      {OUTCOMES.map((outcome) =>
        t.counted(vi.units.count(plan.counts[outcome]), t.outcomes[outcome]),
      ).join(' · ')}
    </p>
    {plan.unknown.length > 0 && (
      <p class="meta">
        {t.importUnknown} {plan.unknown.join(', ')}.
      </p>
    )}
    <Confirm plan={plan} />
    {plan.rows.length > 0 && <Lines plan={plan} />}
  </section>
);

export const StaffWordImportPage = ({
  frame,
  columns,
  errors,
  plan,
  saved,
}: StaffWordImportProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.importTitle}
    crumbs={[
      { label: vi.lists.title, href: staffListsPath() },
      { label: t.title, href: staffWordsPath() },
    ]}
    notice={saved === null ? null : t.importSaved(vi.units.count(saved))}
    errors={errors}
    errorTitle={t.errorTitle}
  >
    <p class="narrow">{t.importLead}</p>
    <p class="meta">
      {t.importColumns} {columns.join(', ')}.
    </p>
    <form
      class="card stack narrow"
      method="post"
      action={staffWordImportPath()}
      encType="multipart/form-data"
    >
      <FileField
        name="sheet"
        label={t.importFile[0]!}
        help={t.importFile[1]!}
        errors={errors}
        input={{ required: true, accept: TABLES }}
      />
      <button class="button">{t.importSend}</button>
    </form>
    {plan !== null && <PlanSection plan={plan} />}
  </StaffPage>
);
