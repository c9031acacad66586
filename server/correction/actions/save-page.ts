import type { ActionDeps } from '#server/action-deps.ts';
import { AppError } from '#server/base/errors.ts';
import { bringInCorrectionsJob } from '#server/base/job.ts';
import type { Actor } from '#server/people/account.ts';
import type { CorrectedLine, CorrectionEvent, PageCorrection } from '../page-correction.ts';
import { takePage } from './hold-page.ts';
import { pageToCorrect, type PageAddress, type PageToCorrect } from './page-to-correct.ts';

export type Deps = Pick<ActionDeps, 'catalog' | 'newId' | 'now'>;

/** What becomes of a page; null changes nothing. */
export interface PageChange {
  readonly lines?: readonly CorrectedLine[];
  readonly done?: PageCorrection['done'];
  readonly events: readonly CorrectionEvent[];
  readonly settled?: readonly string[];
}

const ATTEMPTS_AT_A_BUSY_PAGE = 8;

/** What every event of a page says. */
export const eventOn = (
  deps: Deps,
  actor: Actor,
  { key }: PageToCorrect,
  event: Pick<CorrectionEvent, 'kind' | 'line' | 'before' | 'after'> &
    Partial<Pick<CorrectionEvent, 'words' | 'other' | 'undoes'>>,
): CorrectionEvent => ({
  ...key,
  id: deps.newId(),
  at: deps.now(),
  actorId: actor.accountId,
  actorName: actor.displayName,
  ...event,
});

/**
 * Changes a page with its history and has the text of its file made anew. `make` is asked again with
 * the page as it stands where somebody else saved it meanwhile: so nobody overwrites what they did
 * not see. Throws as {@link pageToCorrect}, and `stale-version` on a page that others save all the
 * time.
 */
export async function savePage<Answer>(
  deps: Deps,
  actor: Actor,
  address: PageAddress,
  make: (page: PageToCorrect) => readonly [change: PageChange | null, answer: Answer],
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const page = await pageToCorrect(deps, actor, address);
    const [change, answer] = make(page);
    if (change === null) return answer;
    const { correction, item, attachment } = page;
    const { lines = correction.lines, done = correction.done, events, settled } = change;
    try {
      await deps.catalog.saveCorrection({
        correction: { ...correction, lines, done },
        events,
        jobs: lines === correction.lines ? [] : [bringInCorrectionsJob(item.id, attachment.id)],
        ...(settled === undefined ? {} : { settled }),
      });
      // Whoever goes on writing goes on having the page.
      if (lines !== correction.lines) await takePage(deps, actor, page.key);
      return answer;
    } catch (error) {
      const isStale = error instanceof AppError && error.code === 'stale-version';
      if (!isStale || attempt === ATTEMPTS_AT_A_BUSY_PAGE) throw error;
    }
  }
}

/** The lines of a page with one in another form; a line that says what the machine says is none. */
export function replacedLine(
  { correction, found }: Pick<PageToCorrect, 'correction' | 'found'>,
  line: CorrectedLine,
  machine: CorrectedLine | null,
): readonly CorrectedLine[] {
  const others = correction.lines.filter(({ id }) => id !== line.id);
  const isOwn = line.isAdded === true || line.follows !== undefined;
  const isGone = isOwn && line.words.length === 0;
  const isAsRead =
    found !== null &&
    machine !== null &&
    JSON.stringify(line.words) === JSON.stringify(machine.words);
  return isGone || isAsRead ? others : [...others, line];
}
