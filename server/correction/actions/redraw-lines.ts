import { AppError } from '#server/base/errors.ts';
import type { Actor } from '#server/people/account.ts';
import type { LineNow } from '../corrected-page.ts';
import { areBesideEachOther, joinedLine, partedLine, storedLine } from '../edit-line.ts';
import { textOfWords, type CorrectedLine, type CorrectionEvent } from '../page-correction.ts';
import { wordsOf } from '../word-edits.ts';
import { machineLineOf } from './correct-lines.ts';
import type { PageAddress, PageToCorrect } from './page-to-correct.ts';
import { eventOn, replacedLine, savePage, type Deps } from './save-page.ts';

/** What somebody makes of how lines are drawn. */
export type RedrawWish =
  | {
      readonly kind: 'split';
      readonly line: string;
      readonly saw: string;
      /** Of the word that the second piece begins with, from 1. */
      readonly at: number;
    }
  | {
      readonly kind: 'join';
      readonly line: string;
      readonly saw: string;
      /** The line right behind it. */
      readonly next: string;
      readonly nextSaw: string;
    };

/** Lines of a page after two of them changed, and what each of the two says. */
export interface Redrawn {
  readonly lines: readonly CorrectedLine[];
  readonly texts: readonly string[];
}

const BETWEEN = '\n';

/** Lines with these in their stead; those that follow one line follow the other from now on. */
function withLines(
  page: PageToCorrect,
  changed: readonly CorrectedLine[],
  [from, to]: readonly [from: string, to: string],
): readonly CorrectedLine[] {
  const lines = changed.reduce<readonly CorrectedLine[]>(
    (so, line) =>
      replacedLine(
        { found: page.found, correction: { ...page.correction, lines: so } },
        line,
        machineLineOf(page, line.id),
      ),
    page.correction.lines,
  );
  return lines.map((line) =>
    line.follows === from && line.id !== to ? { ...line, follows: to } : line,
  );
}

const shown = ({ now }: PageToCorrect): readonly LineNow[] =>
  now.lines.filter(({ words }) => words.length > 0);

/** The page with a line parted; `id` is of the second piece. Null where it has not so many words. */
export function withParted(
  page: PageToCorrect,
  lineId: string,
  at: number,
  id: string,
): Redrawn | null {
  const line = page.now.lines.find((one) => one.id === lineId);
  if (line === undefined || at < 1 || at >= line.words.length) return null;
  const [first, piece] = partedLine(storedLine(line), at, id);
  const machine = machineLineOf(page, id);
  // A machine's line that had been joined to this one stands where it stood.
  const second = machine === null ? piece : { ...machine, words: piece.words };
  return {
    lines: withLines(page, [first, second], [lineId, id]),
    texts: [textOfWords(first.words), textOfWords(second.words)],
  };
}

/** The page with a line and the one right behind it as one. Null where it is not right behind it. */
export function withJoined(page: PageToCorrect, lineId: string, nextId: string): Redrawn | null {
  const lines = shown(page);
  const at = lines.findIndex(({ id }) => id === lineId);
  const [line, next] = [lines[at], lines[at + 1]];
  if (line === undefined || next?.id !== nextId) return null;
  const joined = joinedLine(storedLine(line), storedLine(next));
  const gone = { ...storedLine(next), words: [] };
  return {
    lines: withLines(page, [joined, gone], [nextId, lineId]),
    texts: [textOfWords(joined.words)],
  };
}

const textOf = (page: PageToCorrect, id: string): string | null => {
  const line = shown(page).find((one) => one.id === id);
  return line === undefined ? null : textOfWords(line.words);
};

/** Which of two lines an event parted or joined, so that it can be taken back. */
export function withoutRedrawing(
  page: PageToCorrect,
  { line, other = '', before, after }: CorrectionEvent,
): Redrawn | null {
  if (after?.includes(BETWEEN)) return withJoined(page, line, other);
  if (textOf(page, line) !== after) return null;
  return withParted(page, line, wordsOf(before!.split(BETWEEN)[0]!).length, other);
}

/** How two lines stand in histories. */
export const textOfBoth = (texts: readonly string[]): string => texts.join(BETWEEN);

function redraw(deps: Deps, page: PageToCorrect, wish: RedrawWish) {
  const { kind, line, saw } = wish;
  if (textOf(page, line) !== saw) return null;
  if (kind === 'split') {
    const id = `+${deps.newId()}`;
    const parted = withParted(page, line, wish.at, id);
    return parted === null ? null : { ...parted, other: id, before: saw };
  }
  if (textOf(page, wish.next) !== wish.nextSaw) return null;
  const [first, second] = [line, wish.next].map((id) => page.now.lines.find((l) => l.id === id)!);
  if (!areBesideEachOther(first!, second!)) throw new AppError('invalid-input');
  const joined = withJoined(page, line, wish.next);
  const before = textOfBoth([saw, wish.nextSaw]);
  return joined === null ? null : { ...joined, other: wish.next, before };
}

/**
 * Parts a line before a word, or joins it with the one right behind it, on the same row. Words, boxes
 * and doubts stay; it is one event, and taken back as one. `conflict`: somebody changed the lines
 * meanwhile; nothing is saved. Throws as {@link savePage}, and `invalid-input` for lines of two rows.
 */
export async function redrawLines(
  deps: Deps,
  actor: Actor,
  address: PageAddress,
  wish: RedrawWish,
): Promise<'saved' | 'conflict'> {
  return savePage(deps, actor, address, (page) => {
    const redrawn = redraw(deps, page, wish);
    if (redrawn === null) return [null, 'conflict'] as const;
    const { lines, texts, other, before } = redrawn;
    const { kind, line } = wish;
    const event = { kind, line, other, before, after: textOfBoth(texts) };
    return [{ lines, events: [eventOn(deps, actor, page, event)] }, 'saved'] as const;
  });
}
