import type { VNode } from 'preact';
import { searchFeedPath } from '#web/paths/exchange.ts';
import { subscribePath } from '#web/paths/subscriptions.ts';
import { useText } from '#web/text/use-text.ts';
import type { AskedFor } from './search-href.ts';

/** The same search as an address of feeds and of word by mail. */
const sameSearch = ({ text, filters, exact, without }: AskedFor) => ({
  q: text,
  filters,
  exact,
  without: without ?? null,
});

export const feedOf = (query: AskedFor): string => searchFeedPath(sameSearch(query));

/** Word of what the search will find, by mail or in a feed reader. */
export const Subscribe = ({ query }: { query: AskedFor }): VNode => {
  const text = useText();
  return (
    <p class="row">
      <a href={subscribePath(sameSearch(query))} rel="nofollow">
        {text.subscribe.link}
      </a>
      <a href={feedOf(query)} rel="nofollow">
        {text.frame.feed}
      </a>
    </p>
  );
};
