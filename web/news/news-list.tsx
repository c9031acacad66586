import type { VNode } from 'preact';
import { showMoment, NEWS_KINDS, type NewsEntry, type NewsKind } from '#server/news/news.ts';
import { Badge } from '#web/frame/badge.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { newsFeedPath, newsPath, newsPicturePath, newsPiecePath } from '#web/paths/news.ts';
import { homePath } from '#web/paths/site.ts';
import { weeklyPath } from '#web/paths/weekly.ts';
import { foreign, useText } from '#web/text/use-text.ts';

/** A piece with the name of the unit that stands today for the one that wrote it. */
export interface NewsView {
  readonly entry: NewsEntry;
  readonly unitName: string;
}

export const NewsFacts = ({ entry: { value, changedAt }, unitName }: NewsView): VNode => {
  const { newsPages: t, units } = useText();
  return (
    <p class="meta">
      {value.kind === 'outage' && <Badge tone="warn" label={t.kinds.outage} />}{' '}
      {t.published(units.day(value.publishedAt ?? changedAt), unitName)}
    </p>
  );
};

export const OutageLine = ({ entry: { value } }: Pick<NewsView, 'entry'>): VNode | null => {
  const t = useText().newsPages;
  return value.outage === null ? null : (
    <p>
      <b>{t.outage(showMoment(value.outage.start), showMoment(value.outage.end))}</b>
    </p>
  );
};

const NewsRow = (view: NewsView): VNode => {
  const text = useText();
  const { slug, value } = view.entry;
  const [picture] = value.pictures;
  return (
    <li class="task news-row">
      <div>
        <h2 {...foreign(text, 'vi')}>
          <a href={newsPiecePath(slug)}>{value.title}</a>
        </h2>
        {value.pinned && <Badge label={text.newsPages.pinned} />}
        <OutageLine {...view} />
        <p {...foreign(text, 'vi')}>{value.summary}</p>
        <NewsFacts {...view} />
      </div>
      {picture !== undefined && (
        <img
          class="news-thumbnail"
          src={newsPicturePath(slug, picture.sha256)}
          alt=""
          loading="lazy"
        />
      )}
    </li>
  );
};

export interface NewsListProps {
  readonly frame: PageFrame;
  /** Null for all. */
  readonly kind: NewsKind | null;
  readonly rows: readonly NewsView[];
  readonly next: string | null;
  readonly first: boolean;
}

const Kinds = ({ kind }: Pick<NewsListProps, 'kind'>): VNode => {
  const t = useText().newsPages;
  return (
    <nav aria-label={t.kindsLabel}>
      <ul class="chips">
        {[null, ...NEWS_KINDS].map((one) => (
          <li key={one ?? ''}>
            <a
              href={one === null ? newsPath() : newsPath({ kind: one })}
              aria-current={one === kind ? 'true' : undefined}
            >
              {one === null ? t.allKinds : t.kinds[one]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** News and announcements, pinned ones first, then the newest. */
export const NewsListPage = ({ frame, kind, rows, next, first }: NewsListProps): VNode => {
  const text = useText();
  const t = text.newsPages;
  const of = kind === null ? {} : { kind };
  return (
    <Frame
      {...frame}
      title={t.title}
      description={t.lead}
      feed={newsFeedPath()}
      crumbs={[{ label: text.frame.home, href: homePath() }]}
    >
      <main class="wrap stack" id="noi-dung">
        <h1>{t.title}</h1>
        <p class="narrow">{t.lead}</p>
        <p>
          <a href={weeklyPath()}>{text.weekly.title}</a>
        </p>
        <Kinds kind={kind} />
        {rows.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <ul class="rows">
            {rows.map((row) => (
              <NewsRow key={row.entry.id} {...row} />
            ))}
          </ul>
        )}
        <Pager
          next={next === null ? null : newsPath({ ...of, after: next })}
          first={first ? null : newsPath(of)}
        />
        <p>
          <a href={newsFeedPath()}>{t.feed}</a>
        </p>
      </main>
    </Frame>
  );
};
