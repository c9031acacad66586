import type { VNode } from 'preact';
import type { LawReview, ReviewDecision } from '#server/items/law-review.ts';
import { findLawState, type LawState } from '#server/laws/law-record.ts';
import { Badge } from '#web/frame/badge.tsx';
import { ErrorSummary } from '#web/frame/error-summary.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { itemPath } from '#web/paths/reading.ts';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { staffLawPath, staffLawsPath, citationReviewPath } from '#web/paths/laws.ts';
import { staffPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';
import type { FormErrors } from '#web/frame/form-field.tsx';

const t = vi.citationReview;

export interface ReviewRow {
  readonly item: {
    readonly id: string;
    readonly slug: string;
    readonly title: string;
    readonly version: number;
  };
  readonly law: {
    readonly key: string;
    readonly number: string;
    readonly title: string;
    /** Today. */
    readonly state: LawState;
    readonly since: string | null;
    readonly replacedBy: readonly string[];
  };
  /** The last decision on this end: only "revise" still waits. */
  readonly review: LawReview | null;
  /** What this person may decide; none: only look. */
  readonly decisions: readonly ReviewDecision[];
  /** Where this very form was refused: what was typed and what is wrong. */
  readonly typed: {
    readonly decision: string;
    readonly reason: string;
    readonly errors: FormErrors;
  } | null;
}

export interface StaffCitationReviewProps {
  readonly frame: PageFrame;
  readonly total: number;
  readonly rows: readonly ReviewRow[];
  readonly next: string | null;
  readonly first: boolean;
  readonly done: ReviewDecision | null;
}

/** Names of controls are told apart by item and law: many forms stand on one page. */
const idOf = (row: ReviewRow): string => `${row.item.id}-${row.law.key}`;

const OfItem = ({ row }: { row: ReviewRow }): VNode => (
  <span class="hidden">{t.of(row.item.title)}</span>
);

const DecisionField = ({ row }: { row: ReviewRow }): VNode => {
  const id = `${idOf(row)}-d`;
  const wrong = row.typed?.errors[id];
  return (
    <fieldset class={wrong === undefined ? undefined : 'wrong'}>
      <legend>
        {t.decision}
        <OfItem row={row} />
      </legend>
      {wrong !== undefined && <p class="error">{wrong}</p>}
      <div class="options">
        {row.decisions.map((d, i) => (
          <label class="choice" key={d}>
            <input
              id={i === 0 ? id : undefined}
              type="radio"
              name="decision"
              value={d}
              required
              checked={row.typed?.decision === d}
            />{' '}
            <span>
              {t.decisions[d]} <span class="meta">({t.notes[d]})</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
};

const ReasonField = ({ row }: { row: ReviewRow }): VNode => {
  const id = `${idOf(row)}-r`;
  const messageId = `${idOf(row)}-l`;
  const wrong = row.typed?.errors[id];
  return (
    <div class={`field${wrong === undefined ? '' : ' wrong'}`}>
      <label for={id}>
        {t.reason}
        <OfItem row={row} />
      </label>
      {wrong !== undefined && (
        <p class="error" id={messageId}>
          {wrong}
        </p>
      )}
      <input
        id={id}
        name="reason"
        required
        value={row.typed?.reason ?? ''}
        aria-invalid={wrong === undefined ? undefined : 'true'}
        aria-describedby={wrong === undefined ? undefined : messageId}
      />
    </div>
  );
};

const Decide = ({ row }: { row: ReviewRow }): VNode => (
  <form class="stack" method="post" action={citationReviewPath()} noValidate>
    <input type="hidden" name="item" value={row.item.id} />
    <input type="hidden" name="law" value={row.law.key} />
    <input type="hidden" name="version" value={row.item.version} />
    <DecisionField row={row} />
    <ReasonField row={row} />
    <p>
      <button class="button plain">
        {t.save}
        <OfItem row={row} />
      </button>
    </p>
  </form>
);

/** Since when it has ended; else what became of it. */
const turnLabel = ({ state, since }: ReviewRow['law']): string => {
  if (findLawState(state)?.tone !== 'bad' || state === 'ngung') return vi.names.lawState(state);
  return since === null ? t.endedUnknown : t.ended(vi.units.date(since));
};

const Row = ({ row }: { row: ReviewRow }): VNode => {
  const { item, law, review } = row;
  return (
    <li class="card stack">
      <h2>
        <a href={staffItemPath(item.id)}>{item.title}</a>
      </h2>
      <p>
        {t.cites} <a href={staffLawPath(law.key)}>{law.number}</a>
        {law.title !== '' && ` (${law.title})`}{' '}
        <Badge tone={findLawState(law.state)?.tone ?? ''} label={turnLabel(law)} />
      </p>
      {law.replacedBy.length > 0 && (
        <p>
          {t.replaced} <b>{law.replacedBy.join(', ')}</b>
        </p>
      )}
      {review !== null && (
        <p class="notice">
          {t.before(t.decisions[review.decision], review.by, vi.units.moment(review.at))}{' '}
          {review.reason}
        </p>
      )}
      <p class="row">
        <a href={itemPath(item.id, item.slug)}>
          {t.read}
          <OfItem row={row} />
        </a>{' '}
        <a href={staffItemPath(item.id)}>
          {t.open}
          <OfItem row={row} />
        </a>
      </p>
      {row.decisions.length > 0 && <Decide row={row} />}
    </li>
  );
};

export const StaffCitationReviewPage = ({
  frame,
  total,
  rows,
  next,
  first,
  done,
}: StaffCitationReviewProps): VNode => {
  const errors = Object.assign({}, ...rows.map((row) => row.typed?.errors ?? {})) as FormErrors;
  const wrong = Object.keys(errors).length;
  return (
    <Frame
      {...frame}
      title={wrong > 0 ? vi.form.errorsInTitle(wrong, t.title) : t.title}
      noindex
      staff
      crumbs={[
        { label: vi.frame.work, href: staffPath() },
        { label: vi.laws.title, href: staffLawsPath() },
      ]}
    >
      <main class="wrap" id="noi-dung">
        <h1>{t.title}</h1>
        <p>{t.lead}</p>
        {done !== null && (
          <p class="notice good" role="status">
            {t.done[done]}
          </p>
        )}
        <ErrorSummary heading={t.errorTitle} errors={errors} />
        {total === 0 ? <p>{t.none}</p> : <p class="meta">{t.count(vi.units.count(total))}</p>}
        <ul class="stack">
          {rows.map((row) => (
            <Row key={idOf(row)} row={row} />
          ))}
        </ul>
        <Pager
          next={next === null ? null : citationReviewPath({ after: next })}
          first={first ? null : citationReviewPath()}
        />
      </main>
    </Frame>
  );
};
