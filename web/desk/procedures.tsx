import type { VNode } from 'preact';
import { SUBJECTS } from '#server/vocabulary/subject.ts';
import type { ProcedureEntry } from '#server/desk/procedure.ts';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import type { ItemCard } from '#web/items/cover.tsx';
import { CardTitle, cardLine, Warned } from '#web/items/item-row.tsx';
import { LawLine, type LawLineView } from '#web/items/law-line.tsx';
import { procedurePath, proceduresPath } from '#web/paths/desk.ts';
import { lawPath } from '#web/paths/laws.ts';
import { askPath } from '#web/paths/questions.ts';
import { homePath, subjectPath } from '#web/paths/site.ts';
import { foreign, useText } from '#web/text/use-text.ts';

export interface ProceduresProps {
  readonly frame: PageFrame;
  /** Those that are done now. */
  readonly procedures: readonly ProcedureEntry[];
}

/** All procedures by subject. */
export const ProceduresPage = ({ frame, procedures }: ProceduresProps): VNode => {
  const text = useText();
  const t = text.procedures;
  const groups = SUBJECTS.map(
    ({ code }) => [code, procedures.filter(({ value }) => value.subject === code)] as const,
  ).filter(([, some]) => some.length > 0);
  return (
    <Frame
      {...frame}
      title={t.title}
      description={t.lead}
      crumbs={[{ label: text.frame.home, href: homePath() }]}
    >
      <main class="wrap stack" id="noi-dung">
        <h1>{t.title}</h1>
        <p class="narrow">{t.lead}</p>
        {groups.map(([code, some]) => (
          <section key={code} aria-labelledby={`tt-${code}`}>
            <h2 id={`tt-${code}`}>{text.names.plainSubject(code)}</h2>
            <ul class="rows" {...foreign(text, 'vi')}>
              {some.map(({ id, value }) => (
                <li class="question-row" key={id}>
                  <h3>
                    <a href={procedurePath(id)}>{value.name}</a>
                  </h3>
                  <p>{value.summary}</p>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </main>
    </Frame>
  );
};

export interface ProcedureProps {
  readonly frame: PageFrame;
  readonly entry: ProcedureEntry;
  /** It is done no more today. */
  readonly ended: boolean;
  /** What took its place, where it is known. */
  readonly successor: ProcedureEntry | null;
  readonly items: readonly ItemCard[];
  readonly answers: readonly ItemCard[];
  readonly laws: readonly LawLineView[];
}

const Cards = ({
  id,
  title,
  cards,
}: {
  id: string;
  title: string;
  cards: readonly ItemCard[];
}): VNode => {
  const text = useText();
  return (
    <section class="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="rows">
        {cards.map((card) => (
          <li class="question-row" key={card.id}>
            <CardTitle card={card} />
            <p class="meta">
              {cardLine(text, card)} <Warned card={card} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Printed cards are in use for years: whoever follows one is led on. */
const Ended = ({ entry, successor }: Pick<ProcedureProps, 'entry' | 'successor'>): VNode => {
  const text = useText();
  const t = text.procedures;
  return (
    <div class="notice warn stack" role="note">
      <p>{t.ended(text.units.date(entry.value.ended ?? ''))}</p>
      <p>
        {successor === null ? (
          <a href={proceduresPath()}>{t.otherWay}</a>
        ) : (
          <>
            {t.successor} <a href={procedurePath(successor.id)}>{successor.value.name}</a>
          </>
        )}
      </p>
    </div>
  );
};

const Laws = ({ laws }: Pick<ProcedureProps, 'laws'>): VNode => {
  const t = useText().procedures;
  return (
    <section class="stack" aria-labelledby="vb-h">
      <h2 id="vb-h">{t.laws}</h2>
      <ul class="rows">
        {laws.map((law) => (
          <li class="question-row" key={law.number}>
            <h3>
              <a href={lawPath(law.number)}>{law.number}</a>
            </h3>
            <LawLine law={law} />
          </li>
        ))}
      </ul>
    </section>
  );
};

/** What the shelf has about one procedure. */
export const ProcedurePage = (props: ProcedureProps): VNode => {
  const { frame, entry, ended, items, answers, laws } = props;
  const text = useText();
  const t = text.procedures;
  const { name, summary, subject } = entry.value;
  return (
    <Frame
      {...frame}
      title={name}
      description={summary}
      crumbs={[
        { label: text.frame.home, href: homePath() },
        { label: t.title, href: proceduresPath() },
      ]}
    >
      <main class="wrap" id="noi-dung">
        <div class="stack narrow">
          <h1 {...foreign(text, 'vi')}>{name}</h1>
          {ended && <Ended {...props} />}
          <p {...foreign(text, 'vi')}>{summary}</p>
          {items.length === 0 ? (
            <p>{t.itemsNone}</p>
          ) : (
            <Cards id="tl-h" title={t.items} cards={items} />
          )}
          {answers.length > 0 && <Cards id="hd-h" title={t.answers} cards={answers} />}
          {laws.length > 0 && <Laws laws={laws} />}
          <p class="meta">{t.note}</p>
          <p>
            {t.subject}: <a href={subjectPath(subject)}>{text.names.plainSubject(subject)}</a>
          </p>
          <p>
            <a href={askPath()}>{t.ask}</a>
          </p>
        </div>
      </main>
    </Frame>
  );
};
