import type { Item, Passage } from '../item.ts';
import type { PassageRef, TextCatalog } from '../text-catalog.ts';
import { mayRead } from '../rights.ts';

const BATCH = 500;

/**
 * The item's text as far as its rights let readers have it, in reading order; from one attachment
 * on when named.
 */
export async function* readPassages(
  catalog: TextCatalog,
  item: Item,
  fromAttachment: string | null = null,
): AsyncIterable<Passage> {
  let after: PassageRef | null =
    fromAttachment === null ? null : { attachmentId: fromAttachment, ordinal: -1 };
  while (mayRead(item.rights.kind)) {
    const batch: Passage[] = await catalog.listPassages(item.id, after, BATCH);
    yield* batch;
    if (batch.length < BATCH) return;
    after = batch.at(-1)!;
  }
}
