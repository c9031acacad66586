import type { Poster } from '../poster.ts';
import { madeInThread } from './made-in-thread.ts';

const MOST_MB = 256;

/**
 * The PDF of a poster, made as papers are. `madeAt`: an ISO time, the one its file says it was made
 * at. Throws what the library threw.
 */
export const makePoster = (poster: Poster, madeAt: string): Promise<Buffer> =>
  madeInThread('poster-worker', { poster, madeAt }, MOST_MB);
