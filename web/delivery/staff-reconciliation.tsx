import type { VNode } from 'preact';
import {
  FINDINGS,
  type Finding,
  type FindingKind,
  type Reconciliation,
} from '#server/delivery/reconciliation.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { targetActionPath } from '#web/paths/delivery.ts';
import { vi } from '#web/text/vi.ts';
import { ReceiverFilePage, SentFileForm, type ReceiverFileProps } from './receiver-file.tsx';

const words = vi.deliveries;
const t = words.reconciliation;

export interface StaffReconciliationProps extends ReceiverFileProps {
  /** Null while the list cannot be read. */
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

/** What a receiver has, beside what was sent and what stands here. */
export const StaffReconciliationPage = ({
  sent,
  result,
  titles,
  ...page
}: StaffReconciliationProps): VNode => {
  const action = targetActionPath(page.target.id, 'doi-chieu');
  return (
    <ReceiverFilePage {...page} action={action} text={t}>
      {sent !== null && (
        <SentFileForm action={action} sent={sent}>
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
        </SentFileForm>
      )}
      {result !== null && <Result result={result} titles={titles} />}
    </ReceiverFilePage>
  );
};
