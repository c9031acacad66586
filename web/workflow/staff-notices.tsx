import type { VNode } from 'preact';
import type { NoticeKind } from '#server/items/notice.ts';
import type { StepCount } from '#server/workflow/notice.ts';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  noticesActionPath,
  noticesPath,
  staffReviewPath,
  workStepPath,
} from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.notices;

export interface NoticeView {
  readonly id: string;
  readonly kind: NoticeKind;
  /**
   * Null where the person may not see the item any more: the page then shows neither its title nor
   * the remark.
   */
  readonly item: { readonly id: string; readonly title: string } | null;
  /** What it is about, where that is no item; null where it is. */
  readonly other: { readonly title: string; readonly href: string } | null;
  readonly by: string;
  readonly note: string;
  readonly at: string;
  readonly unread: boolean;
}

export interface StaffNoticesProps {
  readonly frame: PageFrame;
  readonly steps: readonly StepCount[];
  readonly notices: readonly NoticeView[];
  readonly next: string | null;
  readonly first: boolean;
  /** The button marks everything up to this id and instant as read; null when nothing is new. */
  readonly shown: { readonly upTo: string; readonly at: string } | null;
  /** Wishes for the day's e-mail; null while the shelf sends none. */
  readonly mail: { readonly form: FormState; readonly digest: boolean } | null;
  readonly notice: string | null;
}

const TONES: Readonly<Record<NoticeKind, Tone>> = {
  returned: 'bad',
  'handed-over': 'warn',
  refused: 'bad',
  alert: 'bad',
  published: 'good',
  withdrawn: 'bad',
  comment: '',
  'weak-queries': '',
  report: 'warn',
  corrected: '',
};

const Steps = ({ steps }: { steps: readonly StepCount[] }): VNode => (
  <section aria-labelledby="dang-cho">
    <h2 id="dang-cho">{t.steps}</h2>
    <ul class="rows">
      {steps.map((s) => (
        <li class="task" key={s.step}>
          <div>
            <h3>
              <a href={workStepPath(s.step)}>{t.stepNames[s.step]}</a>
            </h3>
          </div>
          <p>{t.waiting(s.step, t.some(s.waiting))}</p>
          <p class="row">
            {s.fresh > 0 && <Badge tone="warn" label={t.fresh(t.some(s.fresh))} />}
            {s.overdue > 0 && <Badge tone="bad" label={t.overdue(t.some(s.overdue))} />}
          </p>
        </li>
      ))}
    </ul>
  </section>
);

/** What it is about, and where to look. */
const Subject = ({ notice: { item, other } }: { notice: NoticeView }): VNode => {
  if (other !== null) return <a href={other.href}>{other.title}</a>;
  if (item === null) return <>{t.gone}</>;
  return (
    <a href={staffReviewPath(item.id)}>{item.title === '' ? vi.work.untitled('') : item.title}</a>
  );
};

const Row = ({ notice }: { notice: NoticeView }): VNode => (
  <li class="task">
    <div>
      <h3>
        <Subject notice={notice} />
      </h3>
      {(notice.item !== null || notice.other !== null) && notice.note !== '' && (
        <p>{notice.note}</p>
      )}
      <p class="meta">
        {notice.by === ''
          ? vi.units.moment(notice.at)
          : t.by(notice.by, vi.units.moment(notice.at))}
      </p>
    </div>
    <p>
      <Badge tone={TONES[notice.kind]} label={t.kinds[notice.kind]} />
    </p>
    <p>{notice.unread && <b>{t.unread}</b>}</p>
  </li>
);

const MailWishes = ({ form, digest }: { form: FormState; digest: boolean }): VNode => (
  <section class="stack" aria-labelledby="thu">
    <h2 id="thu">{t.mail}</h2>
    <p>{t.mailLead}</p>
    <form class="card stack narrow" method="post" action={noticesActionPath('thu')} noValidate>
      <TextField form={form} name="email" text={t.email as [string]} autocomplete="email" />
      <label class="choice">
        <input type="checkbox" name="digest" value="1" checked={digest} /> {t.digest}
      </label>
      <p>
        <button class="button plain">{t.save}</button>
      </p>
    </form>
  </section>
);

export const StaffNoticesPage = ({
  frame,
  steps,
  notices,
  next,
  first,
  shown,
  mail,
  notice,
}: StaffNoticesProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    errors={mail?.form.errors ?? {}}
    errorTitle={t.errorTitle}
    notice={notice}
  >
    {shown !== null && (
      <form method="post" action={noticesActionPath('da-doc')}>
        <input type="hidden" name="den" value={shown.upTo} />
        <input type="hidden" name="luc" value={shown.at} />
        <button class="button plain">{t.read}</button>
      </form>
    )}
    {steps.length > 0 && <Steps steps={steps} />}
    <section aria-labelledby="da-xay-ra">
      <h2 id="da-xay-ra">{t.list}</h2>
      {notices.length === 0 ? (
        <p class="meta">{t.none}</p>
      ) : (
        <ul class="rows">
          {notices.map((n) => (
            <Row key={n.id} notice={n} />
          ))}
        </ul>
      )}
      <p class="meta">{t.retention}</p>
      <Pager
        next={next === null ? null : noticesPath({ after: next })}
        first={first ? null : noticesPath()}
      />
    </section>
    {mail !== null && <MailWishes {...mail} />}
  </StaffPage>
);
