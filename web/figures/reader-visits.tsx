import type { VNode } from 'preact';
import { VISIT_KINDS, type VisitSums } from '#server/figures/visit.ts';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.visits;

interface VisitPeriods {
  /** The last whole day. */
  readonly day: string;
  /** Of thirty days up to it, and of all time. */
  readonly month: VisitSums;
  readonly all: VisitSums;
}

export interface VisitsView extends VisitPeriods {
  /** Most visited in these thirty days; none on an item's own page. */
  readonly most: readonly (VisitSums & { readonly itemId: string; readonly title: string })[];
}

const Cells = ({ sums }: { sums: VisitSums }): VNode => (
  <>
    {VISIT_KINDS.map((kind) => (
      <td key={kind} class="num" data-label={t.kinds[kind]}>
        {vi.units.count(sums[kind])}
      </td>
    ))}
  </>
);

/** How often pages were opened and files taken, day by day summed up; nobody is known. */
export const ReaderVisits = ({ visits }: { visits: VisitsView }): VNode => (
  <section class="stack" aria-labelledby="luot-xem">
    <h2 id="luot-xem">{t.title}</h2>
    <p class="meta">{t.note(vi.units.date(visits.day))}</p>
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{t.what}</th>
          {VISIT_KINDS.map((kind) => (
            <th key={kind} scope="col" class="num">
              {t.kinds[kind]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t.month}</th>
          <Cells sums={visits.month} />
        </tr>
        <tr>
          <th scope="row">{t.all}</th>
          <Cells sums={visits.all} />
        </tr>
        {visits.most.map((item) => (
          <tr key={item.itemId}>
            <th scope="row">
              <a href={staffItemPath(item.itemId)}>{item.title}</a>
            </th>
            <Cells sums={item} />
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

/** The same of one item, narrow enough to stand beside its record. */
export const ItemVisits = ({ visits }: { visits: VisitPeriods }): VNode => (
  <section class="card stack" aria-labelledby="luot-xem">
    <h2 id="luot-xem">{t.title}</h2>
    <p class="meta">{t.note(vi.units.date(visits.day))}</p>
    <table>
      <thead>
        <tr>
          <th scope="col">{t.kind}</th>
          <th scope="col" class="num">
            {t.month}
          </th>
          <th scope="col" class="num">
            {t.all}
          </th>
        </tr>
      </thead>
      <tbody>
        {VISIT_KINDS.map((kind) => (
          <tr key={kind}>
            <th scope="row">{t.kinds[kind]}</th>
            <td class="num">{vi.units.count(visits.month[kind])}</td>
            <td class="num">{vi.units.count(visits.all[kind])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
