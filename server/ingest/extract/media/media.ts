import { AppError } from '#server/base/errors.ts';
import type { Extraction } from '#server/items/extraction.ts';
import { NO_METADATA } from '../book.ts';
import { mp3Seconds } from './mp3-duration.ts';
import { mp4Seconds } from './mp4-duration.ts';
import { withRangedFile } from '../ranged-file.ts';
import { webmSeconds } from './webm-duration.ts';

const READERS = {
  'video/mp4': mp4Seconds,
  'audio/mp4': mp4Seconds,
  'video/webm': webmSeconds,
  'audio/mpeg': mp3Seconds,
} as const;

/**
 * Length in seconds of an audio or video file, from its headers alone; null when the file does not
 * say.
 * @throws AppError file-empty | file-broken (cut off, no header) | unsupported-type
 */
export async function mediaSeconds(path: string, mediaType: string): Promise<number | null> {
  if (!Object.hasOwn(READERS, mediaType)) throw new AppError('unsupported-type', { mediaType });
  const read = READERS[mediaType as keyof typeof READERS];
  return withRangedFile(path, async (file) => {
    if (file.size === 0) throw new AppError('file-empty');
    const seconds = await read(file);
    return seconds === null || !Number.isFinite(seconds)
      ? null
      : Math.round(seconds * 1_000) / 1_000;
  });
}

/** @throws AppError as {@link mediaSeconds} */
export async function extractMedia(path: string, mediaType: string): Promise<Extraction> {
  return {
    outcome: 'ready',
    layer: 'none',
    encoding: 'unicode',
    pages: null,
    ratio: null,
    seconds: await mediaSeconds(path, mediaType),
    metadata: NO_METADATA,
    outline: [],
    passages: [],
    sections: [],
    resources: [],
  };
}
