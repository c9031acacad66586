import type { VNode } from 'preact';

/** The same table as a workbook and as CSV, to take along, edit and send back. */
export const TableLinks = ({
  lead,
  href,
}: {
  lead: string;
  href: (form: '.xlsx' | '.csv') => string;
}): VNode => (
  <p class="meta">
    {lead}{' '}
    <a href={href('.xlsx')} download>
      XLSX
    </a>
    ,{' '}
    <a href={href('.csv')} download>
      CSV
    </a>
  </p>
);
