import type { VNode } from 'preact';
import type { ItemLink } from '#web/items/item-row.tsx';
import { isWarned } from '#server/laws/standing.ts';
import { standingNote } from '#web/items/standing.tsx';
import { useText } from '#web/text/use-text.ts';
import type { Text } from '#web/text/reader-words.ts';
import { PanelHead } from './reader-panels.tsx';

export interface ReadingPosition {
  readonly kind: 'page' | 'chapter';
  readonly number: number;
  /** Of a chapter; empty when it has none. */
  readonly title: string;
  /** Address that leads back here, without marked words. */
  readonly href: string;
}

/** A moment of a recording; the script moves it on while the recording plays. */
export interface MediaMoment {
  readonly kind: 'time';
  readonly seconds: number;
  readonly href: string;
}

/**
 * Remembers the reading position on this device. Everybody begins at the first page or chapter, so
 * opening it forgets nothing.
 */
export const RememberPosition = ({
  item,
  place,
}: {
  item: ItemLink;
  place: ReadingPosition;
}): VNode | null => {
  const t = useText().device;
  return place.number === 1 ? null : (
    <div
      hidden
      data-island="position"
      data-item={item.id}
      data-href={place.href}
      data-label={
        place.kind === 'page' ? t.continuePage(place.number) : t.continueChapter(place.number)
      }
    />
  );
};

/**
 * The script fills it when this device has read the item before; the style sheet leaves its line
 * free.
 */
export const ContinueReading = ({ id }: { id: string }): VNode => (
  <p class="continue screen-only" data-island="position" data-item={id} />
);

/**
 * Remembers how far a recording was played, and offers that moment when it is opened from its
 * beginning.
 */
export const RememberMoment = ({
  item,
  attachment,
}: {
  item: ItemLink;
  attachment: string | null;
}): VNode => (
  <div
    hidden
    data-island="media-locator"
    data-item={item.id}
    data-attachment={attachment ?? undefined}
    data-label={useText().device.continueTime}
  />
);

/** Leads to the panel of marks where it is not beside the text. */
export const MarksLink = (): VNode => (
  <a class="button plain" href="#dau-trang" hidden>
    {useText().device.marks}
    <span data-marks></span>
  </a>
);

/** Marks and reading aloud, above the text. */
export const ReaderTools = (): VNode => {
  const t = useText().device;
  return (
    <div class="device screen-only">
      <MarksLink />
      <div
        data-island="read-aloud"
        data-text={JSON.stringify(t.aloudScript)}
        role="group"
        aria-label={t.aloudScript.start}
      >
        <button type="button" class="button plain" hidden>
          {t.aloudScript.start}
        </button>
        <button type="button" class="button plain" hidden>
          {t.stop}
        </button>
      </div>
    </div>
  );
};

/** Stands right after the text, hidden until words of it are selected. */
export const QuoteTools = ({ item, place }: { item: ItemLink; place: ReadingPosition }): VNode => {
  const text = useText();
  const t = text.device;
  return (
    <div
      class="quote card screen-only"
      role="group"
      aria-label={t.selected}
      hidden
      data-island="quote"
      data-title={item.title}
      data-remark={isWarned(item.standing) ? standingNote(text, item.standing) : undefined}
      data-place={place.kind === 'page' ? t.quotePage(place.number) : t.quoteChapter(place.number)}
      data-text={JSON.stringify(t.quoteScript)}
    >
      <button type="button" class="button plain" data-copy="link">
        {t.copyLink}
      </button>
      <button type="button" class="button plain" data-copy="quotation">
        {t.copyQuotation}
      </button>
      <p class="meta" role="status" />
      <div class="field" hidden>
        <label for="chu-sao-chep">{t.toCopy}</label>
        <textarea id="chu-sao-chep" rows={3} readOnly />
      </div>
    </div>
  );
};

const markWords = (
  place: ReadingPosition | MediaMoment,
  { device: t, units }: Text,
): { readonly place: string; readonly button: string } => {
  switch (place.kind) {
    case 'page':
      return { place: t.locatorPage(place.number), button: t.markPage };
    case 'chapter':
      return { place: t.locatorChapter(place.number, place.title), button: t.markChapter };
    case 'time':
      return { place: units.clock(place.seconds), button: t.markTime };
  }
};

export const MarksPanel = ({
  item,
  place,
}: {
  item: ItemLink;
  place: ReadingPosition | MediaMoment;
}): VNode => {
  const text = useText();
  const t = text.device;
  const words = markWords(place, text);
  return (
    <section
      class="panel card"
      id="dau-trang"
      aria-labelledby="dt"
      hidden
      data-island="bookmarks"
      data-item={item.id}
      data-title={item.title}
      data-place={words.place}
      data-href={place.href}
      data-text={JSON.stringify(t.marksScript)}
    >
      <PanelHead id="dt" title={t.marksHere} />
      <form class="stack">
        <div class="field">
          <label for="ghi-chu">{t.note}</label>
          <input id="ghi-chu" maxLength={500} autocomplete="off" />
        </div>
        <button class="button plain">{words.button}</button>
      </form>
      <p class="meta" role="status" />
      <ul class="rows marks" aria-labelledby="dt" />
      <div class="row" data-taking hidden>
        <span>{t.export}:</span>{' '}
        <button type="button" class="linklike" data-form="json">
          {t.exportJson}
        </button>{' '}
        <button type="button" class="linklike" data-form="txt">
          {t.exportText}
        </button>
      </div>
      <p class="meta">{t.stays}</p>
    </section>
  );
};
