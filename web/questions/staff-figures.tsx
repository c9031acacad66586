import type { VNode } from 'preact';
import type { QuestionTally } from '#server/questions/question-figures.ts';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { questionFiguresPath, staffQuestionsPath } from '#web/paths/questions.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.questions.figuresPage;

export interface NamedTally {
  readonly name: string;
  readonly tally: QuestionTally;
}

/** How questions since a day stand: all, by subject, by unit. */
export interface QuestionTallies {
  /** First day that counts. */
  readonly since: string;
  readonly all: QuestionTally;
  readonly bySubject: readonly NamedTally[];
  readonly byUnit: readonly NamedTally[];
}

export interface QuestionFiguresProps extends QuestionTallies {
  readonly frame: PageFrame;
}

const days = (median: number | null): string =>
  median === null ? '–' : String(median).replace('.', ',');

const Table = ({ caption, rows }: { caption: string; rows: readonly NamedTally[] }): VNode => (
  <table class="cards">
    <caption>{caption}</caption>
    <thead>
      <tr>
        <th scope="col">{t.group}</th>
        {[t.all, t.open, t.late, t.answered, t.closed, t.median, t.helped].map((head) => (
          <th scope="col" class="num" key={head}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(({ name, tally }) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          {(
            [
              [t.all, tally.all],
              [t.open, tally.open],
              [t.late, tally.late],
              [t.answered, tally.answered],
              [t.closed, tally.closed],
              [t.median, days(tally.medianDays)],
              [t.helped, `${tally.helped} / ${tally.notHelped}`],
            ] as const
          ).map(([head, value]) => (
            <td class="num" data-label={head} key={head}>
              {value}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

/** How many questions are open, late and answered, how long it took, and whether it helped. */
export const QuestionFiguresPage = (p: QuestionFiguresProps): VNode => (
  <StaffPage
    frame={p.frame}
    title={t.title}
    crumbs={[{ label: vi.questions.title, href: staffQuestionsPath() }]}
    aside={
      <a href={questionFiguresPath('.csv')} download>
        {vi.figures.csv}
      </a>
    }
  >
    <p>{t.lead(vi.units.date(p.since))}</p>
    {p.all.all === 0 ? (
      <p>{t.none}</p>
    ) : (
      <>
        <Table caption={t.all} rows={[{ name: t.all, tally: p.all }]} />
        <Table caption={t.bySubject} rows={p.bySubject} />
        <Table caption={t.byUnit} rows={p.byUnit} />
      </>
    )}
  </StaffPage>
);
