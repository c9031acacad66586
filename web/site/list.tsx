import type { VNode } from 'preact';
import type { PartialDate } from '#server/base/partial-date.ts';
import type { FacetValue } from '#server/search/search-query.ts';
import { Frame, type Crumb, type PageFrame } from '#web/frame/frame.tsx';
import { ItemRows } from '#web/items/item-row.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { SearchBox } from '#web/frame/search-box.tsx';
import { SubjectChips } from '#web/items/subject-links.tsx';
import { newestPath } from '#web/paths/site.ts';
import { foreign, useText } from '#web/text/use-text.ts';
import { LawLine, type LawLineView } from '#web/items/law-line.tsx';
import type { ItemCard } from '#web/items/cover.tsx';

/** A list of items under any heading: newest, subject, genre, audience, unit, law number. */
export interface ListProps {
  readonly frame: PageFrame;
  readonly title: string;
  /** The language of a name that somebody gave; the page's own when it is left out. */
  readonly titleLanguage?: string | undefined;
  readonly intro: string;
  /** The language of an introduction that somebody wrote; the page's own when it is left out. */
  readonly introLanguage?: string | undefined;
  /** The sub-subjects of the list's subject with their counts, and which code is chosen. */
  readonly subSubjects?:
    | { readonly subject: string; readonly chosen: string; readonly counts: readonly FacetValue[] }
    | undefined;
  /** Who does the work of a unit that was merged or ended, and its own last day. */
  readonly nowPartOf?:
    | { readonly name: string; readonly href: string; readonly until: PartialDate | null }
    | undefined;
  /** The document that the items cite. */
  readonly law?: LawLineView;
  readonly crumbs: readonly Crumb[];
  /** In all, or null when not counted. */
  readonly total: number | null;
  readonly cards: readonly ItemCard[];
  /** Address of the next page, or null at the end. */
  readonly next: string | null;
  /** Address of the first page when this is not it. */
  readonly first: string | null;
  /** Where word of what is new in the list is asked for, and what the link says; null for none. */
  readonly subscribe?: { readonly href: string; readonly label: string } | undefined;
  /** The search page with the same condition as a filter, or null. */
  readonly search: string | null;
}

/** What the list is of, and how many there are. */
const Head = (props: ListProps): VNode => {
  const text = useText();
  const t = text.list;
  const { title, titleLanguage, intro, introLanguage, nowPartOf, law, total } = props;
  return (
    <>
      <h1 {...foreign(text, titleLanguage ?? '')}>{title}</h1>
      {law !== undefined && <LawLine law={law} />}
      {nowPartOf !== undefined && (
        <p class="notice warn">
          {nowPartOf.until !== null && `${t.unitEnded(text.units.date(nowPartOf.until))} `}
          {t.nowPartOf} <a href={nowPartOf.href}>{nowPartOf.name}</a>.
        </p>
      )}
      <p class="narrow">
        <span {...foreign(text, introLanguage ?? '')}>{intro}</span>
        {total !== null && total > 0 && (
          <>
            {' '}
            <b>{t.total(text.units.count(total))}.</b>
          </>
        )}
      </p>
    </>
  );
};

export const ListPage = (props: ListProps): VNode => {
  const { frame, title, intro, subSubjects, crumbs, cards, next, first, search } = props;
  const text = useText();
  const t = text.list;
  return (
    <Frame {...frame} title={title} description={intro} crumbs={crumbs} island={cards.length === 0}>
      <main class="wrap" id="noi-dung">
        <div class="stack">
          <Head {...props} />
          {subSubjects !== undefined && (
            <SubjectChips
              subject={subSubjects.subject}
              chosen={subSubjects.chosen}
              subSubjects={subSubjects.counts}
            />
          )}
          {search !== null && cards.length > 0 && (
            <p>
              <a href={search}>{t.searchWithin}</a>
            </p>
          )}
          {props.subscribe !== undefined && (
            <p>
              <a href={props.subscribe.href} rel="nofollow">
                {props.subscribe.label}
              </a>
            </p>
          )}
          {cards.length > 0 && <h2 class="hidden">{text.search.list}</h2>}
          {cards.length === 0 ? (
            <div class="stack narrow">
              <p>
                {t.empty} <a href={newestPath()}>{t.newest}</a>
              </p>
              <SearchBox />
            </div>
          ) : (
            <ItemRows cards={cards} when="published" />
          )}
          <Pager next={next} first={first} />
        </div>
      </main>
    </Frame>
  );
};
