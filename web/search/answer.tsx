import type { VNode } from 'preact';
import { Marked } from '#web/frame/marked.tsx';
import type { ItemCard } from '#web/items/cover.tsx';
import { locatorLabel, type PassageView } from '#web/items/item-hit.tsx';
import { StandingBadge } from '#web/items/standing.tsx';
import { itemPath, locatorPath } from '#web/paths/reading.ts';
import { useText } from '#web/text/use-text.ts';

/** The passage that answers by far best, quoted as it stands. */
export interface AnswerView {
  readonly card: ItemCard;
  readonly heading: string;
  readonly passage: PassageView;
}

export const Answer = ({ answer, q }: { answer: AnswerView; q: string }): VNode => {
  const text = useText();
  const { card, heading, passage } = answer;
  const href = locatorPath(card.id, passage.locator, { attachment: passage.attachment, q });
  return (
    <section class="card stack" aria-labelledby="tra-loi">
      <h2 id="tra-loi">{text.search.answer}</h2>
      {heading !== '' && <p lang="vi">{heading}</p>}
      <blockquote lang="vi" cite={href}>
        <Marked runs={passage.runs} />
      </blockquote>
      <p class="meta">
        <a href={href}>
          {locatorLabel(text, passage.locator, passage.printed)}
          {passage.provision !== '' && `, ${passage.provision}`}
        </a>
        {' · '}
        <a href={itemPath(card.id, card.slug)}>{card.title}</a>{' '}
        <StandingBadge standing={card.standing} />
      </p>
    </section>
  );
};
