import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { ExtractedResource } from '#server/items/extraction.ts';
import { decodeText } from '../decode-text.ts';
import type { ShownMedia, ShownPicture } from '../html/addresses.ts';
import { withinSize } from './svg-size.ts';

// One picture at a time and no cache: the child's memory is counted.
sharp.cache(false);
sharp.concurrency(1);

/** Pixels a picture may have: 100 megapixels, as a bound on memory. */
export const MAX_PIXELS = 100_000_000;
const MAX_SVG = 4 * 2 ** 20;
const LARGEST_DRAWN = { width: 1_600, height: 2_400 };

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
  return /<(?:[a-z]\w*:)?svg[\s>]/u.test(decodeText(b.subarray(0, 8_192))) ? 'image/svg+xml' : null;
}

const EXTENSION = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
} as const;

/** Sound, film and captions that pages play, and the ends of their names. */
const PLAYED: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
  'audio/ogg': 'ogg',
  'audio/opus': 'opus',
  'audio/wav': 'wav',
  'audio/webm': 'weba',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/ogg': 'ogv',
  'text/vtt': 'vtt',
};

/** The type without its parameters, if pages play it. */
export function playedType(mediaType: string): string | null {
  const bare = mediaType.split(';', 1)[0]!.trim().toLowerCase();
  return Object.hasOwn(PLAYED, bare) ? bare : null;
}

/**
 * SVG is drawn to PNG: it can carry script, and drawing leaves only the picture. Null when it
 * cannot be drawn.
 */
async function drawSvg(bytes: Uint8Array): Promise<Buffer | null> {
  if (bytes.length > MAX_SVG) return null;
  try {
    const svg = withinSize(decodeText(bytes, { html: true }), LARGEST_DRAWN);
    return await sharp(Buffer.from(svg), { limitInputPixels: MAX_PIXELS })
      .resize({ ...LARGEST_DRAWN, fit: 'inside', withoutEnlargement: true })
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

/** Collects the pictures and recordings of one book in its work folder under names of its own. */
export class PictureStore {
  readonly #folder: string;
  readonly #resources = new Map<string, ExtractedResource>();
  readonly #sizes = new Map<string, ShownPicture['size']>();
  /** Recordings that are unpacked once a chapter has asked for them. */
  readonly #unpack = new Map<string, (path: string) => Promise<void>>();
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

  /**
   * Names a recording of a type that {@link playedType} knows.
   * @param unpack writes its bytes to a path; asked when a chapter plays it
   */
  addMedia(base: string, mediaType: string, unpack: (path: string) => Promise<void>): ShownMedia {
    const name = `${base}.${PLAYED[mediaType]!}`;
    this.#resources.set(name, { name, mediaType, path: join(this.#folder, name) });
    this.#unpack.set(name, unpack);
    return { name, mediaType };
  }

  /** Marks a picture as shown; gives what the chapter's markup needs to know. */
  use(name: string): ShownPicture {
    this.#used.add(name);
    return { name, size: this.#sizes.get(name) ?? null };
  }

  /** The files the chapters show; the others are removed. */
  async used(): Promise<ExtractedResource[]> {
    const unused = [...this.#resources.values()].filter((r) => !this.#used.has(r.name));
    await Promise.all(unused.map((r) => rm(r.path, { force: true })));
    const used = [...this.#resources.values()].filter((r) => this.#used.has(r.name));
    for (const { name, path } of used) await this.#unpack.get(name)?.(path);
    return used;
  }
}
