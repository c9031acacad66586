import { makeMp4 } from './make-media.ts';

const CHUNK = 1024 ** 2;

/**
 * The bytes of a film: a real head, then one box that fills the rest; never whole in memory. The
 * same buffer is filled anew for each piece.
 */
export function* film(size: number): Generator<Buffer> {
  const whole = makeMp4({ seconds: 90 });
  const head = whole.subarray(0, whole.indexOf('mdat') - 4);
  const box = Buffer.alloc(16);
  box.writeUInt32BE(1, 0);
  box.write('mdat', 4, 'latin1');
  box.writeBigUInt64BE(BigInt(size - head.length), 8);
  yield Buffer.concat([head, box]);
  const noise = Buffer.alloc(CHUNK);
  for (let i = 0; i < CHUNK; i++) noise[i] = (i * 31 + (i >> 8)) & 255;
  for (let left = size - head.length - 16, n = 0; left > 0; left -= CHUNK, n++) {
    noise.writeUInt32BE(n, 0);
    yield left >= CHUNK ? noise : noise.subarray(0, left);
  }
}
