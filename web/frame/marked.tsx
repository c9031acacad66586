import type { VNode } from 'preact';
import type { TextRun } from '#server/search/search-query.ts';

/** Words of the query marked inside a text. */
export const Marked = ({ runs }: { runs: readonly TextRun[] }): VNode => (
  <>{runs.map((run, i) => (run.mark ? <mark key={i}>{run.text}</mark> : run.text))}</>
);
