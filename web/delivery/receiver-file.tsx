import type { ComponentChildren, VNode } from 'preact';
import { RECEIPT_LABELS, type ReceiptMapping } from '#server/delivery/receipt.ts';
import { RECEIPT_COLUMNS } from '#server/delivery/target.ts';
import { FileField, TABLES } from '#web/frame/file-field.tsx';
import type { FormErrors } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { deliveriesPath, targetPath } from '#web/paths/delivery.ts';
import { vi } from '#web/text/vi.ts';

const words = vi.deliveries;
const t = words.receipt;

/** A file that a receiver made and an official sent: its bytes, and what its columns mean. */
export interface SentFile {
  readonly sha256: string;
  readonly name: string;
}

export interface ColumnChoice {
  readonly headers: readonly string[];
  readonly mapping: ReceiptMapping;
}

/** What the pages of a receiver's files begin with. */
export interface ReceiverFileProps {
  readonly frame: PageFrame;
  readonly target: { readonly id: string; readonly name: string };
  readonly errors: FormErrors;
  /** Null before a file was sent. */
  readonly sent: (SentFile & ColumnChoice) | null;
}

/** What each column of the file means; the receiver's own words are remembered. */
const ColumnFields = ({ headers, mapping }: ColumnChoice): VNode => (
  <fieldset class="stack">
    <legend>{t.columns}</legend>
    <p class="help">{t.columnsLead}</p>
    <div class="pair">
      {headers.map((header, i) => (
        <div class="field" key={i}>
          <label for={`cot-${i}`}>{header.trim() === '' ? `${i + 1}` : header}</label>
          <select id={`cot-${i}`} name={`cot-${i}`}>
            <option value="">{t.notUsed}</option>
            {RECEIPT_COLUMNS.map((column) => (
              <option key={column} value={column} selected={mapping.columns[i] === column}>
                {RECEIPT_LABELS.label(column)}
              </option>
            ))}
          </select>
        </div>
      ))}
    </div>
  </fieldset>
);

/** The file that was sent, with its columns to choose from and what may be done with it. */
export const SentFileForm = ({
  action,
  sent,
  children,
}: {
  action: string;
  sent: SentFile & ColumnChoice;
  children: ComponentChildren;
}): VNode => (
  <form class="stack" method="post" action={action} encType="multipart/form-data">
    <input type="hidden" name="sha256" value={sent.sha256} />
    <input type="hidden" name="name" value={sent.name} />
    <ColumnFields {...sent} />
    <p class="row">
      {children}
      <button class="button plain" name="lam" value="doc-lai">
        {t.again}
      </button>
    </p>
  </form>
);

/** A page on which a receiver's file is sent and looked at. */
export const ReceiverFilePage = ({
  frame,
  target,
  errors,
  action,
  text,
  notice,
  children,
}: Omit<ReceiverFileProps, 'sent'> & {
  action: string;
  text: {
    title: (name: string) => string;
    lead: string;
    file: string;
    fileHelp: string;
    send: string;
  };
  notice: string | null;
  children: ComponentChildren;
}): VNode => (
  <StaffPage
    frame={frame}
    title={text.title(target.name)}
    crumbs={[
      { label: words.targets.title, href: deliveriesPath() },
      { label: target.name, href: targetPath(target.id) },
    ]}
    errors={errors}
    errorTitle={t.errorTitle}
    notice={notice}
  >
    <div class="stack narrow">
      <p>{text.lead}</p>
      <form class="card stack" method="post" action={action} encType="multipart/form-data">
        <FileField
          name="receipt"
          label={text.file}
          help={text.fileHelp}
          errors={errors}
          input={{ required: true, accept: `${TABLES},.json,.xml` }}
        />
        <button class="button">{text.send}</button>
      </form>
    </div>
    {children}
  </StaffPage>
);
