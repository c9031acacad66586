import type { VNode } from 'preact';
import { foreign, useText } from '#web/text/use-text.ts';
import { telHref } from '#web/frame/site-footer.tsx';

export interface PrintedCopiesView {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly hours: string;
  readonly copies: number;
  readonly available: number;
}

const AT_ONCE = 10;

const Places = ({ places }: { places: readonly PrintedCopiesView[] }): VNode => {
  const text = useText();
  const t = text.item;
  return (
    <ul class="rows files">
      {places.map((p) => (
        <li key={p.id}>
          <h3 {...foreign(text, 'vi')}>{p.name}</h3>
          <p class={p.available > 0 ? 'good' : 'warn'}>
            {p.available > 0
              ? t.printedIn(text.units.count(p.available), text.units.count(p.copies))
              : t.printedOut(text.units.count(p.copies))}
          </p>
          <p {...foreign(text, 'vi')}>
            {p.address}
            {p.hours !== '' && ` (${p.hours})`}
          </p>
          {p.phone !== '' && (
            <p>
              {text.frame.phone}: <a href={telHref(p.phone)}>{p.phone}</a>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
};

/** Where a reader can find the item on paper; the many shelves of a province fold away. */
export const PrintedCopies = ({
  places,
}: {
  places: readonly PrintedCopiesView[];
}): VNode | null => {
  const text = useText();
  if (places.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="ban-in">
      <h2 id="ban-in">{text.item.printed}</h2>
      <Places places={places.slice(0, AT_ONCE)} />
      {places.length > AT_ONCE && (
        <details>
          <summary>{text.item.printedMore(text.units.count(places.length - AT_ONCE))}</summary>
          <Places places={places.slice(AT_ONCE)} />
        </details>
      )}
    </section>
  );
};
