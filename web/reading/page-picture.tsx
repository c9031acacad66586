import type { ComponentChildren, VNode } from 'preact';
import type { PictureLayer } from '#server/reading/picture-words.ts';
import { FIRST_MARK, pageImagePath } from '#web/paths/reading.ts';
import { useText } from '#web/text/use-text.ts';

/**
 * A drawn page: its file and its number within that file. The reader's number differs where several
 * pictures make one leaflet.
 */
export interface PictureSource {
  readonly attachment: string;
  readonly page: number;
}

/** Widths the server draws pages in. */
const PAGE_WIDTHS = [640, 1280, 1920] as const;
const SIZES = '(min-width: 60rem) 46rem, 100vw';

export interface PagePictureFile extends PictureSource {
  /** Size in pixels of the picture 1280 wide. */
  readonly width: number;
  readonly height: number;
}

interface PagePictureProps {
  readonly file: PagePictureFile;
  /** What the next page will show: fetched ahead on a good line. */
  readonly next: PictureSource | null;
  readonly alt: string;
  /** Words to select and marks that lie over it; null for none. */
  readonly layer: PictureLayer | null;
  /** Further tools, at the end of the row above the picture. */
  readonly children?: ComponentChildren;
}

const srcSetOf = ({ attachment, page }: PictureSource): string =>
  PAGE_WIDTHS.map((w) => `${pageImagePath(attachment, page, w)} ${w}w`).join(', ');

const ZoomTools = (): VNode => {
  const t = useText().picture;
  return (
    <div role="group" aria-label={t.zoom} data-zooming>
      <button type="button" class="button plain" data-zoom="-1" aria-label={t.smaller} hidden>
        −
      </button>
      <output hidden>100 %</output>
      <button type="button" class="button plain" data-zoom="1" aria-label={t.larger} hidden>
        +
      </button>
    </div>
  );
};

/** Of a line's height: where its letters stand. */
const BASELINE = 0.8;

/**
 * Marks, and the words as clear letters, over the picture at any width: a drawing grows with what it
 * covers, and its lines are drawn as long as the printed ones. Who hears the page has its words below.
 */
const Layer = ({ layer }: { layer: PictureLayer }): VNode => (
  <svg
    class="layer"
    viewBox={`0 0 ${layer.width} ${layer.height}`}
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    {layer.marks.map(([x, y, width, height], i) => (
      <rect key={i} id={i === 0 ? FIRST_MARK : undefined} {...{ x, y, width, height }} />
    ))}
    {layer.lines.map(({ text, box: [x, y, width, height] }, i) => (
      <text
        key={i}
        x={x}
        y={Math.round(y + BASELINE * height)}
        font-size={height}
        textLength={width}
        lengthAdjust="spacingAndGlyphs"
      >
        {text}
      </text>
    ))}
  </svg>
);

/**
 * The picture of a page. The script adds zoom, swiping and arrow keys; without it the larger
 * picture is a link.
 */
export const PagePicture = ({ file, next, alt, layer, children }: PagePictureProps): VNode => {
  const { picture: t, reader } = useText();
  return (
    <div
      data-island="page-image"
      data-next={next === null ? undefined : srcSetOf(next)}
      data-label={t.view}
    >
      <div class="picture-tools screen-only">
        <ZoomTools />
        {children}
      </div>
      <figure class="scan">
        <div class="scan-view">
          <img
            src={pageImagePath(file.attachment, file.page, 640)}
            srcSet={srcSetOf(file)}
            sizes={SIZES}
            width={file.width}
            height={file.height}
            alt={alt}
            decoding="async"
          />
          {layer !== null && <Layer layer={layer} />}
        </div>
        <figcaption>
          <a href={pageImagePath(file.attachment, file.page, 1920)}>{reader.bigger}</a>
        </figcaption>
      </figure>
    </div>
  );
};
