import type { VNode } from 'preact';
import type { NewsEntry } from '#server/news/news.ts';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { newsFeedPath, newsPath, newsPicturePath, newsPrintViewPath } from '#web/paths/news.ts';
import { homePath } from '#web/paths/site.ts';
import { PageText } from '#web/site/page-text.tsx';
import { foreign, useText } from '#web/text/use-text.ts';
import { NewsFacts, OutageLine, type NewsView } from './news-list.tsx';

/** What was written, with its pictures; `addressOf` gives each picture's address. */
export const NewsBody = ({
  entry: { value },
  addressOf,
}: {
  entry: Pick<NewsEntry, 'value'>;
  addressOf: (sha256: string) => string;
}): VNode => (
  <div class="stack" {...foreign(useText(), 'vi')}>
    <p>
      <b>{value.summary}</b>
    </p>
    {value.pictures.map(({ sha256, alt }) => (
      <figure class="news-picture" key={sha256}>
        <img src={addressOf(sha256)} alt={alt} loading="lazy" />
      </figure>
    ))}
    <div class="text stack">
      <PageText text={value.body} />
    </div>
  </div>
);

export interface NewsPieceProps extends NewsView {
  readonly frame: PageFrame;
  /** Absolute address of the page. */
  readonly address: string;
}

/** One piece of news. */
export const NewsPiecePage = (props: NewsPieceProps): VNode => {
  const { frame, entry } = props;
  const text = useText();
  const t = text.newsPages;
  return (
    <Frame
      {...frame}
      title={entry.value.title}
      description={entry.value.summary}
      feed={newsFeedPath()}
      crumbs={[
        { label: text.frame.home, href: homePath() },
        { label: t.title, href: newsPath() },
      ]}
    >
      <main class="wrap" id="noi-dung">
        <article class="stack narrow">
          <h1 {...foreign(text, 'vi')}>{entry.value.title}</h1>
          <NewsFacts {...props} />
          <OutageLine entry={entry} />
          <NewsBody entry={entry} addressOf={(sha256) => newsPicturePath(entry.slug, sha256)} />
          <p>
            <a href={newsPrintViewPath(entry.slug)}>{t.print}</a>
          </p>
        </article>
      </main>
    </Frame>
  );
};

/** The same made for paper: nothing but what was written, and where from. */
export const NewsPrintView = (props: NewsPieceProps): VNode => {
  const { frame, entry, address } = props;
  const text = useText();
  const t = text.newsPages;
  return (
    <Frame
      {...frame}
      title={entry.value.title}
      noindex
      crumbs={[{ label: t.title, href: newsPath() }]}
    >
      <main class="wrap" id="noi-dung">
        <article class="stack narrow">
          <h1 {...foreign(text, 'vi')}>{entry.value.title}</h1>
          <NewsFacts {...props} />
          <OutageLine entry={entry} />
          <NewsBody entry={entry} addressOf={(sha256) => newsPicturePath(entry.slug, sha256)} />
          <p class="meta">{t.source(address)}</p>
        </article>
      </main>
    </Frame>
  );
};
