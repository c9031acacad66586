import type { VNode } from 'preact';
import type { FeaturedView } from '../pages/view-types.ts';
import { collectionPath, itemPath } from '../paths.ts';
import { foreign, useText } from '../text/use-text.ts';
import { cardLine } from './item-shelf.tsx';

/** `01/10`: a day of any year. */
export const dayOfYear = (day: string): string => day.split('-').toReversed().join('/');

/** The collection of the season, opened at its first items. */
export const FeaturedCollection = ({ featured: { collection, cards, total } }: { featured: FeaturedView }): VNode => {
  const text = useText();
  const t = text.collections;
  const { slug, title, intro, season } = collection;
  return (
    <section class="weekly stack" aria-label={t.featured}>
      <div>
        {season !== null && <p class="meta">{t.seasonal(dayOfYear(season.from), dayOfYear(season.to))}</p>}
        <h2>{title}</h2>
      </div>
      {intro !== '' && <p>{intro}</p>}
      <ol>
        {cards.map((card) => (
          <li key={card.id}><a href={itemPath(card.id, card.slug)} {...foreign(text, card.language)}>{card.title}</a> <p class="meta">{cardLine(text, card)}</p></li>
        ))}
      </ol>
      <p><a href={collectionPath(slug)}>{t.whole(text.units.count(total))}</a></p>
    </section>
  );
};
