import type { VNode } from 'preact';
import {
  GIVEN_STATES,
  HOLDING_STATES,
  type Holding,
  type HoldingState,
} from '#server/holdings/holding.ts';
import type { LibraryEntry } from '#server/holdings/library.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { SelectField, TextField, type FieldProps, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { Lending, type LendingView } from './lending.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  holdingActionPath,
  holdingImportPath,
  holdingPath,
  libraryAddPath,
  libraryEditPath,
  libraryLoansPath,
  libraryPath,
  librariesPath,
  registerPath,
  libraryReportPath,
  stocktakesPath,
} from '#web/paths/holdings.ts';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';
import { TableLinks } from '#web/frame/table-links.tsx';

const t = vi.holdings;
type Place = LibraryEntry;

export const HOLDING_TONES: Readonly<Record<HoldingState, Tone>> = {
  con: 'good',
  'dang-muon': 'warn',
  mat: 'bad',
  hong: 'bad',
  'thanh-ly': '',
};
export const libraryCrumbs = (place: Place | null) => [
  { label: vi.libraries.title, href: librariesPath() },
  ...(place === null ? [] : [{ label: place.value.name, href: libraryPath(place.id) }]),
];

export interface HoldingRow extends Holding {
  /** Null when the item is gone. */
  readonly title: string | null;
}

export interface StaffLibraryProps {
  readonly frame: PageFrame;
  readonly place: Place;
  readonly counts: Partial<Readonly<Record<HoldingState, number>>>;
  readonly rows: readonly HoldingRow[];
  readonly state: HoldingState | '';
  readonly itemId: string;
  readonly next: string | null;
  readonly first: boolean;
  /** A register number that was looked for in vain; '' for none. */
  readonly missed: string;
  readonly notice: string | null;
  readonly may: { readonly keep: boolean; readonly manage: boolean; readonly lend: boolean };
}

const StateChips = ({
  place,
  counts,
  state,
}: Pick<StaffLibraryProps, 'place' | 'counts' | 'state'>): VNode => (
  <nav aria-label={t.filter}>
    <ul class="chips">
      <li>
        <a href={libraryPath(place.id)} aria-current={state === '' ? 'page' : undefined}>
          {t.all}{' '}
          <span class="count">
            {vi.units.count(Object.values(counts).reduce((a, b) => a + b, 0))}
          </span>
        </a>
      </li>
      {HOLDING_STATES.filter((s) => (counts[s] ?? 0) > 0 || s === state).map((s) => (
        <li key={s}>
          <a
            href={libraryPath(place.id, { state: s })}
            aria-current={s === state ? 'page' : undefined}
          >
            {t.states[s]} <span class="count">{vi.units.count(counts[s] ?? 0)}</span>
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

const Rows = ({ rows }: { rows: readonly HoldingRow[] }): VNode => (
  <table class="cards">
    <thead>
      <tr>
        <th scope="col">{t.number}</th>
        <th scope="col">{t.item}</th>
        <th scope="col">{t.state}</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            <a href={holdingPath(row.id)}>{row.registerNumber}</a>
          </th>
          <td data-label={t.item}>{row.title ?? t.gone}</td>
          <td data-label={t.state}>
            <Badge tone={HOLDING_TONES[row.state]} label={t.states[row.state]} />{' '}
            <span class="meta">{t.since(vi.units.date(row.since))}</span>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

export const StaffLibraryPage = (props: StaffLibraryProps): VNode => {
  const { frame, place, rows, state, itemId, next, first, missed, notice, may } = props;
  const { value } = place;
  return (
    <StaffPage
      frame={frame}
      title={value.name}
      crumbs={libraryCrumbs(null)}
      notice={notice}
      aside={
        may.keep && (
          <a class="button" href={libraryAddPath(place.id)}>
            {t.addTitle}
          </a>
        )
      }
    >
      <p class="meta">
        {[vi.libraries.kinds[value.kind], value.address, value.hours, value.phone]
          .filter((s) => s !== '')
          .join(' · ')}
      </p>
      {value.closed && (
        <p>
          <Badge tone="warn" label={vi.libraries.closedBadge} />
        </p>
      )}
      <PlaceLinks {...props} />
      <StateChips {...props} />
      <form class="search-box narrow" action={libraryPath(place.id)} role="search">
        <label for="so">{t.find}</label>
        <div>
          <input id="so" name="so" type="search" maxLength={60} autocomplete="off" />
          <button class="button plain">{t.findButton}</button>
        </div>
      </form>
      {missed !== '' && (
        <p class="notice warn" role="status">
          {t.notFound(missed)}
        </p>
      )}
      {rows.length === 0 ? <p>{t.none}</p> : <Rows rows={rows} />}
      <TableLinks
        lead={vi.holdingImport.exportLead}
        href={(form) => registerPath(place.id, form)}
      />
      <Pager
        next={next === null ? null : libraryPath(place.id, { state, itemId, after: next })}
        first={first ? null : libraryPath(place.id, { state, itemId })}
      />
    </StaffPage>
  );
};

const PlaceLinks = ({ place, may }: StaffLibraryProps): VNode => (
  <ul class="row">
    <li>
      <a href={stocktakesPath(place.id)}>{vi.stocktakes.title}</a>
    </li>
    <li>
      <a href={libraryReportPath(place.id)}>{vi.libraryReport.title}</a>
    </li>
    {may.keep && (
      <li>
        <a href={holdingImportPath(place.id)}>{vi.holdingImport.open}</a>
      </li>
    )}
    {may.lend && (
      <li>
        <a href={libraryLoansPath(place.id)}>{vi.loans.title}</a>
      </li>
    )}
    {may.manage && (
      <li>
        <a href={libraryEditPath(place.id)}>{vi.libraries.edit}</a>
      </li>
    )}
  </ul>
);

export interface StaffCopiesProps {
  readonly frame: PageFrame;
  readonly place: Place;
  readonly form: FormState;
  /** The chosen item; null while none is. */
  readonly item: { readonly id: string; readonly title: string } | null;
  /** Items found for what was typed; null when nothing was. */
  readonly found: readonly { readonly id: string; readonly title: string }[] | null;
}

const text =
  (form: FormState) =>
  (name: string, words: readonly string[]): Pick<FieldProps, 'form' | 'name' | 'text'> => ({
    form,
    name,
    text: words as [string, string?],
  });

const FindItem = ({ place, form, found }: StaffCopiesProps): VNode => (
  <>
    <form class="stack" action={libraryAddPath(place.id)} role="search">
      <TextField {...text(form)('tim', t.search)} required />
      <p>
        <button class="button">{t.searchButton}</button>
      </p>
    </form>
    {found !== null &&
      (found.length === 0 ? (
        <p class="notice" role="status">
          {t.noItem(typeof form.values['tim'] === 'string' ? form.values['tim'] : '')}
        </p>
      ) : (
        <ul class="rows files">
          {found.map((item) => (
            <li key={item.id}>
              <a href={libraryAddPath(place.id, item.id)}>{item.title}</a>
            </li>
          ))}
        </ul>
      ))}
  </>
);

export const StaffCopiesPage = (props: StaffCopiesProps): VNode => {
  const { frame, place, form, item } = props;
  const field = text(form);
  return (
    <StaffPage
      frame={frame}
      title={t.addTitle}
      crumbs={libraryCrumbs(place)}
      errors={form.errors}
      errorTitle={t.errorTitle(Object.keys(form.errors).length)}
    >
      <div class="stack narrow">
        {item === null ? (
          <FindItem {...props} />
        ) : (
          <form class="stack" method="post" action={libraryAddPath(place.id)} noValidate>
            <input type="hidden" name="item" value={item.id} />
            <p class="notice" id="tim">
              <b>{item.title}</b> <a href={libraryAddPath(place.id)}>{t.other}</a>
            </p>
            <div class="pair">
              <TextField {...field('registerNumber', t.first)} required short />
              <TextField {...field('copies', t.copies)} required short />
            </div>
            <div class="pair">
              <TextField {...field('receivedOn', t.receivedOn)} short />
              <TextField {...field('price', t.price)} short />
            </div>
            <TextField {...field('source', t.source)} />
            <TextField {...field('note', t.note)} />
            <p>
              <button class="button">{t.addButton}</button>
            </p>
          </form>
        )}
      </div>
    </StaffPage>
  );
};

export interface StaffHoldingProps {
  readonly frame: PageFrame;
  readonly place: Place;
  readonly holding: Holding;
  readonly title: string | null;
  readonly version: number;
  readonly form: FormState;
  readonly notice: string | null;
  readonly conflict: boolean;
  readonly may: { readonly keep: boolean; readonly item: boolean; readonly lend: boolean };
  readonly lending: LendingView;
}

const GIVEN = GIVEN_STATES.map((value) => ({ value, label: t.states[value] }));

const EditForm = ({ holding, version, form }: StaffHoldingProps): VNode => {
  const field = text(form);
  return (
    <section class="stack" aria-labelledby="ban-in-h">
      <h2 id="ban-in-h">{t.facts}</h2>
      <form class="stack" method="post" action={holdingActionPath(holding.id, 'luu')} noValidate>
        <input type="hidden" name="version" value={version} />
        <TextField {...field('registerNumber', t.registerNumber)} required short />
        {holding.state !== 'dang-muon' && (
          <SelectField {...field('state', t.given)} required options={GIVEN} />
        )}
        <div class="pair">
          <TextField {...field('receivedOn', t.receivedOn)} short />
          <TextField {...field('price', t.price)} short />
        </div>
        <TextField {...field('source', t.source)} />
        <TextField {...field('note', t.note)} />
        <p>
          <button class="button plain">{t.save}</button>
        </p>
      </form>
    </section>
  );
};

export const StaffHoldingPage = (props: StaffHoldingProps): VNode => {
  const { frame, place, holding, title, form, notice, conflict, may } = props;
  return (
    <StaffPage
      frame={frame}
      title={t.copy(holding.registerNumber)}
      crumbs={libraryCrumbs(place)}
      notice={notice}
      errors={form.errors}
      errorTitle={t.errorTitle(Object.keys(form.errors).length)}
    >
      <div class="stack narrow">
        <p>
          {title === null ? (
            t.gone
          ) : may.item ? (
            <a href={staffItemPath(holding.itemId)}>{title}</a>
          ) : (
            title
          )}
        </p>
        <p class="row">
          <Badge tone={HOLDING_TONES[holding.state]} label={t.states[holding.state]} />{' '}
          <span class="meta">{t.since(vi.units.date(holding.since))}</span>
        </p>
        <p class="meta">{t.changed(holding.changedBy, vi.units.moment(holding.changedAt))}</p>
        {conflict && (
          <p class="notice bad" role="alert">
            {t.conflict}
          </p>
        )}
        <Lending {...props} />
        {may.keep && <EditForm {...props} />}
      </div>
    </StaffPage>
  );
};

export interface StaffItemHoldingsProps {
  readonly frame: PageFrame;
  readonly item: { readonly id: string; readonly title: string };
  readonly places: readonly {
    readonly id: string;
    readonly name: string;
    readonly address: string;
    readonly copies: number;
    readonly available: number;
    readonly seen: boolean;
  }[];
  /** Places where the actor may enter copies. */
  readonly addTo: readonly { readonly id: string; readonly name: string }[];
}

export const StaffItemHoldingsPage = ({
  frame,
  item,
  places,
  addTo,
}: StaffItemHoldingsProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.ofItem}
    crumbs={[{ label: item.title, href: staffItemPath(item.id) }]}
  >
    <p>
      <b>{item.title}</b>
    </p>
    {places.length === 0 ? (
      <p>{t.nowhere}</p>
    ) : (
      <ul class="rows files">
        {places.map((p) => (
          <li class="stack" key={p.id}>
            <h2>
              {p.seen ? <a href={libraryPath(p.id, { itemId: item.id })}>{p.name}</a> : p.name}
            </h2>
            <p class="meta">
              {[p.address, t.count(vi.units.count(p.copies), vi.units.count(p.available))]
                .filter((s) => s !== '')
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    )}
    {addTo.length > 0 && (
      <section class="stack" aria-labelledby="ghi-h">
        <h2 id="ghi-h">{t.addTitle}</h2>
        <ul>
          {addTo.map((p) => (
            <li key={p.id}>
              <a href={libraryAddPath(p.id, item.id)}>{p.name}</a>
            </li>
          ))}
        </ul>
      </section>
    )}
  </StaffPage>
);
