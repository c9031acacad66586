import type { VNode } from 'preact';
import { FIGURE_PERIODS, type FigurePeriod } from '#server/figures/figures.ts';
import type { Genre } from '#server/vocabulary/genre.ts';
import { ratingTotal, satisfiedShare, type RatingCounts } from '#server/figures/rating.ts';
import { readsOf, searchesOf, type ShelfFigures } from '#server/figures/shelf-figures.ts';
import type { Terms } from '#server/vocabulary/term.ts';
import { ReadsChart } from './figure-chart.tsx';
import { GenreTable, ItemTable, MonthTable, OpinionTable, UnitTable } from './figure-tables.tsx';
import { SelectField, type Option } from '#web/frame/form-field.tsx';
import type { Letterhead } from '#server/people/unit.ts';
import type { PageFrame } from '#web/frame/frame.tsx';
import { PaperFoot, PaperHead } from '#web/frame/official-paper.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { staffFiguresPath } from '#web/paths/figures.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.figures;
const count = (n: number): string => vi.units.count(n);

export interface StaffFiguresProps {
  readonly frame: PageFrame;
  readonly figures: ShelfFigures;
  /** What the genres are called. */
  readonly genres: Terms<Genre>;
  readonly asked: { readonly period: FigurePeriod; readonly unit: string };
  /** The first day of each period to choose from. */
  readonly from: Readonly<Record<FigurePeriod, string>>;
  /** None where there is no choice. */
  readonly units: readonly Option[];
  /** Whose figures these are. */
  readonly scope: string;
  /** Whose report it is when printed. */
  readonly letterhead: Letterhead;
}

const Choose = ({ asked, from, units }: StaffFiguresProps): VNode => {
  const form = { values: { ky: asked.period, 'don-vi': asked.unit }, errors: {} };
  return (
    <form class="pair" action={staffFiguresPath()} aria-label={t.choose}>
      <SelectField
        form={form}
        name="ky"
        text={[t.period]}
        choosing
        options={FIGURE_PERIODS.map((value) => ({ value, label: t.periods[value](from[value]) }))}
      />
      {units.length > 0 && (
        <SelectField form={form} name="don-vi" text={[t.unit]} choosing options={units} />
      )}
      <p>
        <button class="button plain">{t.show}</button>
      </p>
    </form>
  );
};

const Tile = ({ name, value, note }: { name: string; value: string; note: string }): VNode => (
  <div class="card">
    <dt>{name}</dt>
    <dd>{value}</dd>
    <dd class="meta">{note}</dd>
  </div>
);

const percent = (ratings: RatingCounts): string => {
  const share = satisfiedShare(ratings);
  return share === null ? t.none : `${share}%`;
};

const Totals = ({
  figures: { totals: now, totalsBefore: before },
}: {
  figures: ShelfFigures;
}): VNode => (
  <dl class="tiles figures">
    {(
      [
        [t.reads, readsOf(now), readsOf(before)],
        [t.downloads, now.download, before.download],
        [t.plays, now.play, before.play],
        [t.embeds, now.embed, before.embed],
        [t.sent, now.sent, before.sent],
        [t.published, now.published, before.published],
      ] as const
    ).map(([name, value, then]) => (
      <Tile key={name} name={name} value={count(value)} note={t.beforeIs(count(then))} />
    ))}
    {now.searches !== null && (
      <Tile
        name={t.searches}
        value={count(searchesOf(now).all)}
        note={t.searchesVain(t.percent(searchesOf(now).vain, searchesOf(now).all))}
      />
    )}
    <Tile
      name={t.satisfied}
      value={percent(now.ratings)}
      note={
        ratingTotal(now.ratings) === 0 ? t.noAnswers : t.answers(count(ratingTotal(now.ratings)))
      }
    />
  </dl>
);

const Section = ({
  id,
  title,
  children,
}: {
  id: string;
  title: string;
  children: VNode | VNode[];
}): VNode => (
  <section class="stack" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
);

const ByMonth = ({ figures }: { figures: ShelfFigures }): VNode => {
  const any = figures.months.some(({ now, before }) => readsOf(now) + readsOf(before) > 0);
  return (
    <Section id="thang" title={t.byMonth}>
      {any ? (
        <ReadsChart months={figures.months} />
      ) : (
        <div class="notice">
          <p>
            <b>{t.empty}</b>
          </p>
          <p>{t.emptyHint}</p>
        </div>
      )}
      <MonthTable figures={figures} />
    </Section>
  );
};

/**
 * Sums for reports. The page leaves out sections that have nothing and shows months with their
 * zeros.
 */
export const StaffFiguresPage = (props: StaffFiguresProps): VNode => {
  const { frame, figures, asked, from, scope } = props;
  const { genres, units, items, totals, period } = figures;
  return (
    <StaffPage
      frame={frame}
      title={t.title}
      aside={
        <a class="screen-only" href={staffFiguresPath(asked, '.csv')} download>
          {t.csv}
        </a>
      }
    >
      <PaperHead letterhead={props.letterhead} subject={t.subject} />
      <Choose {...props} />
      <div>
        <p>
          <b>
            {scope}, {t.periods[asked.period](from[asked.period])}
          </b>
        </p>
        <p class="meta">{t.days(vi.units.date(period.from), vi.units.date(period.to))}</p>
      </div>
      <Totals figures={figures} />
      <ByMonth figures={figures} />
      <div class="split halves">
        {genres.length > 0 && (
          <Section id="the-loai" title={t.byGenre}>
            <GenreTable figures={figures} names={props.genres} />
          </Section>
        )}
        {units.length > 1 && (
          <Section id="don-vi-h" title={t.byUnit}>
            <UnitTable figures={figures} />
          </Section>
        )}
        {items.length > 0 && (
          <Section id="doc-nhieu" title={t.most}>
            <ItemTable figures={figures} />
          </Section>
        )}
        {ratingTotal(totals.ratings) > 0 && (
          <Section id="y-kien" title={t.opinions}>
            <OpinionTable ratings={totals.ratings} />
          </Section>
        )}
      </div>
      <p class="meta">{t.note}</p>
      <PaperFoot />
      <p class="meta screen-only">{t.printing}</p>
    </StaffPage>
  );
};
