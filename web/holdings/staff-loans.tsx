import type { VNode } from 'preact';
import type { Loan } from '#server/holdings/holding.ts';
import type { LibraryEntry } from '#server/holdings/library.ts';
import type { PageFrame } from '#web/frame/frame.tsx';
import { DueBadge } from './lending.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { holdingPath, libraryLoansPath } from '#web/paths/holdings.ts';
import { vi } from '#web/text/vi.ts';
import { libraryCrumbs } from './staff-holdings.tsx';

const t = vi.loans;

export interface LoanRow extends Loan {
  readonly registerNumber: string;
  readonly title: string;
  readonly overdueDays: number;
}

export interface StaffLoansProps {
  readonly frame: PageFrame;
  readonly place: LibraryEntry;
  readonly rows: readonly LoanRow[];
  readonly next: string | null;
  readonly first: boolean;
}

export const StaffLoansPage = ({ frame, place, rows, next, first }: StaffLoansProps): VNode => (
  <StaffPage frame={frame} title={t.title} crumbs={libraryCrumbs(place)}>
    <p>{t.lead}</p>
    {rows.length === 0 ? (
      <p>{t.none}</p>
    ) : (
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">{vi.holdings.number}</th>
            <th scope="col">{vi.holdings.item}</th>
            <th scope="col">{t.lentTo}</th>
            <th scope="col">{t.contactLabel}</th>
            <th scope="col">{t.dueLabel}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <a href={holdingPath(row.holdingId)}>{row.registerNumber}</a>
              </th>
              <td data-label={vi.holdings.item}>{row.title}</td>
              <td data-label={t.lentTo}>{row.borrower}</td>
              <td data-label={t.contactLabel}>{row.contact}</td>
              <td data-label={t.dueLabel}>
                {vi.units.date(row.dueOn)}{' '}
                {row.overdueDays > 0 && (
                  <DueBadge dueOn={row.dueOn} overdueDays={row.overdueDays} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    <Pager
      next={next === null ? null : libraryLoansPath(place.id, next)}
      first={first ? null : libraryLoansPath(place.id)}
    />
  </StaffPage>
);
