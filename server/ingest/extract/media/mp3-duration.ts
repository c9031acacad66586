import { AppError } from '#server/base/errors.ts';
import type { RangedFile } from '../ranged-file.ts';

/**
 * Layer III bit rates in kbit/s by header index: MPEG 1, then MPEG 2 and 2.5 (ISO/IEC 11172-3,
 * 13818-3).
 */
const RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLES = [44_100, 48_000, 32_000];

interface Frame {
  readonly rate: number;
  readonly sampleRate: number;
  readonly samples: number;
  readonly length: number;
  readonly xingAt: number;
}

function frameAt(b: Buffer, at: number): Frame | null {
  if (at + 4 > b.length || b[at] !== 0xff || (b[at + 1]! & 0xe0) !== 0xe0) return null;
  const version = (b[at + 1]! >> 3) & 3;
  const layer = (b[at + 1]! >> 1) & 3;
  const rateIndex = b[at + 2]! >> 4;
  const sampleIndex = (b[at + 2]! >> 2) & 3;
  if (version === 1 || layer !== 1 || rateIndex === 0 || rateIndex === 15 || sampleIndex === 3)
    return null;
  const first = version === 3;
  const rate = (first ? RATES_1 : RATES_2)[rateIndex]! * 1_000;
  const sampleRate = SAMPLES[sampleIndex]! / (first ? 1 : version === 2 ? 2 : 4);
  const samples = first ? 1_152 : 576;
  const mono = b[at + 3]! >> 6 === 3;
  return {
    rate,
    sampleRate,
    samples,
    length: Math.floor(((samples / 8) * rate) / sampleRate) + ((b[at + 2]! >> 1) & 1),
    xingAt: at + 4 + (first ? (mono ? 17 : 32) : mono ? 9 : 17),
  };
}

async function audioStart(file: RangedFile): Promise<number> {
  const b = await file.bytes(0, 10);
  if (b.length < 10 || b.toString('latin1', 0, 3) !== 'ID3') return 0;
  const size =
    (b[6]! & 127) * 2 ** 21 + (b[7]! & 127) * 2 ** 14 + (b[8]! & 127) * 128 + (b[9]! & 127);
  return 10 + size + ((b[5]! & 16) === 0 ? 0 : 10);
}

/**
 * Seconds of an MP3: exact with a Xing/Info or VBRI header, else from the first frame's bit rate.
 * @throws AppError file-broken when no frame is found or a stated length is cut off
 */
export async function mp3Seconds(file: RangedFile): Promise<number | null> {
  const start = await audioStart(file);
  const b = await file.bytes(start, 128 * 1024);
  let at = 0;
  // Two frames in a row: sync bits alone also occur in pictures and padding.
  while (at < b.length && !isFramePair(b, at)) at++;
  const frame = frameAt(b, at);
  if (frame === null) throw new AppError('file-broken', { missing: 'frame' });
  const rest = file.size - start - at;
  const tag = b.toString('latin1', frame.xingAt, frame.xingAt + 4);
  if ((tag === 'Xing' || tag === 'Info') && frame.xingAt + 16 <= b.length) {
    const flags = b.readUInt32BE(frame.xingAt + 4);
    const bytes = (flags & 3) === 3 ? b.readUInt32BE(frame.xingAt + 12) : 0;
    if (bytes > 0 && rest < bytes * 0.98 - 4_096)
      throw new AppError('file-broken', { bytes: rest, expected: bytes });
    if ((flags & 1) === 1)
      return (b.readUInt32BE(frame.xingAt + 8) * frame.samples) / frame.sampleRate;
  }
  if (b.toString('latin1', at + 36, at + 40) === 'VBRI' && at + 54 <= b.length)
    return (b.readUInt32BE(at + 50) * frame.samples) / frame.sampleRate;
  return (rest * 8) / frame.rate;
}

function isFramePair(b: Buffer, at: number): boolean {
  const frame = frameAt(b, at);
  if (frame === null) return false;
  const next = at + frame.length;
  return next + 4 > b.length ? b.length - at <= frame.length + 4 : frameAt(b, next) !== null;
}
