import { fragmentOf } from '#server/base/locator.ts';
import { ProvisionReader, provisionAt } from '#server/base/vietnamese/provisions.ts';
import type { Passage } from '#server/items/item.ts';

export interface AddressedPassage {
  readonly passage: Passage;
  /** For each paragraph the id of the provision that begins with it, or null. */
  readonly ids: readonly (string | null)[];
}

/** What the heading of a passage says it stands in: `Điều 12. Quyền` → `dieu-12`. */
const articleId = (heading: string): string =>
  provisionAt(null, heading)
    .toLowerCase()
    .replace(
      /^điều\s+(\d+)([a-zđ]?)$/u,
      (_, n: string, letter: string) => `dieu-${n}${letter === 'đ' ? 'dd' : letter}`,
    );

/**
 * Addresses of provisions among the paragraphs of pages: a page keeps only where its passages begin,
 * so they are read once more, from the page before on.
 * @param passages in reading order
 */
export function addressPassages(passages: readonly Passage[]): AddressedPassage[] {
  const reader = new ProvisionReader();
  return passages.map((passage, i) => {
    const own = fragmentOf(passage.locator);
    if (i === 0) reader.resume(articleId(passage.heading));
    let begun = false;
    const ids = passage.text.split(/\n\s*\n/u).map((text) => {
      const id = reader.read(text)?.id ?? null;
      if (id === null || own === null || begun) return id;
      begun = true;
      // The document as a whole knows which Điều 5 this one is.
      if (id !== own) reader.resume(own);
      return own;
    });
    return { passage, ids };
  });
}
