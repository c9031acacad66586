import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { ExtractedResource } from '#server/items/extraction.ts';
import type { ShownPicture } from '../html/addresses.ts';

// One picture at a time and no cache: the child's memory is counted.
sharp.cache(false);
sharp.concurrency(1);

/** Pixels a picture may have: 100 megapixels, as a bound on memory. */
export const MAX_PIXELS = 100_000_000;
const MAX_SVG = 4 * 2 ** 20;

/** The picture type its first bytes show, whatever the book claims. */
export function pictureType(
  bytes: Uint8Array,
): 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp' | 'image/svg+xml' | null {
  const b = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (b[0] === 0xff && b[1] === 0xd8 && b[2] === 0xff) return 'image/jpeg';
  if (b.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'))) return 'image/png';
  if (/^GIF8[79]a/u.test(b.toString('latin1', 0, 6))) return 'image/gif';
  if (b.toString('latin1', 0, 4) === 'RIFF' && b.toString('latin1', 8, 12) === 'WEBP')
    return 'image/webp';
  return /<svg[\s>]/u.test(b.toString('utf8', 0, Math.min(b.length, 8_192)))
    ? 'image/svg+xml'
    : null;
}

const EXTENSION = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
} as const;

/**
 * SVG is drawn to PNG: it can carry script, and drawing leaves only the picture. Null when it
 * cannot be drawn.
 */
async function drawSvg(bytes: Uint8Array): Promise<Buffer | null> {
  if (bytes.length > MAX_SVG) return null;
  try {
    return await sharp(bytes, { limitInputPixels: MAX_PIXELS })
      .resize({ width: 1_600, height: 2_400, fit: 'inside', withoutEnlargement: true })
      .png()
      .toBuffer();
  } catch {
    return null;
  }
}

/** Width and height as shown, from the header alone. */
async function sizeOf(bytes: Uint8Array): Promise<ShownPicture['size']> {
  try {
    const {
      width,
      height,
      orientation = 1,
    } = await sharp(bytes, { limitInputPixels: false }).metadata();
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return null;
  }
}

/** Collects the pictures of one book in its work folder under names of its own making. */
export class PictureStore {
  readonly #folder: string;
  readonly #resources = new Map<string, ExtractedResource>();
  readonly #sizes = new Map<string, ShownPicture['size']>();
  readonly #used = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Keeps a JPEG, PNG, GIF or WebP as it is, an SVG as a PNG; anything else gives null.
   * @param base file name without extension, `p12` or `cover`
   */
  async add(base: string, bytes: Uint8Array): Promise<string | null> {
    const type = pictureType(bytes);
    if (type === null) return null;
    const drawn = type === 'image/svg+xml' ? await drawSvg(bytes) : bytes;
    if (drawn === null) return null;
    const mediaType = type === 'image/svg+xml' ? 'image/png' : type;
    const name = `${base}.${EXTENSION[mediaType]}`;
    const path = join(this.#folder, name);
    await writeFile(path, drawn);
    this.#resources.set(name, { name, mediaType, path });
    this.#sizes.set(name, await sizeOf(drawn));
    return name;
  }

  /** Marks a picture as shown; gives what the chapter's markup needs to know. */
  use(name: string): ShownPicture {
    this.#used.add(name);
    return { name, size: this.#sizes.get(name) ?? null };
  }

  /** The pictures the chapters show; the others are removed. */
  async used(): Promise<ExtractedResource[]> {
    const unused = [...this.#resources.values()].filter((r) => !this.#used.has(r.name));
    await Promise.all(unused.map((r) => rm(r.path, { force: true })));
    return [...this.#resources.values()].filter((r) => this.#used.has(r.name));
  }
}
