import type { ComponentChildren, VNode } from 'preact';
import { NO_FILTERS, type SearchHelp } from '#server/search/search-query.ts';
import type { Reading } from '#server/search/words/read-question.ts';
import { Librarian, Spellings } from './ask-further.tsx';
import { ReadAs } from './read-as.tsx';
import { ActiveFilters, chosenCount, type FacetView } from './facets.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { SearchBand } from '#web/frame/search-box.tsx';
import { newestPath, subjectPath, subjectsPath } from '#web/paths/site.ts';
import { useText } from '#web/text/use-text.ts';
import { feedOf, Subscribe } from './subscribe-links.tsx';
import { searchHref, type AskedFor } from './search-href.ts';

export interface SearchNoneProps {
  readonly frame: PageFrame;
  readonly query: AskedFor;
  readonly help: SearchHelp;
  /** The chosen filters with their labels, to show and drop them. */
  readonly chosen: readonly FacetView[];
  readonly reading: Reading;
}

const Way = ({
  href,
  count,
  children,
}: {
  href: string;
  count?: number;
  children: ComponentChildren;
}): VNode => {
  const text = useText();
  return (
    <li>
      <a href={href}>
        {children}
        {count !== undefined && (
          <>
            {' '}
            <span class="count">{text.home.items(text.units.count(count))}</span>
          </>
        )}
      </a>
    </li>
  );
};

const OtherWays = ({ query, help, chosen }: SearchNoneProps): VNode => {
  const text = useText();
  const t = text.none;
  const names = (filter: string): string =>
    chosen
      .filter((f) => f.name === filter)
      .flatMap((f) =>
        f.values.filter((v) => query.filters[f.name].includes(v.value)).map((v) => `“${v.label}”`),
      )
      .join(', ');
  return (
    <ul class="rows facet">
      {help.withoutFilter.map((w) => (
        <Way
          key={w.filter}
          href={searchHref(query, { filters: { ...query.filters, [w.filter]: [] } })}
          count={w.count}
        >
          {t.withoutFilter(`${text.search.facet[w.filter]} ${names(w.filter)}`.trim())}
        </Way>
      ))}
      {query.exact && <Way href={searchHref(query, { exact: false })}>{t.notExact}</Way>}
      {help.shorter.map((s) => (
        <Way key={s.text} href={searchHref(query, { text: s.text })} count={s.count}>
          {t.shorter(s.text)}
        </Way>
      ))}
      {help.subjects.map((s) => (
        <Way key={s.code} href={subjectPath(s.code)} count={s.count}>
          {t.subject(text.names.subject(s.code))}
        </Way>
      ))}
      <Way href={subjectsPath()}>{t.allSubjects}</Way>
      <Way href={newestPath()}>{t.everything}</Way>
    </ul>
  );
};

export const SearchNonePage = (props: SearchNoneProps): VNode => {
  const t = useText().none;
  const { frame, query, help, chosen, reading } = props;
  return (
    <Frame {...frame} title={t.titleText(query.text)} feed={feedOf(query)} noindex island>
      <main id="noi-dung">
        <SearchBand q={query.text} filters={query.filters} />
        <div class="wrap split">
          <div class="stack">
            <h1 class={query.text.length > 120 ? 'long' : undefined}>
              {query.text === '' ? (
                t.emptyTitle
              ) : (
                <>
                  {t.title} <q>{query.text}</q>
                </>
              )}
            </h1>
            {chosenCount(query.filters) > 0 && (
              <ActiveFilters
                facets={chosen}
                filters={query.filters}
                href={(filters) => searchHref(query, { filters })}
                clear={searchHref(query, { filters: NO_FILTERS })}
              />
            )}
            <ReadAs query={query} reading={reading} unquoted={false} />
            {help.spellings.length > 0 && <Spellings query={query} spellings={help.spellings} />}
            <h2>{t.other}</h2>
            <OtherWays {...props} />
            <Subscribe query={query} />
            <p class="meta">{t.hint}</p>
          </div>
          <Librarian shelf={frame.shelf} q={query.text} />
        </div>
      </main>
    </Frame>
  );
};
