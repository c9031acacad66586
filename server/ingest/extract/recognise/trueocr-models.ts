import { InferenceSession, Tensor } from 'onnxruntime-node';
import { scaleToLongSide, type GreyPicture } from './grey-picture.ts';
import { linesOfMap, type DetectedLine } from './detected-lines.ts';
import { readModelFile } from './model-files.ts';
import type { QuarterTurn } from '#server/items/recognised-page.ts';

/** One thread: the lane's size says how many pages are read at a time. No arena: it never shrinks. */
const OPTIONS: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  graphOptimizationLevel: 'all',
  enableCpuMemArena: false,
  enableMemPattern: false,
  logSeverityLevel: 3,
};

/** What `meta.json` says of the models. */
interface ModelFacts {
  readonly charset: readonly string[];
  /** Pixels that the detector's input is long. */
  readonly longSide: number;
  /** Pixels that a line may be wide. */
  readonly maxWidth: number;
}

/** The models of trueocr, opened. */
export interface TrueocrModels {
  readonly facts: ModelFacts;
  readonly detector: InferenceSession;
  readonly recogniser: InferenceSession;
  readonly orienter: InferenceSession;
}

/** @throws ModelFault */
export async function openTrueocr(folder: string): Promise<TrueocrModels> {
  const session = async (name: string): Promise<InferenceSession> =>
    InferenceSession.create(await readModelFile(folder, name), OPTIONS);
  const meta = JSON.parse((await readModelFile(folder, 'meta.json')).toString('utf8')) as {
    charset: string[];
    det_long_side: number;
    max_width: number;
  };
  return {
    facts: { charset: meta.charset, longSide: meta.det_long_side, maxWidth: meta.max_width },
    detector: await session('det.onnx'),
    recogniser: await session('rec.onnx'),
    orienter: await session('orient.onnx'),
  };
}

/** Ink is 1, white 0. */
const inkOf = (grey: number): number => 1 - grey / 255;

/** The picture as ink at the top left of a larger field. */
function inkField({ width, height, pixels }: GreyPicture, across: number, down: number): Tensor {
  const field = new Float32Array(across * down);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) field[y * across + x] = inkOf(pixels[y * width + x]!);
  return new Tensor('float32', field, [1, 1, down, across]);
}

/** Sides that the detector takes. */
const MULTIPLE = 32;
/** Lines lower than this are looked at again, larger. */
const LOW = 9;
const LOW_LINES = 8;
const TARGET = 12;
const LONGEST = 2_048;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1]!;

async function detectAt(models: TrueocrModels, picture: GreyPicture, side: number) {
  const { picture: small, scale } = scaleToLongSide(picture, side);
  const field = inkField(
    small,
    Math.ceil(small.width / MULTIPLE) * MULTIPLE,
    Math.ceil(small.height / MULTIPLE) * MULTIPLE,
  );
  const { out } = await models.detector.run({ x: field });
  const [, , height = 0, width = 0] = out!.dims;
  const planes = out!.data as Float32Array;
  return { lines: linesOfMap({ width, height, planes }), scale };
}

/** Printed lines of an upright, level picture, in its pixels; a second look where they are low. */
export async function detectLines(
  models: TrueocrModels,
  picture: GreyPicture,
): Promise<DetectedLine[]> {
  const { longSide } = models.facts;
  let { lines, scale } = await detectAt(models, picture, longSide);
  if (lines.length >= LOW_LINES) {
    const height = median(lines.map((l) => l.bottom - l.top));
    const larger = Math.min(LONGEST, (longSide * TARGET) / Math.max(1, height));
    const side = Math.floor(larger / MULTIPLE) * MULTIPLE;
    if (height < LOW && side > longSide) ({ lines, scale } = await detectAt(models, picture, side));
  }
  return lines
    .map(({ left, top, right, bottom }) => ({
      left: Math.max(0, left / scale),
      top: Math.max(0, top / scale),
      right: Math.min(picture.width, right / scale),
      bottom: Math.min(picture.height, bottom / scale),
    }))
    .filter((l) => l.right - l.left >= 1 && l.bottom - l.top >= 1);
}

const ORIENT_SIDE = 768;
/** Nearly all pages are upright, and a wrong turn loses the page. */
const SURE = 0.95;

/** How far the picture has to be turned clockwise to stand upright; 0 where that is not sure. */
export async function findTurn(models: TrueocrModels, picture: GreyPicture): Promise<QuarterTurn> {
  const { picture: small } = scaleToLongSide(picture, ORIENT_SIDE);
  const { p } = await models.orienter.run({ x: inkField(small, ORIENT_SIDE, ORIENT_SIDE) });
  // Quarter turns counter-clockwise that what is printed was turned by; then columns from above.
  const chances = [...(p!.data as Float32Array)];
  const turn = ([0, 90, 180, 270] as const)[chances.findIndex((chance) => chance > SURE)];
  return turn ?? 0;
}
