import { SHIPPED_WORDS } from './shipped-words.ts';
import { WordMatcher, type WordEntry } from './word-list.ts';

/** An entry that officials wrote, or took out of the list that is shipped. */
export type WordChange =
  | { readonly kind: 'entry'; readonly entry: WordEntry }
  | { readonly kind: 'left-out'; readonly id: string };

/** The list as officials left it: their entries stand for shipped ones of the same id. */
export function changedWords(changes: readonly WordChange[]): WordEntry[] {
  const changed = new Set(changes.map((c) => (c.kind === 'entry' ? c.entry.id : c.id)));
  return [
    ...SHIPPED_WORDS.filter(({ id }) => !changed.has(id)),
    ...changes.flatMap((change) => (change.kind === 'entry' ? [change.entry] : [])),
  ];
}

/** Makes the matcher of a list, anew only when the list is another. */
export class KnownWords {
  #shipped: WordMatcher | null = null;
  #of = '';
  #matcher: WordMatcher | null = null;

  matcher(changes: readonly WordChange[] = []): WordMatcher {
    if (changes.length === 0) return (this.#shipped ??= new WordMatcher(SHIPPED_WORDS));
    const of = JSON.stringify(changes);
    if (this.#matcher === null || of !== this.#of) {
      this.#of = of;
      this.#matcher = new WordMatcher(changedWords(changes));
    }
    return this.#matcher;
  }
}
