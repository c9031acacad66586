import { isSyllable } from './spelling.ts';

/**
 * VIQR (RFC 1456): marks as signs of ASCII behind the letter, as mail was typed. A full stop and a
 * question mark are marks only where they cannot end a sentence.
 */
const HATS: Readonly<Record<string, string>> = {
  '^': '\u0302',
  '(': '\u0306',
  '+': '\u031B',
  '*': '\u031B',
};
const TONES: Readonly<Record<string, string>> = {
  "'": '\u0301',
  '`': '\u0300',
  '?': '\u0309',
  '~': '\u0303',
  '.': '\u0323',
};
const WORD = /(?:[A-Za-z]|(?<=[aeouAEOU])[(^+*]|(?<=[aeiouyAEIOUY(^+*])['`?~.])+/gu;
const LETTER = /dd|[a-z][(^+*]?['`?~.]?/giu;
const SENTENCE_ENDS = /[.?]$/u;

function spelled(word: string): string {
  return word
    .replace(LETTER, (typed) => {
      if (typed.toLowerCase() === 'dd') return typed[0] === 'D' ? 'Đ' : 'đ';
      const [base, ...marks] = Array.from(typed);
      return base! + marks.map((mark) => HATS[mark] ?? TONES[mark]!).join('');
    })
    .normalize('NFC');
}

function wordOf(typed: string, after: string): string {
  // `… cua ta. Ho` ends a sentence, `ca. nuoc` does not.
  const ends = SENTENCE_ENDS.test(typed) && !/^[^\S\n]+\p{Ll}/u.test(after);
  const [word, rest] = ends ? [typed.slice(0, -1), typed.slice(-1)] : [typed, ''];
  const unicode = spelled(word);
  return isSyllable(unicode) ? unicode + rest : typed;
}

/** Text typed in VIQR as Unicode; words that would be no Vietnamese syllable stay as typed. */
export const fromViqr = (text: string): string =>
  text.replace(WORD, (typed, at: number) =>
    wordOf(typed, text.slice(at + typed.length, at + typed.length + 3)),
  );

const HATTED = /[aeouAEOU][(^+*]|\bdd/gu;
const LEAST_WORDS = 8;
const LEAST_SHARE = 0.8;

/** Whether a text in ASCII is Vietnamese typed so: many hats, and words that become syllables. */
export function isViqr(text: string): boolean {
  if (/[^\t\n\r -~]/u.test(text) || (text.match(HATTED)?.length ?? 0) < LEAST_WORDS) return false;
  const typed = (text.match(WORD) ?? []).filter((word) => /[(^+*'`?~]|[a-z]\.[a-z]/iu.test(word));
  const right = typed.filter((word) => isSyllable(spelled(word.replace(SENTENCE_ENDS, ''))));
  return typed.length >= LEAST_WORDS && right.length >= typed.length * LEAST_SHARE;
}
