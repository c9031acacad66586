import type { VNode } from 'preact';
import type { RoundRow, RoundStanding } from '#server/reports/missing-reports.ts';
import {
  REPORT_ACT_LABELS,
  REPORT_STATE_LABELS,
  ROUND_KIND_LABELS,
} from '#server/reports/report-labels.ts';
import { reportId } from '#server/reports/report.ts';
import type { ReportRound } from '#server/reports/round.ts';
import { Badge } from '#web/frame/badge.tsx';
import type { FormErrors } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  freezeRoundPath,
  staffReportsPath,
  summedReportPath,
  unitReportPath,
} from '#web/paths/reports.ts';
import { vi } from '#web/text/vi.ts';
import { roundDays, STATE_TONES, StateBadges } from './report-rounds.tsx';

const { list, round: t, ...reports } = vi.reports;

export interface RoundPageProps {
  readonly frame: PageFrame;
  readonly round: ReportRound;
  readonly standing: RoundStanding;
  /** Whether the reports of all units are shown. */
  readonly seesAll: boolean;
  readonly mayManage: boolean;
  readonly errors: FormErrors;
  readonly conflict: boolean;
  readonly notice: string | null;
}

const SHOWN_STATES = ['none', 'draft', 'returned', 'sent', 'accepted'] as const;

const Counts = ({ standing: { counts, late } }: { standing: RoundStanding }): VNode => (
  <section class="stack" aria-labelledby="tinh-hinh">
    <h2 id="tinh-hinh">{t.counts}</h2>
    <p class="row">
      {late > 0 && (
        <>
          <Badge tone="bad" label={t.lateCount(late)} />{' '}
        </>
      )}
      {SHOWN_STATES.map((state) => (
        <span key={state}>
          <Badge
            tone={counts[state] === 0 ? '' : STATE_TONES[state]}
            label={`${REPORT_STATE_LABELS[state]}: ${vi.units.count(counts[state])}`}
          />{' '}
        </span>
      ))}
    </p>
  </section>
);

const lastDeed = ({ report: one }: RoundRow): string => {
  const last = one?.events.at(-1);
  return last === undefined
    ? ''
    : `${REPORT_ACT_LABELS[last.act]}, ${last.byName}, ${vi.units.moment(last.at)}`;
};

const Units = ({ round, rows }: { round: ReportRound; rows: readonly RoundRow[] }): VNode => (
  <table class="cards">
    <caption class="hidden">{t.counts}</caption>
    <thead>
      <tr>
        <th scope="col">{t.unit}</th>
        <th scope="col">{t.state}</th>
        <th scope="col">{t.last}</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.unitId}>
          <th scope="row">
            <a href={unitReportPath(reportId(round.id, row.unitId))}>{row.name}</a>
          </th>
          <td data-label={t.state}>
            <StateBadges row={row} />
          </td>
          <td data-label={t.last}>{lastDeed(row)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Freeze = ({ round }: { round: ReportRound }): VNode => (
  <form class="stack narrow" method="post" action={freezeRoundPath(round.id)}>
    <h2>{t.freeze}</h2>
    <p>{t.freezeLead}</p>
    <input type="hidden" name="version" value={round.version} />
    <p>
      <button class="button plain" id="freeze">
        {t.freeze}
      </button>
    </p>
  </form>
);

const Outlived = ({ standing: { outlived } }: { standing: RoundStanding }): VNode | null =>
  outlived.length === 0 ? null : (
    <section class="stack" aria-labelledby="sap-nhap">
      <h2 id="sap-nhap">{t.outlived}</h2>
      <p class="narrow">{t.outlivedLead}</p>
      <ul>
        {outlived.map(({ id, unitName }) => (
          <li key={id}>
            <a href={unitReportPath(id)}>{unitName}</a>
          </li>
        ))}
      </ul>
    </section>
  );

const Deeds = ({ round }: { round: ReportRound }): VNode => (
  <>
    {round.events.map(({ act, byName, at }) => (
      <p class="meta" key={act}>
        {(act === 'frozen' ? t.frozenBy : t.openedBy)(byName, vi.units.moment(at))}
      </p>
    ))}
  </>
);

/** Who has sent a report for a round and who has not, late ones first. */
export const ReportRoundPage = (p: RoundPageProps): VNode => (
  <StaffPage
    frame={p.frame}
    title={`${ROUND_KIND_LABELS[p.round.kind]} ${roundDays(p.round)}`}
    crumbs={[{ label: reports.title, href: staffReportsPath() }]}
    errors={p.errors}
    errorTitle={t.freezeFailed}
    notice={p.notice}
    aside={
      p.seesAll && (
        <a class="button" href={summedReportPath(p.round.id)}>
          {t.sum}
        </a>
      )
    }
  >
    {p.conflict && (
      <p class="notice bad" role="alert">
        {t.stale}
      </p>
    )}
    <p class="row">
      <Badge
        tone={p.round.state === 'frozen' ? 'good' : ''}
        label={p.round.state === 'frozen' ? list.frozen : list.running}
      />{' '}
      <span>{list.due(vi.units.date(p.round.due))}</span>
    </p>
    {p.seesAll && <Counts standing={p.standing} />}
    {p.standing.rows.length === 0 ? (
      <p>{t.none}</p>
    ) : (
      <Units round={p.round} rows={p.standing.rows} />
    )}
    <Outlived standing={p.standing} />
    {p.mayManage && p.round.state === 'open' && <Freeze round={p.round} />}
    <Deeds round={p.round} />
  </StaffPage>
);
