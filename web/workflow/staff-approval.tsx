import type { VNode } from 'preact';
import { TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { approvalFilePath, approvalPath } from '#web/paths/workflow.ts';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.approval;
const f = vi.fields;

export interface StaffApprovalProps {
  readonly frame: PageFrame;
  readonly item: { readonly id: string; readonly title: string; readonly version: number };
  readonly form: FormState;
  /** The signed file that is there; null for none. */
  readonly file: { readonly name: string; readonly bytes: number } | null;
  readonly maxBytes: number;
  readonly notice: string | null;
}

const FileField = ({
  form,
  file,
  maxBytes,
}: Pick<StaffApprovalProps, 'form' | 'file' | 'maxBytes'>): VNode => {
  const error = form.errors['files'];
  return (
    <div class={`field${error === undefined ? '' : ' wrong'}`}>
      <label for="files">
        {t.file} {vi.form.optional}
      </label>
      <p class="help" id="files-g">
        {t.fileHelp(vi.units.bytes(maxBytes))}
        {file !== null && ` ${t.fileAgain}`}
      </p>
      {error !== undefined && (
        <p class="error" id="files-l">
          {error}
        </p>
      )}
      <input
        id="files"
        name="files"
        type="file"
        accept=".pdf,.jpg,.jpeg,.png,.webp"
        aria-describedby={error === undefined ? 'files-g' : 'files-g files-l'}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
    </div>
  );
};

export const StaffApprovalPage = ({
  frame,
  item,
  form,
  file,
  maxBytes,
  notice,
}: StaffApprovalProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    errors={form.errors}
    errorTitle={t.errorTitle}
    notice={notice}
    crumbs={[
      { label: item.title === '' ? vi.edit.untitled : item.title, href: staffItemPath(item.id) },
    ]}
  >
    <p>{t.lead}</p>
    <form
      class="stack narrow"
      method="post"
      action={approvalPath(item.id)}
      encType="multipart/form-data"
      noValidate
    >
      <input type="hidden" name="version" value={item.version} />
      <TextField form={form} name="approvalBy" text={f.approvalBy} required />
      <TextField form={form} name="approvalPosition" text={f.approvalPosition} />
      <TextField form={form} name="approvalDate" text={f.approvalDate} required short />
      <TextField
        form={form}
        name="approvalDocumentNumber"
        text={f.approvalDocumentNumber}
        required
        short
      />
      {file !== null && (
        <div>
          <p>
            {t.present} <a href={approvalFilePath(item.id)}>{file.name}</a>{' '}
            <span class="meta">{vi.units.bytes(file.bytes)}</span>
          </p>
          <label class="choice">
            <input
              type="checkbox"
              name="remove"
              value="1"
              checked={form.values['remove'] === '1'}
            />{' '}
            {t.remove}
          </label>
        </div>
      )}
      <FileField form={form} file={file} maxBytes={maxBytes} />
      <p>
        <button class="button">{t.save}</button>
      </p>
    </form>
  </StaffPage>
);
