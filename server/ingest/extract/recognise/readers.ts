import { AppError } from '#server/base/errors.ts';
import type { QuarterTurn } from '#server/items/recognised-page.ts';
import type { Engine } from './engine.ts';
import type { GreyPicture } from './grey-picture.ts';
import { MODELS } from './model-files.ts';
import { tesseractEngine } from './tesseract-engine.ts';

/** Who reads a page. */
export interface Readers {
  readonly first: Engine;
  /** Null where only one is there. */
  readonly second: Engine | null;
  /** How far a picture has to be turned; 0 where nobody can tell. */
  readonly turnOf: (picture: GreyPicture) => Promise<QuarterTurn>;
  /** What staff have to know of the readers. */
  readonly notes: readonly string[];
}

/**
 * The readers that are there: without the first one's models the second reads alone.
 * @param models folder of the first one's models
 */
export async function openReaders(models: string): Promise<Readers> {
  const tesseract = tesseractEngine();
  try {
    // Where this machine's library is missing, loading it throws.
    const { findTurn, openTrueocr } = await import('./trueocr-models.ts');
    const { trueocrEngine } = await import('./trueocr-engine.ts');
    const opened = await openTrueocr(models);
    return {
      first: trueocrEngine(opened),
      second: tesseract,
      turnOf: (picture) => findTurn(opened, picture),
      notes: [],
    };
  } catch {
    // Told on every page: one that the second reader read alone has twice the faults.
    return {
      first: tesseract,
      second: null,
      turnOf: async () => 0,
      notes: ['first-reader-missing'],
    };
  }
}

let opened: Promise<Readers> | null = null;

/** The readers of this process, opened when a page is first read: half a second and 60 MB. */
export function readers(): Promise<Readers> {
  opened ??= openReaders(MODELS);
  return opened;
}

/** @throws AppError recognition-unavailable */
export async function readWith(engine: Engine, picture: GreyPicture) {
  try {
    return await engine.read(picture);
  } catch (error) {
    throw new AppError('recognition-unavailable', { engine: engine.name }, { cause: error });
  }
}
