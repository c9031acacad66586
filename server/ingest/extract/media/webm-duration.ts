import { AppError } from '#server/base/errors.ts';
import type { RangedFile } from '../ranged-file.ts';

const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const CLUSTER = 0x1f43b675;
const TIMESTAMP_SCALE = 0x2ad7b1;
const DURATION = 0x4489;
const TIMESTAMP = 0xe7;
const MAX_ELEMENTS = 200_000;

interface Element {
  readonly id: number;
  readonly start: number;
  /** null: size unknown (live recording). */ readonly size: number | null;
}

const broken = (missing: string): AppError => new AppError('file-broken', { missing });

/** One EBML element header (RFC 8794 §4-6). */
async function elementAt(file: RangedFile, at: number): Promise<Element | null> {
  const b = await file.bytes(at, 12);
  if (b.length < 2) return null;
  const idLength = Math.clz32(b[0]!) - 23;
  if (idLength > 4 || b.length <= idLength) throw broken('element');
  const sizeLength = Math.clz32(b[idLength]!) - 23;
  if (sizeLength > 8 || b.length < idLength + sizeLength) throw broken('element');
  let size = BigInt(b[idLength]! & (0xff >> sizeLength));
  let unknown = (b[idLength]! & (0xff >> sizeLength)) === 0xff >> sizeLength;
  for (let i = 1; i < sizeLength; i++) {
    size = size * 256n + BigInt(b[idLength + i]!);
    unknown &&= b[idLength + i] === 0xff;
  }
  return {
    id: b.readUIntBE(0, idLength),
    start: at + idLength + sizeLength,
    size: unknown ? null : Number(size),
  };
}

async function unsigned(file: RangedFile, e: Element): Promise<number> {
  const b = await file.bytes(e.start, Math.min(e.size ?? 0, 8));
  return Number(b.reduce((n, byte) => n * 256n + BigInt(byte), 0n));
}

async function readInfo(
  file: RangedFile,
  info: Element,
): Promise<{ scale: number; duration: number | null }> {
  let scale = 1_000_000;
  let duration: number | null = null;
  let at = info.start;
  const end = info.start + (info.size ?? 0);
  while (at < end) {
    const e = await elementAt(file, at);
    if (e === null || e.size === null) break;
    if (e.id === TIMESTAMP_SCALE) scale = await unsigned(file, e);
    if (e.id === DURATION) {
      const b = await file.bytes(e.start, e.size);
      if (b.length === 4) duration = b.readFloatBE(0);
      if (b.length === 8) duration = b.readDoubleBE(0);
    }
    at = e.start + e.size;
  }
  return { scale, duration };
}

/**
 * Seconds of a WebM; a recording without a stated length gives the time of its last cluster, or
 * null.
 * @throws AppError file-broken when the file is cut off or is no WebM
 */
export async function webmSeconds(file: RangedFile): Promise<number | null> {
  const head = await elementAt(file, 0);
  if (head === null || head.id !== EBML || head.size === null) throw broken('EBML');
  const segment = await elementAt(file, head.start + head.size);
  if (segment === null || segment.id !== SEGMENT) throw broken('Segment');
  if (segment.size !== null && segment.start + segment.size > file.size) throw broken('Segment');
  let scale = 1_000_000;
  let last: number | null = null;
  let at = segment.start;
  for (let n = 0; n < MAX_ELEMENTS; n++) {
    const e = await elementAt(file, at);
    if (e === null) break;
    if (e.id === TIMESTAMP) last = await unsigned(file, e);
    // A cluster is entered, not skipped, when nothing says how long it is or how long the film is.
    if (e.id === CLUSTER) {
      const first = await elementAt(file, e.start);
      if (first?.id === TIMESTAMP) last = await unsigned(file, first);
    }
    if (e.size === null) {
      at = e.start;
      continue;
    }
    if (e.start + e.size > file.size) throw broken('element');
    if (e.id === INFO) {
      const info = await readInfo(file, e);
      ({ scale } = info);
      if (info.duration !== null && info.duration > 0) return (info.duration * scale) / 1e9;
    }
    at = e.start + e.size;
  }
  return last === null ? null : (last * scale) / 1e9;
}
