import type { VNode } from 'preact';
import { staffItemActionPath, staffItemPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.unsaved;

/** What was typed and not saved, to take up again or to drop. */
export const Unsaved = ({ id, at }: { id: string; at: string }): VNode => (
  <section class="notice warn stack" aria-labelledby="do-dang">
    <h2 id="do-dang">{t.title}</h2>
    <p>{t.lead}</p>
    <form class="row" method="post" action={staffItemActionPath(id, 'bo-do-dang')}>
      <a class="button" href={staffItemPath(id, { restore: true })}>
        {t.restore(vi.units.moment(at))}
      </a>
      <button class="button plain">{t.drop}</button>
    </form>
  </section>
);
