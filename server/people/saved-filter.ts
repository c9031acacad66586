import type { Stage } from '#server/base/stage.ts';

/** Which part of the queue somebody looks at; empty texts and `false` leave everything in. */
export interface QueueFilter {
  /** Null for all steps. */
  readonly stage: Stage | null;
  readonly unitId: string;
  /** Code of a subject. */
  readonly subject: string;
  readonly overdue: boolean;
  /** Only what the person has taken over. */
  readonly mine: boolean;
  /** Words of title, file names, compilers or number, in any order, with or without marks. */
  readonly text: string;
}

/** One that a person gave a name and keeps. */
export interface SavedFilter extends QueueFilter {
  readonly name: string;
}
