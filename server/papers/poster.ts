/**
 * One page to hang up or lay out: who speaks, what about, words, a code that leads to the shelf.
 * Plain data, so that a thread can make a file of it.
 */
export interface Poster {
  readonly size: 'a5' | 'a3';
  /** The name of whoever hangs it up. */
  readonly above: string;
  readonly heading: string;
  /** Short lines over the text; none for most. */
  readonly lead: string;
  /** Paragraphs. Those of a quotation stand in quotation marks of their own. */
  readonly text: readonly string[];
  /** Where the text is from and how it stands; empty for nothing. */
  readonly source: string;
  /** What the code is for, over it. */
  readonly call: string;
  /** A path in a square of `size` modules, to be stroked one module wide (`qrCode`). */
  readonly code: { readonly size: number; readonly path: string };
  /** The address as people type it. */
  readonly address: string;
  /** The name of the shelf. */
  readonly foot: string;
}
