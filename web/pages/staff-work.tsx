import type { VNode } from 'preact';
import { findGenre } from '#server/domain/genre.ts';
import type { ItemState } from '#server/domain/item.ts';
import type { LinkFault } from '#server/domain/link-check.ts';
import { Badge, type Tone } from '../components/badge.tsx';
import { Frame, type PageFrame } from '../components/frame.tsx';
import { ReaderOpinions, type OpinionsView } from '../components/reader-opinions.tsx';
import { ReaderVisits, type VisitsView } from '../components/reader-visits.tsx';
import { searchPath, staffItemActionPath, staffItemPath, staffUploadPath } from '../paths.ts';
import { vi } from '../text/vi.ts';

const t = vi.work;

export interface WorkItem {
  readonly id: string;
  /** May be empty: then `fileName` names it. */
  readonly title: string;
  readonly fileName: string;
  readonly genre: string;
  readonly compilers: readonly string[];
  readonly files: number;
  /** Mandatory fields still empty. */
  readonly missing: number;
  readonly updatedAt: string;
}

export interface WorkGroup {
  readonly state: ItemState;
  readonly total: number;
  /** The latest twenty. */
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
  readonly broken: readonly BrokenLinkView[];
  /** What readers looked for in vain, folded, most asked first. */
  readonly wanted: readonly { readonly text: string; readonly count: number }[];
  /** How often they come; null on the page of one group. */
  readonly visits: VisitsView | null;
  /** What readers say; null on the page of one group. */
  readonly opinions: OpinionsView | null;
  /** What was just done, or null. */
  readonly notice: string | null;
}

const TONES: Readonly<Record<ItemState, Tone>> = { draft: '', verified: '', submitted: 'warn', published: 'good', withdrawn: 'bad' };

const FailedRow = ({ file }: { file: FailedFile }): VNode => {
  const title = file.itemTitle === '' ? t.untitled(file.name) : file.itemTitle;
  return (
    <li class="task">
      <div><h3><a href={staffItemPath(file.itemId)}>{title}</a></h3><p class="meta">{file.name}</p><p><b>{t.reason}</b> {file.reason}</p></div>
      <p><Badge tone="bad" label={vi.fileStatus.failed} /></p>
      <form method="post" action={staffItemActionPath(file.itemId, 'thu-lai')}>
        <input type="hidden" name="attachment" value={file.attachmentId} />
        <button class="button plain">{t.retry}<span class="hidden">{t.of(file.name)}</span></button>
      </form>
    </li>
  );
};

const ItemRow = ({ item, state }: { item: WorkItem; state: ItemState }): VNode => {
  const title = item.title === '' ? t.untitled(item.fileName) : item.title;
  const facts = [findGenre(item.genre)?.short ?? '', item.compilers.join(', '), item.files === 0 ? t.noFiles : t.files(item.files), state === 'draft' && item.missing > 0 ? t.missing(item.missing) : ''];
  return (
    <li class="task">
      <div><h3><a href={staffItemPath(item.id)}>{title}</a></h3><p class="meta">{facts.filter((f) => f !== '').join(' · ')}</p></div>
      <p><Badge tone={TONES[state]} label={t.saved(vi.units.day(item.updatedAt))} /></p>
      <p><a class="button plain" href={staffItemPath(item.id)}>{t.edit}<span class="hidden">{t.of(title)}</span></a></p>
    </li>
  );
};

const Wanted = ({ wanted }: Pick<StaffWorkProps, 'wanted'>): VNode => (
  <section aria-labelledby="chua-co">
    <h2 id="chua-co">{t.wanted}</h2>
    <p class="meta">{t.wantedNote}</p>
    <ul class="rows facet">{wanted.map(({ text, count }) => <li key={text}><a href={searchPath({ q: text })}>{text} <span class="count">{t.times(count)}</span></a></li>)}</ul>
  </section>
);

const BrokenRow = ({ link }: { link: BrokenLinkView }): VNode => (
  <li class="task">
    <div>
      <h3><a href={link.address} rel="noreferrer nofollow">{link.address}</a></h3>
      <p><b>{t.reason}</b> {link.status === null ? t.faults[link.fault ?? 'network'] : t.answered(link.status)}</p>
      {link.citing.length === 0 ? <p class="meta">{t.ownLink}</p> : (
        <p>{t.citing} {link.citing.map(({ id, title }, i) => <span key={id}>{i > 0 && '; '}<a href={staffItemPath(id)}>{title === '' ? t.untitled('') : title}</a></span>)}{link.more > 0 && t.andMore(vi.units.count(link.more))}</p>
      )}
    </div>
    <p><Badge tone="bad" label={link.since === null ? t.broken : t.since(vi.units.day(link.since))} /></p>
  </li>
);

const Broken = ({ broken }: Pick<StaffWorkProps, 'broken'>): VNode => (
  <section aria-labelledby="lien-ket-hong">
    <h2 id="lien-ket-hong">{t.broken} <span class="count">{vi.units.count(broken.length)}</span></h2>
    <p class="meta">{t.brokenNote}</p>
    <ul class="rows">{broken.map((link) => <BrokenRow key={link.address} link={link} />)}</ul>
  </section>
);

const Group = ({ group }: { group: WorkGroup }): VNode => (
  <section aria-labelledby={group.state}>
    <h2 id={group.state}>{vi.state[group.state]} <span class="count">{vi.units.count(group.total)}</span></h2>
    <p class="meta">{group.items.length === 0 ? t.empty[group.state] : t.notes[group.state]}</p>
    {group.items.length > 0 && <ul class="rows">{group.items.map((item) => <ItemRow key={item.id} item={item} state={group.state} />)}</ul>}
    {group.more !== null && group.total > group.items.length && <p><a href={group.more}>{t.all(vi.units.count(group.total))}</a></p>}
  </section>
);

export const StaffWorkPage = ({ frame, groups, failed, broken, wanted, visits, opinions, notice }: StaffWorkProps): VNode => (
  <Frame {...frame} title={t.title} noindex staff>
    <main class="wrap" id="noi-dung">
      <div class="head"><h1>{t.title}</h1><a class="button" href={staffUploadPath()}>{t.add}</a></div>
      {notice !== null && <p class="notice good" role="status">{notice}</p>}
      <nav aria-label={t.groups}>
        <ul class="chips">
          {failed.length > 0 && <li><a href="#loi">{t.failed} <span class="count">{vi.units.count(failed.length)}</span></a></li>}
          {broken.length > 0 && <li><a href="#lien-ket-hong">{t.broken} <span class="count">{vi.units.count(broken.length)}</span></a></li>}
          {groups.map((g) => <li key={g.state}><a href={`#${g.state}`}>{vi.state[g.state]} <span class="count">{vi.units.count(g.total)}</span></a></li>)}
        </ul>
      </nav>
      {failed.length > 0 && (
        <section aria-labelledby="loi">
          <h2 id="loi">{t.failed} <span class="count">{vi.units.count(failed.length)}</span></h2>
          <p class="meta">{t.failedNote}</p>
          <ul class="rows">{failed.map((file) => <FailedRow key={file.attachmentId} file={file} />)}</ul>
        </section>
      )}
      {groups.map((g) => <Group key={g.state} group={g} />)}
      {broken.length > 0 && <Broken broken={broken} />}
      {visits !== null && <ReaderVisits visits={visits} />}
      {opinions !== null && <ReaderOpinions opinions={opinions} />}
      {wanted.length > 0 && <Wanted wanted={wanted} />}
    </main>
  </Frame>
);
