import type { VNode } from 'preact';
import type { ItemState } from '#server/items/item.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
import type { FormState, Option } from '#web/frame/form-field.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { Gaps, type GapsView } from '#web/cataloguing/gaps.tsx';
import { Likenesses, type LikenessView } from '#web/cataloguing/likeness.tsx';
import { History, type HistoryEvent } from '#web/cataloguing/item-file-list.tsx';
import { CommentForm, Decision, DueBadge, Holding, type ReviewRights } from './review-desk.tsx';
import { Preview, type PreviewView } from './desk-preview.tsx';
import { Facts, type FactView } from '#web/cataloguing/facts.tsx';
import type { Whereabouts } from '#server/workflow/whereabouts.ts';
import { WhereItIs } from '#web/cataloguing/where-it-is.tsx';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { itemPath } from '#web/paths/reading.ts';
import { approvalFilePath, staffPath, staffReviewPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.review;

export interface StaffReviewProps {
  readonly frame: PageFrame;
  readonly item: {
    readonly id: string;
    readonly title: string;
    readonly state: ItemState;
    readonly version: number;
  };
  readonly returned: string;
  readonly days: number | null;
  /** What is missing; null where nothing is asked for any more. */
  readonly gaps: GapsView | null;
  readonly whereabouts: Whereabouts | null;
  readonly facts: readonly FactView[];
  /** The version readers see, when the facts are compared with it. */
  readonly comparedWith: number | null;
  /** That version is the one that was sent back last, not the one readers see. */
  readonly sinceReturn: boolean;
  /** Name of the signed approval; null where there is none. */
  readonly approvalFile: string | null;
  readonly preview: PreviewView | null;
  readonly form: FormState;
  readonly notice: string | null;
  readonly may: ReviewRights;
  readonly secondPerson: boolean;
  readonly pages: number;
  readonly holder: { readonly name: string; readonly mine: boolean } | null;
  readonly people: readonly Option[];
  readonly history: readonly HistoryEvent[];
  readonly likeness: LikenessView;
  /** What waits longest for this person besides. */
  readonly next: { readonly id: string; readonly title: string } | null;
}

const toneOf = (state: ItemState): Tone =>
  state === 'published' ? 'good' : state === 'withdrawn' ? 'bad' : 'warn';

/** The page as readers will see it, and the next that waits for this person. */
const Onward = ({ id, next }: { id: string; next: StaffReviewProps['next'] }): VNode => (
  <p class="row">
    <a href={itemPath(id)} data-key="x">
      {t.asReaders}
    </a>
    {next !== null && (
      <a href={staffReviewPath(next.id)} rel="next" data-key="n">
        {t.next(next.title || vi.edit.untitled)}
      </a>
    )}
  </p>
);

/**
 * What waits: its state and deadline, why it came back, what is like it, what was wrong with the
 * decision.
 */
const Waiting = (p: StaffReviewProps & { name: string }): VNode => (
  <div class="stack">
    <p class="row">
      <Badge tone={toneOf(p.item.state)} label={vi.state[p.item.state]} />
      <DueBadge days={p.days} />
    </p>
    <h1 class={p.name.length > 120 ? 'long' : undefined}>{p.name}</h1>
    {p.notice !== null && (
      <p class="notice good" role="status">
        {p.notice}
      </p>
    )}
    {p.returned !== '' && (
      <p class="notice bad">
        <b>{t.returned}</b> {p.returned}
      </p>
    )}
    <WhereItIs whereabouts={p.whereabouts} />
    {p.gaps !== null && <Gaps gaps={p.gaps} at={staffItemPath(p.item.id)} />}
    <Onward id={p.item.id} next={p.next} />
    <Likenesses likeness={p.likeness} />
    <ErrorSummary heading={t.errorTitle} errors={p.form.errors} />
  </div>
);

const FactsSection = ({
  item,
  facts,
  comparedWith,
  sinceReturn,
  approvalFile,
}: Pick<
  StaffReviewProps,
  'item' | 'facts' | 'comparedWith' | 'sinceReturn' | 'approvalFile'
>): VNode => (
  <section aria-labelledby="mt">
    <h2 id="mt">{t.facts}</h2>
    {comparedWith !== null && (
      <p class="meta">{(sinceReturn ? t.sinceReturn : t.since)(comparedWith)}</p>
    )}
    <Facts facts={facts} />
    {approvalFile !== null && (
      <p>
        <a href={approvalFilePath(item.id)}>{vi.approval.openFile(approvalFile)}</a>
      </p>
    )}
  </section>
);

/** The decision, and beside it the facts, who holds the item, comments and history. */
const Desk = (p: StaffReviewProps): VNode => (
  <div class="split halves">
    <Decision
      id={p.item.id}
      version={p.item.version}
      form={p.form}
      may={p.may}
      secondPerson={p.secondPerson}
      pages={p.pages}
      page={p.preview?.page ?? 1}
    />
    <div class="stack">
      <FactsSection {...p} />
      {p.may.take && (
        <Holding
          id={p.item.id}
          state={p.item.state}
          holder={p.holder?.name ?? null}
          mine={p.holder?.mine ?? false}
          people={p.people}
          form={p.form}
        />
      )}
      {p.may.comment && <CommentForm id={p.item.id} form={p.form} />}
      <History events={p.history} />
    </div>
  </div>
);

/**
 * The record beside its file, what changed, the checks and the decision: khoản 4 Điều 8 Quyết định
 * 14/2019/QĐ-TTg.
 */
export const StaffReviewPage = (p: StaffReviewProps): VNode => {
  const name = p.item.title === '' ? vi.edit.untitled : p.item.title;
  const wrong = Object.keys(p.form.errors).length;
  return (
    <Frame
      {...p.frame}
      title={wrong > 0 ? vi.form.errorsInTitle(wrong, name) : `${t.title}: ${name}`}
      noindex
      staff
      island
      crumbs={[{ label: vi.frame.work, href: staffPath() }]}
    >
      <main class="wrap" id="noi-dung">
        <Waiting {...p} name={name} />
        {p.preview !== null && (
          <Preview id={p.item.id} preview={p.preview} ticking={p.may.verify || p.may.publish} />
        )}
        <Desk {...p} />
      </main>
    </Frame>
  );
};
