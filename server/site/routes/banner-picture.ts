import { vi } from '#web/text/vi.ts';
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { AppError, errorMessage } from '#server/base/errors.ts';
import type { Banner } from '../banner.ts';
import type { AppDeps } from '#server/http/app-deps.ts';
import { takeOneToDisk } from '#server/http/form-files.ts';

const MOST_BYTES = 5 * 1024 ** 2;
/** Up to here the form comes back with a sentence; beyond, the upload is cut off. */
export const MOST_READ = 50 * 1024 ** 2;
/** Pixels across a banner: twice what a banner takes on a wide screen. */
const WIDTH = 480;
const TYPES = ['image/jpeg', 'image/png', 'image/webp'];

/** One small picture with the fields of its form, kept on disk only until it is drawn anew. */
export const bannerUpload = takeOneToDisk('picture', MOST_READ);

interface SentPicture {
  readonly path: string;
  readonly originalname: string;
  readonly size: number;
}

const derivedKey = (sha256: string): string => `banner/${sha256}`;

/**
 * The picture somebody sent, drawn anew as WebP: whatever else the file held is gone. Kept among
 * the derived files until its banner is saved. The file that was sent is removed. Gives a sentence
 * where it is no picture. `width`: pixels across at most.
 */
export async function drawnPicture(
  { storage: { files }, sniff, image }: Pick<AppDeps, 'storage' | 'sniff' | 'image'>,
  sent: SentPicture,
  width = WIDTH,
): Promise<string | { readonly sha256: string }> {
  try {
    if (sent.size > MOST_BYTES) return vi.bannerForm.pictureTooLarge;
    const { mediaType } = await sniff(sent.path, sent.originalname);
    if (!TYPES.includes(mediaType)) return vi.bannerForm.noPicture;
    const bytes = await image({ path: sent.path, width });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await files.putDerived(derivedKey(sha256), bytes);
    return { sha256 };
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
    return errorMessage(error.code);
  } finally {
    await rm(sent.path, { force: true });
  }
}

/**
 * Puts a drawn picture into the store; null when it is none that was drawn here, so that no other
 * file of the shelf can be named.
 */
export async function storedPicture(
  { storage: { files } }: Pick<AppDeps, 'storage'>,
  sha256: string,
): Promise<Banner['picture'] | null> {
  const bytes = /^[0-9a-f]{64}$/u.test(sha256) ? await files.findDerived(derivedKey(sha256)) : null;
  if (bytes === null) return null;
  const stored = await files.put(
    (async function* one() {
      yield bytes;
    })(),
    MOST_BYTES,
  );
  return { sha256: stored.sha256, bytes: stored.bytes };
}
