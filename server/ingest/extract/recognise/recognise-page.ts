import type { TonePairs } from '#server/base/vietnamese/tone-pairs.ts';
import type { RecognisedLine, RecognisedPage } from '#server/items/recognised-page.ts';
import type { Engine, ReadLine } from './engine.ts';
import { evenLight } from './even-light.ts';
import type { GreyPicture } from './grey-picture.ts';
import { loadPicture, type PageToRecognise } from './load-picture.ts';
import { readers, readWith, type Readers } from './readers.ts';
import { orderLines } from './reading-order.ts';
import { settleLines, type SettledLine } from './settle-lines.ts';
import { findRules } from './ruled-lines.ts';
import { findSkew } from './skew.ts';
import { tonePairs } from './tone-pairs-file.ts';
import { isPrinted, knownShare } from './unread-regions.ts';
import {
  boxAsShown,
  mirrorPicture,
  straightenPicture,
  turnPicture,
  type Turning,
} from './turning.ts';

/** The picture upright and level, and how it became so. */
async function setUpright(
  shown: GreyPicture,
  { turnOf }: Readers,
): Promise<{ picture: GreyPicture; turning: Turning }> {
  const tilt = findSkew(shown);
  const level = straightenPicture(shown, tilt);
  // A tilted page could be taken for a turned one.
  const turn = await turnOf(level);
  const turning = { width: shown.width, height: shown.height, turn, mirrored: false };
  if (turn === 0) return { picture: level, turning: { ...turning, skew: tilt } };
  // After a quarter turn other lines are level.
  const turned = turnPicture(shown, turn);
  const skew = findSkew(turned);
  return { picture: straightenPicture(turned, skew), turning: { ...turning, skew } };
}

const lineAsShown = (turning: Turning, line: SettledLine): RecognisedLine => ({
  box: boxAsShown(turning, line.box),
  words: line.words.map(({ text, box, read, other, doubt }) => ({
    text,
    box: boxAsShown(turning, box),
    ...(read === undefined ? {} : { read }),
    ...(other === undefined ? {} : { other }),
    ...(doubt === undefined ? {} : { doubt }),
  })),
  ...(line.begins ? { begins: 1 as const } : {}),
});

/** A page of fewer lines is not tried as its mirror image. */
const LEAST_LINES = 3;
/** Shares of known syllables: fewer are no Vietnamese, more are. */
const FOREIGN = 0.3;
const VIETNAMESE = 0.6;

/** An upright picture, how it became so, and what the first reader read on it. */
interface ReadPicture {
  readonly picture: GreyPicture;
  readonly turning: Turning;
  readonly found: readonly ReadLine[];
}

/** What the first reader reads; of a film that lay the wrong way round, on its mirror image. */
async function readFirst(
  engine: Engine,
  pairs: TonePairs,
  upright: Omit<ReadPicture, 'found'>,
): Promise<ReadPicture> {
  const { picture, turning } = upright;
  const found = await readWith(engine, picture);
  if (found.length < LEAST_LINES || knownShare(pairs, found) > FOREIGN)
    return { ...upright, found };
  const mirror = mirrorPicture(picture);
  const again = await readWith(engine, mirror);
  if (knownShare(pairs, again) < VIETNAMESE) return { ...upright, found };
  // The mirror image leans to the other side.
  const skew = turning.skew === 0 ? 0 : -turning.skew;
  return { picture: mirror, turning: { ...turning, mirrored: true, skew }, found: again };
}

/** What the second reader read, null where it failed: the page is read all the same. */
async function readAgain(
  engine: Engine,
  picture: GreyPicture,
): Promise<readonly ReadLine[] | null> {
  // The second reader takes most: what the first left, thirty megabytes of pictures, goes before.
  globalThis.gc?.();
  try {
    return await engine.read(picture);
  } catch {
    return null;
  }
}

/**
 * Reads what is printed on a page. In a child process only.
 * @throws AppError file-broken | file-bomb | file-empty | file-encrypted | page-not-found |
 * unsupported-type | recognition-unavailable
 */
export async function recognisePage(page: PageToRecognise): Promise<RecognisedPage> {
  const shown = await loadPicture(page);
  const opened = await readers();
  const { first } = opened;
  const second = page.secondReader === false ? null : opened.second;
  const pairs = await tonePairs();
  const upright = await setUpright(evenLight(shown), opened);
  const { picture, turning, found } = await readFirst(first, pairs, upright);
  const printed = found.filter((line) => isPrinted(pairs, line));
  const lines = orderLines(printed, findRules(picture));
  // Where the first finds nothing there is nothing to compare.
  const again = second === null || lines.length === 0 ? null : await readAgain(second, picture);
  const failed = second !== null && lines.length > 0 && again === null;
  return {
    width: shown.width,
    height: shown.height,
    turn: turning.turn,
    skew: turning.skew,
    lines: settleLines(pairs, lines, again).map((line) => lineAsShown(turning, line)),
    engines: again === null ? [first.name] : [first.name, second!.name],
    notes: [
      ...opened.notes,
      ...(lines.length === 0 ? ['no-text'] : []),
      ...(turning.mirrored ? ['mirrored'] : []),
      ...(printed.length < found.length ? ['handwriting'] : []),
      ...(failed ? ['second-reader-failed'] : []),
    ],
  };
}
