import type { VNode } from 'preact';
import { markedRuns } from '#server/questions/redaction.ts';
import type { Question } from '#server/questions/question.ts';
import { SUSPECT_LABELS } from '#server/questions/question-labels.ts';
import {
  ChoiceField,
  oneValue,
  SelectField,
  TextArea,
  TextField,
  type FormState,
  type Option,
} from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { questionActionPath, staffQuestionPath, staffQuestionsPath } from '#web/paths/questions.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.questions.publish;
const label = (text: readonly string[]): readonly [string, string?] => text as [string, string?];

export interface StaffPublishProps {
  readonly frame: PageFrame;
  readonly question: Pick<Question, 'id' | 'number' | 'version'>;
  readonly form: FormState;
  readonly subjects: readonly Option[];
  readonly audiences: readonly Option[];
}

/** A text with what looks like a person's data marked, each with what it looks like. */
const MarkedText = ({ heading, text }: { heading: string; text: string }): VNode | null => {
  const runs = markedRuns(text);
  if (!runs.some(({ kind }) => kind !== null)) return null;
  return (
    <>
      <h3>{heading}</h3>
      <p class="typed">
        {runs.map(({ text: run, kind }, i) =>
          kind === null ? (
            run
          ) : (
            <mark key={i}>
              {run}
              <small> ({SUSPECT_LABELS[kind]})</small>
            </mark>
          ),
        )}
      </p>
    </>
  );
};

const Marks = ({ form: { values } }: Pick<StaffPublishProps, 'form'>): VNode => {
  const parts = [
    [t.fields.title[0]!, oneValue(values, 'title')],
    [t.inQuestion, oneValue(values, 'question')],
    [t.inAnswer, oneValue(values, 'answer')],
  ] as const;
  const any = parts.some(([, text]) => markedRuns(text).some(({ kind }) => kind !== null));
  return (
    <section class="card stack" aria-labelledby="danh-dau-h">
      <h2 id="danh-dau-h">{t.marks}</h2>
      {any ? (
        parts.map(([heading, text]) => <MarkedText key={heading} heading={heading} text={text} />)
      ) : (
        <p>{t.marksNone}</p>
      )}
      <p>
        <button class="button plain" form="cong-bo" name="act" value="mark">
          {t.again}
        </button>
      </p>
    </section>
  );
};

const Looked = ({ form }: Pick<StaffPublishProps, 'form'>): VNode => (
  <div class={`field${form.errors['looked'] === undefined ? '' : ' wrong'}`}>
    {form.errors['looked'] !== undefined && (
      <p class="error" id="looked-l">
        {form.errors['looked']}
      </p>
    )}
    <label class="choice">
      <input
        id="looked"
        type="checkbox"
        name="looked"
        value="1"
        aria-describedby={form.errors['looked'] === undefined ? undefined : 'looked-l'}
      />{' '}
      {t.looked}
    </label>
  </div>
);

const PublishForm = (p: StaffPublishProps): VNode => {
  const { question, form } = p;
  const f = t.fields;
  return (
    <form
      id="cong-bo"
      class="stack"
      method="post"
      action={questionActionPath(question.id, 'cong-bo')}
      noValidate
    >
      <input type="hidden" name="version" value={question.version} />
      <TextField form={form} name="title" text={label(f.title)} required />
      <TextArea form={form} name="question" text={label(f.question)} required rows={6} />
      <TextArea form={form} name="answer" text={label(f.answer)} required rows={12} />
      <TextArea form={form} name="abstract" text={label(f.abstract)} required rows={3} />
      <SelectField
        form={form}
        name="subject"
        text={label(f.subject)}
        required
        options={p.subjects}
      />
      <ChoiceField
        form={form}
        name="audiences"
        text={label(f.audiences)}
        kind="checkbox"
        options={p.audiences}
      />
      <Looked form={form} />
      <p>
        <button class="button" name="act" value="send">
          {t.send}
        </button>
      </p>
    </form>
  );
};

/** The step between a private answer and one for everybody: what tells of a person goes. */
export const StaffPublishPage = (p: StaffPublishProps): VNode => {
  const { question, form } = p;
  return (
    <StaffPage
      frame={p.frame}
      title={t.title(question.number)}
      crumbs={[
        { label: vi.questions.title, href: staffQuestionsPath() },
        {
          label: vi.followQuestion.title(question.number),
          href: staffQuestionPath(question.id),
        },
      ]}
      errors={form.errors}
      errorTitle={t.failed}
    >
      <p class="narrow">{t.lead}</p>
      <div class="split">
        <PublishForm {...p} />
        <Marks form={form} />
      </div>
    </StaffPage>
  );
};
