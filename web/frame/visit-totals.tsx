import type { VNode } from 'preact';
import { useText } from '#web/text/use-text.ts';

/** Visits of the whole shelf up to and with `day`. */
export interface VisitTotalsView {
  readonly day: string;
  /** Of thirty days. */
  readonly month: number;
  readonly all: number;
}

/** Left out until the first day with visits is over. */
export const VisitTotals = ({ visits }: { visits: VisitTotalsView | null }): VNode | null => {
  const { units, frame: t } = useText();
  if (visits === null || visits.all === 0) return null;
  return (
    <dl class="row counter">
      <div>
        <dt>{t.visitsMonth}</dt> <dd>{units.count(visits.month)}</dd>
      </div>
      <div>
        <dt>{t.visitsAll}</dt> <dd>{units.count(visits.all)}</dd>
      </div>
      <div>
        <dt>{t.visitsUntil}</dt> <dd>{units.date(visits.day)}</dd>
      </div>
    </dl>
  );
};
