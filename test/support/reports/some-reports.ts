import { NO_OWN_FIGURES } from '#server/reports/own-figures.ts';
import { NO_NUMBERS } from '#server/reports/report-figures.ts';
import { reportId, type UnitReport } from '#server/reports/report.ts';
import { roundId, type ReportRound } from '#server/reports/round.ts';
import { NOW } from '../builders.ts';

/** A round of the year 2025 that is open. */
export function aRound(more: Partial<ReportRound> = {}): ReportRound {
  const { kind = 'year', from = '2025-01-01' } = more;
  return {
    id: roundId(kind, from),
    kind,
    from,
    to: '2025-12-31',
    due: '2026-01-10',
    state: 'open',
    version: 0,
    owed: [],
    events: [{ at: NOW, act: 'opened', byId: 'a1', byName: 'Người mở' }],
    ...more,
  };
}

/** A draft that nobody saved yet. */
export const aUnitReport = (
  round: ReportRound,
  unitId: string,
  more: Partial<UnitReport> = {},
): UnitReport => ({
  id: reportId(round.id, unitId),
  roundId: round.id,
  unitId,
  unitName: `Xã ${unitId}`,
  state: 'draft',
  version: 0,
  edition: 1,
  shelf: NO_NUMBERS,
  groups: [],
  own: NO_OWN_FIGURES,
  takenAt: NOW,
  earlier: [],
  events: [{ at: NOW, act: 'saved', byId: 'a1', byName: 'Người lập', reason: '' }],
  ...more,
});
