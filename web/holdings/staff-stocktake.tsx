import type { VNode } from 'preact';
import type { Stocktake, StocktakeResult } from '#server/holdings/holding.ts';
import type { LibraryEntry } from '#server/holdings/library.ts';
import { Badge } from '#web/frame/badge.tsx';
import { TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  libraryPath,
  stocktakeClosePath,
  stocktakePath,
  stocktakesPath,
} from '#web/paths/holdings.ts';
import { vi } from '#web/text/vi.ts';
import { libraryCrumbs } from './staff-holdings.tsx';

const t = vi.stocktakes;
type Place = LibraryEntry;

export interface StaffStocktakesProps {
  readonly frame: PageFrame;
  readonly place: Place;
  /** Newest first. */
  readonly rows: readonly Stocktake[];
  readonly mayKeep: boolean;
}

export const StaffStocktakesPage = ({
  frame,
  place,
  rows,
  mayKeep,
}: StaffStocktakesProps): VNode => (
  <StaffPage frame={frame} title={t.title} crumbs={libraryCrumbs(place)}>
    <p>{t.lead}</p>
    {mayKeep && rows.every((one) => one.closedAt !== null) && (
      <form method="post" action={stocktakesPath(place.id)}>
        <button class="button">{t.open}</button>
      </form>
    )}
    {rows.length === 0 ? (
      <p>{t.none}</p>
    ) : (
      <ul class="rows files">
        {rows.map((one) => (
          <li class="stack" key={one.id}>
            <h2>
              <a href={stocktakePath(one.id)}>{t.of(vi.units.day(one.openedAt))}</a>{' '}
              {one.closedAt === null ? (
                <Badge tone="warn" label={t.running} />
              ) : (
                <Badge tone="good" label={t.closed} />
              )}
            </h2>
            <p class="meta">
              {t.openedBy(one.openedBy, vi.units.moment(one.openedAt))}
              {one.result !== null &&
                ` · ${t.foundOf(vi.units.count(one.result.found), vi.units.count(one.result.expected))}`}
            </p>
          </li>
        ))}
      </ul>
    )}
  </StaffPage>
);

export interface StaffStocktakeProps {
  readonly frame: PageFrame;
  readonly place: Place;
  readonly stocktake: Stocktake;
  readonly result: StocktakeResult;
  readonly form: FormState;
  /** What was ticked just now. */
  readonly ticked: {
    readonly registerNumber: string;
    readonly title: string;
    readonly again: boolean;
  } | null;
  readonly mayKeep: boolean;
}

const Numbers = ({
  id,
  title,
  place,
  numbers,
}: {
  id: string;
  title: string;
  place: Place;
  numbers: readonly string[];
}): VNode | null =>
  numbers.length === 0 ? null : (
    <section class="stack" aria-labelledby={id}>
      <h2 id={id}>
        {title} <span class="count">{vi.units.count(numbers.length)}</span>
      </h2>
      <ul class="row">
        {numbers.map((number) => (
          <li key={number}>
            <a href={libraryPath(place.id, { number })}>{number}</a>
          </li>
        ))}
      </ul>
    </section>
  );

const Tick = ({ stocktake, form, ticked }: StaffStocktakeProps): VNode => (
  <form
    class="stack narrow"
    method="post"
    action={stocktakePath(stocktake.id)}
    noValidate
    autocomplete="off"
  >
    {ticked !== null && (
      <p class={`notice ${ticked.again ? 'warn' : 'good'}`} role="status">
        {(ticked.again ? t.again : t.ticked)(ticked.registerNumber, ticked.title)}
      </p>
    )}
    <TextField form={form} name="so" text={t.number as [string, string]} required short autofocus />
    <p>
      <button class="button">{t.tick}</button>
    </p>
  </form>
);

export const StaffStocktakePage = (props: StaffStocktakeProps): VNode => {
  const { frame, place, stocktake, result, form, mayKeep } = props;
  const running = stocktake.closedAt === null;
  return (
    <StaffPage
      frame={frame}
      title={t.of(vi.units.day(stocktake.openedAt))}
      crumbs={[...libraryCrumbs(place), { label: t.title, href: stocktakesPath(place.id) }]}
      errors={form.errors}
      errorTitle={t.errorTitle}
    >
      <p class="meta">
        {place.value.name}. {t.openedBy(stocktake.openedBy, vi.units.moment(stocktake.openedAt))}
        {stocktake.closedAt !== null &&
          `. ${t.closedBy(stocktake.closedBy, vi.units.moment(stocktake.closedAt))}`}
      </p>
      {running && mayKeep && <Tick {...props} />}
      <dl class="facts narrow">
        <dt>{t.expected}</dt>
        <dd>{vi.units.count(result.expected)}</dd>
        <dt>{t.found}</dt>
        <dd>{vi.units.count(result.found)}</dd>
        <dt>{t.missing}</dt>
        <dd>{vi.units.count(result.missing.length)}</dd>
        <dt>{t.lent}</dt>
        <dd>{vi.units.count(result.lent)}</dd>
      </dl>
      <Numbers
        id="thieu-h"
        title={running ? t.notYet : t.missing}
        place={place}
        numbers={result.missing}
      />
      {!running && result.missing.length > 0 && <p>{t.missingNote}</p>}
      <Numbers id="thua-h" title={t.unexpected} place={place} numbers={result.unexpected} />
      {running && mayKeep && (
        <form class="stack" method="post" action={stocktakeClosePath(stocktake.id)}>
          <p class="meta">{t.closeNote}</p>
          <p>
            <button class="button plain">{t.close}</button>
          </p>
        </form>
      )}
    </StaffPage>
  );
};
