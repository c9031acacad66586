import { vi } from '#web/text/vi.ts';
import { catalogColumns, columnLabel, type CatalogColumn } from '../catalog-row.ts';
import { LANGUAGES } from '#server/base/language.ts';
import { RIGHTS } from '#server/items/rights.ts';
import type { WorkbookSheet } from '#server/tables/routes/workbook-sheet.ts';
import { writeWorkbook } from '#server/tables/routes/write-workbook.ts';
import { MOST_SHEET_ROWS } from '#server/tables/sheet.ts';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import { choosable, type Term, type Terms } from '#server/vocabulary/term.ts';
import { VALIDITY } from '#server/items/validity.ts';
import type { Vocabulary } from '#server/vocabulary/vocabulary.ts';

const words = vi.imports.workbook;

interface Choice {
  readonly column: CatalogColumn;
  readonly labels: readonly string[];
  readonly several: boolean;
}

const offered = (terms: Terms<Term>): string[] => choosable(terms).map(({ label }) => label);

/** Columns with a drop-down; those that may hold several values take others too. */
const choicesOf = ({ genres, audiences }: Vocabulary): readonly Choice[] => [
  { column: 'genre', labels: offered(genres), several: false },
  { column: 'language', labels: LANGUAGES.map((l) => l.label), several: false },
  { column: 'validity', labels: VALIDITY.map((v) => v.label), several: false },
  { column: 'rights', labels: RIGHTS.map((r) => r.label), several: false },
  { column: 'subjects', labels: SUBJECTS.map((s) => s.label), several: true },
  { column: 'audiences', labels: offered(audiences), several: true },
];

const WIDTHS: Partial<Readonly<Record<CatalogColumn, number>>> = {
  id: 16,
  file: 30,
  title: 50,
  abstract: 60,
  compilers: 40,
  lawRefs: 50,
  subjects: 30,
  keywords: 30,
  rights: 30,
  genre: 26,
};

/** `0` → `A`, `27` → `AB`. */
const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) +
  String.fromCharCode(65 + (column % 26));

/**
 * ECMA-376 part 1 §18.3.1.33: lists live on a sheet of their own, because a list written in place
 * ends at 255 characters.
 */
const validations = (columns: readonly CatalogColumn[], choices: readonly Choice[]): string => {
  const rules = choices.flatMap(({ column, labels, several }, i) => {
    const at = columns.indexOf(column);
    if (at < 0) return [];
    const [from, list] = [letters(at), letters(i)];
    return [
      `<dataValidation type="list" allowBlank="1" ${several ? '' : 'showErrorMessage="1" errorTitle="Không có trong danh mục" error="Hãy chọn trong danh sách." '}sqref="${from}2:${from}${MOST_SHEET_ROWS + 1}"><formula1>'${words.lists}'!$${list}$2:$${list}$${labels.length + 1}</formula1></dataValidation>`,
    ];
  });
  return `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
};

function listSheet(choices: readonly Choice[]): WorkbookSheet {
  const most = Math.max(...choices.map((c) => c.labels.length));
  return {
    name: words.lists,
    widths: choices.map(() => 40),
    heading: [choices.map((c) => columnLabel(c.column))],
    rows: Array.from({ length: most }, (_, i) => choices.map((c) => c.labels[i] ?? null)),
  };
}

/** The empty sheet of the catalogue, and beside it the lists of its drop-downs. */
function catalogSheets(vocabulary: Vocabulary): [WorkbookSheet, WorkbookSheet] {
  const choices = choicesOf(vocabulary);
  return [
    {
      name: words.data,
      widths: catalogColumns.map((column) => WIDTHS[column] ?? 20),
      heading: [catalogColumns.map(columnLabel)],
      rows: [],
      stickyHeading: true,
      afterCells: validations(catalogColumns, choices),
    },
    listSheet(choices),
  ];
}

/** An empty sheet to fill in, with drop-downs and what the columns mean. */
export const sheetTemplate = (vocabulary: Vocabulary): Promise<Buffer> =>
  writeWorkbook([
    ...catalogSheets(vocabulary),
    {
      name: words.helpName,
      widths: [110],
      heading: [],
      rows: words.help.map((line) => [line]),
      wrapped: true,
    },
  ]);

type Cells = Readonly<Record<CatalogColumn, string>>;

async function* rowsOf(cells: AsyncIterable<Cells> | Iterable<Cells>): AsyncIterable<string[]> {
  for await (const row of cells) yield catalogColumns.map((column) => row[column]);
}

/**
 * The catalogue as a sheet that can be edited and imported again; every cell is text, so that codes
 * keep their zeros.
 */
export const catalogWorkbook = (
  cells: AsyncIterable<Cells> | Iterable<Cells>,
  vocabulary: Vocabulary,
): Promise<Buffer> => writeWorkbook(catalogSheets(vocabulary), rowsOf(cells));
