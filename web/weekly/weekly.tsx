import type { VNode } from 'preact';
import type { Standing } from '#server/laws/standing.ts';
import type { KitEntry } from '#server/weekly/kit.ts';
import type { Week } from '#server/weekly/week.ts';
import { Badge } from '#web/frame/badge.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { StandingBadge, StandingHead } from '#web/items/standing.tsx';
import { homePath } from '#web/paths/site.ts';
import { weeklyFeedPath, weeklyKitPath, weeklyPath } from '#web/paths/weekly.ts';
import { foreign, useText } from '#web/text/use-text.ts';
import { weekParts } from './week-label.ts';

/** A kit with its unit's name and how the item stands that it quotes. */
export interface KitView {
  readonly entry: KitEntry;
  readonly unitName: string;
  readonly standing: Standing;
}

export interface WeeklyProps {
  readonly frame: PageFrame;
  readonly thisWeek: Week;
  readonly rows: readonly KitView[];
  readonly next: string | null;
  readonly first: boolean;
}

const Row = ({ view, thisWeek }: { view: KitView; thisWeek: Week }): VNode => {
  const text = useText();
  const t = text.weekly;
  const { slug, value } = view.entry;
  return (
    <li class="question-row">
      <h2 {...foreign(text, 'vi')}>
        <a href={weeklyKitPath(slug)}>{value.heading}</a>
      </h2>
      <p class="row">
        {value.week === thisWeek && <Badge tone="good" label={t.thisWeek} />}{' '}
        <StandingBadge standing={view.standing} />
      </p>
      <p class="meta">
        {t.week(...weekParts(text, value.week))} · {t.of(view.unitName)}
      </p>
      <p class="meta" {...foreign(text, 'vi')}>
        {value.source.label}
      </p>
    </li>
  );
};

/** Provisions week by week, the newest first. */
export const WeeklyPage = ({ frame, thisWeek, rows, next, first }: WeeklyProps): VNode => {
  const text = useText();
  const t = text.weekly;
  return (
    <Frame
      {...frame}
      title={t.title}
      description={t.lead}
      feed={weeklyFeedPath()}
      crumbs={[{ label: text.frame.home, href: homePath() }]}
    >
      <main class="wrap stack" id="noi-dung">
        <h1>{t.title}</h1>
        <p class="narrow">{t.lead}</p>
        {rows.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <ul class="rows">
            {rows.map((view) => (
              <Row key={view.entry.id} view={view} thisWeek={thisWeek} />
            ))}
          </ul>
        )}
        <Pager next={next === null ? null : weeklyPath(next)} first={first ? null : weeklyPath()} />
        <p>
          <a href={weeklyFeedPath()}>{t.feed}</a>
        </p>
      </main>
    </Frame>
  );
};

/** The provision of one week: its words, where they are from, how they stand, a question. */
export const WeeklyKitPage = ({
  frame,
  entry: { value },
  unitName,
  standing,
}: KitView & { readonly frame: PageFrame }): VNode => {
  const text = useText();
  const t = text.weekly;
  return (
    <Frame
      {...frame}
      title={value.heading}
      description={value.source.label}
      feed={weeklyFeedPath()}
      crumbs={[
        { label: text.frame.home, href: homePath() },
        { label: t.title, href: weeklyPath() },
      ]}
    >
      <main class="wrap" id="noi-dung">
        <article class="stack narrow">
          <h1 {...foreign(text, 'vi')}>{value.heading}</h1>
          <p class="meta">
            {t.week(...weekParts(text, value.week))} · {t.of(unitName)}
          </p>
          <StandingHead standing={standing} />
          <h2>{t.quote}</h2>
          <blockquote class="typed" {...foreign(text, 'vi')}>
            {value.source.quote}
          </blockquote>
          <p>
            {t.source}{' '}
            <a href={value.source.href} {...foreign(text, 'vi')}>
              {value.source.label}
            </a>
          </p>
          {value.question !== '' && (
            <section class="card stack" aria-labelledby="hoi-h">
              <h2 id="hoi-h">{t.question}</h2>
              <p {...foreign(text, 'vi')}>{value.question}</p>
              <details>
                <summary>{t.seeAnswer}</summary>
                <p class="typed" {...foreign(text, 'vi')}>
                  {value.answer}
                </p>
              </details>
            </section>
          )}
        </article>
      </main>
    </Frame>
  );
};
