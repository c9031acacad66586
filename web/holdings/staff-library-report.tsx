import type { VNode } from 'preact';
import type { ReportLine } from '#server/holdings/holding-report.ts';
import type { LibraryEntry } from '#server/holdings/library.ts';
import { TextField, type FormState } from '#web/frame/form-field.tsx';
import type { Letterhead } from '#server/people/unit.ts';
import type { PageFrame } from '#web/frame/frame.tsx';
import { PaperFoot, PaperHead } from '#web/frame/official-paper.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { libraryReportPath } from '#web/paths/holdings.ts';
import { vi } from '#web/text/vi.ts';
import { libraryCrumbs } from './staff-holdings.tsx';

const t = vi.libraryReport;

export interface LibraryReportView {
  readonly from: string;
  readonly to: string;
  readonly lines: readonly ReportLine[];
  /** Copies whose state at the end the register does not tell. */
  readonly untold: number;
  readonly lent: number;
  readonly out: number;
  readonly overdue: number;
  /** Of the last stock-take that was closed, as a sentence; '' for none. */
  readonly stocktake: string;
}

export interface StaffLibraryReportProps {
  readonly frame: PageFrame;
  readonly place: LibraryEntry;
  readonly letterhead: Letterhead;
  readonly form: FormState;
  /** The half year and the years that are nearest. */
  readonly presets: readonly {
    readonly label: string;
    readonly from: string;
    readonly to: string;
  }[];
  /** Null when the period is no period. */
  readonly report: LibraryReportView | null;
}

const Choose = ({ place, form, presets, report }: StaffLibraryReportProps): VNode => (
  <div class="stack screen-only">
    <ul class="chips">
      {presets.map((p) => (
        <li key={p.label}>
          <a
            href={libraryReportPath(place.id, p)}
            aria-current={report?.from === p.from && report.to === p.to ? 'page' : undefined}
          >
            {p.label}
          </a>
        </li>
      ))}
    </ul>
    <form class="stack narrow" action={libraryReportPath(place.id)}>
      <div class="pair">
        <TextField form={form} name="tu" text={t.from as [string]} required short />
        <TextField form={form} name="den" text={t.to as [string]} required short />
      </div>
      <p>
        <button class="button plain">{t.show}</button>
      </p>
    </form>
    {report !== null && (
      <ul class="row">
        <li>
          <a href={libraryReportPath(place.id, report, '.csv')} download>
            {t.csv}
          </a>
        </li>
        <li>
          <a href={libraryReportPath(place.id, report, '.xlsx')} download>
            {t.xlsx}
          </a>
        </li>
      </ul>
    )}
    <p class="meta">{t.printing}</p>
  </div>
);

const Figures = ({ lines }: { lines: readonly ReportLine[] }): VNode => {
  const count = (n: number): string => vi.units.count(n);
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{t.kind}</th>
          {[t.titles, t.copies, t.added, t.gone, t.value].map((name) => (
            <th scope="col" class="num" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.kind}>
            <th scope="row">
              {line.kind === 'all' || line.kind === '' ? '' : `${line.kind}) `}
              {t.kinds[line.kind]}
            </th>
            <td class="num" data-label={t.titles}>
              {count(line.titles)}
            </td>
            <td class="num" data-label={t.copies}>
              {count(line.copies)}
            </td>
            <td class="num" data-label={t.added}>
              {count(line.added)}
            </td>
            <td class="num" data-label={t.gone}>
              {count(line.gone)}
            </td>
            <td class="num" data-label={t.value}>
              {count(line.value)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

type Library = StaffLibraryReportProps['place'];

const LibraryFacts = ({ library, unit }: { library: Library; unit: string }): VNode => {
  const { name, address, keeper, founded } = library.value;
  return (
    <dl class="facts">
      <dt>{t.library}</dt>
      <dd>
        {name}, {address}
      </dd>
      <dt>{t.unit}</dt>
      <dd>{unit}</dd>
      <dt>{t.keeper}</dt>
      <dd>{keeper === '' ? t.blank : keeper}</dd>
      <dt>{t.founded}</dt>
      <dd>{founded === '' ? t.blank : founded}</dd>
    </dl>
  );
};

const UseFacts = ({ report }: { report: LibraryReportView }): VNode => (
  <dl class="facts">
    <dt>{t.lent}</dt>
    <dd>{vi.units.count(report.lent)}</dd>
    <dt>{t.out}</dt>
    <dd>{vi.units.count(report.out)}</dd>
    <dt>{t.overdue}</dt>
    <dd>{vi.units.count(report.overdue)}</dd>
    <dt>{t.onSite}</dt>
    <dd>{t.blank}</dd>
    <dt>{t.stocktake}</dt>
    <dd>{report.stocktake === '' ? t.stocktakeNone : report.stocktake}</dd>
  </dl>
);

/** The form of the report as it is printed and signed. */
const ReportForm = ({
  library,
  letterhead,
  report,
}: {
  library: Library;
  letterhead: Letterhead;
  report: LibraryReportView;
}): VNode => (
  <article class="stack">
    <PaperHead letterhead={letterhead} subject={t.subject} />
    <h2 class="screen-only">{t.formTitle}</h2>
    <p>
      {t.period(vi.units.date(report.from), vi.units.date(report.to))}. {t.basis}
    </p>
    <LibraryFacts library={library} unit={letterhead.unit} />
    <h3>{t.stockSection}</h3>
    <Figures lines={report.lines} />
    {report.untold > 0 && <p class="notice warn">{t.untold(vi.units.count(report.untold))}</p>}
    <h3>{t.useSection}</h3>
    <UseFacts report={report} />
    <p>
      {t.others} {t.blank}
    </p>
    <p class="meta">{t.note}</p>
    <PaperFoot keeper={library.value.keeper || t.blank} />
  </article>
);

export const StaffLibraryReportPage = (props: StaffLibraryReportProps): VNode => {
  const { frame, place, letterhead, form, report } = props;
  return (
    <StaffPage
      frame={frame}
      title={t.title}
      crumbs={libraryCrumbs(place)}
      errors={form.errors}
      errorTitle={t.errorTitle}
    >
      <Choose {...props} />
      {report !== null && <ReportForm library={place} letterhead={letterhead} report={report} />}
    </StaffPage>
  );
};
