import type { VNode } from 'preact';
import type { TemplateEntry } from '#server/questions/answer-template.ts';
import type { HolidayEntry } from '#server/questions/holiday.ts';
import { AuthorityConflict, ChangedLine } from '#web/frame/authority-form.tsx';
import { Badge } from '#web/frame/badge.tsx';
import { oneValue, TextArea, TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  holidaysPath,
  staffQuestionsPath,
  templateDeletePath,
  templatePath,
  templatesPath,
} from '#web/paths/questions.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.questions.lists;
const label = (text: readonly string[]): readonly [string, string?] => text as [string, string?];
const QUEUE = { label: vi.questions.title, href: staffQuestionsPath() };

interface ListProps {
  readonly frame: PageFrame;
  readonly mayEdit: boolean;
  readonly notice: string | null;
}

export const StaffHolidaysPage = ({
  frame,
  mayEdit,
  notice,
  years,
}: ListProps & { years: readonly HolidayEntry[] }): VNode => (
  <StaffPage frame={frame} title={t.holidays} crumbs={[QUEUE]} notice={notice}>
    <p class="narrow">{t.holidaysLead}</p>
    {!mayEdit && <p class="notice">{t.readOnly}</p>}
    <ul class="rows">
      {years.map(({ id, value, changedAt, changedBy }) => (
        <li class="task" key={id}>
          <div>
            <h3>{mayEdit ? <a href={holidaysPath(id)}>{t.year(id)}</a> : t.year(id)}</h3>
            <p class="row">
              <Badge
                tone={value.confirmed ? 'good' : 'warn'}
                label={value.confirmed ? t.confirmed : t.unconfirmed}
              />{' '}
              <span>{t.count(value.off.length, value.worked.length)}</span>
            </p>
            <ChangedLine by={changedBy} at={changedAt} />
          </div>
        </li>
      ))}
    </ul>
    {mayEdit && (
      <form class="search-box narrow" action={holidaysPath()}>
        <label for="nam">{t.addYear[0]}</label>
        <div>
          <input id="nam" name="nam" inputMode="numeric" maxLength={4} autocomplete="off" />
          <button class="button plain">{t.addButton}</button>
        </div>
      </form>
    )}
  </StaffPage>
);

interface FormProps {
  readonly frame: PageFrame;
  readonly form: FormState;
  readonly conflict: boolean;
}

export const StaffHolidayYearPage = ({
  frame,
  form,
  conflict,
  entry,
}: FormProps & { entry: HolidayEntry }): VNode => (
  <StaffPage
    frame={frame}
    title={t.year(entry.id)}
    crumbs={[QUEUE, { label: t.holidays, href: holidaysPath() }]}
    errors={form.errors}
    errorTitle={t.failed}
  >
    {conflict && <AuthorityConflict href={holidaysPath(entry.id)} />}
    <ChangedLine by={entry.changedBy} at={entry.changedAt} />
    <form class="stack narrow" method="post" action={holidaysPath(entry.id)} noValidate>
      <input type="hidden" name="version" value={entry.version} />
      <TextArea form={form} name="off" text={label(t.off)} rows={14} listed required />
      <TextArea form={form} name="worked" text={label(t.worked)} rows={3} listed />
      <label class="choice">
        <input
          type="checkbox"
          name="confirmed"
          value="1"
          checked={oneValue(form.values, 'confirmed') === '1'}
        />{' '}
        {t.confirm}
      </label>
      <p>
        <button class="button">{t.save}</button>
      </p>
    </form>
  </StaffPage>
);

export const StaffTemplatesPage = ({
  frame,
  mayEdit,
  notice,
  templates,
}: ListProps & { templates: readonly TemplateEntry[] }): VNode => (
  <StaffPage
    frame={frame}
    title={t.templates}
    crumbs={[QUEUE]}
    notice={notice}
    aside={
      mayEdit && (
        <a class="button" href={templatePath('moi')}>
          {t.addTemplate}
        </a>
      )
    }
  >
    <p class="narrow">{t.templatesLead}</p>
    {!mayEdit && <p class="notice">{t.readOnly}</p>}
    {templates.length === 0 ? (
      <p>{t.templatesNone}</p>
    ) : (
      <ul class="rows">
        {templates.map(({ id, value, changedAt, changedBy }) => (
          <li class="task" key={id}>
            <div>
              <h3>{mayEdit ? <a href={templatePath(id)}>{value.name}</a> : value.name}</h3>
              <p class="typed">{value.text}</p>
              <ChangedLine by={changedBy} at={changedAt} />
            </div>
          </li>
        ))}
      </ul>
    )}
  </StaffPage>
);

export const StaffTemplatePage = ({
  frame,
  form,
  conflict,
  entry,
  isNew,
}: FormProps & { entry: TemplateEntry; isNew: boolean }): VNode => (
  <StaffPage
    frame={frame}
    title={isNew ? t.newTemplate : t.editTemplate(entry.value.name)}
    crumbs={[QUEUE, { label: t.templates, href: templatesPath() }]}
    errors={form.errors}
    errorTitle={t.failed}
  >
    {conflict && <AuthorityConflict href={templatePath(entry.id)} />}
    <form
      class="stack narrow"
      method="post"
      action={templatePath(isNew ? 'moi' : entry.id)}
      noValidate
    >
      <input type="hidden" name="version" value={entry.version} />
      <TextField form={form} name="name" text={label(t.name)} required />
      <TextArea form={form} name="text" text={label(t.text)} required rows={8} />
      <p>
        <button class="button">{t.save}</button>
      </p>
    </form>
    {!isNew && (
      <form method="post" action={templateDeletePath(entry.id)}>
        <button class="button plain">{t.remove}</button>
      </form>
    )}
  </StaffPage>
);
