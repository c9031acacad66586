import { ITEM_FIGURES, helpedShare, sumsBy } from '../report-figures.ts';
import type { GroupSums, ShelfNumbers } from '../report-figures.ts';
import { SHELF_FIGURES } from '../report-figures.ts';
import { OWN_LABELS, OWN_NUMBERS, OWN_TEXTS, type OwnNumber } from '../own-figures.ts';
import { SHELF_FIGURE_LABELS } from '../report-labels.ts';
import type { ReportContents } from '../report.ts';
import type { ReportRound } from '../round.ts';
import type { SummedReport } from '../summed-report.ts';
import { dayInVietnam } from '#server/base/vietnam-time.ts';
import type { Paper, PaperBlock } from '#server/papers/paper.ts';
import type { Letterhead } from '#server/people/unit.ts';
import type { FigureTable } from '#server/tables/routes/write-table.ts';
import type { Genre } from '#server/vocabulary/genre.ts';
import { subjectLabel } from '#server/vocabulary/subject.ts';
import { termLabel, type Terms } from '#server/vocabulary/term.ts';
import { vi } from '#web/text/vi.ts';

const { report, summed: s, paper: t } = vi.reports;

type Own = Readonly<Record<OwnNumber, number | null>>;

export interface Numbers {
  readonly shelf: ShelfNumbers;
  readonly own: Own;
}

export interface PaperContext {
  readonly round: ReportRound;
  readonly letterhead: Letterhead;
  readonly genres: Terms<Genre>;
  /** The present instant. */
  readonly now: string;
  readonly before: Numbers | null;
}

/** A round that is a year or a half of one by its name; any other with its days. */
function periodWords({ kind, from, to }: ReportRound): string {
  const [begins, ends] = [from.slice(4), to.slice(4)];
  const year = from.slice(0, 4);
  if (to.startsWith(year) && begins === '-01-01' && ends === '-12-31') return t.wholeYear(year);
  if (to.startsWith(year) && begins === '-01-01' && ends === '-06-30') return t.firstHalf(year);
  if (to.startsWith(year) && begins === '-07-01' && ends === '-12-31') return t.secondHalf(year);
  return (kind === 'year' ? t.year : t.halfYear)(vi.units.date(from), vi.units.date(to));
}

const shareCell = (share: number | null): string =>
  share === null ? '–' : `${String(share).replace('.', ',')}%`;

type Line = readonly [name: string, now: number | string, before: number | string];

/** All numbers of a report beside those of the year before. */
function numberLines({ shelf, own }: Numbers, before: Numbers | null): Line[] {
  return [
    ...SHELF_FIGURES.map((name): Line => [
      SHELF_FIGURE_LABELS[name],
      shelf[name],
      before?.shelf[name] ?? '–',
    ]),
    [
      report.helped,
      shareCell(helpedShare(shelf)),
      before === null ? '–' : shareCell(helpedShare(before.shelf)),
    ],
    ...OWN_NUMBERS.map((name): Line => [
      OWN_LABELS[name],
      own[name] ?? '–',
      before?.own[name] ?? '–',
    ]),
  ];
}

const nameOf = (key: 'subject' | 'genre', genres: Terms<Genre>, code: string): string =>
  code === '' ? report.noName : key === 'subject' ? subjectLabel(code) : termLabel(genres, code);

const GROUP_HEADS = ITEM_FIGURES.map((name) => SHELF_FIGURE_LABELS[name]);

/** Each group's stock as a chart, and all its numbers as a table. */
const groupBlocks = (groups: readonly GroupSums[], genres: Terms<Genre>): PaperBlock[] =>
  groups.length === 0
    ? []
    : (['subject', 'genre'] as const).flatMap((key): PaperBlock[] => {
        const sums = sumsBy(groups, key);
        const caption = key === 'subject' ? report.bySubject : report.byGenre;
        return [
          {
            kind: 'table',
            caption,
            header: [[report[key], ...GROUP_HEADS]],
            widths: [3, 1.4, 1, 1, 1.2, 1.2],
            rows: sums.map((one) => [
              nameOf(key, genres, one.key),
              ...ITEM_FIGURES.map((figure) => one[figure]),
            ]),
          },
          {
            kind: 'chart',
            caption: `${caption}: ${SHELF_FIGURE_LABELS.stock}`,
            header: [report[key], t.value],
            bars: sums.map((one) => ({
              label: nameOf(key, genres, one.key),
              value: one.stock,
            })),
          },
        ];
      });

const numbersBlock = (lines: readonly Line[]): PaperBlock => ({
  kind: 'table',
  caption: '',
  header: [[report.figure, report.now, report.before]],
  widths: [3, 1, 1.2],
  rows: lines,
});

const paragraphs = (text: string): PaperBlock[] =>
  (text === '' ? t.nothing : text)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: 'paragraph', text: line }));

function paperOf(
  { round, letterhead, now }: PaperContext,
  rest: Pick<Paper, 'addressees' | 'blocks' | 'recipients' | 'appendices'>,
): Paper {
  const [year, month, day] = dayInVietnam(now).split('-') as [string, string, string];
  return {
    bodies: { above: letterhead.above, body: letterhead.unit },
    number: t.number('……'),
    placeAndDay: t.placeAndDay(day, month, year),
    title: vi.officialPaper.report,
    summary: t.subject(periodWords(round)),
    signature: { authority: [], position: t.head, name: '' },
    ...rest,
  };
}

const SHELF_LINES = SHELF_FIGURES.length + 1;

/** The report of one unit as a document to sign. */
export function unitPaper(
  context: PaperContext,
  contents: ReportContents,
  { edition, late }: { readonly edition: number; readonly late: boolean },
): Paper {
  const lines = numberLines(contents, context.before);
  return paperOf(context, {
    addressees: t.unitTo,
    recipients: t.unitReceivers,
    appendices: [],
    blocks: [
      { kind: 'paragraph', text: t.basis },
      ...(edition === 1
        ? []
        : [{ kind: 'paragraph', text: t.edition(edition, late), look: 'italic' } as const]),
      { kind: 'heading', level: 1, text: t.parts.shelf },
      numbersBlock(lines.slice(0, SHELF_LINES)),
      ...groupBlocks(contents.groups, context.genres),
      { kind: 'heading', level: 1, text: t.parts.own },
      numbersBlock(lines.slice(SHELF_LINES)),
      { kind: 'heading', level: 1, text: t.parts.ownWords },
      ...OWN_TEXTS.flatMap((name): PaperBlock[] => [
        { kind: 'heading', level: 2, text: OWN_LABELS[name] },
        ...paragraphs(contents.own[name]),
      ]),
      { kind: 'paragraph', text: t.end },
    ],
  });
}

const UNIT_FIGURES = ['stock', 'added', 'reads', 'downloads'] as const;
const UNIT_HEADS = [
  report.unitHeads.stock,
  report.unitHeads.added,
  report.unitHeads.reads,
  report.unitHeads.downloads,
  report.unitHeads.events,
  report.unitHeads.listeners,
];

const unitRow = ({ shelf, own }: Numbers): number[] => [
  ...UNIT_FIGURES.map((name) => shelf[name]),
  own.events ?? 0,
  own.listeners ?? 0,
];

function unitsBlock(summed: SummedReport): PaperBlock {
  const rows = summed.units.flatMap(({ name, contents }) =>
    contents === null ? [] : [[name, ...unitRow(contents)]],
  );
  return {
    kind: 'table',
    caption: '',
    header: [[t.order, vi.reports.round.unit, ...UNIT_HEADS]],
    widths: [0.7, 3.2, 1.2, 0.9, 1.2, 1.2, 1, 1.1],
    sums: 1,
    rows: [
      ...rows.map((row, i) => [i + 1, ...row]),
      ['', s.sum, ...unitRow({ shelf: summed.shelf, own: summed.own })],
    ],
  };
}

/** What units say, each under its name. */
const wordBlocks = (summed: SummedReport): PaperBlock[] => {
  const said = summed.units.flatMap(({ name, contents }) =>
    OWN_TEXTS.flatMap((field): PaperBlock[] =>
      contents === null || contents.own[field] === ''
        ? []
        : [
            { kind: 'heading', level: 3, text: `${name}: ${OWN_LABELS[field]}` },
            ...paragraphs(contents.own[field]),
          ],
    ),
  );
  return said.length === 0 ? [{ kind: 'paragraph', text: t.nothing }] : said;
};

/** The reports of a round as one document to sign. */
export function summedPaper(context: PaperContext, summed: SummedReport): Paper {
  const lines = numberLines(summed, context.before);
  const missing = summed.units.filter(({ contents }) => contents === null);
  return paperOf(context, {
    addressees: t.to,
    recipients: t.receivers,
    blocks: [
      { kind: 'paragraph', text: t.basis },
      { kind: 'paragraph', text: s.lead(summed.counted, summed.units.length) },
      { kind: 'heading', level: 1, text: t.parts.shelf },
      numbersBlock(lines.slice(0, SHELF_LINES)),
      ...groupBlocks(summed.groups, context.genres),
      { kind: 'heading', level: 1, text: t.parts.own },
      numbersBlock(lines.slice(SHELF_LINES)),
      { kind: 'heading', level: 1, text: t.parts.units },
      unitsBlock(summed),
      { kind: 'heading', level: 1, text: t.parts.words },
      ...wordBlocks(summed),
      { kind: 'paragraph', text: t.end },
    ],
    appendices:
      missing.length === 0
        ? []
        : [
            {
              heading: t.appendix,
              title: t.missingTitle,
              blocks: [{ kind: 'list', numbered: true, entries: missing.map(({ name }) => name) }],
            },
          ],
  });
}

const numbersTable = (heading: readonly string[], lines: readonly Line[]): FigureTable => ({
  name: s.totals,
  heading,
  columns: [report.figure, report.now, report.before],
  rows: lines,
});

const groupTables = (groups: readonly GroupSums[], genres: Terms<Genre>): FigureTable => ({
  name: report.bySubject,
  heading: [report.bySubject],
  columns: [report.subject, report.genre, ...GROUP_HEADS],
  rows: groups.map((one) => [
    nameOf('subject', genres, one.subject),
    nameOf('genre', genres, one.genre),
    ...ITEM_FIGURES.map((figure) => one[figure]),
  ]),
});

/** The report of one unit as sheets; numbers are plain, so that they can be reckoned with. */
export const unitTables = (
  { round, letterhead, genres, before }: PaperContext,
  contents: ReportContents,
): FigureTable[] => [
  numbersTable(
    [letterhead.unit, t.subject(periodWords(round))],
    [
      ...numberLines(contents, before),
      ...OWN_TEXTS.map((name): Line => [OWN_LABELS[name], contents.own[name], '']),
    ],
  ),
  groupTables(contents.groups, genres),
];

/** The reports of a round as sheets, every unit with all its numbers and words. */
export const summedTables = (
  { round, letterhead, genres, before }: PaperContext,
  summed: SummedReport,
): FigureTable[] => [
  numbersTable(
    [letterhead.unit, t.subject(periodWords(round)), s.lead(summed.counted, summed.units.length)],
    numberLines(summed, before),
  ),
  {
    name: s.byUnit,
    heading: [s.byUnit],
    columns: [
      vi.reports.round.unit,
      ...SHELF_FIGURES.map((name) => SHELF_FIGURE_LABELS[name]),
      ...[...OWN_NUMBERS, ...OWN_TEXTS].map((name) => OWN_LABELS[name]),
    ],
    rows: summed.units.map(({ name, contents }) =>
      contents === null
        ? [name, s.notCounted]
        : [
            name,
            ...SHELF_FIGURES.map((one) => contents.shelf[one]),
            ...[...OWN_NUMBERS, ...OWN_TEXTS].map((one) => contents.own[one] ?? ''),
          ],
    ),
  },
  groupTables(summed.groups, genres),
];
