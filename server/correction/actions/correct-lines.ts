import { AppError } from '#server/base/errors.ts';
import type { Actor } from '#server/people/account.ts';
import { lineText, pageNow, type LineNow, type PageNow } from '../corrected-page.ts';
import { addedLine, storedLine, withChecked, withText } from '../edit-line.ts';
import { messages } from '../messages.ts';
import {
  LONGEST_LINE,
  MOST_ADDED,
  textOfWords,
  tidyLine,
  type CorrectedLine,
  type CorrectionEvent,
} from '../page-correction.ts';
import { mergeLine, wordEdits, wordsOf } from '../word-edits.ts';
import type { PageAddress, PageToCorrect } from './page-to-correct.ts';
import { eventOn, replacedLine, savePage, type Deps } from './save-page.ts';

/** What somebody makes of one line. */
export interface LineWish {
  /** Empty for a new line. */
  readonly line: string;
  /** The text as the person saw it; null for a line that was not there. */
  readonly saw: string | null;
  /** Null takes the line away. */
  readonly text: string | null;
  /** Words of `text` that are right, from 0; `all` for a line that was read through. */
  readonly checked: readonly number[] | 'all';
  /** For a new line: the one that it stands below; empty for the top of the page. */
  readonly below?: string;
}

export interface LineOutcome {
  readonly line: string;
  /** `conflict`: somebody changed the same words meanwhile; nothing was saved. */
  readonly state: 'saved' | 'same' | 'conflict';
  /** The text as it stands now. */
  readonly text: string | null;
  /** What the person wanted. */
  readonly wanted: string | null;
}

/** The page while wishes are carried out one after the other. */
interface Work {
  readonly page: PageToCorrect;
  readonly lines: readonly CorrectedLine[];
  readonly events: readonly CorrectionEvent[];
  readonly outcomes: readonly LineOutcome[];
}

/** What the machine itself read there; null for none. */
export const machineLineOf = ({ found }: PageToCorrect, id: string): CorrectedLine | null => {
  const line = pageNow(found, null).lines.find((one) => one.id === id);
  return line === undefined ? null : storedLine(line);
};

const presentPage = ({ page, lines }: Work): PageNow =>
  pageNow(page.found, { ...page.correction, lines });

/** Where words of one text stand in another; those that were changed are left out. */
function movedWords(from: string, to: string, at: readonly number[]): number[] {
  const edits = wordEdits(wordsOf(from), wordsOf(to));
  return at.flatMap((i) => {
    if (edits.some((e) => i >= e.from && i < e.to)) return [];
    const before = edits.filter((e) => e.to <= i);
    return [before.reduce((n, e) => n + e.words.length - (e.to - e.from), i)];
  });
}

const kindOf = (before: string | null, after: string | null): CorrectionEvent['kind'] =>
  before === null ? 'add' : after === null ? 'delete' : before === after ? 'accept' : 'change';

function add(deps: Deps, actor: Actor, work: Work, wish: LineWish): Work {
  const text = wish.text ?? '';
  if (text === '') return work;
  if (work.lines.filter(({ isAdded }) => isAdded).length >= MOST_ADDED)
    throw new AppError('invalid-input', { fields: { them: messages.tooManyLines(MOST_ADDED) } });
  const now = presentPage(work);
  const above = now.lines.find(({ id }) => id === wish.below) ?? null;
  const line = addedLine(`+${deps.newId()}`, text, above, now);
  const event = { kind: 'add', line: line.id, before: null, after: text } as const;
  return {
    ...work,
    lines: [...work.lines, line],
    events: [...work.events, eventOn(deps, actor, work.page, event)],
    outcomes: [...work.outcomes, { line: line.id, state: 'saved', text, wanted: text }],
  };
}

/** The line with its new text and the words that were looked at. */
function changedLine(line: LineNow, text: string | null, wish: LineWish): CorrectedLine {
  const kept = storedLine(line);
  if (text === null) return { ...kept, words: [] };
  const written = textOfWords(kept.words) === text ? kept : withText(kept, text);
  const { checked } = wish;
  return withChecked(
    written,
    checked === 'all' ? 'all' : movedWords(wish.text ?? '', text, checked),
  );
}

function carryOut(deps: Deps, actor: Actor, work: Work, wish: LineWish): Work {
  if (wish.line === '') return add(deps, actor, work, wish);
  const now = presentPage(work);
  const line = now.lines.find(({ id }) => id === wish.line);
  const before = lineText(now, wish.line);
  const merged = mergeLine(wish.saw, wish.text, before);
  const told = (state: LineOutcome['state'], text: string | null): Work => ({
    ...work,
    outcomes: [...work.outcomes, { line: wish.line, state, text, wanted: wish.text }],
  });
  if (line === undefined || merged.isConflict) return told('conflict', before);
  const after = changedLine(line, merged.text, wish);
  if (JSON.stringify(after.words) === JSON.stringify(line.words)) return told('same', before);
  const event = eventOn(deps, actor, work.page, {
    kind: kindOf(before, merged.text),
    line: line.id,
    before,
    after: merged.text,
    ...(wish.checked === 'all' || wish.checked.length === 0 ? {} : { words: wish.checked }),
  });
  const { correction, found } = work.page;
  const machine = machineLineOf(work.page, line.id);
  const lines = replacedLine(
    { correction: { ...correction, lines: work.lines }, found },
    after,
    machine,
  );
  return { ...told('saved', merged.text), lines, events: [...work.events, event] };
}

/** As it is kept, or `invalid-input`. */
function tidied(wish: LineWish): LineWish {
  const text = wish.text === null ? null : tidyLine(wish.text) || null;
  if ((text?.length ?? 0) > LONGEST_LINE)
    throw new AppError('invalid-input', { fields: { '': messages.lineTooLong(LONGEST_LINE) } });
  return { ...wish, text };
}

/**
 * Carries out what somebody makes of lines of a page, all in one save. What others changed meanwhile
 * stays; where they changed the same words nothing is saved of that line, and both are told. Throws as
 * {@link savePage}, and `invalid-input`.
 */
export async function correctLines(
  deps: Deps,
  actor: Actor,
  address: PageAddress,
  wishes: readonly LineWish[],
): Promise<readonly LineOutcome[]> {
  const all = wishes.map(tidied);
  return savePage(deps, actor, address, (page) => {
    const nothing: Work = { page, lines: page.correction.lines, events: [], outcomes: [] };
    const work = all.reduce<Work>((so, wish) => carryOut(deps, actor, so, wish), nothing);
    const { lines, events, outcomes } = work;
    return [events.length === 0 ? null : { lines, events }, outcomes];
  });
}
