import type { ComponentChildren, VNode } from 'preact';
import {
  NEWS_KINDS,
  OUTAGE_NOTICE_DAYS,
  type NewsEntry,
  type NewsPicture,
} from '#server/news/news.ts';
import { AuthorityConflict } from '#web/frame/authority-form.tsx';
import { FileField } from '#web/frame/file-field.tsx';
import {
  ChoiceField,
  SelectField,
  TextArea,
  TextField,
  type FieldProps,
  type FormState,
} from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  newsPiecePath,
  staffNewsActionPath,
  staffNewsPath,
  staffNewsPicturePath,
  staffNewsPiecePath,
} from '#web/paths/news.ts';
import { PageText } from '#web/site/page-text.tsx';
import { vi } from '#web/text/vi.ts';
import { NewsBody } from './news-piece.tsx';
import { NewsBadges, type StaffNewsRow } from './staff-news.tsx';

const t = vi.newsForm;
const k = vi.authorityForm;

export interface StaffPieceProps {
  readonly frame: PageFrame;
  /** Null for a new one. */
  readonly stored: StaffNewsRow | null;
  readonly version: number;
  readonly form: FormState;
  /** Those that were saved with it, in their order. */
  readonly pictures: readonly NewsPicture[];
  /** SHA-256 of a picture that was sent with this form and is not saved yet; '' for none. */
  readonly received: string;
  /** What was typed, as readers would see it; null when nobody asked. */
  readonly preview: Pick<NewsEntry['value'], 'title' | 'summary' | 'body'> | null;
  readonly notice: string | null;
  readonly conflict: boolean;
  readonly mayWrite: boolean;
  readonly mayApprove: boolean;
  /** Somebody else has to approve it, because this person wrote it. */
  readonly ownWork: boolean;
  /** Working days until an outage, where there are fewer than the law asks for; null otherwise. */
  readonly short: number | null;
  /** Newest first. */
  readonly versions: readonly NewsEntry[];
}

const KINDS = NEWS_KINDS.map((value) => ({ value, label: vi.newsPages.kinds[value]! }));
const PINNED = [
  { value: '', label: t.pinNo },
  { value: '1', label: t.pinYes },
];

type Field = (name: string, text: readonly string[]) => Pick<FieldProps, 'form' | 'name' | 'text'>;

const fieldOf =
  (form: FormState): Field =>
  (name, text) => ({ form, name, text: text as [string, string?] });

const Pictures = ({ stored, form, pictures, received }: StaffPieceProps): VNode => {
  const field = fieldOf(form);
  return (
    <>
      {pictures.map(({ sha256 }, i) => (
        <div class="stack" key={sha256}>
          {stored !== null && (
            <p class="banner-row">
              <img src={staffNewsPicturePath(stored.entry.id, sha256)} alt="" />
            </p>
          )}
          <TextField {...field(`alt-${i}`, [t.altOf(i + 1)])} required />
          <label class="choice">
            <input type="checkbox" name="drop" value={String(i)} /> {t.dropOf(i + 1)}
          </label>
        </div>
      ))}
      <FileField
        name="picture"
        label={t.picture[0]!}
        help={t.picture[1]!}
        errors={form.errors}
        input={{ accept: 'image/jpeg,image/png,image/webp' }}
      >
        {received !== '' && (
          <p class="notice good" role="status">
            {t.received}
          </p>
        )}
        <input type="hidden" name="received" value={received} />
      </FileField>
      <TextField {...field(`alt-${pictures.length}`, t.newAlt)} />
    </>
  );
};

const Editor = (props: StaffPieceProps): VNode => {
  const { stored, version, form } = props;
  const field = fieldOf(form);
  return (
    <form
      class="stack"
      method="post"
      action={staffNewsPiecePath(stored?.entry.id ?? 'moi')}
      encType="multipart/form-data"
      noValidate
    >
      <input type="hidden" name="version" value={version} />
      <TextField {...field('title', t.name)} required />
      <SelectField {...field('kind', t.kind)} required options={KINDS} />
      <TextArea {...field('summary', t.summary)} rows={3} required />
      <TextArea {...field('body', vi.pageForm.body)} rows={14} required />
      <div class="pair">
        <TextField {...field('from', t.from)} short />
        <TextField {...field('to', t.to)} short />
      </div>
      <fieldset class="stack">
        <legend>{t.outageTitle}</legend>
        <p class="help">{t.outageNote}</p>
        <div class="pair">
          <TextField {...field('start', t.start)} short />
          <TextField {...field('end', t.end)} short />
        </div>
      </fieldset>
      <ChoiceField {...field('pinned', t.pin)} kind="radio" required options={PINNED} />
      <Pictures {...props} />
      <p class="row">
        <button class="button" name="viec" value="trinh">
          {t.submit}
        </button>
        <button class="button plain" name="viec" value="luu">
          {t.save}
        </button>
        <button class="button plain" name="viec" value="xem">
          {t.seeFirst}
        </button>
      </p>
    </form>
  );
};

const Preview = ({ preview }: { preview: NonNullable<StaffPieceProps['preview']> }): VNode => (
  <section class="card stack" id="xem-truoc" aria-labelledby="xt-h">
    <h2 id="xt-h">{vi.pageForm.preview}</h2>
    <p class="notice warn" role="status">
      {vi.pageForm.previewNote}
    </p>
    <p class="preview-title">{preview.title}</p>
    <p>{preview.summary}</p>
    <div class="text stack">
      <PageText text={preview.body} />
    </div>
  </section>
);

const WithReason = ({
  entry,
  action,
  label,
  form,
  children,
}: {
  entry: NewsEntry;
  action: 'tra-lai' | 'go';
  label: string;
  form: FormState;
  children?: ComponentChildren;
}): VNode => (
  <details open={form.errors['reason'] !== undefined}>
    <summary>{label}</summary>
    <form class="stack" method="post" action={staffNewsActionPath(entry.id, action)} noValidate>
      <input type="hidden" name="version" value={entry.version} />
      {children}
      <TextArea {...fieldOf(form)('reason', t.reason)} rows={3} required />
      <p>
        <button class="button plain danger">{label}</button>
      </p>
    </form>
  </details>
);

/** What whoever approves does with it. */
const Decision = ({ stored, form }: StaffPieceProps & { stored: StaffNewsRow }): VNode | null => {
  const { entry } = stored;
  if (entry.state === 'published')
    return (
      <WithReason entry={entry} action="go" label={t.withdraw} form={form}>
        <p>{t.withdrawNote}</p>
      </WithReason>
    );
  if (entry.state !== 'submitted') return null;
  return (
    <section class="card stack" aria-label={t.publish}>
      <form method="post" action={staffNewsActionPath(entry.id, 'duyet')}>
        <input type="hidden" name="version" value={entry.version} />
        <button class="button">{t.publish}</button>
      </form>
      <WithReason entry={entry} action="tra-lai" label={t.return} form={form} />
    </section>
  );
};

const History = ({ versions }: Pick<StaffPieceProps, 'versions'>): VNode => (
  <section class="stack" aria-labelledby="viec-h">
    <h2 id="viec-h">{t.history}</h2>
    <ol class="rows files" reversed>
      {versions.map(({ version, value, changedAt, changedBy }) => (
        <li class="stack" key={version}>
          <p>
            <b>{t.acts[value.act]}</b> ·{' '}
            <span class="meta">
              {changedBy} · {vi.units.moment(changedAt)}
            </span>
          </p>
          {value.reason !== '' && <p>{value.reason}</p>}
          <details>
            <summary>
              {t.seeVersion}
              <span class="hidden">{k.of(vi.pageForm.version(version))}</span>
            </summary>
            <p class="preview-title">{value.title}</p>
            <p>{value.summary}</p>
            <div class="text stack">
              <PageText text={value.body} />
            </div>
          </details>
        </li>
      ))}
    </ol>
  </section>
);

const Change = ({ entry }: StaffNewsRow): VNode => (
  <form class="stack" method="post" action={staffNewsActionPath(entry.id, 'sua')}>
    <input type="hidden" name="version" value={entry.version} />
    <p class="meta">{t.locked}</p>
    <p>
      <button class="button plain">{t.change}</button>
    </p>
  </form>
);

/** One piece: write it, send it on, approve, return or withdraw it. */
export const StaffPiecePage = (props: StaffPieceProps): VNode => {
  const { frame, stored, form, preview, conflict, mayWrite, mayApprove } = props;
  const isPublished = stored?.entry.state === 'published';
  const locked = isPublished || stored?.entry.value.act === 'merged';
  const replaces = stored?.entry.value.replaces;
  return (
    <StaffPage
      frame={frame}
      title={stored?.entry.value.title ?? t.add}
      crumbs={[{ label: t.title, href: staffNewsPath() }]}
      errors={form.errors}
      errorTitle={k.errorTitle(Object.keys(form.errors).length)}
      notice={props.notice}
    >
      <div class="stack narrow">
        {stored !== null && <NewsBadges {...stored} />}
        {isPublished && stored.time === 'now' && (
          <p>
            <a href={newsPiecePath(stored.entry.slug)}>{k.seePublic}</a>
          </p>
        )}
        {stored !== null && stored.entry.value.reason !== '' && (
          <p class="notice warn">
            <b>{t.acts[stored.entry.value.act]}:</b> {stored.entry.value.reason}
          </p>
        )}
        {props.short !== null && (
          <p class="notice warn">{t.short(props.short, OUTAGE_NOTICE_DAYS)}</p>
        )}
        {conflict && stored !== null && (
          <AuthorityConflict href={staffNewsPiecePath(stored.entry.id)} />
        )}
        {preview !== null && <Preview preview={preview} />}
        {props.ownWork && stored?.entry.state === 'submitted' && <p class="notice">{t.ownWork}</p>}
        {mayApprove && stored !== null && <Decision {...props} stored={stored} />}
        {isPublished && mayWrite && <Change {...stored} />}
        {replaces !== undefined && (
          <p class="notice">
            {t.changeNote} <a href={staffNewsPiecePath(replaces)}>{t.changeOf}</a>
          </p>
        )}
        {mayWrite && !locked ? (
          <Editor {...props} />
        ) : (
          stored !== null && (
            <NewsBody
              entry={stored.entry}
              addressOf={(sha256) => staffNewsPicturePath(stored.entry.id, sha256)}
            />
          )
        )}
        {props.versions.length > 0 && <History versions={props.versions} />}
      </div>
    </StaffPage>
  );
};
