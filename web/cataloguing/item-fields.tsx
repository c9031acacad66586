import type { VNode } from 'preact';
import { LANGUAGES } from '#server/base/language.ts';
import type { NameKind } from '#server/cataloguing/name-list.ts';
import { RIGHTS } from '#server/items/rights.ts';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import { isSubSubject, mainSubject, type SubSubjectEntry } from '#server/vocabulary/sub-subject.ts';
import { VALIDITY } from '#server/items/validity.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import { staffNameSuggestPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';
import {
  ChoiceField,
  manyValues,
  oneValue,
  SelectField,
  TextArea,
  TextField,
  type FormState,
} from '#web/frame/form-field.tsx';
import { termOptions } from '#web/frame/term-options.ts';

const f = vi.fields;

interface FieldsProps {
  readonly form: FormState;
}

/** The commonest names of each list: offered without script, others while somebody types. */
export type NameOffers = Readonly<Record<NameKind, readonly string[]>>;
interface NamedFieldsProps extends FieldsProps {
  readonly offers: NameOffers;
}

/** A field that offers names other items have. */
const NameField = ({
  form,
  offers,
  name,
  kind,
  text,
}: NamedFieldsProps & {
  name: string;
  kind: NameKind;
  text: readonly [string, string?];
}): VNode => (
  <>
    <TextField form={form} name={name} text={text} list={`${name}-ds`} />
    <datalist id={`${name}-ds`} data-names={staffNameSuggestPath(kind)}>
      {offers[kind].map((value) => (
        <option key={value} value={value} />
      ))}
    </datalist>
  </>
);

const options = (list: readonly { readonly code: string; readonly label: string }[]) =>
  list.map(({ code, label }) => ({ value: code, label }));
/** Until a genre is chosen the form must not look as if one were. */
const NO_GENRE = { value: '', label: vi.edit.chooseGenre };
const LANGUAGE_OPTIONS = options(LANGUAGES);
const RIGHTS_OPTIONS = options(RIGHTS);
const VALIDITY_OPTIONS = options(VALIDITY);
const SUBJECT_OPTIONS = options(SUBJECTS);

/** Boxes of the sub-subjects of one subject; a hidden one only where the item has it already. */
const PartField = ({
  label,
  open,
  subSubjects,
  chosen,
}: {
  label: string;
  open: boolean;
  subSubjects: readonly SubSubjectEntry[];
  chosen: readonly string[];
}): VNode => (
  <details open={open}>
    <summary>{vi.subjectForm.onItem(label)}</summary>
    <div class="options" role="group" aria-label={vi.subjectForm.onItem(label)}>
      {subSubjects.map(({ id, value }) => (
        <label class="choice" key={id}>
          <input type="checkbox" name="subjects" value={id} checked={chosen.includes(id)} />{' '}
          {value.name}
          {value.hidden && ` (${vi.authorityForm.hidden.toLowerCase()})`}
        </label>
      ))}
    </div>
  </details>
);

/**
 * A fold hides the forty-five boxes and shows how many are chosen; it is open while none is. The
 * sub-subjects of each subject stand below, open where their subject is chosen.
 */
const SubjectField = ({
  form,
  subSubjects,
}: FieldsProps & { subSubjects: readonly SubSubjectEntry[] }): VNode => {
  const values = manyValues(form.values, 'subjects');
  const chosen = values.filter((code) => !isSubSubject(code)).length;
  const offered = Map.groupBy(
    subSubjects.filter(({ id, value }) => !value.hidden || values.includes(id)),
    ({ id }) => mainSubject(id),
  );
  return (
    <details class="choices" open={chosen === 0 || form.errors['subjects'] !== undefined}>
      <summary>
        {f.subjects[0]}: {chosen === 0 ? vi.edit.chooseSubjects : vi.edit.chosen(chosen)}
      </summary>
      <ChoiceField
        form={form}
        name="subjects"
        text={f.subjects}
        required
        kind="checkbox"
        options={SUBJECT_OPTIONS}
      />
      {SUBJECTS.filter(({ code }) => offered.has(code)).map(({ code, label }) => (
        <PartField
          key={code}
          label={label}
          open={values.some((value) => mainSubject(value) === code)}
          subSubjects={offered.get(code)!}
          chosen={values}
        />
      ))}
    </details>
  );
};

const ValidityFields = ({ form }: FieldsProps): VNode => (
  <>
    <ChoiceField
      form={form}
      name="validityState"
      text={f.validityState}
      required
      kind="radio"
      options={VALIDITY_OPTIONS}
    />
    <div class="pair">
      <TextField form={form} name="validityFrom" text={f.validityFrom} short />
      <TextField form={form} name="validityTo" text={f.validityTo} short />
      <TextField form={form} name="validityReviewedAt" text={f.validityReviewedAt} short />
    </div>
    <TextField form={form} name="validityReason" text={f.validityReason} />
  </>
);

const LanguageAndRights = ({ form }: FieldsProps): VNode => (
  <>
    <SelectField
      form={form}
      name="language"
      text={f.language}
      required
      options={LANGUAGE_OPTIONS}
    />
    <SelectField
      form={form}
      name="rightsKind"
      text={f.rightsKind}
      required
      options={RIGHTS_OPTIONS}
    />
    <TextField form={form} name="rightsNote" text={f.rightsNote} />
  </>
);

/** What can be chosen from the authority lists; hidden terms only where the item has them. */
const GenreField = ({ form, genres }: FieldsProps & Pick<Vocabulary, 'genres'>): VNode => {
  const chosen = oneValue(form.values, 'genre');
  const offered = termOptions(genres, [chosen]);
  return (
    <SelectField
      form={form}
      name="genre"
      text={f.genre}
      required
      options={chosen === '' ? [NO_GENRE, ...offered] : offered}
    />
  );
};

/** What has no value that could be right for most items. */
export const NamingFields = ({
  form,
  vocabulary: { genres, parts: subSubjects },
}: FieldsProps & { vocabulary: Vocabulary }): VNode => (
  <>
    <TextArea form={form} name="title" text={f.title} required rows={2} />
    <GenreField form={form} genres={genres} />
    <TextArea form={form} name="compilers" text={f.compilers} required rows={2} />
    <TextField form={form} name="issued" text={f.issued} required short />
    <TextArea form={form} name="abstract" text={f.abstract} required rows={5} />
    <SubjectField form={form} subSubjects={subSubjects} />
  </>
);

/** What begins with a value that is right for most items. */
export const StandingFields = ({ form }: FieldsProps): VNode => (
  <>
    <ValidityFields form={form} />
    <LanguageAndRights form={form} />
  </>
);

export const RequiredFields = ({
  form,
  offers,
  vocabulary: { genres, parts: subSubjects },
}: NamedFieldsProps & { vocabulary: Vocabulary }): VNode => (
  <>
    <TextArea form={form} name="title" text={f.title} required rows={2} />
    <GenreField form={form} genres={genres} />
    <TextArea form={form} name="compilers" text={f.compilers} required rows={2} />
    <NameField
      form={form}
      offers={offers}
      name="compilersAdd"
      kind="compiler"
      text={vi.nameLists.add.compiler}
    />
    <TextField form={form} name="issued" text={f.issued} required short />
    <ValidityFields form={form} />
    <TextArea form={form} name="abstract" text={f.abstract} required rows={5} />
    <SubjectField form={form} subSubjects={subSubjects} />
    <LanguageAndRights form={form} />
  </>
);

const LAW_ROWS = { fewest: 4, most: 12 };

/** A row for each cited law, and one more to write in. */
export const LawFields = ({ form }: FieldsProps): VNode => {
  const lines = oneValue(form.values, 'lawRefs').split('\n').length + 1;
  const rows = Math.min(Math.max(lines, LAW_ROWS.fewest), LAW_ROWS.most);
  return <TextArea form={form} name="lawRefs" text={f.lawRefs} rows={rows} listed />;
};

export const MoreFields = ({
  form,
  offers,
  vocabulary: { audiences },
}: NamedFieldsProps & { vocabulary: Vocabulary }): VNode => (
  <>
    <ChoiceField
      form={form}
      name="audiences"
      text={f.audiences}
      kind="checkbox"
      options={termOptions(audiences, manyValues(form.values, 'audiences'))}
    />
    <TextArea form={form} name="keywords" text={f.keywords} rows={2} />
    <NameField
      form={form}
      offers={offers}
      name="keywordsAdd"
      kind="keyword"
      text={vi.nameLists.add.keyword}
    />
    <TextField form={form} name="altTitle" text={f.altTitle} />
    <NameField form={form} offers={offers} name="publisher" kind="publisher" text={f.publisher} />
    <div class="pair">
      <TextField form={form} name="edition" text={f.edition} />
      <TextField form={form} name="isbn" text={f.isbn} />
      <TextField form={form} name="extent" text={f.extent} />
      <TextField form={form} name="volume" text={f.volume} />
    </div>
    <NameField form={form} offers={offers} name="series" kind="series" text={f.series} />
    <TextField form={form} name="place" text={f.place} />
    <TextField form={form} name="source" text={f.source} />
    <TextField form={form} name="nationalUrl" text={f.nationalUrl} />
    <TextField form={form} name="identifier" text={f.identifier} />
  </>
);

export const ApprovalFields = ({ form }: FieldsProps): VNode => (
  <div class="pair">
    <TextField form={form} name="approvalBy" text={f.approvalBy} />
    <TextField form={form} name="approvalPosition" text={f.approvalPosition} />
    <TextField form={form} name="approvalDate" text={f.approvalDate} />
    <TextField form={form} name="approvalDocumentNumber" text={f.approvalDocumentNumber} />
  </div>
);
