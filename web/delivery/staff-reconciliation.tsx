import type { VNode } from 'preact';
import {
  FINDINGS,
  type Finding,
  type FindingKind,
  type Reconciliation,
} from '#server/delivery/reconciliation.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { FileField, TABLES } from '#web/frame/file-field.tsx';
import type { FormErrors } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { deliveriesPath, targetActionPath, targetPath } from '#web/paths/delivery.ts';
import { vi } from '#web/text/vi.ts';
import {
  ColumnFields,
  SentFileFields,
  type ColumnChoice,
  type SentFile,
} from './staff-receipt.tsx';

const words = vi.deliveries;
const t = words.reconciliation;

export interface StaffReconciliationProps {
  readonly frame: PageFrame;
  readonly target: { readonly id: string; readonly name: string };
  readonly errors: FormErrors;
  /** Null before a list was sent. */
  readonly sent: (SentFile & ColumnChoice) | null;
  readonly result: Reconciliation | null;
  /** What the items found are called, by id. */
  readonly titles: ReadonlyMap<string, string>;
  readonly notice: string | null;
}

const TONES: Readonly<Record<FindingKind, Tone>> = {
  missing: 'bad',
  leftover: 'bad',
  unsent: 'warn',
  changed: 'warn',
  unconfirmed: '',
  unknown: 'warn',
  same: 'good',
};

const Row = ({ finding, title }: { finding: Finding; title: string | undefined }): VNode => (
  <tr>
    <th scope="row">
      {finding.itemId === null ? (
        finding.item
      ) : (
        <a href={staffItemPath(finding.itemId)}>{title ?? finding.item}</a>
      )}
    </th>
    <td data-label={t.what}>
      <Badge tone={TONES[finding.kind]} label={t.findings[finding.kind]} />
    </td>
  </tr>
);

const Result = ({
  result,
  titles,
}: {
  result: Reconciliation;
  titles: ReadonlyMap<string, string>;
}): VNode => (
  <section class="stack" aria-labelledby="ket-qua">
    <h2 id="ket-qua">{t.result}</h2>
    <p>
      {FINDINGS.filter((kind) => result.counts[kind] > 0)
        .map((kind) => words.receipt.counted(vi.units.count(result.counts[kind]), t.findings[kind]))
        .join(' · ')}
    </p>
    {result.shown.length === 0 ? (
      <p>{t.fine}</p>
    ) : (
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">{words.receipt.item}</th>
            <th scope="col">{t.what}</th>
          </tr>
        </thead>
        <tbody>
          {result.shown.map((finding) => (
            <Row
              key={`${finding.kind} ${finding.item}`}
              finding={finding}
              title={finding.itemId === null ? undefined : titles.get(finding.itemId)}
            />
          ))}
        </tbody>
      </table>
    )}
  </section>
);

const Mend = ({
  action,
  sent,
  result,
}: {
  action: string;
  sent: SentFile & ColumnChoice;
  result: Reconciliation | null;
}): VNode => (
  <form class="stack" method="post" action={action} encType="multipart/form-data">
    <SentFileFields {...sent} />
    <ColumnFields {...sent} />
    <p class="row">
      {result !== null && result.counts.missing + result.counts.leftover > 0 && (
        <button class="button" name="lam" value="gui-lai">
          {t.again}
        </button>
      )}
      {result !== null && result.counts.unconfirmed > 0 && (
        <button class="button" name="lam" value="ghi-nhan">
          {t.confirm}
        </button>
      )}
      <button class="button plain" name="lam" value="doc-lai">
        {words.receipt.again}
      </button>
    </p>
  </form>
);

/** What a receiver has, beside what was sent and what stands here. */
export const StaffReconciliationPage = ({
  frame,
  target,
  errors,
  sent,
  result,
  titles,
  notice,
}: StaffReconciliationProps): VNode => {
  const action = targetActionPath(target.id, 'doi-chieu');
  return (
    <StaffPage
      frame={frame}
      title={t.title(target.name)}
      crumbs={[
        { label: words.targets.title, href: deliveriesPath() },
        { label: target.name, href: targetPath(target.id) },
      ]}
      errors={errors}
      errorTitle={words.receipt.errorTitle}
      notice={notice}
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
      {sent !== null && <Mend action={action} sent={sent} result={result} />}
      {result !== null && <Result result={result} titles={titles} />}
    </StaffPage>
  );
};
