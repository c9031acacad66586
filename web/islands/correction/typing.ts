import {
  KEY_METHODS,
  typeKey,
  wordBefore,
  type KeyMethod,
  type TypedWord,
} from '#server/base/vietnamese/typed-keys.ts';

const KEY = 'go-dau';
/** No Vietnamese word is longer; what stands before is no part of it. */
const LONGEST_WORD = 32;

/** What was chosen last in this browser; null for none. Refused storage remembers nothing. */
const remembered = (): KeyMethod | null => {
  try {
    const saved = localStorage.getItem(KEY);
    return KEY_METHODS.find((method) => method === saved) ?? null;
  } catch {
    return null;
  }
};

const remember = (method: string): void => {
  try {
    localStorage.setItem(KEY, method);
  } catch {
    // A private window: it holds for this page alone.
  }
};

/** The word at the end of what stands before the caret. */
const wordAt = (box: HTMLInputElement, caret: number): string =>
  box.value
    .slice(Math.max(0, caret - LONGEST_WORD), caret)
    .split(/[^\p{L}\p{N}]/u)
    .at(-1)!;

/**
 * Lets tones be typed in the boxes below `root` by the way that is chosen in the page's `data-typing`.
 * An input method of the machine is left alone: what it composes is no key of ours.
 */
export function setUpTyping(root: HTMLElement): void {
  const choice = document.querySelector<HTMLElement>('[data-typing]');
  let method = remembered();
  let word: TypedWord | null = null;
  if (choice) {
    choice.hidden = false;
    for (const radio of choice.querySelectorAll<HTMLInputElement>('input'))
      radio.checked = radio.value === (method ?? 'off');
    choice.addEventListener('change', (event) => {
      const { value } = event.target as HTMLInputElement;
      method = KEY_METHODS.find((known) => known === value) ?? null;
      remember(value);
    });
  }
  root.addEventListener('beforeinput', (event) => {
    const box = event.target;
    const key = event.data ?? '';
    const isKey = event.inputType === 'insertText' && !event.isComposing && /^[a-z\d]$/iu.test(key);
    if (method === null || !isKey || !(box instanceof HTMLInputElement)) {
      word = null;
      return;
    }
    const start = box.selectionStart ?? 0;
    if (start !== (box.selectionEnd ?? 0)) word = null;
    const before = wordAt(box, start);
    // After a click or a deletion the word begins anew from what stands there.
    const known = word?.text === before ? word : wordBefore(before);
    word = typeKey(known, key, method);
    if (word.text === before + key) return;
    event.preventDefault();
    box.setRangeText(word.text, start - before.length, box.selectionEnd ?? start, 'end');
    box.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
