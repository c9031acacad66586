import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import tesseract, { type Worker } from 'tesseract.js';
import type { Engine, ReadLine, ReadWord } from './engine.ts';
import type { GreyPicture } from './grey-picture.ts';

const VIETNAMESE = join(
  dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/vie/package.json')),
  '4.0.0_best_int',
);
/** A worker's memory grows and its reading drifts from page to page. */
const PAGES_EACH = 3;
/** It guesses where a picture does not say. */
const DPI = 200;

interface BoundingBox {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

function boxOf({ x0, y0, x1, y1 }: BoundingBox, { width, height }: GreyPicture): ReadLine['box'] {
  const [left, top] = [Math.min(Math.max(x0, 0), width), Math.min(Math.max(y0, 0), height)];
  return [left, top, Math.min(x1, width) - left, Math.min(y1, height) - top];
}

/** @throws what tesseract says of its data */
function startWorker(data: string): Promise<Worker> {
  // Without data that it can read it would never answer: only its error handler is told.
  const { promise, resolve, reject } = Promise.withResolvers<Worker>();
  tesseract
    .createWorker('vie', tesseract.OEM.LSTM_ONLY, {
      // Its own files only: nothing is fetched, nothing written.
      langPath: data,
      cacheMethod: 'none',
      gzip: true,
      // Without one a picture that it cannot read ends the process.
      errorHandler: reject,
    })
    .then(resolve, reject);
  return promise;
}

/**
 * The second engine: Tesseract 5 as WebAssembly in a thread, with the Vietnamese data "best, as
 * integers" (Apache-2.0). Slower than the first and reads more signs.
 * @param data folder of `vie.traineddata.gz`
 */
export function tesseractEngine(data = VIETNAMESE): Engine {
  // One that did not start is not started again: its thread cannot be ended.
  let worker: Promise<Worker> | null = null;
  let pages = 0;
  const rest = async (): Promise<void> => {
    const started = await worker;
    worker = null;
    pages = 0;
    await started?.terminate();
  };
  return {
    name: 'tesseract.js 7.0.0',
    async read(picture) {
      try {
        worker ??= startWorker(data);
        const found = await recognise(await worker, picture);
        if (++pages >= PAGES_EACH) await rest();
        return found;
      } catch (error) {
        await rest().catch(() => {});
        throw new Error('tesseract failed', { cause: error });
      }
    },
  };
}

async function recognise(worker: Worker, picture: GreyPicture): Promise<ReadLine[]> {
  const { width, height, pixels } = picture;
  const png = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .withMetadata({ density: DPI })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const { data } = await worker.recognize(png, {}, { text: false, blocks: true });
  return (data.blocks ?? [])
    .flatMap((block) => block.paragraphs)
    .flatMap((paragraph) => paragraph.lines)
    .map((line) => ({
      box: boxOf(line.bbox, picture),
      words: line.words.flatMap(({ text, bbox, confidence }): ReadWord[] => {
        const read = text.normalize('NFC').replace(/\s/gu, '');
        const box = boxOf(bbox, picture);
        return read === '' ? [] : [{ text: read, box, confidence: confidence / 100 }];
      }),
    }))
    .filter((line) => line.words.length > 0);
}
