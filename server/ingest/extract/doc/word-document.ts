import { positionsOf, type WordFile } from './fib.ts';
import { FormattedRanges } from './formatted-ranges.ts';
import type { ReadingNotes } from '../reading-notes.ts';
import { ListNumbers } from './list-numbers.ts';
import { listUses } from './list-table.ts';
import { PieceTable } from './piece-table.ts';
import { fontNames, StyleSheet } from './style-sheet.ts';

export type NoteKind = 'footnote' | 'endnote';

export interface Note {
  readonly kind: NoteKind;
  /** Unique among the notes of the document. */
  readonly id: string;
  readonly number: number;
  /** Where its text stands, in characters of the document. */
  readonly from: number;
  readonly to: number;
}

/** The parts of one Word file that its text is made of. */
export class WordDocument {
  readonly word: WordFile;
  readonly styles: StyleSheet;
  readonly paragraphs: FormattedRanges;
  readonly pieces: PieceTable;
  readonly fonts: readonly string[];
  readonly findings: ReadingNotes;
  readonly numbers: ListNumbers;
  /** By the character that refers to it. */
  readonly notes: ReadonlyMap<number, Note>;

  /** @throws AppError file-broken | file-too-slow */
  constructor(word: WordFile, findings: ReadingNotes) {
    this.word = word;
    this.findings = findings;
    this.styles = new StyleSheet(word.part('styles'));
    this.fonts = fontNames(word.part('fonts'));
    this.paragraphs = new FormattedRanges(word, 'paragraphs');
    this.pieces = new PieceTable(word, new FormattedRanges(word, 'characters'));
    this.numbers = new ListNumbers(listUses(word));
    this.notes = new Map([...notesOf(word, 'footnote'), ...notesOf(word, 'endnote')]);
  }
}

/** References in the main text, and where the text of each note begins ([MS-DOC] 2.8.8, 2.8.9). */
function notesOf(word: WordFile, kind: NoteKind): [number, Note][] {
  const isFootnote = kind === 'footnote';
  const references = positionsOf(word.part(isFootnote ? 'footnoteRefs' : 'endnoteRefs'), 2);
  const texts = positionsOf(word.part(isFootnote ? 'footnoteTexts' : 'endnoteTexts'), 0).positions;
  const { start, length } = word.stories[isFootnote ? 'footnotes' : 'endnotes'];
  return references.records.flatMap((_, i): [number, Note][] => {
    const [from, to] = [texts[i], texts[i + 1]];
    if (from === undefined || to === undefined || from > to || to > length) return [];
    const note = {
      kind,
      id: `${kind}-${i + 1}`,
      number: i + 1,
      from: start + from,
      to: start + to,
    };
    return [[references.positions[i]!, note]];
  });
}
