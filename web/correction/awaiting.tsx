import type { VNode } from 'preact';
import { Badge } from '#web/frame/badge.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { awaitingPath, correctionPath } from '#web/paths/correction.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.correction;

export interface AwaitingRow {
  readonly id: string;
  readonly title: string;
  readonly isPublished: boolean;
  readonly trust: string;
  readonly visits: number;
  readonly reports: number;
}

export interface AwaitingProps {
  readonly frame: PageFrame;
  readonly rows: readonly AwaitingRow[];
  /** What the next page comes after; null on the last. */
  readonly next: string | null;
  readonly isFirst: boolean;
}

const Row = ({ row }: { row: AwaitingRow }): VNode => (
  <li>
    <div>
      <a href={correctionPath(row.id)}>{row.title}</a>
    </div>
    <p class="row">
      <span>{row.trust}</span>
      <span class="meta">{t.awaiting.visits(row.visits)}</span>
      {row.reports > 0 && <Badge tone="warn" label={t.awaiting.reports(row.reports)} />}
      {!row.isPublished && <Badge label={t.awaiting.unpublished} />}
    </p>
  </li>
);

/** Items whose words a machine read and nobody has, those that matter most first. */
export const AwaitingPage = ({ frame, rows, next, isFirst }: AwaitingProps): VNode => (
  <StaffPage frame={frame} title={t.awaiting.title}>
    <p>{t.awaiting.lead}</p>
    {rows.length === 0 ? (
      <p class="notice">{t.awaiting.empty}</p>
    ) : (
      <ol class="history list">
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ol>
    )}
    <Pager
      next={next === null ? null : awaitingPath(next)}
      first={isFirst ? null : awaitingPath()}
    />
  </StaffPage>
);
