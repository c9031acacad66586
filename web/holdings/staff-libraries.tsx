import type { VNode } from 'preact';
import type { LibraryEntry } from '#server/holdings/library.ts';
import { LIBRARY_KINDS } from '#server/holdings/library.ts';
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
  holdingImportPath,
  libraryEditPath,
  libraryPath,
  librariesPath,
} from '#web/paths/holdings.ts';
import { staffListsPath } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.libraries;

export interface LibraryRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly address: string;
  readonly unit: string;
  readonly closed: boolean;
}

export interface StaffLibrariesProps {
  readonly frame: PageFrame;
  readonly rows: readonly LibraryRow[];
  readonly notice: string | null;
  readonly mayAdd: boolean;
  /** Keeps the register of some place. */
  readonly mayImport: boolean;
}

const LISTS = [{ label: vi.lists.title, href: staffListsPath() }];

const LibraryLine = ({ library }: { library: LibraryRow }): VNode => (
  <li class="task">
    <div>
      <h2>
        <a href={libraryPath(library.id)}>{library.name}</a>
      </h2>
      <p class="meta">
        {[library.kind, library.unit, library.address].filter((s) => s !== '').join(' · ')}
      </p>
      {library.closed && (
        <p>
          <Badge tone="warn" label={t.closedBadge} />
        </p>
      )}
    </div>
  </li>
);

export const StaffLibrariesPage = ({
  frame,
  rows,
  notice,
  mayAdd,
  mayImport,
}: StaffLibrariesProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    crumbs={LISTS}
    notice={notice}
    aside={
      mayAdd && (
        <a class="button" href={libraryEditPath('moi')}>
          {t.add}
        </a>
      )
    }
  >
    <p>{t.lead}</p>
    {mayImport && (
      <p>
        <a href={holdingImportPath()}>{vi.holdingImport.title}</a>
      </p>
    )}
    {rows.length === 0 ? (
      <p>{t.none}</p>
    ) : (
      <ul class="rows">
        {rows.map((library) => (
          <LibraryLine key={library.id} library={library} />
        ))}
      </ul>
    )}
  </StaffPage>
);

export interface StaffLibraryFormProps {
  readonly frame: PageFrame;
  /** Null for a new one. */
  readonly stored: LibraryEntry | null;
  readonly version: number;
  readonly form: FormState;
  /** Units the actor may keep places for. */
  readonly units: readonly Option[];
  readonly conflict: boolean;
}

const KINDS = LIBRARY_KINDS.map((value) => ({ value, label: t.kinds[value] }));
const CLOSED_OPTIONS: readonly Option[] = [
  { value: '', label: t.open },
  { value: '1', label: t.shut },
];

const LibraryForm = ({
  stored,
  version,
  form,
  units,
}: Pick<StaffLibraryFormProps, 'stored' | 'version' | 'form' | 'units'>): VNode => {
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
      action={libraryEditPath(stored?.id ?? 'moi')}
      noValidate
    >
      <input type="hidden" name="version" value={version} />
      <TextField {...field('name', t.name)} required />
      <div class="pair">
        <SelectField {...field('kind', t.kind)} required options={KINDS} />
        <SelectField {...field('unit', t.unit)} required options={units} />
      </div>
      <TextField {...field('address', t.address)} required />
      <TextField {...field('hours', t.hours)} />
      <div class="pair">
        <TextField {...field('phone', t.phone)} />
        <TextField {...field('keeper', t.keeper)} />
      </div>
      <TextArea {...field('founded', t.founded)} rows={2} />
      <SelectField {...field('closed', t.closed)} required options={CLOSED_OPTIONS} />
      <p>
        <button class="button">{vi.authorityForm.save}</button>
      </p>
    </form>
  );
};

export const StaffLibraryFormPage = (props: StaffLibraryFormProps): VNode => {
  const { frame, stored, form, conflict } = props;
  return (
    <StaffPage
      frame={frame}
      title={stored === null ? t.add : t.edit}
      crumbs={[
        ...LISTS,
        { label: t.title, href: librariesPath() },
        ...(stored === null ? [] : [{ label: stored.value.name, href: libraryPath(stored.id) }]),
      ]}
      errors={form.errors}
      errorTitle={t.errorTitle(Object.keys(form.errors).length)}
    >
      {conflict && (
        <p class="notice bad" role="alert">
          {t.conflict}
        </p>
      )}
      <LibraryForm {...props} />
    </StaffPage>
  );
};
