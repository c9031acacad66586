import type { VNode } from 'preact';
import { LONGEST_LINE } from '#server/correction/page-correction.ts';
import type { Box } from '#server/items/recognised-page.ts';
import { correctionActionPath } from '#web/paths/correction.ts';
import { pageImagePath } from '#web/paths/reading.ts';
import { vi } from '#web/text/vi.ts';
import { Cut, CUT_WIDTH, type CutPicture } from './cut.tsx';
import { PageInputs, type PageFields } from './doubted-words.tsx';

const t = vi.correction;

/** A line of the page in the form of all of them. */
export interface LineView {
  readonly id: string;
  /** What stands in the box. */
  readonly text: string;
  /** What the person saw, or has been told by now. */
  readonly saw: string;
  readonly box: Box;
  /** Where it is parted into two rows on a narrow screen: between two words near its middle. */
  readonly middle: number;
  readonly drop: boolean;
  /** The next line stands beside it: both may be one. */
  readonly isJoinable: boolean;
  /** What somebody else made of it meanwhile, empty for a line taken away; null for no conflict. */
  readonly theirs: string | null;
}

/** The line as one picture, and as two below each other where the screen is narrow. */
const LinePicture = ({ line, picture }: { line: LineView; picture: CutPicture }): VNode => {
  const [left, top, width, height] = line.box;
  const { middle } = line;
  const label = t.linePicture;
  if (width < 12 * height || middle <= left || middle >= left + width)
    return <Cut picture={picture} box={line.box} mark={null} label={label} />;
  return (
    <>
      <div class="at-once">
        <Cut picture={picture} box={line.box} mark={null} label={label} />
      </div>
      <div class="page-halves">
        <Cut picture={picture} box={[left, top, middle - left, height]} mark={null} label={label} />
        <Cut
          picture={picture}
          box={[middle, top, left + width - middle, height]}
          mark={null}
          label={label}
        />
      </div>
    </>
  );
};

/** The line parted before a word, or joined with the next. */
const Redraw = ({ line, n }: { line: LineView; n: number }): VNode | null => {
  const words = line.saw.split(' ');
  if (words.length < 2 && !line.isJoinable) return null;
  return (
    <details>
      <summary>
        {t.redraw}
        <span class="hidden">: {t.line(n)}</span>
      </summary>
      {words.length > 1 && (
        <p class="row">
          <label for={`tach-${n}`}>{t.splitBefore}</label>
          <select id={`tach-${n}`} name={`tach-${n}`}>
            {words.slice(1).map((word, i) => (
              <option key={i} value={i + 1}>
                {word}
              </option>
            ))}
          </select>
          <button class="button plain" name="viec" value={`tach-${n}`}>
            {t.split}
          </button>
        </p>
      )}
      {line.isJoinable && (
        <p>
          <button class="button plain" name="viec" value={`noi-${n}`}>
            {t.join}
          </button>
        </p>
      )}
    </details>
  );
};

const Line = ({ line, n, picture }: { line: LineView; n: number; picture: CutPicture }): VNode => (
  <li id={`dong-${n}`} class={line.theirs === null ? undefined : 'wrong'}>
    <LinePicture line={line} picture={picture} />
    {line.theirs !== null && (
      <p class="error" id={`loi-${n}`}>
        {t.lineConflict(line.theirs)}
      </p>
    )}
    <input type="hidden" name={`id-${n}`} value={line.id} />
    <input type="hidden" name={`thay-${n}`} value={line.saw} />
    <input
      name={`dong-${n}-chu`}
      id={`dong-${n}-chu`}
      value={line.text}
      maxLength={LONGEST_LINE}
      aria-label={t.line(n)}
      aria-describedby={line.theirs === null ? undefined : `loi-${n}`}
      aria-invalid={line.theirs === null ? undefined : 'true'}
      autocomplete="off"
      autocapitalize="off"
      spellcheck={false}
      lang="vi"
    />
    <label class="choice">
      <input type="checkbox" name={`bo-${n}`} value="1" checked={line.drop} /> {t.drop}
      <span class="hidden">: {t.line(n)}</span>
    </label>
    <Redraw line={line} n={n} />
  </li>
);

const AddedLine = ({
  lines,
  added,
}: {
  lines: readonly LineView[];
  added: { readonly text: string; readonly below: string };
}): VNode => (
  <fieldset class="card stack">
    <legend>{t.addLine}</legend>
    <div class="field">
      <label for="them">{t.addText}</label>
      <input
        id="them"
        name="them"
        value={added.text}
        maxLength={LONGEST_LINE}
        autocomplete="off"
        spellcheck={false}
      />
    </div>
    <div class="field">
      <label for="duoi">{t.addBelow}</label>
      <select id="duoi" name="duoi">
        <option value="">{t.top}</option>
        {lines.map(({ id, text }, i) => (
          <option key={id} value={id} selected={id === added.below}>
            {`${t.line(i + 1)}: ${text.slice(0, 60)}`}
          </option>
        ))}
      </select>
    </div>
  </fieldset>
);

/** All lines of a page to be written in; without a script as with it. */
export const PageLines = ({
  lines,
  added,
  fields,
  picture,
}: {
  readonly lines: readonly LineView[];
  readonly added: { readonly text: string; readonly below: string };
  readonly fields: PageFields;
  readonly picture: CutPicture;
}): VNode => (
  <div class="page-beside">
    <div class="whole-page">
      <img
        src={pageImagePath(fields.attachmentId, fields.page, CUT_WIDTH)}
        width={picture.width}
        height={picture.height}
        alt={t.picture(fields.page)}
        loading="lazy"
      />
    </div>
    <form
      class="stack"
      method="post"
      action={correctionActionPath(fields.itemId, 'cac-dong')}
      data-island="correct-lines"
    >
      <h2>{t.lines}</h2>
      <p>{t.linesLead}</p>
      {/* Enter in a box presses the form's first button: it saves, and parts nothing. */}
      <button class="hidden" tabIndex={-1} aria-hidden="true">
        {t.save}
      </button>
      <PageInputs {...fields} />
      <ol class="page-lines">
        {lines.map((line, i) => (
          <Line key={line.id} line={line} n={i + 1} picture={picture} />
        ))}
      </ol>
      <AddedLine lines={lines} added={added} />
      <p class="save-bar">
        <button class="button">{t.save}</button>
      </p>
    </form>
  </div>
);
