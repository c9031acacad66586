import type { VNode } from 'preact';
import { vi } from '../text/vi.ts';

/** Keyset paging: onward, or back to the start. */
export const Pager = ({ next, first }: { next: string | null; first: string | null }): VNode | null => {
  if (next === null && first === null) return null;
  return (
    <nav class="pager" aria-label={vi.pager.label}>
      {first !== null && <a href={first}>{vi.pager.first}</a>}
      {next !== null && <a href={next} rel="next">{vi.pager.next}</a>}
    </nav>
  );
};
