import type { VNode } from 'preact';
import type { PageEntry } from '#server/site/fixed-page.ts';
import { Badge } from '#web/frame/badge.tsx';
import {
  SelectField,
  TextArea,
  TextField,
  type FieldProps,
  type FormState,
} from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { ChangedLine, AuthorityConflict, SHOW_OPTIONS } from '#web/frame/authority-form.tsx';
import { PageText } from './page-text.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  fixedPagePath,
  staffFixedPageHistoryPath,
  staffFixedPagePath,
  staffFixedPageUndoPath,
  staffFixedPagesPath,
} from '#web/paths/site.ts';
import { staffListsPath } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.pageForm;
const k = vi.authorityForm;
type Entry = PageEntry;

const LISTS = [{ label: vi.lists.title, href: staffListsPath() }];
const PAGES = [...LISTS, { label: t.title, href: staffFixedPagesPath() }];

export interface StaffFixedPagesProps {
  readonly frame: PageFrame;
  /** Version 0: not written yet. */
  readonly rows: readonly Entry[];
  readonly mayEdit: boolean;
}

const stateBadge = ({ version, value }: Entry): VNode =>
  version === 0 ? (
    <Badge label={t.unwritten} />
  ) : value.hidden ? (
    <Badge tone="warn" label={k.hidden} />
  ) : (
    <Badge tone="good" label={k.shown} />
  );

export const StaffFixedPagesPage = ({ frame, rows, mayEdit }: StaffFixedPagesProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    crumbs={LISTS}
    aside={
      mayEdit && (
        <a class="button" href={staffFixedPagePath('moi')}>
          {t.add}
        </a>
      )
    }
  >
    <p>{t.lead}</p>
    {!mayEdit && <p class="notice">{vi.collectionForm.readOnly}</p>}
    <ul class="rows">
      {rows.map((entry) => (
        <li class="task" key={entry.id}>
          <div>
            <h2>
              {entry.version === 0 && !mayEdit ? (
                entry.value.title
              ) : (
                <a href={staffFixedPagePath(entry.id)}>{entry.value.title}</a>
              )}
            </h2>
            <p class="row">
              {stateBadge(entry)} <span class="meta">{fixedPagePath(entry.id)}</span>
            </p>
            <ChangedLine by={entry.changedBy} at={entry.changedAt} />
          </div>
        </li>
      ))}
    </ul>
  </StaffPage>
);

export interface StaffFixedPageProps {
  readonly frame: PageFrame;
  /** Null for a new one. */
  readonly stored: Entry | null;
  readonly version: number;
  readonly form: FormState;
  /** The text as it would be shown; null when nobody asked. */
  readonly preview: { readonly title: string; readonly body: string } | null;
  readonly notice: string | null;
  readonly conflict: boolean;
  readonly mayEdit: boolean;
}

const Help = (): VNode => (
  <details>
    <summary>{t.help}</summary>
    <table class="keys">
      <tbody>
        {t.marks.map(([mark, meaning]) => (
          <tr key={mark}>
            <th scope="row">
              <code>{mark}</code>
            </th>
            <td>{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <p class="meta">{t.helpNote}</p>
  </details>
);

const Preview = ({ title, body }: { title: string; body: string }): VNode => (
  <section class="card stack" id="xem-truoc" aria-labelledby="xt-h">
    <h2 id="xt-h">{t.preview}</h2>
    <p class="notice warn" role="status">
      {t.previewNote}
    </p>
    <p class="preview-title">{title}</p>
    <div class="text stack">
      <PageText text={body} />
    </div>
  </section>
);

const Editor = ({ stored, version, form }: StaffFixedPageProps): VNode => {
  const field = (
    name: string,
    text: readonly string[],
  ): Pick<FieldProps, 'form' | 'name' | 'text'> => ({
    form,
    name,
    text: text as [string, string?],
  });
  return (
    <form class="stack" method="post" action={staffFixedPagePath(stored?.id ?? 'moi')} noValidate>
      <input type="hidden" name="version" value={version} />
      <TextField {...field('title', t.name)} required />
      {stored === null && <TextField {...field('slug', t.slug)} />}
      <TextArea {...field('body', t.body)} rows={18} required />
      <Help />
      <div class="pair">
        <TextField {...field('rank', k.rank)} required short />
        <SelectField {...field('hidden', [k.show])} required options={SHOW_OPTIONS} />
      </div>
      <p class="row">
        <button class="button" name="viec" value="luu">
          {k.save}
        </button>
        <button class="button plain" name="viec" value="xem">
          {t.seeFirst}
        </button>
      </p>
    </form>
  );
};

export const StaffFixedPagePage = (props: StaffFixedPageProps): VNode => {
  const { frame, stored, form, preview, notice, conflict, mayEdit } = props;
  const written = stored !== null && stored.version > 0;
  return (
    <StaffPage
      frame={frame}
      title={stored?.value.title ?? t.add}
      crumbs={PAGES}
      errors={form.errors}
      errorTitle={k.errorTitle(Object.keys(form.errors).length)}
      notice={notice}
    >
      <div class="stack narrow">
        {written && (
          <p class="row">
            {stored.value.hidden ? (
              <Badge tone="warn" label={k.hidden} />
            ) : (
              <a href={fixedPagePath(stored.id)}>{k.seePublic}</a>
            )}{' '}
            <a href={staffFixedPageHistoryPath(stored.id)}>{t.history}</a>
          </p>
        )}
        {written && <ChangedLine by={stored.changedBy} at={stored.changedAt} />}
        {conflict && stored !== null && <AuthorityConflict href={staffFixedPagePath(stored.id)} />}
        {preview !== null && <Preview {...preview} />}
        {mayEdit ? (
          <Editor {...props} />
        ) : (
          stored !== null && (
            <div class="text stack">
              <PageText text={stored.value.body} />
            </div>
          )
        )}
      </div>
    </StaffPage>
  );
};

export interface StaffFixedPageHistoryProps {
  readonly frame: PageFrame;
  /** Newest first. */
  readonly versions: readonly Entry[];
  readonly mayEdit: boolean;
}

export const StaffFixedPageHistoryPage = ({
  frame,
  versions,
  mayEdit,
}: StaffFixedPageHistoryProps): VNode => {
  const [now] = versions as readonly [Entry];
  return (
    <StaffPage
      frame={frame}
      title={t.historyOf(now.value.title)}
      crumbs={[...PAGES, { label: now.value.title, href: staffFixedPagePath(now.id) }]}
    >
      <p>{t.historyLead}</p>
      <ol class="rows files" reversed>
        {versions.map((entry, i) => (
          <li class="stack" key={entry.version}>
            <h2>
              {t.version(entry.version)} {i === 0 && <Badge tone="good" label={t.present} />}
            </h2>
            <ChangedLine by={entry.changedBy} at={entry.changedAt} />
            <details>
              <summary>
                {t.seeVersion}
                <span class="hidden">{k.of(t.version(entry.version))}</span>
              </summary>
              <p class="preview-title">{entry.value.title}</p>
              <div class="text stack">
                <PageText text={entry.value.body} />
              </div>
            </details>
            {i > 0 && mayEdit && (
              <form method="post" action={staffFixedPageUndoPath(entry.id)}>
                <input type="hidden" name="version" value={now.version} />
                <input type="hidden" name="ban" value={entry.version} />
                <button class="button plain">
                  {t.takeBack}
                  <span class="hidden">{k.of(t.version(entry.version))}</span>
                </button>
              </form>
            )}
          </li>
        ))}
      </ol>
    </StaffPage>
  );
};
