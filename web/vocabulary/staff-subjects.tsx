import type { VNode } from 'preact';
import type { Subject } from '#server/vocabulary/subject.ts';
import type { SubjectNoteEntry } from '#server/vocabulary/subject-note.ts';
import type { SubSubjectEntry } from '#server/vocabulary/sub-subject.ts';
import { Badge } from '#web/frame/badge.tsx';
import { TextArea, TextField, type FieldProps, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { ChangedLine, AuthorityConflict } from '#web/frame/authority-form.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  newSubSubjectPath,
  staffListsPath,
  staffSubjectPath,
  staffSubjectsPath,
  staffSubSubjectPath,
} from '#web/paths/vocabulary.ts';
import { subjectPath } from '#web/paths/site.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.subjectForm;
const k = vi.authorityForm;

const LISTS = [{ label: vi.lists.title, href: staffListsPath() }];
const SUBJECTS_CRUMBS = [...LISTS, { label: t.title, href: staffSubjectsPath() }];

export interface StaffSubjectsProps {
  readonly frame: PageFrame;
  /**
   * How many sub-subjects each subject has and how many are hidden; its rank on the home page,
   * null for none of its own.
   */
  readonly rows: readonly {
    readonly subject: Subject;
    readonly subSubjects: number;
    readonly hidden: number;
    readonly rank: number | null;
  }[];
}

export const StaffSubjectsPage = ({ frame, rows }: StaffSubjectsProps): VNode => (
  <StaffPage frame={frame} title={t.title} crumbs={LISTS}>
    <p class="narrow">{t.lead}</p>
    <ul class="rows">
      {rows.map(({ subject, subSubjects, hidden, rank }) => (
        <li class="task" key={subject.code}>
          <div>
            <h2>
              <a href={staffSubjectPath(subject.code)}>
                {subject.code} {subject.label}
              </a>
            </h2>
            <p class="meta">
              {[
                t.count(subSubjects),
                ...(hidden === 0 ? [] : [t.hiddenCount(hidden)]),
                ...(rank === null ? [] : [t.ranked(rank)]),
              ].join(', ')}
            </p>
          </div>
        </li>
      ))}
    </ul>
  </StaffPage>
);

export interface StaffSubjectProps {
  readonly frame: PageFrame;
  readonly subject: Subject;
  /** What is said of it; version 0 before anybody said anything. */
  readonly note: SubjectNoteEntry;
  readonly form: FormState;
  /** By rank, hidden ones too. */
  readonly subSubjects: readonly SubSubjectEntry[];
  readonly notice: string | null;
  readonly conflict: boolean;
  readonly mayEdit: boolean;
}

const SubSubjectRow = ({
  subSubject: { id, value, changedBy, changedAt },
  mayEdit,
}: {
  subSubject: SubSubjectEntry;
  mayEdit: boolean;
}): VNode => (
  <li class="task">
    <div>
      <h3>{mayEdit ? <a href={staffSubSubjectPath(id)}>{value.name}</a> : value.name}</h3>
      <p class="row">
        {value.hidden ? (
          <Badge tone="warn" label={k.hidden} />
        ) : (
          <Badge tone="good" label={k.shown} />
        )}{' '}
        <span class="meta">{id}</span>
        {value.english !== '' && (
          <span class="meta" lang="en">
            {value.english}
          </span>
        )}
      </p>
      <ChangedLine by={changedBy} at={changedAt} />
    </div>
  </li>
);

const NoteForm = ({ subject, note, form }: StaffSubjectProps): VNode => {
  const field = (
    name: string,
    text: readonly string[],
  ): Pick<FieldProps, 'form' | 'name' | 'text'> => ({
    form,
    name,
    text: text as [string, string?],
  });
  return (
    <form class="stack narrow" method="post" action={staffSubjectPath(subject.code)} noValidate>
      <input type="hidden" name="version" value={note.version} />
      <TextArea {...field('intro', t.intro)} rows={3} />
      <TextArea {...field('english', t.introEnglish)} rows={3} />
      <TextField {...field('rank', t.rank)} short />
      <p>
        <button class="button">{k.save}</button>
      </p>
    </form>
  );
};

export const StaffSubjectPage = (props: StaffSubjectProps): VNode => {
  const { frame, subject, note, form, subSubjects, notice, conflict, mayEdit } = props;
  return (
    <StaffPage
      frame={frame}
      title={`${subject.code} ${subject.label}`}
      crumbs={SUBJECTS_CRUMBS}
      notice={notice}
      errors={form.errors}
      errorTitle={k.errorTitle(Object.keys(form.errors).length)}
    >
      {!mayEdit && <p class="notice">{vi.collectionForm.readOnly}</p>}
      {conflict && <AuthorityConflict href={staffSubjectPath(subject.code)} />}
      <p>
        <a href={subjectPath(subject.code)}>{k.seePublic}</a>
      </p>
      <div class="head">
        <h2>{t.subSubjects}</h2>
        {mayEdit && (
          <a class="button plain" href={newSubSubjectPath(subject.code)}>
            {t.add}
          </a>
        )}
      </div>
      {subSubjects.length === 0 ? <p>{t.none}</p> : <p class="narrow">{t.subSubjectsNote}</p>}
      <ul class="rows">
        {subSubjects.map((subSubject) => (
          <SubSubjectRow key={subSubject.id} subSubject={subSubject} mayEdit={mayEdit} />
        ))}
      </ul>
      <h2>{t.shownAs}</h2>
      <ChangedLine by={note.changedBy} at={note.changedAt} />
      {mayEdit ? (
        <NoteForm {...props} />
      ) : (
        <p class="narrow">{note.value.intro === '' ? t.noIntro : note.value.intro}</p>
      )}
    </StaffPage>
  );
};
