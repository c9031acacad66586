import { findLawNumbers, lawNumberKey } from '#server/base/vietnamese/law-number.ts';
import { formatLocator } from '#server/base/locator.ts';
import type { SearchDocument } from '../search-document.ts';
import { normalise } from '#server/base/vietnamese/syllables.ts';
import { wordsWithBreaks } from '#server/base/vietnamese/tokens.ts';
import type { Lexicon } from './lexicon.ts';
import { encodeTokens, withPath } from './token-list.ts';

/**
 * Grows whenever tokens, pairs or token lists are made differently: an index of another form is
 * rebuilt.
 */
export const INDEX_FORM = 2;

/** A passage as every engine stores it. */
export interface ReadPassage {
  /** Tone ids of the heading and of the text, 0 where a paragraph ends. */
  readonly runs: readonly [heading: readonly number[], text: readonly number[]];
  /** Keys of the số hiệu in it. */
  readonly numbers: ReadonlySet<string>;
  readonly tokens: Uint8Array;
  /** Those of heading and text alone: equal for the very same words, wherever they stand. */
  readonly ownTokens: Uint8Array;
  /** Tokens without breaks. */
  readonly length: number;
}

/** The same for an engine that takes words. */
export interface IndexedPassage {
  /** Folded syllables, blanks between. */
  readonly syllables: string;
  /** Folded neighbours joined by `_`, blanks between. */
  readonly pairs: string;
  /** Keys of the số hiệu in it, blanks between. */
  readonly numbers: string;
  readonly tokens: Uint8Array;
  /** Those of heading and text alone: equal for the very same words, wherever they stand. */
  readonly ownTokens: Uint8Array;
  /** Tokens without breaks. */
  readonly length: number;
}

/** The locator of every item's record (passage 0), as stored. */
export const RECORD_LOCATOR = formatLocator({ kind: 'record' });

/** One passage of an item as an engine takes it in. */
export interface PassageEntry {
  readonly attachmentId: string;
  readonly ordinal: number;
  readonly locator: string;
  readonly heading: string;
  readonly text: string;
  readonly numbers: readonly string[];
  /** Names of the outline above it. */
  readonly path: string;
}

/** The item's passages in the order they are stored: its record first. */
export function* entriesOf(document: SearchDocument): Iterable<PassageEntry> {
  yield {
    attachmentId: '',
    ordinal: 0,
    locator: RECORD_LOCATOR,
    heading: document.title,
    text: document.record,
    numbers: document.numbers,
    path: '',
  };
  for (const p of document.passages)
    yield {
      attachmentId: p.attachmentId,
      ordinal: p.ordinal,
      locator: formatLocator(p.locator),
      heading: p.heading,
      text: p.text,
      numbers: [],
      path: p.path ?? '',
    };
}

/** Reads a passage; new syllables are added to the lexicon. */
export function readPassage(
  heading: string,
  text: string,
  lexicon: Lexicon,
  moreNumbers: readonly string[] = [],
  path = '',
): ReadPassage {
  const clean = normalise(text);
  const headingIds = idsOf(normalise(heading), lexicon);
  const textIds = idsOf(clean, lexicon);
  if (headingIds.length > 0) headingIds.push(0);
  const ownTokens = encodeTokens(headingIds, textIds);
  const numbers = new Set([
    ...moreNumbers,
    ...(clean.includes('/') ? findLawNumbers(clean).map((n) => lawNumberKey(n.number)) : []),
  ]);
  return {
    runs: [headingIds, textIds],
    numbers,
    ownTokens,
    tokens: withPath(
      ownTokens,
      [...new Set(idsOf(normalise(path), lexicon))].filter((id) => id !== 0),
    ),
    length: countOf(headingIds) + countOf(textIds),
  };
}

const countOf = (ids: readonly number[]): number =>
  ids.reduce((count, id) => (id === 0 ? count : count + 1), 0);

/** As {@link readPassage}, in words. */
export function indexPassage(
  heading: string,
  text: string,
  lexicon: Lexicon,
  moreNumbers: readonly string[] = [],
  path = '',
): IndexedPassage {
  const { runs, numbers, tokens, ownTokens, length } = readPassage(
    heading,
    text,
    lexicon,
    moreNumbers,
    path,
  );
  // Grown as strings: joining arrays of a million short ones costs a tenth of the whole index.
  let syllables = '';
  let pairs = '';
  for (const ids of runs) {
    let before = '';
    for (const id of ids) {
      if (id === 0) {
        before = '';
        continue;
      }
      const folded = lexicon.foldedOfTone(id);
      syllables += `${folded} `;
      if (before !== '') pairs += `${before}_${folded} `;
      before = folded;
    }
  }
  return {
    syllables: syllables.trimEnd(),
    pairs: pairs.trimEnd(),
    numbers: [...numbers].join(' '),
    tokens,
    ownTokens,
    length,
  };
}

const idsOf = (text: string, lexicon: Lexicon): number[] =>
  wordsWithBreaks(text).map((word) => (word === '' ? 0 : lexicon.addWord(word)));
