import type { VNode } from 'preact';
import type { Citation } from '#server/questions/question.ts';
import { SelectField, TextArea, type FormState, type Option } from '#web/frame/form-field.tsx';
import { Marked } from '#web/frame/marked.tsx';
import type { TextRun } from '#server/search/search-query.ts';
import { questionActionPath } from '#web/paths/questions.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.questions.compose;

/** Something that an answer may rest on, one press away. */
export interface SourceView {
  readonly citation: Citation;
  /** The words of the passage; none for a law by its number. */
  readonly runs: readonly TextRun[];
}

export interface ComposeView {
  readonly form: FormState;
  readonly citations: readonly Citation[];
  readonly find: string;
  /** Null before anything was looked for. */
  readonly found: readonly SourceView[] | null;
  readonly subjects: readonly Option[];
  readonly templates: readonly Option[];
}

const label = (text: readonly string[]): readonly [string, string?] => text as [string, string?];

const Cited = ({ citations }: Pick<ComposeView, 'citations'>): VNode | null =>
  citations.length === 0 ? null : (
    <section class="stack" aria-labelledby="can-cu-h">
      <h3 id="can-cu-h">{t.citations}</h3>
      <ol class="numbered">
        {citations.map((citation, i) => (
          <li key={i}>
            <input type="hidden" name="citation" value={JSON.stringify(citation)} />
            {citation.label}{' '}
            {citation.href !== '' && (
              <a href={citation.href} target="_blank" rel="noopener">
                {t.open}
                <span class="hidden">: {citation.label}</span>
              </a>
            )}{' '}
            <button class="linklike" name="act" value={`drop:${i}`}>
              {t.remove}
              <span class="hidden">: {citation.label}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );

const Found = ({ found }: Pick<ComposeView, 'found'>): VNode | null => {
  if (found === null) return null;
  return (
    <div class="stack" role="status">
      <p>{found.length === 0 ? t.foundNone : t.found(found.length)}</p>
      <ul class="rows">
        {found.map(({ citation, runs }, i) => (
          <li class="source-row" key={i}>
            <div>
              <h4>
                {citation.href === '' ? (
                  citation.label
                ) : (
                  <a href={citation.href} target="_blank" rel="noopener">
                    {citation.label}
                  </a>
                )}
              </h4>
              {runs.length > 0 && (
                <p>
                  <Marked runs={runs} />
                </p>
              )}
            </div>
            <button class="button plain" name="act" value={`cite:${JSON.stringify(citation)}`}>
              {t.cite}
              <span class="hidden">: {citation.label}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

const Templates = ({ templates }: Pick<ComposeView, 'templates'>): VNode | null =>
  templates.length <= 1 ? null : (
    <div class="field">
      <label for="template">{t.template}</label>
      <p class="row">
        <select id="template" name="template">
          {templates.map((o) => (
            <option key={o.value} value={o.value}>
              {o.label}
            </option>
          ))}
        </select>{' '}
        <button class="button plain" name="act" value="template">
          {t.useTemplate}
        </button>
      </p>
    </div>
  );

const Find = ({ find }: Pick<ComposeView, 'find'>): VNode => (
  <div class="field search-box">
    <label for="find">{t.find[0]}</label>
    <p class="help" id="find-g">
      {t.find[1]}
    </p>
    <div>
      <input
        id="find"
        name="find"
        value={find}
        maxLength={300}
        autocomplete="off"
        aria-describedby="find-g"
      />
      <button class="button plain" name="act" value="find">
        {t.findButton}
      </button>
    </div>
  </div>
);

/** Write the answer beside what it may rest on. One form: nothing typed is lost by looking. */
export const Compose = ({
  id,
  version,
  compose,
}: {
  id: string;
  version: number;
  compose: ComposeView;
}): VNode => {
  const { form } = compose;
  return (
    <form
      class="card stack"
      method="post"
      action={questionActionPath(id, 'soan')}
      noValidate
      aria-labelledby="soan-h"
    >
      <h2 id="soan-h">{t.title}</h2>
      <input type="hidden" name="version" value={version} />
      {/* What the enter key does in the field of the search. */}
      <button class="hidden" name="act" value="find" tabIndex={-1}>
        {t.findButton}
      </button>
      <TextArea form={form} name="answer" text={label(t.answer)} required rows={12} />
      <SelectField
        form={form}
        name="subject"
        text={label(t.subject)}
        required
        options={compose.subjects}
      />
      <Cited citations={compose.citations} />
      <Templates templates={compose.templates} />
      <Find find={compose.find} />
      <Found found={compose.found} />
      <p class="row">
        <button class="button" name="act" value="submit">
          {t.submit}
        </button>{' '}
        <button class="button plain" name="act" value="save">
          {t.save}
        </button>
      </p>
    </form>
  );
};
