import type { Mark } from '../docx/pieces.ts';
import { numberOf, type Sprm } from './sprms.ts';

/** How characters look, as far as a reader's page shows it. */
export interface Look {
  /** Number of the font of ASCII characters, and of the others of Europe; -1 for none said. */
  readonly font: number;
  readonly wideFont: number;
  readonly marks: ReadonlySet<Mark>;
  /** Hidden by the author, or deleted by a tracked change. */
  readonly unseen: 'hidden' | 'deleted' | null;
  /** Signs below 32 and the parenthesis mean something else: notes, pictures, symbols. */
  readonly special: boolean;
  readonly symbol: { readonly font: number; readonly code: number } | null;
  /** Put in by a tracked change. */
  readonly inserted: boolean;
}

export const PLAIN: Look = {
  font: -1,
  wideFont: -1,
  marks: new Set(),
  unseen: null,
  special: false,
  symbol: null,
  inserted: false,
};

/** Properties that are on or off ([MS-DOC] 2.6.1). */
const TOGGLES: Readonly<Record<number, Mark>> = {
  0x0835: 'strong',
  0x0836: 'em',
  0x0837: 's',
  0x083b: 'caps',
  0x2a53: 's',
};
const [STYLE, SPECIAL, PLAIN_AGAIN, SYMBOL] = [0x4a30, 0x0855, 0x2a33, 0x6a09];
const [FONT, WIDE_FONT, UNDERLINE, RAISED] = [0x4a4f, 0x4a51, 0x2a3e, 0x2a48];
const [HIDDEN, INSERTED, DELETED] = [0x083c, 0x0801, 0x0800];
/** As the style says; the other way round. */
const [AS_STYLE, NOT_AS_STYLE] = [0x80, 0x81];

const toggled = (value: number, style: boolean): boolean =>
  value === AS_STYLE ? style : value === NOT_AS_STYLE ? !style : value !== 0;

const withMark = (marks: ReadonlySet<Mark>, mark: Mark, on: boolean): ReadonlySet<Mark> => {
  if (marks.has(mark) === on) return marks;
  const changed = new Set(marks);
  if (on) changed.add(mark);
  else changed.delete(mark);
  return changed;
};

function raised(marks: ReadonlySet<Mark>, value: number): ReadonlySet<Mark> {
  return withMark(withMark(marks, 'sup', value === 1), 'sub', value === 2);
}

function changedBy(look: Look, sprm: Sprm, style: Look): Look {
  const value = numberOf(sprm);
  const toggle = TOGGLES[sprm.code];
  if (toggle !== undefined)
    return {
      ...look,
      marks: withMark(look.marks, toggle, toggled(value, style.marks.has(toggle))),
    };
  switch (sprm.code) {
    case FONT:
      return { ...look, font: value };
    case WIDE_FONT:
      return { ...look, wideFont: value };
    case UNDERLINE:
      return { ...look, marks: withMark(look.marks, 'u', value !== 0) };
    case RAISED:
      return { ...look, marks: raised(look.marks, value) };
    case HIDDEN:
      return { ...look, unseen: toggled(value, style.unseen === 'hidden') ? 'hidden' : null };
    case DELETED:
      return value === 0 ? look : { ...look, unseen: 'deleted' };
    case INSERTED:
      return { ...look, inserted: value !== 0 };
    case SPECIAL:
      return { ...look, special: value !== 0 };
    case SYMBOL:
      return sprm.operand.length < 4
        ? look
        : {
            ...look,
            symbol: { font: sprm.operand.readUInt16LE(0), code: sprm.operand.readUInt16LE(2) },
          };
    case PLAIN_AGAIN:
      return { ...style, special: look.special };
    default:
      return look;
  }
}

/**
 * A look after changes.
 * @param style the look that `on`, `off` and `as the style` are measured by
 */
export const lookAfter = (look: Look, changes: readonly Sprm[], style: Look): Look =>
  changes.reduce((before, sprm) => changedBy(before, sprm, style), look);

/** The character style that changes name; null for none. */
export function styleNamed(changes: readonly Sprm[]): number | null {
  const named = changes.find(({ code }) => code === STYLE);
  return named === undefined ? null : numberOf(named);
}
