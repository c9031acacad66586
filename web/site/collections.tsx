import type { VNode } from 'preact';
import { CollectionTiles, type CollectionLine } from './collection-tiles.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { homePath } from '#web/paths/site.ts';
import { useText } from '#web/text/use-text.ts';

export const CollectionsPage = ({
  frame,
  collections,
}: {
  frame: PageFrame;
  collections: readonly CollectionLine[];
}): VNode => {
  const text = useText();
  const t = text.collections;
  return (
    <Frame
      {...frame}
      title={t.title}
      description={t.intro}
      crumbs={[{ label: text.frame.home, href: homePath() }]}
    >
      <main class="wrap" id="noi-dung">
        <div class="stack narrow">
          <h1>{t.title}</h1>
          <p>{t.intro}</p>
        </div>
        <CollectionTiles collections={collections} />
      </main>
    </Frame>
  );
};
