import type { VNode } from 'preact';
import { yearOf } from '#server/base/partial-date.ts';
import { coverPath, itemPath } from '#web/paths/reading.ts';
import { useText } from '#web/text/use-text.ts';
import { subjectHue } from './subject-icon.tsx';
import type { PartialDate } from '#server/base/partial-date.ts';
import type { Standing } from '#server/laws/standing.ts';

/** An item as a line of a list, a book in a row of covers, the head of a hit. */
export interface ItemCard {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  /** ISO 639 code of its contents. */
  readonly language: string;
  /** Genre code. */
  readonly genre: string;
  readonly compilers: readonly string[];
  readonly issued: PartialDate | null;
  readonly standing: Standing;
  readonly publishedAt: string | null;
  /** Video or sound: the cover carries a play sign. */
  readonly isMedia: boolean;
  /** First subject code: decides the cloth colour of the drawn cover. */
  readonly subject: string | null;
  /** Attachment whose cover picture (`coverPath`) stands in for the drawn cover. */
  readonly cover: string | null;
}

type CoverView = Pick<
  ItemCard,
  'id' | 'slug' | 'title' | 'genre' | 'issued' | 'isMedia' | 'subject' | 'cover' | 'standing'
>;

const shape = (card: CoverView, big: boolean): string =>
  [
    'cover',
    subjectHue(card.subject),
    card.isMedia ? 'video' : card.genre === 'to-gap' ? 'leaflet' : '',
    big ? 'big' : '',
  ]
    .filter((c) => c !== '')
    .join(' ');

const Inside = ({ card, eager }: { card: CoverView; eager: boolean }): VNode => {
  if (card.cover !== null)
    return (
      <img
        src={coverPath(card.cover)}
        alt=""
        width={250}
        height={350}
        loading={eager ? 'eager' : 'lazy'}
        decoding="async"
      />
    );
  const text = useText();
  const year = yearOf(card.issued);
  return (
    <span>
      <small>{text.names.genreShort(card.genre).label}</small>
      <b>{card.title}</b>
      {(year !== null || card.isMedia) && <i>{year}</i>}
    </span>
  );
};

/** Across the foot of the cover of an item not to be relied on. */
const Band = ({ card }: { card: CoverView }): VNode | null => {
  const band = useText().standing.band[card.standing.state];
  return band === undefined ? null : <em>{band}</em>;
};

/**
 * Draws a cover of cloth from genre, title and year, or shows the file's own. Assistive technology
 * skips it: the title follows.
 */
export const Cover = ({ card }: { card: CoverView }): VNode => (
  <a
    class={shape(card, false)}
    href={itemPath(card.id, card.slug)}
    tabIndex={-1}
    aria-hidden="true"
  >
    <Inside card={card} eager={false} />
    <Band card={card} />
  </a>
);

export const BigCover = ({ card }: { card: CoverView }): VNode => (
  <div class={shape(card, true)} aria-hidden="true">
    <Inside card={card} eager={true} />
    <Band card={card} />
  </div>
);
