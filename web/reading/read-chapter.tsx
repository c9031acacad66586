import type { VNode } from 'preact';
import { CiteLocator, type CitedLocatorView } from './cite-locator.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import {
  MarksPanel,
  QuoteTools,
  ReaderTools,
  RememberPosition,
  type ReadingPosition,
} from './reader-device.tsx';
import { RateLink } from '#web/figures/rating-form.tsx';
import { ContentsPanel, FindPanel, ReaderBar, SettingsPanel, type Turn } from './reader-panels.tsx';
import { bookPath, chapterPath, filePath, itemPath } from '#web/paths/reading.ts';
import { homePath } from '#web/paths/site.ts';
import { foreign, useText } from '#web/text/use-text.ts';
import type { ItemLink } from '#web/items/item-row.tsx';
import { StandingHead } from '#web/items/standing.tsx';
import type { OutlineView } from './outline-list.tsx';

export interface ReadChapterProps {
  readonly frame: PageFrame;
  readonly item: ItemLink;
  /** Language of the words, as in `lang`. */
  readonly language: string;
  readonly attachment: { readonly id: string; readonly fileParam: string | null };
  /** From 1, in reading order. */
  readonly chapter: number;
  readonly total: number;
  /** Empty when the chapter has no title of its own. */
  readonly title: string;
  /**
   * Sanitised by the extraction, with addresses of pictures and chapters filled in and words
   * marked.
   */
  readonly html: string;
  readonly q: string | null;
  readonly outline: readonly OutlineView[];
  readonly current: OutlineView | null;
  readonly original: boolean;
  readonly rateable: boolean;
  /** Size of the book when it can be seen in its publisher's layout; null otherwise. */
  readonly bookBytes: number | null;
  readonly citation: CitedLocatorView;
}

const turn = (
  { item, attachment, q }: ReadChapterProps,
  chapter: number,
  hidden: string,
  label: string,
): Turn => ({
  href: chapterPath(item.id, chapter, { attachment: attachment.fileParam, q }),
  hidden: `${hidden}: `,
  label,
});

/** Where in the item this is, and the other forms it can be read in. */
const WhereLine = ({
  item,
  attachment,
  chapter,
  total,
  title,
  original,
  bookBytes,
}: ReadChapterProps): VNode => {
  const text = useText();
  const t = text.reader;
  return (
    <p class="meta">
      {t.chapterOf(chapter, text.units.count(total))}
      {title !== '' && ` · ${title}`}
      {original && (
        <>
          {' '}
          · <a href={filePath(attachment.id)}>{t.original}</a>
        </>
      )}
      {bookBytes !== null && (
        <>
          {' '}
          ·{' '}
          <a href={bookPath(item.id, chapter, attachment.fileParam)}>
            {text.book.open(text.units.bytes(bookBytes))}
          </a>
        </>
      )}
    </p>
  );
};

const ChapterArticle = (
  props: ReadChapterProps & { name: string; position: ReadingPosition },
): VNode => {
  const text = useText();
  const t = text.reader;
  const { item, q, position } = props;
  return (
    <article class="stack">
      <h1 class="reader-title">{item.title}</h1>
      <StandingHead standing={item.standing} />
      <WhereLine {...props} />
      <ReaderTools />
      {q !== null && q !== '' && (
        <p class="meta">
          {t.marked(q)} <a href={position.href}>{t.unmark}</a>
        </p>
      )}
      <section
        class="text chapter"
        aria-label={props.name}
        {...foreign(text, props.language)}
        dangerouslySetInnerHTML={{ __html: props.html }}
      />
      <QuoteTools item={item} place={position} />
      {props.rateable && props.chapter === props.total && <RateLink id={item.id} />}
      <CiteLocator itemId={item.id} cited={props.citation} />
    </article>
  );
};

const ChapterBar = (props: ReadChapterProps): VNode => {
  const t = useText().reader;
  const { chapter, total } = props;
  return (
    <ReaderBar
      previous={chapter > 1 ? turn(props, chapter - 1, t.previousChapter, t.previous) : null}
      next={chapter < total ? turn(props, chapter + 1, t.nextChapter, t.next) : null}
    />
  );
};

export const ReadChapterPage = (props: ReadChapterProps): VNode => {
  const text = useText();
  const t = text.reader;
  const { item, attachment, chapter, title } = props;
  const position: ReadingPosition = {
    kind: 'chapter',
    number: chapter,
    title,
    href: chapterPath(item.id, chapter, { attachment: attachment.fileParam }),
  };
  const name = title === '' ? text.search.chapter(chapter) : title;
  const where = t.chapterOf(chapter, text.units.count(props.total));
  return (
    <Frame
      {...props.frame}
      title={t.chapterTitle(name, item.title)}
      description={`${item.title}. ${where}: ${name}.`}
      crumbs={[
        { label: text.frame.home, href: homePath() },
        { label: item.title, href: itemPath(item.id, item.slug) },
      ]}
      island
      after={<ChapterBar {...props} />}
    >
      <main class="wrap" id="noi-dung">
        <div class="split">
          <ChapterArticle {...props} name={name} position={position} />
          <div class="stack">
            <ContentsPanel outline={props.outline} current={props.current} />
            <FindPanel itemId={item.id} q={props.q} />
            <SettingsPanel />
            <MarksPanel item={item} place={position} />
          </div>
        </div>
        <RememberPosition item={item} place={position} />
      </main>
    </Frame>
  );
};
