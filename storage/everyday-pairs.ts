import { readFileSync } from 'node:fs';
import { openTonePairs, type TonePairs } from '#server/base/vietnamese/tone-pairs.ts';

const FILE = new URL(
  /\/dist\/storage\//u.test(import.meta.url)
    ? '../../server/base/vietnamese/tone-pairs.bin'
    : '../server/base/vietnamese/tone-pairs.bin',
  import.meta.url,
);

/** Opens the tone pairs that are shipped: in a thread that reads an index, never in the main one. */
export const shippedPairs = (): TonePairs => openTonePairs(readFileSync(FILE));
