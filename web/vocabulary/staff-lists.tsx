import type { VNode } from 'preact';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { staffPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.lists;

export interface StaffListsProps {
  readonly frame: PageFrame;
  /** Lists this person may open: what it is, where, what for. */
  readonly lists: readonly {
    readonly name: string;
    readonly href: string;
    readonly note: string;
  }[];
}

export const StaffListsPage = ({ frame, lists }: StaffListsProps): VNode => (
  <Frame
    {...frame}
    title={t.title}
    noindex
    staff
    crumbs={[{ label: vi.frame.work, href: staffPath() }]}
  >
    <main class="wrap" id="noi-dung">
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <ul class="rows">
        {lists.map(({ name, href, note }) => (
          <li class="task" key={href}>
            <div>
              <h2>
                <a href={href}>{name}</a>
              </h2>
              <p class="meta">{note}</p>
            </div>
          </li>
        ))}
      </ul>
    </main>
  </Frame>
);
