import type { VNode } from 'preact';
import {
  OWN_LABELS,
  OWN_NUMBERS,
  OWN_TEXTS,
  type OwnField,
  type OwnFigures,
  type OwnNumber,
} from '#server/reports/own-figures.ts';
import type { ShelfNumbers } from '#server/reports/report-figures.ts';
import { REPORT_ACT_LABELS, ROUND_KIND_LABELS } from '#server/reports/report-labels.ts';
import { wasLate, type ReportContents, type UnitReport } from '#server/reports/report.ts';
import type { RoundRow } from '#server/reports/missing-reports.ts';
import type { ReportRound } from '#server/reports/round.ts';
import type { Genre } from '#server/vocabulary/genre.ts';
import type { Terms } from '#server/vocabulary/term.ts';
import { TextArea, TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  reportItemsPath,
  reportStepPath,
  roundPath,
  staffReportsPath,
  unitFilePath,
  unitReportPath,
} from '#web/paths/reports.ts';
import { vi } from '#web/text/vi.ts';
import { FileLinks, GroupCharts, OwnNumbersTable, ShelfNumbersTable } from './figure-list.tsx';
import { roundDays, StateBadges } from './report-rounds.tsx';

const { report: t, ...reports } = vi.reports;
const label = (text: readonly string[]): readonly [string, string?] => text as [string, string?];
const count = (n: number): string => vi.units.count(n);

/** What another person saved in the meantime, where it differs. */
export interface Theirs {
  readonly fields: readonly OwnField[];
  readonly own: OwnFigures;
}

export interface UnitReportProps {
  readonly frame: PageFrame;
  readonly id: string;
  readonly round: ReportRound;
  readonly row: RoundRow;
  readonly report: UnitReport | null;
  /** What is shown: an edition, or a draft with the shelf's figures as of now. */
  readonly contents: ReportContents;
  readonly edition: number;
  readonly before: {
    readonly shelf: ShelfNumbers;
    readonly own: Readonly<Record<OwnNumber, number>>;
  } | null;
  /** The form that is filled in; null where it cannot be. */
  readonly fill: FormState | null;
  readonly version: number;
  readonly conflict: 'stale' | 'closed' | null;
  readonly theirs: Theirs | null;
  /** The round's days are not over. */
  readonly running: boolean;
  /** Takes it, gives it back, corrects it, takes it after the freeze. */
  readonly steps: readonly ('accept' | 'return' | 'correct' | 'take-late')[];
  readonly stepForm: FormState;
  readonly stepConflict: boolean;
  /** The unit that reports in its stead; '' for none. */
  readonly successor: string;
  /** Reports of units that were merged into this one. */
  readonly outlived: readonly UnitReport[];
  readonly genres: Terms<Genre>;
  readonly notice: string | null;
}

const Conflict = ({ conflict, theirs }: Pick<UnitReportProps, 'conflict' | 'theirs'>) =>
  conflict === null ? null : (
    <div class="notice bad stack" role="alert">
      <h2>{conflict === 'stale' ? t.conflictTitle : t.closedTitle}</h2>
      <p>{conflict === 'stale' ? t.conflictText : t.closedText}</p>
      {theirs !== null && theirs.fields.length > 0 && (
        <ul>
          {theirs.fields.map((field) => (
            <li key={field}>
              {t.theirs(OWN_LABELS[field], String(theirs.own[field] ?? '') || t.empty)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );

/** The fields that only a commune can fill in; last year's stand beside. */
const OwnFields = ({ form, before }: { form: FormState; before: UnitReportProps['before'] }) => (
  <>
    {OWN_NUMBERS.map((name) => (
      <TextField
        key={name}
        form={form}
        name={name}
        text={
          before === null
            ? [OWN_LABELS[name]]
            : [OWN_LABELS[name], t.lastYear(count(before.own[name]))]
        }
        required
        short
        autocomplete="off"
      />
    ))}
    {OWN_TEXTS.map((name) => (
      <TextArea key={name} form={form} name={name} text={[OWN_LABELS[name], t.textHelp]} rows={5} />
    ))}
  </>
);

const Fill = (p: UnitReportProps & { form: FormState }): VNode => (
  <form class="stack narrow" method="post" action={unitReportPath(p.id)} noValidate>
    <input type="hidden" name="version" value={p.version} />
    <OwnFields form={p.form} before={p.before} />
    {p.conflict !== 'closed' && (
      <p class="row">
        <button class="button" name="act" value="send">
          {t.send}
        </button>{' '}
        <button class="button plain" name="act" value="save">
          {t.save}
        </button>
      </p>
    )}
  </form>
);

const OwnShown = ({ contents: { own }, before }: UnitReportProps): VNode => (
  <>
    <OwnNumbersTable now={own} before={before?.own ?? null} />
    {OWN_TEXTS.map((name) => (
      <section class="stack" key={name} aria-labelledby={`o-${name}`}>
        <h3 id={`o-${name}`}>{OWN_LABELS[name]}</h3>
        <p class="typed">{own[name] === '' ? reports.paper.nothing : own[name]}</p>
      </section>
    ))}
  </>
);

const Accept = ({ id, version }: UnitReportProps): VNode => (
  <form method="post" action={reportStepPath(id, 'nhan')}>
    <input type="hidden" name="version" value={version} />
    <button class="button">{t.accept}</button>
  </form>
);

const GiveBack = ({ id, version, stepForm }: UnitReportProps): VNode => (
  <form class="stack narrow" method="post" action={reportStepPath(id, 'tra-lai')} noValidate>
    <input type="hidden" name="version" value={version} />
    <TextArea form={stepForm} name="reason" text={label(t.reason)} required rows={3} />
    <p>
      <button class="button plain">{t.giveBack}</button>
    </p>
  </form>
);

/** After the freeze: a correction of what was taken, or the report of a unit that comes late. */
const Correct = ({
  id,
  version,
  stepForm,
  before,
  words: [summary, lead, save],
}: UnitReportProps & { words: readonly [summary: string, lead: string, save: string] }): VNode => (
  <details open={Object.keys(stepForm.errors).length > 0}>
    <summary>{summary}</summary>
    <form class="stack narrow" method="post" action={reportStepPath(id, 'dinh-chinh')} noValidate>
      <p>{lead}</p>
      <input type="hidden" name="version" value={version} />
      <OwnFields form={stepForm} before={before} />
      <TextArea form={stepForm} name="reason" text={label(t.reason)} required rows={3} />
      <p>
        <button class="button">{save}</button>
      </p>
    </form>
  </details>
);

const Editions = ({ id, report, edition }: UnitReportProps): VNode | null =>
  report === null || report.edition === 1 ? null : (
    <nav aria-label={t.editions}>
      <ul class="chips">
        {[...report.earlier.map((one) => one.edition), report.edition].map((one) => (
          <li key={one}>
            <a
              href={unitReportPath(id, { edition: one === report.edition ? '' : String(one) })}
              aria-current={one === edition ? 'true' : undefined}
            >
              {t.edition(one, wasLate(report))}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );

const History = ({ report }: { report: UnitReport }): VNode => (
  <section class="stack" aria-labelledby="qua-trinh">
    <h2 id="qua-trinh">{t.history}</h2>
    <ol class="history">
      {report.events.map((event, i) => (
        <li key={i}>
          {REPORT_ACT_LABELS[event.act]}, {event.byName}, {vi.units.moment(event.at)}
          {event.reason !== '' && `: ${event.reason}`}
        </li>
      ))}
    </ol>
  </section>
);

const Told = (p: UnitReportProps): VNode => {
  const last = p.report?.events.findLast(({ act }) => act === 'returned');
  return (
    <>
      {p.report?.state === 'returned' && last !== undefined && (
        <p class="notice warn">{t.returnedBecause(last.reason)}</p>
      )}
      {p.successor !== '' && <p class="notice warn">{t.outlived(p.successor)}</p>}
      {p.stepConflict && (
        <p class="notice bad" role="alert">
          {t.stepFailed}
        </p>
      )}
      {p.outlived.length > 0 && (
        <p class="row">
          {t.mergedBefore}{' '}
          {p.outlived.map(({ id, unitName }) => (
            <>
              <a href={unitReportPath(id)} key={id}>
                {unitName}
              </a>{' '}
            </>
          ))}
        </p>
      )}
    </>
  );
};

const editionIn = (p: UnitReportProps): string =>
  p.report === null || p.edition === p.report.edition ? '' : String(p.edition);

/** What a unit reports: filled in by its people, looked at by the managing unit. */
export const UnitReportPage = (p: UnitReportProps): VNode => {
  const errors = { ...p.fill?.errors, ...p.stepForm.errors };
  return (
    <StaffPage
      frame={p.frame}
      title={t.title(ROUND_KIND_LABELS[p.round.kind], p.row.name)}
      crumbs={[
        { label: reports.title, href: staffReportsPath() },
        {
          label: `${ROUND_KIND_LABELS[p.round.kind]} ${roundDays(p.round)}`,
          href: roundPath(p.round.id),
        },
      ]}
      errors={errors}
      errorTitle={t.failed(Object.keys(errors).length)}
      notice={p.notice}
    >
      <p class="row">
        <StateBadges row={p.row} />{' '}
        <span>
          {roundDays(p.round)}. {reports.list.due(vi.units.date(p.round.due))}.
        </span>
      </p>
      <Told {...p} />
      <Conflict {...p} />
      <Editions {...p} />
      {p.report !== null && <FileLinks href={(file) => unitFilePath(p.id, file, editionIn(p))} />}
      <section class="stack" aria-labelledby="tu-sach">
        <h2 id="tu-sach">{t.shelfFigures}</h2>
        <p class="meta">
          {p.running && `${t.running} `}
          {t.shelfLead} {t.takenAt(vi.units.moment(p.contents.takenAt))}
        </p>
        <ShelfNumbersTable
          now={p.contents.shelf}
          before={p.before?.shelf ?? null}
          itemsHref={
            p.report === null ? null : (figure) => reportItemsPath(p.id, figure, editionIn(p))
          }
        />
        <GroupCharts groups={p.contents.groups} genres={p.genres} />
      </section>
      <section class="stack" aria-labelledby="tu-ghi">
        <h2 id="tu-ghi">{t.ownFigures}</h2>
        {p.fill === null ? <OwnShown {...p} /> : <Fill {...p} form={p.fill} />}
      </section>
      {p.steps.includes('accept') && <Accept {...p} />}
      {p.steps.includes('return') && <GiveBack {...p} />}
      {p.steps.includes('correct') && (
        <Correct {...p} words={[t.correct, t.correctLead, t.correctSave]} />
      )}
      {p.steps.includes('take-late') && (
        <Correct {...p} words={[t.takeLate, t.takeLateLead, t.takeLateSave]} />
      )}
      {p.report !== null && <History report={p.report} />}
    </StaffPage>
  );
};
