/** The keys of the list of doubted words. One key accepts, one takes the other reading. */

/** The box of a word under the cursor. */
export interface WordBox {
  /** What the machine read, or what stands there by now. */
  readonly stood: string;
  readonly value: string;
  /** The other reading; '' where there is none. */
  readonly offer: string;
  /** All of it is selected, as when one comes to it: nothing was typed yet. */
  readonly isSelected: boolean;
}

export interface PressedKey {
  /** As browsers name it: `Enter`, ` `, `ArrowDown`, `z`. */
  readonly key: string;
  readonly ctrl: boolean;
}

export type WordStep =
  /** Writes this word, which may be the one that stood there, and goes to the next. */
  | { readonly do: 'write'; readonly text: string }
  | { readonly do: 'go'; readonly by: 1 | -1 }
  | { readonly do: 'undo' }
  /** Puts back what stood there. */
  | { readonly do: 'restore' };

/**
 * What a key does in the box of a word; null for a key that the box itself takes. A blank typed over
 * a whole word would only delete it, so there it takes the other reading, and without one does nothing.
 */
export function stepOf({ key, ctrl }: PressedKey, box: WordBox): WordStep | null {
  const isUntouched = box.value === box.stood;
  if (ctrl) return key.toLowerCase() === 'z' && isUntouched ? { do: 'undo' } : null;
  switch (key) {
    case 'Enter':
      return { do: 'write', text: box.value };
    case ' ':
      if (!box.isSelected || !isUntouched) return null;
      return box.offer === '' ? { do: 'restore' } : { do: 'write', text: box.offer };
    case 'ArrowDown':
      return { do: 'go', by: 1 };
    case 'ArrowUp':
      return { do: 'go', by: -1 };
    case 'Escape':
      return isUntouched ? null : { do: 'restore' };
    default:
      return null;
  }
}
