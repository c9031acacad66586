import type { VNode } from 'preact';
import { newsPath, newsPiecePath } from '#web/paths/news.ts';
import { foreign, useText } from '#web/text/use-text.ts';
import type { NewsEntry } from '#server/news/news.ts';

/** A few titles on the first page; nothing where there is no news. */
export const NewsBand = ({ pieces }: { pieces: readonly NewsEntry[] }): VNode | null => {
  const text = useText();
  const t = text.newsPages;
  if (pieces.length === 0) return null;
  return (
    <section class="wrap" aria-labelledby="tin-h">
      <div class="head">
        <h2 id="tin-h">{t.atHome}</h2>
        <a href={newsPath()}>{t.all}</a>
      </div>
      <ul class="news-band">
        {pieces.map(({ id, slug, value, changedAt }) => (
          <li key={id}>
            <a href={newsPiecePath(slug)} {...foreign(text, 'vi')}>
              {value.title}
            </a>{' '}
            <small>{text.units.day(value.publishedAt ?? changedAt)}</small>
          </li>
        ))}
      </ul>
    </section>
  );
};
