import sharp from 'sharp';
import { AppError } from '#server/base/errors.ts';
import { PHOTOGRAPH_FORMATS, type Turn } from '#server/items/photograph.ts';
import type { ColourPicture } from '../recognise/coloured-ink.ts';
import { lightAround, onWhite } from '../recognise/even-light.ts';
import { loadShown } from '../recognise/load-picture.ts';
import { findPage } from './find-page.ts';
import { homographyTo, warp } from './homography.ts';
import { distance, type Quad } from './quad.ts';

/** Pixels that are held: of the camera's picture, and of the page, A4 at 225 dots to an inch. */
const MOST_HELD = 12_000_000;
const MOST_PAGE = 5_000_000;
/** Of a picture in which no page was found: as many as text recognition reads. */
const MOST_WHOLE = 8_000_000;
const QUALITY = 82;

export interface PhotographToStraighten {
  readonly path: string;
  /** Degrees clockwise, after EXIF. */
  readonly turn: Turn;
  /** The picture is kept as it is, but for the turn. */
  readonly whole: boolean;
  /** Pixels across, at most; as many as a page has when absent. */
  readonly width?: number;
}

export interface StraightenedPage {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** The edges of the paper were surely seen, and the picture was cut along them. */
  readonly found: boolean;
}

/** Size of a sheet by its longer sides: what is seen from the side is shorter than it is. */
function sizeOf([a, b, c, d]: Quad): { across: number; down: number } {
  const across = Math.max(distance(a, b), distance(d, c));
  const down = Math.max(distance(a, d), distance(b, c));
  const shrink = Math.min(1, Math.sqrt(MOST_PAGE / (across * down)));
  return {
    across: Math.max(1, Math.round(across * shrink)),
    down: Math.max(1, Math.round(down * shrink)),
  };
}

/** The paper white wherever the light fell; stamps and seals keep their colours. */
function inEvenLight(page: ColourPicture): ColourPicture {
  const { width, height, pixels } = page;
  const grey = new Uint8Array(width * height);
  for (let at = 0, i = 0; at < grey.length; at++, i += 3)
    grey[at] = (299 * pixels[i]! + 587 * pixels[i + 1]! + 114 * pixels[i + 2]! + 500) / 1_000;
  const around = lightAround({ width, height, pixels: grey });
  if (around === null) return page;
  for (let at = 0, i = 0; at < grey.length; at++, i += 3)
    for (let k = 0; k < 3; k++) pixels[i + k] = onWhite(pixels[i + k]!, around[at]!);
  return page;
}

/** The sheet of paper in a photograph, seen from above in even light; null where none is found. */
export function pageOf(picture: ColourPicture): ColourPicture | null {
  const quad = findPage(picture);
  if (quad === null) return null;
  const { across, down } = sizeOf(quad);
  const map = homographyTo(quad, across, down);
  return map === null ? null : inEvenLight(warp(picture, map, across, down));
}

/**
 * A photograph as the page of a document: upright, cut along the edges of the paper and seen from
 * above where they are surely found, as it is where not. In a child process only.
 * @throws AppError file-broken | file-bomb | unsupported-type
 */
export async function straightenPhotograph({
  path,
  turn,
  whole,
  width,
}: PhotographToStraighten): Promise<StraightenedPage> {
  try {
    const shown = await loadShown(path, { most: MOST_HELD, formats: PHOTOGRAPH_FORMATS });
    const page = whole ? null : pageOf(shown);
    const { pixels, ...size } = page ?? shown;
    const shrink =
      page === null ? Math.min(1, Math.sqrt(MOST_WHOLE / (size.width * size.height))) : 1;
    // A buffer of its own, for the library to turn.
    const { data, info } = await sharp(pixels, { raw: { ...size, channels: 3 } })
      .rotate(turn)
      .resize({
        width: Math.round((turn % 180 === 0 ? size.width : size.height) * shrink),
        withoutEnlargement: true,
      })
      .resize({ ...(width === undefined ? {} : { width }), withoutEnlargement: true })
      .jpeg({ quality: QUALITY })
      .toBuffer({ resolveWithObject: true });
    return { jpeg: data, width: info.width, height: info.height, found: page !== null };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      /pixel limit/u.test(String(error)) ? 'file-bomb' : 'file-broken',
      {},
      { cause: error },
    );
  }
}
