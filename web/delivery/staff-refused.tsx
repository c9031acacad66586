import type { VNode } from 'preact';
import { Badge } from '#web/frame/badge.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { targetActionPath } from '#web/paths/delivery.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.deliveries.targets;

/** An item that a receiver sent back. */
export interface RefusedRow {
  readonly itemId: string;
  readonly title: string;
  readonly targetId: string;
  readonly target: string;
  readonly reason: string;
  readonly at: string;
}

export interface StaffRefusedProps {
  readonly frame: PageFrame;
  readonly rows: readonly RefusedRow[];
  readonly maySend: boolean;
  readonly notice: string | null;
}

const Row = ({ row, maySend }: { row: RefusedRow; maySend: boolean }): VNode => (
  <li class="task">
    <div>
      <h2>
        <a href={staffItemPath(row.itemId)}>{row.title}</a>
      </h2>
      <p>
        <b>{t.reason}</b> {row.reason || t.noReason}
      </p>
      <p class="meta">{[row.target, vi.units.moment(row.at)].join(' · ')}</p>
    </div>
    <p>
      <Badge tone="bad" label={t.back} />
    </p>
    {maySend && (
      <form method="post" action={targetActionPath(row.targetId, 'gui-lai')}>
        <input type="hidden" name="item" value={row.itemId} />
        <button class="button plain">
          {t.sendAgain}
          <span class="hidden">{t.of(row.title)}</span>
        </button>
      </form>
    )}
  </li>
);

/** What receivers sent back, for those who can mend it. */
export const StaffRefusedPage = ({ frame, rows, maySend, notice }: StaffRefusedProps): VNode => (
  <StaffPage frame={frame} title={t.refusedTitle} notice={notice}>
    <p>{t.refusedLead}</p>
    {rows.length === 0 ? (
      <p>{t.refusedNone}</p>
    ) : (
      <ul class="rows">
        {rows.map((row) => (
          <Row key={`${row.targetId}/${row.itemId}`} row={row} maySend={maySend} />
        ))}
      </ul>
    )}
  </StaffPage>
);
