import type { VNode } from 'preact';
import type { EmbedAsked, EmbedFault } from '#server/exchange/embed/embed-address.ts';
import { isDark } from '#server/exchange/embed/colours.ts';
import { isWarned } from '#server/laws/standing.ts';
import type { ItemCard } from '#web/items/cover.tsx';
import { cardLine } from '#web/items/item-row.tsx';
import { itemPath } from '#web/paths/reading.ts';
import { searchPath } from '#web/paths/search.ts';
import { homePath, newestPath, subjectPath } from '#web/paths/site.ts';
import { foreign, useText } from '#web/text/use-text.ts';

/** The style of a widget that depends on its address; its hash stands in the page's policy. */
export const embedStyle = ({ colours, fontSize }: Pick<EmbedAsked, 'colours' | 'fontSize'>) =>
  `:root{--nen:#${colours.background};--chu:#${colours.text};--mau:#${colours.accent};font-size:${fontSize}px;color-scheme:${isDark(colours.background) ? 'dark' : 'light'}}`;

export interface EmbedProps {
  readonly shelf: string;
  /** The style sheet that all widgets share. */
  readonly style: string;
  readonly asked: EmbedAsked;
  /** What the subject is called; empty for other kinds. */
  readonly subject: string;
  readonly cards: readonly ItemCard[];
  /** The first words about the one item; empty for other kinds. */
  readonly about: string;
  /** Why nothing else is shown; null when all is well. */
  readonly fault: EmbedFault | null;
}

/** Links leave the frame: a portal's page stays where it is. */
const OUT = { target: '_blank', rel: 'noopener' } as const;

const Card = ({ card, heading }: { card: ItemCard; heading: boolean }): VNode => {
  const text = useText();
  const link = (
    <a href={itemPath(card.id, card.slug)} {...OUT} {...foreign(text, card.language)}>
      {card.title}
    </a>
  );
  return (
    <>
      {heading ? <h1>{link}</h1> : link}
      <small>{cardLine(text, card)}</small>
      {isWarned(card.standing) && (
        <small>
          <b>{text.standing.state(card.standing.state)}</b>
        </small>
      )}
    </>
  );
};

const Search = (): VNode => {
  const t = useText().embedding;
  return (
    <form action={searchPath()} role="search" target="_blank">
      <h1>
        <label for="q">{t.searchLabel}</label>
      </h1>
      <input id="q" name="q" type="search" required maxLength={500} autocomplete="off" />
      <button>{t.search}</button>
    </form>
  );
};

const List = ({ asked, subject, cards }: EmbedProps): VNode => {
  const { embedding: t, frame } = useText();
  const [title, all] =
    asked.kind === 'chu-de' ? [subject, subjectPath(asked.subject)] : [frame.newest, newestPath()];
  return (
    <>
      <h1>
        <a href={all} {...OUT}>
          {title}
        </a>
      </h1>
      {cards.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <ul>
          {cards.map((card) => (
            <li key={card.id}>
              <Card card={card} heading={false} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

const OneItem = ({ cards, about }: EmbedProps): VNode => {
  const t = useText().embedding;
  const card = cards[0]!;
  return (
    <>
      <Card card={card} heading />
      {about !== '' && <p>{about}</p>}
      <p>
        <a href={itemPath(card.id, card.slug)} {...OUT}>
          {t.readItem}
        </a>
      </p>
    </>
  );
};

const Contents = (props: EmbedProps): VNode => {
  const t = useText().embedding;
  if (props.fault !== null) return <h1>{t.wrong[props.fault]}</h1>;
  if (props.asked.kind === 'tim') return <Search />;
  return props.asked.kind === 'tai-lieu' ? <OneItem {...props} /> : <List {...props} />;
};

/** A whole document inside a frame of another site: no script, no menu, its own small style. */
export const EmbedPage = (props: EmbedProps): VNode => {
  const { language, embedding: t } = useText();
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{props.shelf}</title>
        <link rel="stylesheet" href={props.style} />
        <style dangerouslySetInnerHTML={{ __html: embedStyle(props.asked) }} />
      </head>
      <body>
        <main>
          <Contents {...props} />
        </main>
        <footer>
          <p>
            <a href={homePath()} {...OUT}>
              {props.shelf}
            </a>
          </p>
          <p>{t.newTab}</p>
        </footer>
      </body>
    </html>
  );
};
