import type { VNode } from 'preact';
import { showSeasonDay } from '#server/site/collection.ts';
import { collectionPath } from '#web/paths/site.ts';
import { itemPath } from '#web/paths/reading.ts';
import { foreign, useText } from '#web/text/use-text.ts';
import { cardLine, Warned } from '#web/items/item-row.tsx';
import type { Collection } from '#server/site/collection.ts';
import type { ItemCard } from '#web/items/cover.tsx';

/** A collection opened on the home page. */
export interface FeaturedView {
  readonly collection: Pick<Collection, 'slug' | 'title' | 'intro' | 'season'>;
  /** Its first published items. */
  readonly cards: readonly ItemCard[];
  /** How many it has in all. */
  readonly total: number;
}

/** The collection of the season, opened at its first items. */
export const FeaturedCollection = ({
  featured: { collection, cards, total },
}: {
  featured: FeaturedView;
}): VNode => {
  const text = useText();
  const t = text.collections;
  const { slug, title, intro, season } = collection;
  return (
    <section class="weekly stack" aria-label={t.featured}>
      <div>
        {season !== null && (
          <p class="meta">{t.seasonal(showSeasonDay(season.from), showSeasonDay(season.to))}</p>
        )}
        <h2>{title}</h2>
      </div>
      {intro !== '' && <p>{intro}</p>}
      <ol>
        {cards.map((card) => (
          <li key={card.id}>
            <a href={itemPath(card.id, card.slug)} {...foreign(text, card.language)}>
              {card.title}
            </a>{' '}
            <p class="meta">
              {cardLine(text, card)} <Warned card={card} />
            </p>
          </li>
        ))}
      </ol>
      <p>
        <a href={collectionPath(slug)}>{t.whole(text.units.count(total))}</a>
      </p>
    </section>
  );
};
