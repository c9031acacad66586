import type { VNode } from 'preact';
import { ANSWER_GENRE } from '#server/questions/answer-item.ts';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { Pager } from '#web/frame/pager.tsx';
import type { ItemCard } from '#web/items/cover.tsx';
import { CardTitle, cardLine, Warned } from '#web/items/item-row.tsx';
import { answersPath, askPath } from '#web/paths/questions.ts';
import { searchPath } from '#web/paths/search.ts';
import { genrePath, homePath } from '#web/paths/site.ts';
import { useText } from '#web/text/use-text.ts';

export interface AnsweredView {
  readonly card: ItemCard;
  /** The answer in short. */
  readonly abstract: string;
}

export interface AnswersProps {
  readonly frame: PageFrame;
  readonly answers: readonly AnsweredView[];
  readonly next: string | null;
  readonly first: boolean;
  readonly days: number;
}

const HowTo = ({ days }: Pick<AnswersProps, 'days'>): VNode => {
  const t = useText().askQuestion;
  return (
    <aside class="card stack" aria-labelledby="cach-h">
      <h2 id="cach-h">{t.askTitle}</h2>
      <ol class="numbered">
        {t.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p class="meta">{t.days(days)}</p>
      <p>
        <a class="button" href={askPath()}>
          {t.button}
        </a>
      </p>
    </aside>
  );
};

/** What was answered for everybody, and how to ask. */
export const AnswersPage = ({ frame, answers, next, first, days }: AnswersProps): VNode => {
  const text = useText();
  const t = text.askQuestion;
  return (
    <Frame
      {...frame}
      title={t.title}
      description={t.lead}
      crumbs={[{ label: text.frame.home, href: homePath() }]}
    >
      <main class="wrap" id="noi-dung">
        <div class="stack narrow">
          <h1>{t.title}</h1>
          <p>{t.lead}</p>
        </div>
        <div class="split">
          <div class="stack">
            <form class="search-box" action={searchPath()} role="search">
              <label for="q">{t.findLabel}</label>
              <div>
                <input id="q" name="q" type="search" autocomplete="off" />
                <button class="button">{t.find}</button>
              </div>
            </form>
            <h2>{t.answered}</h2>
            {answers.length === 0 ? (
              <p>{t.answeredNone}</p>
            ) : (
              <ul class="rows">
                {answers.map(({ card, abstract }) => (
                  <li class="question-row" key={card.id}>
                    <CardTitle card={card} />
                    {abstract !== '' && <p lang="vi">{abstract}</p>}
                    <p class="meta">
                      {cardLine(text, card, 'published')} <Warned card={card} />
                    </p>
                  </li>
                ))}
              </ul>
            )}
            <p>
              <a href={genrePath(ANSWER_GENRE)}>{t.others}</a>
            </p>
            <Pager
              next={next === null ? null : answersPath(next)}
              first={first ? null : answersPath()}
            />
          </div>
          <HowTo days={days} />
        </div>
      </main>
    </Frame>
  );
};
