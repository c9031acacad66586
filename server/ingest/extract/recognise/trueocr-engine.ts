import { Tensor } from 'onnxruntime-node';
import { decodeSteps, wordsOfSigns, type SeenWord } from './ctc.ts';
import type { DetectedLine } from './detected-lines.ts';
import type { Engine, ReadLine, ReadWord } from './engine.ts';
import { scaleRegion, type GreyPicture, type Region } from './grey-picture.ts';
import { detectLines, type TrueocrModels } from './trueocr-models.ts';

/**
 * The recogniser sees a line with what stands above and below it and beside its ends, in line
 * heights. trueocr itself gives 1.6 and .3: with a little more, marks of capitals and full stops
 * are lost less often (measured on clean, worn and photographed pages).
 */
const ABOVE = 1.75;
const BEFORE = 0.5;
const AFTER = 0.7;
const HEIGHT = 96;
const MULTIPLE = 8;
/** Beyond the widest line of a batch: without it a line read beside others differs. */
const HALO = 8;
/** Pixels across that are read at a time, as a bound on memory. */
const BATCH_WIDTH = 3 * 768;
/** Lines of a batch are at most so much wider than its first. */
const LIKE = 1.3;

/** A line's field for the recogniser. */
interface LineField {
  readonly line: DetectedLine;
  readonly region: Region;
  readonly width: number;
}

function fieldOf(line: DetectedLine, maxWidth: number): LineField {
  const high = Math.max(1, line.bottom - line.top);
  const region = {
    left: Math.floor(line.left - BEFORE * high),
    top: Math.floor(line.top - ABOVE * high),
    right: Math.ceil(line.right + AFTER * high),
    bottom: Math.ceil(line.bottom + ABOVE * high),
  };
  const natural = ((region.right - region.left) * HEIGHT) / (region.bottom - region.top);
  return { line, region, width: Math.max(MULTIPLE, Math.min(maxWidth, Math.round(natural))) };
}

/** Lines of like width together, narrowest first. */
export function batchesOf<T extends { readonly width: number }>(lines: readonly T[]): T[][] {
  const batches: T[][] = [];
  for (const line of lines.toSorted((a, b) => a.width - b.width)) {
    const batch = batches.at(-1);
    const fits =
      batch !== undefined &&
      line.width <= LIKE * Math.max(64, batch[0]!.width) &&
      (batch.length + 1) * line.width <= BATCH_WIDTH;
    if (fits) batch.push(line);
    else batches.push([line]);
  }
  return batches;
}

/** How dark the columns of a line are at their darkest, between its top and bottom. */
function darkestOf({ width, pixels }: GreyPicture, { top, bottom }: Region, x: number): number {
  let darkest = 255;
  for (let y = top; y < bottom; y++) darkest = Math.min(darkest, pixels[y * width + x]!);
  return darkest;
}

const INK = 160;

/** The span without the white at its sides. */
function shrinkToInk(picture: GreyPicture, span: Region): Region {
  let { left, right } = span;
  while (left < right - 1 && darkestOf(picture, span, left) > INK) left++;
  while (right > left + 1 && darkestOf(picture, span, right - 1) > INK) right--;
  return right - left > 1 ? { ...span, left, right } : span;
}

const within = (value: number, most: number): number =>
  Math.min(Math.max(Math.round(value), 0), most);

/** A word with its box, by the steps in which it was seen. */
function boxWord(
  picture: GreyPicture,
  { line, region, width }: LineField,
  seen: SeenWord,
  perStep: number,
): ReadWord {
  const across = (step: number) =>
    region.left + (step * perStep * (region.right - region.left)) / width;
  const span = {
    left: within(Math.max(across(seen.from), line.left), picture.width - 1),
    top: within(line.top, picture.height - 1),
    right: within(Math.min(across(seen.to), line.right), picture.width),
    bottom: within(line.bottom, picture.height),
  };
  const { left, top, right, bottom } = shrinkToInk(picture, span);
  return {
    text: seen.text,
    box: [left, top, Math.max(1, right - left), Math.max(1, bottom - top)],
    confidence: seen.confidence,
    least: seen.least,
  };
}

async function readBatch(
  models: TrueocrModels,
  picture: GreyPicture,
  batch: readonly LineField[],
): Promise<ReadLine[]> {
  const widest = Math.ceil(batch.at(-1)!.width / MULTIPLE) * MULTIPLE + HALO;
  const field = new Float32Array(batch.length * HEIGHT * widest);
  for (const [at, { region, width }] of batch.entries()) {
    const scaled = scaleRegion(picture, region, width, HEIGHT);
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < width; x++)
        field[(at * HEIGHT + y) * widest + x] = 1 - scaled[y * width + x]! / 255;
  }
  const result = await models.recogniser.run({
    x: new Tensor('float32', field, [batch.length, 1, HEIGHT, widest]),
    widths: new Tensor(
      'int64',
      BigInt64Array.from(batch, (b) => BigInt(b.width)),
    ),
  });
  const ids = result['ids']!.data as BigInt64Array;
  const confidences = result['conf']!.data as Float32Array;
  const lengths = result['lengths']!.data as BigInt64Array;
  const steps = ids.length / batch.length;
  return batch.flatMap((line, at) => {
    const [from, to] = [at * steps, at * steps + Number(lengths[at])];
    const signs = decodeSteps(
      ids.subarray(from, to),
      confidences.subarray(from, to),
      models.facts.charset,
    );
    const words = wordsOfSigns(signs, to - from).map((seen) =>
      boxWord(picture, line, seen, widest / steps),
    );
    if (words.length === 0) return [];
    const { left, top, right, bottom } = line.line;
    const [x, y] = [Math.floor(left), Math.floor(top)];
    return [{ box: [x, y, Math.ceil(right) - x, Math.ceil(bottom) - y] as const, words }];
  });
}

/** The first engine: trueocr's detector and recogniser (trueocr 0.1.1, Apache-2.0). */
export const trueocrEngine = (models: TrueocrModels): Engine => ({
  name: 'trueocr 0.1.1',
  async read(picture) {
    const fields = (await detectLines(models, picture)).map((line) =>
      fieldOf(line, models.facts.maxWidth),
    );
    const lines: ReadLine[] = [];
    for (const batch of batchesOf(fields)) lines.push(...(await readBatch(models, picture, batch)));
    return lines;
  },
});
