import type { ComponentChildren, VNode } from 'preact';
import { TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { QrPicture, type QrView } from '#web/frame/qr-picture.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { secondFactorActionPath, secondFactorPath } from '#web/paths/people.ts';
import { staffPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.secondFactor;

/** What a device is set up with. */
export interface Enrolment {
  readonly secret: string;
  readonly code: QrView;
}

export interface SecondFactorProps {
  readonly frame: PageFrame;
  readonly form: FormState;
  readonly notice: string | null;
  /** Nothing else can be done before. */
  readonly due: boolean;
  /** Null while codes are asked for. */
  readonly enrolment: Enrolment | null;
  readonly since: string;
  readonly left: number;
  /** It is typed again; whoever signs in at the authority's service alone has none. */
  readonly hasPassword: boolean;
}

const Enrol = ({
  form,
  enrolment,
  hasPassword,
}: Pick<SecondFactorProps, 'form' | 'hasPassword'> & { enrolment: Enrolment }): VNode => (
  <section class="stack narrow" aria-labelledby="cach">
    <h2 id="cach">{t.steps}</h2>
    <p>{t.scan}</p>
    <QrPicture code={enrolment.code} label={t.picture} />
    <p>
      {t.key}: <code class="secret">{enrolment.secret.replace(/(.{4})(?=.)/gu, '$1 ')}</code>
    </p>
    <form class="stack" method="post" action={secondFactorPath()} noValidate>
      <input type="hidden" name="secret" value={enrolment.secret} />
      <TextField
        form={form}
        name="code"
        text={t.code as [string, string]}
        required
        short
        autocomplete="one-time-code"
      />
      {hasPassword && (
        <TextField
          form={form}
          name="current"
          text={t.current as [string]}
          required
          type="password"
          autocomplete="current-password"
        />
      )}
      <p>
        <button class="button">{t.enrol}</button>
      </p>
    </form>
  </section>
);

const Manage = ({ form, children }: { form: FormState; children: ComponentChildren }): VNode => (
  <form
    class="stack narrow"
    method="post"
    action={secondFactorActionPath('ma-du-phong')}
    noValidate
  >
    {children}
    <TextField
      form={form}
      name="code"
      text={t.confirm as [string]}
      required
      autocomplete="one-time-code"
    />
    <p class="meta">{t.renewLead}</p>
    <p>
      <button class="button">{t.renew}</button>
    </p>
    <p class="meta">{t.dropLead}</p>
    <p>
      <button class="button plain danger" formaction={secondFactorActionPath('tat')}>
        {t.drop}
      </button>
    </p>
  </form>
);

export const SecondFactorPage = ({
  frame,
  form,
  notice,
  due,
  enrolment,
  since,
  left,
  hasPassword,
}: SecondFactorProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    errors={form.errors}
    errorTitle={t.errorTitle}
    notice={notice}
  >
    {due && <p class="notice">{t.due}</p>}
    <p>{t.lead}</p>
    {enrolment === null ? (
      <Manage form={form}>
        <p>
          {t.on(vi.units.day(since))} {t.left(vi.units.count(left))}
        </p>
      </Manage>
    ) : (
      <Enrol form={form} enrolment={enrolment} hasPassword={hasPassword} />
    )}
  </StaffPage>
);

/** The recovery codes, this once. */
export const RecoveryCodesPage = ({
  frame,
  codes,
}: {
  frame: PageFrame;
  codes: readonly string[];
}): VNode => (
  <StaffPage frame={frame} title={t.codesTitle}>
    <p>{t.codesNote}</p>
    <ul>
      {codes.map((code) => (
        <li key={code}>
          <code class="secret">{code}</code>
        </li>
      ))}
    </ul>
    <p>
      <a class="button" href={staffPath()}>
        {t.goOn}
      </a>
    </p>
  </StaffPage>
);
