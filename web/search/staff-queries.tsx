import type { VNode } from 'preact';
import type { QueryCounts, WeakQuery } from '#server/search/query-catalog.ts';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  newWordPath,
  orderForQueryPath,
  QUERY_DAYS,
  settleQueryPath,
  staffQueriesPath,
  staffWordsPath,
} from '#web/paths/search-words.ts';
import { questionOfSearchPath } from '#web/paths/questions.ts';
import { searchPath } from '#web/paths/search.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.queries;

export interface StaffQueriesProps {
  readonly frame: PageFrame;
  /** So many days until today. */
  readonly days: number;
  readonly counts: QueryCounts;
  /** Most asked first. */
  readonly queries: readonly WeakQuery[];
  readonly notice: string | null;
  readonly mayEdit: boolean;
  readonly mayCreate: boolean;
  readonly mayAnswer: boolean;
}

const Days = ({ days }: Pick<StaffQueriesProps, 'days'>): VNode => (
  <nav aria-label={t.period}>
    <ul class="chips">
      {QUERY_DAYS.map((n) => (
        <li key={n}>
          <a href={staffQueriesPath({ days: n })} aria-current={n === days ? 'true' : undefined}>
            {t.days(n)}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** A button that does one thing about one query. */
const Press = ({
  action,
  query,
  label,
}: {
  action: string;
  query: string;
  label: string;
}): VNode => (
  <form method="post" action={action}>
    <input type="hidden" name="cau" value={query} />
    <button class="button plain">
      {label}
      <span class="hidden">: {query}</span>
    </button>
  </form>
);

const Query = ({
  query: { folded, count, empty, lastDay },
  mayEdit,
  mayCreate,
  mayAnswer,
}: Pick<StaffQueriesProps, 'mayEdit' | 'mayCreate' | 'mayAnswer'> & {
  query: WeakQuery;
}): VNode => (
  <li class="stack">
    <h3>
      <a href={searchPath({ q: folded })}>{folded}</a>
    </h3>
    <p class="meta">{t.asked(vi.units.count(count), empty, vi.units.date(lastDay))}</p>
    <div class="row">
      {mayEdit && (
        <a class="button plain" href={newWordPath(folded)}>
          {t.addWord}
          <span class="hidden">: {folded}</span>
        </a>
      )}
      {mayCreate && <Press action={orderForQueryPath()} query={folded} label={t.order} />}
      {mayAnswer && <Press action={questionOfSearchPath()} query={folded} label={t.answer} />}
      {mayEdit && <Press action={settleQueryPath()} query={folded} label={t.settle} />}
    </div>
  </li>
);

/** What readers looked for in vain lately, with what can be done about each. */
export const StaffQueriesPage = (props: StaffQueriesProps): VNode => {
  const { frame, days, counts, queries, notice } = props;
  const vain = counts.weak + counts.empty;
  const all = counts.found + vain;
  return (
    <StaffPage
      frame={frame}
      title={t.title}
      crumbs={[{ label: vi.words.title, href: staffWordsPath() }]}
      notice={notice}
    >
      <p class="narrow">{t.lead}</p>
      <Days days={days} />
      <p>
        {all === 0
          ? t.noSearches
          : t.share(vi.units.count(all), vi.units.count(vain), vi.figures.percent(vain, all))}
      </p>
      <h2>{t.list}</h2>
      {queries.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <ul class="rows">
          {queries.map((query) => (
            <Query key={query.folded} query={query} {...props} />
          ))}
        </ul>
      )}
    </StaffPage>
  );
};
