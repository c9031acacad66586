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
  return m ? withTone(m[1]!, Number(m[2])) : key;
}

/** `hòa` and `thúy` as legal texts place tones (old), `hoà` and `thuý` as schools teach it (new). */
export type TonePlacement = 'old' | 'new';

/**
 * A syllable without a tone, in any case, with one: 0 none, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng.
 * What has no vowel stays.
 */
export function withTone(word: string, tone: number, placement: TonePlacement = 'old'): string {
  const letters = [...word];
  const at = markedLetter(
    letters.map((c) => c.toLowerCase()),
    placement,
  );
  if (at >= 0) letters[at] = `${letters[at]!}${MARKS[tone]!}`;
  return letters.join('').normalize('NFC');
}

function markedLetter(letters: readonly string[], placement: TonePlacement): number {
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
  const opens = placement === 'new' && /^(?:o[ae]|uy)$/u.test(letters.slice(first).join(''));
  return count === 3 || opens ? first + 1 : first;
}
