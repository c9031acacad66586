import type { VNode } from 'preact';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
import type { FormErrors } from '#web/frame/form-field.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { Hit, type HitView } from '#web/items/item-hit.tsx';
import { FormSigns } from '#web/open-forms/form-signs.tsx';
import { answersPath, askPath } from '#web/paths/questions.ts';
import { homePath } from '#web/paths/site.ts';
import { useText } from '#web/text/use-text.ts';
import { described, ReaderField } from '#web/frame/reader-field.tsx';

export interface AskValues {
  readonly text: string;
  readonly locality: string;
  readonly email: string;
  readonly phone: string;
}

export interface AskProps {
  readonly frame: PageFrame;
  readonly values: AskValues;
  readonly errors: FormErrors;
  /** What the form carries to be told from spam. */
  readonly token: string;
  /** What is near the question; null before it was looked for. */
  readonly nearest: readonly HitView[] | null;
  /** The words that were looked for. */
  readonly searched: string;
  /** Names of communes to choose from. */
  readonly communes: readonly string[];
  /** Working days in which questions are answered. */
  readonly days: number;
}

const Nearest = ({ nearest, searched }: Pick<AskProps, 'nearest' | 'searched'>): VNode | null => {
  const t = useText().askQuestion;
  if (nearest === null) return null;
  if (nearest.length === 0) return <p class="notice">{t.nothingNear}</p>;
  return (
    <section class="stack" aria-labelledby="gan-h">
      <h2 id="gan-h">{t.nearTitle}</h2>
      <p>{t.nearText}</p>
      <ul class="hits">
        {nearest.map((hit) => (
          <Hit key={hit.card.id} hit={hit} q={searched} />
        ))}
      </ul>
    </section>
  );
};

const Reach = ({ values, errors }: Pick<AskProps, 'values' | 'errors'>): VNode => {
  const t = useText().askQuestion;
  return (
    <fieldset class="stack" aria-describedby="lien-he-g">
      <legend>{t.reach}</legend>
      <p class="help" id="lien-he-g">
        {t.reachHelp}
      </p>
      <ReaderField name="email" label={t.email} error={errors['email']}>
        <input
          {...described({ name: 'email', label: t.email, error: errors['email'] })}
          type="email"
          autocomplete="email"
          value={values.email}
        />
      </ReaderField>
      <ReaderField name="phone" label={t.phone} error={errors['phone']}>
        <input
          {...described({ name: 'phone', label: t.phone, error: errors['phone'] })}
          type="tel"
          autocomplete="tel"
          class="short"
          value={values.phone}
        />
      </ReaderField>
    </fieldset>
  );
};

const Form = ({ values, errors, token, nearest, communes }: AskProps): VNode => {
  const t = useText().askQuestion;
  const text = { name: 'text', label: t.question, help: t.questionHelp, error: errors['text'] };
  const locality = {
    name: 'locality',
    label: t.commune,
    help: t.communeHelp,
    error: errors['locality'],
  };
  return (
    <form class="card stack" method="post" action={askPath()} noValidate data-island="form-work">
      {nearest !== null && <h2>{t.look}</h2>}
      <ReaderField {...text}>
        <textarea {...described(text)} rows={7} required>
          {values.text}
        </textarea>
      </ReaderField>
      <ReaderField {...locality}>
        <input {...described(locality)} list="cac-xa" autocomplete="off" value={values.locality} />
        <datalist id="cac-xa">
          {communes.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </ReaderField>
      <Reach values={values} errors={errors} />
      <FormSigns token={token} trap={t.trap} />
      <p>
        <button class="button" name="step" value={nearest === null ? 'look' : 'send'}>
          {nearest === null ? t.next : t.send}
        </button>
      </p>
    </form>
  );
};

/** A question, what may answer it already, and the way to send it: no account, no script needed. */
export const AskPage = (p: AskProps): VNode => {
  const { askQuestion: t, frame: words } = useText();
  const failed = Object.keys(p.errors).length > 0;
  return (
    <Frame
      {...p.frame}
      title={failed ? `${t.failed}: ${t.formTitle}` : t.formTitle}
      description={t.lead}
      island
      crumbs={[
        { label: words.home, href: homePath() },
        { label: t.title, href: answersPath() },
      ]}
    >
      <main class="wrap" id="noi-dung">
        <div class="stack narrow">
          <h1>{t.formTitle}</h1>
          {p.nearest === null && (
            <p>
              {t.lead} {t.days(p.days)}
            </p>
          )}
          <ErrorSummary heading={t.failed} errors={p.errors} />
          <Nearest nearest={p.nearest} searched={p.searched} />
          <Form {...p} />
        </div>
      </main>
    </Frame>
  );
};
