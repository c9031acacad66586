import type { VNode } from 'preact';
import type { SearchHelp } from '#server/search/search-query.ts';
import { telHref, type ShelfIdentity } from '#web/frame/site-footer.tsx';
import { askPath } from '#web/paths/questions.ts';
import { useText } from '#web/text/use-text.ts';
import { searchHref, type AskedFor } from './search-href.ts';

/** Other spellings that find something. */
export const Spellings = ({
  query,
  spellings,
}: {
  query: AskedFor;
  spellings: SearchHelp['spellings'];
}): VNode => {
  const text = useText();
  const t = text.none;
  return (
    <p>
      {t.meant}{' '}
      {spellings.map((s, i) => (
        <>
          {i > 0 && ', '}
          <a href={searchHref(query, { text: s.text })}>
            <b>{s.text}</b>
          </a>{' '}
          ({text.home.items(text.units.count(s.count))})
        </>
      ))}
      ?
    </p>
  );
};

/** Whom a reader may ask; here stands whatever else takes questions. */
export const Librarian = ({ shelf, q }: { shelf: ShelfIdentity; q: string }): VNode => {
  const text = useText();
  const t = text.none;
  return (
    <section class="card stack" aria-labelledby="hoi-h">
      <h2 id="hoi-h">{t.ask}</h2>
      <p>{t.askText}</p>
      <p>
        <a class="button" href={askPath(q)}>
          {text.askQuestion.button}
        </a>
      </p>
      {shelf.phone !== '' && (
        <p>
          <a class="button plain" href={telHref(shelf.phone)}>
            {t.call(shelf.phone)}
          </a>
        </p>
      )}
      {shelf.email !== '' && (
        <p>
          <a
            class="button plain"
            href={`mailto:${shelf.email}?subject=${encodeURIComponent(t.mailSubject(q))}`}
          >
            {t.write}
          </a>
        </p>
      )}
      {shelf.phone !== '' && <p class="meta">{text.home.callNote}</p>}
    </section>
  );
};
