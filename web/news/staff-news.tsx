import type { VNode } from 'preact';
import { showPartialDate } from '#server/base/partial-date.ts';
import type { UnitEntryState } from '#server/site/unit-entry.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { staffNewsPath, staffNewsPiecePath } from '#web/paths/news.ts';
import { vi } from '#web/text/vi.ts';
import type { NewsView } from './news-list.tsx';

const t = vi.newsForm;

export type NewsTab = keyof typeof t.parts;

/** A row, and whether its days on show have not come or are over. */
export interface StaffNewsRow extends NewsView {
  readonly time: 'now' | 'later' | 'over';
}

export interface StaffNewsListProps {
  readonly frame: PageFrame;
  readonly part: NewsTab;
  readonly rows: readonly StaffNewsRow[];
  readonly next: string | null;
  readonly first: boolean;
  readonly notice: string | null;
  readonly mayWrite: boolean;
}

const TONES: Readonly<Record<UnitEntryState, Tone>> = {
  draft: '',
  submitted: 'warn',
  published: 'good',
  withdrawn: 'bad',
};

export const NewsBadges = ({ entry: { state, value, from, to }, time }: StaffNewsRow): VNode => (
  <p class="row">
    <Badge tone={TONES[state]} label={t.states[state]} />{' '}
    {value.kind !== 'news' && <Badge label={vi.newsPages.kinds[value.kind] ?? ''} />}{' '}
    {value.replaces !== undefined && <Badge label={t.isChange} />}{' '}
    {value.pinned && <Badge label={t.pinned} />}{' '}
    {time === 'later' && <Badge tone="warn" label={t.later(showPartialDate(from ?? ''))} />}
    {time === 'over' && <Badge tone="warn" label={t.over(showPartialDate(to ?? ''))} />}
  </p>
);

const Row = (row: StaffNewsRow): VNode => (
  <li class="task">
    <div>
      <h2>
        <a href={staffNewsPiecePath(row.entry.id)}>{row.entry.value.title}</a>
      </h2>
      <NewsBadges {...row} />
      <p class="meta">
        {[row.unitName, row.entry.changedBy, vi.units.moment(row.entry.changedAt)].join(' · ')}
      </p>
    </div>
  </li>
);

/** News of the units that somebody works for. */
export const StaffNewsListPage = (p: StaffNewsListProps): VNode => (
  <StaffPage
    frame={p.frame}
    title={t.title}
    notice={p.notice}
    aside={
      p.mayWrite && (
        <a class="button" href={staffNewsPiecePath('moi')}>
          {t.add}
        </a>
      )
    }
  >
    <p class="narrow">{t.lead}</p>
    <nav aria-label={t.partsLabel}>
      <ul class="chips">
        {(Object.keys(t.parts) as NewsTab[]).map((name) => (
          <li key={name}>
            <a
              href={staffNewsPath({ state: name })}
              aria-current={name === p.part ? 'true' : undefined}
            >
              {t.parts[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    {p.rows.length === 0 ? (
      <p>{t.none}</p>
    ) : (
      <ul class="rows">
        {p.rows.map((row) => (
          <Row key={row.entry.id} {...row} />
        ))}
      </ul>
    )}
    <Pager
      next={p.next === null ? null : staffNewsPath({ state: p.part, after: p.next })}
      first={p.first ? null : staffNewsPath({ state: p.part })}
    />
  </StaffPage>
);
