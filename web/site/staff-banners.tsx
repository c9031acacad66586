import type { VNode } from 'preact';
import { BANNER_GROUPS } from '#server/site/banner.ts';
import type { BannerEntry } from '#server/site/banner.ts';
import type { LinkState } from '#server/links/link-check.ts';
import { Badge } from '#web/frame/badge.tsx';
import { FileField } from '#web/frame/file-field.tsx';
import { SelectField, TextField, type FieldProps, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { ChangedLine, AuthorityConflict, SHOW_OPTIONS } from '#web/frame/authority-form.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  bannerPicturePath,
  staffBannerDeletePath,
  staffBannerPath,
  staffBannersPath,
} from '#web/paths/site.ts';
import { staffListsPath } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.bannerForm;
const k = vi.authorityForm;
type Entry = BannerEntry;

const LISTS = [{ label: vi.lists.title, href: staffListsPath() }];
const GROUPS = BANNER_GROUPS.map((value) => ({ value, label: t.groups[value] }));
const TONES: Readonly<Record<LinkState, 'good' | 'warn' | 'bad' | ''>> = {
  new: '',
  ok: 'good',
  unreachable: 'warn',
  broken: 'bad',
};

export interface BannerRow {
  readonly entry: Entry;
  readonly link: { readonly state: LinkState; readonly failingSince: string | null };
  /** Not yet, or no longer, on show today. */
  readonly time: 'now' | 'later' | 'over';
}

export interface StaffBannersProps {
  readonly frame: PageFrame;
  readonly rows: readonly BannerRow[];
  readonly notice: string | null;
  readonly mayEdit: boolean;
}

const States = ({ entry: { value }, link, time }: BannerRow): VNode => (
  <p class="row">
    {value.hidden && <Badge tone="warn" label={k.hidden} />}
    {time === 'later' && <Badge tone="warn" label={t.later(vi.units.date(value.from ?? ''))} />}
    {time === 'over' && <Badge tone="warn" label={t.over(vi.units.date(value.to ?? ''))} />}
    <Badge
      tone={TONES[link.state]}
      label={`${t.state[link.state]}${link.failingSince === null ? '' : ` ${t.since(vi.units.day(link.failingSince))}`}`}
    />
  </p>
);

const BannerLine = ({ row, mayEdit }: { row: BannerRow; mayEdit: boolean }): VNode => (
  <li class="row banner-row">
    <img src={bannerPicturePath(row.entry.value.picture.sha256)} alt="" loading="lazy" />
    <div class="stack">
      <h2>
        {mayEdit ? (
          <a href={staffBannerPath(row.entry.id)}>{row.entry.value.alt}</a>
        ) : (
          row.entry.value.alt
        )}
      </h2>
      <p class="meta">
        {t.groups[row.entry.value.group]} ·{' '}
        <a href={row.entry.value.address} rel="external">
          {row.entry.value.address}
        </a>
      </p>
      <States {...row} />
      <ChangedLine by={row.entry.changedBy} at={row.entry.changedAt} />
    </div>
  </li>
);

export const StaffBannersPage = ({ frame, rows, notice, mayEdit }: StaffBannersProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    crumbs={LISTS}
    notice={notice}
    aside={
      mayEdit && (
        <a class="button" href={staffBannerPath('moi')}>
          {t.add}
        </a>
      )
    }
  >
    <p>{t.lead}</p>
    <p class="meta">{t.note}</p>
    {!mayEdit && <p class="notice">{vi.collectionForm.readOnly}</p>}
    {rows.length === 0 ? (
      <p>{t.none}</p>
    ) : (
      <ul class="rows files">
        {rows.map((row) => (
          <BannerLine key={row.entry.id} row={row} mayEdit={mayEdit} />
        ))}
      </ul>
    )}
  </StaffPage>
);

export interface StaffBannerProps {
  readonly frame: PageFrame;
  /** Null for a new one. */
  readonly stored: Entry | null;
  readonly version: number;
  readonly form: FormState;
  /** SHA-256 of a picture that was sent with this form and is not saved yet; '' for none. */
  readonly received: string;
  readonly conflict: boolean;
}

const PictureField = ({
  stored,
  form,
  received,
}: Pick<StaffBannerProps, 'stored' | 'form' | 'received'>): VNode => (
  <FileField
    name="picture"
    label={t.picture[0]!}
    help={`${t.picture[1]}${stored === null ? '' : ` ${t.keep}`}`}
    errors={form.errors}
    input={{ accept: 'image/jpeg,image/png,image/webp' }}
  >
    {stored !== null && (
      <p class="banner-row">
        <img src={bannerPicturePath(stored.value.picture.sha256)} alt="" />
      </p>
    )}
    {received !== '' && (
      <p class="notice good" role="status">
        {t.received}
      </p>
    )}
    <input type="hidden" name="received" value={received} />
  </FileField>
);

const BannerForm = (props: StaffBannerProps): VNode => {
  const { stored, version, form } = props;
  const field = (
    name: string,
    text: readonly string[],
  ): Pick<FieldProps, 'form' | 'name' | 'text'> => ({
    form,
    name,
    text: text as [string, string?],
  });
  return (
    <form
      class="stack"
      method="post"
      action={staffBannerPath(stored?.id ?? 'moi')}
      encType="multipart/form-data"
      noValidate
    >
      <input type="hidden" name="version" value={version} />
      <TextField {...field('alt', t.alt)} required />
      <TextField {...field('address', t.address)} required />
      <PictureField {...props} />
      <SelectField {...field('group', t.group)} required options={GROUPS} />
      <div class="pair">
        <TextField {...field('from', t.from)} short />
        <TextField {...field('to', t.to)} short />
      </div>
      <div class="pair">
        <TextField {...field('rank', k.rank)} required short />
        <SelectField {...field('hidden', [k.show])} required options={SHOW_OPTIONS} />
      </div>
      <p>
        <button class="button">{k.save}</button>
      </p>
    </form>
  );
};

const DeleteForm = ({ id }: { id: string }): VNode => (
  <details>
    <summary>{t.delete}</summary>
    <form class="stack" method="post" action={staffBannerDeletePath(id)}>
      <p>{t.deleteNote}</p>
      <p>
        <button class="button plain danger">{t.delete}</button>
      </p>
    </form>
  </details>
);

export const StaffBannerPage = (props: StaffBannerProps): VNode => {
  const { frame, stored, form, conflict } = props;
  return (
    <StaffPage
      frame={frame}
      title={stored?.value.alt ?? t.add}
      crumbs={[...LISTS, { label: t.title, href: staffBannersPath() }]}
      errors={form.errors}
      errorTitle={k.errorTitle(Object.keys(form.errors).length)}
    >
      <div class="stack narrow">
        {stored !== null && <ChangedLine by={stored.changedBy} at={stored.changedAt} />}
        {conflict && stored !== null && <AuthorityConflict href={staffBannerPath(stored.id)} />}
        <BannerForm {...props} />
        {stored !== null && <DeleteForm id={stored.id} />}
      </div>
    </StaffPage>
  );
};
