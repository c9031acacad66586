import type { VNode } from 'preact';
import type { UnitKind } from '#server/people/unit.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import {
  oneValue,
  SelectField,
  TextArea,
  TextField,
  type FormState,
  type Option,
} from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { unitEditPath, unitImportPath, unitsPath, unitTablePath } from '#web/paths/people.ts';
import { unitPath } from '#web/paths/site.ts';
import { vi } from '#web/text/vi.ts';
import { TableLinks } from '#web/frame/table-links.tsx';

const t = vi.unitTree;
const ti = vi.unitImport;

/** What the unit's files take, and may take. */
export interface UnitSpace {
  readonly used: number;
  readonly quota: number | null;
}

export interface UnitNode {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  /** Name of the unit that stands for it today, when it was merged. */
  readonly successor: string | null;
  readonly validTo: string | null;
  readonly below: readonly UnitNode[];
}

export interface UnitChoices {
  readonly kinds: readonly { readonly value: UnitKind; readonly label: string }[];
  /** Units by code. */
  readonly units: readonly Option[];
}

export interface StaffUnitsProps {
  readonly frame: PageFrame;
  readonly roots: readonly UnitNode[];
  readonly count: number;
  readonly form: FormState;
  /** Null when the viewer only looks. */
  readonly choices: UnitChoices | null;
  readonly notice: string | null;
}

const Node = ({ node, editable }: { node: UnitNode; editable: boolean }): VNode => (
  <li>
    <p class="row">
      <a href={unitPath(node.code)}>{node.name}</a>{' '}
      <span class="meta">
        {node.code} · {node.kind}
      </span>
      {node.successor !== null && <Badge tone="warn" label={t.merged(node.successor)} />}
      {node.successor === null && node.validTo !== null && <Badge label={t.ended(node.validTo)} />}
      {editable && (
        <a href={unitEditPath(node.code)}>
          {t.edit}
          <span class="hidden">{t.of(node.name)}</span>
        </a>
      )}
    </p>
    {node.below.length > 0 && (
      <ul class="tree">
        {node.below.map((child) => (
          <Node key={child.code} node={child} editable={editable} />
        ))}
      </ul>
    )}
  </li>
);

const UnitFields = ({
  form,
  choices,
  fixed,
}: {
  form: FormState;
  choices: UnitChoices;
  fixed: boolean;
}): VNode => {
  const none = [{ value: '', label: t.none }, ...choices.units];
  return (
    <>
      {!fixed && (
        <TextField form={form} name="code" text={t.code as [string, string]} required short />
      )}
      <TextField form={form} name="name" text={t.name as [string]} required />
      <SelectField
        form={form}
        name="kind"
        text={t.kind as [string]}
        required
        options={choices.kinds}
      />
      <SelectField form={form} name="parent" text={t.parent as [string]} options={none} />
      <div class="pair">
        <TextField form={form} name="validFrom" text={t.validFrom as [string, string]} short />
        <TextField form={form} name="validTo" text={t.validTo as [string]} short />
      </div>
      <SelectField
        form={form}
        name="successor"
        text={t.successor as [string, string]}
        options={none}
      />
      <TextField form={form} name="quota" text={t.quota as [string, string]} short />
    </>
  );
};

export const StaffUnitsPage = ({
  frame,
  roots,
  count,
  form,
  choices,
  notice,
}: StaffUnitsProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    errors={form.errors}
    errorTitle={t.errorTitle}
    notice={notice}
    aside={
      choices !== null && (
        <a class="button" href={unitImportPath()}>
          {t.import}
        </a>
      )
    }
  >
    <p>{t.lead}</p>
    <p class="meta">{t.count(vi.units.count(count))}</p>
    <ul class="tree">
      {roots.map((node) => (
        <Node key={node.code} node={node} editable={choices !== null} />
      ))}
    </ul>
    {choices !== null && (
      <section class="stack narrow" aria-labelledby="them">
        <h2 id="them">{t.add}</h2>
        <form class="stack" method="post" action={unitsPath()} noValidate>
          <UnitFields form={form} choices={choices} fixed={false} />
          <p>
            <button class="button">{t.add}</button>
          </p>
        </form>
      </section>
    )}
  </StaffPage>
);

export const StaffUnitPage = ({
  frame,
  code,
  name,
  form,
  choices,
  space,
}: {
  frame: PageFrame;
  code: string;
  name: string;
  form: FormState;
  choices: UnitChoices;
  space: UnitSpace;
}): VNode => (
  <StaffPage
    frame={frame}
    title={name}
    errors={form.errors}
    errorTitle={t.errorTitle}
    crumbs={[{ label: t.title, href: unitsPath() }]}
  >
    <form class="stack narrow" method="post" action={unitEditPath(code)} noValidate>
      <p class="meta">
        {t.code[0]}: {code} · <a href={unitPath(code)}>{t.page}</a>
      </p>
      <p>
        {space.quota === null
          ? t.used(vi.units.bytes(space.used))
          : t.usedOf(vi.units.bytes(space.used), vi.units.bytes(space.quota))}
      </p>
      <UnitFields form={form} choices={choices} fixed />
      <p>
        <button class="button">{t.save}</button>
      </p>
    </form>
  </StaffPage>
);

export interface UnitRowView {
  readonly line: number;
  readonly code: string;
  readonly name: string;
  readonly outcome: 'new' | 'changed' | 'same' | 'refused';
  readonly faults: readonly string[];
}

export interface StaffUnitImportProps {
  readonly frame: PageFrame;
  readonly form: FormState;
  /** The faulty rows and then the others, as many as are shown; null before anything was sent. */
  readonly rows: readonly UnitRowView[] | null;
  readonly counts: Readonly<Record<UnitRowView['outcome'], number>>;
  readonly notice: string | null;
}

const TONES: Readonly<Record<UnitRowView['outcome'], Tone>> = {
  new: 'good',
  changed: 'warn',
  same: '',
  refused: 'bad',
};

const Preview = ({
  rows,
  counts,
  form,
}: Pick<StaffUnitImportProps, 'counts' | 'form'> & { rows: readonly UnitRowView[] }): VNode => {
  const total = Object.values(counts).reduce((a, b) => a + b, 0);
  const ready = counts.refused === 0 && counts.new + counts.changed > 0;
  return (
    <section class="stack" aria-labelledby="kq">
      <h2 id="kq">{ti.preview}</h2>
      <p role="status">
        {total === 0
          ? ti.empty
          : ti.summary(counts.new, counts.changed, counts.same, counts.refused)}
      </p>
      {counts.refused > 0 && <p class="notice bad">{ti.refusedNote}</p>}
      {rows.length > 0 && (
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">{ti.unit}</th>
              <th scope="col">{ti.line}</th>
              <th scope="col">{ti.what}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.line}>
                <th scope="row">
                  {row.name} <span class="meta">{row.code}</span>
                </th>
                <td data-label={ti.line}>{row.line}</td>
                <td data-label={ti.what}>
                  <Badge tone={TONES[row.outcome]} label={ti.outcome[row.outcome]} />
                  {row.faults.map((fault) => (
                    <p key={fault}>{fault}</p>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {total > rows.length && <p class="meta">{ti.shown(vi.units.count(total - rows.length))}</p>}
      {ready && (
        <form method="post" action={unitImportPath()}>
          <input type="hidden" name="sha256" value={oneValue(form.values, 'sha256')} />
          <button class="button" name="viec" value="ghi">
            {ti.write(vi.units.count(counts.new + counts.changed))}
          </button>
        </form>
      )}
    </section>
  );
};

export const StaffUnitImportPage = ({
  frame,
  form,
  rows,
  counts,
  notice,
}: StaffUnitImportProps): VNode => (
  <StaffPage
    frame={frame}
    title={ti.title}
    errors={form.errors}
    errorTitle={t.errorTitle}
    notice={notice}
    crumbs={[{ label: t.title, href: unitsPath() }]}
  >
    <p>{ti.lead}</p>
    <p class="help">{ti.columns}</p>
    <TableLinks lead={ti.take} href={unitTablePath} />
    {rows !== null && <Preview rows={rows} counts={counts} form={form} />}
    <form
      class="stack"
      method="post"
      action={unitImportPath()}
      encType="multipart/form-data"
      noValidate
    >
      <div class="field">
        <label for="file">{ti.file[0]}</label>
        <input id="file" name="file" type="file" accept=".xlsx,.csv,text/csv,text/plain" />
      </div>
      <TextArea form={form} name="list" text={ti.list as [string]} rows={8} />
      <p>
        <button class="button" name="viec" value="xem">
          {ti.preview}
        </button>
      </p>
    </form>
  </StaffPage>
);
