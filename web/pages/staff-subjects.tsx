import type { VNode } from 'preact';
import type { Subject } from '#server/domain/subject.ts';
import type { SubSubjectEntry } from '#server/domain/sub-subject.ts';
import { Badge } from '../components/badge.tsx';
import { SelectField, TextField, type FieldProps, type FormState } from '../components/form-field.tsx';
import type { PageFrame } from '../components/frame.tsx';
import { ChangedLine, KeptConflict, SHOW_OPTIONS } from '../components/kept-form.tsx';
import { StaffPage } from '../components/staff-page.tsx';
import { newSubSubjectPath, staffListsPath, staffSubjectPath, staffSubjectsPath, staffSubSubjectPath, subjectPath } from '../paths.ts';
import { vi } from '../text/vi.ts';

const t = vi.subjectForm;
const k = vi.keptForm;

const LISTS = [{ label: vi.lists.title, href: staffListsPath() }];
const SUBJECTS_CRUMBS = [...LISTS, { label: t.title, href: staffSubjectsPath() }];
const crumbsOf = (subject: Subject) => [...SUBJECTS_CRUMBS, { label: subject.label, href: staffSubjectPath(subject.code) }];

export interface StaffSubjectsProps {
  readonly frame: PageFrame;
  /** How many parts each subject has, and how many of them are hidden. */
  readonly rows: readonly { readonly subject: Subject; readonly parts: number; readonly hidden: number }[];
}

export const StaffSubjectsPage = ({ frame, rows }: StaffSubjectsProps): VNode => (
  <StaffPage frame={frame} title={t.title} crumbs={LISTS}>
    <p class="narrow">{t.lead}</p>
    <ul class="rows">
      {rows.map(({ subject, parts, hidden }) => (
        <li class="task" key={subject.code}>
          <div>
            <h2><a href={staffSubjectPath(subject.code)}>{subject.code} {subject.label}</a></h2>
            <p class="meta">{[t.count(parts), ...(hidden === 0 ? [] : [t.hiddenCount(hidden)])].join(', ')}</p>
          </div>
        </li>
      ))}
    </ul>
  </StaffPage>
);

export interface StaffSubjectProps {
  readonly frame: PageFrame;
  readonly subject: Subject;
  /** By rank, hidden ones too. */
  readonly parts: readonly SubSubjectEntry[];
  readonly notice: string | null;
  readonly mayEdit: boolean;
}

export const StaffSubjectPage = ({ frame, subject, parts, notice, mayEdit }: StaffSubjectProps): VNode => (
  <StaffPage frame={frame} title={`${subject.code} ${subject.label}`} crumbs={SUBJECTS_CRUMBS} notice={notice} aside={mayEdit && <a class="button" href={newSubSubjectPath(subject.code)}>{t.add}</a>}>
    {!mayEdit && <p class="notice">{vi.collectionForm.readOnly}</p>}
    <p><a href={subjectPath(subject.code)}>{k.seePublic}</a></p>
    <h2>{t.parts}</h2>
    {parts.length === 0 ? <p>{t.none}</p> : <p class="narrow">{t.partsNote}</p>}
    <ul class="rows">
      {parts.map(({ id, value, changedBy, changedAt }) => (
        <li class="task" key={id}>
          <div>
            <h3>{mayEdit ? <a href={staffSubSubjectPath(id)}>{value.name}</a> : value.name}</h3>
            <p class="row">{value.hidden ? <Badge tone="warn" label={k.hidden} /> : <Badge tone="good" label={k.shown} />} <span class="meta">{id}</span>{value.english !== '' && <span class="meta" lang="en">{value.english}</span>}</p>
            <ChangedLine by={changedBy} at={changedAt} />
          </div>
        </li>
      ))}
    </ul>
  </StaffPage>
);

export interface StaffSubSubjectProps {
  readonly frame: PageFrame;
  readonly subject: Subject;
  /** Null for a new one. */
  readonly stored: SubSubjectEntry | null;
  readonly version: number;
  readonly form: FormState;
  readonly conflict: boolean;
}

export const StaffSubSubjectPage = ({ frame, subject, stored, version, form, conflict }: StaffSubSubjectProps): VNode => {
  const field = (name: string, text: readonly string[]): Pick<FieldProps, 'form' | 'name' | 'text'> => ({ form, name, text: text as [string, string?] });
  const href = stored === null ? newSubSubjectPath(subject.code) : staffSubSubjectPath(stored.id);
  return (
    <StaffPage frame={frame} title={stored === null ? t.addTo(subject.label) : t.edit(stored.value.name)} crumbs={crumbsOf(subject)} errors={form.errors} errorTitle={k.errorTitle(Object.keys(form.errors).length)}>
      {conflict && <KeptConflict href={href} />}
      {stored !== null && <><p class="meta">{t.code(stored.id)}</p><ChangedLine by={stored.changedBy} at={stored.changedAt} /></>}
      <form class="stack narrow" method="post" action={href} noValidate>
        <input type="hidden" name="version" value={version} />
        <TextField {...field('name', t.name)} required />
        <TextField {...field('english', t.english)} />
        <div class="pair"><TextField {...field('rank', k.rank)} required short /><SelectField {...field('hidden', [k.show])} required options={SHOW_OPTIONS} /></div>
        <p><button class="button">{k.save}</button></p>
      </form>
    </StaffPage>
  );
};
