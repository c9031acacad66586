import type { VNode } from 'preact';
import type { Delivery } from '#server/delivery/delivery.ts';
import type { Target } from '#server/delivery/target.ts';
import { Badge } from '#web/frame/badge.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { newTargetPath, refusedItemsPath, targetPath } from '#web/paths/delivery.ts';
import { vi } from '#web/text/vi.ts';
import { STATE_TONES } from './tones.ts';

const words = vi.deliveries;
const t = words.targets;

export interface TargetRow {
  readonly target: Target;
  /** The newest delivery; null before the first. */
  readonly last: Delivery | null;
}

export interface StaffDeliveriesProps {
  readonly frame: PageFrame;
  readonly rows: readonly TargetRow[];
  /** Items that a receiver sent back. */
  readonly refused: number;
  readonly mayManage: boolean;
  readonly notice: string | null;
}

const Row = ({ target, last }: TargetRow): VNode => (
  <li class="task">
    <div>
      <h3>
        <a href={targetPath(target.id)}>{target.name}</a>
      </h3>
      <p class="meta">
        {[
          words.forms[target.form],
          words.ways[target.way.kind],
          ...(target.nightly ? [t.nightly] : []),
        ].join(' · ')}
      </p>
      <p class="meta">
        {last === null ? t.never : t.last(last.number, vi.units.day(last.createdAt))}
      </p>
    </div>
    {last !== null && (
      <p>
        <Badge tone={STATE_TONES[last.state]} label={words.states[last.state]} />
      </p>
    )}
  </li>
);

/** Receivers of what is published here. */
export const StaffDeliveriesPage = ({
  frame,
  rows,
  refused,
  mayManage,
  notice,
}: StaffDeliveriesProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    notice={notice}
    aside={
      mayManage && (
        <a class="button" href={newTargetPath()}>
          {t.add}
        </a>
      )
    }
  >
    <p>{t.lead}</p>
    {refused > 0 && (
      <p class="notice warn">
        <a href={refusedItemsPath()}>{t.refusedLink(vi.units.count(refused))}</a>
      </p>
    )}
    <section class="stack" aria-labelledby="noi">
      <h2 id="noi">{t.list}</h2>
      {rows.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <ul class="rows">
          {rows.map((row) => (
            <Row key={row.target.id} {...row} />
          ))}
        </ul>
      )}
    </section>
  </StaffPage>
);
