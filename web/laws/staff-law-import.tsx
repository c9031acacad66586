import type { VNode } from 'preact';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { ChangeList, type Change } from '#web/frame/change-list.tsx';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
import { SheetField } from '#web/frame/file-field.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { staffLawImportPath, staffLawsPath } from '#web/paths/laws.ts';
import { staffPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';
import type { FormErrors } from '#web/frame/form-field.tsx';

const t = vi.imports;

type Outcome = 'new' | 'changed' | 'same' | 'refused';
export interface LawImportRow {
  readonly line: number;
  readonly number: string;
  readonly outcome: Outcome;
  readonly changes: readonly Change[];
  readonly faults: readonly string[];
}

export interface StaffLawImportProps {
  readonly frame: PageFrame;
  /** Labels of the columns that are understood. */
  readonly columns: readonly string[];
  readonly errors: FormErrors;
  /** Null before a sheet was sent. */
  readonly plan: {
    readonly rows: readonly LawImportRow[];
    readonly sha256: string;
    readonly name: string;
  } | null;
  /** How many were just saved, or null. */
  readonly saved: number | null;
  readonly stale: boolean;
}

const TONES: Readonly<Record<Outcome, Tone>> = {
  new: 'good',
  changed: 'warn',
  same: '',
  refused: 'bad',
};

type Plan = NonNullable<StaffLawImportProps['plan']>;

const Confirm = ({ plan }: { plan: Plan }): VNode => {
  const writes = plan.rows.filter((r) => r.outcome === 'new' || r.outcome === 'changed').length;
  if (writes === 0) return <p>{t.lawsNothing}</p>;
  return (
    <form method="post" action={staffLawImportPath()} encType="multipart/form-data">
      <input type="hidden" name="sha256" value={plan.sha256} />
      <p>
        <button class="button">{t.lawsSave(writes)}</button>
      </p>
    </form>
  );
};

const Row = ({ row }: { row: LawImportRow }): VNode => (
  <tr>
    <td data-label={t.line}>{row.line}</td>
    <th scope="row">{row.number}</th>
    <td data-label={t.outcome}>
      <Badge tone={TONES[row.outcome]} label={t.outcomes[row.outcome]} />
    </td>
    <td
      data-label={t.notes}
      class={row.faults.length + row.changes.length === 0 ? 'bare' : undefined}
    >
      {row.faults.join(' ')}
      <ChangeList changes={row.changes} />
    </td>
  </tr>
);

const PlanSection = ({ plan }: { plan: Plan }): VNode => (
  <section aria-labelledby="xem-truoc">
    <h2 id="xem-truoc">{t.lawsPlan(plan.rows.length)}</h2>
    <Confirm plan={plan} />
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{t.line}</th>
          <th scope="col">{vi.laws.fields.number[0]}</th>
          <th scope="col">{t.outcome}</th>
          <th scope="col">{t.notes}</th>
        </tr>
      </thead>
      <tbody>
        {plan.rows.map((row) => (
          <Row key={row.line} row={row} />
        ))}
      </tbody>
    </table>
  </section>
);

/** What became of the last sheet: saved, or refused because laws changed in between. */
const Outcomes = ({ saved, stale }: Pick<StaffLawImportProps, 'saved' | 'stale'>): VNode => (
  <>
    {saved !== null && (
      <p class="notice good" role="status">
        {t.lawsSaved(vi.units.count(saved))}
      </p>
    )}
    {stale && (
      <p class="notice warn" role="alert">
        {t.lawsStale}
      </p>
    )}
  </>
);

const SendForm = ({ errors }: Pick<StaffLawImportProps, 'errors'>): VNode => (
  <form
    class="card stack"
    method="post"
    action={staffLawImportPath()}
    encType="multipart/form-data"
  >
    <SheetField label={t.sheet} help={t.sheetHelp} errors={errors} />
    <button class="button">{t.send}</button>
  </form>
);

export const StaffLawImportPage = ({
  frame,
  columns,
  errors,
  plan,
  saved,
  stale,
}: StaffLawImportProps): VNode => (
  <Frame
    {...frame}
    title={t.lawsTitle}
    noindex
    staff
    crumbs={[
      { label: vi.frame.work, href: staffPath() },
      { label: vi.laws.title, href: staffLawsPath() },
    ]}
  >
    <main class="wrap" id="noi-dung">
      <div class="stack narrow">
        <h1>{t.lawsTitle}</h1>
        <p>{t.lawsLead}</p>
        <p class="meta">
          {t.lawsColumns} {columns.join(', ')}.
        </p>
        <Outcomes saved={saved} stale={stale} />
        <ErrorSummary heading={t.errorTitle} errors={errors} />
        <SendForm errors={errors} />
      </div>
      {plan !== null && <PlanSection plan={plan} />}
    </main>
  </Frame>
);
