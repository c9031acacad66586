import type { VNode } from 'preact';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { PassageLine, type PassageView } from '#web/items/item-hit.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { findInsidePath, itemPath } from '#web/paths/reading.ts';
import { homePath } from '#web/paths/site.ts';
import { searchPath } from '#web/paths/search.ts';
import { useText } from '#web/text/use-text.ts';
import type { ItemLink } from '#web/items/item-row.tsx';
import { StandingHead } from '#web/items/standing.tsx';

export interface FindInsideProps {
  readonly frame: PageFrame;
  readonly item: ItemLink;
  readonly q: string;
  readonly total: number;
  readonly hits: readonly PassageView[];
  readonly next: string | null;
  /** This is not the first page. */
  readonly paged: boolean;
}

const Found = ({ item, q, total, hits, next, paged }: FindInsideProps): VNode => {
  const text = useText();
  const t = text.inside;
  return (
    <>
      {q === '' ? (
        <p>{t.type}</p>
      ) : total === 0 ? (
        <p>
          {t.none(q)} <a href={searchPath({ q })}>{t.elsewhere(q)}</a>
        </p>
      ) : (
        <p>
          <b>{t.found(text.units.count(total))}</b>
          {t.foundFor(q)}
        </p>
      )}
      {hits.length > 0 && (
        <ol class="pages rows" aria-label={t.results}>
          {hits.map((hit, i) => (
            <PassageLine key={i} itemId={item.id} passage={hit} q={q} />
          ))}
        </ol>
      )}
      <Pager
        next={next === null ? null : findInsidePath(item.id, q, next)}
        first={paged ? findInsidePath(item.id, q) : null}
      />
    </>
  );
};

export const FindInsidePage = (props: FindInsideProps): VNode => {
  const text = useText();
  const t = text.inside;
  const { frame, item, q } = props;
  return (
    <Frame
      {...frame}
      title={t.title(q, item.title)}
      noindex
      crumbs={[
        { label: text.frame.home, href: homePath() },
        { label: item.title, href: itemPath(item.id, item.slug) },
      ]}
    >
      <main class="wrap" id="noi-dung">
        <div class="narrow stack">
          <h1>{t.heading}</h1>
          <p class="meta">{item.title}</p>
          <StandingHead standing={item.standing} />
          <form
            class="search-box"
            action={findInsidePath(item.id, '')}
            role="search"
            aria-label={t.heading}
          >
            <label for="trong">{text.item.findLabel}</label>
            <div>
              <input
                id="trong"
                name="q"
                type="search"
                value={q}
                maxLength={500}
                autocomplete="off"
                enterkeyhint="search"
              />
              <button class="button">{text.box.button}</button>
            </div>
          </form>
          <Found {...props} />
        </div>
      </main>
    </Frame>
  );
};
