import type { VNode } from 'preact';
import { vi } from '#web/text/vi.ts';

export interface Change {
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

const t = vi.imports;

/** What was and what will be, field by field. */
export const ChangeList = ({ changes }: { changes: readonly Change[] }): VNode | null =>
  changes.length === 0 ? null : (
    <ul class="changes">
      {changes.map(({ column, before, after }) => (
        <li key={column}>
          <b>{column}:</b>{' '}
          {before !== '' && (
            <>
              <span class="hidden">{t.was} </span>
              <del>{before}</del>{' '}
            </>
          )}
          <span class="hidden">{t.willBe} </span>
          {after === '' ? <i>{t.emptied}</i> : <ins>{after}</ins>}
        </li>
      ))}
    </ul>
  );
