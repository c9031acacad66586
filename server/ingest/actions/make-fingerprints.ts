import type { Item } from '#server/items/item.ts';
import type { CataloguingCatalog } from '#server/cataloguing/cataloguing-catalog.ts';
import type { TextCatalog } from '#server/items/text-catalog.ts';
import { fingerprintOf } from '#server/items/fingerprint.ts';

const PASSAGES_AT_ONCE = 500;

/**
 * Makes the prints of an item's texts that have none: those read before prints were kept, or taken
 * in from an older backup.
 */
export async function makeFingerprints(
  { catalog }: { readonly catalog: CataloguingCatalog & TextCatalog },
  item: Pick<Item, 'id' | 'attachments'>,
): Promise<void> {
  const without = new Map<string, string[]>();
  for (const { id, status } of item.attachments)
    if (status.state === 'ready' && (await catalog.findFingerprint(id)) === null)
      without.set(id, []);
  if (without.size === 0) return;
  let after: { attachmentId: string; ordinal: number } | null = null;
  for (;;) {
    const passages = await catalog.listPassages(item.id, after, PASSAGES_AT_ONCE);
    for (const p of passages) without.get(p.attachmentId)?.push(p.text);
    const last = passages.at(-1);
    if (last === undefined || passages.length < PASSAGES_AT_ONCE) break;
    after = { attachmentId: last.attachmentId, ordinal: last.ordinal };
  }
  for (const [attachmentId, texts] of without) {
    const print = fingerprintOf(texts);
    if (print !== null) await catalog.saveFingerprint(attachmentId, print);
  }
}
