import { AppError } from '#server/base/errors.ts';
import type { RangedFile } from '../ranged-file.ts';

interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

const MAX_BOXES = 10_000;

const broken = (missing: string): AppError => new AppError('file-broken', { missing });

/**
 * Boxes between two offsets (ISO/IEC 14496-12 §4.2); a box that ends behind `end` is a truncated
 * file.
 */
async function* boxes(file: RangedFile, from: number, end: number): AsyncGenerator<Box> {
  let at = from;
  for (let n = 0; at + 8 <= end && n < MAX_BOXES; n++) {
    const head = await file.bytes(at, 16);
    if (head.length < 8) throw broken('box');
    const type = head.toString('latin1', 4, 8);
    let size = head.readUInt32BE(0);
    let body = 8;
    if (size === 1) {
      if (head.length < 16) throw broken('box');
      size = Number(head.readBigUInt64BE(8));
      body = 16;
    } else if (size === 0) size = end - at;
    // Zero bytes behind the last box are padding.
    if (type === '\0\0\0\0' && n > 0) return;
    if (size < body || at + size > end) throw broken(type);
    yield { type, start: at + body, end: at + size };
    at += size;
  }
}

/** mvhd, mehd and mdhd share their beginning: version, times, timescale, duration. */
async function headerDuration(
  file: RangedFile,
  box: Box,
): Promise<{ scale: number; length: number }> {
  const b = await file.bytes(box.start, 32);
  const long = b[0] === 1;
  if (b.length < (long ? 32 : 20)) throw broken(box.type);
  const scale = b.readUInt32BE(long ? 20 : 12);
  const length = long ? Number(b.readBigUInt64BE(24)) : b.readUInt32BE(16);
  // All ones: unknown.
  return { scale, length: length >= (long ? 2 ** 63 : 0xffffffff) ? 0 : length };
}

async function movieDuration(file: RangedFile, moov: Box): Promise<number | null> {
  let scale = 0;
  let length = 0;
  let fragments = 0;
  let track = 0;
  for await (const box of boxes(file, moov.start, moov.end)) {
    if (box.type === 'mvhd') ({ scale, length } = await headerDuration(file, box));
    if (box.type === 'mvex') fragments = Math.max(fragments, await fragmentDuration(file, box));
    if (box.type === 'trak') track = Math.max(track, await trackSeconds(file, box));
  }
  if (scale > 0 && (length > 0 || fragments > 0)) return Math.max(length, fragments) / scale;
  return track > 0 ? track : null;
}

async function fragmentDuration(file: RangedFile, mvex: Box): Promise<number> {
  for await (const box of boxes(file, mvex.start, mvex.end)) {
    if (box.type !== 'mehd') continue;
    const b = await file.bytes(box.start, 12);
    if (b[0] === 1 && b.length >= 12) return Number(b.readBigUInt64BE(4));
    if (b.length >= 8) return b.readUInt32BE(4);
  }
  return 0;
}

async function trackSeconds(file: RangedFile, trak: Box): Promise<number> {
  for await (const box of boxes(file, trak.start, trak.end)) {
    if (box.type !== 'mdia') continue;
    for await (const inner of boxes(file, box.start, box.end)) {
      if (inner.type !== 'mdhd') continue;
      const { scale, length } = await headerDuration(file, inner);
      return scale > 0 ? length / scale : 0;
    }
  }
  return 0;
}

/**
 * Seconds of an MP4 or M4A; null when the file does not say (some live recordings).
 * @throws AppError file-broken when the file is cut off or has no movie header
 */
export async function mp4Seconds(file: RangedFile): Promise<number | null> {
  let seconds: number | null | undefined;
  let media = false;
  for await (const box of boxes(file, 0, file.size)) {
    if (box.type === 'moov' && seconds === undefined) seconds = await movieDuration(file, box);
    if (box.type === 'mdat') media = true;
  }
  if (seconds === undefined) throw broken('moov');
  if (!media) throw broken('mdat');
  return seconds;
}
