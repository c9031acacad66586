import type { VNode } from 'preact';
import type { TextRun } from '#server/search/search-query.ts';

/** A paragraph of marked and plain stretches. */
export type Paragraph = readonly TextRun[];

/** Words of the query marked inside a text. */
export const Marked = ({ runs }: { runs: readonly TextRun[] }): VNode => (
  <>{runs.map((run, i) => (run.mark ? <mark key={i}>{run.text}</mark> : run.text))}</>
);
