import type { VNode } from 'preact';
import { mayDownload, mayRead } from '#server/items/rights.ts';
import type { Standing } from '#server/laws/standing.ts';
import { StandingBadge, StandingNotice } from '#web/items/standing.tsx';
import { BigCover, type ItemCard } from '#web/items/cover.tsx';
import { CITATION_LINKS } from './cite-locator.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { ItemActions } from './item-actions.tsx';
import { ItemFacts, type ItemView } from './item-facts.tsx';
import { FilesTable } from './item-files.tsx';
import type { FileView } from './file-view.ts';
import { ItemRow } from '#web/items/item-row.tsx';
import { LawTable, type LawView } from './law-table.tsx';
import { ContinueReading } from './reader-device.tsx';
import { NameText } from '#web/frame/name-text.tsx';
import { OutlineList, type OutlineView } from './outline-list.tsx';
import { PrintedCopies, type PrintedCopiesView } from './printed-copies.tsx';
import { QrPicture, type QrView } from '#web/frame/qr-picture.tsx';
import { RatingForm } from '#web/figures/rating-form.tsx';
import { SaveOffline } from './save-offline.tsx';
import { citationPath, findInsidePath, itemPath, sharePath } from '#web/paths/reading.ts';
import { homePath, subjectPath } from '#web/paths/site.ts';
import { lawPath } from '#web/paths/laws.ts';
import { searchPath } from '#web/paths/search.ts';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { encoded } from '#web/paths/with-query.ts';
import { foreign, useText } from '#web/text/use-text.ts';
import type { Text } from '#web/text/reader-words.ts';

export interface ItemProps {
  readonly frame: PageFrame;
  readonly item: ItemView;
  /** The same item as a card: its cover and the line under it. */
  readonly card: ItemCard;
  readonly laws: readonly LawView[];
  readonly standing: Standing;
  /**
   * Addresses outside the shelf of documents that replaced others, by number; those that are not
   * known are left out.
   */
  readonly replacements: ReadonlyMap<string, string>;
  /** In the order readers should meet them; the first that opens is "Đọc ngay". */
  readonly files: readonly FileView[];
  /**
   * Bytes of the whole text, when there is any: then readers are offered the text and the print
   * view.
   */
  readonly textBytes: number | null;
  /** The answer of an item that is one, a line a paragraph; else null. */
  readonly answer: string | null;
  readonly outline: readonly OutlineView[];
  /** Whether the words inside can be searched already. */
  readonly findable: boolean;
  /** Ready sentence: who, year, title, shelf, address. */
  readonly citation: string;
  /** Absolute address to share, and the QR code that leads there. */
  readonly address: string;
  readonly code: QrView;
  /**
   * The item on the national bookshelf, or a search for it there; null where none is configured.
   */
  readonly national: { readonly href: string; readonly known: boolean } | null;
  /**
   * What the item saved on the reader's device would weigh; null where it cannot or may not be
   * saved.
   */
  readonly offline: { readonly version: number; readonly bytes: number } | null;
  /** Whether readers are asked if it helped. */
  readonly rateable: boolean;
  /** Libraries that have it in print. */
  readonly printed: readonly PrintedCopiesView[];
  readonly related: readonly ItemCard[];
  /**
   * Set when this is an older version, shown because its address was cited: its number and when it
   * was published.
   */
  readonly old: { readonly version: number; readonly at: string } | null;
  /** Whether the signed-in person may edit. */
  readonly editable: boolean;
}

/** What readers may do who should not rely on the item. */
const FindNewer = ({ item }: { item: ItemView }): VNode | null => {
  const t = useText().item;
  const [subject] = item.subjects;
  return subject === undefined ? null : (
    <p>
      <a href={searchPath({ filters: { subjects: [subject], validity: ['con'] }, sort: 'moi' })}>
        {t.findNewer}
      </a>
    </p>
  );
};

const ItemStanding = ({ item, standing, replacements }: ItemProps): VNode => (
  <StandingNotice
    standing={standing}
    at={(number) => {
      const href = replacements.get(number);
      return href === undefined
        ? { href: lawPath(number), outside: false }
        : { href, outside: true };
    }}
  >
    {standing.state !== 'luat_chua' && standing.state !== 'chua' && <FindNewer item={item} />}
  </StandingNotice>
);

const Progress = ({
  item,
  files,
}: {
  item: ItemView;
  files: readonly FileView[];
}): VNode | null => {
  const t = useText().item;
  const waiting = files.filter((f) => f.status.state === 'waiting').length;
  if (!mayRead(item.rights.kind)) return <p class="notice">{t.recordOnly}</p>;
  if (files.length === 0) return <p class="notice">{t.noFiles}</p>;
  return waiting === 0 ? null : (
    <div class="notice stack">
      <h2>{t.processingTitle}</h2>
      <p>{t.processing(waiting)}</p>
    </div>
  );
};

const ShareFold = ({ item: { id, title }, address }: ItemProps): VNode => {
  const text = useText();
  const t = text.item;
  const link = encoded(address);
  return (
    <details>
      <summary>{t.share}</summary>
      <p>{t.shareNote}</p>
      <p>
        <code class="command">{address}</code>
      </p>
      <ul class="chips">
        <li>
          <a href={sharePath(id)}>{text.share.more}</a>
        </li>
        <li>
          <a href={`https://www.facebook.com/sharer/sharer.php?u=${link}`} rel="noopener">
            Facebook
          </a>
        </li>
        <li>
          <a href={`mailto:?subject=${encoded(title)}&body=${link}`}>{t.byMail}</a>
        </li>
      </ul>
    </details>
  );
};

const QrFold = ({ item: { id }, address, code }: ItemProps): VNode => {
  const t = useText().share;
  return (
    <details class="printed-fold">
      <summary>{t.qr}</summary>
      <div class="row">
        <QrPicture code={code} />
        <div class="stack">
          <p>{address}</p>
          <p class="meta screen-only">
            {t.qrNote} <a href={sharePath(id)}>{t.poster}</a>
          </p>
        </div>
      </div>
    </details>
  );
};

const CiteFold = ({ item: { id }, citation }: ItemProps): VNode => {
  const t = useText().item;
  return (
    <details>
      <summary>{t.cite}</summary>
      <p>{citation}</p>
      <p class="meta">{t.citeFiles}</p>
      <ul class="chips">
        {CITATION_LINKS.map(([form, label]) => (
          <li key={form}>
            <a href={citationPath(id, form)} download>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
};

const ShareAndCite = (props: ItemProps): VNode => (
  <div class="rows">
    {props.offline !== null && (
      <SaveOffline id={props.item.id} standing={props.standing} {...props.offline} />
    )}
    <ShareFold {...props} />
    <QrFold {...props} />
    <CiteFold {...props} />
  </div>
);

const FindInside = ({ id }: { id: string }): VNode => {
  const t = useText().item;
  return (
    <section class="card screen-only" aria-labelledby="tim-h">
      <h2 id="tim-h">{t.find}</h2>
      <form
        class="search-box"
        action={findInsidePath(id, '')}
        role="search"
        aria-labelledby="tim-h"
      >
        <label for="trong">{t.findLabel}</label>
        <div>
          <input
            id="trong"
            name="q"
            type="search"
            required
            maxLength={500}
            autocomplete="off"
            enterkeyhint="search"
          />
          <button class="button plain">{t.findButton}</button>
        </div>
      </form>
    </section>
  );
};

/** Pages or chapters: there a reader can have stopped somewhere. */
const readsOnline = ({ item, files }: ItemProps): boolean =>
  mayRead(item.rights.kind) && files.some((f) => f.opens !== null);

/** Whoever asked the same reads it here, without opening a file. */
const Answer = ({ text }: { text: string }): VNode => (
  <section class="card stack" aria-labelledby="tl">
    <h2 id="tl">{useText().followQuestion.answer}</h2>
    {text.split('\n').map((line, i) => (
      <p key={i}>{line}</p>
    ))}
  </section>
);

const Top = (props: ItemProps): VNode => {
  const text = useText();
  const t = text.item;
  const { item, card, files } = props;
  return (
    <article class="split side-first">
      <BigCover card={card} />
      <div class="stack">
        <p class="row">
          <span class="meta">
            <NameText name={text.names.genre(item.genre)} />
          </span>{' '}
          <StandingBadge standing={props.standing} />
        </p>
        <h1 {...foreign(text, item.language)} class={item.title.length > 120 ? 'long' : undefined}>
          {item.title}
        </h1>
        {props.old !== null && (
          <p class="notice warn">
            {t.oldVersion(props.old.version, text.units.day(props.old.at))}{' '}
            <a href={itemPath(item.id)}>{t.latestVersion}</a>
          </p>
        )}
        <ItemStanding {...props} />
        {props.answer !== null && <Answer text={props.answer} />}
        <Progress item={item} files={files} />
        {readsOnline(props) && <ContinueReading id={item.id} />}
        {mayRead(item.rights.kind) && (
          <ItemActions
            id={item.id}
            files={files}
            textBytes={props.textBytes}
            expired={props.standing.state === 'het'}
            download={mayDownload(item.rights.kind)}
          />
        )}
        <ShareAndCite {...props} />
        {props.editable && (
          <p>
            <a href={staffItemPath(item.id)}>{t.edit}</a>
          </p>
        )}
      </div>
    </article>
  );
};

const crumbsOf = (text: Text, item: ItemView) => {
  const [subject] = item.subjects;
  return [
    { label: text.frame.home, href: homePath() },
    ...(subject === undefined
      ? []
      : [{ label: text.names.subject(subject), href: subjectPath(subject) }]),
  ];
};

const FactsSection = ({ item, standing, national }: ItemProps): VNode => {
  const t = useText().item;
  return (
    <section class="stack" aria-labelledby="tt">
      <h2 id="tt">{t.facts}</h2>
      <ItemFacts item={item} standing={standing} />
      {national !== null && (
        <p>
          <a href={national.href} rel="external">
            {national.known ? t.national : t.nationalSearch}
          </a>
        </p>
      )}
    </section>
  );
};

const OutlineSection = ({ outline }: Pick<ItemProps, 'outline'>): VNode => {
  const t = useText().item;
  return (
    <nav class="card toc screen-only" aria-labelledby="ml">
      <h2 id="ml">{t.outline}</h2>
      <div class="toc-list">
        <OutlineList entries={outline} shown={60} />
      </div>
    </nav>
  );
};

const LawsSection = ({ laws }: Pick<ItemProps, 'laws'>): VNode => {
  const t = useText().item;
  return (
    <section aria-labelledby="vb">
      <h2 id="vb">{t.laws}</h2>
      <LawTable laws={laws} />
    </section>
  );
};

const FilesSection = ({ item, files }: ItemProps): VNode => {
  const t = useText().item;
  return (
    <section aria-labelledby="tep-h">
      <h2 id="tep-h">{t.files}</h2>
      <FilesTable files={files} download={mayDownload(item.rights.kind)} />
    </section>
  );
};

/** What search engines show of it: its abstract, else what it is and by whom. */
const descriptionOf = (text: Text, { abstract, genre, compilers }: ItemView): string =>
  abstract === ''
    ? [text.names.genre(genre).label, compilers.join(', ')].filter((s) => s !== '').join(', ')
    : abstract.slice(0, 300);

export const ItemPage = (props: ItemProps): VNode => {
  const text = useText();
  const { frame, item, files } = props;
  return (
    <Frame
      {...frame}
      title={item.title}
      description={descriptionOf(text, item)}
      crumbs={crumbsOf(text, item)}
      island={readsOnline(props)}
    >
      <main class="wrap" id="noi-dung">
        <Top {...props} />
        <div class="split">
          <FactsSection {...props} />
          <div class="stack">
            {props.findable && <FindInside id={item.id} />}
            {props.outline.length > 0 && <OutlineSection outline={props.outline} />}
          </div>
        </div>
        {props.laws.length > 0 && <LawsSection laws={props.laws} />}
        {files.length > 0 && mayRead(item.rights.kind) && <FilesSection {...props} />}
        <PrintedCopies places={props.printed} />
        {props.rateable && (
          <section class="card screen-only narrow" aria-label={text.rating.title}>
            <RatingForm id={item.id} />
          </section>
        )}
        {props.related.length > 0 && (
          <ItemRow id="lq" heading={text.item.related} cards={props.related.slice(0, 6)} />
        )}
      </main>
    </Frame>
  );
};
