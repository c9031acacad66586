import type { VNode } from 'preact';
import {
  type SearchFilters,
  type SearchHelp,
  NO_FILTERS,
  SEARCH_SORTS,
} from '#server/search/search-query.ts';
import type { Reading } from '#server/search/words/read-question.ts';
import { Answer, type AnswerView } from './answer.tsx';
import { Librarian, Spellings } from './ask-further.tsx';
import { ReadAs } from './read-as.tsx';
import { feedOf, Subscribe } from './subscribe-links.tsx';
import { searchHref, type AskedFor } from './search-href.ts';
import { ActiveFilters, Facets, type FacetView } from './facets.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { Hit, type HitView } from '#web/items/item-hit.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { SearchBand } from '#web/frame/search-box.tsx';
import { useText } from '#web/text/use-text.ts';

export interface SearchProps {
  readonly frame: PageFrame;
  readonly query: AskedFor;
  readonly total: number;
  readonly totalPassages: number;
  readonly hits: readonly HitView[];
  /**
   * In the order of FILTER_NAMES, values with their labels, biggest first; chosen values included
   * even at 0.
   */
  readonly facets: readonly FacetView[];
  readonly next: string | null;
  readonly bothWays: boolean;
  readonly cut: boolean;
  readonly partial: boolean;
  readonly reading: Reading;
  /** What stands first hardly answers. */
  readonly weak: boolean;
  /** Other spellings that find something, where little was found. */
  readonly meant: SearchHelp['spellings'];
  readonly answer: AnswerView | null;
  /** Quoted words stand nowhere as they were quoted. */
  readonly unquoted: boolean;
}

const Sentence = ({ query, total, totalPassages, bothWays, reading }: SearchProps): VNode => {
  const text = useText();
  const t = text.search;
  return (
    <p>
      <b>{t.items(text.units.count(total))}</b>
      {totalPassages > 0 && query.text !== ''
        ? t.passages(text.units.count(totalPassages))
        : ''}.{' '}
      {query.text === '' && (total === 0 ? text.list.empty : t.everything)}
      {bothWays && !query.exact && (
        <>
          {/* How it was read says as much, below. */}
          {reading.change === 'none' && `${t.bothWays} `}
          <a href={searchHref(query, { exact: true })} rel="nofollow">
            {t.onlyExact} <q>{query.text}</q>
          </a>
        </>
      )}
      {query.exact && (
        <>
          {t.exact}{' '}
          <a href={searchHref(query, { exact: false })} rel="nofollow">
            {t.notExact}
          </a>
        </>
      )}
    </p>
  );
};

/** Little of the question stands in what was found: whom to ask. */
const Weak = ({ frame, query }: Pick<SearchProps, 'frame' | 'query'>): VNode => {
  const t = useText().search;
  return (
    <div class="notice warn stack">
      <p>{t.weak}</p>
      <Librarian shelf={frame.shelf} q={query.text} />
    </div>
  );
};

const Sorts = ({ query }: { query: AskedFor }): VNode => {
  const t = useText().search;
  return (
    <nav class="sort" aria-label={t.sort}>
      <ul class="chips">
        <li class="meta">{t.sort}:</li>
        {SEARCH_SORTS.filter((s) => s !== 'relevance' || query.text !== '').map((s) => {
          const current =
            s === query.sort || (s === 'newest' && query.sort === 'relevance' && query.text === '');
          return (
            <li key={s}>
              <a
                href={searchHref(query, { sort: s })}
                rel="nofollow"
                aria-current={current ? 'true' : undefined}
              >
                {t.sorts[s]}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
};

/** The skip link of the frame leads to the first. */
const Hits = ({ hits, q }: { hits: readonly HitView[]; q: string }): VNode => (
  <ol class="rows">
    {hits.map((hit, i) => (
      <Hit key={hit.card.id} hit={hit} q={q} id={i === 0 ? 'ket-qua' : undefined} />
    ))}
  </ol>
);

export const SearchPage = (props: SearchProps): VNode => {
  const text = useText();
  const t = text.search;
  const { frame, query, hits, facets } = props;
  const href = (filters: SearchFilters): string => searchHref(query, { filters });
  return (
    <Frame
      {...frame}
      title={t.titleCount(query.text, text.units.count(props.total))}
      description={t.description}
      island
      results={hits.length > 0}
      feed={feedOf(query)}
    >
      <main id="noi-dung">
        <SearchBand heading={t.title(query.text)} q={query.text} filters={query.filters} />
        <div class="wrap stack">
          <div class="stack">
            <Sentence {...props} />
            {props.weak && <Weak frame={frame} query={query} />}
            {props.meant.length > 0 && <Spellings query={query} spellings={props.meant} />}
            <ReadAs query={query} reading={props.reading} unquoted={props.unquoted} />
            {props.cut && <p class="notice warn">{t.cut}</p>}
            {props.partial && <p class="notice warn">{t.partial}</p>}
            <ActiveFilters
              facets={facets}
              filters={query.filters}
              href={href}
              clear={href(NO_FILTERS)}
            />
          </div>
          <div class="split side-first">
            {facets.some((f) => f.values.length > 0) ? (
              <Facets facets={facets} filters={query.filters} href={href} />
            ) : (
              <div />
            )}
            <section aria-labelledby="ds">
              <h2 class="hidden" id="ds">
                {t.list}
              </h2>
              {props.answer !== null && <Answer answer={props.answer} q={query.text} />}
              {props.total > 0 && <Sorts query={query} />}
              <Hits hits={hits} q={query.text} />
              <Subscribe query={query} />
              <Pager
                next={props.next === null ? null : searchHref(query, { after: props.next })}
                first={query.after === null ? null : searchHref(query)}
              />
            </section>
          </div>
        </div>
      </main>
    </Frame>
  );
};

export interface SearchUnavailableProps {
  readonly frame: PageFrame;
  readonly query: AskedFor;
  /** Items whose title holds what was typed; may be empty. */
  readonly hits: readonly HitView[];
}

/** The search engine is down: the box keeps the words, titles are looked up in the catalogue. */
export const SearchUnavailablePage = ({ frame, query, hits }: SearchUnavailableProps): VNode => {
  const text = useText();
  const t = text.search;
  return (
    <Frame {...frame} title={t.unavailableTitle} noindex>
      <main id="noi-dung">
        <SearchBand q={query.text} filters={query.filters} />
        <div class="wrap stack">
          <div class="notice bad stack">
            <h1>{t.unavailableTitle}</h1>
            <p>{hits.length > 0 ? t.unavailableTitles : t.unavailableText}</p>
          </div>
          {hits.length > 0 && (
            <ol class="rows">
              {hits.map((hit) => (
                <Hit key={hit.card.id} hit={hit} q="" />
              ))}
            </ol>
          )}
        </div>
      </main>
    </Frame>
  );
};
