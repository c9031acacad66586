import type { VNode } from 'preact';
import { Badge } from '#web/frame/badge.tsx';
import { vi } from '#web/text/vi.ts';

const t = vi.review;

/** One fact of the record as people read it; `before` when the version readers see has another. */
export interface FactView {
  readonly label: string;
  readonly value: string;
  readonly before: string | null;
}

export const Facts = ({ facts }: { facts: readonly FactView[] }): VNode => (
  <dl class="facts">
    {facts.map((f) => (
      <>
        <dt>{f.label}</dt>
        <dd>
          {f.value === '' ? t.nothingToNothing : f.value}
          {f.before !== null && (
            <>
              {' '}
              <Badge tone="warn" label={t.changed} />
              <br />
              <del>{f.before === '' ? t.nothingToNothing : f.before}</del>
            </>
          )}
        </dd>
      </>
    ))}
  </dl>
);
