import type { FigureTable } from '#server/tables/routes/write-table.ts';
import type { NamedTally, QuestionTallies } from '#web/questions/staff-figures.tsx';
import { vi } from '#web/text/vi.ts';

const t = vi.questions.figuresPage;

const row = ({ name, tally }: NamedTally): (string | number)[] => [
  name,
  tally.all,
  tally.open,
  tally.late,
  tally.answered,
  tally.closed,
  // A comma: the other figures of the sheet are whole, and this one is read in Vietnamese.
  tally.medianDays === null ? '' : String(tally.medianDays).replace('.', ','),
  tally.helped,
  tally.notHelped,
];

/** The figures of the page as sheets. */
export function questionTables({ since, all, bySubject, byUnit }: QuestionTallies): FigureTable[] {
  const columns = [
    t.group,
    t.all,
    t.open,
    t.late,
    t.answered,
    t.closed,
    t.median,
    t.didHelp,
    t.didNotHelp,
  ];
  return [
    {
      name: t.all,
      heading: [t.title, t.lead(vi.units.date(since))],
      columns,
      rows: [row({ name: t.all, tally: all })],
    },
    { name: t.bySubject, heading: [t.bySubject], columns, rows: bySubject.map(row) },
    { name: t.byUnit, heading: [t.byUnit], columns, rows: byUnit.map(row) },
  ];
}
