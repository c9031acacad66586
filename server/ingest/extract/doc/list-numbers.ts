import { countOn, LEVELS, newCounters, type Counters } from '../docx/level-counters.ts';
import { formatNumber } from '../docx/number-format.ts';
import type { ListLevel, ListUse } from './list-table.ts';

/** What Word writes before a paragraph. */
export type ListLabel =
  | { readonly kind: 'bullet'; readonly level: number }
  | { readonly kind: 'number'; readonly text: string; readonly level: ListLevel };

/**
 * Counts the numbered paragraphs of one document as Word does. Ask it for every paragraph that is
 * shown, in the order of the document: each answer moves the count on.
 */
export class ListNumbers {
  readonly #uses: readonly ListUse[];
  readonly #counters = new Map<number, Counters>();
  readonly #begun = new Set<number>();

  constructor(uses: readonly ListUse[]) {
    this.#uses = uses;
  }

  /**
   * @param use as the paragraph says it, from 1; 0 for none
   * @param level 0 … 8
   * @returns null for a paragraph that bears neither number nor bullet
   */
  label(use: number, level: number): ListLabel | null {
    const list = this.#uses[use - 1];
    const at = Math.min(level, LEVELS - 1);
    const own = list?.levels[at];
    if (list === undefined || own === undefined) return null;
    const counters = this.#count(use, list, at);
    if (own.format === 'bullet') return { kind: 'bullet', level: at };
    const text = Array.from(own.text, (sign) => {
      const index = sign.charCodeAt(0);
      return index < LEVELS ? this.#number(list, counters, index, own) : sign;
    }).join('');
    return text.trim() === '' ? null : { kind: 'number', text: text.trim(), level: own };
  }

  #count(use: number, list: ListUse, at: number): Counters {
    const counters = this.#counters.get(list.list) ?? newCounters();
    this.#counters.set(list.list, counters);
    countOn(counters, list, at, !this.#begun.has(use));
    this.#begun.add(use);
    return counters;
  }

  #number(
    { levels, starts }: ListUse,
    counters: Readonly<Counters>,
    index: number,
    own: ListLevel,
  ): string {
    const level = levels[index];
    if (level === undefined || level.format === 'bullet') return '';
    const format = own.legal && level.format !== 'none' ? 'decimal' : level.format;
    // A level that comes before its upper ones shows them as if they had begun.
    return formatNumber(counters[index] ?? starts.get(index) ?? level.start, format);
  }
}
