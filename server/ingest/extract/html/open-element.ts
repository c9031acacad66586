import { NOTE_ROLES } from './allowed-markup.ts';
import type { Declared, StyledElement } from './author-styles.ts';
import type { Fence } from './foreign-elements.ts';
import { roleOf, type Player } from './html-elements.ts';

export type Attributes = Readonly<Record<string, string>>;
export type Mode = 'html' | 'math' | 'svg';

/** What an element that is written only at its end becomes of what stands in it. */
export type Finish = (inner: string) => string;

/** One open element of the source. */
export interface Open extends StyledElement {
  readonly attribs: Attributes;
  /** How its children are read. */
  mode: Mode;
  /** What closes it on the page; empty for an element that is not shown itself. */
  close: string;
  /** Generated words behind its content. */
  after: string;
  unseen: boolean;
  finish: Finish | null;
  /** Of an `epub:switch`: whether one of its branches was taken. */
  branch: 'none' | 'open' | 'taken';
  /** What a list asks its items to be marked with, and the words that mark an item. */
  marker: string | null;
  item: string;
  fence: Fence | null;
  player: Player | null;
  formula: boolean;
  /** An inline element that stands on a line of its own. */
  line: boolean;
}

/** Of the markup that is shown. */
export const NAMESPACES: Readonly<Record<string, Mode>> = {
  'http://www.w3.org/1998/Math/MathML': 'math',
  'http://www.w3.org/2000/svg': 'svg',
  'http://www.w3.org/1999/xhtml': 'html',
};

const NO_CLASSES: readonly string[] = [];

/** @param around of the elements it stands in: unseen or not, and whether any sheet styles it */
export function openElement(
  name: string,
  mode: Mode,
  attribs: Attributes,
  around: { readonly unseen: boolean; readonly styled: boolean },
): Open {
  return {
    name: name.toLowerCase(),
    id: attribs['id'] ?? '',
    classes: around.styled && attribs['class'] ? attribs['class'].split(/\s+/u) : NO_CLASSES,
    attribs,
    mode,
    close: '',
    after: '',
    unseen: around.unseen,
    finish: null,
    branch: name.endsWith(':switch') ? 'open' : 'none',
    marker: null,
    item: '',
    fence: null,
    player: null,
    formula: false,
    line: false,
  };
}

/** Whether an element is hidden with all it holds. */
export function isHidden(
  name: string,
  mode: Mode,
  attribs: Attributes,
  declared: Declared,
): boolean {
  // A whole page is hidden only until its script has run.
  if (name === 'html' || name === 'body') return false;
  // Reading systems open notes on demand, so books hide them; a page shows them in their place.
  if (NOTE_ROLES.has(roleOf(attribs))) return false;
  const display = declared.get('display') ?? (mode === 'svg' ? attribs['display'] : undefined);
  return (
    attribs['hidden'] !== undefined ||
    display?.toLowerCase() === 'none' ||
    declared.get('mso-hide')?.toLowerCase() === 'all'
  );
}

/** A piece of a label that stands somewhere else than behind the last. */
export const isPlaced = (attribs: Attributes): boolean =>
  ['x', 'y', 'dy'].some((name) => attribs[name] !== undefined);
