import type { VNode } from 'preact';
import {
  countsSeen,
  type Stocktake,
  type StocktakeEvent,
  type StocktakeResult,
} from '#server/holdings/holding.ts';
import type { LibraryEntry } from '#server/holdings/library.ts';
import { Badge } from '#web/frame/badge.tsx';
import { TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  libraryPath,
  stocktakeClosePath,
  stocktakePath,
  stocktakeReopenPath,
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

const Counts = ({ result }: { result: StocktakeResult }): VNode => (
  <dl class="facts narrow">
    <dt>{t.expected}</dt>
    <dd>{vi.units.count(result.expected)}</dd>
    <dt>{t.found}</dt>
    <dd>{vi.units.count(result.found)}</dd>
    <dt>{t.missing}</dt>
    <dd>{vi.units.count(result.missing.length)}</dd>
    <dt>{t.notLookedAt}</dt>
    <dd>{vi.units.count(result.lent)}</dd>
  </dl>
);

const eventWords = ({ action, reason, found, missing, lent }: StocktakeEvent): string =>
  action === 'reopen'
    ? t.events.reopen(reason)
    : t.events.close(
        t.counts(...([found, missing, lent].map(vi.units.count) as [string, string, string])),
      );

const Events = ({ events }: { events: readonly StocktakeEvent[] }): VNode | null =>
  events.length === 0 ? null : (
    <section class="stack" aria-labelledby="lich-su-h">
      <h2 id="lich-su-h">{t.history}</h2>
      <ol class="rows">
        {events.map((event) => (
          <li class="stack" key={event.at}>
            <p>{eventWords(event)}</p>
            <p class="meta">
              {event.by}, {vi.units.moment(event.at)}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );

const Reopen = ({ stocktake, form }: StaffStocktakeProps): VNode => (
  <form
    class="stack narrow"
    method="post"
    action={stocktakeReopenPath(stocktake.id)}
    noValidate
    autocomplete="off"
  >
    <p class="meta">{t.reopenNote}</p>
    <TextField form={form} name="reason" text={t.reopenReason as [string, string]} required />
    <p>
      <button class="button plain">{t.reopen}</button>
    </p>
  </form>
);

export interface CloseStocktakeProps {
  readonly frame: PageFrame;
  readonly place: Place;
  readonly stocktake: Stocktake;
  readonly result: StocktakeResult;
  /** The figures changed since they were shown. */
  readonly changed: boolean;
}

/** What a stock-take comes to; closed is it only by the button here. */
export const CloseStocktakePage = ({
  frame,
  place,
  stocktake,
  result,
  changed,
}: CloseStocktakeProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.closeTitle}
    crumbs={[
      ...libraryCrumbs(place),
      { label: t.of(vi.units.day(stocktake.openedAt)), href: stocktakePath(stocktake.id) },
    ]}
  >
    {changed && (
      <p class="notice warn" role="status">
        {t.changed}
      </p>
    )}
    <p>{t.closeLead}</p>
    <Counts result={result} />
    <Numbers id="thieu-h" title={t.missing} place={place} numbers={result.missing} />
    <Numbers id="thua-h" title={t.unexpected} place={place} numbers={result.unexpected} />
    <form class="row" method="post" action={stocktakeClosePath(stocktake.id)}>
      <input type="hidden" name="da-xem" value={countsSeen(result)} />
      <button class="button">{t.confirm}</button>
      <a href={stocktakePath(stocktake.id)}>{t.goOn}</a>
    </form>
  </StaffPage>
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
      <Counts result={result} />
      <Numbers
        id="thieu-h"
        title={running ? t.notYet : t.missing}
        place={place}
        numbers={result.missing}
      />
      {!running && result.missing.length > 0 && <p>{t.missingNote}</p>}
      <Numbers id="thua-h" title={t.unexpected} place={place} numbers={result.unexpected} />
      {running && mayKeep && (
        <div class="stack">
          <p class="meta">{t.closeNote}</p>
          <p>
            <a class="button plain" href={stocktakeClosePath(stocktake.id)}>
              {t.close}
            </a>
          </p>
        </div>
      )}
      <Events events={stocktake.events ?? []} />
      {!running && mayKeep && <Reopen {...props} />}
    </StaffPage>
  );
};
