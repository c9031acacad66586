import type { ActionDeps } from '#server/action-deps.ts';
import type { StoredFile } from '#server/ports.ts';

export type Discard = () => Promise<void>;

/**
 * How bytes that were stored just now are taken away again, when what they came for is refused.
 * Those that were there before stay, and those that an item has; somebody who puts the same bytes
 * from now on keeps them.
 */
export function discardOf(
  { catalog, files }: Pick<ActionDeps, 'catalog' | 'files'>,
  { sha256, existed }: StoredFile,
): Discard {
  const storedBefore = new Date(Date.now() + 1).toISOString();
  return async () => {
    if (existed || (await catalog.findItemsByFile(sha256)).length > 0) return;
    await files.remove(sha256, storedBefore);
  };
}
