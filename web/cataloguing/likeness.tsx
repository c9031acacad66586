import type { VNode } from 'preact';
import type { ItemState } from '#server/items/item.ts';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.likeness;

export interface LikenessView {
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: ItemState;
    readonly kind: 'file' | 'text' | 'name';
    readonly percent: number | null;
  }[];
}

const why = (kind: 'file' | 'text' | 'name', percent: number | null): string =>
  kind === 'text' ? t.kinds.text(percent ?? 0) : t.kinds[kind];

/** A warning with links; nothing is held up by it. */
export const Likenesses = ({ likeness: { items } }: { likeness: LikenessView }): VNode | null =>
  items.length === 0 ? null : (
    <section class="notice warn stack" aria-labelledby="trung">
      <h2 id="trung">{t.title}</h2>
      <p>{t.lead}</p>
      <ul>
        {items.map(({ id, title, state, kind, percent }) => (
          <li key={id}>
            <a href={staffItemPath(id)}>{title === '' ? vi.edit.untitled : title}</a>{' '}
            <span class="meta">
              {why(kind, percent)} · {vi.state[state]}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
