import { WordMemo } from '../word-memo.ts';

/**
 * Forms of a Vietnamese syllable that search compares: as typed, with its tone apart, and without
 * any mark.
 */

const TONES: Readonly<Record<string, string>> = {
  '\u0300': '1',
  '\u0309': '2',
  '\u0303': '3',
  '\u0301': '4',
  '\u0323': '5',
};

/** NFC, with Eth typed for Đ mended: what the shelf stores and shows. */
export const normalise = (text: string): string =>
  text.normalize('NFC').replaceAll('Ð', 'Đ').replaceAll('ð', 'đ');

/** Lower case without any mark and with d for đ; letters of other scripts stay. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replaceAll('ð', 'd')
    .normalize('NFC');

/**
 * The syllable's letters without the tone mark, then the tone's number: `hoà` and `hòa` are both
 * `hoa1`-like keys, so old and new tone placement are one form. A bar keeps the number apart from
 * digits of the text.
 */
export function toneKey(word: string): string {
  let tone = '';
  let letters = '';
  for (const c of word.normalize('NFD').toLowerCase()) {
    const mark = TONES[c];
    if (mark === undefined) letters += c === 'ð' ? 'đ' : c;
    else tone = mark;
  }
  return tone === '' ? letters.normalize('NFC') : `${letters.normalize('NFC')}|${tone}`;
}

const foldedKeys = new WordMemo((key) => fold(key.replace(/\|\d$/u, '')));

/** The folded form of a tone key. */
export const foldKey = (key: string): string => foldedKeys.of(key);

/** Whether the text was typed with any Vietnamese mark. */
export const hasMarks = (text: string): boolean =>
  fold(text) !== text.normalize('NFC').toLowerCase();

/** An address-safe form for slugs: `Cẩm nang hòa giải` → `cam-nang-hoa-giai`. */
export const slugify = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/gu, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/gu, '');

/** Orders titles as Vietnamese readers expect: a sortable key for storage that compares bytes. */
const ALPHABET = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
export function sortKey(text: string): string {
  let key = '';
  let tones = '';
  for (const word of normalise(text)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []) {
    for (const c of word
      .normalize('NFD')
      .replace(/[\u0300\u0301\u0303\u0309\u0323]/gu, (m) => {
        tones += TONES[m];
        return '';
      })
      .normalize('NFC')) {
      const place = ALPHABET.indexOf(c);
      key += place < 0 ? c : String.fromCharCode(0x61 + place);
    }
    key += ' ';
  }
  return `${key}${tones}`;
}
