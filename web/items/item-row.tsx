import type { VNode } from 'preact';
import { yearOf } from '#server/base/partial-date.ts';
import { type ItemCard, Cover } from './cover.tsx';
import { itemPath } from '#web/paths/reading.ts';
import { foreign, useText } from '#web/text/use-text.ts';
import type { Text } from '#web/text/reader-words.ts';
import { isWarned, type Standing } from '#server/laws/standing.ts';
import { StandingBadge } from './standing.tsx';

export interface ItemLink {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly standing: Standing;
}

/** The title in its own language, for whoever reads it out. */
export const CardTitle = ({ card, id }: { card: ItemCard; id?: string | undefined }): VNode => (
  <h3 {...foreign(useText(), card.language)}>
    <a id={id} href={itemPath(card.id, card.slug)}>
      {card.title}
    </a>
  </h3>
);

/** The badge where there is no room for every one: of items not to be relied on. */
export const Warned = ({ card }: { card: Pick<ItemCard, 'standing'> }): VNode | null =>
  isWarned(card.standing) ? <StandingBadge standing={card.standing} /> : null;

/** `Cẩm nang · Sở Tư pháp · 2025`; a fact that is not known is left out with its dot. */
export const cardLine = (
  text: Text,
  card: ItemCard,
  when: 'year' | 'published' = 'year',
): string => {
  const year = yearOf(card.issued);
  const time =
    when === 'published' && card.publishedAt !== null
      ? text.units.day(card.publishedAt)
      : year === null
        ? ''
        : String(year);
  return [text.names.genreShort(card.genre).label, card.compilers.join(', '), time]
    .filter((part) => part !== '')
    .join(' · ');
};

interface ItemShelfProps {
  readonly id: string;
  readonly heading: string;
  readonly cards: readonly ItemCard[];
  readonly more?: { readonly label: string; readonly href: string };
  readonly when?: 'year' | 'published';
}

/** Books standing on a board: a list when narrow, six in a row when wide. */
export const ItemRow = ({ id, heading, cards, more, when = 'year' }: ItemShelfProps): VNode => {
  const text = useText();
  return (
    <section class="wrap books" aria-labelledby={id}>
      <div class="head">
        <h2 id={id}>{heading}</h2>
        {more && <a href={more.href}>{more.label}</a>}
      </div>
      <ul>
        {cards.map((card) => (
          <li key={card.id}>
            <Cover card={card} />
            <div>
              <CardTitle card={card} />
              <p class="meta">
                {cardLine(text, card, when)} <Warned card={card} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Rows of items with cover, line and badge. */
export const ItemRows = ({
  cards,
  when = 'year',
}: {
  cards: readonly ItemCard[];
  when?: 'year' | 'published';
}): VNode => {
  const text = useText();
  return (
    <ol class="rows">
      {cards.map((card) => (
        <li class="hit" key={card.id}>
          <Cover card={card} />
          <div>
            <CardTitle card={card} />
            <p class="meta">
              {cardLine(text, card, when)} <StandingBadge standing={card.standing} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
};
