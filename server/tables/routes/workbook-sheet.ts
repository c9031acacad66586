/** A sheet of a workbook as plain data, so that it can be handed to a thread. */
export interface WorkbookSheet {
  readonly name: string;
  /** In letters. */
  readonly widths: readonly number[];
  /** Bold lines above the rows. */
  readonly heading: readonly (readonly string[])[];
  /** Texts stay texts, whatever they begin with; null and '' are empty cells. */
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** Whether long texts go on below. */
  readonly wrapped?: boolean;
  /** Whether the heading stays when the sheet is scrolled. */
  readonly stickyHeading?: boolean;
  /** XML that follows the cells (ECMA-376 part 1 §18.3.1.99). */
  readonly afterCells?: string;
}

/** What the thread is told: rows of the first sheet that come after its own, then that all are there. */
export type WorkbookMessage = { readonly rows: WorkbookSheet['rows'] } | { readonly end: true };
