import type { VNode } from 'preact';
import {
  helpedShare,
  ITEM_FIGURES,
  SHELF_FIGURES,
  sumsBy,
  type GroupSums,
  type ShelfNumbers,
} from '#server/reports/report-figures.ts';
import { OWN_LABELS, OWN_NUMBERS, type OwnNumber } from '#server/reports/own-figures.ts';
import { SHELF_FIGURE_LABELS } from '#server/reports/report-labels.ts';
import type { Genre } from '#server/vocabulary/genre.ts';
import { subjectLabel } from '#server/vocabulary/subject.ts';
import { termLabel, type Terms } from '#server/vocabulary/term.ts';
import { BarTable } from '#web/figures/figure-tables.tsx';
import { vi } from '#web/text/vi.ts';

const { report: t } = vi.reports;
const count = (n: number): string => vi.units.count(n);

/** One decimal with a comma: 87,5%. */
export const shownShare = (share: number | null): string =>
  share === null ? '–' : `${String(share).replace('.', ',')}%`;

interface NumbersProps {
  readonly now: ShelfNumbers;
  /** The same round a year before; null where there was none. */
  readonly before: ShelfNumbers | null;
  /** Where the items behind a figure stand; null for nowhere. */
  readonly itemsHref: ((figure: string) => string) | null;
}

/** What the shelf knows, beside the year before. */
export const ShelfNumbersTable = ({ now, before, itemsHref }: NumbersProps): VNode => (
  <table class="figure-table">
    <caption class="hidden">{t.shelfFigures}</caption>
    <thead>
      <tr>
        <th scope="col">{t.figure}</th>
        <th scope="col" class="num">
          {t.now}
        </th>
        <th scope="col" class="num">
          {t.before}
        </th>
      </tr>
    </thead>
    <tbody>
      {SHELF_FIGURES.map((name) => (
        <tr key={name}>
          <th scope="row">
            {SHELF_FIGURE_LABELS[name]}{' '}
            {itemsHref !== null && (ITEM_FIGURES as readonly string[]).includes(name) && (
              <a href={itemsHref(name)}>
                {t.items}
                <span class="hidden">{t.ofFigure(SHELF_FIGURE_LABELS[name])}</span>
              </a>
            )}
          </th>
          <td class="num">{count(now[name])}</td>
          <td class="num">{before === null ? '–' : count(before[name])}</td>
        </tr>
      ))}
      <tr>
        <th scope="row">{t.helped}</th>
        <td class="num">{shownShare(helpedShare(now))}</td>
        <td class="num">{before === null ? '–' : shownShare(helpedShare(before))}</td>
      </tr>
    </tbody>
  </table>
);

type Own = Readonly<Record<OwnNumber, number | null>>;

export const OwnNumbersTable = ({ now, before }: { now: Own; before: Own | null }): VNode => (
  <table class="figure-table">
    <caption class="hidden">{t.ownFigures}</caption>
    <thead>
      <tr>
        <th scope="col">{t.figure}</th>
        <th scope="col" class="num">
          {t.now}
        </th>
        <th scope="col" class="num">
          {t.before}
        </th>
      </tr>
    </thead>
    <tbody>
      {OWN_NUMBERS.map((name) => (
        <tr key={name}>
          <th scope="row">{OWN_LABELS[name]}</th>
          {[now, before].map((own, i) => (
            <td class="num" key={i}>
              {own === null || own[name] === null ? '–' : count(own[name])}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

/** What fits beside a name on a telephone; files have all. */
const SHOWN = ['stock', 'added', 'reads'] as const;

/** Bars by subject and by genre, each with its numbers. */
export const GroupCharts = ({
  groups,
  genres,
}: {
  groups: readonly GroupSums[];
  genres: Terms<Genre>;
}): VNode | null => {
  if (groups.length === 0) return null;
  const chart = (
    caption: string,
    column: string,
    key: 'subject' | 'genre',
    name: (code: string) => string,
  ): VNode => {
    const sums = sumsBy(groups, key);
    return (
      <section class="stack">
        <h3>{caption}</h3>
        <BarTable
          caption={caption}
          columns={[column, ...SHOWN.map((one) => t.unitHeads[one])]}
          greatest={Math.max(0, ...sums.map(({ stock }) => stock))}
          rows={sums.map((one) => ({
            key: one.key,
            name: one.key === '' ? t.noName : name(one.key),
            values: SHOWN.map((figure) => one[figure]),
          }))}
        />
      </section>
    );
  };
  return (
    <>
      {chart(t.bySubject, t.subject, 'subject', subjectLabel)}
      {chart(t.byGenre, t.genre, 'genre', (code) => termLabel(genres, code))}
    </>
  );
};

export const FileLinks = ({ href }: { href: (file: 'docx' | 'pdf' | 'xlsx') => string }): VNode => (
  <p class="row">
    {t.files}:{' '}
    {(['docx', 'pdf', 'xlsx'] as const).map((file) => (
      <>
        <a href={href(file)} key={file}>
          {vi.reports.fileNames[file]}
        </a>{' '}
      </>
    ))}
  </p>
);
