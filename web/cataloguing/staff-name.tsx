import type { VNode } from 'preact';
import type { ItemState } from '#server/items/item.ts';
import type { NameKind } from '#server/cataloguing/name-list.ts';
import { Badge } from '#web/frame/badge.tsx';
import { TextField, type FormState } from '#web/frame/form-field.tsx';
import type { PageFrame } from '#web/frame/frame.tsx';
import { Pager } from '#web/frame/pager.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import {
  staffBulkEditPath,
  staffItemPath,
  staffNamePath,
  staffNamesPath,
} from '#web/paths/cataloguing.ts';
import { staffListsPath } from '#web/paths/vocabulary.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.nameLists;

export interface StaffNameProps {
  readonly frame: PageFrame;
  readonly kind: NameKind;
  readonly name: string;
  readonly form: FormState;
  /** Items with the name that this person may see. */
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: ItemState;
    readonly mayEdit: boolean;
  }[];
  readonly next: string | null;
  readonly mayMerge: boolean;
}

/** One name, the items that have it, and writing it otherwise in all of them. */
export const StaffNamePage = ({
  frame,
  kind,
  name,
  form,
  items,
  next,
  mayMerge,
}: StaffNameProps): VNode => (
  <StaffPage
    frame={frame}
    title={name}
    errors={form.errors}
    errorTitle={vi.review.errorTitle}
    crumbs={[
      { label: vi.lists.title, href: staffListsPath() },
      { label: t.titles[kind], href: staffNamesPath(kind) },
    ]}
  >
    {mayMerge && (
      <form class="card stack narrow" method="post" action={staffNamesPath(kind)} noValidate>
        <input type="hidden" name="tu" value={name} />
        <TextField form={form} name="into" text={t.into} required />
        <p>
          <button class="button plain">{t.rename}</button>
        </p>
      </form>
    )}
    <ul class="rows">
      {items.map((item) => (
        <li class="task" key={item.id}>
          <p class="picked">
            {item.mayEdit && (
              <label class="pick">
                <input type="checkbox" name="chon" value={item.id} form="sua-nhieu" />
                <span class="hidden">{vi.work.pick(item.title)}</span>
              </label>
            )}
            <a href={staffItemPath(item.id)}>{item.title === '' ? vi.edit.untitled : item.title}</a>
          </p>
          <p>
            <Badge tone={item.state === 'published' ? 'good' : ''} label={vi.state[item.state]} />
          </p>
        </li>
      ))}
    </ul>
    {items.some((item) => item.mayEdit) && (
      <form class="card row" id="sua-nhieu" method="post" action={staffBulkEditPath()}>
        <b>{vi.work.bulk}</b>
        <button class="button plain">{vi.bulkEdit.open}</button>
      </form>
    )}
    <Pager next={next === null ? null : staffNamePath(kind, name, next)} first={null} />
  </StaffPage>
);
