import type { VNode } from 'preact';
import type { Stage } from '#server/base/stage.ts';
import type { LinkFault } from '#server/links/link-check.ts';
import { DueBadge } from './review-desk.tsx';
import { Badge, type Tone } from '#web/frame/badge.tsx';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { QueueFilters, type QueueFiltersView } from './queue-filters.tsx';
import { ReaderOpinions, type OpinionsView } from '#web/figures/reader-opinions.tsx';
import { ReaderVisits, type VisitsView } from '#web/figures/reader-visits.tsx';
import { citationReviewPath } from '#web/paths/laws.ts';
import { searchPath } from '#web/paths/search.ts';
import {
  staffBulkEditPath,
  staffItemActionPath,
  staffItemPath,
  staffUploadPath,
} from '#web/paths/cataloguing.ts';
import { staffBulkPath, staffQueuePath, staffReviewPath } from '#web/paths/workflow.ts';
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

export interface FailedFile {
  readonly itemId: string;
  readonly itemTitle: string;
  readonly attachmentId: string;
  readonly name: string;
  /** Vietnamese sentence. */
  readonly reason: string;
  readonly mayRetry: boolean;
}

export interface BrokenLinkView {
  readonly address: string;
  readonly since: string | null;
  readonly status: number | null;
  readonly fault: LinkFault | null;
  /** Published items that link to it; none when the shelf's own settings do. */
  readonly citing: readonly { readonly id: string; readonly title: string }[];
  /** How many more do. */
  readonly more: number;
}

export interface StaffWorkProps {
  readonly frame: PageFrame;
  /** In the order to show; a state no one uses yet is left out by the caller. */
  readonly groups: readonly WorkGroup[];
  readonly failed: readonly FailedFile[];
  /** Items that wait for a decision after a document they cite ended. */
  readonly toReview: number;
  readonly broken: readonly BrokenLinkView[];
  /** What readers looked for in vain, folded, most asked first. */
  readonly wanted: readonly { readonly text: string; readonly count: number }[];
  /** How often they come; null on the page of one group. */
  readonly visits: VisitsView | null;
  /** What readers say; null on the page of one group. */
  readonly opinions: OpinionsView | null;
  readonly filters: QueueFiltersView;
  readonly mayUpload: boolean;
  /** What was just done, or null. */
  readonly notice: string | null;
}

const TONES: Readonly<Record<Stage, Tone>> = {
  returned: 'bad',
  draft: '',
  verified: '',
  submitted: 'warn',
  published: 'good',
  withdrawn: 'bad',
};

const FailedRow = ({ file, retry }: { file: FailedFile; retry: boolean }): VNode => {
  const title = file.itemTitle === '' ? t.untitled(file.name) : file.itemTitle;
  return (
    <li class="task">
      <div>
        <h3>
          <a href={staffItemPath(file.itemId)}>{title}</a>
        </h3>
        <p class="meta">{file.name}</p>
        <p>
          <b>{t.reason}</b> {file.reason}
        </p>
      </div>
      <p>
        <Badge tone="bad" label={vi.fileStatus.failed} />
      </p>
      {retry && (
        <form method="post" action={staffItemActionPath(file.itemId, 'thu-lai')}>
          <input type="hidden" name="attachment" value={file.attachmentId} />
          <button class="button plain">
            {t.retry}
            <span class="hidden">{t.of(file.name)}</span>
          </button>
        </form>
      )}
    </li>
  );
};

const ItemRow = ({ item, state, bulk }: { item: WorkItem; state: Stage; bulk: boolean }): VNode => {
  const title = item.title === '' ? t.untitled(item.fileName) : item.title;
  const draft = state === 'draft' || state === 'returned';
  const facts = [
    item.genre,
    item.compilers.join(', '),
    item.files === 0 ? t.noFiles : t.files(item.files),
    draft && item.missing > 0 ? t.missing(item.missing) : '',
    item.holder === '' ? '' : t.heldBy(item.holder),
  ];
  const href = item.next === 'edit' ? staffItemPath(item.id) : staffReviewPath(item.id);
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
          {t.steps[state]}
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

const Wanted = ({ wanted }: Pick<StaffWorkProps, 'wanted'>): VNode => (
  <section aria-labelledby="chua-co">
    <h2 id="chua-co">{t.wanted}</h2>
    <p class="meta">{t.wantedNote}</p>
    <ul class="rows facet">
      {wanted.map(({ text, count }) => (
        <li key={text}>
          <a href={searchPath({ q: text })}>
            {text} <span class="count">{t.times(count)}</span>
          </a>
        </li>
      ))}
    </ul>
  </section>
);

const BrokenRow = ({ link }: { link: BrokenLinkView }): VNode => (
  <li class="task">
    <div>
      <h3>
        <a href={link.address} rel="noreferrer nofollow">
          {link.address}
        </a>
      </h3>
      <p>
        <b>{t.reason}</b>{' '}
        {link.status === null ? t.faults[link.fault ?? 'network'] : t.answered(link.status)}
      </p>
      {link.citing.length === 0 ? (
        <p class="meta">{t.ownLink}</p>
      ) : (
        <p>
          {t.citing}{' '}
          {link.citing.map(({ id, title }, i) => (
            <span key={id}>
              {i > 0 && '; '}
              <a href={staffItemPath(id)}>{title === '' ? t.untitled('') : title}</a>
            </span>
          ))}
          {link.more > 0 && t.andMore(vi.units.count(link.more))}
        </p>
      )}
    </div>
    <p>
      <Badge
        tone="bad"
        label={link.since === null ? t.broken : t.since(vi.units.day(link.since))}
      />
    </p>
  </li>
);

const Broken = ({ broken }: Pick<StaffWorkProps, 'broken'>): VNode => (
  <section aria-labelledby="lien-ket-hong">
    <h2 id="lien-ket-hong">
      {t.broken} <span class="count">{vi.units.count(broken.length)}</span>
    </h2>
    <p class="meta">{t.brokenNote}</p>
    <ul class="rows">
      {broken.map((link) => (
        <BrokenRow key={link.address} link={link} />
      ))}
    </ul>
  </section>
);

const countOf = ({ total, capped }: Pick<WorkGroup, 'total' | 'capped'>): string =>
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
const Groups = ({ groups }: Pick<StaffWorkProps, 'groups'>): VNode => {
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

export const StaffWorkPage = ({
  frame,
  groups,
  failed,
  toReview,
  broken,
  wanted,
  visits,
  opinions,
  filters,
  mayUpload,
  notice,
}: StaffWorkProps): VNode => (
  <Frame {...frame} title={t.title} noindex staff>
    <main class="wrap" id="noi-dung">
      <div class="head">
        <h1>{t.title}</h1>
        {mayUpload && (
          <a class="button" href={staffUploadPath()}>
            {t.add}
          </a>
        )}
      </div>
      {notice !== null && (
        <p class="notice good" role="status">
          {notice}
        </p>
      )}
      <nav aria-label={t.groups}>
        <ul class="chips">
          {failed.length > 0 && (
            <li>
              <a href="#loi">
                {t.failed} <span class="count">{vi.units.count(failed.length)}</span>
              </a>
            </li>
          )}
          {toReview > 0 && (
            <li>
              <a href={citationReviewPath()}>
                {t.toReview} <span class="count">{vi.units.count(toReview)}</span>
              </a>
            </li>
          )}
          {broken.length > 0 && (
            <li>
              <a href="#lien-ket-hong">
                {t.broken} <span class="count">{vi.units.count(broken.length)}</span>
              </a>
            </li>
          )}
          {groups.map((g) => (
            <li key={g.state}>
              <a href={`#${g.state}`}>
                {vi.state[g.state]} <span class="count">{countOf(g)}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <nav aria-label={t.whose}>
        <ul class="chips">
          <li>
            <a
              href={staffQueuePath({ ...filters.chosen, mine: false })}
              aria-current={filters.chosen.mine ? undefined : 'true'}
            >
              {t.everyone}
            </a>
          </li>
          <li>
            <a
              href={staffQueuePath({ ...filters.chosen, mine: true })}
              aria-current={filters.chosen.mine ? 'true' : undefined}
            >
              {t.onlyMine}
            </a>
          </li>
        </ul>
      </nav>
      <QueueFilters filters={filters} />
      {failed.length > 0 && (
        <section aria-labelledby="loi">
          <h2 id="loi">
            {t.failed} <span class="count">{vi.units.count(failed.length)}</span>
          </h2>
          <p class="meta">{t.failedNote}</p>
          <ul class="rows">
            {failed.map((file) => (
              <FailedRow key={file.attachmentId} file={file} retry={file.mayRetry} />
            ))}
          </ul>
        </section>
      )}
      {groups.length === 0 && <p class="notice">{t.nothingFound}</p>}
      <Groups groups={groups} />
      {broken.length > 0 && <Broken broken={broken} />}
      {visits !== null && <ReaderVisits visits={visits} />}
      {opinions !== null && <ReaderOpinions opinions={opinions} />}
      {wanted.length > 0 && <Wanted wanted={wanted} />}
    </main>
  </Frame>
);
