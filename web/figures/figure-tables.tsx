import type { ComponentChildren, VNode } from 'preact';
import type { Genre } from '#server/vocabulary/genre.ts';
import { RATING_ANSWERS, ratingTotal, type RatingCounts } from '#server/figures/rating.ts';
import { readsOf, type ShelfFigures } from '#server/figures/shelf-figures.ts';
import { termLabel, type Terms } from '#server/vocabulary/term.ts';
import { lastDayOf } from '#server/base/partial-date.ts';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.figures;
const count = (n: number): string => vi.units.count(n);
/** Rows that stand open; the others are folded, and printed. */
const OPEN_ROWS = 12;

export interface BarRow {
  readonly key: string;
  readonly name: ComponentChildren;
  /** The first is what the bar shows. */
  readonly values: readonly number[];
  /** What follows the values, as words. */
  readonly more?: string;
}

interface TableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly BarRow[];
  readonly greatest: number;
}

const Rows = ({ caption, columns, rows, greatest }: TableProps): VNode => (
  <table class="figure-table bars">
    <caption class="hidden">{caption}</caption>
    <thead>
      <tr>
        {columns.map((column, i) => (
          <th key={column} scope="col" class={i === 0 ? undefined : 'num'}>
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(({ key, name, values, more }) => (
        <tr key={key}>
          <th scope="row">
            {name}
            {greatest > 0 && (
              <svg class="share-bar" height="10" aria-hidden="true">
                <rect
                  width={`${Math.round((values[0]! / greatest) * 1000) / 10}%`}
                  height="10"
                  rx="2"
                />
              </svg>
            )}
          </th>
          {values.map((value, i) => (
            <td key={i} class="num">
              {count(value)}
            </td>
          ))}
          {more !== undefined && <td class="num">{more}</td>}
        </tr>
      ))}
    </tbody>
  </table>
);

/** A table whose first column is drawn as bars; beyond twelve rows the others are folded. */
export const BarTable = (props: TableProps): VNode => (
  <>
    <Rows {...props} rows={props.rows.slice(0, OPEN_ROWS)} />
    {props.rows.length > OPEN_ROWS && (
      <details class="printed-fold">
        <summary>{t.rest(count(props.rows.length - OPEN_ROWS))}</summary>
        <Rows {...props} rows={props.rows.slice(OPEN_ROWS)} />
      </details>
    )}
  </>
);

const nameOf = (name: string): string => (name === '' ? t.gone : name);

export const MonthTable = ({ figures: { months, period } }: { figures: ShelfFigures }): VNode => {
  const until = (month: string): VNode | null =>
    period.to < lastDayOf(month) ? <span class="meta">{t.monthUntil(period.to)}</span> : null;
  return (
    <table class="figure-table">
      <caption class="hidden">{t.byMonth}</caption>
      <thead>
        <tr>
          <th scope="col">{t.month}</th>
          {[t.reads, t.before].map((column) => (
            <th key={column} scope="col" class="num">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, now, before }) => (
          <tr key={month}>
            <th scope="row">
              {t.monthName(month)}
              {until(month)}
            </th>
            <td class="num">{count(readsOf(now))}</td>
            <td class="num">{count(readsOf(before))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

export const GenreTable = ({
  figures: { genres, totals },
  names,
}: {
  figures: ShelfFigures;
  names: Terms<Genre>;
}): VNode => (
  <BarTable
    caption={t.byGenre}
    columns={[t.genre, t.reads, t.share]}
    greatest={Math.max(0, ...genres.map(readsOf))}
    rows={genres.map((genre) => ({
      key: genre.genre,
      name: nameOf(termLabel(names, genre.genre)),
      values: [readsOf(genre)],
      more: t.percent(readsOf(genre), readsOf(totals)),
    }))}
  />
);

/** Units that had nothing are only counted here; the sheet names them. */
export const UnitTable = ({ figures: { units } }: { figures: ShelfFigures }): VNode => {
  const busy = units.filter((unit) => readsOf(unit) + unit.sent + unit.published > 0);
  return (
    <>
      {busy.length > 0 && (
        <BarTable
          caption={t.byUnit}
          columns={[t.unit, t.reads, t.sentShort, t.publishedShort]}
          greatest={Math.max(0, ...busy.map(readsOf))}
          rows={busy.map((unit) => ({
            key: unit.unitId,
            name: nameOf(unit.name),
            values: [readsOf(unit), unit.sent, unit.published],
          }))}
        />
      )}
      {busy.length < units.length && (
        <p class="meta">{t.quiet(count(units.length - busy.length))}</p>
      )}
    </>
  );
};

export const ItemTable = ({ figures: { items } }: { figures: ShelfFigures }): VNode => (
  <BarTable
    caption={t.most}
    columns={[t.item, t.reads, t.downloads]}
    greatest={Math.max(0, ...items.map(readsOf))}
    rows={items.map((item) => ({
      key: item.itemId,
      name: <a href={staffItemPath(item.itemId)}>{item.title}</a>,
      values: [readsOf(item), item.download],
    }))}
  />
);

export const OpinionTable = ({ ratings }: { ratings: RatingCounts }): VNode => (
  <BarTable
    caption={t.opinions}
    columns={[t.answer, t.count, t.share]}
    greatest={Math.max(...RATING_ANSWERS.map((answer) => ratings[answer]))}
    rows={RATING_ANSWERS.map((answer) => ({
      key: answer,
      name: vi.rating.answers[answer],
      values: [ratings[answer]],
      more: t.percent(ratings[answer], ratingTotal(ratings)),
    }))}
  />
);
