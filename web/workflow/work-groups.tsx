import type { VNode } from 'preact';
import type { Stage } from '#server/base/stage.ts';
import { DueBadge } from './review-desk.tsx';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { staffBulkEditPath, staffItemPath } from '#web/paths/cataloguing.ts';
import { staffBulkPath, staffReviewPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.work;

export interface WorkItem {
  readonly id: string;
  /** May be empty: then `fileName` names it. */
  readonly title: string;
  readonly fileName: string;
  /** The short name of its genre; empty for none. */
  readonly genre: string;
  readonly compilers: readonly string[];
  readonly files: number;
  /** Mandatory fields still empty. */
  readonly missing: number;
  readonly updatedAt: string;
  /** Days to the deadline of its step, negative when over; null where there is none. */
  readonly days: number | null;
  readonly returned: string;
  /** Who has taken it over; empty while nobody has. */
  readonly holder: string;
  /** Where it is, for whoever sent it; empty for others. */
  readonly where: string;
  /** The road on which whoever sends it goes on; null for the form of a record. */
  readonly road: string | null;
  /** This person sent it and looks how it goes on: its step is another's. */
  readonly follows: boolean;
  /** The first step that is this person's to do, as the button says. */
  readonly next: 'edit' | 'review';
}

/** What may be done with several at once. */
export const BULK_ACTIONS = ['nhan', 'gui', 'tra-lai'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

export interface WorkGroup {
  readonly state: Stage;
  readonly total: number;
  /** More than this are not counted: the total is then "more than". */
  readonly capped: boolean;
  /** Items were looked at one by one: how many there are is not known before the end. */
  readonly searched: boolean;
  readonly overdue: number;
  /** Ticked together: what may be done with them; none on the page of all groups. */
  readonly bulk: readonly BulkAction[];
  /** Whether records ticked together may be edited together. */
  readonly bulkEdit: boolean;
  /** What waits: the longest wait first. What readers see: the latest first. */
  readonly items: readonly WorkItem[];
  /** Address of the whole group, or null. */
  readonly more: string | null;
}

const TONES: Readonly<Record<Stage, Tone>> = {
  returned: 'bad',
  draft: '',
  verified: '',
  submitted: 'warn',
  published: 'good',
  withdrawn: 'bad',
};

const ItemRow = ({ item, state, bulk }: { item: WorkItem; state: Stage; bulk: boolean }): VNode => {
  const title = item.title === '' ? t.untitled(item.fileName) : item.title;
  const draft = state === 'draft' || state === 'returned';
  const facts = [
    item.genre,
    item.compilers.join(', '),
    item.files === 0 ? t.noFiles : t.files(item.files),
    draft && item.missing > 0 ? t.missing(item.missing) : '',
    item.where === '' && item.holder !== '' ? t.heldBy(item.holder) : '',
  ];
  const href =
    item.road ?? (item.next === 'edit' ? staffItemPath(item.id) : staffReviewPath(item.id));
  return (
    <li class="task">
      <div>
        <div class="picked">
          {bulk && (
            <label class="pick">
              <input type="checkbox" name="chon" value={item.id} form="hang-loat" />
              <span class="hidden">{t.pick(title)}</span>
            </label>
          )}
          <h3>
            <a href={href}>{title}</a>
          </h3>
        </div>
        <p class="meta">{facts.filter((f) => f !== '').join(' · ')}</p>
        {item.where !== '' && <p class="meta">{item.where}</p>}
        {item.returned !== '' && (
          <p>
            <b>{t.reason}</b> {item.returned}
          </p>
        )}
      </div>
      <p>
        {item.days === null ? (
          <Badge tone={TONES[state]} label={t.saved(vi.units.day(item.updatedAt))} />
        ) : (
          <DueBadge days={item.days} />
        )}
      </p>
      <p>
        <a class="button plain" href={href}>
          {item.follows ? t.follow : t.steps[state]}
          <span class="hidden">{t.of(title)}</span>
        </a>
      </p>
    </li>
  );
};

const Bulk = ({ actions, edit }: { actions: readonly BulkAction[]; edit: boolean }): VNode => (
  <form class="card row" id="hang-loat" method="post" action={staffBulkPath()}>
    <b>{t.bulk}</b>
    {actions.map((action) => (
      <button key={action} class="button plain" name="viec" value={action}>
        {t.bulkActions[action]}
      </button>
    ))}
    {edit && (
      <button class="button plain" formAction={staffBulkEditPath()}>
        {vi.bulkEdit.open}
      </button>
    )}
  </form>
);

/** How many items a group has, as far as they were counted. */
export const countOf = ({ total, capped }: Pick<WorkGroup, 'total' | 'capped'>): string =>
  capped ? t.over(vi.units.count(total)) : vi.units.count(total);

const Group = ({ group }: { group: WorkGroup }): VNode => (
  <section aria-labelledby={group.state}>
    <h2 id={group.state}>
      {vi.state[group.state]} <span class="count">{countOf(group)}</span>
    </h2>
    <p class="meta">
      {group.items.length === 0 ? t.empty[group.state] : t.notes[group.state]}{' '}
      {group.overdue > 0 && <Badge tone="bad" label={t.overdue(vi.units.count(group.overdue))} />}
    </p>
    {group.items.length > 0 && (
      <ul class="rows">
        {group.items.map((item) => (
          <ItemRow
            key={item.id}
            item={item}
            state={group.state}
            bulk={group.bulk.length > 0 || group.bulkEdit}
          />
        ))}
      </ul>
    )}
    {group.items.length > 0 && (group.bulk.length > 0 || group.bulkEdit) && (
      <Bulk actions={group.bulk} edit={group.bulkEdit} />
    )}
    {group.more !== null && (group.capped || group.total > group.items.length) && (
      <p>
        <a href={group.more}>{group.searched ? t.searchOn : t.all(countOf(group))}</a>
      </p>
    )}
  </section>
);

/** Whatever waits comes first: groups with nothing in them share one paragraph. */
export const Groups = ({ groups }: { groups: readonly WorkGroup[] }): VNode => {
  const isEmpty = (g: WorkGroup): boolean => g.items.length === 0 && g.total === 0 && !g.capped;
  const empty = groups.filter(isEmpty);
  return (
    <>
      {groups
        .filter((g) => !isEmpty(g))
        .map((g) => (
          <Group key={g.state} group={g} />
        ))}
      {empty.length > 0 && (
        <p class="meta">
          {empty.flatMap((g) => [
            <span key={g.state} id={g.state}>
              {t.empty[g.state]}
            </span>,
            ' ',
          ])}
        </p>
      )}
    </>
  );
};
