import type { VNode } from 'preact';
import { showSeasonDay, type Collection } from '#server/site/collection.ts';
import { collectionPath, thisWeekPath } from '#web/paths/site.ts';
import { useText } from '#web/text/use-text.ts';

export type CollectionLine = Pick<Collection, 'slug' | 'title' | 'intro' | 'season'>;

/** Collections as tiles, the week's list first. */
export const CollectionTiles = ({
  collections,
}: {
  collections: readonly CollectionLine[];
}): VNode => {
  const t = useText().collections;
  return (
    <ul class="tiles">
      <li>
        <a class="tile" href={thisWeekPath()}>
          <b>{t.week}</b> <span>{t.weekNote}</span>
        </a>
      </li>
      {collections.map((c) => (
        <li key={c.slug}>
          <a class="tile" href={collectionPath(c.slug)}>
            <b>{c.title}</b> <span>{c.intro}</span>
            {c.season !== null && (
              <small>{t.seasonal(showSeasonDay(c.season.from), showSeasonDay(c.season.to))}</small>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
};
