import type { VNode } from 'preact';
import type { TextRun } from '#server/search/search-query.ts';

/** A paragraph of marked and plain stretches. */
export type Paragraph = readonly TextRun[];

/** Words of the query marked inside a text; `first` is the id of the first of them. */
export const Marked = ({
  runs,
  first,
}: {
  runs: readonly TextRun[];
  first?: string | undefined;
}): VNode => {
  const at = runs.findIndex((run) => run.mark);
  return (
    <>
      {runs.map((run, i) =>
        run.mark ? (
          <mark key={i} id={i === at ? first : undefined}>
            {run.text}
          </mark>
        ) : (
          run.text
        ),
      )}
    </>
  );
};
