import type { VNode } from 'preact';
import type { Box } from '#server/items/recognised-page.ts';
import { correctionActionPath } from '#web/paths/correction.ts';
import { vi } from '#web/text/vi.ts';
import { Cut, type CutPicture } from './cut.tsx';

const t = vi.correction;

/** A word that two machines read differently, whose tone was mended, or that is strange. */
export interface DoubtView {
  readonly line: string;
  /** The whole line as it stands. */
  readonly lineText: string;
  /** Of the word in its line, from 0. */
  readonly at: number;
  readonly word: string;
  readonly box: Box;
  /** Another reading; '' where there is none. */
  readonly offer: string;
  /** A few words before and behind it, and where they stand together. */
  readonly before: string;
  readonly after: string;
  readonly around: Box;
}

export interface PageFields {
  readonly itemId: string;
  readonly attachmentId: string;
  readonly page: number;
}

/** Which page a form is of. */
export const PageInputs = ({ attachmentId, page }: PageFields): VNode => (
  <>
    <input type="hidden" name="tep" value={attachmentId} />
    <input type="hidden" name="trang" value={page} />
  </>
);

const Doubt = ({
  doubt,
  n,
  fields,
  picture,
}: {
  doubt: DoubtView;
  n: number;
  fields: PageFields;
  picture: CutPicture;
}): VNode => (
  <li class="doubt" id={`chu-${n}`} data-line={doubt.line}>
    <form method="post" action={correctionActionPath(fields.itemId, 'chu')}>
      <Cut
        picture={picture}
        box={doubt.around}
        mark={doubt.box}
        label={`${t.linePicture}: ${doubt.lineText}`}
      />
      <p class="context">
        {doubt.before} <mark>{doubt.word}</mark> {doubt.after}
      </p>
      <PageInputs {...fields} />
      <input type="hidden" name="dong" value={doubt.line} />
      <input type="hidden" name="thay" value={doubt.lineText} />
      <input type="hidden" name="vi-tri" value={doubt.at} />
      <input type="hidden" name="so" value={n} />
      <div class="row">
        <input
          class="word"
          name="chu"
          value={doubt.word}
          aria-label={t.word(doubt.word)}
          data-offer={doubt.offer}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          lang="vi"
        />
        <button class="button plain">{t.keepWord}</button>
        {doubt.offer !== '' && (
          <button class="button plain" name="lay" value={doubt.offer}>
            {t.take(doubt.offer)}
          </button>
        )}
      </div>
      <p class="meta" role="status" />
    </form>
  </li>
);

/** Words that somebody has to look at, each with its picture above it. */
export const DoubtedWords = ({
  doubts,
  fields,
  picture,
}: {
  readonly doubts: readonly DoubtView[];
  readonly fields: PageFields;
  readonly picture: CutPicture;
}): VNode => (
  <section
    class="stack"
    aria-labelledby="can-xem"
    data-island="correct-words"
    data-words={JSON.stringify(t.script)}
    data-undo={correctionActionPath(fields.itemId, 'hoan-tac')}
  >
    <h2 id="can-xem">{t.doubts}</h2>
    <p>
      {doubts.length === 0 ? t.noDoubts : t.doubtsLead(doubts.length)}{' '}
      <output data-left aria-live="polite" />
    </p>
    <ol class="doubts">
      {doubts.map((doubt, n) => (
        <Doubt key={n} doubt={doubt} n={n + 1} fields={fields} picture={picture} />
      ))}
    </ol>
  </section>
);
