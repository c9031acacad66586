import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { drawPdfPage } from '#server/ingest/extract/pdf/page-image.ts';
import { withPdf } from '#server/ingest/extract/pdf/pdf-document.ts';

/** Ways in which scans and photographs are worse than the page. */
export const WEAR = ['clean', 'fax', 'noisy', 'phone'] as const;
export type Wear = (typeof WEAR)[number];

interface Grey {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
}

/** The first page of a PDF in grey, 200 dots to an inch. */
const firstPage = (path: string): Promise<Grey> =>
  withPdf(path, async (doc) => {
    const { width, height, pixels } = await drawPdfPage(doc, 1, (p) => (p.width * 200) / 72);
    const grey = sharp(pixels, { raw: { width, height, channels: 4 } })
      .greyscale()
      .removeAlpha();
    return { width, height, pixels: await grey.raw().toBuffer() };
  });

const picture = ({ width, height, pixels }: Grey) =>
  sharp(pixels, { raw: { width, height, channels: 1 } });

/** Numbers 0 to 1 that are the same at every run (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Noise of a deviation, roughly normal. */
function noise(pixels: Buffer, deviation: number): Buffer {
  const next = numbersFrom(7);
  return Buffer.from(
    pixels.map((grey) => {
      const value = grey + (next() + next() + next() - 1.5) * 2 * deviation;
      return Math.min(255, Math.max(0, Math.round(value)));
    }),
  );
}

/** The page as a camera sees it: from below, held askew, lit from one side. */
function photographed({ width, height, pixels }: Grey): Grey {
  const out = Buffer.alloc(width * height);
  const angle = (-1.8 * Math.PI) / 180;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const depth = 1.04 + 0.05 * (dy / height);
      const sx = Math.round(width / 2 + (dx * Math.cos(angle) - dy * Math.sin(angle)) * depth);
      const sy = Math.round(height / 2 + (dx * Math.sin(angle) + dy * Math.cos(angle)) * depth);
      const inside = sx >= 0 && sy >= 0 && sx < width && sy < height;
      const light = 0.45 + 0.5 * (1 - x / width) * (0.6 + 0.4 * (y / height));
      // A desk darker than paper lies around the page; ink is never black in a photograph.
      const grey = inside ? 35 + pixels[sy * width + sx]! * 0.85 : 90;
      out[y * width + x] = grey * light;
    }
  return { width, height, pixels: out };
}

const WEARING: Readonly<Record<Exclude<Wear, 'clean'>, (page: Grey) => Promise<Buffer>>> = {
  fax: (page) =>
    picture(page)
      .resize(Math.round(page.width / 2))
      .png()
      .toBuffer(),
  async noisy(page) {
    const { data, info } = await picture(page)
      .rotate(1.2, { background: '#ffffff' })
      .resize(Math.round(page.width * 0.75))
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return picture({ ...info, pixels: noise(data, 18) })
      .jpeg({ quality: 35 })
      .toBuffer();
  },
  phone(page) {
    const photo = photographed(page);
    return picture({ ...photo, pixels: noise(photo.pixels, 5) })
      .blur(0.8)
      .jpeg({ quality: 60 })
      .toBuffer();
  },
};

/** A file with the page worn in this way; a clean one is the PDF itself. */
export async function wornPage(path: string, wear: Wear, scratch: string): Promise<string> {
  if (wear === 'clean') return path;
  const file = join(scratch, `${basename(path, '.pdf')}-${wear}`);
  await writeFile(file, await WEARING[wear](await firstPage(path)));
  return file;
}
