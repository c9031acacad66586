import { WordMemo } from '../word-memo.ts';
import { foldKey, toneKey } from './syllables.ts';

/** One run of letters and digits in an NFC text; `key` is its tone key. */
export interface Word {
  readonly key: string;
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
}

/** Marks that no composed letter holds stay with their letter: Khmer and Chăm write vowels so. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const WORD_OR_BREAK = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*|\n\s*\n/gu;

const keys = new WordMemo(toneKey);

/** The tone key of one word. */
export const wordKey = (word: string): string => keys.of(word);

/**
 * The words of a text with their places, in order. The text should be NFC, else offsets are those
 * of its NFC form.
 */
export function words(text: string): Word[] {
  const found: Word[] = [];
  for (const m of text.normalize('NFC').matchAll(WORD))
    found.push({ key: wordKey(m[0]), start: m.index, end: m.index + m[0].length });
  return found;
}

/**
 * The words of a text in order as they stand, `''` where a paragraph ends (a blank line):
 * neighbours across it are no pair. For texts of the index, where offsets are not needed.
 */
export const wordsWithBreaks = (text: string): string[] =>
  (text.normalize('NFC').match(WORD_OR_BREAK) ?? []).map((token) =>
    token.charCodeAt(0) <= 32 ? '' : token,
  );

/** The folded syllables of a text, each once. */
export const foldedWords = (text: string): string[] => [
  ...new Set(words(text).map(({ key }) => foldKey(key))),
];
