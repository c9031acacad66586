import type { Genre } from '#server/vocabulary/genre.ts';
import { RATING_ANSWERS, ratingTotal } from '../rating.ts';
import { readsOf, searchesOf, type FigureTotals, type ShelfFigures } from '../shelf-figures.ts';
import { termLabel, type Terms } from '#server/vocabulary/term.ts';
import type { FigureTable } from '#server/tables/routes/write-table.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.figures;

const nameOf = (name: string): string => (name === '' ? t.gone : name);

function summary({ totals, totalsBefore }: ShelfFigures): FigureTable['rows'] {
  const line = (name: string, of: (all: FigureTotals) => number): (string | number)[] => [
    name,
    of(totals),
    of(totalsBefore),
  ];
  return [
    line(t.reads, readsOf),
    line(t.downloads, (all) => all.download),
    line(t.plays, (all) => all.play),
    line(t.embeds, (all) => all.embed),
    ...(totals.searches === null
      ? []
      : [
          line(t.searches, (all) => searchesOf(all).all),
          line(t.searchesInVain, (all) => searchesOf(all).vain),
        ]),
    line(t.sent, (all) => all.sent),
    line(t.published, (all) => all.published),
    ...RATING_ANSWERS.map((answer) =>
      line(`${t.opinions}: ${vi.rating.answers[answer]}`, (all) => all.ratings[answer]),
    ),
    line(`${t.opinions}: ${t.total}`, (all) => ratingTotal(all.ratings)),
  ];
}

/**
 * The figures of the page as sheets, with every unit; numbers are plain, so that they can be
 * reckoned with.
 */
export function figureTables(
  figures: ShelfFigures,
  genres: Terms<Genre>,
  scope: string,
): FigureTable[] {
  const { period, before, months, units, items, totals } = figures;
  const days = ({ from, to }: ShelfFigures['period']): string =>
    t.days(vi.units.date(from), vi.units.date(to));
  return [
    {
      name: t.summary,
      heading: [t.csvTitle, scope, days(period), `${t.before}: ${days(before)}`],
      columns: [t.measure, t.now, t.before],
      rows: summary(figures),
    },
    {
      name: t.byMonth,
      heading: [t.byMonth],
      columns: [t.month, t.reads, `${t.reads}: ${t.before}`, t.downloads, t.plays],
      rows: months.map(({ month, now, before: then }) => [
        t.monthName(month),
        readsOf(now),
        readsOf(then),
        now.download,
        now.play,
      ]),
    },
    {
      name: t.byGenre,
      heading: [t.byGenre],
      columns: [t.genre, t.reads, t.share, t.downloads, t.plays],
      rows: figures.genres.map((one) => [
        nameOf(termLabel(genres, one.genre)),
        readsOf(one),
        t.percent(readsOf(one), readsOf(totals)),
        one.download,
        one.play,
      ]),
    },
    {
      name: t.byUnit,
      heading: [t.byUnit],
      columns: [t.unit, t.reads, t.downloads, t.plays, t.sent, t.published],
      rows: units.map((unit) => [
        nameOf(unit.name),
        readsOf(unit),
        unit.download,
        unit.play,
        unit.sent,
        unit.published,
      ]),
    },
    {
      name: t.most,
      heading: [t.most],
      columns: [t.item, t.reads, t.downloads, t.plays],
      rows: items.map((item) => [item.title, readsOf(item), item.download, item.play]),
    },
  ];
}
