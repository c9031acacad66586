import { item, share } from './reading/item.ts';
import { offline } from './reading/offline.ts';
import { book, original, picture } from './reading/original.ts';
import { device, inside, printView, reader, watch } from './reading/reader.ts';
import type { readingWords as vietnamese } from '../../vi/reader/reading.ts';

/** What readers see of an item and inside it. */
export const readingWords: typeof vietnamese = {
  item,
  share,
  reader,
  device,
  watch,
  inside,
  printView,
  picture,
  original,
  book,
  offline,
};
