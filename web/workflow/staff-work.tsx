import type { VNode } from 'preact';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { QueueFilters, type QueueFiltersView } from './queue-filters.tsx';
import { ReaderOpinions, type OpinionsView } from '#web/figures/reader-opinions.tsx';
import { ReaderVisits, type VisitsView } from '#web/figures/reader-visits.tsx';
import { refusedItemsPath } from '#web/paths/delivery.ts';
import { citationReviewPath } from '#web/paths/laws.ts';
import { searchPath } from '#web/paths/search.ts';
import { awaitingPath } from '#web/paths/correction.ts';
import { staffQuestionsPath } from '#web/paths/questions.ts';
import { staffUploadPath } from '#web/paths/cataloguing.ts';
import { sendPath } from '#web/paths/sending.ts';
import { staffQueuePath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';
import { BrokenLinks, FailedFiles, type BrokenLinkView, type FailedFile } from './work-faults.tsx';
import { countOf, Groups, type WorkGroup } from './work-groups.tsx';

const t = vi.work;

export interface StaffWorkProps {
  readonly frame: PageFrame;
  /** In the order to show; a state no one uses yet is left out by the caller. */
  readonly groups: readonly WorkGroup[];
  readonly failed: readonly FailedFile[];
  /** Items that wait for a decision after a document they cite ended. */
  readonly toReview: number;
  /** Items that receivers of deliveries sent back. */
  readonly refused: number;
  readonly broken: readonly BrokenLinkView[];
  /** What readers looked for in vain, folded, most asked first. */
  readonly wanted: readonly { readonly text: string; readonly count: number }[];
  /** How often they come; null on the page of one group. */
  readonly visits: VisitsView | null;
  /** What readers say; null on the page of one group. */
  readonly opinions: OpinionsView | null;
  readonly filters: QueueFiltersView;
  /** May put right what a machine read. */
  readonly mayCorrect: boolean;
  /** How this person adds a document: only by the road, or by uploads too; null for not at all. */
  readonly sends: 'road' | 'both' | null;
  /** Open questions of citizens in this person's units; null for who sees none. */
  readonly questions: number | null;
  /** Nothing is there yet: the page says what to do first. */
  readonly begins: boolean;
  /** What was just done, or null. */
  readonly notice: string | null;
}

const Wanted = ({ wanted }: Pick<StaffWorkProps, 'wanted'>): VNode => (
  <section aria-labelledby="chua-co">
    <h2 id="chua-co">{t.wanted}</h2>
    <p class="meta">{t.wantedNote}</p>
    <ul class="rows facet">
      {wanted.map(({ text, count }) => (
        <li key={text}>
          <a href={searchPath({ q: text })}>
            {text} <span class="count">{t.times(count)}</span>
          </a>
        </li>
      ))}
    </ul>
  </section>
);

const JumpLink = ({
  href,
  label,
  count,
}: {
  href: string;
  label: string;
  count: string;
}): VNode => (
  <li>
    <a href={href}>
      {label} <span class="count">{count}</span>
    </a>
  </li>
);

/** What there is to do, each with its count, leading to its section. */
const Overview = ({
  groups,
  failed,
  toReview,
  refused,
  broken,
  mayCorrect,
  questions,
}: Pick<
  StaffWorkProps,
  'groups' | 'failed' | 'toReview' | 'refused' | 'broken' | 'mayCorrect' | 'questions'
>): VNode => {
  const { count } = vi.units;
  return (
    <nav aria-label={t.groups}>
      <ul class="chips">
        {failed.length > 0 && (
          <JumpLink href="#loi" label={t.failed} count={count(failed.length)} />
        )}
        {toReview > 0 && (
          <JumpLink href={citationReviewPath()} label={t.toReview} count={count(toReview)} />
        )}
        {refused > 0 && (
          <JumpLink href={refusedItemsPath()} label={t.refused} count={count(refused)} />
        )}
        {broken.length > 0 && (
          <JumpLink href="#lien-ket-hong" label={t.broken} count={count(broken.length)} />
        )}
        {questions !== null && (
          <JumpLink
            href={staffQuestionsPath()}
            label={vi.questions.title}
            count={count(questions)}
          />
        )}
        {mayCorrect && (
          <li>
            <a href={awaitingPath()}>{vi.correction.awaiting.title}</a>
          </li>
        )}
        {groups.map((g) => (
          <JumpLink
            key={g.state}
            href={`#${g.state}`}
            label={vi.state[g.state]}
            count={countOf(g)}
          />
        ))}
      </ul>
    </nav>
  );
};

/** Everybody's work, or what this person has taken over. */
const WhoseWork = ({ filters }: Pick<StaffWorkProps, 'filters'>): VNode => (
  <nav aria-label={t.whose}>
    <ul class="chips">
      {(
        [
          [false, t.everyone],
          [true, t.onlyMine],
        ] as const
      ).map(([mine, label]) => (
        <li key={label}>
          <a
            href={staffQueuePath({ ...filters.chosen, mine })}
            aria-current={filters.chosen.mine === mine ? 'true' : undefined}
          >
            {label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** What to do first, for whoever has sent nothing yet. */
const First = (): VNode => (
  <section class="card stack" aria-labelledby="bat-dau">
    <h2 id="bat-dau">{vi.sending.first.title}</h2>
    <ol>
      {vi.sending.first.steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  </section>
);

export const StaffWorkPage = (props: StaffWorkProps): VNode => {
  const { frame, groups, failed, broken, wanted, visits, opinions, filters, notice } = props;
  return (
    <Frame {...frame} title={t.title} noindex staff>
      <main class="wrap" id="noi-dung">
        <div class="head">
          <h1>{t.title}</h1>
          {props.sends !== null && (
            <p class="row">
              <a class={`button${props.sends === 'both' ? ' plain' : ''}`} href={sendPath()}>
                {vi.sending.title}
              </a>
              {props.sends === 'both' && (
                <a class="button" href={staffUploadPath()}>
                  {t.add}
                </a>
              )}
            </p>
          )}
        </div>
        {notice !== null && (
          <p class="notice good" role="status">
            {notice}
          </p>
        )}
        {props.begins && <First />}
        <Overview {...props} />
        <WhoseWork filters={filters} />
        <QueueFilters filters={filters} />
        {failed.length > 0 && <FailedFiles failed={failed} />}
        {groups.length === 0 && <p class="notice">{t.nothingFound}</p>}
        <Groups groups={groups} />
        {broken.length > 0 && <BrokenLinks broken={broken} />}
        {visits !== null && <ReaderVisits visits={visits} />}
        {opinions !== null && <ReaderOpinions opinions={opinions} />}
        {wanted.length > 0 && <Wanted wanted={wanted} />}
      </main>
    </Frame>
  );
};
