/** Grows when pictures are drawn differently. */
export const PICTURE_FORM = 1;
/** Pixels. */
export const COVER_WIDTH = 480;

/** Under which a page's picture is kept among the derived files; pages count from 1, width in pixels. */
export const pagePictureKey = (sha256: string, page: number, width: number): string =>
  `picture/${PICTURE_FORM}/${sha256}/${page}/${width}`;
