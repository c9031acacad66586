import type { VNode } from 'preact';
import type { TextRun } from '#server/search/search-query.ts';
import { MOST_SYLLABLES } from '#server/weekly/kit.ts';
import type { Week } from '#server/weekly/week.ts';
import { AuthorityConflict } from '#web/frame/authority-form.tsx';
import { Badge } from '#web/frame/badge.tsx';
import {
  SelectField,
  TextArea,
  TextField,
  type FieldProps,
  type FormState,
} from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { ListSearch } from '#web/frame/list-search.tsx';
import { Marked } from '#web/frame/marked.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { StandingBadge, StandingNotice } from '#web/items/standing.tsx';
import {
  kitPosterPath,
  newKitPath,
  staffKitActionPath,
  staffKitPath,
  staffWeeklyPath,
  weeklyKitPath,
} from '#web/paths/weekly.ts';
import { vi } from '#web/text/vi.ts';
import { weekParts } from './week-label.ts';
import type { KitView } from './weekly.tsx';

const t = vi.weeklyForm;
const k = vi.authorityForm;
const CRUMBS = [{ label: t.title, href: staffWeeklyPath() }];

/** `standing` is null where the item is gone. */
export type StaffKitView = Omit<KitView, 'standing'> & {
  readonly standing: KitView['standing'] | null;
};

export interface StaffWeeklyProps {
  readonly frame: PageFrame;
  readonly rows: readonly StaffKitView[];
  readonly next: string | null;
  readonly first: boolean;
  readonly mayWrite: boolean;
}

const KitBadges = ({ entry, standing }: StaffKitView): VNode => (
  <p class="row">
    {entry.state === 'published' ? (
      <Badge tone="good" label={t.states.published} />
    ) : (
      <Badge label={t.states.draft} />
    )}{' '}
    <Badge tone={entry.value.used ? 'good' : ''} label={entry.value.used ? t.used : t.notUsed} />{' '}
    {standing !== null && <StandingBadge standing={standing} />}
  </p>
);

const Row = (row: StaffKitView): VNode => (
  <li class="task">
    <div>
      <h2>
        <a href={staffKitPath(row.entry.id)}>{row.entry.value.heading}</a>
      </h2>
      <p>{vi.weekly.week(...weekParts(vi, row.entry.value.week))}</p>
      <KitBadges {...row} />
      {row.standing === null && <p class="notice warn">{t.gone}</p>}
      <p class="meta">
        {[row.unitName, t.by(row.entry.changedBy), vi.units.day(row.entry.changedAt)].join(' · ')}
      </p>
    </div>
  </li>
);

/** The calendar: which week, which provision, who made it, used or not. */
export const StaffWeeklyPage = (p: StaffWeeklyProps): VNode => (
  <StaffPage
    frame={p.frame}
    title={t.title}
    aside={
      p.mayWrite && (
        <a class="button" href={newKitPath()}>
          {t.add}
        </a>
      )
    }
  >
    <p class="narrow">{t.lead}</p>
    {p.rows.length === 0 ? (
      <p>{t.none}</p>
    ) : (
      <ul class="rows">
        {p.rows.map((row) => (
          <Row key={row.entry.id} {...row} />
        ))}
      </ul>
    )}
    <Pager
      next={p.next === null ? null : staffWeeklyPath({ after: p.next })}
      first={p.first ? null : staffWeeklyPath()}
    />
  </StaffPage>
);

/** A passage that a kit may begin with. */
export interface PassageView {
  /** `attachmentId/ordinal`. */
  readonly ref: string;
  readonly label: string;
  readonly runs: readonly TextRun[];
}

export interface NewKitProps {
  readonly frame: PageFrame;
  readonly q: string;
  readonly passages: readonly PassageView[];
  readonly weeks: readonly Week[];
  readonly form: FormState;
}

const weekOptions = (weeks: readonly Week[]) =>
  weeks.map((value) => ({ value, label: t.weekOption(...weekParts(vi, value)) }));

/** Looks for a passage; one press makes all texts of it. */
export const NewKitPage = ({ frame, q, passages, weeks, form }: NewKitProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.add}
    crumbs={CRUMBS}
    errors={form.errors}
    errorTitle={k.errorTitle(Object.keys(form.errors).length)}
  >
    <p class="narrow">{t.findHelp}</p>
    <ListSearch action={newKitPath()} name="q" label={t.findLabel} value={q} button={t.find} />
    {q !== '' && passages.length === 0 && <p role="status">{t.notFound}</p>}
    {passages.length > 0 && (
      <form class="stack narrow" method="post" action={newKitPath()}>
        <input type="hidden" name="q" value={q} />
        <SelectField
          form={form}
          name="week"
          text={t.week as [string]}
          required
          options={weekOptions(weeks)}
        />
        <ul class="rows">
          {passages.map(({ ref, label, runs }) => (
            <li class="question-row" key={ref}>
              <h2>{label}</h2>
              <p>
                <Marked runs={runs} />
              </p>
              <p>
                <button class="button plain" name="passage" value={ref}>
                  {t.use}
                  <span class="hidden">{k.of(label)}</span>
                </button>
              </p>
            </li>
          ))}
        </ul>
      </form>
    )}
  </StaffPage>
);

export interface StaffKitProps extends StaffKitView {
  readonly frame: PageFrame;
  readonly form: FormState;
  readonly weeks: readonly Week[];
  readonly syllables: number;
  readonly seconds: number;
  readonly notice: string | null;
  readonly conflict: boolean;
  readonly mayWrite: boolean;
  readonly mayApprove: boolean;
  /** Somebody else has to approve it, because this person wrote it. */
  readonly ownWork: boolean;
}

const Editor = ({ entry, form, weeks, syllables, seconds }: StaffKitProps): VNode => {
  const field = (
    name: string,
    text: readonly string[],
  ): Pick<FieldProps, 'form' | 'name' | 'text'> => ({
    form,
    name,
    text: text as [string, string?],
  });
  return (
    <form class="stack" method="post" action={staffKitPath(entry.id)} noValidate>
      <input type="hidden" name="version" value={entry.version} />
      <SelectField {...field('week', t.week)} required options={weekOptions(weeks)} />
      <TextField {...field('heading', t.heading)} required />
      <TextArea {...field('script', t.script)} rows={12} required />
      <p class={syllables > MOST_SYLLABLES ? 'notice warn' : 'meta'}>
        {t.length(syllables, seconds)} {syllables > MOST_SYLLABLES && t.tooLong(MOST_SYLLABLES)}
      </p>
      <TextArea {...field('message', t.message)} rows={8} required />
      <TextArea {...field('question', t.question)} rows={2} />
      <TextArea {...field('answer', t.answer)} rows={5} />
      <label class="choice">
        <input type="checkbox" name="used" value="1" checked={form.values['used'] === '1'} />{' '}
        {t.markUsed}
      </label>
      <p class="meta">{t.again}</p>
      <p>
        <button class="button">{t.save}</button>
      </p>
    </form>
  );
};

/** Keeps a part of the quotation: a page of a file holds more than one provision. */
const Narrow = ({ entry, form }: StaffKitProps): VNode => (
  <details open={form.errors['quote'] !== undefined}>
    <summary>{t.narrow}</summary>
    <form class="stack" method="post" action={staffKitActionPath(entry.id, 'trich')} noValidate>
      <input type="hidden" name="version" value={entry.version} />
      <TextArea form={form} name="quote" text={t.kept as [string, string]} rows={10} required />
      <p>
        <button class="button plain">{t.keep}</button>
      </p>
    </form>
  </details>
);

const Decide = ({ entry, mayApprove, ownWork }: StaffKitProps): VNode | null => {
  const shown = entry.state === 'published';
  if (!mayApprove) return ownWork && !shown ? <p class="notice">{t.ownWork}</p> : null;
  return (
    <form method="post" action={staffKitActionPath(entry.id, shown ? 'rut' : 'duyet')}>
      <input type="hidden" name="version" value={entry.version} />
      <button class={shown ? 'button plain danger' : 'button'}>{shown ? t.hide : t.publish}</button>
    </form>
  );
};

/** One kit: its quotation, the texts to change, the poster, and whether readers see it. */
export const StaffKitPage = (props: StaffKitProps): VNode => {
  const { frame, entry, form, standing, conflict, mayWrite } = props;
  return (
    <StaffPage
      frame={frame}
      title={entry.value.heading}
      crumbs={CRUMBS}
      errors={form.errors}
      errorTitle={k.errorTitle(Object.keys(form.errors).length)}
      notice={props.notice}
    >
      <div class="stack narrow">
        <KitBadges {...props} />
        {standing === null ? (
          <p class="notice warn">{t.gone}</p>
        ) : (
          <StandingNotice standing={standing} />
        )}
        {entry.state === 'published' && standing !== null && (
          <p>
            <a href={weeklyKitPath(entry.slug)}>{k.seePublic}</a>
          </p>
        )}
        {conflict && <AuthorityConflict href={staffKitPath(entry.id)} />}
        <section class="card stack" aria-labelledby="trich-h">
          <h2 id="trich-h">{t.quote}</h2>
          <blockquote class="typed">{entry.value.source.quote}</blockquote>
          <p>
            <a href={entry.value.source.href}>{entry.value.source.label}</a>
          </p>
          {mayWrite && <Narrow {...props} />}
        </section>
        <p>
          <a class="button plain" href={kitPosterPath(entry.id)} download>
            {t.poster}
          </a>
        </p>
        <Decide {...props} />
        {mayWrite && <Editor {...props} />}
      </div>
    </StaffPage>
  );
};
