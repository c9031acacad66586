import type { Fields } from './fields.ts';
import type { Notes } from './notes.ts';
import type { Numbering } from './numbering.ts';
import type { ReadingNotes } from '../reading-notes.ts';
import type { Styles } from './styles.ts';

/** What a part refers to, made ready before its text is read. */
export interface References {
  /** Names of stored pictures. */
  readonly pictures: ReadonlyMap<string, string>;
  /** Outside addresses. */
  readonly links: ReadonlyMap<string, string>;
  /** Documents put in whole (w:altChunk), as markup. */
  readonly chunks: ReadonlyMap<string, string>;
  /** Words of charts and diagrams, a paragraph each. */
  readonly drawn: ReadonlyMap<string, readonly string[]>;
}

/** What the writers of one document share. */
export interface Story {
  readonly styles: Styles;
  readonly numbering: Numbering;
  readonly fields: Fields;
  readonly notes: Notes;
  readonly findings: ReadingNotes;
  /** Bookmarks that a link of the document leads to. */
  readonly wanted: ReadonlySet<string>;
  readonly references: References;
}
