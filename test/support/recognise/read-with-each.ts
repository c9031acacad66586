/**
 * Reads pictures with each engine and writes what was read as JSON. A process of its own: a native
 * library takes no arrays of Jest's.
 */
import type { ReadLine } from '#server/ingest/extract/recognise/engine.ts';
import type { GreyPicture } from '#server/ingest/extract/recognise/grey-picture.ts';
import { loadPicture } from '#server/ingest/extract/recognise/load-picture.ts';
import { MODELS } from '#server/ingest/extract/recognise/model-files.ts';
import { tesseractEngine } from '#server/ingest/extract/recognise/tesseract-engine.ts';
import { openReaders } from '#server/ingest/extract/recognise/readers.ts';

/** What one engine read: on the picture that was named, and on pictures where nothing is printed. */
export interface ReadByEngine {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly ReadLine[];
  readonly empty: Readonly<Record<string, readonly ReadLine[]>>;
}

/** What all engines read, and what the second says that finds no data. */
export interface EnginesRead {
  readonly read: readonly ReadByEngine[];
  readonly withoutData: string;
}

const filled = (width: number, height: number, grey: number): GreyPicture => ({
  width,
  height,
  pixels: new Uint8Array(width * height).fill(grey),
});
const EMPTY = {
  white: filled(300, 200, 255),
  black: filled(300, 200, 0),
  'one pixel': filled(1, 1, 0),
  'a thin strip': filled(900, 2, 255),
};

const picture = await loadPicture({ path: process.argv[2]! });
const { first, second } = await openReaders(MODELS);
const read: ReadByEngine[] = [];
for (const engine of [first, second!]) {
  const empty: Record<string, readonly ReadLine[]> = {};
  for (const [name, nothing] of Object.entries(EMPTY)) empty[name] = await engine.read(nothing);
  const { width, height } = picture;
  read.push({ name: engine.name, width, height, lines: await engine.read(picture), empty });
}
const withoutData = tesseractEngine('/nowhere')
  .read(picture)
  .then(
    () => 'read',
    (error: Error) => error.message,
  );
const answer: EnginesRead = { read, withoutData: await withoutData };
process.stdout.write(JSON.stringify(answer), () => process.exit(0));
