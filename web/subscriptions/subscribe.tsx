import type { ComponentChildren, VNode } from 'preact';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
import type { FormErrors } from '#web/frame/form-field.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { described, ReaderField } from '#web/frame/reader-field.tsx';
import { FormSigns } from '#web/open-forms/form-signs.tsx';
import { SEARCH_KEYS } from '#web/paths/search.ts';
import { homePath } from '#web/paths/site.ts';
import { subscribePath } from '#web/paths/subscriptions.ts';
import type { FacetView } from '#web/search/facets.tsx';
import { useText } from '#web/text/use-text.ts';

export type What = 'all' | 'some' | 'law';
const WHATS: readonly What[] = ['all', 'some', 'law'];
const RHYTHMS = ['weekly', 'at-once'] as const;
/** Filters that the form offers; others come from a search, and stay as they are. */
const OFFERED = ['subjects', 'genres', 'units'] as const;

export interface SubscribeValues {
  readonly email: string;
  readonly what: string;
  readonly text: string;
  readonly exact: boolean;
  readonly law: string;
  readonly article: string;
  readonly rhythm: string;
}

export interface SubscribeProps {
  readonly frame: PageFrame;
  readonly values: SubscribeValues;
  readonly errors: FormErrors;
  /** What the form carries to be told from spam. */
  readonly token: string;
  /** Every filter with the values that may be chosen, those of `chosen` among them. */
  readonly facets: readonly FacetView[];
  readonly chosen: Readonly<Record<FacetView['name'], readonly string[]>>;
}

const Choices = ({
  legend,
  error,
  name,
  children,
}: {
  legend: string;
  error?: string | undefined;
  name: string;
  children: ComponentChildren;
}): VNode => (
  <fieldset
    class={error === undefined ? undefined : 'wrong'}
    aria-describedby={error === undefined ? undefined : `${name}-l`}
  >
    <legend>{legend}</legend>
    {error !== undefined && (
      <p class="error" id={`${name}-l`}>
        {error}
      </p>
    )}
    {children}
  </fieldset>
);

const Radios = ({
  name,
  legend,
  error,
  options,
  chosen,
}: {
  name: string;
  legend: string;
  error: string | undefined;
  options: readonly (readonly [value: string, label: string])[];
  chosen: string;
}): VNode => (
  <Choices legend={legend} error={error} name={name}>
    <div class="options">
      {options.map(([value, label], i) => (
        <label class="choice" key={value}>
          <input
            id={i === 0 ? name : undefined}
            type="radio"
            name={name}
            value={value}
            checked={value === chosen}
            aria-invalid={error === undefined ? undefined : 'true'}
          />{' '}
          {label}
        </label>
      ))}
    </div>
  </Choices>
);

const Filter = ({
  facet,
  legend,
  chosen,
}: {
  facet: FacetView;
  legend: string;
  chosen: readonly string[];
}): VNode | null =>
  facet.values.length === 0 ? null : (
    <details open={chosen.length > 0}>
      <summary>{legend}</summary>
      <fieldset>
        <legend class="hidden">{legend}</legend>
        <div class={facet.values.length > 6 ? 'many' : 'options'}>
          {facet.values.map(({ value, label }) => (
            <label class="choice" key={value}>
              <input
                type="checkbox"
                name={SEARCH_KEYS[facet.name]}
                value={value}
                checked={chosen.includes(value)}
              />{' '}
              {label}
            </label>
          ))}
        </div>
      </fieldset>
    </details>
  );

/** What a search chose that the form does not offer: carried along, and said. */
const Carried = ({ facets, chosen, values }: SubscribeProps): VNode | null => {
  const t = useText().subscribe;
  const others = facets.filter(
    ({ name }) => !OFFERED.some((one) => one === name) && chosen[name].length > 0,
  );
  const labels = others.flatMap(({ name, values: known }) =>
    known.filter(({ value }) => chosen[name].includes(value)).map(({ label }) => label),
  );
  const said = [...labels, ...(values.exact ? [t.exact] : [])];
  if (said.length === 0) return null;
  return (
    <p>
      {t.also}: {said.join('; ')}.
      {others.flatMap(({ name }) =>
        chosen[name].map((value) => (
          <input key={value} type="hidden" name={SEARCH_KEYS[name]} value={value} />
        )),
      )}
      {values.exact && <input type="hidden" name="dung-nguyen-van" value="1" />}
    </p>
  );
};

const Some = (p: SubscribeProps): VNode => {
  const t = useText().subscribe;
  const text = { name: 'text', label: t.words, error: p.errors['text'] };
  return (
    <details class="card stack" open={p.values.what === 'some'}>
      <summary>{t.some}</summary>
      <p class="help">{t.someHelp}</p>
      <ReaderField {...text}>
        <input {...described(text)} value={p.values.text} />
      </ReaderField>
      {OFFERED.map((name) => {
        const facet = p.facets.find((one) => one.name === name);
        return facet === undefined ? null : (
          <Filter key={name} facet={facet} legend={t[name]} chosen={p.chosen[name]} />
        );
      })}
      <Carried {...p} />
    </details>
  );
};

/** Folded while it is not what was chosen: the page is short, and works without a script. */
const Law = ({ values, errors }: SubscribeProps): VNode => {
  const t = useText().subscribe;
  const law = { name: 'law', label: t.law, help: t.lawHelp, error: errors['law'] };
  const article = {
    name: 'article',
    label: t.article,
    help: t.articleHelp,
    error: errors['article'],
  };
  return (
    <details class="card stack" open={values.what === 'law'}>
      <summary>{t.whats.law}</summary>
      <ReaderField {...law}>
        <input {...described(law)} class="short" value={values.law} />
      </ReaderField>
      <ReaderField {...article}>
        <input {...described(article)} class="short" value={values.article} />
      </ReaderField>
    </details>
  );
};

const Form = (p: SubscribeProps): VNode => {
  const t = useText().subscribe;
  const { values, errors } = p;
  const email = { name: 'email', label: t.email, help: t.emailHelp, error: errors['email'] };
  return (
    <form
      class="card stack"
      method="post"
      action={subscribePath()}
      noValidate
      data-island="form-work"
    >
      <ReaderField {...email}>
        <input {...described(email)} type="email" autocomplete="email" value={values.email} />
      </ReaderField>
      <Radios
        name="what"
        legend={t.what}
        error={errors['what']}
        options={WHATS.map((one) => [one, t.whats[one]])}
        chosen={values.what}
      />
      <Some {...p} />
      <Law {...p} />
      <Radios
        name="rhythm"
        legend={t.rhythm}
        error={errors['rhythm']}
        options={RHYTHMS.map((one) => [one, t.rhythms[one]])}
        chosen={values.rhythm}
      />
      <FormSigns token={p.token} trap={t.trap} />
      <p>
        <button class="button">{t.send}</button>
      </p>
      <p class="meta">{t.privacy}</p>
    </form>
  );
};

/** A plain page of this room for readers. */
export const SubscriptionPage = ({
  frame,
  title,
  heading = title,
  island = false,
  children,
}: {
  frame: PageFrame;
  title: string;
  heading?: string;
  island?: boolean;
  children: ComponentChildren;
}): VNode => {
  const { frame: words, subscribe: t } = useText();
  return (
    <Frame
      {...frame}
      title={title}
      description={t.lead}
      island={island}
      crumbs={[
        { label: words.home, href: homePath() },
        ...(heading === t.title ? [] : [{ label: t.title, href: subscribePath() }]),
      ]}
    >
      <main class="wrap" id="noi-dung">
        <div class="stack narrow">
          <h1>{heading}</h1>
          {children}
        </div>
      </main>
    </Frame>
  );
};

/** What to be told of, how often and where: no account, no script needed. */
export const SubscribePage = (p: SubscribeProps): VNode => {
  const t = useText().subscribe;
  const failed = Object.keys(p.errors).length > 0;
  return (
    <SubscriptionPage
      frame={p.frame}
      title={failed ? `${t.failed}: ${t.title}` : t.title}
      heading={t.title}
      island
    >
      <p>{t.lead}</p>
      <ErrorSummary heading={t.failed} errors={p.errors} />
      <Form {...p} />
    </SubscriptionPage>
  );
};

/** Where no mail is sent: the feed of the same search instead. */
export const NoMailPage = ({ frame, feed }: { frame: PageFrame; feed: string }): VNode => {
  const t = useText().subscribe;
  return (
    <SubscriptionPage frame={frame} title={t.title}>
      <p>{t.noMail}</p>
      <p>
        <a href={feed}>{feed}</a>
      </p>
    </SubscriptionPage>
  );
};
