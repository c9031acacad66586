import type { VNode } from 'preact';
import { isWarned, type Standing } from '#server/laws/standing.ts';
import { StandingBadge } from '#web/items/standing.tsx';
import { useText } from '#web/text/use-text.ts';

/** What the script must know of the file; it travels as JSON in `data-book`. */
export interface OriginalFile {
  readonly item: string;
  /** Address of the bytes. */
  readonly src: string;
  readonly bytes: number;
  readonly page: number;
  /** Height to width of the first page. */
  readonly ratio: number;
  /** What goes into addresses: empty for the item's first readable file. */
  readonly attachment: string;
  /** Words being marked; empty for none. */
  readonly q: string;
}

interface OriginalReaderProps {
  readonly file: OriginalFile;
  readonly title: string;
  readonly standing: Standing;
  readonly total: number;
}

/** The reader lies over the page and its warning: the badge goes along. */
const Warning = ({ standing }: Pick<OriginalReaderProps, 'standing'>): VNode | null =>
  isWarned(standing) ? (
    <p class="original-standing">
      <StandingBadge standing={standing} />
    </p>
  ) : null;

const Bar = ({ title, file, total }: OriginalReaderProps): VNode => {
  const { original: t, units } = useText();
  return (
    <div class="original-bar">
      <h2 id="ban-goc">{title}</h2>
      <form>
        <label for="trang-goc">{t.page}</label>{' '}
        <input
          id="trang-goc"
          type="number"
          inputMode="numeric"
          min={1}
          max={total}
          value={file.page}
          required
        />{' '}
        <span>{t.of(units.count(total))}</span>
      </form>
      <div role="group" aria-label={t.zoom}>
        <button type="button" class="button plain" data-zoom="-1" aria-label={t.smaller}>
          −
        </button>
        <button type="button" class="button plain" data-zoom="0">
          {t.fit}
        </button>
        <button type="button" class="button plain" data-zoom="1" aria-label={t.larger}>
          +
        </button>
      </div>
      <button type="button" class="button" data-close>
        {t.close}
      </button>
    </div>
  );
};

/**
 * A button opens the PDF itself over the page and fetches nothing of it before. Without script it
 * stays hidden.
 */
export const OriginalReader = (props: OriginalReaderProps): VNode => {
  const t = useText().original;
  return (
    <div
      class="original screen-only"
      data-island="reader-pdf"
      data-book={JSON.stringify(props.file)}
      data-text={JSON.stringify(t.script)}
    >
      <button type="button" class="button plain" hidden title={t.openNote} data-open>
        {t.open}
      </button>
      <dialog aria-labelledby="ban-goc">
        <Bar {...props} />
        <Warning standing={props.standing} />
        <div class="original-note" role="status" hidden>
          <p />
          <p class="row">
            <button type="button" class="button" data-retry>
              {t.retry}
            </button>{' '}
            <button type="button" class="button plain" data-close>
              {t.back}
            </button>
          </p>
        </div>
        <div class="roll" tabIndex={0} role="region" aria-label={t.roll} />
      </dialog>
    </div>
  );
};
