import type { VNode } from 'preact';
import { useText } from '#web/text/use-text.ts';

/** Keyset paging: onward, or back to the start. */
export const Pager = ({
  next,
  first,
}: {
  next: string | null;
  first: string | null;
}): VNode | null => {
  const text = useText();
  if (next === null && first === null) return null;
  return (
    <nav class="pager" aria-label={text.pager.label}>
      {first !== null && <a href={first}>{text.pager.first}</a>}
      {next !== null && (
        <a href={next} rel="next">
          {text.pager.next}
        </a>
      )}
    </nav>
  );
};
