import type { VNode } from 'preact';
import type { Locator } from '#server/base/locator.ts';
import { type ItemLink, CardTitle, cardLine } from './item-row.tsx';
import { findInsidePath, itemPath, locatorPath } from '#web/paths/reading.ts';
import { useText } from '#web/text/use-text.ts';
import type { Text } from '#web/text/reader-words.ts';
import { isWarned } from '#server/laws/standing.ts';
import { StandingBadge } from './standing.tsx';
import { Cover } from './cover.tsx';
import { Marked } from '#web/frame/marked.tsx';
import type { TextRun } from '#server/search/search-query.ts';
import type { ItemCard } from './cover.tsx';

export interface HitView {
  readonly card: ItemCard;
  /** At most three. */
  readonly passages: readonly PassageView[];
  /** Places of this item that fit and are not shown. */
  readonly more: number;
  /** Other items holding the very same passage. */
  readonly alsoIn: readonly ItemLink[];
}

/** One passage of an item where the query's words stand. */
export interface PassageView {
  readonly locator: Locator;
  /** Only when the passage is not in the item's first readable file. */
  readonly attachment: string | null;
  /** The provision of a law it stands in, `khoản 3 Điều 12`; empty for none. */
  readonly provision: string;
  /** The number printed on its page where that is another one, else null. */
  readonly printed: string | null;
  readonly runs: readonly TextRun[];
}

/** Trang 14, Trang iv, Phần 3, Phút 2:15. */
export const locatorLabel = (
  text: Text,
  locator: Locator,
  printed: string | null = null,
): string => {
  const t = text.search;
  switch (locator.kind) {
    case 'record':
      return t.record;
    case 'page':
      return t.page(printed ?? locator.page);
    case 'chapter':
      return t.chapter(locator.chapter);
    case 'time':
      return t.time(text.units.clock(locator.seconds));
  }
};

/** One passage; the whole line opens it. */
export const PassageLine = ({
  itemId,
  passage,
  q,
}: {
  itemId: string;
  passage: PassageView;
  q: string;
}): VNode => (
  <li>
    <a href={locatorPath(itemId, passage.locator, { attachment: passage.attachment, q })}>
      <b>
        {locatorLabel(useText(), passage.locator, passage.printed)}
        {passage.provision !== '' && `, ${passage.provision}`}
      </b>{' '}
      <span>
        <Marked runs={passage.runs} />
      </span>
    </a>
  </li>
);

const AlsoIn = ({ items }: { items: readonly ItemLink[] }): VNode => {
  const t = useText().search;
  return (
    <p class="meta">
      {t.alsoIn}{' '}
      {items.map((item, i) => (
        <>
          {i > 0 && '; '}
          <a href={itemPath(item.id, item.slug)}>{item.title}</a>
          {isWarned(item.standing) && (
            <>
              {' '}
              <StandingBadge standing={item.standing} />
            </>
          )}
        </>
      ))}
    </p>
  );
};

/** `id` is given to the link of its title. */
export const Hit = ({
  hit,
  q,
  id,
}: {
  hit: HitView;
  q: string;
  id?: string | undefined;
}): VNode => {
  const text = useText();
  const t = text.search;
  return (
    <li class="hit">
      <Cover card={hit.card} />
      <div>
        <CardTitle card={hit.card} id={id} />
        <p class="meta">
          {cardLine(text, hit.card)} <StandingBadge standing={hit.card.standing} />
        </p>
        {hit.alsoIn.length > 0 && <AlsoIn items={hit.alsoIn} />}
      </div>
      {(hit.passages.length > 0 || hit.more > 0) && (
        <ul class="pages">
          {hit.passages.map((passage, i) => (
            <PassageLine key={i} itemId={hit.card.id} passage={passage} q={q} />
          ))}
          {hit.more > 0 && q !== '' && (
            <li>
              <a href={findInsidePath(hit.card.id, q)}>
                <b>{t.more(text.units.count(hit.more))}</b> <span>{t.moreNote}</span>
              </a>
            </li>
          )}
        </ul>
      )}
    </li>
  );
};
