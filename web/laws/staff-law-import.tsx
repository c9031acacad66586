import type { VNode } from 'preact';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { ChangeList, type Change } from '#web/frame/change-list.tsx';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
import { FileField, TABLES } from '#web/frame/file-field.tsx';
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
    /** Those that need a look first; not all of a long list. */
    readonly rows: readonly LawImportRow[];
    readonly counts: Readonly<Record<Outcome, number>>;
    /** Headers of columns that are left out. */
    readonly unknown: readonly string[];
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
  const { new: added, changed, same } = plan.counts;
  const writes = added + changed;
  if (writes + same === 0) return <p>{t.lawsNothing}</p>;
  return (
    <form method="post" action={staffLawImportPath()} encType="multipart/form-data">
      <input type="hidden" name="sha256" value={plan.sha256} />
      <input type="hidden" name="name" value={plan.name} />
      <p>
        <button class="button">{writes === 0 ? t.lawsConfirm : t.lawsSave(writes)}</button>
      </p>
    </form>
  );
};

const OUTCOMES = ['new', 'changed', 'same', 'refused'] as const;

/** What becomes of a line, and once it is done what became of it. */
const outcomeLabel = (outcome: Outcome, done: boolean): string => {
  if (!done) return t.outcomes[outcome];
  return outcome === 'new'
    ? t.outcomes.added
    : outcome === 'changed'
      ? t.outcomes.updated
      : t.outcomes[outcome];
};

const Row = ({ row, done }: { row: LawImportRow; done: boolean }): VNode => (
  <tr>
    <td data-label={t.line}>{row.line}</td>
    <th scope="row">{row.number}</th>
    <td data-label={t.outcome}>
      <Badge tone={TONES[row.outcome]} label={outcomeLabel(row.outcome, done)} />
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

/** How many lines of each outcome, what was left out, and how much of it stands below. */
const Counts = ({ plan, done }: { plan: Plan; done: boolean }): VNode => {
  const all = OUTCOMES.reduce((sum, outcome) => sum + plan.counts[outcome], 0);
  return (
    <>
      <p>
        {OUTCOMES.map((outcome) =>
          t.counted(vi.units.count(plan.counts[outcome]), outcomeLabel(outcome, done)),
        ).join(' · ')}
      </p>
      {plan.unknown.length > 0 && (
        <p class="meta">
          {t.lawsUnknown} {plan.unknown.join(', ')}.
        </p>
      )}
      {plan.rows.length < all && (
        <p class="meta">{t.lawsShown(vi.units.count(plan.rows.length), vi.units.count(all))}</p>
      )}
    </>
  );
};

const PlanSection = ({ plan, done }: { plan: Plan; done: boolean }): VNode => (
  <section aria-labelledby="xem-truoc">
    <h2 id="xem-truoc">{done ? t.lawsDone(plan.name) : t.lawsPlan(plan.name)}</h2>
    <Counts plan={plan} done={done} />
    {!done && <Confirm plan={plan} />}
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
          <Row key={row.line} row={row} done={done} />
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
    <FileField
      name="sheet"
      label={t.lawsFile}
      help={t.lawsFileHelp}
      errors={errors}
      input={{ required: true, accept: `${TABLES},.json` }}
    />
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
      {plan !== null && <PlanSection plan={plan} done={saved !== null} />}
    </main>
  </Frame>
);
