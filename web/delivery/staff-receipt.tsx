import type { VNode } from 'preact';
import type { ReceiptOutcome, ReceiptRow } from '#server/delivery/receipt.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { targetActionPath } from '#web/paths/delivery.ts';
import { vi } from '#web/text/vi.ts';
import { ReceiverFilePage, SentFileForm, type ReceiverFileProps } from './receiver-file.tsx';

const t = vi.deliveries.receipt;

export interface StaffReceiptProps extends ReceiverFileProps {
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

const PlanTable = ({ plan, name, done }: { plan: Plan; name: string; done: boolean }): VNode => {
  const all = OUTCOMES.reduce((sum, outcome) => sum + plan.counts[outcome], 0);
  return (
    <section class="stack" aria-labelledby="xem-truoc">
      <h2 id="xem-truoc">{done ? t.done(name) : t.preview(name)}</h2>
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

/** How many items the receipt tells something new of. */
const news = (plan: Plan | null): number =>
  plan === null ? 0 : plan.counts.received + plan.counts.refused + plan.counts.removed;

/** A receipt of a receiver: sent, looked at line by line, then taken as it was looked at. */
export const StaffReceiptPage = ({ sent, plan, taken, ...page }: StaffReceiptProps): VNode => {
  const action = targetActionPath(page.target.id, 'bien-nhan');
  return (
    <ReceiverFilePage
      {...page}
      action={action}
      text={t}
      notice={taken === null ? null : t.taken(vi.units.count(taken))}
    >
      {sent !== null && taken === null && (
        <SentFileForm action={action} sent={sent}>
          {news(plan) > 0 && (
            <button class="button" name="lam" value="ghi-nhan">
              {t.confirm(vi.units.count(news(plan)))}
            </button>
          )}
        </SentFileForm>
      )}
      {plan !== null && taken === null && news(plan) === 0 && <p>{t.nothing}</p>}
      {sent !== null && plan !== null && (
        <PlanTable plan={plan} name={sent.name} done={taken !== null} />
      )}
    </ReceiverFilePage>
  );
};
