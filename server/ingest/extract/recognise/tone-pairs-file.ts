import { readFile } from 'node:fs/promises';
import { openTonePairs, type TonePairs } from '#server/base/vietnamese/tone-pairs.ts';

const FILE = new URL(
  /\/dist\/server\//u.test(import.meta.url)
    ? '../../../../../server/base/vietnamese/tone-pairs.bin'
    : '../../../base/vietnamese/tone-pairs.bin',
  import.meta.url,
);

let opened: Promise<TonePairs> | null = null;

/** The tone pairs shipped with the program, opened once. */
export function tonePairs(): Promise<TonePairs> {
  opened ??= readFile(FILE).then(openTonePairs);
  return opened;
}
