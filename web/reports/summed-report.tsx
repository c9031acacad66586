import type { VNode } from 'preact';
import { OWN_LABELS, OWN_NUMBERS, OWN_TEXTS } from '#server/reports/own-figures.ts';
import type { ShelfNumbers } from '#server/reports/report-figures.ts';
import { ROUND_KIND_LABELS } from '#server/reports/report-labels.ts';
import { reportId } from '#server/reports/report.ts';
import type { ReportRound } from '#server/reports/round.ts';
import type { SummedReport } from '#server/reports/summed-report.ts';
import type { Genre } from '#server/vocabulary/genre.ts';
import type { Terms } from '#server/vocabulary/term.ts';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  roundPath,
  staffReportsPath,
  summedFilePath,
  summedReportPath,
  unitReportPath,
} from '#web/paths/reports.ts';
import { vi } from '#web/text/vi.ts';
import { FileLinks, GroupCharts, OwnNumbersTable, ShelfNumbersTable } from './figure-list.tsx';
import { roundDays } from './report-rounds.tsx';

const { summed: t, report, ...reports } = vi.reports;
const count = (n: number): string => vi.units.count(n);

export interface SummedPageProps {
  readonly frame: PageFrame;
  readonly round: ReportRound;
  readonly summed: SummedReport;
  readonly before: SummedReport | null;
  /** 'chot': as it was frozen; '': with what was corrected since. */
  readonly edition: string;
  readonly corrections: number;
  readonly genres: Terms<Genre>;
  /** Whether the report of a unit may be opened. */
  readonly sees: (unitId: string) => boolean;
}

const NAMES = ['stock', 'added', 'reads', 'downloads'] as const;

const numbersOf = (shelf: ShelfNumbers): number[] => NAMES.map((name) => shelf[name]);

const ByUnit = ({ round, summed, sees }: SummedPageProps): VNode => {
  const heads = [
    report.unitHeads.stock,
    report.unitHeads.added,
    report.unitHeads.reads,
    report.unitHeads.downloads,
    report.unitHeads.events,
    report.unitHeads.listeners,
  ];
  return (
    <table class="cards">
      <caption class="hidden">{t.byUnit}</caption>
      <thead>
        <tr>
          <th scope="col">{reports.round.unit}</th>
          {heads.map((head) => (
            <th key={head} scope="col" class="num">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {summed.units.flatMap(({ unitId, name, contents }) =>
          contents === null
            ? []
            : [
                <tr key={unitId}>
                  <th scope="row">
                    {sees(unitId) ? (
                      <a href={unitReportPath(reportId(round.id, unitId))}>{name}</a>
                    ) : (
                      name
                    )}
                  </th>
                  {[
                    ...numbersOf(contents.shelf),
                    contents.own.events ?? 0,
                    contents.own.listeners ?? 0,
                  ].map((value, i) => (
                    <td key={i} class="num" data-label={heads[i]}>
                      {count(value)}
                    </td>
                  ))}
                </tr>,
              ],
        )}
        <tr>
          <th scope="row">{t.sum}</th>
          {[...numbersOf(summed.shelf), summed.own.events, summed.own.listeners].map((value, i) => (
            <td key={i} class="num" data-label={heads[i]}>
              <strong>{count(value)}</strong>
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
};

const Missing = ({ summed }: SummedPageProps): VNode | null => {
  const missing = summed.units.filter(({ contents }) => contents === null);
  return missing.length === 0 ? null : (
    <section class="stack" aria-labelledby="thieu">
      <h2 id="thieu">
        {t.missing} ({count(missing.length)})
      </h2>
      <ul>
        {missing.map(({ unitId, name }) => (
          <li key={unitId}>{name}</li>
        ))}
      </ul>
    </section>
  );
};

const Words = ({ summed }: SummedPageProps): VNode | null => {
  const said = summed.units.flatMap(({ name, contents }) =>
    OWN_TEXTS.flatMap((field) =>
      contents === null || contents.own[field] === ''
        ? []
        : [{ name, field, text: contents.own[field] }],
    ),
  );
  return said.length === 0 ? null : (
    <section class="stack" aria-labelledby="loi">
      <h2 id="loi">{t.words}</h2>
      {said.map(({ name, field, text }) => (
        <div key={`${name} ${field}`}>
          <h3>
            {name}: {OWN_LABELS[field]}
          </h3>
          <p class="typed">{text}</p>
        </div>
      ))}
    </section>
  );
};

const Editions = ({ round, edition, corrections }: SummedPageProps): VNode | null =>
  corrections === 0 ? null : (
    <>
      <p class="notice">{t.corrections(corrections)}</p>
      <nav aria-label={report.editions}>
        <ul class="chips">
          {(
            [
              ['', t.corrected],
              ['chot', t.asFrozen],
            ] as const
          ).map(([one, name]) => (
            <li key={one}>
              <a
                href={summedReportPath(round.id, one)}
                aria-current={one === edition ? 'true' : undefined}
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );

/** The reports of a round as one: numbers, charts, units, and what they say. */
export const SummedReportPage = (p: SummedPageProps): VNode => (
  <StaffPage
    frame={p.frame}
    title={`${t.title(ROUND_KIND_LABELS[p.round.kind])} ${roundDays(p.round)}`}
    crumbs={[
      { label: reports.title, href: staffReportsPath() },
      {
        label: `${ROUND_KIND_LABELS[p.round.kind]} ${roundDays(p.round)}`,
        href: roundPath(p.round.id),
      },
    ]}
  >
    <p>{t.lead(p.summed.counted, p.summed.units.length)}</p>
    {p.round.state === 'open' && <p class="notice warn">{t.provisional}</p>}
    <Editions {...p} />
    <FileLinks href={(file) => summedFilePath(p.round.id, file, p.edition)} />
    <section class="stack" aria-labelledby="chung">
      <h2 id="chung">{t.totals}</h2>
      <ShelfNumbersTable now={p.summed.shelf} before={p.before?.shelf ?? null} itemsHref={null} />
      <OwnNumbersTable
        now={
          Object.fromEntries(
            OWN_NUMBERS.map((name) => [name, p.summed.own[name]]),
          ) as typeof p.summed.own
        }
        before={p.before?.own ?? null}
      />
      <GroupCharts groups={p.summed.groups} genres={p.genres} />
    </section>
    <section class="stack" aria-labelledby="don-vi">
      <h2 id="don-vi">{t.byUnit}</h2>
      <ByUnit {...p} />
    </section>
    <Missing {...p} />
    <Words {...p} />
  </StaffPage>
);
