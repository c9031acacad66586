import { encoded } from '#web/paths/with-query.ts';
import type { VNode } from 'preact';
import type { PictureLayer } from '#server/reading/picture-words.ts';
import type { PageEdges } from '#server/items/running-text.ts';
import { CiteLocator, type CitedLocatorView } from './cite-locator.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { Marked, type Paragraph } from '#web/frame/marked.tsx';
import {
  MarksPanel,
  QuoteTools,
  ReaderTools,
  RememberPosition,
  type ReadingPosition,
} from './reader-device.tsx';
import { PagePicture, type PagePictureFile, type PictureSource } from './page-picture.tsx';
import { PageNotice, type ReadFile } from './page-notice.tsx';
import { OriginalReader } from './reader-original.tsx';
import { RateLink } from '#web/figures/rating-form.tsx';
import { ContentsPanel, FindPanel, ReaderBar, SettingsPanel } from './reader-panels.tsx';
import { FIRST_MARK, filePath, itemPath, pagePath } from '#web/paths/reading.ts';
import { textReportPath } from '#web/paths/correction.ts';
import { homePath } from '#web/paths/site.ts';
import { foreign, useText } from '#web/text/use-text.ts';
import type { Text } from '#web/text/reader-words.ts';
import type { ItemLink } from '#web/items/item-row.tsx';
import { StandingHead } from '#web/items/standing.tsx';
import type { OutlineView } from './outline-list.tsx';

export interface PageText {
  readonly page: number;
  /** The number printed on it where that is another one, else null. */
  readonly printed: string | null;
  /** Lines that run over the pages above and below the text. */
  readonly edges: PageEdges;
  /** Empty when the page has no text. */
  readonly paragraphs: readonly {
    /** Of the provision of a law that begins with it, else null. */
    readonly id: string | null;
    readonly runs: Paragraph;
  }[];
  /** A machine read the words from the picture. */
  readonly byMachine: boolean;
  /** When a person read them again, ISO; null for not yet. */
  readonly rereadAt: string | null;
}

export interface ReadPageProps {
  readonly frame: PageFrame;
  readonly item: ItemLink;
  /** Language of the words, as in `lang`. */
  readonly language: string;
  readonly attachment: ReadFile & {
    /** What goes into addresses: null for the item's first readable file. */
    readonly fileParam: string | null;
  };
  /** `page`: one page with its picture; `text`: up to five pages, text only. */
  readonly mode: 'page' | 'text';
  /** One page, or up to five running pages in text mode. */
  readonly texts: readonly PageText[];
  readonly total: number;
  readonly picture: PagePictureFile;
  /** What lies over the picture; null for nothing. */
  readonly layer: PictureLayer | null;
  /** The picture that the next page will show, or null. */
  readonly nextPicture: PictureSource | null;
  /**
   * The page that shows the words of the whole file (pictures with a text beside them); null when
   * each page has its own words.
   */
  readonly wordsPage: number | null;
  /** Words being marked, or null. */
  readonly q: string | null;
  readonly outline: readonly OutlineView[];
  /** The entry of `outline` this page belongs to. */
  readonly current: OutlineView | null;
  /** The file itself may be opened. */
  readonly original: boolean;
  /** Whether readers are asked at the end if it helped. */
  readonly rateable: boolean;
  /** Its size when it is a PDF that the reader may draw in the browser; null otherwise. */
  readonly pdfBytes: number | null;
  readonly citation: CitedLocatorView;
}

type Addresses = (page: number, change?: { mode?: string | null; q?: string | null }) => string;

const addresses =
  ({ item, attachment, mode, q }: ReadPageProps): Addresses =>
  (page, change = {}) =>
    pagePath(item.id, page, {
      attachment: attachment.fileParam,
      q,
      mode: mode === 'text' ? 'chu' : null,
      ...change,
    });

const firstOf = (p: ReadPageProps): number => p.texts[0]!.page;
const lastOf = (p: ReadPageProps): number => p.texts.at(-1)!.page;

/** Without script the number travels as `trang`; the server answers with the page's own address. */
const GoTo = ({ props, to }: { props: ReadPageProps; to: Addresses }): VNode => {
  const text = useText();
  const t = text.reader;
  return (
    <form class="row" action={pagePath(props.item.id, firstOf(props))}>
      <label for="den-trang">{t.goTo}</label>{' '}
      <input
        id="den-trang"
        name="trang"
        type="number"
        inputMode="numeric"
        min={1}
        max={props.total}
        value={firstOf(props)}
        required
      />{' '}
      <span>{t.of(text.units.count(props.total))}</span>
      {[...new URL(to(1), 'http://x').searchParams].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}{' '}
      <button class="button plain">{t.go}</button>
    </form>
  );
};

/** `Trang 4/20`, or with the printed number `Trang iv (4/20)`. */
const whereOf = (props: ReadPageProps, { reader: t, units }: Text): string => {
  const [{ page, printed }] = props.texts as readonly [PageText];
  return printed === null
    ? t.pageOf(page, units.count(props.total))
    : t.printedPageOf(printed, page, units.count(props.total));
};

const Where = ({ props, to }: { props: ReadPageProps; to: Addresses }): VNode => {
  const text = useText();
  const t = text.reader;
  const hasText =
    props.attachment.layer !== 'none' ||
    props.wordsPage !== null ||
    props.texts.some(({ paragraphs }) => paragraphs.length > 0);
  return (
    <p class="meta">
      {props.mode === 'text' ? (
        <>
          {t.textMode} · {t.textRange(firstOf(props), lastOf(props))} ·{' '}
          <a href={to(firstOf(props), { mode: null })}>{t.showImages}</a>
        </>
      ) : (
        <>
          {whereOf(props, text)}
          {hasText && (
            <>
              {' '}
              · <a href={to(firstOf(props), { mode: 'chu' })}>{t.showText}</a>
            </>
          )}
        </>
      )}
      {props.original && (
        <>
          {' '}
          · <a href={filePath(props.attachment.id)}>{t.original}</a>
        </>
      )}
    </p>
  );
};

const Picture = ({ props }: { props: ReadPageProps }): VNode => {
  const t = useText().reader;
  const { item, attachment, texts, picture, pdfBytes, q, total, wordsPage } = props;
  const page = firstOf(props);
  const alt =
    texts[0]!.paragraphs.length > 0
      ? t.imageAlt(page)
      : wordsPage !== null
        ? t.imageAltWordsAt(page, wordsPage)
        : t.imageAltNoText(page);
  return (
    <PagePicture file={picture} next={props.nextPicture} alt={alt} layer={props.layer}>
      {pdfBytes !== null && (
        <OriginalReader
          title={item.title}
          standing={item.standing}
          total={total}
          file={{
            item: item.id,
            src: filePath(attachment.id),
            bytes: pdfBytes,
            page,
            ratio: picture.height / picture.width,
            attachment: attachment.fileParam ?? '',
            q: q ?? '',
          }}
        />
      )}
    </PagePicture>
  );
};

interface LeafProps {
  readonly text: PageText;
  readonly href: string;
  readonly named: boolean;
  /** The paragraph whose first mark a fragment leads to; -1 for none. */
  readonly leading: number;
  /** Where the words are when this page has none of its own. */
  readonly elsewhere: { readonly page: number; readonly href: string } | null;
}

const NoWords = ({ elsewhere }: Pick<LeafProps, 'elsewhere'>): VNode => {
  const t = useText().reader;
  return (
    <p class="meta">
      {elsewhere === null ? (
        t.noText
      ) : (
        <>
          {t.wordsAt} <a href={elsewhere.href}>{t.page(elsewhere.page)}</a>
        </>
      )}
    </p>
  );
};

const shownPage = ({ page, printed }: PageText): string => printed ?? String(page);

/** Running heads and footers, which are no part of the text. */
const Edge = ({ lines }: { lines: readonly string[] }): VNode => (
  <>
    {lines.map((line, i) => (
      <p class="meta" key={i}>
        {line}
      </p>
    ))}
  </>
);

/** The words of one page, with what runs over the pages above and below. */
export const Leaf = ({ text, href, named, leading, elsewhere }: LeafProps): VNode => {
  const t = useText().reader;
  return (
    <section
      class="leaf"
      id={`trang-${text.page}`}
      aria-label={named ? t.page(shownPage(text)) : t.textOf(shownPage(text))}
    >
      <p class="leaf-no">
        {named ? <a href={href}>{t.page(shownPage(text))}</a> : t.textOf(shownPage(text))}
      </p>
      <Edge lines={text.edges.head} />
      {text.paragraphs.length === 0 ? (
        <NoWords elsewhere={elsewhere} />
      ) : (
        text.paragraphs.map(({ id, runs }, i) => (
          <p class="lines" key={i} id={id ?? undefined}>
            <Marked runs={runs} first={i === leading ? FIRST_MARK : undefined} />
          </p>
        ))
      )}
      <Edge lines={text.edges.foot} />
    </section>
  );
};

/** Whoever finds a word that a machine misread says so without an account. */
const ReportWord = ({ props }: { props: ReadPageProps }): VNode => {
  const t = useText().textReport;
  const { item, attachment } = props;
  const href = textReportPath(item.id, firstOf(props), { attachment: attachment.fileParam });
  return (
    <p class="screen-only">
      <a href={href} data-island="report-words">
        {t.link}
      </a>
    </p>
  );
};

const Report = ({ props }: { props: ReadPageProps }): VNode | null => {
  const t = useText().reader;
  const { email } = props.frame.shelf;
  if (email === '') return null;
  const subject = encoded(t.reportSubject(props.item.title, firstOf(props)));
  return (
    <p class="meta">
      {t.report} <a href={`mailto:${email}?subject=${subject}`}>{t.reportLink}</a>
    </p>
  );
};

const placeOf = (props: ReadPageProps, to: Addresses): ReadingPosition => ({
  kind: 'page',
  number: firstOf(props),
  title: '',
  href: to(firstOf(props), { q: null }),
});

const isMarked = ({ runs }: PageText['paragraphs'][number]): boolean =>
  runs.some((run) => run.mark);
const holdsMark = ({ paragraphs }: PageText): boolean => paragraphs.some(isMarked);

const Words = ({ props, to }: { props: ReadPageProps; to: Addresses }): VNode => {
  const { texts, wordsPage, mode, language, layer } = props;
  // Marks on the picture come first on the page.
  const marked = (layer?.marks.length ?? 0) > 0 ? undefined : texts.find(holdsMark);
  const elsewhere = wordsPage === null ? null : { page: wordsPage, href: to(wordsPage) };
  return (
    <>
      <div class="text" {...foreign(useText(), language)}>
        {texts.map((text) => (
          <Leaf
            key={text.page}
            text={text}
            href={to(text.page, { mode: null })}
            named={mode === 'text'}
            leading={text === marked ? text.paragraphs.findIndex(isMarked) : -1}
            elsewhere={elsewhere}
          />
        ))}
      </div>
      <QuoteTools item={props.item} place={placeOf(props, to)} />
    </>
  );
};

const Body = ({ props, to }: { props: ReadPageProps; to: Addresses }): VNode => {
  const t = useText().reader;
  const { attachment, mode, q, wordsPage } = props;
  const hasWords = props.texts.some(({ paragraphs }) => paragraphs.length > 0);
  const hasMarks = (props.layer?.marks.length ?? 0) > 0 || props.texts.some(holdsMark);
  const showText =
    wordsPage !== null ||
    (attachment.wrapping === null &&
      (attachment.status.state !== 'needs-ocr' || hasWords) &&
      attachment.status.state !== 'needs-conversion' &&
      attachment.status.state !== 'waiting');
  return (
    <article class="stack">
      <h1 class="reader-title">{props.item.title}</h1>
      <StandingHead standing={props.item.standing} />
      <div class="row reading">
        <Where props={props} to={to} />
        {props.total > 1 && <GoTo props={props} to={to} />}
      </div>
      <ReaderTools />
      {q !== null && q !== '' && (
        <p class="meta">
          {t.marked(q)}{' '}
          {hasMarks && (
            <>
              <a href={`#${FIRST_MARK}`}>{t.toFirstMark}</a> ·{' '}
            </>
          )}
          <a href={to(firstOf(props), { q: null })}>{t.unmark}</a>
        </p>
      )}
      {wordsPage === null && (
        <PageNotice
          {...attachment}
          original={props.original}
          machine={props.texts.filter((text) => text.byMachine)}
        />
      )}
      {mode === 'page' && attachment.wrapping === null && <Picture props={props} />}
      {(showText || mode === 'text') && <Words props={props} to={to} />}
      {props.rateable && wordsPage === null && props.texts[0]!.byMachine && (
        <ReportWord props={props} />
      )}
      <CiteLocator itemId={props.item.id} cited={props.citation} />
      {props.rateable && lastOf(props) === props.total && <RateLink id={props.item.id} />}
      <Report props={props} />
    </article>
  );
};

const DESCRIPTION_LENGTH = 160;

/** The page's first words, for search engines and shared links. */
const descriptionOf = (
  { texts, item, total }: ReadPageProps,
  { reader: t, units }: Text,
): string => {
  const words = (texts[0]?.paragraphs ?? [])
    .flatMap(({ runs }) => runs)
    .map((run) => run.text)
    .join(' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return words === ''
    ? `${item.title}. ${t.pageOf(texts[0]?.page ?? 1, units.count(total))}.`
    : words.slice(0, DESCRIPTION_LENGTH);
};

export const ReadPage = (props: ReadPageProps): VNode => {
  const text = useText();
  const t = text.reader;
  const to = addresses(props);
  const back = props.mode === 'text' ? Math.max(1, firstOf(props) - 5) : firstOf(props) - 1;
  const on = lastOf(props) + 1;
  const bar = (
    <ReaderBar
      previous={
        firstOf(props) > 1 ? { href: to(back), hidden: t.previousPage, label: String(back) } : null
      }
      next={on <= props.total ? { href: to(on), hidden: t.nextPage, label: String(on) } : null}
    />
  );
  const crumbs = [
    { label: text.frame.home, href: homePath() },
    { label: props.item.title, href: itemPath(props.item.id, props.item.slug) },
  ];
  return (
    <Frame
      {...props.frame}
      title={t.pageTitle(shownPage(props.texts[0]!), props.item.title)}
      description={descriptionOf(props, text)}
      crumbs={crumbs}
      island
      after={bar}
    >
      <main class="wrap" id="noi-dung">
        <div class="split">
          <Body props={props} to={to} />
          <div class="stack">
            <ContentsPanel outline={props.outline} current={props.current} />
            <FindPanel itemId={props.item.id} q={props.q} />
            <SettingsPanel />
            <MarksPanel item={props.item} place={placeOf(props, to)} />
          </div>
        </div>
        <RememberPosition item={props.item} place={placeOf(props, to)} />
      </main>
    </Frame>
  );
};
