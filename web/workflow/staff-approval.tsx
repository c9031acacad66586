import type { VNode } from 'preact';
import { FileField } from '#web/frame/file-field.tsx';
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

const SignedFile = ({
  item,
  form,
  file,
  maxBytes,
}: Pick<StaffApprovalProps, 'item' | 'form' | 'file' | 'maxBytes'>): VNode => (
  <>
    {file !== null && (
      <div>
        <p>
          {t.present} <a href={approvalFilePath(item.id)}>{file.name}</a>{' '}
          <span class="meta">{vi.units.bytes(file.bytes)}</span>
        </p>
        <label class="choice">
          <input type="checkbox" name="remove" value="1" checked={form.values['remove'] === '1'} />{' '}
          {t.remove}
        </label>
      </div>
    )}
    <FileField
      name="files"
      label={`${t.file} ${vi.form.optional}`}
      help={`${t.fileHelp(vi.units.bytes(maxBytes))}${file === null ? '' : ` ${t.fileAgain}`}`}
      errors={form.errors}
      input={{ accept: '.pdf,.jpg,.jpeg,.png,.webp' }}
    />
  </>
);

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
      <SignedFile item={item} form={form} file={file} maxBytes={maxBytes} />
      <p>
        <button class="button">{t.save}</button>
      </p>
    </form>
  </StaffPage>
);
