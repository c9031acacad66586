import type { VNode } from 'preact';
import { findLawState, type LawRecord, type LawState } from '#server/laws/law-record.ts';
import { Badge } from '#web/frame/badge.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { ListSearch } from '#web/frame/list-search.tsx';
import { Pager } from '#web/frame/pager.tsx';
import {
  lawPath,
  lawTablePath,
  staffLawImportPath,
  staffLawPath,
  staffLawsPath,
  citationReviewPath,
} from '#web/paths/laws.ts';
import { staffPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';
import { TableLinks } from '#web/frame/table-links.tsx';

const t = vi.laws;

export interface LawRow extends Pick<
  LawRecord,
  'key' | 'number' | 'title' | 'effectiveFrom' | 'effectiveTo'
> {
  /** Today. */
  readonly state: LawState;
  readonly citing: number;
}

export interface StaffLawsProps {
  readonly frame: PageFrame;
  /** As typed. */
  readonly search: string;
  readonly rows: readonly LawRow[];
  readonly next: string | null;
  /** Whether this is the first page of the list. */
  readonly first: boolean;
  /** Items that wait for a decision. */
  readonly waiting: number;
  readonly mayEdit: boolean;
}

const Row = ({ law }: { law: LawRow }): VNode => (
  <tr>
    <th scope="row">
      <a href={staffLawPath(law.key)}>{law.number}</a>{' '}
      <span class="law-title">{law.title === '' ? t.untitled : law.title}</span>
    </th>
    <td data-label={t.state}>
      <Badge tone={findLawState(law.state)?.tone ?? ''} label={vi.names.lawState(law.state)} />
    </td>
    <td
      data-label={t.dates}
      class={law.effectiveFrom === null && law.effectiveTo === null ? 'bare' : undefined}
    >
      {[
        law.effectiveFrom === null ? '' : t.from(vi.units.date(law.effectiveFrom)),
        law.effectiveTo === null ? '' : t.until(vi.units.date(law.effectiveTo)),
      ]
        .filter((s) => s !== '')
        .join(', ')}
    </td>
    <td data-label={t.citing}>
      {law.citing === 0 ? (
        '0'
      ) : (
        <a href={lawPath(law.number)}>
          {t.items(vi.units.count(law.citing))}
          <span class="hidden">{t.of(law.number)}</span>
        </a>
      )}
    </td>
  </tr>
);

const LawTable = ({ rows }: Pick<StaffLawsProps, 'rows'>): VNode => (
  <table class="cards">
    <thead>
      <tr>
        <th scope="col">{t.number}</th>
        <th scope="col">{t.state}</th>
        <th scope="col">{t.dates}</th>
        <th scope="col">{t.citing}</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((law) => (
        <Row key={law.key} law={law} />
      ))}
    </tbody>
  </table>
);

const Heading = ({ mayEdit }: Pick<StaffLawsProps, 'mayEdit'>): VNode => (
  <div class="head">
    <h1>{t.title}</h1>
    {mayEdit && (
      <p class="row">
        <a class="button plain" href={staffLawImportPath()}>
          {t.import}
        </a>
        <a class="button" href={staffLawPath('moi')}>
          {t.add}
        </a>
      </p>
    )}
  </div>
);

export const StaffLawsPage = ({
  frame,
  search,
  rows,
  next,
  first,
  waiting,
  mayEdit,
}: StaffLawsProps): VNode => (
  <Frame
    {...frame}
    title={t.title}
    noindex
    staff
    crumbs={[{ label: vi.frame.work, href: staffPath() }]}
  >
    <main class="wrap" id="noi-dung">
      <Heading mayEdit={mayEdit} />
      <p>{t.lead}</p>
      {waiting > 0 && (
        <p class="notice warn">
          <a href={citationReviewPath()}>{t.waiting(vi.units.count(waiting))}</a>
        </p>
      )}
      <ListSearch
        action={staffLawsPath()}
        name="so"
        label={t.search}
        value={search}
        button={t.find}
      />
      {rows.length === 0 ? <p>{t.none(search)}</p> : <LawTable rows={rows} />}
      {search !== '' && (
        <p>
          <a href={staffLawsPath()}>{t.all}</a>
        </p>
      )}
      <TableLinks lead={t.take} href={lawTablePath} />
      <Pager
        next={next === null ? null : staffLawsPath({ search, after: next })}
        first={first ? null : staffLawsPath({ search })}
      />
    </main>
  </Frame>
);
