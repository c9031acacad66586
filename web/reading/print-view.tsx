import type { VNode } from 'preact';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { itemPath } from '#web/paths/reading.ts';
import { useText } from '#web/text/use-text.ts';
import type { ItemLink } from '#web/items/item-row.tsx';
import { StandingHead } from '#web/items/standing.tsx';

/** One page or chapter: plain paragraphs, or sanitised HTML of a book. */
export type PrintedText =
  | { readonly kind: 'text'; readonly label: string; readonly paragraphs: readonly string[] }
  | { readonly kind: 'html'; readonly label: string; readonly html: string };

export interface PrintViewProps {
  readonly frame: PageFrame;
  readonly item: ItemLink;
  /** Compilers and date in one line; may be empty. */
  readonly byline: string;
  /** Each leaf as {@link PrintedLeaf} gives it; many, so they are rendered one by one. */
  readonly leaves: readonly string[];
  /** The citation, with the absolute address. */
  readonly source: string;
  /** The text was too long for one page. */
  readonly cut: boolean;
}

export const PrintedLeaf = ({ leaf }: { leaf: PrintedText }): VNode => (
  <section class="leaf">
    {leaf.label !== '' && <p class="leaf-no">{leaf.label}</p>}
    {leaf.kind === 'html' ? (
      <div class="chapter" dangerouslySetInnerHTML={{ __html: leaf.html }} />
    ) : (
      leaf.paragraphs.map((p, i) => (
        <p class="lines" key={i}>
          {p}
        </p>
      ))
    )}
  </section>
);

export const PrintView = ({ frame, item, byline, leaves, source, cut }: PrintViewProps): VNode => {
  const t = useText().printView;
  return (
    <Frame {...frame} title={t.title(item.title)} noindex>
      <main class="wrap" id="noi-dung">
        <div class="stack">
          <p class="meta screen-only">
            {t.note} <a href={itemPath(item.id, item.slug)}>{t.back}</a>
          </p>
          <h1 class={item.title.length > 120 ? 'long' : undefined}>{item.title}</h1>
          {byline !== '' && <p>{byline}</p>}
          <StandingHead standing={item.standing} />
          {cut && <p class="notice warn">{t.cut}</p>}
          {leaves.length === 0 && <p>{t.empty}</p>}
          <div class="text printed" dangerouslySetInnerHTML={{ __html: leaves.join('') }} />
          <p class="source">
            <b>{t.source}</b> {source}
          </p>
        </div>
      </main>
    </Frame>
  );
};
