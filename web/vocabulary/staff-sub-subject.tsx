import type { VNode } from 'preact';
import type { Subject } from '#server/vocabulary/subject.ts';
import type { SubSubjectEntry } from '#server/vocabulary/sub-subject.ts';
import { SelectField, TextField, type FieldProps, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { ChangedLine, AuthorityConflict, SHOW_OPTIONS } from '#web/frame/authority-form.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  newSubSubjectPath,
  staffListsPath,
  staffSubjectPath,
  staffSubjectsPath,
  staffSubSubjectPath,
} from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.subjectForm;
const k = vi.authorityForm;

const crumbsOf = (subject: Subject) => [
  { label: vi.lists.title, href: staffListsPath() },
  { label: t.title, href: staffSubjectsPath() },
  { label: subject.label, href: staffSubjectPath(subject.code) },
];

export interface StaffSubSubjectProps {
  readonly frame: PageFrame;
  readonly subject: Subject;
  /** Null for a new one. */
  readonly stored: SubSubjectEntry | null;
  readonly version: number;
  readonly form: FormState;
  readonly conflict: boolean;
}

export const StaffSubSubjectPage = ({
  frame,
  subject,
  stored,
  version,
  form,
  conflict,
}: StaffSubSubjectProps): VNode => {
  const field = (
    name: string,
    text: readonly string[],
  ): Pick<FieldProps, 'form' | 'name' | 'text'> => ({
    form,
    name,
    text: text as [string, string?],
  });
  const href = stored === null ? newSubSubjectPath(subject.code) : staffSubSubjectPath(stored.id);
  return (
    <StaffPage
      frame={frame}
      title={stored === null ? t.addTo(subject.label) : t.edit(stored.value.name)}
      crumbs={crumbsOf(subject)}
      errors={form.errors}
      errorTitle={k.errorTitle(Object.keys(form.errors).length)}
    >
      {conflict && <AuthorityConflict href={href} />}
      {stored !== null && (
        <>
          <p class="meta">{t.code(stored.id)}</p>
          <ChangedLine by={stored.changedBy} at={stored.changedAt} />
        </>
      )}
      <form class="stack narrow" method="post" action={href} noValidate>
        <input type="hidden" name="version" value={version} />
        <TextField {...field('name', t.name)} required />
        <TextField {...field('english', t.english)} />
        <div class="pair">
          <TextField {...field('rank', k.rank)} required short />
          <SelectField {...field('hidden', [k.show])} required options={SHOW_OPTIONS} />
        </div>
        <p>
          <button class="button">{k.save}</button>
        </p>
      </form>
    </StaffPage>
  );
};
