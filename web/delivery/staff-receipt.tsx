import type { VNode } from 'preact';
import {
  RECEIPT_LABELS,
  type ReceiptMapping,
  type ReceiptOutcome,
  type ReceiptRow,
} from '#server/delivery/receipt.ts';
import { RECEIPT_COLUMNS } from '#server/delivery/target.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { FileField, TABLES } from '#web/frame/file-field.tsx';
import type { FormErrors } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { deliveriesPath, targetActionPath, targetPath } from '#web/paths/delivery.ts';
import { vi } from '#web/text/vi.ts';

const words = vi.deliveries;
const t = words.receipt;

/** A file that was sent, as the form hands it on. */
export interface SentFile {
  readonly sha256: string;
  readonly name: string;
}

/** Columns of a sent file, each with what it is taken for. */
export interface ColumnChoice {
  readonly headers: readonly string[];
  readonly mapping: ReceiptMapping;
}

export interface StaffReceiptProps {
  readonly frame: PageFrame;
  readonly target: { readonly id: string; readonly name: string };
  readonly errors: FormErrors;
  /** Null before a file was sent. */
  readonly sent: (SentFile & ColumnChoice) | null;
  /** Null while the file cannot be read as a receipt. */
  readonly plan: {
    /** Those that need a look first; not all of a long list. */
    readonly rows: readonly ReceiptRow[];
    readonly counts: Readonly<Record<ReceiptOutcome, number>>;
  } | null;
  /** How many were just taken, or null. */
  readonly taken: number | null;
}

const TONES: Readonly<Record<ReceiptOutcome, Tone>> = {
  received: 'good',
  refused: 'bad',
  removed: 'good',
  same: '',
  unread: 'warn',
};
const OUTCOMES = ['received', 'refused', 'removed', 'same', 'unread'] as const;

export const SentFileFields = ({ sha256, name }: SentFile): VNode => (
  <>
    <input type="hidden" name="sha256" value={sha256} />
    <input type="hidden" name="name" value={name} />
  </>
);

/** What each column of the file means; the receiver's own words are remembered. */
export const ColumnFields = ({ headers, mapping }: ColumnChoice): VNode => (
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

const Row = ({ row }: { row: ReceiptRow }): VNode => (
  <tr>
    <td data-label={t.line}>{row.line}</td>
    <th scope="row">
      {row.itemId === null ? (
        row.item
      ) : (
        <a href={staffItemPath(row.itemId)}>{row.title || row.item}</a>
      )}
    </th>
    <td data-label={t.outcome}>
      <Badge tone={TONES[row.outcome]} label={t.outcomes[row.outcome]} />
    </td>
    <td
      data-label={t.notes}
      class={row.faults.length === 0 && row.reason === '' ? 'bare' : undefined}
    >
      {[...row.faults, row.reason].filter((text) => text !== '').join(' ')}
    </td>
  </tr>
);

type Plan = NonNullable<StaffReceiptProps['plan']>;
type Sent = NonNullable<StaffReceiptProps['sent']>;

const PlanTable = ({ plan, sent, done }: { plan: Plan; sent: Sent; done: boolean }): VNode => {
  const all = OUTCOMES.reduce((sum, outcome) => sum + plan.counts[outcome], 0);
  return (
    <section class="stack" aria-labelledby="xem-truoc">
      <h2 id="xem-truoc">{done ? t.done(sent.name) : t.preview(sent.name)}</h2>
      <p>
        {OUTCOMES.filter((outcome) => plan.counts[outcome] > 0)
          .map((outcome) => t.counted(vi.units.count(plan.counts[outcome]), t.outcomes[outcome]))
          .join(' · ')}
      </p>
      {plan.rows.length < all && (
        <p class="meta">{t.shown(vi.units.count(plan.rows.length), vi.units.count(all))}</p>
      )}
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">{t.line}</th>
            <th scope="col">{t.item}</th>
            <th scope="col">{t.outcome}</th>
            <th scope="col">{t.notes}</th>
          </tr>
        </thead>
        <tbody>
          {plan.rows.map((row) => (
            <Row key={row.line} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
};

/** The columns to choose from, and the button that takes what was looked at. */
const Confirm = ({
  action,
  sent,
  plan,
}: {
  action: string;
  sent: Sent;
  plan: Plan | null;
}): VNode => {
  const takes =
    plan === null ? 0 : plan.counts.received + plan.counts.refused + plan.counts.removed;
  return (
    <form class="stack" method="post" action={action} encType="multipart/form-data">
      <SentFileFields {...sent} />
      <ColumnFields {...sent} />
      <p class="row">
        {takes > 0 && (
          <button class="button" name="lam" value="ghi-nhan">
            {t.confirm(vi.units.count(takes))}
          </button>
        )}
        <button class="button plain" name="lam" value="doc-lai">
          {t.again}
        </button>
      </p>
      {plan !== null && takes === 0 && <p>{t.nothing}</p>}
    </form>
  );
};

/** A receipt of a receiver: sent, looked at line by line, then taken as it was looked at. */
export const StaffReceiptPage = ({
  frame,
  target,
  errors,
  sent,
  plan,
  taken,
}: StaffReceiptProps): VNode => {
  const action = targetActionPath(target.id, 'bien-nhan');
  return (
    <StaffPage
      frame={frame}
      title={t.title(target.name)}
      crumbs={[
        { label: words.targets.title, href: deliveriesPath() },
        { label: target.name, href: targetPath(target.id) },
      ]}
      errors={errors}
      errorTitle={t.errorTitle}
      notice={taken === null ? null : t.taken(vi.units.count(taken))}
    >
      <div class="stack narrow">
        <p>{t.lead}</p>
        <form class="card stack" method="post" action={action} encType="multipart/form-data">
          <FileField
            name="receipt"
            label={t.file}
            help={t.fileHelp}
            errors={errors}
            input={{ required: true, accept: `${TABLES},.json,.xml` }}
          />
          <button class="button">{t.send}</button>
        </form>
      </div>
      {sent !== null && taken === null && <Confirm action={action} sent={sent} plan={plan} />}
      {sent !== null && plan !== null && (
        <PlanTable plan={plan} sent={sent} done={taken !== null} />
      )}
    </StaffPage>
  );
};
