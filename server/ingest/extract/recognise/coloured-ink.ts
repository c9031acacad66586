import type { GreyPicture } from './grey-picture.ts';

/** Red, green and blue of each pixel, row by row. */
export interface ColourPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** Bytes of each pixel; a fourth is passed over. */
  readonly channels: 3 | 4;
}

/** A pixel whose strongest and weakest colour lie further apart is coloured. */
const COLOURED = 60;
const DARK = 160;
/**
 * Where more of the ink is coloured, colour is how the page is printed; where less, it is a seal, a
 * signature or a stamp on a page printed in black.
 */
const MOST_SEALS = 0.35;

/** The picture in grey, and how much of its ink is coloured, 0 to 1. */
function greyAndShare(
  { width, height, pixels, channels }: ColourPicture,
  seals: boolean,
): { readonly grey: GreyPicture; readonly share: number } {
  const grey = new Uint8Array(width * height);
  let coloured = 0;
  let black = 0;
  for (let at = 0, i = 0; at < grey.length; at++, i += channels) {
    const [r, g, b] = [pixels[i]!, pixels[i + 1]!, pixels[i + 2]!];
    const most = Math.max(r, g, b);
    const colour = most - Math.min(r, g, b);
    if (colour > COLOURED) coloured++;
    else if (most < DARK) black++;
    grey[at] =
      seals && colour > COLOURED
        ? Math.min(255, most + colour)
        : (299 * r + 587 * g + 114 * b + 500) / 1_000;
  }
  return {
    grey: { width, height, pixels: grey },
    share: coloured / Math.max(1, coloured + black),
  };
}

/**
 * The picture in grey (Rec. 601). Seals and signatures, which are red and blue, are left out: a
 * coloured pixel is as light as its strongest colour and its colour together, so that black under a
 * seal stays.
 */
export function greyOfColours(picture: ColourPicture): GreyPicture {
  const { grey, share } = greyAndShare(picture, true);
  return share <= MOST_SEALS ? grey : greyAndShare(picture, false).grey;
}
