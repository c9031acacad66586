import type { VNode } from 'preact';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
import { TextField, type FormErrors, type FormValues } from '#web/frame/form-field.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { homePath } from '#web/paths/site.ts';
import { outsideSignInPath, signInCodePath, signInPath, signOutPath } from '#web/paths/people.ts';
import { readerWords } from '#web/text/reader-words.ts';
import { signIn, signInCode } from '#web/text/vi/staff/sign-in.ts';

const t = signIn;

export interface SignInProps {
  readonly frame: PageFrame;
  /** `username` is shown again; a password never is. */
  readonly values: FormValues;
  /** By field, or under the empty name for the whole form. */
  readonly errors: FormErrors;
  /** Where to go afterwards. */
  readonly next: string | null;
  /** What people call the authority's own sign-in service; null where there is none. */
  readonly service: string | null;
}

export const SignInPage = ({ frame, values, errors, next, service }: SignInProps): VNode => {
  const form = { values, errors };
  return (
    <Frame
      {...frame}
      title={Object.keys(errors).length > 0 ? `${t.failed}: ${t.title}` : t.title}
      noindex
      staff
      crumbs={[{ label: readerWords.frame.home, href: homePath() }]}
    >
      <main class="wrap" id="noi-dung">
        <div class="stack signin">
          <h1>{t.title}</h1>
          <p>{t.lead}</p>
          <ErrorSummary heading={t.failed} errors={errors} />
          <form class="card stack" method="post" action={signInPath(next)}>
            <TextField
              form={form}
              name="username"
              text={[t.username]}
              required
              autocomplete="username"
            />
            <TextField
              form={form}
              name="password"
              text={[t.password]}
              type="password"
              required
              autocomplete="current-password"
            />
            <button class="button">{t.button}</button>
          </form>
          {service !== null && (
            <p class="stack">
              <span class="meta">{t.or}</span>
              <a class="button plain" href={outsideSignInPath(next)}>
                {t.outside(service)}
              </a>
            </p>
          )}
          <p class="meta">{t.forgot}</p>
        </div>
      </main>
    </Frame>
  );
};

const c = signInCode;

/** The second step: a code of the device. */
export const SignInCodePage = ({
  frame,
  errors,
  next,
}: Pick<SignInProps, 'frame' | 'errors' | 'next'>): VNode => (
  <Frame
    {...frame}
    title={Object.keys(errors).length > 0 ? `${t.failed}: ${c.title}` : c.title}
    noindex
    staff
    crumbs={[{ label: readerWords.frame.home, href: homePath() }]}
  >
    <main class="wrap" id="noi-dung">
      <div class="stack signin">
        <h1>{c.title}</h1>
        <p>{c.lead}</p>
        <ErrorSummary heading={t.failed} errors={errors} />
        <form class="card stack" method="post" action={signInCodePath(next)} noValidate>
          <TextField
            form={{ values: {}, errors }}
            name="code"
            text={c.code as [string]}
            required
            autocomplete="one-time-code"
            autofocus
          />
          <button class="button">{c.button}</button>
        </form>
        <form method="post" action={signOutPath()}>
          <button class="linklike">{c.again}</button>
        </form>
      </div>
    </main>
  </Frame>
);
