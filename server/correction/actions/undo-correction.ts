import { AppError } from '#server/base/errors.ts';
import type { Actor } from '#server/people/account.ts';
import { lineText } from '../corrected-page.ts';
import { storedLine, withDoubts, withText } from '../edit-line.ts';
import { textOfWords, type CorrectedLine, type CorrectionEvent } from '../page-correction.ts';
import { mergeLine } from '../word-edits.ts';
import { machineLineOf } from './correct-lines.ts';
import { textOfBoth, withoutRedrawing } from './redraw-lines.ts';
import type { PageAddress, PageToCorrect } from './page-to-correct.ts';
import { eventOn, replacedLine, savePage, type Deps } from './save-page.ts';

/** What can be taken back: changes of lines, not of the page as a whole. */
export const canBeUndone = ({ kind }: Pick<CorrectionEvent, 'kind'>): boolean =>
  ['change', 'accept', 'add', 'delete', 'split', 'join', 'undo'].includes(kind);

/** Events of a page looked through for the last one of a person. */
const LOOKED_THROUGH = 200;

export interface Undone {
  readonly state: 'saved' | 'same' | 'conflict';
  readonly line: string;
  /** The line as it stands now. */
  readonly text: string | null;
}

/** The line as it was before the event; null where what was done since stands in the way. */
function lineBefore(page: PageToCorrect, event: CorrectionEvent): CorrectedLine | null {
  const line = page.now.lines.find(({ id }) => id === event.line);
  if (line === undefined) return null;
  const machine = machineLineOf(page, event.line);
  const now = lineText(page.now, event.line);
  const kept = storedLine(line);
  if (event.kind === 'accept')
    return withDoubts(kept, event.words ?? kept.words.map((_, i) => i), machine);
  const merged = mergeLine(event.after, event.before, now);
  if (merged.isConflict) return null;
  if (merged.text === null) return { ...kept, words: [] };
  const written = withText(kept, merged.text, machine);
  return event.words === undefined ? written : withDoubts(written, event.words, machine);
}

/** Two lines as they were, one parted or both joined. */
function undoRedrawing(deps: Deps, actor: Actor, page: PageToCorrect, event: CorrectionEvent) {
  const { line, other, before, after, id } = event;
  const redrawn = withoutRedrawing(page, event);
  if (redrawn === null)
    return [null, { state: 'conflict', line, text: lineText(page.now, line) } as Undone] as const;
  const now = before!.includes('\n')
    ? after
    : textOfBoth([line, other!].map((n) => lineText(page.now, n)!));
  const told = {
    kind: 'undo',
    line,
    other: other!,
    before: now,
    after: textOfBoth(redrawn.texts),
    undoes: id,
  } as const;
  const change = { lines: redrawn.lines, events: [eventOn(deps, actor, page, told)] };
  return [change, { state: 'saved', line, text: redrawn.texts[0]! } as Undone] as const;
}

function undo(deps: Deps, actor: Actor, page: PageToCorrect, event: CorrectionEvent) {
  if (event.other !== undefined) return undoRedrawing(deps, actor, page, event);
  const { line: id } = event;
  const now = lineText(page.now, id);
  const isGoneAdded = event.before !== null && now === null && id.startsWith('+');
  const before = isGoneAdded ? null : lineBefore(page, event);
  if (before === null) return [null, { state: 'conflict', line: id, text: now } as Undone] as const;
  const text = before.words.length === 0 ? null : textOfWords(before.words);
  const lines = replacedLine(page, before, machineLineOf(page, id));
  if (JSON.stringify(lines) === JSON.stringify(page.correction.lines))
    return [null, { state: 'same', line: id, text: now } as Undone] as const;
  const told = { kind: 'undo', line: id, before: now, after: text, undoes: event.id } as const;
  const change = { lines, events: [eventOn(deps, actor, page, told)] };
  return [change, { state: 'saved', line: id, text } as Undone] as const;
}

/**
 * Takes one correction back, whatever was done since to other words of the line. Throws as
 * {@link savePage}, and `invalid-input` for an event of another page or of no line.
 */
export async function undoCorrection(
  deps: Deps,
  actor: Actor,
  address: PageAddress,
  eventId: string,
): Promise<Undone> {
  const event = await deps.catalog.findCorrectionEvent(eventId);
  return savePage(deps, actor, address, (page) => {
    const isOfPage =
      event?.itemId === page.key.itemId &&
      event.sha256 === page.key.sha256 &&
      event.page === page.key.page;
    if (event === null || !isOfPage || !canBeUndone(event))
      throw new AppError('invalid-input', { eventId });
    return undo(deps, actor, page, event);
  });
}

/** The last thing that this person did on the page and has not taken back; null for none. */
export async function lastOwnCorrection(
  { catalog }: Pick<Deps, 'catalog'>,
  { accountId }: Pick<Actor, 'accountId'>,
  { key }: Pick<PageToCorrect, 'key'>,
): Promise<CorrectionEvent | null> {
  const { itemId, ...page } = key;
  const events = await catalog.listCorrectionEvents({
    itemId,
    page: { sha256: page.sha256, page: page.page },
    limit: LOOKED_THROUGH,
    before: null,
  });
  const undone = new Set(events.map(({ undoes }) => undoes));
  return (
    events.find(
      (e) => e.actorId === accountId && e.kind !== 'undo' && canBeUndone(e) && !undone.has(e.id),
    ) ?? null
  );
}
