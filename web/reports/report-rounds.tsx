import type { VNode } from 'preact';
import { REPORT_STATE_LABELS, ROUND_KIND_LABELS } from '#server/reports/report-labels.ts';
import type { RoundRow } from '#server/reports/missing-reports.ts';
import { ROUND_KINDS, type ReportRound } from '#server/reports/round.ts';
import { reportId } from '#server/reports/report.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { ChoiceField, TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  openRoundPath,
  roundPath,
  staffReportsPath,
  summedReportPath,
  unitReportPath,
} from '#web/paths/reports.ts';
import { vi } from '#web/text/vi.ts';

const { list: t, openForm, ...reports } = vi.reports;
const label = (text: readonly string[]): readonly [string, string?] => text as [string, string?];

export const STATE_TONES: Readonly<Record<RoundRow['state'], Tone>> = {
  none: '',
  draft: '',
  sent: 'warn',
  returned: 'bad',
  accepted: 'good',
};

/** How a unit's report stands, by colour and word. */
export const StateBadges = ({ row: { state, late } }: { row: RoundRow }): VNode => (
  <>
    <Badge tone={STATE_TONES[state]} label={REPORT_STATE_LABELS[state]} />{' '}
    {late && <Badge tone="bad" label={t.late} />}
  </>
);

export interface RoundView {
  readonly round: ReportRound;
  readonly sent: number;
  readonly owing: number;
  /** The own units' rows. */
  readonly own: readonly RoundRow[];
}

export interface RoundsPageProps {
  readonly frame: PageFrame;
  readonly rounds: readonly RoundView[];
  readonly mayManage: boolean;
  /** Sees more than the own units. */
  readonly seesAll: boolean;
  readonly notice: string | null;
}

export const roundDays = ({ from, to }: ReportRound): string =>
  t.days(vi.units.date(from), vi.units.date(to));

const OwnReports = ({ view: { round, own } }: { view: RoundView }): VNode => (
  <>
    {own.map((row) => (
      <p class="row" key={row.unitId}>
        <a href={unitReportPath(reportId(round.id, row.unitId))}>
          {row.state === 'none' || row.state === 'draft' || row.state === 'returned'
            ? t.fill
            : t.see}
          : {row.name}
        </a>{' '}
        <StateBadges row={row} />
      </p>
    ))}
  </>
);

/** All rounds of reports, the newest first, with what somebody has to do for each. */
export const ReportRoundsPage = (p: RoundsPageProps): VNode => (
  <StaffPage
    frame={p.frame}
    title={reports.title}
    notice={p.notice}
    aside={
      p.mayManage && (
        <a class="button" href={openRoundPath()}>
          {t.open}
        </a>
      )
    }
  >
    <p class="narrow">{t.lead}</p>
    {p.rounds.length === 0 ? (
      <p>{t.none}</p>
    ) : (
      <ul class="rows">
        {p.rounds.map((view) => (
          <li class="task" key={view.round.id}>
            <div>
              <h2 class="h3">
                <a href={roundPath(view.round.id)}>
                  {ROUND_KIND_LABELS[view.round.kind]} {roundDays(view.round)}
                </a>
              </h2>
              <p class="row">
                <Badge
                  tone={view.round.state === 'frozen' ? 'good' : ''}
                  label={view.round.state === 'frozen' ? t.frozen : t.running}
                />{' '}
                <span class="meta">{t.due(vi.units.date(view.round.due))}</span>
              </p>
              {p.seesAll && (
                <p>
                  {t.progress(view.sent, view.owing)}{' '}
                  <a href={summedReportPath(view.round.id)}>{reports.round.sum}</a>
                </p>
              )}
              <OwnReports view={view} />
            </div>
          </li>
        ))}
      </ul>
    )}
  </StaffPage>
);

/** Opens a round; what was typed comes back with what is wrong. */
export const OpenRoundPage = ({ frame, form }: { frame: PageFrame; form: FormState }): VNode => (
  <StaffPage
    frame={frame}
    title={openForm.title}
    crumbs={[{ label: reports.title, href: staffReportsPath() }]}
    errors={form.errors}
    errorTitle={openForm.failed(Object.keys(form.errors).length)}
  >
    <p class="narrow">{openForm.lead}</p>
    <form class="stack narrow" method="post" action={openRoundPath()} noValidate>
      <ChoiceField
        form={form}
        name="kind"
        text={label(openForm.kind)}
        required
        kind="radio"
        options={ROUND_KINDS.map((value) => ({ value, label: ROUND_KIND_LABELS[value] }))}
      />
      <TextField form={form} name="from" text={label(openForm.from)} required short />
      <TextField form={form} name="to" text={label(openForm.to)} required short />
      <TextField form={form} name="due" text={label(openForm.due)} required short />
      <p>
        <button class="button">{openForm.save}</button>
      </p>
    </form>
  </StaffPage>
);
