import type { VNode } from 'preact';
import type { Reading } from '#server/search/words/read-question.ts';
import { useText } from '#web/text/use-text.ts';
import { searchHref, type AskedFor } from './search-href.ts';

/** The words added to a question, each once, as the list of words writes them. */
const Added = ({ query, reading }: { query: AskedFor; reading: Reading }): VNode | null => {
  const t = useText().search;
  if (query.without === 'words')
    return (
      <p class="meta">
        {t.wordsLeftOut}{' '}
        <a href={searchHref(query, { without: null })} rel="nofollow">
          {t.addAgain}
        </a>
      </p>
    );
  if (reading.added.length === 0) return null;
  return (
    <p class="meta">
      {t.added} {reading.added.map(({ words }) => words).join('; ')}.{' '}
      <a href={searchHref(query, { without: 'words' })} rel="nofollow">
        {t.notAdded}
      </a>
    </p>
  );
};

/** How the question was read, with every other reading one press away. */
export const ReadAs = ({
  query,
  reading,
  unquoted,
}: {
  query: AskedFor;
  reading: Reading;
  unquoted: boolean;
}): VNode => {
  const t = useText().search;
  return (
    <>
      {reading.change !== 'none' && (
        <p>
          {t.readAs} <b lang="vi">{reading.text}</b>.{' '}
          <a href={searchHref(query, { without: 'reading' })} rel="nofollow">
            {t.asTyped}
          </a>
        </p>
      )}
      {query.without === 'reading' && (
        <p>
          {t.typedOnly}{' '}
          <a href={searchHref(query, { without: null })} rel="nofollow">
            {t.readAgain}
          </a>
        </p>
      )}
      {unquoted && <p class="notice warn">{t.unquoted}</p>}
      <Added query={query} reading={reading} />
    </>
  );
};
