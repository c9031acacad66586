import type { VNode } from 'preact';
import type { ImportOutcome } from '#server/imports/sheet-import.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { ChangeList, type Change } from '#web/frame/change-list.tsx';
import { SheetField } from '#web/frame/file-field.tsx';
import { SelectField, type FormState, type Option } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { holdingImportPath, holdingTemplatePath, librariesPath } from '#web/paths/holdings.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.holdingImport;

export interface HoldingImportRow {
  readonly line: number;
  readonly registerNumber: string;
  readonly title: string;
  readonly outcome: ImportOutcome;
  readonly changes: readonly Change[];
  readonly notes: readonly string[];
}

export interface StaffHoldingImportProps {
  readonly frame: PageFrame;
  /** Labels of the columns that are understood. */
  readonly columns: readonly string[];
  readonly form: FormState;
  /** Places this person keeps. */
  readonly places: readonly Option[];
  /** Lines as they would become, or became; null before a sheet was sent. */
  readonly plan: {
    readonly rows: readonly HoldingImportRow[];
    readonly unknown: readonly string[];
    readonly sha256: string;
    readonly done: boolean;
  } | null;
}

const TONES: Readonly<Partial<Record<ImportOutcome, Tone>>> = {
  new: 'good',
  added: 'good',
  changed: 'warn',
  updated: 'good',
  refused: 'bad',
};
const ORDER: readonly ImportOutcome[] = ['refused', 'new', 'added', 'changed', 'updated', 'same'];

type Plan = NonNullable<StaffHoldingImportProps['plan']>;

const Confirm = ({ form, plan }: { form: FormState; plan: Plan }): VNode => {
  const writes = plan.rows.filter(
    ({ outcome }) => outcome === 'new' || outcome === 'changed',
  ).length;
  if (writes === 0) return <p>{t.nothing}</p>;
  return (
    <form method="post" action={holdingImportPath()} encType="multipart/form-data">
      <input type="hidden" name="sha256" value={plan.sha256} />
      <input
        type="hidden"
        name="place"
        value={(form.values['place'] as string | undefined) ?? ''}
      />
      <p>
        <button class="button">{t.save(vi.units.count(writes))}</button>
      </p>
    </form>
  );
};

/** How many lines have each outcome, what needs a person first. */
const OutcomeCounts = ({ rows }: Pick<Plan, 'rows'>): VNode => (
  <ul class="chips">
    {ORDER.map((outcome) => ({
      outcome,
      n: rows.filter((row) => row.outcome === outcome).length,
    }))
      .filter(({ n }) => n > 0)
      .map(({ outcome, n }) => (
        <li key={outcome}>
          <Badge
            tone={TONES[outcome] ?? ''}
            label={vi.imports.counted(vi.units.count(n), vi.imports.outcomes[outcome])}
          />
        </li>
      ))}
  </ul>
);

const Row = ({ row }: { row: HoldingImportRow }): VNode => (
  <tr>
    <td data-label={vi.imports.line}>{row.line}</td>
    <th scope="row">{row.registerNumber === '' ? t.noNumber : row.registerNumber}</th>
    <td data-label={vi.holdings.item} class={row.title === '' ? 'bare' : undefined}>
      {row.title}
    </td>
    <td data-label={vi.imports.outcome}>
      <Badge tone={TONES[row.outcome] ?? ''} label={vi.imports.outcomes[row.outcome]} />
    </td>
    <td
      data-label={vi.imports.notes}
      class={row.notes.length + row.changes.length === 0 ? 'bare' : undefined}
    >
      {row.notes.join(' ')}
      <ChangeList changes={row.changes} />
    </td>
  </tr>
);

const RowTable = ({ rows }: Pick<Plan, 'rows'>): VNode => (
  <table class="cards">
    <thead>
      <tr>
        <th scope="col">{vi.imports.line}</th>
        <th scope="col">{vi.holdings.number}</th>
        <th scope="col">{vi.holdings.item}</th>
        <th scope="col">{vi.imports.outcome}</th>
        <th scope="col">{vi.imports.notes}</th>
      </tr>
    </thead>
    <tbody>
      {rows
        .toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome) || a.line - b.line)
        .map((row) => (
          <Row key={row.line} row={row} />
        ))}
    </tbody>
  </table>
);

const PlanSection = ({ form, plan }: { form: FormState; plan: Plan }): VNode => (
  <section class="stack" aria-labelledby="tung-dong">
    <h2 id="tung-dong">
      {plan.done
        ? t.doneTitle(vi.units.count(plan.rows.length))
        : t.planTitle(vi.units.count(plan.rows.length))}
    </h2>
    <OutcomeCounts rows={plan.rows} />
    {plan.unknown.length > 0 && <p class="notice warn">{t.unknown(plan.unknown.join(', '))}</p>}
    {!plan.done && <Confirm form={form} plan={plan} />}
    <RowTable rows={plan.rows} />
  </section>
);

const SendForm = ({
  form,
  places,
  again,
}: Pick<StaffHoldingImportProps, 'form' | 'places'> & { again: boolean }): VNode => (
  <form
    class="card stack narrow"
    method="post"
    action={holdingImportPath()}
    encType="multipart/form-data"
  >
    {again && <h2>{vi.imports.again}</h2>}
    <SelectField
      form={form}
      name="place"
      text={t.library as [string, string]}
      choosing
      options={[{ value: '', label: t.noLibrary }, ...places]}
    />
    <SheetField label={t.sheet} help={t.sheetHelp} errors={form.errors} />
    <p>
      <button class="button">{vi.imports.send}</button>
    </p>
  </form>
);

/** A register as a sheet: sent, looked at line by line, then written. */
export const StaffHoldingImportPage = ({
  frame,
  columns,
  form,
  places,
  plan,
}: StaffHoldingImportProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    crumbs={[{ label: vi.libraries.title, href: librariesPath() }]}
    errors={form.errors}
    errorTitle={vi.imports.errorTitle}
  >
    <p>{t.lead}</p>
    <p class="meta">{t.columns(columns.join(', '))}</p>
    <p>
      <a href={holdingTemplatePath()} download>
        {vi.imports.template}
      </a>
    </p>
    {plan !== null && <PlanSection form={form} plan={plan} />}
    <SendForm form={form} places={places} again={plan !== null} />
  </StaffPage>
);
