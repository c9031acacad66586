import type { VNode } from 'preact';
import { WAY_LABELS } from '#server/questions/question-labels.ts';
import { ChoiceField, TextArea, TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { deskPath, staffQuestionsPath } from '#web/paths/questions.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.questions.deskPage;
const label = (text: readonly string[]): readonly [string, string?] => text as [string, string?];

const WAYS = (['desk', 'phone'] as const).map((value) => ({ value, label: WAY_LABELS[value] }));

/** What somebody asks at the desk or by telephone, taken down by an official. */
export const StaffDeskPage = ({ frame, form }: { frame: PageFrame; form: FormState }): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    crumbs={[{ label: vi.questions.title, href: staffQuestionsPath() }]}
    errors={form.errors}
    errorTitle={t.failed}
  >
    <p class="narrow">{t.lead}</p>
    <form class="stack narrow" method="post" action={deskPath()} noValidate autocomplete="off">
      <ChoiceField
        form={form}
        name="way"
        text={label(t.way)}
        required
        kind="radio"
        options={WAYS}
      />
      <TextArea form={form} name="text" text={label(t.text)} required rows={8} />
      <TextField form={form} name="locality" text={label(t.locality)} />
      <TextField form={form} name="email" text={label(t.email)} autocomplete="off" />
      <TextField form={form} name="phone" text={label(t.phone)} autocomplete="off" short />
      <p>
        <button class="button">{t.save}</button>
      </p>
    </form>
  </StaffPage>
);
