import type { VNode } from 'preact';
import { Frame, type PageFrame } from '#web/frame/frame.tsx';
import { correctionActionPath, correctionPath } from '#web/paths/correction.ts';
import { staffItemPath } from '#web/paths/cataloguing.ts';
import { staffPath } from '#web/paths/workflow.ts';
import { vi } from '#web/text/vi.ts';
import { CorrectionHistory, type CorrectionView } from './correction-history.tsx';
import type { CutPicture } from './cut.tsx';
import { DoubtedWords, PageInputs, type DoubtView, type PageFields } from './doubted-words.tsx';
import { PageLines, type LineView } from './page-lines.tsx';
import { TextReports, type TextReportView } from './text-reports.tsx';
import { Typing } from './typing.tsx';

const t = vi.correction;

export interface CorrectPageProps {
  readonly frame: PageFrame;
  readonly item: { readonly id: string; readonly title: string };
  readonly fields: PageFields;
  /** Pages of the file. */
  readonly total: number;
  readonly trust: string;
  /** Pages beside this one that a machine read; null for none. */
  readonly previous: number | null;
  readonly next: number | null;
  readonly picture: CutPicture;
  /** A machine could read something here. */
  readonly isRead: boolean;
  /** Somebody else who has the page open; null for nobody. */
  readonly heldBy: string | null;
  /** Who read the whole page and when, in words; null while nobody has. */
  readonly done: string | null;
  /** The whole page, or the doubted words alone. */
  readonly whole: boolean;
  readonly doubts: readonly DoubtView[];
  readonly lines: readonly LineView[];
  readonly added: { readonly text: string; readonly below: string };
  readonly reports: readonly TextReportView[];
  readonly events: readonly CorrectionView[];
  readonly notice: string | null;
  /** What went wrong, in a sentence; null for nothing. */
  readonly error: string | null;
}

const Head = (p: CorrectPageProps): VNode => {
  const { fields, item } = p;
  const at = { attachmentId: fields.attachmentId, page: fields.page };
  const to = (page: number): string => correctionPath(item.id, { ...at, page, whole: p.whole });
  return (
    <>
      <h1>{t.heading(fields.page, p.total)}</h1>
      <p class="meta">
        <a href={correctionPath(item.id)}>{item.title}</a> · {p.trust}
      </p>
      <p class="row">
        <a href={correctionPath(item.id, { ...at, whole: !p.whole })}>
          {p.whole ? t.doubtsOnly : t.wholePage}
        </a>
        {p.previous !== null && (
          <a href={to(p.previous)} rel="prev">
            {t.previousPage}
          </a>
        )}
        {p.next !== null && (
          <a href={to(p.next)} rel="next">
            {t.nextPage}
          </a>
        )}
      </p>
    </>
  );
};

const Told = ({ notice, error, heldBy, done, isRead }: CorrectPageProps): VNode => (
  <>
    {error !== null && (
      <div class="notice bad" role="alert">
        <h2>{t.errorTitle}</h2>
        <p>{error}</p>
      </div>
    )}
    {notice !== null && (
      <p class="notice good" role="status">
        {notice}
      </p>
    )}
    {heldBy !== null && (
      <div class="notice warn">
        <h2>{t.held(heldBy)}</h2>
        <p>{t.heldNote}</p>
      </div>
    )}
    {done !== null && <p class="notice good">{done}</p>}
    {!isRead && <p class="notice">{t.notRead}</p>}
  </>
);

const Finish = ({ fields, done }: Pick<CorrectPageProps, 'fields' | 'done'>): VNode => (
  <form
    class="card stack"
    method="post"
    action={correctionActionPath(fields.itemId, 'xong')}
    data-finish
  >
    <PageInputs {...fields} />
    {done === null ? (
      <>
        <p>{t.doneNote}</p>
        <p>
          <button class="button" name="viec" value="xong">
            {t.done}
          </button>
        </p>
      </>
    ) : (
      <p>
        <button class="button plain" name="viec" value="mo">
          {t.reopen}
        </button>
      </p>
    )}
  </form>
);

/** One page of a scan: its picture beside what a machine made of it, to be put right. */
export const CorrectPage = (p: CorrectPageProps): VNode => (
  <Frame
    {...p.frame}
    title={t.pageTitle(p.fields.page, p.item.title)}
    noindex
    staff
    island
    crumbs={[
      { label: vi.frame.work, href: staffPath() },
      { label: p.item.title, href: staffItemPath(p.item.id) },
      { label: t.title, href: correctionPath(p.item.id) },
    ]}
  >
    <main class="wrap stack correcting" id="noi-dung">
      <Head {...p} />
      <Told {...p} />
      <TextReports itemId={p.item.id} reports={p.reports} />
      <Typing keys={!p.whole} />
      {p.whole ? (
        <PageLines lines={p.lines} added={p.added} fields={p.fields} picture={p.picture} />
      ) : (
        <DoubtedWords doubts={p.doubts} fields={p.fields} picture={p.picture} />
      )}
      <Finish fields={p.fields} done={p.done} />
      <CorrectionHistory itemId={p.item.id} events={p.events} onItem={false} />
    </main>
  </Frame>
);
