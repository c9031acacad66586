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
import { filePath, itemPath, pageImagePath } from '#web/paths/reading.ts';
import { staffReviewPath } from '#web/paths/workflow.ts';
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

export interface PreviewView {
  readonly attachmentId: string;
  readonly name: string;
  readonly facts: string;
  /** The page shown, and how many there are; null when there are no pictures of pages. */
  readonly page: number | null;
  readonly pages: number;
  /** Height over width, so that its place is kept free. */
  readonly ratio: number;
}

/** Turning a page takes the ticked checks along: the address carries the form's fields. */
const Turn = ({
  id,
  page,
  rel,
  ticking,
}: {
  id: string;
  page: number;
  rel: 'prev' | 'next';
  ticking: boolean;
}): VNode =>
  ticking ? (
    <button
      class="button plain"
      form="kiem"
      formAction={staffReviewPath(id)}
      formMethod="get"
      name="trang"
      value={page}
      data-turn={rel}
    >
      {t.page(page)}
    </button>
  ) : (
    <a href={staffReviewPath(id, page)} rel={rel} data-turn={rel}>
      {t.page(page)}
    </a>
  );

export const Preview = ({
  id,
  preview,
  ticking,
}: {
  id: string;
  preview: PreviewView;
  ticking: boolean;
}): VNode => (
  <section
    class="stack"
    aria-labelledby="xt"
    data-island="review-keys"
    data-page={preview.page ?? undefined}
  >
    <h2 id="xt">{t.file}</h2>
    <p class="meta">
      {preview.name} · {preview.facts}. <a href={filePath(preview.attachmentId)}>{t.openFile}</a>
    </p>
    {preview.page === null ? (
      <p>
        {t.noPicture} <a href={itemPath(id)}>{t.asReaders}</a>
      </p>
    ) : (
      <>
        <figure class="scan">
          <img
            src={pageImagePath(preview.attachmentId, preview.page, 1280)}
            width={1280}
            height={Math.round(1280 * preview.ratio)}
            alt={t.pageOf(preview.page, preview.pages)}
          />
        </figure>
        <nav class="pager" aria-label={t.pages}>
          {preview.page > 1 && (
            <Turn id={id} page={preview.page - 1} rel="prev" ticking={ticking} />
          )}{' '}
          <b aria-current="page">{t.pageOf(preview.page, preview.pages)}</b>{' '}
          {preview.page < preview.pages && (
            <Turn id={id} page={preview.page + 1} rel="next" ticking={ticking} />
          )}
        </nav>
      </>
    )}
    <details class="review-keys" hidden>
      <summary>{t.keys}</summary>
      <p>{t.keysText}</p>
      <label class="choice">
        <input type="checkbox" data-keys-on /> {t.keysOn}
      </label>
    </details>
  </section>
);

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

/** The six checks, and on comparing every page. */
export const Checks = ({
  id,
  form,
  pages,
}: {
  id: string;
  form: FormState;
  pages: number;
}): VNode => (
  <div class="card stack">
    <fieldset class={form.errors['checks'] === undefined ? undefined : 'wrong'}>
      <legend>{t.checked}</legend>
      <p class="help">{t.checkedHelp}</p>
      <Wrong form={form} name="checks" />
      {CHECKS.map((check, i) => (
        <Box
          key={check}
          form={form}
          name="checks"
          value={check}
          label={vi.checks[check]}
          first={i === 0}
        />
      ))}
    </fieldset>
    {pages > 0 && (
      <fieldset class={form.errors['pages'] === undefined ? undefined : 'wrong'}>
        <legend>{t.pagesChecked}</legend>
        <p class="help">{t.pagesHelp}</p>
        <Wrong form={form} name="pages" />
        <div class="stack">
          <TextField form={form} name="ranges" text={t.ranges} choosing short autocomplete="off" />
          <p>
            <button class="button plain" formAction={staffReviewPath(id)} formMethod="get">
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
    )}
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

export const Decision = ({ id, version, form, may, secondPerson, pages }: DecisionProps): VNode => (
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
      <form
        class="stack"
        id="kiem"
        method="post"
        action={staffItemActionPath(id, may.verify ? 'doi-chieu' : 'duyet')}
        noValidate
      >
        <Version version={version} />
        <Checks id={id} form={form} pages={may.verify ? pages : 0} />
        <p>
          <button class="button" data-decide>
            {may.verify ? t.verify : t.approve}
          </button>
        </p>
        {may.return && <Return id={id} form={form} />}
      </form>
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
