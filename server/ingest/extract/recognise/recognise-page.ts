import { AppError } from '#server/base/errors.ts';
import type { RecognisedLine, RecognisedPage } from '#server/items/recognised-page.ts';
import type { Engine } from './engine.ts';
import { evenLight } from './even-light.ts';
import type { GreyPicture } from './grey-picture.ts';
import { loadPicture, type PageToRecognise } from './load-picture.ts';
import { MODELS, ModelFault } from './model-files.ts';
import { orderLines } from './reading-order.ts';
import { repairLines, type RepairedLine } from './repair-lines.ts';
import { findSkew } from './skew.ts';
import { tonePairs } from './tone-pairs-file.ts';
import { findTurn, openTrueocr, type TrueocrModels } from './trueocr-models.ts';
import { trueocrEngine } from './trueocr-engine.ts';
import { boxAsShown, straightenPicture, turnPicture, type Turning } from './turning.ts';

/** Opened when a page is first read: half a second and 60 MB. */
let models: Promise<TrueocrModels> | null = null;

/** @throws AppError recognition-unavailable */
async function openModels(): Promise<TrueocrModels> {
  models ??= openTrueocr(MODELS);
  try {
    return await models;
  } catch (error) {
    models = null;
    if (error instanceof ModelFault)
      throw new AppError('recognition-unavailable', {}, { cause: error });
    throw error;
  }
}

/** The picture upright and level, and how it became so. */
async function setUpright(
  shown: GreyPicture,
  opened: TrueocrModels,
): Promise<{ picture: GreyPicture; turning: Turning }> {
  const tilt = findSkew(shown);
  // A tilted page could be taken for a turned one.
  const turn = await findTurn(opened, straightenPicture(shown, tilt));
  const turned = turnPicture(shown, turn);
  // After a quarter turn other lines are level.
  const skew = turn === 0 ? tilt : findSkew(turned);
  return {
    picture: straightenPicture(turned, skew),
    turning: { width: shown.width, height: shown.height, turn, mirrored: false, skew },
  };
}

const lineAsShown = (turning: Turning, line: RepairedLine): RecognisedLine => ({
  box: boxAsShown(turning, line.box),
  words: line.words.map(({ text, box, read }) => ({
    text,
    box: boxAsShown(turning, box),
    ...(read === undefined ? {} : { read }),
  })),
  ...(line.begins ? { begins: 1 as const } : {}),
});

/**
 * Reads what is printed on a page. In a child process only.
 * @throws AppError file-broken | file-bomb | file-empty | file-encrypted | page-not-found |
 * unsupported-type | recognition-unavailable
 */
export async function recognisePage(page: PageToRecognise): Promise<RecognisedPage> {
  const shown = await loadPicture(page);
  const opened = await openModels();
  const { picture, turning } = await setUpright(evenLight(shown), opened);
  const engine: Engine = trueocrEngine(opened);
  const lines = repairLines(await tonePairs(), orderLines(await engine.read(picture)));
  return {
    width: shown.width,
    height: shown.height,
    turn: turning.turn,
    skew: turning.skew,
    lines: lines.map((line) => lineAsShown(turning, line)),
    engines: [engine.name],
    notes: lines.length === 0 ? ['no-text'] : [],
  };
}
