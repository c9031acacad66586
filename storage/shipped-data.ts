import { readFileSync } from 'node:fs';
import { openTonePairs } from '#server/base/vietnamese/tone-pairs.ts';
import type { OrderTrees } from '#server/search/scoring/learned-order.ts';
import type { ShippedData } from '#server/search/scoring/question.ts';

const ROOT = /\/dist\/storage\//u.test(import.meta.url) ? '../../' : '../';
const read = (path: string): Buffer => readFileSync(new URL(ROOT + path, import.meta.url));

/** Opened in a thread that reads an index, never in the main one. */
export const SHIPPED_DATA: ShippedData = {
  pairs: () => openTonePairs(read('server/base/vietnamese/tone-pairs.bin')),
  trees: () =>
    JSON.parse(read('server/search/scoring/order-trees.json').toString('utf8')) as OrderTrees,
};
