import type { VNode } from 'preact';
import type { ProcedureEntry } from '#server/desk/procedure.ts';
import { FIGURE_PERIODS, type FigurePeriod } from '#server/figures/figures.ts';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import { AuthorityConflict, ChangedLine } from '#web/frame/authority-form.tsx';
import { Badge } from '#web/frame/badge.tsx';
import {
  SelectField,
  TextArea,
  TextField,
  type FieldProps,
  type FormState,
  type Option,
} from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  deskCardPath,
  deskCountsPath,
  deskCountsSheetPath,
  procedurePath,
  staffProcedurePath,
  staffProceduresPath,
  staffProcedureUndoPath,
} from '#web/paths/desk.ts';
import { itemPath } from '#web/paths/reading.ts';
import { staffListsPath } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.deskForm;
const k = vi.authorityForm;

const LISTS = [{ label: vi.lists.title, href: staffListsPath() }];
const CRUMBS = [...LISTS, { label: t.title, href: staffProceduresPath() }];
const SUBJECT_OPTIONS = [
  { value: '', label: '' },
  ...SUBJECTS.map(({ code, label }) => ({ value: code, label })),
];

export interface StaffProceduresProps {
  readonly frame: PageFrame;
  readonly rows: readonly { readonly entry: ProcedureEntry; readonly ended: boolean }[];
  readonly mayEdit: boolean;
}

/** The list of procedures. */
export const StaffProceduresPage = ({ frame, rows, mayEdit }: StaffProceduresProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    crumbs={LISTS}
    aside={
      mayEdit && (
        <a class="button" href={staffProcedurePath('moi')}>
          {t.add}
        </a>
      )
    }
  >
    <p class="narrow">{t.lead}</p>
    <p>
      <a href={deskCountsPath()}>{t.counts}</a>
    </p>
    <ul class="rows">
      {rows.map(({ entry, ended }) => (
        <li class="task" key={entry.id}>
          <div>
            <h2>
              <a href={staffProcedurePath(entry.id)}>{entry.value.name}</a>
            </h2>
            <p class="row">
              {ended && <Badge tone="warn" label={vi.procedures.endedBadge} />}
              {entry.version === 0 && <Badge label={t.unchanged} />}{' '}
              <span class="meta">{procedurePath(entry.id)}</span>
            </p>
            <ChangedLine by={entry.changedBy} at={entry.changedAt} />
          </div>
        </li>
      ))}
    </ul>
  </StaffPage>
);

export interface StaffProcedureProps {
  readonly frame: PageFrame;
  /** Null for a new one. */
  readonly stored: ProcedureEntry | null;
  readonly version: number;
  readonly form: FormState;
  readonly chosen: readonly {
    readonly id: string;
    readonly title: string;
    readonly published: boolean;
  }[];
  /** Newest first, the shipped one last. */
  readonly versions: readonly ProcedureEntry[];
  /** Units for whose desks this person prints cards. */
  readonly desks: readonly Option[];
  readonly notice: string | null;
  readonly conflict: boolean;
  readonly mayEdit: boolean;
}

const Editor = ({ stored, version, form, chosen }: StaffProcedureProps): VNode => {
  const field = (
    name: string,
    text: readonly string[],
  ): Pick<FieldProps, 'form' | 'name' | 'text'> => ({
    form,
    name,
    text: text as [string, string?],
  });
  return (
    <form class="stack" method="post" action={staffProcedurePath(stored?.id ?? 'moi')} noValidate>
      <input type="hidden" name="version" value={version} />
      <TextField {...field('name', t.name)} required />
      {stored === null && <TextField {...field('slug', t.slug)} />}
      <TextArea {...field('summary', t.summary)} rows={3} required />
      <SelectField {...field('subject', t.subject)} required options={SUBJECT_OPTIONS} />
      <TextArea {...field('laws', t.laws)} rows={3} listed />
      <TextField {...field('words', t.words)} required />
      {chosen.length > 0 && (
        <div>
          <p>{t.chosen}</p>
          <ol class="numbered">
            {chosen.map(({ id, title, published }) => (
              <li key={id}>
                {published ? <a href={itemPath(id)}>{title}</a> : `${title} (${t.notPublished})`}
              </li>
            ))}
          </ol>
        </div>
      )}
      <TextArea {...field('items', t.items)} rows={4} listed />
      <div class="pair">
        <TextField {...field('ended', t.ended)} short />
        <TextField {...field('successor', t.successor)} short />
      </div>
      <TextField {...field('rank', k.rank)} required short />
      <p>
        <button class="button">{k.save}</button>
      </p>
    </form>
  );
};

const Cards = ({ id, desks }: { id: string; desks: readonly Option[] }): VNode => (
  <section class="card stack" aria-labelledby="the-h">
    <h2 id="the-h">{t.cards}</h2>
    <p class="help">{t.cardsNote}</p>
    <form class="stack" action={deskCardPath()}>
      <input type="hidden" name="thu-tuc" value={id} />
      <SelectField
        form={{ values: {}, errors: {} }}
        name="don-vi"
        text={[t.desk]}
        choosing
        options={desks}
      />
      <p class="row">
        <button class="button plain" name="co" value="a5">
          {t.card}
        </button>
        <button class="button plain" name="co" value="a3">
          {t.poster}
        </button>
      </p>
    </form>
  </section>
);

const Versions = ({
  id,
  versions,
  mayEdit,
}: Pick<StaffProcedureProps, 'versions' | 'mayEdit'> & { id: string }): VNode => (
  <section class="stack" aria-labelledby="ban-h">
    <h2 id="ban-h">{t.history}</h2>
    <ol class="rows files" reversed>
      {versions.map((entry, i) => (
        <li class="stack" key={entry.version}>
          <h3>
            {entry.version === 0 ? t.unchanged : vi.pageForm.version(entry.version)}{' '}
            {i === 0 && <Badge tone="good" label={vi.pageForm.present} />}
          </h3>
          <ChangedLine by={entry.changedBy} at={entry.changedAt} />
          <p>{entry.value.name}</p>
          <p>{entry.value.summary}</p>
          {i > 0 && mayEdit && (
            <form method="post" action={staffProcedureUndoPath(id)}>
              <input type="hidden" name="version" value={versions[0]!.version} />
              <button class="button plain" name="ban" value={entry.version}>
                {t.takeBack}
                <span class="hidden">{k.of(vi.pageForm.version(entry.version))}</span>
              </button>
            </form>
          )}
        </li>
      ))}
    </ol>
  </section>
);

/** One procedure: change it, end it, take a version back, print cards for desks. */
export const StaffProcedurePage = (props: StaffProcedureProps): VNode => {
  const { frame, stored, form, conflict, mayEdit, versions } = props;
  return (
    <StaffPage
      frame={frame}
      title={stored?.value.name ?? t.add}
      crumbs={CRUMBS}
      errors={form.errors}
      errorTitle={k.errorTitle(Object.keys(form.errors).length)}
      notice={props.notice}
    >
      <div class="stack narrow">
        {stored !== null && (
          <p>
            <a href={procedurePath(stored.id)}>{t.open}</a>
          </p>
        )}
        {conflict && stored !== null && <AuthorityConflict href={staffProcedurePath(stored.id)} />}
        {stored !== null && props.desks.length > 0 && <Cards id={stored.id} desks={props.desks} />}
        {mayEdit && <Editor {...props} />}
        {stored !== null && versions.length > 0 && (
          <Versions id={stored.id} versions={versions} mayEdit={mayEdit} />
        )}
      </div>
    </StaffPage>
  );
};

export interface DeskCountsProps {
  readonly frame: PageFrame;
  readonly asked: { readonly period: FigurePeriod; readonly unit: string };
  /** The first day of each period to choose from. */
  readonly from: Readonly<Record<FigurePeriod, string>>;
  readonly units: readonly Option[];
  readonly rows: readonly {
    readonly unit: string;
    readonly procedure: string;
    readonly count: number;
  }[];
  readonly total: number;
}

const Counts = ({ rows, total }: Pick<DeskCountsProps, 'rows' | 'total'>): VNode => (
  <>
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{t.desk}</th>
          <th scope="col">{t.procedure}</th>
          <th scope="col">{t.scans}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ unit, procedure, count }) => (
          <tr key={`${unit} ${procedure}`}>
            <th scope="row">{unit}</th>
            <td data-label={t.procedure}>{procedure}</td>
            <td data-label={t.scans}>{vi.units.count(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <p>
      <b>
        {t.total}: {vi.units.count(total)}
      </b>
    </p>
  </>
);

/** How often the codes on cards were followed, by desk and procedure. */
export const DeskCountsPage = ({
  frame,
  asked,
  from,
  units,
  rows,
  total,
}: DeskCountsProps): VNode => {
  const form = { values: { ky: asked.period, 'don-vi': asked.unit }, errors: {} };
  return (
    <StaffPage frame={frame} title={t.counts} crumbs={CRUMBS}>
      <p class="narrow">{t.countsNote}</p>
      <form class="pair" action={deskCountsPath()} aria-label={vi.figures.choose}>
        <SelectField
          form={form}
          name="ky"
          text={[vi.figures.period]}
          choosing
          options={FIGURE_PERIODS.map((value) => ({
            value,
            label: vi.figures.periods[value](from[value]),
          }))}
        />
        {units.length > 1 && (
          <SelectField
            form={form}
            name="don-vi"
            text={[vi.figures.unit]}
            choosing
            options={units}
          />
        )}
        <p>
          <button class="button plain">{vi.figures.show}</button>
        </p>
      </form>
      {rows.length === 0 ? <p>{t.countsNone}</p> : <Counts rows={rows} total={total} />}
      <p>
        <a href={deskCountsSheetPath(asked)} download>
          CSV
        </a>
      </p>
    </StaffPage>
  );
};
