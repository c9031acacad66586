import sharp, { type Metadata } from 'sharp';
import { AppError } from '#server/base/errors.ts';
import { LEAST_SIDE, MOST_PIXELS, PHOTOGRAPH_FORMATS } from '#server/items/photograph.ts';

// One picture at a time and no cache: the child's memory is counted.
sharp.cache(false);
sharp.concurrency(1);

/** A picture is dark where no more than this share of it is lighter than `DARK`. */
const DARK = 40;
const LEAST_LIGHT = 0.002;
const LOOKED_AT = 256;

async function headerOf(path: string): Promise<Metadata> {
  try {
    return await sharp(path, { limitInputPixels: false }).metadata();
  } catch (error) {
    throw new AppError('file-broken', {}, { cause: error });
  }
}

/** Lightness of a small copy; decoding to the end shows a picture that was cut off. */
async function smallCopy(path: string): Promise<Buffer> {
  try {
    return await sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'truncated' })
      .resize({ width: LOOKED_AT, height: LOOKED_AT, fit: 'inside', fastShrinkOnLoad: true })
      .flatten({ background: '#ffffff' })
      .greyscale()
      .raw()
      .toBuffer();
  } catch (error) {
    throw new AppError('file-broken', {}, { cause: error });
  }
}

/**
 * Whether a picture can become a page. In a child process only.
 * @throws AppError unsupported-type | file-broken | picture-too-large (more than 200 megapixels) |
 * picture-too-small (a side under 200 pixels) | picture-dark
 */
export async function checkPhotograph({ path }: { readonly path: string }): Promise<void> {
  const { format, width, height } = await headerOf(path);
  if (!PHOTOGRAPH_FORMATS.includes(format)) throw new AppError('unsupported-type', { format });
  if (width * height > MOST_PIXELS) throw new AppError('picture-too-large', { width, height });
  if (Math.min(width, height) < LEAST_SIDE)
    throw new AppError('picture-too-small', { width, height });
  const small = await smallCopy(path);
  let light = 0;
  for (const grey of small) if (grey > DARK) light++;
  if (light < small.length * LEAST_LIGHT) throw new AppError('picture-dark');
}
