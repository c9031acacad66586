import type { VNode } from 'preact';
import type { Whereabouts } from '#server/workflow/whereabouts.ts';
import { staffItemActionPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.review;

/** In one sentence; nothing for whoever has not sent it. */
export const whereText = ({ stage, holder, since }: Whereabouts): string => {
  const place = holder === '' ? t.places[stage] : `${holder}, ${t.doing[stage]}`;
  return t.whereabouts(place, vi.units.day(since));
};

export const WhereItIs = ({ whereabouts }: { whereabouts: Whereabouts | null }): VNode | null =>
  whereabouts === null ? null : <p class="meta">{whereText(whereabouts)}</p>;

/** Whoever sent it takes it back, while nobody has taken it over. */
export const Recall = ({ id }: { id: string }): VNode => (
  <form class="card stack" method="post" action={staffItemActionPath(id, 'rut')}>
    <p>{t.recallLead}</p>
    <p>
      <button class="button plain">{t.recall}</button>
    </p>
  </form>
);
