import type { VNode } from 'preact';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';
import {
  ApprovalFields,
  LawFields,
  MoreFields,
  NamingFields,
  StandingFields,
  type NameOffers,
} from '#web/cataloguing/item-fields.tsx';
import { Likenesses, type LikenessView } from '#web/cataloguing/likeness.tsx';
import type { FormErrors, FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { staffItemActionPath } from '#web/paths/cataloguing.ts';
import { approvalPath } from '#web/paths/workflow.ts';
import { sayPath } from '#web/paths/sending.ts';
import { vi } from '#web/text/vi.ts';
import { Road } from './road.tsx';

const t = vi.sending;

/** Fields that stand in a fold; it is open where one of them is wrong. */
const GIVEN = ['validity', 'language', 'rights'];

export interface SayWhatProps {
  readonly frame: PageFrame;
  readonly id: string;
  readonly version: number;
  readonly form: FormState;
  /** What is still mandatory, by field, as publishing says it. */
  readonly missing: FormErrors;
  readonly offers: NameOffers;
  readonly vocabulary: Vocabulary;
  readonly likeness: LikenessView;
  /** What the machine is doing with the files, if anything. */
  readonly busy: 'binding' | 'reading' | null;
  readonly returned: string;
  readonly notice: string | null;
}

/** What is missing, each line leading to its field. */
const Missing = ({ missing }: Pick<SayWhatProps, 'missing'>): VNode => {
  const list = Object.entries(missing);
  if (list.length === 0) return <p class="notice good">{t.missingNone}</p>;
  return (
    <section class="notice stack" aria-labelledby="con-thieu">
      <h2 id="con-thieu">{t.missing(list.length)}</h2>
      <ul>
        {list.map(([field, sentence]) => (
          <li key={field}>
            <a href={`#${field}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </section>
  );
};

const Folds = ({
  id,
  form,
  offers,
  vocabulary,
}: Pick<SayWhatProps, 'id' | 'form' | 'offers' | 'vocabulary'>): VNode => {
  const wrong = Object.keys(form.errors);
  const given = wrong.filter((name) => GIVEN.some((field) => name.startsWith(field)));
  const naming = ['title', 'genre', 'compilers', 'issued', 'abstract', 'subjects', 'files', ''];
  const more = wrong.filter((name) => !given.includes(name) && !naming.includes(name));
  return (
    <>
      <details class="card" open={given.length > 0}>
        <summary>{t.given}</summary>
        <div class="stack">
          <StandingFields form={form} />
        </div>
      </details>
      <details class="card" open={more.length > 0}>
        <summary>{t.more}</summary>
        <div class="stack">
          <p class="help">{vi.edit.approvalNote}</p>
          <ApprovalFields form={form} />
          <p>
            <a href={approvalPath(id)}>{vi.approval.open}</a>
          </p>
          <LawFields form={form} />
          <MoreFields form={form} offers={offers} vocabulary={vocabulary} />
        </div>
      </details>
    </>
  );
};

/** The second step: what the document is. What the machine fills in says so beside its field. */
export const SayWhatPage = (p: SayWhatProps): VNode => (
  <Road frame={p.frame} step={2} id={p.id} errors={p.form.errors} notice={p.notice}>
    <p>{t.sayLead}</p>
    {p.returned !== '' && (
      <p class="notice bad">
        <b>{vi.review.returned}</b> {p.returned}
      </p>
    )}
    {p.busy !== null && (
      <p class="notice">
        {p.busy === 'binding' && `${t.binding} `}
        {t.reading}
      </p>
    )}
    <Likenesses likeness={p.likeness} />
    <Missing missing={p.missing} />
    <form
      class="stack"
      method="post"
      action={sayPath(p.id)}
      noValidate
      data-island="item-form"
      data-autosave={staffItemActionPath(p.id, 'do-dang')}
    >
      <input type="hidden" name="version" value={p.version} />
      {/* Enter in a field goes on: the first button of a form is the one it presses. */}
      <button class="hidden" name="viec" value="tiep" tabIndex={-1} aria-hidden="true">
        {t.next}
      </button>
      <NamingFields form={p.form} vocabulary={p.vocabulary} />
      <Folds id={p.id} form={p.form} offers={p.offers} vocabulary={p.vocabulary} />
      <p class="row">
        <button class="button" name="viec" value="tiep">
          {t.next}
        </button>
        <button class="button plain" name="viec" value="goi-y">
          {t.suggest}
        </button>
        <button class="button plain" name="viec" value="lui">
          {t.backToFiles}
        </button>
      </p>
      <p class="meta" role="status" data-autosave-status={JSON.stringify(vi.unsaved.script)} />
    </form>
  </Road>
);
