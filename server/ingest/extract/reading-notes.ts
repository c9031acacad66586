import type { FileNote, FileNoteCode } from '#server/items/file-note.ts';

/** Longest list of names in a note; a few say enough. */
const MOST_NAMES = 6;

/** Collects, while a file is read, what staff have to know of it. */
export class ReadingNotes {
  readonly #counts = new Map<FileNoteCode, number>();
  readonly #names = new Map<FileNoteCode, Set<string>>();

  /** @param name what it is, where the count alone does not say it */
  add(code: FileNoteCode, name = '', count = 1): void {
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + count);
    const names = this.#names.get(code) ?? new Set<string>();
    if (name !== '' && names.size < MOST_NAMES) names.add(name);
    this.#names.set(code, names);
  }

  all(): FileNote[] {
    return [...this.#counts].map(([code, count]) => ({
      code,
      count,
      detail: [...this.#names.get(code)!].join(', '),
    }));
  }
}
