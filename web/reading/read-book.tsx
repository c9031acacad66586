import type { VNode } from 'preact';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { ContentsPanel } from './reader-panels.tsx';
import { chapterPath, filePath, itemPath } from '#web/paths/reading.ts';
import { homePath } from '#web/paths/site.ts';
import { useText } from '#web/text/use-text.ts';
import type { ItemLink } from '#web/items/item-row.tsx';
import { StandingHead } from '#web/items/standing.tsx';
import type { OutlineView } from './outline-list.tsx';

export interface ReadBookProps {
  readonly frame: PageFrame;
  readonly item: ItemLink;
  readonly attachment: {
    readonly id: string;
    readonly fileParam: string | null;
    readonly bytes: number;
  };
  /** Where to open, from 1. */
  readonly chapter: number;
  /** Addresses of the chapters inside the book, in order. */
  readonly hrefs: readonly string[];
  readonly outline: readonly OutlineView[];
  readonly current: OutlineView | null;
}

const Tools = (): VNode => {
  const t = useText().book;
  return (
    <div class="book-tools" role="toolbar" aria-label={t.tools} data-tools>
      <button type="button" class="button plain" data-turn="back" hidden>
        ‹ <span>{t.back}</span>
      </button>
      <span class="meta" data-place />
      <button type="button" class="button plain" data-letters="-1" hidden>
        A− <span class="hidden">{t.smaller}</span>
      </button>
      <button type="button" class="button plain" data-letters="1" hidden>
        A+ <span class="hidden">{t.larger}</span>
      </button>
      <button type="button" class="button plain" data-turn="on" hidden>
        <span>{t.on}</span> ›
      </button>
    </div>
  );
};

const BookArticle = ({ item, attachment, chapter, hrefs }: ReadBookProps): VNode => {
  const { book: t, units } = useText();
  const file = {
    item: item.id,
    src: filePath(attachment.id),
    bytes: attachment.bytes,
    attachment: attachment.fileParam ?? '',
    chapter,
    hrefs,
  };
  return (
    <article
      class="stack book"
      data-island="reader-epub"
      data-book={JSON.stringify(file)}
      data-text={JSON.stringify(t.script)}
    >
      <h1 class="reader-title">{item.title}</h1>
      <StandingHead standing={item.standing} />
      <p class="meta">
        {t.note(units.bytes(attachment.bytes))}{' '}
        <a href={chapterPath(item.id, chapter, { attachment: attachment.fileParam })} data-plain>
          {t.plain}
        </a>
      </p>
      <Tools />
      <div class="book-view">
        <div class="book-status" role="status">
          <p>{t.needsScript}</p>
        </div>
        <div class="book-host" />
      </div>
    </article>
  );
};

/**
 * The book in the publisher's layout. Without script, and when the book cannot be shown so, its
 * chapters are a link away.
 */
export const ReadBookPage = (props: ReadBookProps): VNode => {
  const { book: t, frame: words } = useText();
  const { frame, item, outline, current } = props;
  return (
    <Frame
      {...frame}
      title={t.title(item.title)}
      crumbs={[
        { label: words.home, href: homePath() },
        { label: item.title, href: itemPath(item.id, item.slug) },
      ]}
      island
    >
      <main class="wrap" id="noi-dung">
        <div class="split">
          <BookArticle {...props} />
          <div class="stack">
            <ContentsPanel outline={outline} current={current} />
          </div>
        </div>
      </main>
    </Frame>
  );
};
