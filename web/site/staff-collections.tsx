import type { VNode } from 'preact';
import { showSeasonDay, type Collection } from '#server/site/collection.ts';
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
import { StaffPage } from '#web/frame/staff-page.tsx';
import { collectionPath, staffCollectionPath, staffCollectionsPath } from '#web/paths/site.ts';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { staffListsPath } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.collectionForm;
const k = vi.authorityForm;

export interface StaffCollectionsProps {
  readonly frame: PageFrame;
  readonly rows: readonly Collection[];
  readonly mayEdit: boolean;
}

const LISTS = [{ label: vi.lists.title, href: staffListsPath() }];

export const StaffCollectionsPage = ({ frame, rows, mayEdit }: StaffCollectionsProps): VNode => (
  <StaffPage
    frame={frame}
    title={t.title}
    crumbs={LISTS}
    aside={
      mayEdit && (
        <a class="button" href={staffCollectionPath('moi')}>
          {t.add}
        </a>
      )
    }
  >
    <p>{t.lead}</p>
    {!mayEdit && <p class="notice">{t.readOnly}</p>}
    {rows.length === 0 ? (
      <p>{t.none}</p>
    ) : (
      <ul class="rows">
        {rows.map((c) => (
          <li class="task" key={c.slug}>
            <div>
              <h2>
                <a href={staffCollectionPath(c.slug)}>{c.title}</a>
              </h2>
              <p class="row">
                {c.hidden ? (
                  <Badge tone="warn" label={k.hidden} />
                ) : (
                  <Badge tone="good" label={k.shown} />
                )}{' '}
                <span class="meta">
                  {t.count(vi.units.count(c.itemIds.length))} ·{' '}
                  {c.season === null
                    ? t.allYear
                    : t.season(showSeasonDay(c.season.from), showSeasonDay(c.season.to))}
                </span>
              </p>
              <ChangedLine by={c.changedBy} at={c.changedAt} />
            </div>
          </li>
        ))}
      </ul>
    )}
  </StaffPage>
);

/** One item of a collection being edited, or one found to be added. */
export interface CollectedItem {
  readonly id: string;
  /** Null when the item is gone. */
  readonly title: string | null;
  readonly published: boolean;
}

export interface StaffCollectionProps {
  readonly frame: PageFrame;
  /** Null for a new one. */
  readonly stored: Collection | null;
  readonly version: number;
  readonly form: FormState;
  readonly items: readonly CollectedItem[];
  /** What was looked for to be added; null when nothing was. */
  readonly found: { readonly typed: string; readonly items: readonly CollectedItem[] } | null;
  readonly notice: string | null;
  readonly unsaved: boolean;
  readonly conflict: boolean;
  readonly mayEdit: boolean;
}

const Title = ({ item }: { item: CollectedItem }): VNode => (
  <span>
    {item.title === null ? (
      `${t.gone} (${item.id})`
    ) : (
      <a href={staffItemPath(item.id)}>{item.title}</a>
    )}{' '}
    {item.title !== null && !item.published && <Badge tone="warn" label={t.notPublished} />}
  </span>
);

const Collected = ({
  item,
  first,
  last,
}: {
  item: CollectedItem;
  first: boolean;
  last: boolean;
}): VNode => {
  const button = (name: string, label: string) => (
    <button class="button plain" name="viec" value={`${name}:${item.id}`}>
      {label}
      <span class="hidden">{k.of(item.title ?? item.id)}</span>
    </button>
  );
  return (
    <li class="stack">
      <input type="hidden" name="item" value={item.id} />
      <p>
        <Title item={item} />
      </p>
      <p class="row">
        {!first && button('len', t.up)}
        {!last && button('xuong', t.down)}
        {button('bo', t.remove)}
      </p>
    </li>
  );
};

const Found = ({ found }: { found: NonNullable<StaffCollectionProps['found']> }): VNode => (
  <div class="card stack" role="status">
    {found.items.length === 0 ? (
      <p>{t.notFound(found.typed)}</p>
    ) : (
      <>
        <h3>{t.found}</h3>
        <ul class="rows files">
          {found.items.map((item) => (
            <li class="stack" key={item.id}>
              <p>
                <Title item={item} />
              </p>
              <p>
                <button class="button plain" name="viec" value={`chon:${item.id}`}>
                  {t.choose}
                  <span class="hidden">{k.of(item.title ?? item.id)}</span>
                </button>
              </p>
            </li>
          ))}
        </ul>
      </>
    )}
  </div>
);

const Fields = ({ stored, version, form, items, found }: StaffCollectionProps): VNode => {
  const field = (
    name: string,
    text: readonly string[],
  ): Pick<FieldProps, 'form' | 'name' | 'text'> => ({
    form,
    name,
    text: text as [string, string?],
  });
  return (
    <>
      <input type="hidden" name="version" value={version} />
      <p>
        <button class="button" name="viec" value="luu">
          {k.save}
        </button>
      </p>
      <TextField {...field('title', t.name)} required />
      {stored === null && <TextField {...field('slug', t.slug)} />}
      <TextArea {...field('intro', t.intro)} rows={3} />
      <div class="pair">
        <TextField {...field('from', t.from)} short />
        <TextField {...field('to', t.to)} short />
      </div>
      <div class="pair">
        <TextField {...field('rank', k.rank)} required short />
        <SelectField {...field('hidden', [k.show])} required options={SHOW_OPTIONS} />
      </div>
      <h2>{t.items}</h2>
      {items.length === 0 ? (
        <p>{t.empty}</p>
      ) : (
        <ol class="rows files">
          {items.map((item, i) => (
            <Collected key={item.id} item={item} first={i === 0} last={i === items.length - 1} />
          ))}
        </ol>
      )}
      <TextField {...field('them', t.addLabel)} />
      <p>
        <button class="button plain" name="viec" value="them">
          {t.addButton}
        </button>
      </p>
      {found !== null && <Found found={found} />}
      <p>
        <button class="button" name="viec" value="luu">
          {k.save}
        </button>
      </p>
    </>
  );
};

/** What is in it, for whoever may not change it. */
const Reading = ({
  stored,
  items,
}: {
  stored: Collection;
  items: readonly CollectedItem[];
}): VNode => (
  <>
    {stored.intro !== '' && <p>{stored.intro}</p>}
    <p class="meta">
      {stored.season === null
        ? t.allYear
        : t.season(showSeasonDay(stored.season.from), showSeasonDay(stored.season.to))}
    </p>
    <ol>
      {items.map((item) => (
        <li key={item.id}>{item.title ?? t.gone}</li>
      ))}
    </ol>
  </>
);

export const StaffCollectionPage = (props: StaffCollectionProps): VNode => {
  const { frame, stored, form, notice, unsaved, conflict, mayEdit, items } = props;
  const wrong = Object.keys(form.errors).length;
  return (
    <StaffPage
      frame={frame}
      title={stored?.title ?? t.add}
      crumbs={[...LISTS, { label: t.title, href: staffCollectionsPath() }]}
      errors={form.errors}
      errorTitle={k.errorTitle(wrong)}
      notice={notice}
    >
      <div class="stack narrow">
        {stored !== null && (
          <p class="row">
            {stored.hidden ? (
              <Badge tone="warn" label={k.hidden} />
            ) : (
              <a href={collectionPath(stored.slug)}>{k.seePublic}</a>
            )}
          </p>
        )}
        {stored !== null && <ChangedLine by={stored.changedBy} at={stored.changedAt} />}
        {unsaved && (
          <p class="notice warn" role="status">
            {t.unsaved}
          </p>
        )}
        {conflict && stored !== null && (
          <AuthorityConflict href={staffCollectionPath(stored.slug)} />
        )}
        {mayEdit ? (
          <form
            class="stack"
            method="post"
            action={staffCollectionPath(stored?.slug ?? 'moi')}
            noValidate
          >
            <Fields {...props} />
          </form>
        ) : (
          stored !== null && <Reading stored={stored} items={items} />
        )}
      </div>
    </StaffPage>
  );
};
