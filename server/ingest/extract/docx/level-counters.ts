/** Levels of a list, in both of Word's formats. */
export const LEVELS = 9;

/** The number each level stands at; null for one that has not begun. */
export type Counters = (number | null)[];

export const newCounters = (): Counters => Array.from({ length: LEVELS }, () => null);

interface CountedLevel {
  readonly start: number;
  /** A level above this number begins this one anew; 0 never. */
  readonly restart: number;
}

/** A list as one of its uses has it. */
export interface CountedList {
  readonly levels: readonly CountedLevel[];
  /** Where this use lets levels start. */
  readonly starts: ReadonlyMap<number, number>;
}

/**
 * Moves the count on for a paragraph of level `at`, as Word does (ECMA-376 part 1, 17.9.10 and
 * 17.9.25).
 * @param isFirst no paragraph of this use came before: what it lets start begins anew
 */
export function countOn(
  counters: Counters,
  { levels, starts }: CountedList,
  at: number,
  isFirst: boolean,
): void {
  if (isFirst) for (const level of starts.keys()) counters[level] = null;
  counters[at] = counters[at] === null ? (starts.get(at) ?? levels[at]!.start) : counters[at]! + 1;
  for (let below = at + 1; below < LEVELS; below++) {
    const restart = levels[below]?.restart ?? below;
    if (restart > 0 && at < restart) counters[below] = null;
  }
}
