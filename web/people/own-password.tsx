import type { VNode } from 'preact';
import { TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { ownPasswordPath } from '#web/paths/people.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.ownPassword;

export const OwnPasswordPage = ({
  frame,
  form,
  notice,
  due,
}: {
  frame: PageFrame;
  form: FormState;
  notice: string | null;
  /** Nothing else can be done before. */
  due: boolean;
}): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    errors={form.errors}
    errorTitle={t.errorTitle}
    notice={notice}
  >
    {due && <p class="notice">{t.due}</p>}
    <p>{t.lead}</p>
    <form class="stack narrow" method="post" action={ownPasswordPath()} noValidate>
      <TextField
        form={form}
        name="current"
        text={t.current as [string]}
        required
        type="password"
        autocomplete="current-password"
      />
      <TextField
        form={form}
        name="wanted"
        text={t.wanted as [string, string]}
        required
        type="password"
        autocomplete="new-password"
      />
      <TextField
        form={form}
        name="again"
        text={t.again as [string]}
        required
        type="password"
        autocomplete="new-password"
      />
      <p>
        <button class="button">{t.save}</button>
      </p>
    </form>
  </StaffPage>
);
