import type { VNode } from 'preact';
import type { RecognitionProgress, RecognitionStep } from '#server/ingest/recognition-progress.ts';
import { staffItemActionPath } from '#web/paths/cataloguing.ts';
import { correctionPath } from '#web/paths/correction.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.recognition;

export interface RecognitionView extends RecognitionProgress {
  /** Whoever runs the server has switched it off, or paused it, for all files; null for neither. */
  readonly held: 'off' | 'paused' | null;
  /** Pages that people have read again. */
  readonly done: number;
}

interface RecognitionProps {
  readonly itemId: string;
  readonly file: { readonly id: string; readonly name: string };
  readonly recognition: RecognitionView;
  /** May do something about it. */
  readonly may: boolean;
  /** May correct the words. */
  readonly mayCorrect: boolean;
}

const leftOf = ({ msLeft, looked }: RecognitionView): string =>
  msLeft === null || looked === 0 ? '' : t.left(Math.ceil(msLeft / 60_000));

function sentenceOf(view: RecognitionView): string {
  const { state, looked, total, failed, held } = view;
  if (state === 'done') return t.done(looked, total, failed);
  if (state === 'paused') return t.paused(looked, total);
  if (held !== null) return `${t.waits(looked, total)} ${t.held[held]}`;
  return `${t.reading(looked, total)}${leftOf(view)}.`;
}

const Step = ({
  itemId,
  file,
  step,
}: Pick<RecognitionProps, 'itemId' | 'file'> & { step: RecognitionStep }): VNode => (
  <form method="post" action={staffItemActionPath(itemId, 'nhan-dang')}>
    <input type="hidden" name="tep" value={file.id} />
    <button class="button plain" name="buoc" value={step}>
      {t.steps[step]}
      <span class="hidden">{vi.edit.fileOf(file.name)}</span>
    </button>
  </form>
);

/** How far the words of a file are read from its pages, and what may be done about it. */
export const RecognitionStatus = (props: RecognitionProps): VNode => {
  const { itemId, file, recognition, may, mayCorrect } = props;
  const { state, held, looked, total } = recognition;
  const shared = { itemId, file };
  return (
    <div class="stack">
      <p>{sentenceOf(recognition)}</p>
      {looked > 0 && (
        <p class="row">
          <span>{vi.correction.trust(recognition.done, total)}</span>
          {mayCorrect && (
            <a href={correctionPath(itemId)}>
              {vi.correction.open}
              <span class="hidden">{vi.edit.fileOf(file.name)}</span>
            </a>
          )}
        </p>
      )}
      {state === 'waiting' && <progress max={total} value={looked} aria-label={t.progress} />}
      {may && held !== 'off' && (
        <div class="row">
          {state === 'waiting' && <Step {...shared} step="tam-dung" />}
          {state === 'paused' && <Step {...shared} step="chay-tiep" />}
          {looked > 0 && <Step {...shared} step="lam-lai" />}
        </div>
      )}
    </div>
  );
};
