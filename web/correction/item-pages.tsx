import type { VNode } from 'preact';
import type { PageFrame } from '#web/frame/frame.tsx';
import { StaffPage } from '#web/frame/staff-page.tsx';
import { correctionPath } from '#web/paths/correction.ts';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { vi } from '#web/text/vi.ts';
import { CorrectionHistory, type CorrectionView } from './correction-history.tsx';
import { TextReports, type TextReportView } from './text-reports.tsx';

const t = vi.correction;

export interface CorrectedFileView {
  readonly id: string;
  readonly name: string;
  readonly trust: string;
  /** The first page that nobody has read; null when all are done. */
  readonly firstOpen: number | null;
  readonly pages: readonly { readonly page: number; readonly isDone: boolean }[];
  /** Pages beyond these. */
  readonly more: number;
}

export interface ItemPagesProps {
  readonly frame: PageFrame;
  readonly item: { readonly id: string; readonly title: string };
  readonly trust: string | null;
  readonly files: readonly CorrectedFileView[];
  readonly reports: readonly TextReportView[];
  readonly events: readonly CorrectionView[];
  /** Where older events are listed; null for none. */
  readonly older: string | null;
  readonly notice: string | null;
}

const FilePages = ({ itemId, file }: { itemId: string; file: CorrectedFileView }): VNode => (
  <section class="stack" aria-labelledby={`tep-${file.id}`}>
    <h2 id={`tep-${file.id}`}>{t.file(file.name)}</h2>
    <p class="row">
      <span>{file.trust}</span>
      {file.firstOpen !== null && (
        <a
          class="button"
          href={correctionPath(itemId, { attachmentId: file.id, page: file.firstOpen })}
        >
          {t.firstOpen(file.firstOpen)}
        </a>
      )}
    </p>
    <ul class="page-numbers" aria-label={t.pages}>
      {file.pages.map(({ page, isDone }) => (
        <li key={page}>
          <a
            class={isDone ? 'done' : undefined}
            href={correctionPath(itemId, { attachmentId: file.id, page })}
            aria-label={isDone ? `${t.page(page)}, ${t.pageDone}` : t.page(page)}
          >
            {isDone ? `${page} ✓` : page}
          </a>
        </li>
      ))}
    </ul>
    {file.more > 0 && <p class="meta">{t.morePages(file.more)}</p>}
  </section>
);

/** The pages of an item that a machine read, and what people made of them. */
export const ItemPagesPage = (p: ItemPagesProps): VNode => (
  <StaffPage
    frame={p.frame}
    title={t.title}
    crumbs={[{ label: p.item.title, href: staffItemPath(p.item.id) }]}
    notice={p.notice}
  >
    <p>
      <a href={staffItemPath(p.item.id)}>{p.item.title}</a>
    </p>
    {p.trust === null ? <p class="notice">{t.nothing}</p> : <p class="trust">{p.trust}</p>}
    <TextReports itemId={p.item.id} reports={p.reports} />
    {p.files.map((file) => (
      <FilePages key={file.id} itemId={p.item.id} file={file} />
    ))}
    <CorrectionHistory itemId={p.item.id} events={p.events} onItem />
    {p.older !== null && (
      <p>
        <a href={p.older}>{t.older}</a>
      </p>
    )}
  </StaffPage>
);
