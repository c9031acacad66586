import type { AppDeps } from './app-deps.ts';

/** Gives a picture by its key: kept, or drawn and kept. */
export type DerivedPictures = (key: string, draw: () => Promise<Uint8Array>) => Promise<Uint8Array>;

/**
 * Draws each picture once, however many readers ask at the same moment, and keeps it among the
 * derived files.
 */
export function derivedPictures({
  storage: { files },
  log,
}: Pick<AppDeps, 'storage' | 'log'>): DerivedPictures {
  const drawing = new Map<string, Promise<Uint8Array>>();
  return async (key, draw) => {
    const kept = await files.findDerived(key);
    if (kept) return kept;
    const running = drawing.get(key);
    if (running) return running;
    const drawn = draw()
      .then(async (bytes) => {
        // A full disk must not keep readers from the page: the picture is drawn again next time.
        await files.putDerived(key, bytes).catch((error: unknown) => {
          log.warn({ err: error }, 'picture not kept');
        });
        return bytes;
      })
      .finally(() => drawing.delete(key));
    drawing.set(key, drawn);
    return drawn;
  };
}
