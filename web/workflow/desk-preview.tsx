import type { VNode } from 'preact';
import { staffItemActionPath } from '#web/paths/cataloguing.ts';
import { filePath, itemPath, pageImagePath } from '#web/paths/reading.ts';
import { staffReviewPath } from '#web/paths/workflow.ts';
import { Leaf, type PageText } from '#web/reading/read-page.tsx';
import { foreign, useText } from '#web/text/use-text.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.review;

export interface PreviewView {
  readonly attachmentId: string;
  readonly name: string;
  readonly facts: string;
  /** Of the words, as in `lang`. */
  readonly language: string;
  /** There is a picture of each page. */
  readonly isDrawn: boolean;
  /** The page or chapter shown, from 1, and how many there are. */
  readonly page: number;
  readonly total: number;
  /** Height over width, so that its place is kept free. */
  readonly ratio: number;
  /** The words of the page, as readers will read them; null where the file has no pages of words. */
  readonly words: PageText | null;
  /** The chapter of a file without pages, sanitised by the extraction; null for none. */
  readonly chapter: { readonly title: string; readonly html: string } | null;
}

interface PreviewProps {
  readonly id: string;
  readonly preview: PreviewView;
  /** There is a form with ticks, which turning a page saves. */
  readonly ticking: boolean;
}

const Turn = ({
  id,
  page,
  label,
  rel,
  ticking,
}: {
  id: string;
  page: number;
  label: string;
  rel: 'prev' | 'next';
  ticking: boolean;
}): VNode =>
  ticking ? (
    <button
      class="button plain"
      form="kiem"
      formAction={staffItemActionPath(id, 'danh-dau')}
      name="trang"
      value={page}
      data-turn={rel}
    >
      {label}
    </button>
  ) : (
    <a href={staffReviewPath(id, page)} rel={rel} data-turn={rel}>
      {label}
    </a>
  );

const Turns = ({ id, preview: { page, total, chapter }, ticking }: PreviewProps): VNode => {
  const [one, oneOf] = chapter === null ? [t.page, t.pageOf] : [t.chapter, t.chapterOf];
  return (
    <nav class="pager" aria-label={chapter === null ? t.pages : t.chapters}>
      {page > 1 && (
        <Turn id={id} page={page - 1} label={one(page - 1)} rel="prev" ticking={ticking} />
      )}{' '}
      <b aria-current="page">{oneOf(page, total)}</b>{' '}
      {page < total && (
        <Turn id={id} page={page + 1} label={one(page + 1)} rel="next" ticking={ticking} />
      )}
    </nav>
  );
};

const Picture = ({ preview: p }: Pick<PreviewProps, 'preview'>): VNode => (
  <figure class="scan">
    <img
      src={pageImagePath(p.attachmentId, p.page, 1280)}
      width={1280}
      height={Math.round(1280 * p.ratio)}
      alt={t.pageOf(p.page, p.total)}
    />
  </figure>
);

/** The picture of a page beside its words, or a chapter as readers will read it. */
const Shown = ({ id, preview }: Omit<PreviewProps, 'ticking'>): VNode => {
  const text = useText();
  const { words, chapter } = preview;
  if (chapter !== null)
    return (
      <section
        class="text chapter desk-words"
        aria-label={chapter.title || t.chapterOf(preview.page, preview.total)}
        // It has a scroll bar of its own, which keys must reach.
        tabIndex={0}
        {...foreign(text, preview.language)}
        dangerouslySetInnerHTML={{ __html: chapter.html }}
      />
    );
  if (!preview.isDrawn)
    return (
      <p>
        {t.noPicture} <a href={itemPath(id)}>{t.asReaders}</a>
      </p>
    );
  if (words === null)
    return (
      <div class="narrow">
        <Picture preview={preview} />
      </div>
    );
  return (
    <div class="split halves">
      <Picture preview={preview} />
      <div
        class="text desk-words"
        role="region"
        aria-label={t.words}
        tabIndex={0}
        {...foreign(text, preview.language)}
      >
        <Leaf text={words} href="" named={false} leading={-1} elsewhere={null} />
      </div>
    </div>
  );
};

/** The file as it will be published, a page or chapter at a time, and the keys of the desk. */
export const Preview = (p: PreviewProps): VNode => (
  <section
    class="stack"
    aria-labelledby="xt"
    data-island="review-keys"
    data-page={p.preview.isDrawn ? p.preview.page : undefined}
  >
    <h2 id="xt">{t.file}</h2>
    <p class="meta">
      {p.preview.name} · {p.preview.facts}.{' '}
      <a href={filePath(p.preview.attachmentId)}>{t.openFile}</a>
    </p>
    {(p.preview.isDrawn || p.preview.chapter !== null) && <Turns {...p} />}
    <Shown id={p.id} preview={p.preview} />
    <details class="review-keys" hidden>
      <summary>{t.keys}</summary>
      <p>{t.keysText}</p>
      <label class="choice">
        <input type="checkbox" data-keys-on /> {t.keysOn}
      </label>
    </details>
  </section>
);
