import type { VNode } from 'preact';
import { showMeant, WORD_GROUPS } from '#server/search/words/word-list.ts';
import type { WordPreview, WordRow } from '#server/search/words/word-record.ts';
import { Badge } from '#web/frame/badge.tsx';
import { AuthorityConflict, ChangedLine } from '#web/frame/authority-form.tsx';
import { SelectField, TextArea, TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  newWordPath,
  staffWordPath,
  staffWordsPath,
  staffWordUndoPath,
} from '#web/paths/search-words.ts';
import { staffListsPath } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.words;

export interface StaffWordProps {
  readonly frame: PageFrame;
  readonly word: WordRow;
  readonly isNew: boolean;
  /** As it was shipped; null for one of the shelf's own. */
  readonly shipped: WordRow | null;
  readonly form: FormState;
  /** Newest first. */
  readonly versions: readonly WordRow[];
  /** What saving would change; null where nobody asked. */
  readonly preview: readonly WordPreview[] | null;
  readonly conflict: boolean;
}

type Words = readonly [label: string, help?: string];
const label = (text: readonly string[]): Words => text as [string, string?];

const USE = [
  { value: '', label: t.useYes },
  { value: '1', label: t.useNo },
];

const WordForm = ({ word, isNew, form }: StaffWordProps): VNode => (
  <form
    class="stack narrow"
    method="post"
    action={isNew ? newWordPath() : staffWordPath(word.id)}
    noValidate
  >
    <input type="hidden" name="version" value={word.version} />
    <TextArea form={form} name="said" text={label(t.fields.said)} required rows={5} />
    <TextArea form={form} name="meant" text={label(t.fields.meant)} required rows={4} />
    <SelectField
      form={form}
      name="group"
      text={label(t.fields.group)}
      required
      options={WORD_GROUPS.map((name) => ({ value: name, label: name }))}
    />
    <TextField form={form} name="only" text={label(t.fields.only)} />
    <SelectField form={form} name="hidden" text={label(t.fields.hidden)} required options={USE} />
    <TextField form={form} name="test" text={label(t.fields.test)} />
    <p class="row">
      <button class="button">{t.save}</button>
      <button class="button plain" name="xem" value="1">
        {t.preview}
      </button>
    </p>
  </form>
);

const Titles = ({ titles }: { titles: readonly string[] }): VNode =>
  titles.length === 0 ? (
    <>{t.nothing}</>
  ) : (
    <ol>
      {titles.map((title, i) => (
        <li key={i}>{title}</li>
      ))}
    </ol>
  );

const Preview = ({ preview }: { preview: readonly WordPreview[] }): VNode => (
  <section aria-labelledby="xem-truoc">
    <h2 id="xem-truoc">{t.previewTitle}</h2>
    <p>{t.previewLead}</p>
    {preview.length === 0 ? (
      <p>{t.noQuestions}</p>
    ) : (
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">{t.question}</th>
            <th scope="col">{t.before}</th>
            <th scope="col">{t.after}</th>
          </tr>
        </thead>
        <tbody>
          {preview.map(({ question, before, after }) => (
            <tr key={question}>
              <th scope="row">{question}</th>
              <td data-label={t.before}>
                <Titles titles={before} />
              </td>
              <td data-label={t.after}>
                <Titles titles={after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
);

const factsOf = ({ value }: WordRow): string =>
  `${value.said.join(', ')} → ${value.meant.map(showMeant).join('; ')}${value.hidden ? ` · ${t.off}` : ''}`;

const History = ({ word, versions, shipped }: StaffWordProps): VNode => {
  const older = [...versions.slice(1), ...(shipped === null ? [] : [shipped])];
  return (
    <details>
      <summary>{t.history}</summary>
      <ol class="rows">
        {older.map((entry) => {
          const name = entry.version === 0 ? t.shippedVersion : t.version(entry.version);
          return (
            <li class="task" key={entry.version}>
              <div>
                <h3>{name}</h3>
                <p>{factsOf(entry)}</p>
                <ChangedLine by={entry.changedBy} at={entry.changedAt} />
              </div>
              <form method="post" action={staffWordUndoPath(word.id)}>
                <input type="hidden" name="version" value={word.version} />
                <input type="hidden" name="ban" value={entry.version} />
                <button class="button plain">
                  {t.takeBack}
                  <span class="hidden">: {name}</span>
                </button>
              </form>
            </li>
          );
        })}
      </ol>
    </details>
  );
};

export const StaffWordPage = (props: StaffWordProps): VNode => {
  const { frame, word, isNew, form, preview, conflict } = props;
  return (
    <StaffPage
      frame={frame}
      title={isNew ? t.add : t.edit(word.value.said[0] ?? word.id)}
      crumbs={[
        { label: vi.lists.title, href: staffListsPath() },
        { label: t.title, href: staffWordsPath() },
      ]}
      errors={form.errors}
      errorTitle={vi.authorityForm.errorTitle(Object.keys(form.errors).length)}
    >
      {conflict && <AuthorityConflict href={staffWordPath(word.id)} />}
      {word.value.hidden && (
        <p>
          <Badge tone="warn" label={t.off} />
        </p>
      )}
      <ChangedLine by={word.changedBy} at={word.changedAt} />
      {preview !== null && <Preview preview={preview} />}
      <WordForm {...props} />
      {word.version > 0 && <History {...props} />}
    </StaffPage>
  );
};
