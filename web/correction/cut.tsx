import type { VNode } from 'preact';
import type { Box } from '#server/items/recognised-page.ts';
import { pageImagePath } from '#web/paths/reading.ts';

/** The picture of a page that lines are cut out of. */
export interface CutPicture {
  readonly attachmentId: string;
  readonly page: number;
  /** What boxes count in. */
  readonly width: number;
  readonly height: number;
}

/** One width for all lines of a page: it is fetched once, and a slow phone draws it once. */
export const CUT_WIDTH = 1280;
/** Of a line's height, shown around it: hats and tails reach out of its box. */
const AROUND = 0.35;
/** Line heights that a piece is wide at least: a lone letter is not blown up to a poster. */
const NARROWEST = 14;

const round = (n: number): number => Math.round(n * 10) / 10;

/**
 * A part of the picture of a page. A drawing's window needs no style of its own, which the policy
 * of the pages forbids, and no route that cuts pictures.
 */
export const Cut = ({
  picture,
  box: [left, top, width, height],
  mark,
  label,
}: {
  readonly picture: CutPicture;
  readonly box: Box;
  /** The word that is spoken of; null for none. */
  readonly mark: Box | null;
  readonly label: string;
}): VNode => {
  const around = AROUND * height;
  const wide = Math.max(width, NARROWEST * height) + 2 * around;
  const view = [left - around, top - around, wide, height + 2 * around];
  return (
    <svg class="cut" viewBox={view.map(round).join(' ')} role="img" aria-label={label}>
      <image
        href={pageImagePath(picture.attachmentId, picture.page, CUT_WIDTH)}
        width={picture.width}
        height={picture.height}
        preserveAspectRatio="none"
      />
      {mark !== null && (
        <rect
          x={round(mark[0] - 2)}
          y={round(mark[1] - 2)}
          width={round(mark[2] + 4)}
          height={round(mark[3] + 4)}
        />
      )}
    </svg>
  );
};
