import type { VNode } from 'preact';
import { TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { ownIdentityPath, untieIdentityPath } from '#web/paths/people.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.ownIdentity;

export interface OwnIdentityProps {
  readonly frame: PageFrame;
  readonly form: FormState;
  readonly notice: string | null;
  /** What people call the service; null where there is none. */
  readonly service: string | null;
  /** As the service names the person, and since when; null for nobody there. */
  readonly identity: { readonly name: string; readonly since: string } | null;
  /** Without a password the service is the only way in. */
  readonly hasPassword: boolean;
}

const PasswordForm = ({
  form,
  action,
  button,
  danger = false,
}: {
  form: FormState;
  action: string;
  button: string;
  danger?: boolean;
}): VNode => (
  <form class="stack narrow" method="post" action={action} noValidate>
    <TextField
      form={form}
      name="current"
      text={t.current as [string, string]}
      required
      type="password"
      autocomplete="current-password"
    />
    <p>
      <button class={danger ? 'button plain danger' : 'button'}>{button}</button>
    </p>
  </form>
);

/** One's own account at the authority's sign-in service: tie it, untie it. */
export const OwnIdentityPage = ({
  frame,
  form,
  notice,
  service,
  identity,
  hasPassword,
}: OwnIdentityProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    errors={form.errors}
    errorTitle={t.errorTitle}
    notice={notice}
  >
    {identity === null ? (
      <p>{service === null ? t.noService : t.lead(service)}</p>
    ) : (
      <p>{t.tied(identity.name, vi.units.day(identity.since))}</p>
    )}
    {identity !== null && !hasPassword && <p class="notice">{t.onlyWay}</p>}
    {identity === null && service !== null && (
      <PasswordForm form={form} action={ownIdentityPath()} button={t.tie} />
    )}
    {identity !== null && hasPassword && (
      <PasswordForm form={form} action={untieIdentityPath()} button={t.untie} danger />
    )}
  </StaffPage>
);
