/** From a tone key back to what a reader sees. */

const MARKS = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
const VOWELS = 'aăâeêioôơuưy';
const HATTED = 'ăâêôơư';

/**
 * `hoa|1` → `hòa`, `thuy|3`-like keys in the old placement that legal texts use; keys without a
 * tone stay.
 */
export function showToneKey(key: string): string {
  const m = /^(.*)\|([1-5])$/u.exec(key);
  if (!m) return key;
  const letters = [...m[1]!];
  const at = markedLetter(letters);
  if (at < 0) return m[1]!;
  letters[at] = `${letters[at]!}${MARKS[Number(m[2])]!}`;
  return letters.join('').normalize('NFC');
}

function markedLetter(letters: readonly string[]): number {
  const hatted = letters.findLastIndex((c) => HATTED.includes(c));
  if (hatted >= 0) return hatted;
  let first = letters.findIndex((c) => VOWELS.includes(c));
  // In "qu…" and "gi…" the u and i belong to the consonant when another vowel follows.
  const glide =
    (letters[0] === 'q' && letters[1] === 'u') || (letters[0] === 'g' && letters[1] === 'i');
  if (glide && VOWELS.includes(letters[2] ?? '-')) first = 2;
  if (first < 0) return -1;
  let last = first;
  while (VOWELS.includes(letters[last + 1] ?? '-')) last++;
  if (last < letters.length - 1) return last;
  const count = last - first + 1;
  return count === 3 ? first + 1 : first;
}
