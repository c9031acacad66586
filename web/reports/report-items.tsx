import type { VNode } from 'preact';
import type { ItemFigure, ReportItem } from '#server/reports/report-figures.ts';
import { SHELF_FIGURE_LABELS } from '#server/reports/report-labels.ts';
import type { Genre } from '#server/vocabulary/genre.ts';
import { subjectLabel } from '#server/vocabulary/subject.ts';
import { termLabel, type Terms } from '#server/vocabulary/term.ts';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { itemPath } from '#web/paths/reading.ts';
import { staffReportsPath, unitReportPath } from '#web/paths/reports.ts';
import { vi } from '#web/text/vi.ts';

const { items: t, report, ...reports } = vi.reports;

export interface ReportItemsProps {
  readonly frame: PageFrame;
  readonly id: string;
  readonly unitName: string;
  readonly figure: ItemFigure;
  readonly edition: string;
  readonly items: readonly ReportItem[];
  readonly genres: Terms<Genre>;
}

/** The items behind a figure of a report, each with what it adds. */
export const ReportItemsPage = (p: ReportItemsProps): VNode => {
  const name = SHELF_FIGURE_LABELS[p.figure];
  const sum = p.items.reduce((all, item) => all + item[p.figure], 0);
  return (
    <StaffPage
      frame={p.frame}
      title={t.title(name)}
      crumbs={[
        { label: reports.title, href: staffReportsPath() },
        { label: p.unitName, href: unitReportPath(p.id, { edition: p.edition }) },
      ]}
    >
      <p>
        {t.lead(vi.units.count(p.items.length), vi.units.count(sum))} {t.asThen}
      </p>
      {p.items.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <table class="cards">
          <caption class="hidden">{t.title(name)}</caption>
          <thead>
            <tr>
              <th scope="col">{t.item}</th>
              <th scope="col">{report.subject}</th>
              <th scope="col">{report.genre}</th>
              <th scope="col" class="num">
                {t.count}
              </th>
            </tr>
          </thead>
          <tbody>
            {p.items.map((item) => (
              <tr key={item.id}>
                <th scope="row">
                  <a href={itemPath(item.id)}>{item.title}</a>
                </th>
                <td data-label={report.subject}>
                  {item.subject === '' ? report.noName : subjectLabel(item.subject)}
                </td>
                <td data-label={report.genre}>{termLabel(p.genres, item.genre)}</td>
                <td class="num" data-label={t.count}>
                  {vi.units.count(item[p.figure])}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </StaffPage>
  );
};
