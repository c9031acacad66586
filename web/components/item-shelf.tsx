import type { VNode } from 'preact';
import { findGenre } from '#server/domain/genre.ts';
import { yearOf } from '#server/domain/partial-date.ts';
import type { ItemCard } from '../pages/view-types.ts';
import { itemPath } from '../paths.ts';
import { vi } from '../text/vi.ts';
import { ValidityBadge } from './badge.tsx';
import { Cover } from './cover.tsx';

/** `Cẩm nang · Sở Tư pháp · 2025`: parts that are not known are left out with their dot. */
export const cardLine = (card: ItemCard, when: 'year' | 'published' = 'year'): string => {
  const year = yearOf(card.issued);
  const time = when === 'published' && card.publishedAt !== null ? vi.units.day(card.publishedAt) : year === null ? '' : String(year);
  return [findGenre(card.genre)?.short ?? card.genre, card.compilers.join(', '), time].filter((part) => part !== '').join(' · ');
};

/** Books standing on a board: a list when narrow, six in a row when wide. */
export const ItemShelf = ({ id, heading, cards, more, when = 'year' }: {
  id: string; heading: string; cards: readonly ItemCard[]; more?: { label: string; href: string }; when?: 'year' | 'published';
}): VNode => (
  <section class="wrap books" aria-labelledby={id}>
    <div class="head"><h2 id={id}>{heading}</h2>{more && <a href={more.href}>{more.label}</a>}</div>
    <ul>
      {cards.map((card) => (
        <li key={card.id}>
          <Cover card={card} />
          <div><h3><a href={itemPath(card.id, card.slug)}>{card.title}</a></h3><p class="meta">{cardLine(card, when)}</p></div>
        </li>
      ))}
    </ul>
  </section>
);

/** Rows of items with cover, line and badge. */
export const ItemRows = ({ cards, when = 'year' }: { cards: readonly ItemCard[]; when?: 'year' | 'published' }): VNode => (
  <ol class="rows">
    {cards.map((card) => (
      <li class="hit" key={card.id}>
        <Cover card={card} />
        <div>
          <h3><a href={itemPath(card.id, card.slug)}>{card.title}</a></h3>
          <p class="meta">{cardLine(card, when)} <ValidityBadge state={card.validity} /></p>
        </div>
      </li>
    ))}
  </ol>
);
