import type { VNode } from 'preact';
import {
  METADATA_PREFIXES,
  type ImportSourceEntry,
  type SourceState,
} from '#server/imports/import-source.ts';
import type { OaiPage } from '#server/imports/oai-page.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import {
  SelectField,
  TextField,
  type FieldProps,
  type FormState,
  type Option,
} from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  importSourceActionPath,
  importSourcePath,
  importSourcesPath,
  staffImportPath,
  staffImportsPath,
} from '#web/paths/imports.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.sources;
const IMPORTS = [{ label: vi.imports.title, href: staffImportsPath() }];

const TONES: Readonly<Record<SourceState['outcome'], Tone>> = {
  never: '',
  waiting: 'warn',
  running: 'warn',
  done: 'good',
  nothing: '',
  partial: 'warn',
  failed: 'bad',
};

export interface SourceRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly address: string;
  readonly unit: string;
  readonly nightly: boolean;
  readonly state: SourceState;
}

export interface StaffSourcesProps {
  readonly frame: PageFrame;
  readonly rows: readonly SourceRow[];
  readonly notice: string | null;
}

const SourceLine = ({ source }: { source: SourceRow }): VNode => {
  const { id, state } = source;
  return (
    <li class="task">
      <div>
        <h2>
          <a href={importSourcePath(id)}>{source.name}</a>
        </h2>
        <p class="meta">
          {[source.address, source.unit, source.nightly ? t.schedule['1'] : '']
            .filter((text) => text !== '')
            .join(' · ')}
        </p>
        <p>
          <Badge tone={TONES[state.outcome]} label={t.outcomes[state.outcome]} />{' '}
          <span class="meta">{state.at !== null && t.at(vi.units.moment(state.at))}</span>
        </p>
        {state.note !== '' && <p>{state.note}</p>}
        {state.runId !== null && (
          <p>
            <a href={staffImportPath(state.runId)}>
              {t.look}
              <span class="hidden">{vi.authorityForm.of(source.name)}</span>
            </a>
          </p>
        )}
      </div>
      <form method="post" action={importSourceActionPath(id, 'thu-thap')}>
        <input type="hidden" name="version" value={source.version} />
        <button class="button plain">
          {t.run}
          <span class="hidden">{vi.authorityForm.of(source.name)}</span>
        </button>
      </form>
    </li>
  );
};

export const StaffSourcesPage = ({ frame, rows, notice }: StaffSourcesProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    crumbs={IMPORTS}
    notice={notice}
    aside={
      <a class="button" href={importSourcePath('moi')}>
        {t.add}
      </a>
    }
  >
    <p>{t.lead}</p>
    {rows.length === 0 ? (
      <p>{t.none}</p>
    ) : (
      <ul class="rows">
        {rows.map((source) => (
          <SourceLine key={source.id} source={source} />
        ))}
      </ul>
    )}
  </StaffPage>
);

/** What a source answered when it was asked. */
export interface TestedSource {
  readonly name: string;
  readonly formats: readonly string[];
  readonly sets: OaiPage['sets'];
  readonly granularity: 'day' | 'second';
}

export interface StaffSourceFormProps {
  readonly frame: PageFrame;
  /** Null for a new one. */
  readonly stored: ImportSourceEntry | null;
  readonly version: number;
  readonly form: FormState;
  /** Units the actor imports for. */
  readonly units: readonly Option[];
  readonly tested: TestedSource | null;
  readonly conflict: boolean;
}

const PREFIXES: readonly Option[] = [
  { value: '', label: t.best },
  ...METADATA_PREFIXES.map((value) => ({ value, label: value })),
];
const yesNo = (words: { readonly '': string; readonly '1': string }): readonly Option[] => [
  { value: '', label: words[''] },
  { value: '1', label: words['1'] },
];

const Tested = ({ tested }: { tested: TestedSource }): VNode => (
  <section class="notice good" role="status" aria-labelledby="thu-nguon">
    <h2 id="thu-nguon">{t.tested(tested.name)}</h2>
    <p>
      {t.formats(tested.formats.join(', '))} {t.precision[tested.granularity]}
    </p>
    {tested.sets.length === 0 ? (
      <p>{t.noSets}</p>
    ) : (
      <details>
        <summary>{t.sets}</summary>
        <ul>
          {tested.sets.map(({ spec, name }) => (
            <li key={spec}>
              <code>{spec}</code> {name}
            </li>
          ))}
        </ul>
      </details>
    )}
  </section>
);

const SourceForm = ({
  stored,
  version,
  form,
  units,
  tested,
}: Omit<StaffSourceFormProps, 'frame' | 'conflict'>): VNode => {
  const field = (
    name: string,
    text: readonly string[],
  ): Pick<FieldProps, 'form' | 'name' | 'text'> => ({
    form,
    name,
    text: text as [string, string?],
  });
  return (
    <form
      class="stack narrow"
      method="post"
      action={importSourcePath(stored?.id ?? 'moi')}
      noValidate
    >
      <input type="hidden" name="version" value={version} />
      <TextField {...field('name', t.name)} required />
      <TextField {...field('address', t.address)} required autocomplete="url" />
      <TextField {...field('set', t.set)} {...(tested === null ? {} : { list: 'tap-hop' })} />
      <SelectField {...field('prefix', t.prefix)} options={PREFIXES} choosing />
      {tested !== null && (
        <datalist id="tap-hop">
          {tested.sets.map(({ spec, name }) => (
            <option key={spec} value={spec} label={name} />
          ))}
        </datalist>
      )}
      <SelectField {...field('unit', t.unit)} options={units} required />
      <SelectField {...field('withFiles', t.withFiles)} options={yesNo(t.files)} choosing />
      <SelectField {...field('nightly', t.nightly)} options={yesNo(t.schedule)} choosing />
      <SelectField {...field('newByItself', t.newByItself)} options={yesNo(t.news)} choosing />
      <p class="help">{t.saveNote}</p>
      <p class="row">
        <button class="button">{t.save}</button>{' '}
        <button class="button plain" name="viec" value="thu">
          {t.test}
        </button>
      </p>
    </form>
  );
};

const RemoveForm = ({ stored }: { stored: ImportSourceEntry }): VNode => (
  <details class="card">
    <summary>{t.removeTitle}</summary>
    <form class="stack" method="post" action={importSourceActionPath(stored.id, 'xoa')}>
      <p>{t.removeNote}</p>
      <input type="hidden" name="version" value={stored.version} />
      <p>
        <button class="button plain">{t.remove}</button>
      </p>
    </form>
  </details>
);

export const StaffSourceFormPage = (props: StaffSourceFormProps): VNode => {
  const { frame, stored, form, tested, conflict } = props;
  return (
    <StaffPage
      frame={frame}
      title={stored === null ? t.add : t.edit}
      crumbs={[...IMPORTS, { label: t.title, href: importSourcesPath() }]}
      errors={form.errors}
      errorTitle={t.errorTitle(Object.keys(form.errors).length)}
    >
      {conflict && (
        <p class="notice bad" role="alert">
          {t.conflict}
        </p>
      )}
      {tested !== null && <Tested tested={tested} />}
      <SourceForm {...props} />
      {stored !== null && <RemoveForm stored={stored} />}
    </StaffPage>
  );
};
