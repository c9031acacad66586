import type { VNode } from 'preact';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { ChangeList, type Change } from '#web/frame/change-list.tsx';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
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

const Plan = ({ plan }: { plan: NonNullable<StaffLawImportProps['plan']> }): VNode => {
  const writes = plan.rows.filter((r) => r.outcome === 'new' || r.outcome === 'changed').length;
  return (
    <section aria-labelledby="xem-truoc">
      <h2 id="xem-truoc">{t.lawsPlan(plan.rows.length)}</h2>
      {writes === 0 ? (
        <p>{t.lawsNothing}</p>
      ) : (
        <form method="post" action={staffLawImportPath()} encType="multipart/form-data">
          <input type="hidden" name="sha256" value={plan.sha256} />
          <p>
            <button class="button">{t.lawsSave(writes)}</button>
          </p>
        </form>
      )}
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
            <tr key={row.line}>
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
          ))}
        </tbody>
      </table>
    </section>
  );
};

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
        <ErrorSummary heading={t.errorTitle} errors={errors} />
        <form
          class="card stack"
          method="post"
          action={staffLawImportPath()}
          encType="multipart/form-data"
        >
          <div class={`field${errors['sheet'] === undefined ? '' : ' wrong'}`}>
            <label for="sheet">{t.sheet}</label>
            <p class="help" id="sheet-g">
              {t.sheetHelp}
            </p>
            {errors['sheet'] !== undefined && (
              <p class="error" id="sheet-l">
                {errors['sheet']}
              </p>
            )}
            <input
              id="sheet"
              name="sheet"
              type="file"
              required
              accept=".csv,.tsv,.txt,.xlsx,.xlsm"
              aria-describedby={errors['sheet'] === undefined ? 'sheet-g' : 'sheet-g sheet-l'}
              aria-invalid={errors['sheet'] === undefined ? undefined : 'true'}
            />
          </div>
          <button class="button">{t.send}</button>
        </form>
      </div>
      {plan !== null && <Plan plan={plan} />}
    </main>
  </Frame>
);
