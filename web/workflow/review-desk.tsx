import type { VNode } from 'preact';
import type { ItemState } from '#server/items/item.ts';
import { CHECKS } from '#server/items/workflow-event.ts';
import { Badge } from '#web/frame/badge.tsx';
import {
  manyValues,
  oneValue,
  SelectField,
  TextArea,
  TextField,
  type FormState,
  type Option,
} from '#web/frame/form-field.tsx';
import { Recall } from '#web/cataloguing/where-it-is.tsx';
import { staffItemActionPath, staffItemPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.review;

/**
 * The deadline of the step it waits at: days left, negative when over; null where there is none.
 */
export const DueBadge = ({ days }: { days: number | null }): VNode | null => {
  if (days === null) return null;
  return (
    <Badge
      tone={days < 0 ? 'bad' : days <= 1 ? 'warn' : ''}
      label={days < 0 ? t.overdue(-days) : days === 0 ? t.today : t.left(days)}
    />
  );
};

const Version = ({ version }: { version: number }): VNode => (
  <input type="hidden" name="version" value={version} />
);

const Box = ({
  form,
  name,
  value,
  label,
  first,
}: {
  form: FormState;
  name: string;
  value: string;
  label: string;
  first: boolean;
}): VNode => (
  <label class="choice">
    <input
      id={first ? name : undefined}
      type="checkbox"
      name={name}
      value={value}
      checked={manyValues(form.values, name).includes(value)}
    />{' '}
    {label}
  </label>
);

const Wrong = ({ form, name }: { form: FormState; name: string }): VNode | null =>
  form.errors[name] === undefined ? null : (
    <p class="error" id={`${name}-l`}>
      {form.errors[name]}
    </p>
  );

interface ChecksProps {
  readonly id: string;
  readonly form: FormState;
  /** Pages to lay beside the original; 0 where none are compared. */
  readonly pages: number;
  /** The page that is open. */
  readonly page: number;
}

/** Every page that is laid beside the original, one by one or by ranges. */
const PagesChecked = ({ id, form, pages, page }: ChecksProps): VNode => (
  <fieldset class={form.errors['pages'] === undefined ? undefined : 'wrong'}>
    <legend>{t.pagesChecked}</legend>
    <p class="help">{t.pagesHelp}</p>
    <Wrong form={form} name="pages" />
    <div class="stack">
      <TextField form={form} name="ranges" text={t.ranges} choosing short autocomplete="off" />
      <p>
        <button
          class="button plain"
          formAction={staffItemActionPath(id, 'danh-dau')}
          name="trang"
          value={page}
        >
          {t.tickRanges}
        </button>
      </p>
    </div>
    <div class="pages-checked">
      {Array.from({ length: pages }, (_, i) => (
        <Box
          key={i}
          form={form}
          name="pages"
          value={String(i + 1)}
          label={String(i + 1)}
          first={i === 0}
        />
      ))}
    </div>
  </fieldset>
);

/** The six checks, and on comparing every page. */
const Checks = (p: ChecksProps): VNode => (
  <div class="card stack">
    <fieldset class={p.form.errors['checks'] === undefined ? undefined : 'wrong'}>
      <legend>{t.checked}</legend>
      <p class="help">{t.checkedHelp}</p>
      <Wrong form={p.form} name="checks" />
      {CHECKS.map((check, i) => (
        <Box
          key={check}
          form={p.form}
          name="checks"
          value={check}
          label={vi.checks[check]}
          first={i === 0}
        />
      ))}
    </fieldset>
    {p.pages > 0 && <PagesChecked {...p} />}
  </div>
);

export interface ReviewRights {
  readonly edit: boolean;
  readonly submit: boolean;
  readonly recall: boolean;
  readonly verify: boolean;
  readonly publish: boolean;
  readonly return: boolean;
  readonly take: boolean;
  readonly comment: boolean;
}

interface DecisionProps {
  readonly id: string;
  readonly version: number;
  readonly form: FormState;
  readonly may: ReviewRights;
  /** Only the two-person rule stands in the way. */
  readonly secondPerson: boolean;
  /** Pages to lay beside the original; 0 where none are compared. */
  readonly pages: number;
  /** The page that is open. */
  readonly page: number;
}

/** Sending back, with what was ticked so far: it is found ticked when the same file comes again. */
const Return = ({ id, form }: { id: string; form: FormState }): VNode => (
  <details
    class="card"
    open={form.errors['reason'] !== undefined || oneValue(form.values, 'reason') !== ''}
  >
    <summary>{t.return}</summary>
    <div class="stack">
      <TextArea form={form} name="reason" text={t.reason as [string, string]} rows={3} required />
      <p>
        <button class="button plain" formAction={staffItemActionPath(id, 'tra-lai')}>
          {t.returnButton}
        </button>
      </p>
    </div>
  </details>
);

/** Ticks, the decision and sending back in one form: what is ticked goes with either. */
const Judging = ({
  id,
  version,
  form,
  may,
  pages,
  page,
}: Omit<DecisionProps, 'secondPerson'>): VNode => (
  <form
    class="stack"
    id="kiem"
    method="post"
    action={staffItemActionPath(id, may.verify ? 'doi-chieu' : 'duyet')}
    noValidate
    data-island="review-marks"
    data-autosave={staffItemActionPath(id, 'danh-dau')}
  >
    <Version version={version} />
    <Checks id={id} form={form} pages={may.verify ? pages : 0} page={page} />
    <p class="meta" role="status" data-autosave-status={JSON.stringify(vi.unsaved.script)} />
    <p>
      <button class="button" data-decide>
        {may.verify ? t.verify : t.approve}
      </button>
    </p>
    {may.return && <Return id={id} form={form} />}
  </form>
);

export const Decision = ({
  id,
  version,
  form,
  may,
  secondPerson,
  pages,
  page,
}: DecisionProps): VNode => (
  <section class="stack" aria-labelledby="qd">
    <h2 id="qd">{t.decision}</h2>
    {secondPerson && <p class="notice">{t.secondPerson}</p>}
    {may.submit && (
      <form class="card stack" method="post" action={staffItemActionPath(id, 'gui')}>
        <Version version={version} />
        <p>{t.submitLead}</p>
        <p>
          <button class="button">{t.submit}</button>
        </p>
      </form>
    )}
    {may.recall && <Recall id={id} />}
    {(may.verify || may.publish) && (
      <Judging id={id} version={version} form={form} may={may} pages={pages} page={page} />
    )}
    {may.return && !may.verify && !may.publish && (
      <form method="post" action={staffItemActionPath(id, 'tra-lai')} noValidate>
        <Version version={version} />
        <Return id={id} form={form} />
      </form>
    )}
    {may.edit && (
      <p>
        <a href={staffItemPath(id)}>{t.back}</a>
      </p>
    )}
    {!may.submit && !may.recall && !may.verify && !may.publish && !may.return && !secondPerson && (
      <p class="meta">{t.nothing}</p>
    )}
  </section>
);

export const Holding = ({
  id,
  state,
  holder,
  mine,
  people,
  form,
}: {
  id: string;
  state: ItemState;
  holder: string | null;
  mine: boolean;
  people: readonly Option[];
  form: FormState;
}): VNode => (
  <section class="card stack" aria-labelledby="nl">
    <h2 id="nl">{t.work}</h2>
    <p>{holder === null ? t.free : t.holder(holder)}</p>
    {!mine && (
      <form method="post" action={staffItemActionPath(id, 'nhan')}>
        <input type="hidden" name="seen" value={state} />
        <button class="button plain">{t.take}</button>
      </form>
    )}
    <details open={form.errors['to'] !== undefined}>
      <summary>{t.handOver}</summary>
      <form class="stack" method="post" action={staffItemActionPath(id, 'trao')} noValidate>
        <SelectField
          form={form}
          name="to"
          text={t.to as [string]}
          options={[{ value: '', label: t.queue }, ...people]}
        />
        <TextField form={form} name="note" text={t.note as [string]} />
        <p>
          <button class="button plain">{t.handOver}</button>
        </p>
      </form>
    </details>
  </section>
);

export const CommentForm = ({ id, form }: { id: string; form: FormState }): VNode => (
  <form class="card stack" method="post" action={staffItemActionPath(id, 'y-kien')} noValidate>
    <h2>{t.comment}</h2>
    <TextArea
      form={form}
      name="comment"
      text={t.commentField as [string, string]}
      rows={2}
      required
    />
    <p>
      <button class="button plain">{t.commentButton}</button>
    </p>
  </form>
);
